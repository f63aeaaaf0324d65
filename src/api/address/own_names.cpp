// The names under which this node may be asked, for the check of Host and Origin.

#include "api/address/own_names.h"

#include <algorithm>

namespace linlian::api {

// For names that an operator gives: letters, digits, dashes and dots, or an address.
bool OwnNames::is_name(std::string_view text) {
    const auto read = ops::read_authority(text);
    if (!read || read->is_address) return read.has_value();
    return std::all_of(read->host.begin(), read->host.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
}

OwnNames::OwnNames(const std::string& address, const std::vector<std::string>& given)
    : names_{"localhost", "127.0.0.1", "::1"},
      any_address_(address == "0.0.0.0" || address == "::") {
    add(ops::authority_text(address, 0));
    for (const auto& name : given) add(name);
}

void OwnNames::add(std::string_view name) {
    if (auto read = ops::read_authority(name)) names_.insert(std::move(read->host));
}

// A server on all addresses does not know its own: any address is then fine, for rebinding needs a
// name.
bool OwnNames::has(const std::optional<ops::Authority>& asked) const {
    return asked && (names_.contains(asked->host) || (any_address_ && asked->is_address));
}

bool OwnNames::has_host(std::string_view host) const { return has(ops::read_authority(host)); }

// The scheme does not matter.
bool OwnNames::has_origin(std::string_view origin) const { return has(ops::read_origin(origin)); }

}  // namespace linlian::api
