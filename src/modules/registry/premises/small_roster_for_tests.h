// A small roster and acts on it in short, for tests of premises and of who owns them.
#pragma once

#include "modules/registry/town_for_tests.h"

namespace linlian::registry {

// One estate: 101 and 102 of kim, 103 of kim with lou, a parking place of lou.
struct SmallRoster : Town {
    SmallRoster() {
        clerks();
        by_one_clerk<v1::TransferPremises>();
        by_one_clerk<v1::SplitPremises>();
        by_one_clerk<v1::MergePremises>();
        by_one_clerk<v1::CorrectPremises>();
        by_one_clerk<v1::SetRepresentative>();
        estate("garden");
        building("b1", "garden");
        person("kim");
        person("lou");
        flat("101", "b1", 9000, {"kim"});
        flat("102", "b1", 8000, {"kim"});
        flat("103", "b1", 7000, {"kim", "lou"});
        flat("p1", "b1", 1200, {"lou"}, v1::PARKING);
    }
    v1::Estate garden() const { return *row(estates, id("garden")); }
};

inline v1::TransferPremises transfer(const std::string& premises,
                                     const std::vector<std::string>& to,
                                     const Bytes& replaces = given_by()) {
    v1::TransferPremises act;
    act.set_premises(id_bytes(premises));
    for (const auto& owner : to) *act.add_owners() = Lines::owner_line(owner);
    act.set_document(document());
    act.set_replaces(replaces);
    return act;
}

inline v1::SplitPremises split(const std::string& premises,
                               const std::vector<std::pair<std::string, std::uint64_t>>& parts) {
    v1::SplitPremises act;
    act.set_premises(id_bytes(premises));
    for (const auto& [name, area] : parts) {
        auto* part = act.add_parts();
        part->set_premises(id_bytes(name));
        part->set_area_centi(area);
        part->set_kind(v1::FLAT);
    }
    act.set_document(document());
    act.set_replaces(given_by());
    act.set_replaces_premises(given_by());
    return act;
}

inline v1::MergePremises merge(const std::vector<std::string>& premises, const std::string& into) {
    v1::MergePremises act;
    for (const auto& name : premises) {
        act.add_premises(id_bytes(name));
        act.add_replaces(given_by());
        act.add_replaces_premises(given_by());
    }
    act.set_into(id_bytes(into));
    act.set_document(document());
    return act;
}

inline v1::CorrectPremises correct(const std::string& premises, v1::PremisesKind kind,
                                   std::uint64_t area, const Bytes& replaces = given_by()) {
    v1::CorrectPremises act;
    act.set_premises(id_bytes(premises));
    act.set_kind(kind);
    act.set_area_centi(area);
    act.set_source(v1::SURVEY);
    act.set_document(document());
    act.set_replaces(replaces);
    return act;
}

inline v1::NameVoter name_voter(const std::string& premises, const std::string& voter,
                                const Bytes& replaces = {}) {
    v1::NameVoter act;
    act.set_premises(id_bytes(premises));
    act.set_voter(id_bytes(voter));
    act.set_replaces(replaces);
    return act;
}

}  // namespace linlian::registry
