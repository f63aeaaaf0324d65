// Nothing that is signed may be missing in its review: each field of each act is changed in turn,
// and what is shown has to change with it.
#include "client/vote/special_reviews.h"

#include "client/act/act_review.h"
#include "client/call/call_work.h"
#include "client/shown/screen_for_tests.h"
#include "client/tests/every_field_for_tests.h"
#include "modules/all_modules.h"
#include "modules/ballot/papers.pb.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

std::string text_of(const Rows& rows) {
    std::string text;
    for (const auto& row : rows)
        for (const auto& cell : row) text += cell.bytes() + "\n";
    return text;
}

// `review` tells the act as it is when it is called.
void expect_each_field_shown(google::protobuf::Message& act,
                             const std::function<std::string()>& review,
                             const std::set<std::string>& but = {}) {
    const auto before = review();
    every_field::change_each(act, "", [&](const std::string& path) {
        if (std::ranges::any_of(but, [&](const auto& part) { return path.ends_with(part); }))
            return;
        EXPECT_NE(review(), before) << act.GetDescriptor()->full_name() << ": " << path;
    });
    EXPECT_EQ(review(), before);
}

// Of the line of a voter: its proof was checked against the roll, and its head names it there.
const std::set<std::string> proof_of_line{"voter.index",
                                          "voter.path",
                                          "voter.line.owners",
                                          "voter.line.voter",
                                          "voter.line.building",
                                          "voter.line.register_centi",
                                          "voter.line.survey_centi",
                                          "voter.line.contract_centi",
                                          "voter.line.salt"};

// A call with items and options enough for every number that fill() sets.
bal::CallBallot call() {
    bal::CallBallot made;
    made.mutable_title()->set_zh("表决");
    for (int i = 0; i < 6; ++i) {
        auto& item = *made.add_items();
        item.set_form(bal::ELECT);
        item.mutable_title()->set_zh(fmt::format("事项{}", i + 1));
        for (int option = 0; option < 6; ++option)
            item.add_options()->mutable_title()->set_zh(fmt::format("候选人{}", option + 1));
    }
    return made;
}

TEST(Reviews, of_a_call_show_each_field_of_it) {
    PreparedCall prepared;
    every_field::fill(prepared.act);
    const ScreenForTests screen;
    expect_each_field_shown(prepared.act, [&] {
        return text_of(rows_of(review_of(prepared, Timestamp{every_field::some_day}), screen));
    });
}

TEST(Reviews, of_a_call_show_a_setting_that_is_a_number) {
    PreparedCall prepared;
    auto& setting = *prepared.act.add_presets()->add_settings();
    setting.set_number(every_field::some_day);
    const ScreenForTests screen;
    expect_each_field_shown(prepared.act, [&] {
        return text_of(rows_of(review_of(prepared, Timestamp{every_field::some_day}), screen));
    });
}

TEST(Reviews, of_a_call_keep_what_people_wrote_behind_a_bar) {
    PreparedCall prepared;
    prepared.act = call();
    prepared.convenor.name = "冒充";
    const auto rows =
        rows_of(review_of(prepared, Timestamp{every_field::some_day}), ScreenForTests{});
    std::size_t seen = 0;
    for (const auto& row : rows) {
        const auto& cell = row.at(1).bytes();
        for (const char* theirs : {"事项", "候选人", "冒充"}) {
            if (cell.find(theirs) == std::string::npos) continue;
            ++seen;
            EXPECT_TRUE(cell.starts_with("│ ")) << cell;
        }
    }
    EXPECT_GE(seen, 6U + 36U + 1U);
}

TEST(Reviews, of_a_vote_show_each_field_of_it) {
    bal::Cast act;
    every_field::fill(act);
    const auto called = call();
    expect_each_field_shown(
        act, [&] { return text_of(cast_rows(act, called)); }, proof_of_line);
}

TEST(Reviews, of_marks_objections_and_rulings_show_each_field_of_them) {
    const auto called = call();
    bal::MarkResult mark;
    every_field::fill(mark);
    expect_each_field_shown(mark, [&] { return text_of(mark_rows({}, mark)); });
    bal::Object objection;
    every_field::fill(objection);
    auto but = proof_of_line;
    but.insert("voter.line.premises");
    expect_each_field_shown(
        objection, [&] { return text_of(object_rows(called, objection)); }, but);
    bal::RuleOnObjection ruling;
    every_field::fill(ruling);
    expect_each_field_shown(ruling, [&] { return text_of(ruling_rows(called, {}, ruling)); });
}

TEST(Reviews, of_papers_show_each_field_that_is_sealed) {
    const auto called = call();
    bal::PaperEntry entry;
    every_field::fill(entry);
    expect_each_field_shown(entry, [&] { return text_of({entry_row({}, entry, called)}); });
    Id16 other;
    other.data.fill(1);
    EXPECT_NE(text_of({entry_row(other, entry, called)}), text_of({entry_row({}, entry, called)}));
}

TEST(Reviews, of_all_other_acts_show_each_field_of_them) {
    const LedgerNames names;
    std::size_t acts = 0;
    for (const auto& module : all_modules()) {
        for (const auto& kind : module.acts) {
            const std::unique_ptr<google::protobuf::Message> act{
                google::protobuf::MessageFactory::generated_factory()
                    ->GetPrototype(kind.type)
                    ->New()};
            every_field::fill(*act);
            expect_each_field_shown(
                *act, [&] { return text_of(act_rows(*act, names)); }, proof_of_line);
            ++acts;
        }
    }
    EXPECT_GT(acts, 40U);
}

TEST(Reviews, count_items_and_options_from_one) {
    bal::GiveMandate act;
    act.mutable_terms()->add_items(0);
    auto& told = *act.mutable_terms()->add_instructed();
    told.set_item(0);
    told.mutable_open()->add_options(0);
    std::size_t ones = 0;
    for (const auto& row : act_rows(act, LedgerNames{})) ones += row.at(1).bytes() == "1" ? 1 : 0;
    EXPECT_EQ(ones, 3U);
}

// Of rolls that tell who lives where voters read their own choice alone, and the convenor none.
TEST(Reviews, tell_who_reads_choices_by_what_the_roll_tells) {
    registry::v1::Electorate electorate;
    electorate.set_electors(registry::v1::OWNERS);
    const auto of_owners = who_reads_choices(electorate);
    EXPECT_NE(of_owners.en.find("the voters of this ballot"), std::string::npos);
    for (const auto electors : {registry::v1::RESIDENTS, registry::v1::HOUSEHOLDS}) {
        electorate.set_electors(electors);
        const auto told = who_reads_choices(electorate);
        EXPECT_NE(told.en.find("nobody of the convenor"), std::string::npos);
        EXPECT_NE(told.zh.find("召集组织和物业公司的除外"), std::string::npos);
    }
}

}  // namespace
}  // namespace linlian::client
