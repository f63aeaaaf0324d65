// English words for the table of powers: kinds of office, waiting times, and what acts ask by their
// own code beyond the charter. The latter are written by hand from that code; docs/powers-review.md
// is where they are read against it.
#include "powers/words.h"

#include "base/timestamp.h"
#include "modules/charter/rules.h"
#include "modules/registry/limits.h"

#include <fmt/format.h>

#include <map>

namespace linlian::powers {
namespace {

using Words = std::map<std::string, std::string>;

// Of kinds without a word here the kind itself is shown.
const Words& kinds() {
    static const Words words{
        {"party", "Party organisation"},       {"street", "street office"},
        {"residents", "residents' committee"}, {"owners", "owners' committee"},
        {"preparatory", "preparatory group"},  {"property", "property company"}};
    return words;
}

// By the name of the act. Figures come from the constants that the acts use.
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
const Words& demands_of_offices() {
    static const Words words{
        {"FoundOffice",
         "one owners' committee an estate, whose chair is always elected; else the chair named "
         "accepts, and those of the office do not count beside anybody of the kinds of office that "
         "founded it until an election; one beside the first of its kind counts where the kind is "
         "asked only after an election"},
        {"CloseOffice",
         "whoever acts for the office itself, or for a younger one of its kind, does not count; an "
         "owners' committee: by those who record its elections; not where an act would be out of "
         "everybody's reach"},
        {"GrantRole",
         "accepted by whoever gets it; the chair grants the roles of their own office alone; a "
         "chair only where none is in force, by two other bodies, beside whose kinds that one, and "
         "whom they grant roles, does not count until elected; never the owners' committee's"},
        {"RevokeRole",
         "the chair of this office alone, and never the role of chair or the offer of it; not "
         "where an "
         "act would be out of everybody's reach"},
        {"LeaveRole",
         "not where an act would be out of everybody's reach: then a successor is elected first"},
        {"RecordElection",
         "accepted by whoever was elected, with the key that the act names; not where one person "
         "would be chair twice and an act out of everybody's reach by it"},
    };
    return words;
}

const Words& demands_of_keys_and_rosters() {
    static const Words words{
        {"IssueSlips",
         "proposed by an office that may; nobody of those behind it activates keys that come of "
         "it"},
        {"ActivateKey",
         "a key of a slip that two bodies issued; by another kind of office than its proposer's, "
         "nobody who supported the batch or owes a role to those, nobody for their own"},
        {"CancelSlip",
         "an unused slip by an office of its proposer's kind; the key that came of it as "
         "ActivateKey; no active key"},
        {"EnrolAtCounter",
         "proposed by an office that may; for members without a live key; nobody for their own"},
        {"RecoverMember",
         "proposed by an office that may; nobody for their own; ended by EndRecovery"},
        {"EndRecovery", "clerks and chairs alone; nobody for their own"},
        {"ConfirmResidence", "an owner of a sold flat, for twelve people; else two kinds of clerk"},
        {"EndResidence", "whoever lives there, else two kinds of clerk"},
        {"SetRepresentative",
         "of ballots that open later: one that is open keeps who acted when its roll was made"},
        {"FillDraft", "whoever opened the draft"},
        {"DiscardDraft", "whoever opened the draft"},
        {"AdoptRoster",
         "the draft by its hash; nothing that is newer than the draft is undone, and nobody who "
         "acts for an owner on record is changed; whom it names as owners become members"},
        {"RegisterMembers",
         "of ids that are nobody's; owners whom a sale or a roster names become members by these"},
        {"SetAuthority",
         "one's own matters and motions stay as they are; setting authorities and scheduling "
         "amendments with three kinds of office, presets and taking an amendment back with two; "
         "what admits with the Party organisation and another, after its notice; no act out of "
         "reach"},
    };
    return words;
}

// Who works on papers, deliveries, mandates, sales and lists of a ballot.
std::string neutral(const std::string& more) {
    const std::string never = "never the convenor's people or the property company's";
    return more.empty() ? never : more + "; " + never;
}

const Words& demands_of_others() {
    static const Words words{
        {"IssuePapers", neutral("")},
        {"VoidPaper",
         neutral("one that no two kinds of office read alike, by clerks who never read it")},
        {"EnterPapers",
         neutral("counts when clerks of two kinds read the same; nobody with an interest in it")},
        {"ShowPapers", "one's own seals alone"},
        {"ReopenPaper",
         neutral("one that was entered and no ruling decided, by somebody too who never read "
                 "it; nobody with an interest in it")},
        {"RecordDeliveries", neutral("nobody with an interest in the line")},
        {"EnterMandate", neutral("nobody with an interest in the line")},
        {"ReplaceVoter",
         neutral("a sale on record since the roll was posted, or the naming of one that never was; "
                 "nobody with an interest in it")},
        {"EnterCityList", neutral("nobody with an interest in one of its lines")},
        {"Object",
         "whom the ballot is about, or whose line it is, or who owned premises there within a "
         "year; a dozen times each; until the days for objections are over"},
        {"RuleOnObjection",
         neutral("chairs and clerks alone; never the objector, or who entered or stood behind what "
                 "is disputed; the residents' committee before the street; upholds none to a vote "
                 "or a delivery")},
        {"UpholdObjection",
         neutral("chairs and clerks alone; never the objector, or who entered or stood behind what "
                 "is disputed; one at least of the office whose turn it is")},
        {"CallBallot",
         "who may call what follows the law of its items; a founded office once it counts for its "
         "kind"},
        {"WithdrawBallot", "the chair of the office that called it"},
        {"MarkResult",
         "whose decision is recorded stands behind it; nobody of the convenor: of a ballot that "
         "the "
         "street called, two others"},
        {"ScheduleAmendment", "in force when more than two thirds of the seats know it"},
    };
    return words;
}

// All three lists in one; they are apart for the limit on the length of functions.
const Words& demands() {
    static const Words all = [] {
        auto words = demands_of_offices();
        for (const auto* more : {&demands_of_keys_and_rosters(), &demands_of_others()})
            words.insert(more->begin(), more->end());
        return words;
    }();
    return all;
}

std::string find(const Words& words, const std::string& key, const std::string& otherwise) {
    const auto found = words.find(key);
    return found == words.end() ? otherwise : found->second;
}

// "chair of Party organisation"; an empty kind is anybody, an empty role any role.
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

std::string stop_text(const codec::v1::Authority::Cosign& stop) {
    std::string text = fmt::format("{} of: ", stop.offices());
    for (int i = 0; i < stop.office_kinds_size(); ++i)
        text += (i == 0 ? "" : ", ") + holder_text({stop.office_kinds(i), stop.role()}, false);
    return text;
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
