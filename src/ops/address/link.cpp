#include "ops/address/link.h"

#include <boost/url/encode.hpp>
#include <boost/url/parse_query.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

namespace linlian::ops {

namespace urls = boost::urls;

std::string percent_encoded(std::string_view text) {
    return urls::encode(urls::string_view{text.data(), text.size()}, urls::unreserved_chars);
}

std::string link(std::string_view front, const LinkParameters& parameters) {
    std::string made{front};
    char before = '?';
    for (const auto& [name, value] : parameters) {
        made += before + percent_encoded(name) + "=" + percent_encoded(value);
        before = '&';
    }
    return made;
}

std::optional<LinkParameters> read_link(std::string_view text, std::string_view front) {
    LinkParameters read;
    if (text.starts_with(front) && text.substr(front.size()).starts_with('?')) {
        // A copy with an end of its own: the library reads on to a byte of zero.
        const std::string behind{text.substr(front.size() + 1)};
        const auto found = urls::parse_query(behind);
        if (!found) return std::nullopt;
        for (const auto& parameter : *found)
            read.emplace_back(parameter.key.decode(), parameter.value.decode());
    }
    if (link(front, read) != text) return std::nullopt;
    return read;
}

}  // namespace linlian::ops
