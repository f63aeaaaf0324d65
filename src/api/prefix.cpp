#include "api/prefix.h"

#include "api/api.pb.h"
#include "api/problem.h"
#include "api/reply.h"
#include "codec/refusal.h"

#include <charconv>

namespace linlian::api {

Response prove_prefix(const engine::BundleMaker* bundles, const Captures& captures) {
    if (bundles == nullptr) return problem(codec::make_refusal(v1::BUNDLE_NOT_MADE));
    const auto& text = captures.at("size");
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
    if (error != std::errc{} || end != text.data() + text.size() || std::to_string(size) != text)
        return problem(codec::make_refusal(
            v1::PARAMETER_WRONG, {{"name", "size"}, {"wanted", "0-18446744073709551615"}}));
    Response response;
    response.later = [bundles, size](const MayWait& may_wait) {
        auto bundle = bundles->prove_prefix(size, may_wait);
        if (!bundle) return problem(bundle.error());
        Response made;
        made.content_type = bytes_type;
        made.body = std::move(*bundle);
        return made;
    };
    return response;
}

}  // namespace linlian::api
