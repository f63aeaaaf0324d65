#include "api/address/target.h"

#include "api/api.pb.h"
#include "codec/refusal.h"
#include "ops/address/authority.h"

#include <boost/url/parse.hpp>
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

}  // namespace

// The absolute form of a request to an origin server has an authority (RFC 9112, section 3.2.2),
// and may have no path.
Result<Target> read_target(std::string_view text) {
    const auto malformed = [] {
        return refuse(v1::REQUEST_MALFORMED, {{"reason", "the target is not a path"}});
    };
    std::string origin_form{text};
    if (const auto absolute = ops::split_url(text)) {
        if (!ops::read_authority(absolute->authority)) return malformed();
        origin_form = absolute->behind;
        if (!origin_form.starts_with('/')) origin_form.insert(0, 1, '/');
    }
    const auto url = urls::parse_origin_form(origin_form);
    // A beginning that the parser leaves out would be another path to a program before us.
    if (!url || std::string_view{url->encoded_path()}.starts_with("/./")) return malformed();
    return split(*url);
}

}  // namespace linlian::api
