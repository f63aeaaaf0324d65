// Which ballot an act is about, for each act that names one by the hash of its call: whoever signs
// the hash sees what it stands for, by whatever command they came. And what becomes of a result.
#include "client/ballot/ballot_figures.h"
#include "client/effects/effects.h"
#include "client/read/proven_rows.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"
#include "client/words/enum_words.h"
#include "codec/refusal.h"
#include "modules/ballot/ballot.h"
#include "modules/ballot/papers.pb.h"
#include "modules/ballot/state.h"

#include <google/protobuf/descriptor.h>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// A dash for a result of which nothing became yet.
std::string standing_words(bal::ResultStanding standing) {
    return standing == bal::STANDING_UNSPECIFIED ? "–" : words_of(standing).both();
}

// A single field of bytes by its name; nothing where the act has none. By reflection, so that an
// act of a later module is told too.
std::optional<Bytes> bytes_in(const Message& act, const char* name) {
    const auto* field = act.GetDescriptor()->FindFieldByName(name);
    if (field == nullptr || field->is_repeated() ||
        field->type() != google::protobuf::FieldDescriptor::TYPE_BYTES)
        return std::nullopt;
    return act.GetReflection()->GetString(act, field);
}

// Whose paper it is and how far its reading has come: what a serial does not say.
// Of the acts that name one paper; others tell nothing. Line, area and owners are the node's word.
template <class Act>
Result<> show_paper(const Message& message, Effects& effects) {
    const auto* act = dynamic_cast<const Act*>(&message);
    if (act == nullptr) return {};
    bal::PaperQuery query;
    query.set_ballot(act->ballot());
    query.set_serial(act->serial());
    bal::PaperReply said;
    const auto told = TRY(is_told(effects, query, said));
    if (!told) {
        effects.says(styled("这张表决票 this paper {}", untold));
        return {};
    }
    const auto& line = said.row().line();
    effects.says(
        styled("这张表决票：表决人 {}，面积 {}，{} the paper of this line, with its area and "
               "state{}",
               in_fours(line.head()), square_metres(line.area_centi()),
               enum_text_of(said.row().state()), unproven));
    for (const auto& owner : line.owners())
        effects.says(styled("业主 owner {}{}", effects.names.of(owner), unproven));
    return {};
}

}  // namespace

// An act without the fields `ballot` and `shown` is about no ballot and tells nothing. A hash that
// is not that of the proven call is said aloud, since the ledger refuses it.
Result<> show_ballot(const Message& act, Effects& effects) {
    const auto ballot = bytes_in(act, "ballot");
    const auto shown = bytes_in(act, "shown");
    if (!ballot || !shown) return {};
    Id16 id;
    if (!Id16::parse(*ballot, id)) return refuse(bal::BALLOT_UNKNOWN);
    const auto call = TRY(find_proven(effects.ledger, ballot::calls, nullptr, id));
    const auto poll = TRY(find_proven(effects.ledger, ballot::polls, nullptr, id));
    if (!call || !poll) return refuse(bal::BALLOT_UNKNOWN);
    effects.rows.push_back({"表决 ballot", behind_bar(call->call().title().zh())});
    effects.rows.push_back({"阶段 stage", words_of(poll->stage()).both()});
    if (ballot::shown_hash(*call).view() != *shown)
        effects.says(
            "所写的哈希不是这一表决的，将不予受理 the hash that it names is not that of this call: "
            "it would be refused");
    if (const auto* mark = dynamic_cast<const bal::MarkResult*>(&act))
        effects.says(styled("结果状态 mark of the result: {} → {}",
                            standing_words(poll->standing()), standing_words(mark->standing())));
    TRY(show_paper<bal::VoidPaper>(act, effects));
    return show_paper<bal::ReopenPaper>(act, effects);
}

}  // namespace linlian::client
