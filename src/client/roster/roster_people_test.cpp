#include "client/roster/roster_people.h"

#include "base/check.h"
#include "kit/transactions.h"
#include "roster/check/words/id_number.h"
#include "roster/demo/demo_roster.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <iterator>

namespace linlian::client {
namespace {

constexpr roster::CivilDate today = 20261121;

ReadRoster sheet_of(const std::string& csv) {
    auto read = read_roster(csv, "", "翠竹苑", today);
    CHECK(read.has_value());
    return std::move(*read);
}

// What an importing clerk makes of a file.
struct Draft {
    explicit Draft(const std::string& csv) {
        std::uint64_t next = 5000;
        auto planned = roster::plan_roster(sheet_of(csv).sheet, today, {},
                                           [&next] { return kit::nonce_of(next++); });
        CHECK(planned.has_value());
        names = std::move(planned->names);
        lines = lines_of(chunks_of(planned->plan));
    }
    Id16 member(const std::string& name) const {
        for (const auto& [id, member] : names.members)
            if (member.name == name) return id;
        return {};
    }
    ComparedPeople against(const std::string& csv, const roster::NamesFile& opened = {}) const {
        const auto own = sheet_of(csv);
        return compare_people(lines, names, {own.sheet, today, opened});
    }

    roster::NamesFile names;
    RosterLines lines;
};

// A resident card of somebody born in 1980.
std::string card(int number) {
    const auto digits = fmt::format("11010119800101{:03}", number);
    return digits + roster::resident_card_check(digits);
}

struct People {
    std::string name = "郝英";
    std::string number = card(1);
    std::string phone = "13800000001";
    std::string guardian = "王大";
};

std::string csv_of(const People& people) {
    return fmt::format(
        "楼栋,房号,建筑面积,用途,面积来源,业主姓名,证件号码,联系电话,业主类型,监护人\n"
        "1栋,101,80.00,住宅,不动产登记,{},{},{},,\n"
        "1栋,102,90.00,住宅,不动产登记,赵二,{},13800000002,,\n"
        "1栋,103,90.00,住宅,不动产登记,王小,,,被监护人,{}\n",
        people.name, people.number, people.phone, card(2), people.guardian);
}

void expect_difference(const Draft& draft, const std::string& own, const std::string& there,
                       const std::string& here) {
    const auto found = draft.against(own).differences;
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found[0].draft.find(there), std::string::npos) << found[0].draft;
    EXPECT_NE(found[0].own.find(here), std::string::npos) << found[0].own;
}

TEST(RosterPeople, of_one_file_are_the_same) {
    for (const auto& csv : {csv_of({}), roster::demo_roster_csv(1)}) {
        const auto found = Draft{csv}.against(csv);
        EXPECT_TRUE(found.differences.empty());
        EXPECT_TRUE(found.not_compared.empty());
        EXPECT_TRUE(found.others_not_compared.empty());
    }
}

// The lines of both drafts are the same, for a line bears ids: the name is what is given away.
TEST(RosterPeople, differ_by_one_name_number_telephone_or_guardian) {
    const auto own = csv_of({});
    expect_difference(Draft{csv_of({.name = "张朋友"})}, own, "张朋友", "郝英");
    expect_difference(Draft{csv_of({.number = card(7)})}, own, card(7), card(1));
    expect_difference(Draft{csv_of({.phone = "13900000009"})}, own, "13900000009", "13800000001");
    expect_difference(Draft{csv_of({.guardian = "李大"})}, own, "李大", "王大");
}

TEST(RosterPeople, differ_where_the_draft_says_nothing) {
    expect_difference(Draft{csv_of({.number = ""})}, csv_of({}), "郝英", card(1));
}

TEST(RosterPeople, bear_the_guardian_s_name_in_every_place) {
    Draft draft{csv_of({})};
    draft.names.members.at(draft.member("王大")).name = "李大";
    expect_difference(draft, csv_of({}), "李大", "another guardian");
}

// The importing clerk lets a neighbour act, and so vote, for a company: every line of the draft
// follows from their names file.
TEST(RosterPeople, act_for_nobody_for_whom_only_the_draft_names_them) {
    const auto csv = csv_of({}) + "1栋,104,90.00,住宅,不动产登记,甲置业有限公司,,,企业,\n";
    Draft draft{csv};
    EXPECT_TRUE(draft.against(csv).differences.empty());
    const auto company = draft.member("甲置业有限公司");
    const auto neighbour = draft.member("赵二");
    draft.names.members.at(company).through = neighbour;
    draft.lines.owners.at(company.bytes()).set_through(neighbour.bytes());
    for (const auto* guardian : {"", "赵二"}) {
        draft.names.members.at(company).guardian = guardian;
        const auto found = draft.against(csv).differences;
        ASSERT_EQ(found.size(), 1U);
        EXPECT_EQ(found[0].of, company.bytes());
        EXPECT_NE(found[0].draft.find("赵二"), std::string::npos);
    }
    // The ledger has it already, or the own file says so.
    const auto own = sheet_of(csv);
    EXPECT_TRUE(compare_people(draft.lines, draft.names, {own.sheet, today, {}, {company.bytes()}})
                    .differences.empty());
    draft.names.members.at(company).guardian = "赵二";
    const auto named = csv_of({}) + "1栋,104,90.00,住宅,不动产登记,甲置业有限公司,,,企业,赵二\n";
    EXPECT_TRUE(draft.against(named).differences.empty());
}

// Of two people of one name the importing clerk takes a friend: the own file says the name alone.
TEST(RosterPeople, are_not_known_to_act_by_their_name) {
    const auto csv = csv_of({.guardian = "赵二"});
    Draft draft{csv};
    const auto ward = draft.member("王小");
    Id16 neighbour;
    for (const auto& [id, member] : draft.names.members)
        if (member.name == "赵二" && !member.id_number.empty()) neighbour = id;
    ASSERT_NE(draft.names.members.at(ward).through, neighbour) << "a parent who owns nothing here";
    EXPECT_TRUE(draft.against(csv).others_not_compared.empty());

    draft.names.members.at(ward).through = neighbour;
    draft.lines.owners.at(ward.bytes()).set_through(neighbour.bytes());
    const auto found = draft.against(csv);
    EXPECT_TRUE(found.differences.empty());
    EXPECT_TRUE(found.others_not_compared.contains(ward.bytes()));
    // Unless their own office, or the ledger, had it so.
    EXPECT_TRUE(draft.against(csv, draft.names).others_not_compared.empty());
    const auto own = sheet_of(csv);
    EXPECT_FALSE(compare_people(draft.lines, draft.names, {own.sheet, today, {}, {ward.bytes()}})
                     .others_not_compared.contains(ward.bytes()));
}

TEST(RosterPeople, have_no_check_mark_for_a_document_that_the_own_file_lacks) {
    Draft draft{csv_of({})};
    const auto ward = draft.member("王小");
    draft.names.members.at(ward).document = "监护公证书 1 号";
    const auto found = draft.against(csv_of({}));
    EXPECT_TRUE(found.differences.empty());
    EXPECT_EQ(found.not_compared.size(), 1U);
    EXPECT_TRUE(draft.against(csv_of({}), draft.names).not_compared.empty());
}

TEST(RosterPeople, of_whom_the_clerk_s_file_says_less_are_not_compared) {
    const Draft draft{csv_of({})};
    const auto blank = csv_of({.number = "", .phone = ""});
    auto found = draft.against(blank);
    EXPECT_TRUE(found.differences.empty());
    const auto& doors = draft.names.members.at(draft.member("郝英")).premises;
    EXPECT_EQ(found.not_compared, std::set<Bytes>{doors.begin()->bytes()});

    // Unless their own office opened it before.
    found = draft.against(blank, draft.names);
    EXPECT_TRUE(found.differences.empty());
    EXPECT_TRUE(found.not_compared.empty());
    auto opened = draft.names;
    opened.members.at(draft.member("郝英")).id_number = card(7);
    EXPECT_EQ(draft.against(blank, opened).differences.size(), 1U);
}

TEST(RosterPeople, are_shown_by_the_doors_that_the_lines_give_them) {
    Draft draft{csv_of({})};
    auto& members = draft.names.members;
    std::swap(members.at(draft.member("郝英")).premises, members.at(draft.member("赵二")).premises);
    EXPECT_EQ(draft.against(csv_of({})).differences.size(), 2U);
}

TEST(RosterPeople, live_behind_the_doors_that_are_in_force) {
    Draft draft{csv_of({})};
    const auto opened = draft.names;
    auto& one = draft.names.premises.begin()->second;
    auto& other = std::next(draft.names.premises.begin())->second;
    std::swap(one, other);
    EXPECT_EQ(draft.against(csv_of({}), opened).differences.size(), 2U);
}

TEST(RosterPeople, who_own_nothing_any_more_are_those_whom_the_office_knew) {
    Draft draft{csv_of({})};
    const auto gone = kit::nonce_of(9000);
    draft.names.members[gone].name = "张朋友";
    draft.names.members[gone].id_number = card(9);
    EXPECT_EQ(draft.against(csv_of({})).others_not_compared, std::set<Bytes>{gone.bytes()});
    auto opened = draft.names;
    const auto same = draft.against(csv_of({}), opened);
    EXPECT_TRUE(same.others_not_compared.empty());
    EXPECT_TRUE(same.differences.empty());
    opened.members.at(gone).name = "郝义";
    EXPECT_EQ(draft.against(csv_of({}), opened).differences.size(), 1U);
}

// An id on record gets premises only where the roster in force, or the clerk, knows it.
TEST(Strangers, neither_own_nor_vote_nor_act_in_the_roster_in_force) {
    const Bytes owner(16, 'o'), voter(16, 'v'), looked_at(16, 'l'), stranger(16, 's'),
        guardian(16, 'g');
    RosterLines in_force;
    auto& line = in_force.premises[Bytes(16, 'p')];
    line.add_owners(owner);
    line.set_voter(voter);
    in_force.owners[owner].set_through(guardian);
    const std::set<Bytes> unknown{owner, voter, guardian, looked_at, stranger};
    EXPECT_EQ(strangers(unknown, in_force, {looked_at}), std::set<Bytes>{stranger});
    EXPECT_EQ(strangers(unknown, {}, {}), unknown);
}

}  // namespace
}  // namespace linlian::client
