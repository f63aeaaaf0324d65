// The ledger's count and the naive one over drawn votes: any matter, form and terms, owners silent
// or not. In a simulated community a ballot passes rarely; here every outcome is met.
#include "modules/ballot/count/count.h"
#include "simulation/ballot_model.h"
#include "simulation/draws.h"

#include <gtest/gtest.h>

#include <set>

namespace linlian::simulation {
namespace {

namespace v1 = ballot::v1;

v1::Item draw_item(Draws& draws, v1::Matter matter) {
    v1::Item item;
    item.set_matter(matter);
    item.set_form(static_cast<v1::Form>(1 + draws.below(3)));
    if (item.form() == v1::YES_OR_NO) return item;
    for (auto count = 2 + draws.below(4); count > 0; --count) item.add_options();
    if (item.form() == v1::ELECT) item.set_seats(static_cast<std::uint32_t>(1 + draws.below(3)));
    return item;
}

void add_setting(charter::v1::Preset& preset, const std::string& name, std::int64_t number) {
    auto* setting = preset.add_settings();
    setting->set_name(name);
    setting->set_number(number);
}

v1::CallBallot draw_call(Draws& draws) {
    v1::CallBallot call;
    const bool owners = draws.chance(85);
    call.mutable_electorate()->set_electors(owners ? registry::v1::OWNERS
                                                   : registry::v1::RESIDENTS);
    for (auto count = 1 + draws.below(2); count > 0; --count)
        *call.add_items() = draw_item(
            draws, owners ? static_cast<v1::Matter>(1 + draws.below(9)) : v1::RESIDENTS_ASSEMBLY);
    auto& terms = *call.mutable_terms();
    terms.set_invalid_participates(draws.chance(50));
    terms.set_silence_follows_majority(owners && draws.chance(50));
    // As the national presets write it; without it the tally's own thresholds hold.
    if (draws.chance(50)) return call;
    auto& preset = *call.add_presets();
    add_setting(preset, "agree_ordinary_num", 1);
    add_setting(preset, "agree_ordinary_den", 2);
    add_setting(preset, "agree_ordinary_strict", 1);
    return call;
}

std::vector<v1::OpenChoice> draw_choices(Draws& draws, const v1::CallBallot& call,
                                         std::uint64_t agreeing) {
    std::vector<v1::OpenChoice> choices;
    for (const auto& item : call.items()) {
        auto& choice = choices.emplace_back();
        choice.set_mark(draws.below(100) < agreeing ? v1::AGREE
                                                    : static_cast<v1::Mark>(2 + draws.below(3)));
        const auto options = static_cast<std::uint32_t>(item.options_size());
        if (choice.mark() != v1::AGREE || options == 0) continue;
        // The first ones are liked most, so that more are elected than there are seats.
        const int most = std::max(1, static_cast<int>(item.seats()));
        for (std::uint32_t option = 0; option < options && choice.options_size() < most; ++option)
            if (draws.chance(option + 1 == options ? 100 : 60)) choice.add_options(option);
    }
    return choices;
}

class Verdicts {
  public:
    explicit Verdicts(std::uint64_t seed) : draws_(seed) {}

    void draw_and_compare() {
        const auto call = draw_call(draws_);
        std::map<Bytes, ModelVote> votes;
        ModelSum roll, silent, perhaps;
        ballot::Counter counter{call};
        const auto taking_part = draws_.below(101);
        const auto agreeing = draws_.below(101);
        for (auto heads = 1 + draws_.below(12); heads > 0; --heads) {
            const auto area = 1 + draws_.below(12'000);
            roll.add(area);
            if (draws_.below(100) < taking_part)
                vote(area, draw_choices(draws_, call, agreeing), votes, counter);
            else if (call.terms().silence_follows_majority() && draws_.chance(50))
                (draws_.chance(70) ? silent : perhaps).add(area);
        }
        ballot::RollFigures figures;
        figures.all = {roll.heads, roll.area};
        figures.by_area = call.electorate().electors() == registry::v1::OWNERS;
        figures.silent.surely = {silent.heads, silent.area};
        figures.silent.perhaps = {perhaps.heads, perhaps.area};
        const auto rows = counter.verdicts(call, figures, {});
        for (std::size_t item = 0; item < rows.size(); ++item) {
            for (const auto& difference :
                 verdict_differences({call, roll, votes, silent, perhaps}, item, rows[item]))
                ADD_FAILURE() << difference << "\n" << call.ShortDebugString();
            outcomes_.insert({call.items(static_cast<int>(item)).form(), rows[item].outcome()});
            for (const auto& seat : rows[item].election().results())
                standings_.insert(seat.standing());
        }
    }
    std::size_t outcomes() const { return outcomes_.size(); }
    std::size_t standings() const { return standings_.size(); }

  private:
    static void vote(std::uint64_t area, const std::vector<v1::OpenChoice>& choices,
                     std::map<Bytes, ModelVote>& votes, ballot::Counter& counter) {
        v1::CastLeaf leaf;
        leaf.set_head("head " + std::to_string(votes.size()));
        leaf.mutable_cast()->set_area_centi(area);
        leaf.mutable_cast()->set_channel(v1::PHONE);
        for (const auto& choice : choices)
            *leaf.mutable_cast()->add_choices()->mutable_open() = choice;
        counter.add(leaf);
        votes[leaf.head()] = {choices, area};
    }

    SeededDraws draws_;
    std::set<std::pair<v1::Form, tally::v1::Outcome>> outcomes_;
    std::set<tally::v1::SeatStanding> standings_;
};

TEST(Verdicts, of_the_ledger_are_those_of_the_naive_model) {
    Verdicts verdicts{1};
    for (int i = 0; i < 5000 && !HasFailure(); ++i) verdicts.draw_and_compare();
    EXPECT_EQ(verdicts.outcomes(), 9U);   // of every form: passed, failed, not to be decided
    EXPECT_EQ(verdicts.standings(), 5U);  // seated, tied, outrun, rule not met, open
}

}  // namespace
}  // namespace linlian::simulation
