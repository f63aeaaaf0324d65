// A small community for tests of the registry: people, offices, roles and flats given as rows, each
// named by a word from which its id and key follow. It writes rows by itself, apart from the code
// of the module, and the whole-state invariants check it before the first block.
#pragma once

#include "codec/wire.h"
#include "contract/community.h"
#include "crypto/hash.h"
#include "kit/people.h"
#include "kit/scenario.h"
#include "modules/charter/charter.h"
#include "modules/charter/state.h"
#include "modules/registry/registry.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace linlian::registry {

inline Id16 id(const std::string& name) { return kit::member_of(name); }
inline Bytes id_bytes(const std::string& name) { return id(name).bytes(); }
inline Bytes key_bytes(const std::string& name) { return kit::key_of(name).public_key().encoded(); }
inline Bytes document(char letter = 'd') { return Bytes(Hash32::size, letter); }
// What wrote the rows that are given.
inline Bytes given_by() { return Bytes(Hash32::size, 'g'); }

// The community of every scenario.
inline Hash32 community_of_tests() { return sha256("kit community"); }

// What the key called `key` signs to be enrolled for `subject` by this type of act.
template <class Act>
Bytes countersigned(const Bytes& subject, const std::string& key,
                    const Hash32& community = community_of_tests()) {
    return kit::key_of(key).sign(
        countersign_hash(community, *Act::descriptor(), subject, key_bytes(key)).view());
}

class Town : public kit::Scenario {
  public:
    Town() : Town("registry", {charter::module(), registry::module()}) {}
    // For modules that stand on the registry: theirs is the vector.
    Town(std::string module, std::vector<machine::Module> modules)
        : Scenario(std::move(module), std::move(modules)) {}

    // The row of genesis that countersignatures are checked against.
    void knows_its_community() {
        machine::v1::Community row;
        row.set_id(community_of_tests().bytes());
        given(machine::community_table, row);
    }
    // A member without a key.
    void member(const std::string& name) { given(members, v1::Member{}, id(name)); }
    // A member with a key; both have this name.
    void person(const std::string& name, v1::KeyState state = v1::KEY_ACTIVE) {
        member(name);
        key(name, name, state);
    }
    void key(const std::string& owner, const std::string& name,
             v1::KeyState state = v1::KEY_ACTIVE) {
        v1::Key row;
        row.set_member(id_bytes(owner));
        row.set_public_key(key_bytes(name));
        row.set_state(state);
        row.set_method(v1::GENESIS);
        given(keys, row, key_hash(row.public_key()));
        given(keys_of, v1::Member{}, id(owner), key_hash(row.public_key()));
    }
    void office(const std::string& name, const std::string& kind,
                const std::string& estate_name = "") {
        v1::Office row;
        row.set_kind(kind);
        row.set_name(name);
        if (!estate_name.empty()) row.set_estate(id_bytes(estate_name));
        given(offices, row, id(name));
    }
    // An office that was closed before the first block.
    void closed(const std::string& name) {
        auto office_row = *row(offices, id(name));
        office_row.set_until_height(1);
        given(offices, office_row, id(name));
    }
    // Given: a row; of a role also its place among those of its office.
    template <class Row, class... Parts, class... Given>
    Scenario& given(const state::Table<Row, Parts...>& table, const Row& row,
                    const Given&... parts) {
        if constexpr (std::is_same_v<state::Table<Row, Parts...>, std::decay_t<decltype(roles)>>) {
            const auto& [member, in, role] = std::tuple<Parts...>{Parts(parts)...};
            if (table.info().path == roles.info().path)
                Scenario::given(roles_in, v1::Member{}, in, member, role);
            else if (role == chair_role)
                Scenario::given(chair_offers, v1::Member{}, in, member);
        }
        return Scenario::given(table, row, parts...);
    }
    template <class Row, class... Parts, class... Given>
    Scenario& given(const state::Table<Row, Parts...>& table, const char* row,
                    const Given&... parts) {
        return given(table, kit::text<Row>(row), parts...);
    }
    // A person who holds this role in the office.
    void holder(const std::string& name, const std::string& in, const std::string& role,
                const v1::Area& area = {}, std::int64_t until_ms = 0) {
        person(name);
        v1::Role row;
        *row.mutable_area() = area;
        row.set_until_ms(until_ms);
        row.set_granted_by(given_by());
        given(roles, row, id(name), id(in), role);
    }
    // Two offices with one clerk each: ana of the residents' committee, ben of the street.
    void clerks() {
        office("residents", "residents");
        office("street", "street");
        holder("ana", "residents", "clerk");
        holder("ben", "street", "clerk");
    }
    // The four bodies that stand behind most acts, each with its chair and a clerk, all different
    // people: pam and pat of the Party organisation, sid, ben and bea of the street, rae and ana of
    // the residents' committee, ona and oki of the owners' committee of the garden.
    void bodies() {
        clerks();
        office("party", "party");
        estate("garden");
        office("owners", "owners", "garden");
        holder("pam", "party", "chair");
        holder("pat", "party", "clerk");
        holder("sid", "street", "chair");
        holder("bea", "street", "clerk");
        holder("rae", "residents", "chair");
        holder("ona", "owners", "chair");
        holder("oki", "owners", "clerk");
    }
    void estate(const std::string& name) {
        v1::Estate row;
        row.set_name(name);
        given(estates, row, id(name));
    }
    // A clerk alone may do this act here, where the schema asks for two offices.
    template <class Act>
    void by_one_clerk() {
        by_kind<Act>("", "clerk");
    }
    // A holder of this role in an office of this kind may do this act alone here.
    template <class Act>
    void by_kind(const std::string& kind, const std::string& role) {
        charter::v1::AuthorityRow row;
        row.mutable_authority()->mutable_role()->set_office_kind(kind);
        row.mutable_authority()->mutable_role()->set_role(role);
        row.set_set_by(given_by());
        given(charter::authorities, row, Act::descriptor()->full_name());
    }
    // A building, and in it premises of these owners, all of them people.
    void building(const std::string& name, const std::string& estate_name) {
        v1::Building row;
        row.set_estate(id_bytes(estate_name));
        row.set_name(name);
        given(buildings, row, id(name));
        given(buildings_of, v1::Building{}, id(estate_name), id(name));
        auto total = *this->row(estates, id(estate_name));
        total.set_places(total.places() + 1);
        given(estates, total, id(estate_name));
    }
    void flat(const std::string& name, const std::string& building_name, std::uint64_t area_centi,
              const std::vector<std::string>& owner_names, v1::PremisesKind kind = v1::FLAT) {
        const Id16 estate_id = id_of(row(buildings, id(building_name))->estate());
        v1::Premises place;
        place.set_estate(estate_id.bytes());
        place.set_building(id_bytes(building_name));
        place.set_kind(kind);
        place.set_area_centi(area_centi);
        place.set_source(v1::REGISTER);
        place.set_written_by(given_by());
        given(premises_table, place, id(name));
        given(premises_of, v1::Member{}, id(building_name), id(name));
        own(name, owner_names);
        count(estate_id, place, row(holdings, id(name))->owners());
    }
    // An owner that is no person, for which this member acts.
    void company(const std::string& name, const std::string& through,
                 const Bytes& on_paper = document(), v1::OwnerKind kind = v1::COMPANY) {
        v1::Owner firm;
        firm.set_kind(kind);
        firm.set_through(id_bytes(through));
        firm.set_document(on_paper);
        firm.set_written_by(given_by());
        given(owners, firm, id(name));
    }

  private:
    void own(const std::string& name, const std::vector<std::string>& owner_names) {
        v1::Holding holding;
        for (const auto& owner : owner_names) {
            v1::Owner person_row;
            person_row.set_kind(v1::PERSON);
            person_row.set_written_by(given_by());
            given(owners, person_row, id(owner));
            given(held_by, v1::Member{}, id(owner), id(name));
            holding.add_owners(id_bytes(owner));
        }
        std::sort(holding.mutable_owners()->begin(), holding.mutable_owners()->end());
        holding.set_written_by(given_by());
        given(holdings, holding, id(name));
    }
    void count(const Id16& estate_id, const v1::Premises& place,
               const google::protobuf::RepeatedPtrField<std::string>& of) {
        auto total = *row(estates, estate_id);
        total.set_premises(total.premises() + 1);
        total.set_places(total.places() + 1);
        if (place.kind() != v1::PARKING && place.kind() != v1::STORAGE) {
            auto head = row(heads, estate_id, head_of(of)).value_or(v1::Head{});
            if (head.premises() == 0) total.set_heads(total.heads() + 1);
            head.set_premises(head.premises() + 1);
            head.set_area_centi(head.area_centi() + place.area_centi());
            total.set_area_centi(total.area_centi() + place.area_centi());
            given(heads, head, estate_id, head_of(of));
        }
        given(estates, total, estate_id);
    }
};

// Lines of a roster.
class Lines {
  public:
    Lines& building(const std::string& name) {
        auto* line = chunk_.add_buildings();
        line->set_building(id_bytes(name));
        line->set_name(name);
        return *this;
    }
    Lines& owner(const std::string& name, v1::OwnerKind kind = v1::PERSON,
                 const std::string& through = "") {
        *chunk_.add_owners() = owner_line(name, kind, through);
        return *this;
    }
    Lines& flat(const std::string& name, const std::string& building_name, std::uint64_t area_centi,
                const std::vector<std::string>& owner_names, v1::PremisesKind kind = v1::FLAT,
                const std::string& voter = "") {
        auto* line = chunk_.add_premises();
        line->set_premises(id_bytes(name));
        line->set_building(id_bytes(building_name));
        line->set_kind(kind);
        line->set_area_centi(area_centi);
        line->set_source(v1::REGISTER);
        for (const auto& of : owner_names) line->add_owners(id_bytes(of));
        if (!voter.empty()) line->set_voter(id_bytes(voter));
        return *this;
    }
    const v1::DraftChunk& chunk() const { return chunk_; }

    static v1::OwnerLine owner_line(const std::string& name, v1::OwnerKind kind = v1::PERSON,
                                    const std::string& through = "") {
        v1::OwnerLine line;
        line.set_owner(id_bytes(name));
        line.set_kind(kind);
        if (!through.empty()) line.set_through(id_bytes(through));
        if (kind != v1::PERSON && kind != v1::DEVELOPER) line.set_document(document());
        return line;
    }

  private:
    v1::DraftChunk chunk_;
};

inline v1::FillDraft fill(const Bytes& draft, std::uint32_t number, const v1::DraftChunk& chunk) {
    v1::FillDraft act;
    act.set_draft(draft);
    act.set_number(number);
    *act.mutable_chunk() = chunk;
    return act;
}

inline v1::OpenDraft open_draft_of(const std::string& estate) {
    v1::OpenDraft act;
    act.set_estate(id_bytes(estate));
    act.set_names_hash(document('n'));
    return act;
}

// From now on this member acts for the owner.
inline v1::SetRepresentative represent(const std::string& owner, const std::string& through,
                                       const Bytes& replaces = given_by()) {
    v1::SetRepresentative act;
    act.set_owner(id_bytes(owner));
    act.set_through(id_bytes(through));
    act.set_document(document());
    act.set_replaces(replaces);
    return act;
}

// The id of the only draft there is.
inline Bytes only_draft(const Town& s) {
    std::vector<Bytes> found;
    drafts.scan(s.rows(), [&](const auto& parts, const v1::Draft&) {
        found.push_back(std::get<0>(parts).bytes());
        return true;
    });
    EXPECT_EQ(found.size(), 1U);
    return found.empty() ? Bytes(Id16::size, 'x') : found.front();
}

// Adopts the only draft as it stands.
inline v1::AdoptRoster adoption(const Town& s, std::uint64_t version) {
    v1::AdoptRoster act;
    act.set_draft(only_draft(s));
    const auto draft = s.row(drafts, id_of(act.draft()));
    act.set_hash(draft && !draft->hash().empty() ? draft->hash() : document('0'));
    act.set_names_hash(draft ? draft->names_hash() : document('n'));
    act.set_version(version);
    return act;
}

// Ana opens a draft and fills it with one chunk.
inline void draft_by_ana(Town& s, const std::string& estate, const Lines& lines) {
    s.when("ana", open_draft_of(estate)).then_done();
    s.when("ana", fill(only_draft(s), 0, lines.chunk())).then_done();
}

}  // namespace linlian::registry
