#include "node/amendment_finding.h"

#include "client/shown/value_text.h"
#include "contract/amendments.h"

#include <fmt/format.h>

namespace linlian::node {

using namespace client;

Finding amendment_finding(const machine::Program& program, const state::StateView& rows,
                          Height height) {
    constexpr const char* what = "rules";
    if (const auto unknown = machine::unknown_amendment(program, rows, height + 1))
        return {what, false,
                fmt::format("amendment {}, scheduled for {}, is in force and unknown to this "
                            "program, which has stopped; install a version that knows it",
                            unknown->name, local_time(unknown->scheduled_for))};
    std::string known;
    for (const auto& scheduled : machine::scheduled_amendments(rows)) {
        if (!program.knows_amendment(scheduled.name))
            return {what, false,
                    fmt::format("install a version that knows amendment {} before {}; from then on "
                                "this program stops where the others go on",
                                scheduled.name, local_time(scheduled.at))};
        known += fmt::format("; {} follows on {}", scheduled.name, local_time(scheduled.at));
    }
    return {what, true, "this program knows all that is in force" + known};
}

}  // namespace linlian::node
