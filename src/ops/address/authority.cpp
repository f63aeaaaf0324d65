// Names, addresses and ports are read by the library for URLs.

#include "ops/address/authority.h"

#include <boost/url/authority_view.hpp>
#include <boost/url/parse.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace linlian::ops {
namespace {

namespace urls = boost::urls;

std::string in_lower_case(std::string_view text) {
    std::string lower{text};
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

// 0 for none, and for what no port is. The library's own number is of some that are too large.
std::uint16_t port_of(const urls::authority_view& found) {
    const std::string_view text{found.port()};
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc{} && end == text.data() + text.size() ? port : std::uint16_t{0};
}

std::optional<Authority> read(const urls::authority_view& found) {
    if (found.has_userinfo()) return std::nullopt;
    const auto port = port_of(found);
    switch (found.host_type()) {
        case urls::host_type::ipv4:
            return Authority{found.host_ipv4_address().to_string(), true, port};
        case urls::host_type::ipv6:
            return Authority{found.host_ipv6_address().to_string(), true, port};
        case urls::host_type::name: {
            const std::string_view name{found.encoded_host()};
            if (name.empty() || name.find('%') != std::string_view::npos) return std::nullopt;
            return Authority{in_lower_case(name), false, port};
        }
        default:
            return std::nullopt;  // no host, or an address of a kind that is yet to come
    }
}

}  // namespace

std::optional<Authority> read_authority(std::string_view text) {
    if (const auto found = urls::parse_authority({text.data(), text.size()})) return read(*found);
    if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
    // The library takes the beginning of 10.1.2.3.example for an address, and stumbles over what
    // follows: such a name is read with a letter before it.
    const auto lettered = fmt::format("n{}", text);
    const auto found = urls::parse_authority(lettered);
    auto name = found ? read(*found) : std::nullopt;
    if (name) name->host.erase(0, 1);
    return name;
}

// The parser of whole URLs makes of 10.1.2.3.example the host 10.1.2.3, and stops the program at
// some texts without an authority: it is asked for the scheme alone.
std::optional<UrlParts> split_url(std::string_view text) {
    constexpr std::string_view front = "://";
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || !text.substr(colon).starts_with(front))
        return std::nullopt;
    if (!urls::parse_absolute_uri(fmt::format("{}{}host", text.substr(0, colon), front)))
        return std::nullopt;
    const auto rest = text.substr(colon + front.size());
    const auto end = std::min(rest.find_first_of("/?#"), rest.size());
    return UrlParts{rest.substr(0, end), rest.substr(end)};
}

std::optional<Authority> read_origin(std::string_view text) {
    const auto parts = split_url(text);
    if (!parts || !parts->behind.empty()) return std::nullopt;
    return read_authority(parts->authority);
}

std::string authority_text(std::string_view host, std::uint16_t port) {
    const bool is_bare_ipv6 = host.find(':') != std::string_view::npos && !host.starts_with('[');
    return is_bare_ipv6 ? fmt::format("[{}]:{}", host, port) : fmt::format("{}:{}", host, port);
}

}  // namespace linlian::ops
