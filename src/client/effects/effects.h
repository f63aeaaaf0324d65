// Who gets and who loses something by an act, told from the rows that it would change. The files of
// this folder each tell the acts of their matter; effect_rows (act_review.h) asks one after the
// other. What is proven stands by itself, the word of a node is marked.
#pragma once

#include "client/act/act_review.h"
#include "client/act/ledger_names.h"
#include "client/node/ledger.h"
#include "client/shown/styled.h"
#include "modules/registry/registry.pb.h"

#include <optional>

namespace linlian::client {

// What each effect needs at hand; the rows are collected as they are found.
struct Effects {
    Ledger& ledger;
    const LedgerNames& names;
    Rows rows;

    void gets(const Styled& what) { rows.push_back({"得到 gets", what}); }
    void loses(const Styled& what) { rows.push_back({"失去 loses", what}); }
    void says(const Styled& what) { rows.push_back({"后果 effect", what}); }
};

// Each tells the effect of the act when it is one of its matter; false when it is not. Refusals: of
// the node.
Result<bool> show_charter_effect(const Message& act, Effects& effects);
Result<bool> show_key_effect(const Message& act, Effects& effects);
Result<bool> show_slip_effect(const Message& act, Effects& effects);
Result<bool> show_office_effect(const Message& act, Effects& effects);
Result<bool> show_premises_effect(const Message& act, Effects& effects);
Result<bool> show_people_effect(const Message& act, Effects& effects);
Result<bool> show_line_effect(const Message& act, Effects& effects);
Result<bool> show_objection_effect(const Message& act, Effects& effects);

// Of each act that names a ballot by the hash of its call: title, stage and, of a mark, what it was
// and becomes. Refusals: ballot.BALLOT_UNKNOWN, those of the node.
Result<> show_ballot(const Message& act, Effects& effects);

// Rows about others are proven to nobody but themselves: what the node says of them is said to be
// that.
inline constexpr const char* unproven =
    "（节点所述，不能向您证明，请与本人核对 as the node says; it cannot be proven to you, so check "
    "with the person)";

inline constexpr const char* untold =
    "（节点不向您提供，并称您无权查看：若您的组织正应办理此事，请勿签名 the node tells you nothing "
    "of "
    "it, and says that it is not for you: where your office is one that must know, do not sign）";

// Asks the node; false where the answer is not for whoever reads.
Result<bool> is_told(Effects& effects, const Message& query, Message& reply);

// Premises and their owners as the node says them; nothing where it is not for whoever reads.
Result<std::optional<registry::v1::PremisesReply>> premises_now(Effects& effects,
                                                                const Bytes& premises);

// Which other offices this member leads now, each by its proven role.
Result<> show_led(Effects& effects, const Bytes& member, const Bytes& but_office);

// Tells the act by `tell`, a Result<>(const Act&), when it is of one of these types.
template <class... Acts, class Tell>
Result<bool> show_one_of(const Message& act, const Tell& tell) {
    Result<bool> done{false};
    const auto show_if = [&](const auto* typed) {
        if (typed == nullptr) return false;
        const Result<> told = tell(*typed);
        done = told ? Result<bool>{true} : Result<bool>{tl::unexpected(told.error())};
        return true;
    };
    (void)(show_if(dynamic_cast<const Acts*>(&act)) || ...);
    return done;
}

}  // namespace linlian::client
