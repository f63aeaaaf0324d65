// Shows an act before it is signed, field by field, by reflection over its schema: an act of a
// later module is shown in full without code of its own.
#include "client/act/act_review.h"

#include "base/hex.h"
#include "client/act/opened_names.h"
#include "client/ballot/ballot_figures.h"
#include "client/client.pb.h"
#include "client/motion/carried_act.h"
#include "client/motion/motion_work.h"
#include "client/shown/field_text.h"
#include "client/shown/quoted.h"
#include "client/shown/receipt_text.h"
#include "client/shown/value_text.h"
#include "client/words/authority_words.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "modules/ballot/ballot.pb.h"
#include "modules/registry/registry.pb.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <array>

namespace linlian::client {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The label in both languages, or the name of the field where the schema has no label.
Styled name_of(const FieldDescriptor& field) {
    const auto& label = field.options().GetExtension(codec::v1::note).label();
    return label.zh().empty() ? Styled{field.name()} : styled("{} {}", label.zh(), label.en());
}

// Items and options count from 0 in an act and from 1 wherever people read them.
std::optional<std::uint32_t> ordinal(const Message& message, const FieldDescriptor& field,
                                     int index) {
    constexpr auto counted = std::to_array<std::string_view>(
        {"linlian.ballot.v1.ItemChoice.item", "linlian.ballot.v1.OpenChoice.options",
         "linlian.ballot.v1.MandateTerms.items"});
    if (std::ranges::find(counted, std::string_view{field.full_name()}) == counted.end())
        return std::nullopt;
    const auto& access = *message.GetReflection();
    return 1 + (index < 0 ? access.GetUInt32(message, &field)
                          : access.GetRepeatedUInt32(message, &field, index));
}

// One value that is no message; `index` -1: the field is not repeated. What people wrote stands
// behind a bar.
Styled value_words(const Message& message, const FieldDescriptor& field, int index,
                   const LedgerNames& names) {
    if (const auto number = ordinal(message, field, index)) return styled("{}", *number);
    const auto text = field_text(message, field, index, [&names](const Bytes& bytes) {
        return bytes.empty() ? "–" : names.of(bytes);
    });
    return field.type() == FieldDescriptor::TYPE_STRING ? behind_bar(text) : Styled{text};
}

void add_rows(const Message& message, const LedgerNames& names, const std::string& indent,
              Rows& rows);

// An inner message under its name, two blanks further in. Authorities are told as a sentence; a
// proven line by head, area and premises, without the path of its proof.
void add_message(const Message& inner, const Styled& name, const LedgerNames& names,
                 const std::string& indent, Rows& rows) {
    if (const auto* authority = dynamic_cast<const codec::v1::Authority*>(&inner)) {
        const auto words = authority_words(*authority);
        rows.push_back({indent + name, words.zh() + " " + words.en()});
        return;
    }
    rows.push_back({indent + name, ""});
    // What was checked against the roll is no more than digits to whoever signs.
    if (const auto* voter = dynamic_cast<const ballot::v1::ProvenLine*>(&inner)) {
        const auto& line = voter->line();
        rows.push_back({indent + "  表决人 head", in_fours(line.head())});
        rows.push_back({indent + "  面积 area", square_metres(line.area_centi())});
        rows.push_back({indent + "  房产数 premises", std::to_string(line.premises())});
        return;
    }
    add_rows(inner, names, indent + "  ", rows);
}

// Each entry with its number of how many, so that one that is missing would be seen.
void add_list(const Message& message, const FieldDescriptor& field, const LedgerNames& names,
              const std::string& indent, Rows& rows) {
    const auto& access = *message.GetReflection();
    const int size = access.FieldSize(message, &field);
    for (int i = 0; i < size; ++i) {
        const auto name = styled("{} {}/{}", name_of(field), i + 1, size);
        if (field.message_type() != nullptr)
            add_message(access.GetRepeatedMessage(message, &field, i), name, names, indent, rows);
        else
            rows.push_back({indent + name, value_words(message, field, i, names)});
    }
}

// Scalars are shown also where they are empty; a message that is not set is left out.
void add_rows(const Message& message, const LedgerNames& names, const std::string& indent,
              Rows& rows) {
    const auto& type = *message.GetDescriptor();
    const auto& access = *message.GetReflection();
    for (int i = 0; i < type.field_count(); ++i) {
        const FieldDescriptor& field = *type.field(i);
        if (field.is_repeated())
            add_list(message, field, names, indent, rows);
        else if (field.message_type() == nullptr)
            rows.push_back({indent + name_of(field), value_words(message, field, -1, names)});
        else if (access.HasField(message, &field))
            add_message(access.GetMessage(message, &field), name_of(field), names, indent, rows);
    }
}

// The act that is carried by a proposal, or by the motion that is supported.
// Null for any other act.
Result<std::unique_ptr<Message>> inner_act(Ledger& ledger, const Message& act) {
    if (const auto* proposed = dynamic_cast<const motion::v1::Propose*>(&act))
        return carried_act(proposed->act_type(), proposed->act());
    const auto* support = dynamic_cast<const motion::v1::Support*>(&act);
    if (support == nullptr) return nullptr;
    const auto seen = TRY(look_at_motion(ledger, nullptr, support->motion()));
    return carried_act(seen.motion().act_type(), seen.motion().act());
}

// Title, fields and effect of one act.
Result<> show_one(const Review& review, Ledger& ledger, const Message& act,
                  const LedgerNames& names) {
    const auto effect = TRY(effect_rows(ledger, act, names));
    const auto& screen = review.screen();
    const auto title = act_title(act.GetDescriptor()->full_name());
    screen.heading(styled("{} {}", title.zh(), title.en()));
    screen.table({"", ""}, act_rows(act, names), "–");
    if (effect.empty()) return {};
    screen.heading("由此改变 What it changes");
    screen.table({"", ""}, effect, "–");
    return {};
}

}  // namespace

Rows act_rows(const Message& act, const LedgerNames& names) {
    Rows rows;
    add_rows(act, names, "", rows);
    return rows;
}

Result<> show_act(const Review& review, Ledger& ledger, const Message& act,
                  const LedgerNames& names) {
    TRY(show_one(review, ledger, act, names));
    const auto inner = TRY(inner_act(ledger, act));
    if (inner == nullptr) return {};
    return show_one(review, ledger, *inner, names);
}

// Everything but the adoption of a roster: that one has a command of its own, which compares each
// line and each name.
Result<> check_reviewed_here(const Message& act) {
    const auto* roster = dynamic_cast<const registry::v1::AdoptRoster*>(&act);
    if (roster == nullptr) return {};
    return refuse(v1::ADOPTED_ELSEWHERE, {{"draft", to_hex(roster->draft())}});
}

// First all is shown, then refused what is to be reviewed elsewhere, then warned of the names; the
// question comes last, so that nothing is asked before all was seen.
Result<> review_act(const Review& review, Ledger& ledger, const Message& act,
                    const NamesAtHand& names, const Styled& question) {
    const auto known = TRY(LedgerNames::gather(ledger, names));
    TRY(show_act(review, ledger, act, known));
    TRY(check_reviewed_here(act));
    const auto inner = TRY(inner_act(ledger, act));
    if (inner != nullptr) TRY(check_reviewed_here(*inner));
    TRY(warn_of_names(review.screen(), ledger, names));
    return review.confirm(question);
}

Result<Receipt> review_and_perform(const Review& review, Ledger& ledger, const Author& author,
                                   const Message& act, const NamesAtHand& names,
                                   const Styled& question) {
    TRY(review_act(review, ledger, act, names, question));
    return perform(ledger, author, act);
}

}  // namespace linlian::client
