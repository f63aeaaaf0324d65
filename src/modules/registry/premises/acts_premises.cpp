// The acts on premises that are on record: sale, split, merger, correction, and who votes or acts
// for an owner. Each checks first, then lets holdings.h write; the acts stand at the end of
// the file, in the order of the schema.
#include "base/hex.h"
#include "codec/refusal.h"
#include "modules/registry/acts.h"
#include "modules/registry/authority/behind.h"
#include "modules/registry/limits.h"
#include "modules/registry/premises/holdings.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>
#include <map>
#include <set>

namespace linlian::registry {
namespace {

// Nothing for premises that are unknown, and for those that were struck.
std::optional<v1::Premises> live_premises(const Context& context, const Id16& id) {
    auto row = premises_table.find(context.view(), id);
    if (row && row->until_height() != 0) row.reset();
    return row;
}

v1::Holding holding_of(const Context& context, const Id16& id) {
    auto current = current_holding(context.view(), id);
    CHECK(current);  // live premises always have one
    return *current;
}

// For parts and wholes: who owns them stays, and the document is that of the split or merger.
Ownership same_ownership(const v1::Holding& holding, const Bytes& document) {
    return {{holding.owners().begin(), holding.owners().end()}, holding.voter(), document};
}

// The voter acts for one of the new owners. An empty voter is nobody yet, and right.
bool voter_is_one_of(const v1::TransferPremises& act) {
    if (act.voter().empty()) return true;
    for (const auto& line : act.owners()) {
        if (acting_in(line) == act.voter()) return true;
    }
    return false;
}

// Owners who are on record already stay as they are there: the lines of a sale only add new ones.
Result<> check_new_owners(const Context& context, const v1::TransferPremises& act) {
    std::map<Id16, v1::OwnerLine> lines;
    for (const auto& line : act.owners()) {
        if (!lines.emplace(id_of(line.owner()), line).second)
            return refuse(v1::LINE_DOUBLED, {{"id", to_hex(line.owner())}});
        TRY(check_owner(context.view(), line));
        // A sale of one flat does not change who acts for an owner's others (SetRepresentative).
        const auto before = owners.find(context.view(), id_of(line.owner()));
        if (before && before->through() != line.through()) return refuse(v1::REPLACES_OTHER);
    }
    return check_ids_apart(lines);
}

// Else a sale to the same owners puts another voter in the place of whom they named.
Result<> check_change_hands(const v1::Holding& before, const v1::TransferPremises& act) {
    std::set<Bytes> after;
    for (const auto& line : act.owners()) after.insert(line.owner());
    if (after != std::set<Bytes>{before.owners().begin(), before.owners().end()}) return {};
    return refuse(v1::OWNERS_SAME);
}

// Premises count and house people only where what they were before did: a parking space is not
// sixty homes, nor, by the next act, one.
bool may_become(v1::PremisesKind before, v1::PremisesKind after) {
    return (!counts_in_votes(after) || counts_in_votes(before)) &&
           (!is_dwelling(after) || is_dwelling(before));
}

// What a draft was made from is what stands there still.
Result<> check_replaced(const Context& context, const Id16& id, const v1::Premises& row,
                        BytesView holding, BytesView premises) {
    if (holding_of(context, id).written_by() == holding && row.written_by() == premises) return {};
    return refuse(v1::REPLACES_OTHER);
}

// The new parts: unused ids, and areas that add up to the whole.
Result<> check_parts(const Context& context, const v1::SplitPremises& act,
                     const v1::Premises& whole) {
    std::uint64_t sum = 0;
    std::vector<Bytes> ids;
    for (const auto& part : act.parts()) {
        sum += part.area_centi();
        if (premises_table.has(context.view(), id_of(part.premises())) ||
            std::find(ids.begin(), ids.end(), part.premises()) != ids.end())
            return refuse(v1::PREMISES_EXISTS, {{"id", to_hex(part.premises())}});
        if (!may_become(whole.kind(), part.kind())) return refuse(v1::PARTS_DIFFER);
        ids.push_back(part.premises());
    }
    // In hundredths of m², so that no rounding hides an area that appears or is lost.
    if (sum != whole.area_centi())
        return refuse(v1::AREA_DIFFERS, {{"have", std::to_string(sum)},
                                         {"needed", std::to_string(whole.area_centi())}});
    return {};
}

// The premises to merge: all live, of one place and the same owners, none named twice. What they do
// not share would be that of whichever is named first.
Result<v1::Premises> merged_premises(const Context& context, const v1::MergePremises& act) {
    std::optional<v1::Premises> sum;
    v1::Holding first;
    for (int i = 0; i < act.premises_size(); ++i) {
        const Id16 id = id_of(act.premises(i));
        const auto row = live_premises(context, id);
        const auto begin = act.premises().begin();
        if (!row || std::find(begin, begin + i, act.premises(i)) != begin + i)
            return refuse(v1::PREMISES_UNKNOWN);
        TRY(check_replaced(context, id, *row, act.replaces(i), act.replaces_premises(i)));
        const auto holding = holding_of(context, id);
        if (!sum) {
            sum = row;
            first = holding;
            continue;
        }
        const bool same = head_of(first.owners()) == head_of(holding.owners()) &&
                          row->building() == sum->building() && row->stair() == sum->stair() &&
                          row->grid_cell() == sum->grid_cell() && row->kind() == sum->kind();
        if (!same) return refuse(v1::PARTS_DIFFER);
        sum->set_area_centi(sum->area_centi() + row->area_centi());
        sum->set_source(std::max(sum->source(), row->source()));  // the weakest
    }
    return *sum;
}

// Whoever stood behind premises that are split or merged stands behind what comes of them.
void note_whole(Context& context, const Id16& id) {
    const auto row = live_premises(context, id);
    CHECK(row);
    std::set<Id16> behind;
    add_behind_place(context.view(), id, *row, holding_of(context, id),
                     {{context.now().ms - former_owner_ms}}, behind);
    note_behind(context, behind);
}

// The voter that all owners of a holding name once this author does for theirs; empty while they
// differ.
Bytes agreed_voter(const Context& context, const v1::NameVoter& act, const v1::Holding& holding,
                   const std::set<Bytes>& mine) {
    for (const auto& owner : holding.owners()) {
        if (mine.contains(owner)) continue;
        const auto naming = namings.find(context.view(), id_of(act.premises()), id_of(owner));
        if (!naming || naming->voter() != act.voter()) return {};
    }
    return act.voter();
}

// Refused by this code while the time since then (0: never) is shorter than the interval. Else who
// does and undoes something would write a row in every block.
Result<> check_not_lately(const Context& context, std::int64_t then_ms, std::int64_t interval_ms,
                          v1::RefusalCode code) {
    const auto next = then_ms + interval_ms;
    if (then_ms == 0 || next <= context.now().ms) return {};
    const auto hours = (next - context.now().ms + ms_per_hour - 1) / ms_per_hour;
    return refuse(code, {{"hours", std::to_string(hours)}});
}

}  // namespace

// Naming the row of the holding that it ends, a held-back sale does not undo a later one.
Result<> transfer_premises(Context& context, const v1::TransferPremises& act) {
    const Id16 id = id_of(act.premises());
    if (!live_premises(context, id)) return refuse(v1::PREMISES_UNKNOWN);
    if (holding_of(context, id).written_by() != act.replaces()) return refuse(v1::REPLACES_OTHER);
    TRY(check_new_owners(context, act));
    if (!voter_is_one_of(act)) return refuse(v1::NOT_AN_OWNER);
    TRY(check_change_hands(holding_of(context, id), act));
    Ownership ownership{{}, act.voter(), act.document()};
    for (const auto& line : act.owners()) {
        // Those on record stay untouched, their rows keep who wrote them.
        if (!owners.has(context.view(), id_of(line.owner()))) enter_owner(context, line);
        ownership.owners.push_back(line.owner());
    }
    change_owners(context, id, ownership);
    v1::PremisesTransferred event;
    event.set_premises(act.premises());
    context.emit(event);
    return {};
}

// The owners and whom they named pass to every part. What came of what is noted (`became`), so that
// came_of() finds the parts of premises that are none any more.
Result<> split_premises(Context& context, const v1::SplitPremises& act) {
    const Id16 id = id_of(act.premises());
    const auto whole = live_premises(context, id);
    if (!whole) return refuse(v1::PREMISES_UNKNOWN);
    TRY(check_replaced(context, id, *whole, act.replaces(), act.replaces_premises()));
    TRY(check_parts(context, act, *whole));
    const auto ownership = same_ownership(holding_of(context, id), act.document());
    const auto named = named_voters(context.view(), id);
    note_whole(context, id);
    strike_premises(context, id);
    v1::PremisesSplit event;
    event.set_premises(act.premises());
    for (const auto& part : act.parts()) {
        // Place, cell and source of the area are those of the whole: a split measures nothing anew.
        v1::Premises row = *whole;
        row.set_area_centi(part.area_centi());
        row.set_kind(part.kind());
        enter_premises(context, id_of(part.premises()), row, ownership);
        put_named_voters(context, id_of(part.premises()), named);
        became.put(context.state(), id, id_of(part.premises()), v1::Member{});
        event.add_parts(part.premises());
    }
    context.emit(event);
    return {};
}

Result<> merge_premises(Context& context, const v1::MergePremises& act) {
    if (premises_table.has(context.view(), id_of(act.into())))
        return refuse(v1::PREMISES_EXISTS, {{"id", to_hex(act.into())}});
    const auto row = TRY(merged_premises(context, act));
    auto ownership = same_ownership(holding_of(context, id_of(act.premises(0))), act.document());
    auto named = named_voters(context.view(), id_of(act.premises(0)));
    v1::PremisesMerged event;
    for (const auto& part : act.premises()) {
        // Whom the owners named for one of them alone they did not name for the whole.
        if (holding_of(context, id_of(part)).voter() != ownership.voter) ownership.voter.clear();
        named.keep_common(named_voters(context.view(), id_of(part)));
        note_whole(context, id_of(part));
        strike_premises(context, id_of(part));
        became.put(context.state(), id_of(part), id_of(act.into()), v1::Member{});
        event.add_premises(part);
    }
    enter_premises(context, id_of(act.into()), row, ownership);
    put_named_voters(context, id_of(act.into()), named);
    event.set_into(act.into());
    context.emit(event);
    return {};
}

// A correction changes what the premises are and never whose, nor the building and stair.
Result<> correct_premises(Context& context, const v1::CorrectPremises& act) {
    const Id16 id = id_of(act.premises());
    auto row = live_premises(context, id);
    if (!row) return refuse(v1::PREMISES_UNKNOWN);
    if (row->written_by() != act.replaces()) return refuse(v1::REPLACES_OTHER);
    if (!may_become(row->kind(), act.kind())) return refuse(v1::KIND_NOT_COUNTED);
    row->set_kind(act.kind());
    row->set_area_centi(act.area_centi());
    row->set_source(act.source());
    row->set_grid_cell(act.grid_cell());
    change_premises(context, id, *row);
    v1::PremisesCorrected event;
    event.set_premises(act.premises());
    context.emit(event);
    return {};
}

// Each owner names a voter by a row of their own (`namings`); the holding has a voter where all
// rows say the same. The limit of once a day is for agreeing alone: ending an agreement is always
// open.
Result<> name_voter(Context& context, const v1::NameVoter& act) {
    const Id16 id = id_of(act.premises());
    if (!live_premises(context, id)) return refuse(v1::PREMISES_UNKNOWN);
    const auto current = holding_of(context, id);
    std::set<Bytes> mine;  // they may act for several of the owners
    bool voter_owns = false;
    for (const auto& owner : current.owners()) {
        const auto member = acting_member(context.view(), id_of(owner));
        if (member == context.author().member.view()) mine.insert(owner);
        voter_owns = voter_owns || member == act.voter();
    }
    if (mine.empty() || !voter_owns) return refuse(v1::NOT_AN_OWNER);
    // Of several owners the row of the first one is the one to name.
    const auto before = namings.find(context.view(), id, id_of(*mine.begin()));
    if (act.replaces() != (before ? before->written_by() : Bytes{}))
        return refuse(v1::REPLACES_OTHER);
    const auto agreed = agreed_voter(context, act, current, mine);
    const bool changes = current.voter() != act.voter();
    if (changes && !agreed.empty())
        TRY(check_not_lately(context, current.voter_named_ms(), voter_interval_ms,
                             v1::VOTER_NAMED_LATELY));
    v1::VoterNaming naming;
    naming.set_voter(act.voter());
    naming.set_written_by(context.id().bytes());
    for (const auto& owner : mine) namings.put(context.state(), id, id_of(owner), naming);
    // Who no longer agrees ends what all of them agreed on.
    if (changes) change_voter(context, id, agreed);
    v1::VoterNamed event;
    event.set_premises(act.premises());
    event.set_in_force(!agreed.empty() || !changes);
    context.emit(event);
    return {};
}

// Only for owners who are no persons: a person always acts for themself. The kind stays as it was.
Result<> set_representative(Context& context, const v1::SetRepresentative& act) {
    auto owner = owners.find(context.view(), id_of(act.owner()));
    if (!owner || owner->kind() == v1::PERSON) return refuse(v1::OWNER_UNKNOWN);
    if (owner->written_by() != act.replaces()) return refuse(v1::REPLACES_OTHER);
    v1::OwnerLine line;
    line.set_owner(act.owner());
    line.set_kind(owner->kind());
    line.set_through(act.through());
    line.set_document(act.document());
    TRY(check_owner(context.view(), line));
    TRY(check_not_lately(context, owner->set_ms(), representative_interval_ms,
                         v1::REPRESENTATIVE_SET_LATELY));
    enter_owner(context, line, context.now());
    v1::RepresentativeSet event;
    event.set_owner(act.owner());
    context.emit(event);
    return {};
}

}  // namespace linlian::registry
