#include "roster/custody/custody.h"

#include "kit/code_of.h"
#include "roster/custody/typed_code.h"

#include <gtest/gtest.h>

#include <set>

namespace linlian::roster {
namespace {

Hash32 filled(std::uint8_t with) {
    Hash32 bytes;
    bytes.data.fill(with);
    return bytes;
}

Id16 id_of(std::uint8_t with) {
    Id16 id;
    id.data.fill(with);
    return id;
}

NamesFile some_names() {
    NamesFile names;
    names.community = filled(7);
    auto& member = names.members[id_of(1)];
    member.name = "王一";
    member.id_number = "11010519491231002X";
    member.premises = {id_of(2)};
    member.through = id_of(3);
    names.members[id_of(3)].name = "赵大";
    names.premises[id_of(2)] = {"甲苑", "1栋", "2单元", "301"};
    names.estates["甲苑"] = id_of(4);
    names.buildings
        ["甲苑\x1F"
         "1"] = id_of(5);
    names.stairs
        ["甲苑\x1F"
         "1\x1F"
         "2"] = 2;
    return names;
}

const CustodianKey party = custodian_key_of(filled(11));
const CustodianKey committee = custodian_key_of(filled(12));
const CustodianKey owners = custodian_key_of(filled(13));
const CustodianKey stranger = custodian_key_of(filled(14));
const CustodianKeys three{party.public_key, committee.public_key, owners.public_key};

Result<NamesFile> opened(BytesView sealed, const CustodianKey& first, const CustodianKey& second) {
    auto half = open_first_half(sealed, first);
    if (!half) return tl::unexpected(half.error());
    return open_names(sealed, *half, second, version_of(sealed));
}

std::string refusal_of(const auto& result) { return result ? "" : result.error().code; }

TEST(NamesFile, comes_back_from_its_json) {
    const auto names = some_names();
    auto back = names_from_json(names_to_json(names));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, names);
}

TEST(NamesFile, refuses_json_that_is_cut_changed_or_of_another_version) {
    const auto json = names_to_json(some_names());
    for (std::size_t size = 0; size < json.size(); size += 5)
        EXPECT_EQ(refusal_of(names_from_json(json.substr(0, size))), "roster.NAMES_MALFORMED")
            << size;
    auto other = json;
    other.replace(other.find("\"version\":1"), 11, "\"version\":2");
    EXPECT_EQ(refusal_of(names_from_json(other)), "roster.NAMES_MALFORMED");
    auto extra = json;
    extra.insert(1, "\"extra\":1,");
    EXPECT_EQ(refusal_of(names_from_json(extra)), "roster.NAMES_MALFORMED");
    EXPECT_EQ(refusal_of(names_from_json("[]")), "roster.NAMES_MALFORMED");
}

TEST(Custody, opens_for_every_two_of_three_in_either_order) {
    auto sealed = seal_names(some_names(), three);
    ASSERT_TRUE(sealed);
    for (const auto& first : {party, committee, owners}) {
        for (const auto& second : {party, committee, owners}) {
            auto names = opened(*sealed, first, second);
            if (first.public_key == second.public_key) {
                EXPECT_EQ(refusal_of(names), "roster.SAME_CUSTODIAN");
            } else {
                ASSERT_TRUE(names) << names.error().code;
                EXPECT_EQ(*names, some_names());
            }
        }
    }
}

TEST(Custody, shows_nothing_in_the_file_or_in_one_custodians_half) {
    auto sealed = seal_names(some_names(), three);
    ASSERT_TRUE(sealed);
    auto half = open_first_half(*sealed, party);
    ASSERT_TRUE(half);
    for (const std::string secret : {"王一", "11010519491231002X", "1栋"}) {
        EXPECT_EQ(sealed->find(secret), std::string::npos);
        EXPECT_EQ(half->find(secret), std::string::npos);
    }
    EXPECT_EQ(refusal_of(open_names(*sealed, *half, party, version_of(*sealed))),
              "roster.SAME_CUSTODIAN");
    EXPECT_EQ(refusal_of(open_names(*sealed, *half, stranger, version_of(*sealed))),
              "roster.NOT_A_CUSTODIAN");
    EXPECT_EQ(refusal_of(open_first_half(*sealed, stranger)), "roster.NOT_A_CUSTODIAN");
}

TEST(Custody, one_custodian_cannot_pass_off_his_half_as_anothers) {
    auto sealed = seal_names(some_names(), three);
    auto half = open_first_half(*sealed, party);
    ASSERT_TRUE(half);
    // The index of the first custodian stands after magic and version.
    (*half)[48] = 1;
    EXPECT_EQ(refusal_of(open_names(*sealed, *half, party, version_of(*sealed))),
              "roster.PARTIAL_BROKEN");
}

TEST(Custody, refuses_the_file_after_any_flipped_bit) {
    auto sealed = seal_names(some_names(), three);
    ASSERT_TRUE(sealed);
    const auto good_version = version_of(*sealed);
    constexpr std::size_t magic = 16;
    const std::set<std::string> codes{"roster.NOT_A_NAMES_FILE", "roster.NOT_A_CUSTODIAN",
                                      "roster.FILE_CHANGED", "roster.PARTIAL_BROKEN"};
    for (std::size_t i = 0; i < sealed->size(); ++i) {
        auto changed = *sealed;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        // The holder of a changed file may also have been told a changed version.
        EXPECT_TRUE(codes.contains(refusal_of(opened(changed, party, committee)))) << i;
        auto half = open_first_half(*sealed, party);
        EXPECT_EQ(refusal_of(open_names(changed, *half, committee, good_version)),
                  i < magic ? "roster.NOT_A_NAMES_FILE" : "roster.VERSION_DIFFERS")
            << i;
    }
    EXPECT_EQ(refusal_of(opened(sealed->substr(0, 500), party, committee)),
              "roster.NOT_A_NAMES_FILE");
    EXPECT_EQ(refusal_of(open_first_half("", party)), "roster.NOT_A_NAMES_FILE");
}

TEST(Custody, refuses_a_half_after_any_flipped_bit_or_of_another_file) {
    auto sealed = seal_names(some_names(), three);
    auto again = seal_names(some_names(), three);
    auto half = open_first_half(*sealed, committee);
    ASSERT_TRUE(half);
    EXPECT_EQ(refusal_of(open_names(*again, *half, party, version_of(*again))),
              "roster.PARTIAL_OF_OTHER_FILE");
    constexpr std::size_t box_for_owners = 49 + 80;  // the half's second box is not for the Party
    for (std::size_t i = 0; i < box_for_owners; ++i) {
        auto changed = *half;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        const auto* code = i >= 16 && i < 48 ? "roster.PARTIAL_OF_OTHER_FILE"
                           : i == 48         ? "roster.SAME_CUSTODIAN"
                                             : "roster.PARTIAL_BROKEN";
        EXPECT_EQ(refusal_of(open_names(*sealed, changed, party, version_of(*sealed))), code) << i;
    }
}

TEST(Custody, refuses_a_forged_file_that_is_not_the_version_on_the_ledger) {
    auto sealed = seal_names(some_names(), three);
    auto forged_names = some_names();
    forged_names.members[id_of(1)].name = "冒名";
    auto forged = seal_names(forged_names, three);
    auto half = open_first_half(*forged, party);
    EXPECT_EQ(refusal_of(open_names(*forged, *half, owners, version_of(*sealed))),
              "roster.VERSION_DIFFERS");
}

TEST(Custody, seals_for_three_different_sound_keys_only) {
    const CustodianKeys doubled{party.public_key, party.public_key, owners.public_key};
    EXPECT_EQ(refusal_of(seal_names(some_names(), doubled)), "roster.CUSTODIANS_NOT_THREE");
    const CustodianKeys weak{party.public_key, Hash32{}, owners.public_key};
    EXPECT_EQ(refusal_of(seal_names(some_names(), weak)), "roster.CUSTODIAN_KEY_WEAK");
}

TEST(Custody, shuts_out_a_custodian_who_was_replaced) {
    auto sealed = seal_names(some_names(), three);
    auto half = open_first_half(*sealed, party);
    const CustodianKeys next{party.public_key, committee.public_key, stranger.public_key};
    auto rewrapped = rewrap_names(*sealed, *half, committee, version_of(*sealed), next);
    ASSERT_TRUE(rewrapped) << rewrapped.error().code;
    EXPECT_TRUE(opened(*rewrapped, stranger, party));
    EXPECT_EQ(refusal_of(opened(*rewrapped, owners, party)), "roster.NOT_A_CUSTODIAN");
    EXPECT_EQ(refusal_of(open_names(*rewrapped, *half, owners, version_of(*rewrapped))),
              "roster.PARTIAL_OF_OTHER_FILE");
}

TEST(Custody, restores_elsewhere_from_the_file_and_two_keys_on_paper) {
    const auto paper_one = custodian_key_text(committee.secret);
    const auto paper_two = custodian_key_text(owners.secret);
    const Bytes copy = *seal_names(some_names(), three);
    auto first = parse_custodian_key(paper_one);
    auto second = parse_custodian_key(paper_two);
    ASSERT_TRUE(first && second);
    auto names = opened(copy, *first, *second);
    ASSERT_TRUE(names);
    EXPECT_EQ(*names, some_names());
    EXPECT_EQ(refusal_of(parse_custodian_key("0000")), "roster.SLIP_LENGTH");
}

TEST(TypedCode, comes_back_however_it_is_typed) {
    Id16 secret;
    for (std::size_t i = 0; i < 16; ++i) secret.data[i] = static_cast<std::uint8_t>(i * 37 + 200);
    const auto code = grouped_code(code_of(secret));
    EXPECT_EQ(code.size(), 34U);
    EXPECT_EQ(*parse_code(code), secret);
    std::string sloppy;
    for (char c : code) {
        if (c == '-')
            sloppy += "  ";
        else if (c == '0')
            sloppy += 'o';
        else if (c == '1')
            sloppy += 'l';
        else
            sloppy += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    EXPECT_EQ(*parse_code(sloppy), secret);
    EXPECT_EQ(parse_code(code + "0").error(),
              (Refusal{"roster.SLIP_LENGTH", {{"wanted", "28"}, {"typed", "29"}}}));
    EXPECT_EQ(parse_code("UUUU").error(), (Refusal{"roster.SLIP_LETTER", {{"letter", "U"}}}));
    EXPECT_EQ(parse_code("中").error(), (Refusal{"roster.SLIP_LETTER", {{"letter", "中"}}}));
}

TEST(TypedCode, catches_every_wrong_character_and_every_swap_of_neighbours) {
    const std::string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    for (int fill : {0, 1, 77, 255}) {
        const auto right = code_of(id_of(static_cast<std::uint8_t>(fill)));
        for (std::size_t i = 0; i < right.size(); ++i) {
            for (char c : alphabet) {
                auto wrong = right;
                wrong[i] = c;
                EXPECT_EQ(kit::code_of(parse_code(wrong)), wrong == right ? "" : "roster.SLIP_TYPO")
                    << wrong;
            }
            if (i + 1 == right.size()) continue;
            auto swapped = right;
            std::swap(swapped[i], swapped[i + 1]);
            EXPECT_EQ(kit::code_of(parse_code(swapped)), swapped == right ? "" : "roster.SLIP_TYPO")
                << swapped;
        }
    }
}

}  // namespace
}  // namespace linlian::roster
