// The names under which this node may be asked, for the check of Host and Origin.

#include "api/address/own_names.h"

#include <arpa/inet.h>

#include <algorithm>

namespace linlian::api {
namespace {

// Nothing, or a colon and digits; digits may be missing, as RFC 3986 allows.
bool is_port(std::string_view text) {
    return text.empty() ||
           (text.front() == ':' &&
            std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

// In lower case and without its port; empty where it is neither name nor address.
std::string bare_host(std::string_view host) {
    const auto end = host.starts_with('[') ? host.find(']') + 1 : host.find(':');
    const auto name = host.substr(0, end);
    if (!is_port(host.substr(name.size()))) return {};
    std::string lower{name};
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

// An IPv6 address stands in brackets, an IPv4 address does not.
bool is_address(std::string_view name) {
    unsigned char bytes[16];
    const bool wrapped = name.starts_with('[') && name.ends_with(']') && name.size() > 2;
    const std::string text{wrapped ? name.substr(1, name.size() - 2) : name};
    return ::inet_pton(wrapped ? AF_INET6 : AF_INET, text.c_str(), bytes) == 1;
}

std::string as_host(const std::string& address) {
    return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

}  // namespace

// For names that an operator gives: letters, digits, dashes and dots, or an address.
bool OwnNames::is_name(std::string_view text) {
    const auto name = bare_host(text);
    if (name.starts_with('[')) return is_address(name);
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
}

OwnNames::OwnNames(const std::string& address, const std::vector<std::string>& given)
    : names_{"localhost", "127.0.0.1", "[::1]", bare_host(as_host(address))},
      any_address_(address == "0.0.0.0" || address == "::") {
    for (const auto& name : given) names_.insert(bare_host(name));
    names_.erase("");
}

// A server on all addresses does not know its own: any address is then fine, for rebinding needs a
// name.
bool OwnNames::has_host(std::string_view host) const {
    const auto name = bare_host(host);
    return names_.contains(name) || (any_address_ && is_address(name));
}

// The scheme does not matter.
bool OwnNames::has_origin(std::string_view origin) const {
    const auto scheme = origin.find("://");
    return scheme != std::string_view::npos && has_host(origin.substr(scheme + 3));
}

}  // namespace linlian::api
