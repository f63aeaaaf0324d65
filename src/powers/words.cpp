#include "powers/words.h"

#include "base/timestamp.h"
#include "modules/charter/rules.h"
#include "modules/registry/limits.h"

#include <fmt/format.h>

#include <map>

namespace linlian::powers {
namespace {

using Words = std::map<std::string, std::string>;

const Words& kinds() {
    static const Words words{
        {"party", "Party organisation"},       {"street", "street office"},
        {"residents", "residents' committee"}, {"owners", "owners' committee"},
        {"preparatory", "preparatory group"},  {"property", "property company"}};
    return words;
}

const Words& waits() {
    static const Words words{
        {"FoundOffice",
         fmt::format("the office counts {} days later", registry::waiting_time_ms / ms_per_day)},
        {"RecoverMember", fmt::format("{} days; a veto by a live key makes it {} more",
                                      registry::recovery_delay_ms / ms_per_day,
                                      registry::veto_delay_ms / ms_per_day)},
        {"ScheduleAmendment", fmt::format("{} days", charter::min_amendment_notice_days)},
    };
    return words;
}

// Rules of the acts' own code; each has its tests with the act.
const Words& demands_of_registry() {
    static const Words words{
        {"FoundOffice",
         "one owners' committee an estate; the chair accepts; those of the office do not count "
         "beside the bodies "
         "that founded it"},
        {"CloseOffice",
         "whoever acts for the office itself does not count; not where only bodies of "
         "its kind that the closers made would be left for what needs one"},
        {"GrantRole",
         "accepted by whoever gets it; the chair grants the roles of their own office "
         "alone; a chair only where none is in force, by two other bodies, beside "
         "whom that one does not count; never the owners' committee's"},
        {"RevokeRole", "the chair of this office alone"},
        {"RecordElection", "accepted by whoever was elected"},
        {"ActivateKey",
         "a key of a slip that two bodies issued; by another kind of office than "
         "its proposer's, nobody who supported the batch, nobody for their own"},
        {"CancelSlip",
         "an unused slip by an office of its proposer's kind; the key that came of it as "
         "ActivateKey; no active key"},
        {"EnrolAtCounter", "for members without a live key; nobody for their own"},
        {"RecoverMember", "nobody for their own; ended by EndRecovery"},
        {"EndRecovery", "nobody for their own"},
        {"ConfirmResidence", "an owner of a sold flat, for twelve people; else two kinds of clerk"},
        {"EndResidence", "whoever lives there, else two kinds of clerk"},
        {"FillDraft", "whoever opened the draft"},
        {"DiscardDraft", "whoever opened the draft"},
    };
    return words;
}

const Words& demands_of_others() {
    static const Words words{
        {"IssuePapers", "never the convenor's people or the property company's"},
        {"VoidPaper", "one that nobody entered yet; never the convenor's people"},
        {"EnterPapers",
         "counts when clerks of two kinds read the same; never the convenor's "
         "people, nor one with an interest"},
        {"ShowPapers", "one's own seals alone"},
        {"RuleOnObjection",
         "chair or clerk; never the convenor's people or the property company's, the objector, or "
         "who entered or stood behind what is disputed; the residents' committee before the "
         "street"},
        {"CallBallot", "who may call what follows the law of its items"},
        {"WithdrawBallot", "the chair of the office that called it"},
        {"MarkResult", "whose decision is recorded stands behind it"},
        {"ScheduleAmendment", "in force when more than two thirds of the seats know it"},
    };
    return words;
}

const Words& demands() {
    static const Words all = [] {
        auto words = demands_of_registry();
        words.insert(demands_of_others().begin(), demands_of_others().end());
        return words;
    }();
    return all;
}

std::string find(const Words& words, const std::string& key, const std::string& otherwise) {
    const auto found = words.find(key);
    return found == words.end() ? otherwise : found->second;
}

std::string holder_text(const Holder& holder, bool names_office) {
    if (holder.kind.empty()) return "any member";
    const auto role = holder.role.empty() ? "any role" : holder.role;
    if (holder.kind == own_office)
        return fmt::format("{} of {}", role, names_office ? "the office named" : "any office");
    return fmt::format("{} of {}", role, kind_text(holder.kind));
}

}  // namespace

std::string kind_text(const std::string& kind) { return find(kinds(), kind, kind); }

std::string coalition_text(const Coalition& coalition, bool names_office) {
    std::string text;
    for (const auto& holder : coalition.holders)
        text += (text.empty() ? "" : " + ") + holder_text(holder, names_office);
    return text;
}

std::string bodies_text(const Bodies& bodies) {
    std::string text;
    for (const auto& kind : bodies) text += (text.empty() ? "" : " + ") + kind_text(kind);
    return text.empty() ? "plain members" : text;
}

std::string wait_text(const std::string& act) { return find(waits(), act, {}); }

std::string demand_text(const std::string& act) { return find(demands(), act, {}); }

ActNames acts_with_words() {
    ActNames names;
    for (const auto* words : {&waits(), &demands()}) {
        for (const auto& [act, text] : *words) names.insert(act);
    }
    return names;
}

}  // namespace linlian::powers
