// A town of the four bodies and a shop, for tests of offices, roles and elections.
#pragma once

#include "modules/registry/offices/office_acts_for_tests.h"

namespace linlian::registry {

// The four bodies, a shop with its chair, and dan, who holds no role. What several bodies found or
// close together one chair does here, so that these tests show what the acts do.
struct Offices : Town {
    Offices() {
        bodies();
        office("shop", "shop");
        holder("shopkeeper", "shop", "chair");
        person("dan");
        for (const auto* type : {"FoundOffice", "CloseOffice"}) {
            charter::v1::AuthorityRow row;
            row.mutable_authority()->mutable_role()->set_office_kind("party");
            row.mutable_authority()->mutable_role()->set_role("chair");
            row.set_set_by(given_by());
            given(charter::authorities, row, std::string{"linlian.registry.v1."} + type);
        }
    }
};

}  // namespace linlian::registry
