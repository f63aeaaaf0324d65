// The recount of verifiers. It uses the same Counter as the ledger, so that it finds a wrong count
// and not another reading of the law; recount below leads through all of it.
#include "modules/ballot/count/recount.h"

#include "base/hex.h"
#include "modules/ballot/count/count.h"
#include "modules/ballot/rules.h"
#include "modules/registry/registry.h"

#include <map>

namespace linlian::ballot {
namespace {

using google::protobuf::FieldDescriptor;
using Lines = std::map<std::string_view, const registry::v1::RollLine*>;

std::optional<Difference> differ(std::uint64_t item, const char* what, std::string proven,
                                 std::string counted) {
    return Difference{item, what, std::move(proven), std::move(counted)};
}

// Whether the leaf is a vote that the roll and the items allow. A leaf is held against the line of
// its head: else a node could let a vote weigh more, or count it in another building. Spoilt
// choices come from paper, from a list or from a ruling only.
std::optional<Difference> fault_of(const v1::CastLeaf& leaf, const Lines& lines, const Asks& asks) {
    const auto line = lines.find(leaf.head());
    const auto& row = leaf.cast();
    if (line == lines.end() || line->second->area_centi() != row.area_centi() ||
        line->second->building() != row.building())
        return differ(0, "casts_on_roll", "", to_hex(leaf.head()));
    const bool may_be_invalid = row.channel() != v1::PHONE || !row.ruled_by().empty();
    const bool fits = !row.struck() && check_choices(row.choices(), asks, may_be_invalid);
    if (!fits) return differ(0, "casts_valid", "", to_hex(leaf.head()));
    return std::nullopt;
}

// Root and totals are computed from the lines. The silent cannot be: deliveries are no leaves, and
// their figures are taken from the verdict.
RollFigures figures_of(const v1::CallBallot& call, std::span<const registry::v1::RollLine> lines,
                       const v1::VerdictRow& verdict) {
    const std::vector<registry::v1::RollLine> all{lines.begin(), lines.end()};
    const auto totals = registry::roll_totals(all);
    RollFigures roll;
    roll.root = registry::roll_root(all);
    roll.all = {totals.heads(), totals.area_centi()};
    roll.by_area = call.electorate().electors() == registry::v1::OWNERS;
    const auto& silence = verdict.input().silence();
    roll.silent.surely = {verdict.delivered_silent(), silence.silent().area_centi().value()};
    roll.silent.perhaps = {silence.perhaps().heads().value(),
                           silence.perhaps().area_centi().value()};
    return roll;
}

// How many disputes would turn a check needs the claims, which few may read.
void clear_flips(tally::v1::Verdict& verdict) {
    for (auto& check : *verdict.mutable_checks()) check.clear_flips_by();
}

// What follows from lines and leaves alone.
v1::VerdictRow comparable(v1::VerdictRow row) {
    row.clear_stage();
    row.clear_height();
    row.clear_time_ms();
    row.clear_disputed();
    row.clear_objections();
    row.clear_upheld();
    if (row.has_verdict()) clear_flips(*row.mutable_verdict());
    for (auto& option : *row.mutable_options())
        if (option.has_verdict()) clear_flips(*option.mutable_verdict());
    return row;
}

// One field in text, for the message and for the comparison: an absent field and an empty one are
// alike.
std::string only(const v1::VerdictRow& row, const FieldDescriptor& field) {
    v1::VerdictRow part = row;
    const auto& type = *v1::VerdictRow::descriptor();
    for (int i = 0; i < type.field_count(); ++i)
        if (type.field(i) != &field) part.GetReflection()->ClearField(&part, type.field(i));
    return part.ShortDebugString();
}

// Field by field, in the order of the schema, so that the first difference can be named.
std::optional<Difference> compare(std::uint64_t item, const v1::VerdictRow& proven,
                                  const v1::VerdictRow& counted) {
    const auto left = comparable(proven);
    const auto right = comparable(counted);
    const auto& type = *v1::VerdictRow::descriptor();
    for (int i = 0; i < type.field_count(); ++i) {
        const auto& field = *type.field(i);
        auto was = only(left, field);
        auto is = only(right, field);
        if (was != is) return Difference{item, field.name(), std::move(was), std::move(is)};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Difference> check_one_count(std::span<const v1::VerdictRow> verdicts) {
    const auto& first = verdicts.front();
    if (first.stage() != v1::PRELIMINARY && first.stage() != v1::FINAL)
        return differ(0, "stage", v1::Stage_Name(first.stage()), "");
    for (std::size_t i = 1; i < verdicts.size(); ++i) {
        const auto& row = verdicts[i];
        if (row.stage() != first.stage())
            return differ(i, "stage", v1::Stage_Name(row.stage()), v1::Stage_Name(first.stage()));
        if (row.height() != first.height() || row.time_ms() != first.time_ms())
            return differ(i, "height", std::to_string(row.height()),
                          std::to_string(first.height()));
        if (row.objections() != first.objections() || row.upheld() != first.upheld() ||
            row.disputed() != first.disputed())
            return differ(i, "objections", std::to_string(row.objections()),
                          std::to_string(first.objections()));
    }
    return std::nullopt;
}

// Whoever has the poll proven too sees by it that these verdicts are not of an earlier count.
std::optional<Difference> check_one_count(const v1::Poll& poll,
                                          std::span<const v1::VerdictRow> verdicts) {
    if (verdicts.empty()) return differ(0, "verdicts", "0", "");
    if (auto mixed = check_one_count(verdicts)) return mixed;
    const auto& first = verdicts.front();
    if (poll.stage() != first.stage())
        return differ(0, "stage", v1::Stage_Name(first.stage()), v1::Stage_Name(poll.stage()));
    if (poll.roll_root() != first.roll_root())
        return differ(0, "roll_root", to_hex(first.roll_root()), to_hex(poll.roll_root()));
    // Before it is final objections may have come in since the count.
    if (poll.objections() != first.objections() && poll.stage() == v1::FINAL)
        return differ(0, "objections", std::to_string(first.objections()),
                      std::to_string(poll.objections()));
    return std::nullopt;
}

std::optional<Difference> recount(const v1::CallBallot& call,
                                  std::span<const registry::v1::RollLine> lines,
                                  std::span<const v1::CastLeaf> casts,
                                  std::span<const v1::VerdictRow> verdicts) {
    if (verdicts.size() != static_cast<std::size_t>(call.items_size()))
        return differ(0, "verdicts", std::to_string(verdicts.size()),
                      std::to_string(call.items_size()));
    if (auto mixed = check_one_count(verdicts)) return mixed;
    // Every leaf is looked at before anything is compared: figures from leaves that are no votes
    // would say nothing.
    Lines by_head;
    for (const auto& line : lines) by_head[line.head()] = &line;
    Asks asks;
    for (const auto& item : call.items()) *asks.Add() = ask_of(item);
    Counter counter{call};
    std::string_view before;
    for (const auto& leaf : casts) {
        // Ascending heads: nobody votes twice, and the root has one order.
        if (leaf.head() <= before) return differ(0, "casts_order", "", to_hex(leaf.head()));
        before = leaf.head();
        if (auto fault = fault_of(leaf, by_head, asks)) return fault;
        counter.add(leaf);
    }
    const auto counted = counter.verdicts(call, figures_of(call, lines, verdicts.front()), {});
    for (std::size_t i = 0; i < verdicts.size(); ++i)
        if (auto found = compare(i, verdicts[i], counted[i])) return found;
    return std::nullopt;
}

}  // namespace linlian::ballot
