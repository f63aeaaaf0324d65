// What a node's operator tells it over HTTP, signed with the node's own key. Internal to the
// routes.
#include "api/api.pb.h"
#include "api/client/reply.h"
#include "api/routes/operator.h"
#include "api/routes/problem.h"
#include "api/routes/routes.h"
#include "codec/refusal.h"

#include <charconv>
#include <cstdlib>

namespace linlian::api {
namespace {

// A confirmation is of one time, so that nobody can use it again for another.
Result<Timestamp> confirmed_time(
    const std::vector<std::pair<std::string, std::string>>& parameters) {
    Timestamp time;
    if (parameters.size() == 1 && parameters[0].first == "wall_ms") {
        const auto& text = parameters[0].second;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), time.ms);
        if (error == std::errc{} && end == text.data() + text.size()) return time;
    }
    return refuse(v1::PARAMETER_WRONG,
                  {{"name", "wall_ms"}, {"wanted", "milliseconds since 1970"}});
}

}  // namespace

Faultable<> Routes::add_operators() {
    return add("POST /operator/clock", [this](const Call& call) { return confirm_clock(call); });
}

Response Routes::confirm_clock(const Call& call) const {
    if (const auto may = check_operator(call.request); !may) return problem(may.error());
    const auto& by = node_.operated_by;
    if (!by.confirm_clock) return problem(codec::make_refusal(v1::OPERATOR_ONLY));
    const auto time = confirmed_time(call.parameters);
    if (!time) return problem(time.error());
    const std::int64_t apart = std::abs(time->ms - node_.clock.wall().ms);
    if (apart > confirmed_clock_tolerance_ms)
        return problem(codec::make_refusal(v1::CLOCK_MOVED,
                                           {{"seconds", std::to_string(apart / ms_per_second)}}));
    by.confirm_clock();
    return health(call, false);
}

}  // namespace linlian::api
