// The names by which an API is called. A page of somebody else's may have its name lead to this
// computer and then ask as if it were ours (DNS rebinding): its requests say that name in Host, and
// acts that it sends say it in Origin. Called by Session.
#pragma once

#include "ops/address/authority.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace linlian::api {

class OwnNames {
  public:
    // Whether it can be a name of an API: a name or an address, perhaps with a port, and no URL.
    static bool is_name(std::string_view text);

    // The address at which the API listens and the names that its operator gives; those of
    // loopback are always there. Where it listens at every address, any address is its own, for no
    // name leads to that.
    OwnNames(const std::string& address, const std::vector<std::string>& given);

    // As in Host: a name or an address ([…] for IPv6), perhaps with a port.
    bool has_host(std::string_view host) const;
    // As in Origin: scheme://host, perhaps with a port. "null" is nobody's.
    bool has_origin(std::string_view origin) const;

  private:
    void add(std::string_view name);
    bool has(const std::optional<ops::Authority>& asked) const;

    std::set<std::string> names_;
    bool any_address_;
};

}  // namespace linlian::api
