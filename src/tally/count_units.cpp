// A count from a roster, by hand so to speak: owners are put together from their units, ballots and
// deliveries are laid beside them, and each owner then goes into exactly one part of the figures.
#include "tally/count_units.h"

#include "codec/refusal.h"
#include "tally/refusals.pb.h"
#include "tally/tally.h"

#include <fmt/format.h>

#include <map>
#include <optional>

namespace linlian::tally {
namespace {

// What one owner has and did.
struct Holding {
    std::uint64_t area_centi = 0;
    bool is_counted = false;            // has premises of a kind that counts
    std::optional<std::size_t> ballot;  // the last one of that owner
    bool is_delivered = false;
};

using Holdings = std::map<Owner, Holding>;

// For refusals: the names of co-owners in one text.
std::string told(const Owner& owner) { return fmt::format("{}", fmt::join(owner, "+")); }

// A unit that is there twice, or without owner or area, would shift the figures unseen.
Result<> check_unit(const Unit& unit, const std::string& path, std::set<std::string>& ids) {
    const auto fault = [&](v1::RefusalCode code, const char* member) {
        return refuse(code, {{"path", path + member}, {"unit", unit.id}});
    };
    if (!ids.insert(unit.id).second) return fault(v1::UNIT_TWICE, ".id");
    if (unit.owner.empty()) return fault(v1::UNIT_WITHOUT_OWNER, ".owner");
    if (unit.area_centi == 0) return fault(v1::UNIT_WITHOUT_AREA, ".area");
    return {};
}

// Owners of units of kinds that do not count are kept too, so that their ballots are known to be
// outside and not of strangers.
Result<Holdings> holdings_of(std::span<const Unit> units, const Counting& how) {
    Holdings holdings;
    std::set<std::string> ids;
    std::uint64_t total_centi = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const auto& unit = units[i];
        const auto path = fmt::format("units[{}]", i);
        TRY(check_unit(unit, path, ids));
        auto& holding = holdings[unit.owner];
        // Also what is not counted here must be a figure that could be.
        if (unit.area_centi > figure_max - total_centi)
            return refuse(v1::FIGURE_TOO_LARGE,
                          {{"part", path + ".area"}, {"limit", std::to_string(figure_max)}});
        total_centi += unit.area_centi;
        if (!how.kinds.contains(unit.kind)) continue;
        holding.is_counted = true;
        holding.area_centi += unit.area_centi;
    }
    return holdings;
}

Result<> put_ballots(Holdings& holdings, std::span<const CastBallot> ballots, Count& count) {
    for (std::size_t i = 0; i < ballots.size(); ++i) {
        const auto& ballot = ballots[i];
        const auto path = fmt::format("ballots[{}]", i);
        const auto found = holdings.find(ballot.owner);
        if (found == holdings.end())
            return refuse(v1::OWNER_UNKNOWN,
                          {{"path", path + ".owner"}, {"owner", told(ballot.owner)}});
        if (ballot.choice == v1::CHOICE_UNSPECIFIED)
            return refuse(v1::CHOICE_WRONG, {{"path", path + ".choice"}});
        auto& holding = found->second;
        if (!holding.is_counted) {
            count.outside.push_back(i);
            continue;
        }
        // The order in which ballots came decides: the last one of an owner counts.
        if (holding.ballot) count.replaced.push_back(*holding.ballot);
        holding.ballot = i;
    }
    return {};
}

// To whom a ballot was delivered must be on the roster; whether they are silent is seen when their
// ballots are known.
Result<> put_deliveries(Holdings& holdings, const Counting& how) {
    for (std::size_t i = 0; i < how.delivered.size(); ++i) {
        const auto found = holdings.find(how.delivered[i]);
        if (found == holdings.end())
            return refuse(v1::OWNER_UNKNOWN, {{"path", fmt::format("silence.delivered[{}]", i)},
                                              {"owner", told(how.delivered[i])}});
        found->second.is_delivered = true;
    }
    return {};
}

void add_owner(v1::Figures& figures, const Holding& holding) {
    auto* heads = figures.mutable_heads();
    heads->set_value(heads->value() + 1);
    auto* area = figures.mutable_area_centi();
    area->set_value(area->value() + holding.area_centi);
}

v1::Figures* part_of(v1::Input& input, v1::Choice choice) {
    switch (choice) {
        case v1::CHOICE_AGREE:
            return input.mutable_agree();
        case v1::CHOICE_DISAGREE:
            return input.mutable_disagree();
        case v1::CHOICE_ABSTAIN:
            return input.mutable_abstain();
        case v1::CHOICE_INVALID:
            return input.mutable_invalid();
        default:
            return nullptr;  // not counted: as if it had not come
    }
}

// Everything was counted, so that nothing is unknown: what nobody is in is zero.
v1::Input empty_input(const Counting& how) {
    v1::Input input;
    for (auto* figures : {input.mutable_total(), input.mutable_participating(),
                          input.mutable_agree(), input.mutable_disagree(), input.mutable_abstain(),
                          input.mutable_invalid(), input.mutable_silence()->mutable_silent()}) {
        figures->mutable_heads();
        figures->mutable_area_centi();
    }
    input.set_invalid_participates(how.invalid_participates);
    input.mutable_silence()->set_agreed(how.silence_agreed);
    input.mutable_silence()->set_warned(how.silence_warned);
    return input;
}

}  // namespace

Result<Count> count_units(std::span<const Unit> units, std::span<const CastBallot> ballots,
                          const Counting& how) {
    auto holdings = TRY(holdings_of(units, how));
    Count count;
    TRY(put_ballots(holdings, ballots, count));
    TRY(put_deliveries(holdings, how));
    count.input = empty_input(how);
    // A ballot comes before a delivery: whoever voted is not silent, even if invalidly. Only a
    // ballot that is not counted is as if it had not come.
    for (const auto& [owner, holding] : holdings) {
        if (!holding.is_counted) continue;
        add_owner(*count.input.mutable_total(), holding);
        const auto choice =
            holding.ballot ? ballots[*holding.ballot].choice : v1::CHOICE_NOT_COUNTED;
        if (auto* part = part_of(count.input, choice)) {
            add_owner(*part, holding);
            if (choice != v1::CHOICE_INVALID || how.invalid_participates)
                add_owner(*count.input.mutable_participating(), holding);
        } else if (holding.is_delivered) {
            add_owner(*count.input.mutable_silence()->mutable_silent(), holding);
        } else {
            ++count.undelivered;
        }
    }
    return count;
}

}  // namespace linlian::tally
