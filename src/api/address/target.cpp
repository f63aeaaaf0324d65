#include "api/address/target.h"

#include "api/api.pb.h"
#include "codec/refusal.h"

#include <boost/url/src.hpp>  // the one place where the URL library is compiled in
#include <boost/url/url_view.hpp>

namespace linlian::api {
namespace {

namespace urls = boost::urls;

// Percent-decoded: a part of the path may hold a slash then.
Result<Target> split(const urls::url_view& url) {
    Target target;
    for (const auto& part : url.segments()) target.path.emplace_back(std::string{part});
    for (const auto& parameter : url.params())
        target.parameters.emplace_back(parameter.key, parameter.value);
    return target;
}

// The absolute form of a request to an origin server has an authority (RFC 9112, section 3.2.2).
// Others are not given to the parser: it stops the program where nothing of a path can be read.
bool is_absolute(std::string_view text) {
    const auto colon = text.find(':');
    return colon != std::string_view::npos && text.substr(colon).starts_with("://");
}

}  // namespace

Result<Target> read_target(std::string_view text) {
    const auto malformed = [] {
        return refuse(v1::REQUEST_MALFORMED, {{"reason", "the target is not a path"}});
    };
    auto url = urls::parse_origin_form({text.data(), text.size()});
    if (!url && is_absolute(text)) url = urls::parse_absolute_uri({text.data(), text.size()});
    // A beginning that the parser leaves out would be another path to a program before us.
    if (!url || std::string_view{url->encoded_path()}.starts_with("/./")) return malformed();
    return split(*url);
}

}  // namespace linlian::api
