// Where the rows differ from the model: each fact is looked for in both directions.
#include "base/hex.h"
#include "modules/registry/registry.h"
#include "modules/registry/state.h"
#include "simulation/model.h"

namespace linlian::simulation {
namespace {

namespace v1 = registry::v1;

Id16 id_of(const Bytes& bytes) {
    Id16 id;
    CHECK(Id16::parse(bytes, id));
    return id;
}

bool counts(v1::PremisesKind kind) { return kind != v1::PARKING && kind != v1::STORAGE; }

// A set as text, so that one comparison serves all kinds of facts.
using Facts = std::set<std::string>;

void compare(const std::string& what, const Facts& rows, const Facts& model,
             std::vector<std::string>& found) {
    for (const auto& fact : rows) {
        if (!model.contains(fact)) found.push_back(what + " only in the rows: " + fact);
    }
    for (const auto& fact : model) {
        if (!rows.contains(fact)) found.push_back(what + " only in the model: " + fact);
    }
}

struct Totals {
    std::uint64_t premises = 0;
    std::uint64_t area = 0;
    std::set<std::set<Bytes>> heads;
};

std::string line(const Bytes& estate, std::uint64_t premises, std::uint64_t heads,
                 std::uint64_t area) {
    return to_hex(estate) + " premises " + std::to_string(premises) + " heads " +
           std::to_string(heads) + " area " + std::to_string(area);
}

Facts key_facts(const state::StateView& rows) {
    Facts facts;
    registry::keys.scan(rows, [&](const auto&, const v1::Key& row) {
        facts.insert(to_hex(row.public_key()) + " of " + to_hex(row.member()) + " is " +
                     v1::KeyState_Name(row.state()));
        return true;
    });
    return facts;
}

std::string owned(const std::set<Bytes>& ids) {
    std::string text;
    for (const auto& id : ids) text += " " + to_hex(id);
    return text;
}

}  // namespace

std::vector<std::string> Model::differences(const state::StateView& rows) const {
    std::vector<std::string> found;
    Facts in_rows;
    Facts in_model;
    registry::members.scan(rows, [&](const auto& parts, const auto&) {
        in_rows.insert(to_hex(std::get<0>(parts).view()));
        return true;
    });
    for (const auto& member : members_) in_model.insert(to_hex(member));
    compare("a member", in_rows, in_model, found);

    in_model.clear();
    for (const auto& [key, fact] : keys_)
        in_model.insert(to_hex(key) + " of " + to_hex(fact.member) + " is " +
                        v1::KeyState_Name(fact.state));
    compare("a key", key_facts(rows), in_model, found);

    in_rows.clear();
    in_model.clear();
    registry::slips_of.scan(rows, [&](const auto& parts, const auto&) {
        in_rows.insert(to_hex(std::get<0>(parts).view()));
        return true;
    });
    for (const auto& [key, slip] : slips_) {
        if (slip.live) in_model.insert(to_hex(slip.member));
    }
    compare("a live slip", in_rows, in_model, found);

    in_rows.clear();
    in_model.clear();
    registry::roles.scan(rows, [&](const auto& parts, const auto&) {
        in_rows.insert(to_hex(std::get<0>(parts).view()) + to_hex(std::get<1>(parts).view()) +
                       std::get<2>(parts));
        return true;
    });
    for (const auto& [member, office, role] : roles_)
        in_model.insert(to_hex(member) + to_hex(office) + role);
    compare("a role", in_rows, in_model, found);
    compare_places(rows, found);
    compare_estates(rows, found);
    return found;
}

void Model::compare_places(const state::StateView& rows, std::vector<std::string>& found) const {
    Facts in_rows;
    Facts in_model;
    registry::premises_table.scan(rows, [&](const auto& parts, const v1::Premises& row) {
        const auto& id = std::get<0>(parts);
        const auto now = registry::holding_at(rows, id, height_);
        std::set<Bytes> ids;
        if (now) ids = {now->owners().begin(), now->owners().end()};
        in_rows.insert(to_hex(id.view()) + (row.until_height() == 0 ? " live" : " ended") +
                       owned(ids) + " voter " + (now ? to_hex(now->voter()) : ""));
        return true;
    });
    for (const auto& [id, place] : places_)
        in_model.insert(to_hex(id) + (place.live ? " live" : " ended") + owned(place.owned_by()) +
                        " voter " + (place.live ? to_hex(place.voter) : ""));
    compare("premises", in_rows, in_model, found);

    in_rows.clear();
    in_model.clear();
    registry::namings.scan(rows, [&](const auto& parts, const v1::VoterNaming& row) {
        in_rows.insert(to_hex(std::get<0>(parts).view()) + to_hex(std::get<1>(parts).view()) +
                       to_hex(row.voter()));
        return true;
    });
    for (const auto& [id, place] : places_) {
        for (const auto& [owner, voter] : place.namings)
            in_model.insert(to_hex(id) + to_hex(owner) + to_hex(voter));
    }
    compare("a naming", in_rows, in_model, found);
    for (const auto& [id, place] : places_) {
        for (const auto& [from, ids] : place.owners) {
            const auto then = registry::holding_at(rows, id_of(id), from);
            std::set<Bytes> held;
            if (then) held = {then->owners().begin(), then->owners().end()};
            if (held != ids)
                found.push_back("owners of " + to_hex(id) + " at " + std::to_string(from));
        }
    }
}

void Model::compare_estates(const state::StateView& rows, std::vector<std::string>& found) const {
    std::map<Bytes, Totals> totals;
    for (const auto& [id, place] : places_) {
        if (!place.live) continue;
        auto& total = totals[place.estate];
        ++total.premises;
        if (!counts(place.kind)) continue;
        total.area += place.area;
        total.heads.insert(place.owned_by());
    }
    Facts in_rows;
    Facts in_model;
    registry::estates.scan(rows, [&](const auto& parts, const v1::Estate& row) {
        const Bytes id = std::get<0>(parts).bytes();
        in_rows.insert(line(id, row.premises(), row.heads(), row.area_centi()));
        in_model.insert(line(id, totals[id].premises, totals[id].heads.size(), totals[id].area));
        return true;
    });
    compare("an estate", in_rows, in_model, found);

    in_rows.clear();
    in_model.clear();
    std::map<Bytes, std::pair<std::uint64_t, std::uint64_t>> living;
    for (const auto& [who, where] : residences_) {
        auto& count = living[where.first];
        ++(where.second == v1::LIVES ? count.first : count.second);
    }
    registry::residents.scan(rows, [&](const auto& parts, const v1::ResidenceCount& row) {
        const Bytes id = std::get<0>(parts).bytes();
        in_rows.insert(line(id, row.lives(), row.works(), 0));
        in_model.insert(line(id, living[id].first, living[id].second, 0));
        living.erase(id);
        return true;
    });
    for (const auto& [id, count] : living) {
        if (count.first + count.second > 0) found.push_back("uncounted residents of " + to_hex(id));
    }
    compare("residents", in_rows, in_model, found);
}

}  // namespace linlian::simulation
