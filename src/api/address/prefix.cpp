// The route that proves an older head to be the beginning of this ledger's log.

#include "api/address/prefix.h"

#include "api/api.pb.h"
#include "api/routes/bundle_reply.h"
#include "api/routes/problem.h"
#include "codec/refusal.h"

#include <charconv>

namespace linlian::api {

Response prove_prefix(const Node& node, const Captures& captures) {
    if (node.bundles == nullptr) return problem(codec::make_refusal(v1::BUNDLE_NOT_MADE));
    const auto& text = captures.at("size");
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
    // No leading noughts: a resource has one address.
    if (error != std::errc{} || end != text.data() + text.size() || std::to_string(size) != text)
        return problem(codec::make_refusal(
            v1::PARAMETER_WRONG, {{"name", "size"}, {"wanted", "0-18446744073709551615"}}));
    return bundle_reply(node.engine, [bundles = node.bundles, size](const engine::Committed& at) {
        return bundles->prove_prefix(at, size);
    });
}

}  // namespace linlian::api
