// Who stands behind an act, where more support it than it needs.
#include "modules/registry/offices/makers.h"

#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

using codec::v1::Authority;

const char* const two_clerks = R"(
    cosign { offices: 2 role: "clerk" office_kinds: "residents" office_kinds: "street"
             office_kinds: "party" })";
// Either of two pairs.
const char* const pairs = R"(any_of {
    of { all_of { of { role { office_kind: "residents" role: "clerk" } }
                  of { role { office_kind: "party" role: "clerk" } } } }
    of { all_of { of { role { office_kind: "street" role: "clerk" } }
                  of { role { office_kind: "owners" role: "clerk" } } } } })";

struct Crowd : Town {
    Crowd() {
        for (const auto* kind : {"residents", "street", "party", "owners"}) {
            office(kind, kind);
            for (const auto* number : {"1", "2"}) holder(std::string{kind} + number, kind, "clerk");
        }
    }
    // Of these, each "residents1" for their office, the first is the author.
    std::vector<std::string> first(const char* authority,
                                   const std::vector<std::string>& names) const {
        machine::Author author{.key = {}, .member = id(names[0]), .supporters = {}};
        for (const auto& name : names)
            author.supporters.push_back({id(name), id(name.substr(0, name.size() - 1))});
        state::Overlay overlay{rows(), sha256("work")};
        machine::Context context{program(), overlay, {height() + 1, now()}, author, sha256("work")};
        const auto found =
            first_behind(context, v1::RegisterMembers{}, {kit::text<Authority>(authority)});
        std::vector<std::string> behind;
        for (const auto& one : found)
            for (const auto& name : names)
                if (one.member == id(name)) behind.push_back(name);
        return behind;
    }
};

using Names = std::vector<std::string>;

TEST(FirstBehind, are_those_until_there_are_enough) {
    Crowd s;
    EXPECT_EQ(s.first(two_clerks, {"residents1", "street1", "party1"}),
              (Names{"residents1", "street1"}));
    EXPECT_EQ(s.first(two_clerks, {"residents1", "residents2"}),
              (Names{"residents1", "residents2"}))
        << "never enough: all who count so far";
    EXPECT_EQ(s.first(two_clerks, {"residents1", "owners1", "street1"}),
              (Names{"residents1", "street1"}))
        << "an owners' committee is not asked";
}

// Else one clerk whom few may check keeps everybody from checking, unasked.
TEST(FirstBehind, are_none_of_whose_support_the_others_had_no_need) {
    Crowd s;
    EXPECT_EQ(s.first(two_clerks, {"residents1", "residents2", "street1"}),
              (Names{"residents1", "street1"}));
    EXPECT_EQ(s.first(pairs, {"residents1", "street1", "street2", "party1"}),
              (Names{"residents1", "party1"}));
    EXPECT_EQ(s.first(pairs, {"street1", "residents1", "residents2", "owners1"}),
              (Names{"street1", "owners1"}));
}

TEST(FirstBehind, are_the_first_of_those_who_could_do_it_and_not_the_author_where_others_do) {
    Crowd s;
    EXPECT_EQ(s.first(pairs, {"residents1", "street1", "owners1"}), (Names{"street1", "owners1"}));
    EXPECT_EQ(s.first(pairs, {"residents1", "street1", "street2", "owners1"}),
              (Names{"street1", "owners1"}));
}

}  // namespace
}  // namespace linlian::registry
