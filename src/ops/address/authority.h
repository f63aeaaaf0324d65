// Where an API is, as it stands on a command line, in a request's Host and Origin, and in the
// address bar of a browser: a name or an IP address, perhaps with a port. Whoever takes or shows
// one calls this; nothing here asks the network.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace linlian::ops {

struct Authority {
    // In lower case; an IPv6 address in its shortest form and without its brackets.
    std::string host;
    bool is_address = false;  // an IP address, not a name
    std::uint16_t port = 0;   // 0: none is given, or none that there is

    bool operator==(const Authority&) const = default;
};

// "host", "host:port", "[2001:db8::7]:port" (RFC 3986 §3.2). Nothing for any other text, and where
// there is no host, a user, or a host that is written in percent-encodings: a name in other letters
// than ASCII is given as xn--….
std::optional<Authority> read_authority(std::string_view text);

// Of "scheme://authority…" the authority, which need not read, and what stands behind it, from the
// first of / ? # on. Nothing for any other text.
struct UrlParts {
    std::string_view authority;
    std::string_view behind;
};
std::optional<UrlParts> split_url(std::string_view text);

// As in Origin (RFC 6454 §6.1): the authority of "scheme://authority". Nothing where anything
// stands behind it, or for any other text.
std::optional<Authority> read_origin(std::string_view text);

// "host:port", as read_authority takes it: an IPv6 address without brackets gets them.
std::string authority_text(std::string_view host, std::uint16_t port);

}  // namespace linlian::ops
