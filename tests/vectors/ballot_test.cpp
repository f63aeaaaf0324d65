// docs/formats/ballot.md: rolls, the seal of a paper, among whom a subject is asked.
#include "codec/wire.h"
#include "crypto/hash.h"
#include "modules/ballot/paper/rules.h"
#include "modules/ballot/rules.h"
#include "modules/registry/roll/roll.h"
#include "vectors/owners_roll.h"

#include <gtest/gtest.h>

namespace linlian::formats {
namespace {

namespace bal = ballot::v1;

Json roll_json(const std::vector<RollLine>& roll) {
    Json lines = Json::array();
    for (std::size_t i = 0; i < roll.size(); ++i) {
        auto line = message_json(roll[i]);
        line["leaf"] = hex(registry::roll_line_hash(roll[i]));
        line["path"] = hex_list(registry::roll_proof(roll, i));
        lines.push_back(std::move(line));
    }
    return {{"lines", lines}, {"root", hex(registry::roll_root(roll))}};
}

Json seal_json() {
    const auto entry = from<bal::PaperEntry>(R"({"choices": [
        {"item": 0, "open": {"mark": "AGREE"}},
        {"item": 1, "open": {"mark": "AGREE", "options": [0, 2]}},
        {"item": 2, "open": {"mark": "INVALID"}}],
        "is_signed": true, "received_ms": "1790000000000"})");
    const auto ballot = id_of("ballot");
    const auto serial = id_of("paper");
    const auto clerk = id_of("clerk");
    const auto salt = sha256("salt");
    const ballot::SealedBy by{ballot.view(), serial.view(), 1, clerk.view()};
    return {{"ballot", hex(ballot)},
            {"serial", hex(serial)},
            {"round", 1},
            {"member", hex(clerk)},
            {"salt", hex(salt)},
            {"entry", message_json(entry)},
            {"seal", hex(ballot::paper_seal(by, salt.view(), entry))}};
}

// Among whom a subject is asked once.
Json scopes() {
    Json all = Json::array();
    const auto add = [&all](const char* electors, const char* field, bal::Matter matter) {
        const auto asked = hex(id_of("asked"));
        const auto electorate =
            from<registry::v1::Electorate>(std::string{R"({"electors": ")"} + electors + R"(", ")" +
                                           field + R"(": ")" + asked + R"("})");
        all.push_back({{"electors", electors},
                       {"asked", asked},
                       {"survey", matter == bal::SURVEY},
                       {"scope", hex(ballot::subject_scope(electorate, matter))}});
    };
    add("OWNERS", "estate", bal::MANAGER);
    add("OWNERS", "estate", bal::SURVEY);
    add("OFFICE_MEMBERS", "office", bal::CHARTER_DEFINED);
    add("RESIDENTS", "estate", bal::RESIDENTS_ASSEMBLY);
    add("HOUSEHOLDS", "estate", bal::SURVEY);
    return all;
}

TEST(Formats, of_ballots_are_as_kept) {
    keep_vectors("ballot", {{"roll", roll_json(owners_roll())},
                            {"office_member", hex(id_of("ana"))},
                            {"office_head", hex(registry::head_of_office_member(id_of("ana")))},
                            {"scopes", scopes()},
                            {"empty_roll_root", hex(registry::roll_root({}))},
                            {"seal", seal_json()}});
}

}  // namespace
}  // namespace linlian::formats
