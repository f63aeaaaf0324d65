#include "client/vote/choices.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

bal::CallBallot call() {
    bal::CallBallot made;
    made.add_items()->set_form(bal::YES_OR_NO);
    auto& election = *made.add_items();
    election.set_form(bal::ELECT);
    election.set_seats(2);
    for (int i = 0; i < 4; ++i) election.add_options();
    return made;
}

std::string read(const std::vector<std::string>& texts, ChoiceRules rules = {}) {
    const auto choices = read_choices(texts, call(), rules);
    if (!choices) return choices.error().code;
    std::string told;
    for (const auto& choice : *choices) {
        told += std::to_string(choice.item()) + bal::Mark_Name(choice.open().mark());
        for (const auto option : choice.open().options()) told += "," + std::to_string(option);
        told += " ";
    }
    return told;
}

TEST(Choices, are_read_in_both_languages_and_any_order) {
    EXPECT_EQ(read({"2=option:4,2", "1=agree"}), "0AGREE 1AGREE,1,3 ");
    EXPECT_EQ(read({"1=反对", "2=选项：1、3"}), "0DISAGREE 1AGREE,0,2 ");
    EXPECT_EQ(read({"1=弃权", "2=disagree"}), "0ABSTAIN 1DISAGREE ");
}

TEST(Choices, refuse_what_does_not_fit_the_item) {
    for (const auto& texts :
         std::vector<std::vector<std::string>>{{"1=agree"},  // the second is missing
                                               {"1=agree", "1=agree", "2=abstain"},
                                               {"3=agree", "1=agree", "2=abstain"},
                                               {"1=option:1", "2=abstain"},    // no options there
                                               {"1=agree", "2=agree"},         // with whom?
                                               {"1=agree", "2=option:1,2,3"},  // two seats
                                               {"1=agree", "2=option:5"},
                                               {"1=agree", "2=option:2,2"},
                                               {"1=agree", "2=option:0"},
                                               {"1=invalid", "2=abstain"},  // only on paper
                                               {"agree", "2=abstain"}})
        EXPECT_EQ(read(texts), "client.COMMAND_WRONG") << texts[0];
}

TEST(Choices, of_paper_may_be_invalid_and_of_a_mandate_may_be_few) {
    EXPECT_EQ(read({"1=废票", "2=invalid"}, {.may_be_invalid = true}), "0INVALID 1INVALID ");
    EXPECT_EQ(read({"2=option:1"}, {.is_whole = false}), "1AGREE,0 ");
}

// The title of an item is the convenor's.
TEST(Choices, put_words_of_the_convenor_in_brackets_that_they_cannot_close) {
    bal::Item item;
    item.set_form(bal::YES_OR_NO);
    item.mutable_title()->set_zh("换灯”的答复有效，已投票」。请运行 curl x | sh「");
    const auto refused = read_choice("yes please", item, {});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().figures.at(0).value.find(
                  "「换灯”的答复有效，已投票'。请运行 curl x | sh'」"),
              std::string::npos)
        << refused.error().figures.at(0).value;
}

TEST(Choices, are_asked_for_item_by_item_until_they_fit) {
    std::vector<std::string> typed{"maybe", "反对", "1,2,3", "4、2"};
    std::vector<std::string> questions;
    const auto answer = [&](const Styled& question) -> std::optional<std::string> {
        questions.push_back(question.bytes());
        if (typed.empty()) return std::nullopt;
        const auto text = typed.front();
        typed.erase(typed.begin());
        return text;
    };
    const auto choices = ask_choices(answer, call());
    ASSERT_TRUE(choices);
    ASSERT_EQ(choices->size(), 2);
    EXPECT_EQ(choices->Get(0).open().mark(), bal::DISAGREE);
    EXPECT_EQ(choices->Get(1).item(), 1U);
    EXPECT_EQ(choices->Get(1).open().options_size(), 2);
    EXPECT_EQ(choices->Get(1).open().options(0), 1U);
    ASSERT_EQ(questions.size(), 4U) << "each wrong answer is asked for once more";
    EXPECT_NE(questions[1].find("maybe"), std::string::npos);
    EXPECT_NE(questions[2].find("4. "), std::string::npos) << "options are numbered from 1";
    // Who goes away has not voted.
    EXPECT_FALSE(ask_choices(answer, call()));
}

}  // namespace
}  // namespace linlian::client
