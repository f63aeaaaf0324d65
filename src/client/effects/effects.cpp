// What all effects share: questions to a node that may be answered with "not for you", and the list
// of those who tell effects (effect_rows, which act_review.h declares).
#include "client/effects/effects.h"

#include "client/act/act_review.h"
#include "client/client.pb.h"
#include "client/read/proven_lists.h"
#include "client/read/proven_rows.h"
#include "codec/refusal.h"
#include "modules/registry/state.h"

namespace linlian::client {

namespace reg = registry::v1;

// Only the refusal that the answer is not for this reader counts as an answer; any other one is
// passed on, so that a node in trouble is not taken for one that keeps a secret.
Result<bool> is_told(Effects& effects, const Message& query, Message& reply) {
    const auto asked = effects.ledger.ask(query, reply);
    if (asked) return true;
    if (is_not_for_reader(asked.error())) return false;
    return tl::unexpected(asked.error());
}

Result<std::optional<reg::PremisesReply>> premises_now(Effects& effects, const Bytes& premises) {
    reg::PremisesQuery query;
    query.set_premises(premises);
    reg::PremisesReply reply;
    const auto told = TRY(is_told(effects, query, reply));
    return told ? std::optional{std::move(reply)} : std::nullopt;
}

// The node says which roles there are and can leave some out; each that it names must be proven, so
// it cannot make somebody the chair of an office. Closed offices are passed over.
Result<> show_led(Effects& effects, const Bytes& member, const Bytes& but_office) {
    reg::MemberQuery query;
    query.set_member(member);
    reg::MemberReply held;
    TRY(effects.ledger.ask(query, held));
    for (const auto& role : held.roles()) {
        if (role.role() != registry::chair_role || role.office() == but_office) continue;
        Id16 who, office;
        const bool are_ids = Id16::parse(member, who) && Id16::parse(role.office(), office);
        if (!are_ids) return refuse(v1::ANSWER_DIFFERS, {{"what", "role"}});
        const auto led = TRY(find_proven(effects.ledger, registry::offices, nullptr, office));
        const auto row =
            TRY(find_proven(effects.ledger, registry::roles, nullptr, who, office, role.role()));
        if (!led || !row) return refuse(v1::ANSWER_DIFFERS, {{"what", "role"}});
        if (led->until_height() == 0)
            effects.says(styled("{} 现在还是 {} 的负责人 is the chair of it already",
                                effects.names.of(member), effects.names.of(role.office())));
    }
    return {};
}

// An act is of one matter at most; the first that tells it ends the search. The ballot that it
// names is told besides, for every act alike.
Result<Rows> effect_rows(Ledger& ledger, const Message& act, const LedgerNames& names) {
    Effects effects{ledger, names, {}};
    for (auto* tell :
         {show_charter_effect, show_key_effect, show_slip_effect, show_office_effect,
          show_premises_effect, show_people_effect, show_line_effect, show_objection_effect}) {
        const auto told = TRY(tell(act, effects));
        if (told) break;
    }
    TRY(show_ballot(act, effects));
    return std::move(effects.rows);
}

}  // namespace linlian::client
