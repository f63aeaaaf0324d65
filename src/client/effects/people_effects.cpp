// Effects of acts on people who own through others, or live and work somewhere.
#include "client/effects/effects.h"
#include "client/read/pages.h"
#include "client/read/proven_rows.h"
#include "client/shown/value_text.h"
#include "client/words/enum_words.h"
#include "codec/refusal.h"
#include "modules/registry/limits.h"
#include "modules/registry/state.h"

namespace linlian::client {
namespace {

namespace reg = registry::v1;

// Whether an act names the record in force: another one would be refused.
constexpr const char* other_record =
    "该操作取代的不是现有记录，将不予受理 the act replaces another record than the one in force: "
    "it "
    "would be refused";

// How much the owner has is told as well: it is what the representative votes with. A page that is
// full may not be all of it, so its figure is said to be a least number.
Result<> effect(const reg::SetRepresentative& act, Effects& effects) {
    reg::HoldingsQuery query;
    query.set_owner(act.owner());
    reg::HoldingsReply held;
    const auto told = TRY(is_told(effects, query, held));
    const auto owner = effects.names.of(act.owner());
    effects.gets(styled("{}：代表业主 {} 投票、提异议 votes and objects for this owner",
                        effects.names.of(act.through()), owner));
    if (!told) {
        effects.loses(styled("现在的代表人 whoever acts for them now {}", untold));
        return {};
    }
    const auto& before = held.owner().through();
    if (!before.empty() && before != act.through())
        effects.loses(styled("{}：不再代表业主 {} acts for this owner no longer{}",
                             effects.names.of(before), owner, unproven));
    if (before.empty())
        effects.says(styled("此前无人代表 nobody acted for them before{}", unproven));
    std::uint64_t area = 0;
    for (const auto& premises : held.premises()) area += premises.row().area_centi();
    const bool is_cut = held.premises_size() >= static_cast<int>(registry::max_page);
    effects.says(styled("业主 owner：{}，{}{} 处房产 premises，{}{}",
                        enum_text_of(held.owner().kind()), is_cut ? "至少 at least " : "",
                        held.premises_size(), square_metres(area), unproven));
    if (act.replaces() != held.owner().written_by()) effects.says(other_record);
    return {};
}

// A residence as the ledger proves it, or only the node says it.
// `row` is empty where there is none, or none that is told; `mark` is empty for what is proven.
struct Residing {
    std::optional<reg::Residence> row;
    const char* mark = "";
};

// Asks page by page for the residences of the premises, and stops at that of the member. Two marks:
// unproven for what the node says, untold where it refuses to say.
template <class Act>
Result<Residing> residence_said(Effects& effects, const Act& act) {
    Residing residing{std::nullopt, unproven};
    reg::ResidencesQuery query;
    query.set_premises(act.premises());
    const auto take = [&](const reg::ResidencesReply& page) -> Result<bool> {
        for (const auto& entry : page.residences())
            if (entry.member() == act.member()) residing.row = entry.row();
        return !residing.row;
    };
    const auto read =
        each_page<reg::ResidencesReply>(effects.ledger, query, {"residences", max_listed}, take);
    if (!read && is_not_for_reader(read.error())) return Residing{std::nullopt, untold};
    if (!read) return tl::unexpected(read.error());
    return residing;
}

// By its proof where the reader may have one, else as residence_said tells it.
template <class Act>
Result<Residing> residence_of(Effects& effects, const Act& act) {
    Id16 member, premises;
    const bool are_ids = Id16::parse(act.member(), member) && Id16::parse(act.premises(), premises);
    if (!are_ids) return refuse(reg::RESIDENCE_UNKNOWN);
    auto row = find_proven(effects.ledger, registry::residences, nullptr, member, premises);
    if (row) return Residing{std::move(*row)};
    if (!is_not_for_reader(row.error())) return tl::unexpected(row.error());
    return residence_said(effects, act);
}

// Only who lives there counts in votes of residents and households, and only once confirmed; who
// works there loses no vote.
Result<> effect(const reg::EndResidence& act, Effects& effects) {
    const auto residing = TRY(residence_of(effects, act));
    const auto& row = residing.row;
    const auto member = effects.names.of(act.member());
    const auto premises = effects.names.of(act.premises());
    if (!row) {
        effects.loses(styled("{}：在房产 {} 的居住或工作 a residence there {}", member, premises,
                             residing.mark));
        return {};
    }
    effects.loses(styled("{}：在房产 {} 的登记（{}）a residence there{}", member, premises,
                         enum_text_of(row->kind()), residing.mark));
    if (row->kind() == reg::LIVES)
        effects.says(
            row->confirmed_height() == 0
                ? "尚未确认，本来也不计入居民、住户的表决 it was never confirmed, and counted in "
                  "no "
                  "vote of residents or households"
                : "不再凭此计入居民、住户的表决 it counts no longer in votes of residents and "
                  "households");
    if (act.replaces() != row->written_by()) effects.says(other_record);
    return {};
}

// The act confirms one declaration, by the record that it names.
Result<> effect(const reg::ConfirmResidence& act, Effects& effects) {
    const auto residing = TRY(residence_of(effects, act));
    const auto& row = residing.row;
    if (!row) {
        effects.says(styled("没有这一申报 they declared nothing there{}", residing.mark));
        return {};
    }
    effects.gets(styled("{}：在房产 {} 的登记（{}）their residence there{}",
                        effects.names.of(act.member()), effects.names.of(act.premises()),
                        enum_text_of(row->kind()), residing.mark));
    if (row->kind() == reg::LIVES)
        effects.says(
            "确认后计入居民、住户的表决 once confirmed it counts in votes of residents and "
            "households");
    if (act.replaces() != row->written_by()) effects.says(other_record);
    return {};
}

}  // namespace

Result<bool> show_people_effect(const Message& act, Effects& effects) {
    return show_one_of<reg::SetRepresentative, reg::EndResidence, reg::ConfirmResidence>(
        act, [&effects](const auto& typed) { return effect(typed, effects); });
}

}  // namespace linlian::client
