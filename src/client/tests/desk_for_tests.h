// For tests of workflows only: a ledger of all modules in memory, with three offices and a clerk in
// two of them. Whoever asks and does not say who they are is the clerk of the residents' committee.
#pragma once

#include "client/tests/town_ledger_for_tests.h"

namespace linlian::client {

class DeskLedger final : public TownLedger {
  public:
    DeskLedger() : TownLedger(people()) {
        read_as(reads_with([]() -> Result<KeyPair> { return kit::key_of("lin"); }));
    }

  private:
    static registry::v1::Genesis people() {
        registry::v1::Genesis people;
        people.add_estates("翠竹苑");
        for (const auto& [kind, name] :
             {std::pair{"party", "党委"}, {"residents", "居委会"}, {"street", "街道办"}}) {
            auto* office = people.add_offices();
            office->set_kind(kind);
            office->set_name(name);
        }
        for (const auto& [key, office, role] : {std::tuple{"head", "党委", "chair"},
                                                {"lin", "居委会", "clerk"},
                                                {"mo", "街道办", "clerk"},
                                                {"qi", "街道办", "clerk"},
                                                {"wen", "居委会", "chair"},
                                                {"yu", "街道办", "chair"}}) {
            auto* founder = people.add_founders();
            founder->set_key(kit::key_of(key).public_key().encoded());
            auto* held = founder->add_roles();
            held->set_office(office);
            held->set_role(role);
        }
        return people;
    }
};

}  // namespace linlian::client
