#include "fuzz/apply_ballots_stage.h"

namespace linlian::ballot {
namespace {

const std::vector<std::string> voters{"ana", "bo",  "chu", "dan", "gil", "han",
                                      "ida", "jon", "kai", "lin", "mei", "nan"};

// Opens in 16 days; without time to enter paper or to go on.
void set_window(v1::CallBallot& act, std::int64_t open_days, std::uint32_t objection_days) {
    auto& terms = *act.mutable_terms();
    terms.set_closes_ms(terms.opens_ms() + open_days * ms_per_day);
    terms.set_objection_days(objection_days);
}

}  // namespace

const std::vector<std::string>& BallotStage::people() {
    static const std::vector<std::string> all{
        "ana", "bo",  "chu", "dan", "eve", "gil", "han", "ida", "jon", "kai", "lin",
        "mei", "nan", "fay", "pia", "cai", "ren", "sun", "yan", "ben", "gus", "hua"};
    return all;
}

BallotStage::BallotStage() : PaperTown("", "liaocheng") {
    settle_people();
    call_all();
    pass_to(poll(final_).opens_ms());
    for (const auto& ballot : {final_, preliminary_, counting_, open_, election_, paper_first_})
        vote_in(ballot, ballot == open_ ? 3 : 8);
    enter_papers(counting_);
    enter_other_channels(open_);
    does("bo", dispute(preliminary_, "bo", {v1::DISAGREE, v1::AGREE}));
    pass_to(poll(counting_).closes_ms());
    pass_to(poll(final_).settles_ms());
    object_and_mark();
    plan();
    std::set<v1::Stage> stages;
    polls.scan(rows(), [&stages](const auto&, const v1::Poll& row) {
        stages.insert(row.stage());
        return true;
    });
    CHECK(stages.size() == 6);
    CHECK(!testing::UnitTest::GetInstance()->ad_hoc_test_result().Failed());  // all was done
}

Id16 BallotStage::calls(const v1::CallBallot& act) {
    does("cai", act);
    return made();
}

void BallotStage::settle_people() {
    knows_its_community();
    four_flats();
    for (std::size_t i = 4; i < voters.size(); ++i)
        owner(voters[i], 5'000 + 700 * i, i % 2 == 0 ? "east" : "west");
    person("fay");
    person("pia");
}

void BallotStage::call_all() {
    auto act = call({item("swings")});
    set_window(act, 5, 3);
    final_ = calls(act);
    act = call({item("roof", v1::USE_REPAIR_FUND), item("lift", v1::REBUILD)});
    set_window(act, 7, 60);
    act.mutable_terms()->set_silence_follows_majority(true);
    act.mutable_terms()->set_silence_document(document());
    preliminary_ = calls(act);
    act = call({item("gate", v1::MANAGER)});
    set_window(act, 5, 15);
    act.mutable_terms()->set_paper_entry_days(30);
    act.mutable_terms()->set_invalid_participates(true);
    counting_ = calls(act);
    act = call({item("fund", v1::RAISE_REPAIR_FUND), item("park", v1::CHANGE_COMMON_USE)});
    set_window(act, 60, 15);
    auto& terms = *act.mutable_terms();
    terms.set_extend_days(20);
    terms.set_paper_entry_days(3);
    terms.add_channels(v1::CITY_LIST);
    terms.set_proxy_owners_max(3);
    terms.set_silence_follows_majority(true);
    terms.set_silence_document(document());
    open_ = calls(act);
    auto committee = item("committee", v1::COMMITTEE);
    committee.set_form(v1::ELECT);
    committee.set_seats(3);
    add_options(committee, 6);
    auto colour = item("colour", v1::SURVEY);
    colour.set_form(v1::ONE_OF);
    add_options(colour, 3);
    election_ = calls(call({committee, colour}));
    act = call({item("poll", v1::SURVEY)});
    act.mutable_terms()->set_paper_displaces_phone(true);
    act.mutable_terms()->set_paper_entry_days(10);
    paper_first_ = calls(act);
    act = call({item("later", v1::COVENANT)});
    act.mutable_terms()->set_opens_ms(now().ms + 100 * ms_per_day);
    set_window(act, 10, 15);
    notice_ = calls(act);
    v1::WithdrawBallot withdrawal;
    const Id16 never = calls(call({item("never", v1::ASSEMBLY_RULES)}));
    withdrawal.set_ballot(never.bytes());
    withdrawal.set_shown(shown_of(never));
    withdrawal.set_document(document());
    withdrawal.set_reason("called too early");
    does("cai", withdrawal);
}

void BallotStage::vote_in(const Id16& ballot, int count) {
    for (int i = 0; i < count; ++i) {
        auto act = vote(ballot, voters[static_cast<std::size_t>(i)],
                        i % 4 == 3 ? v1::DISAGREE : v1::AGREE);
        if (ballot == election_ && i % 4 != 3)
            for (auto& choice : *act.mutable_choices())
                choice.mutable_open()->add_options(static_cast<std::uint32_t>(i) % 3);
        does(voters[static_cast<std::size_t>(i)], act);
    }
}

// A paper in each state; the voters before these voted by phone.
void BallotStage::enter_papers(const Id16& ballot) {
    does("ben", issue(ballot, {"bo", "ida", "jon", "kai", "lin", "mei", "nan"}));
    when_entered(ballot, "bo");  // set aside: bo voted by phone
    when_entered(ballot, "kai");
    read_ = entry(ballot);
    when_entered(ballot, "lin", entry(ballot), entry(ballot, v1::DISAGREE));
    does("ben", sealed(ballot, "ben", "mei", read_));
    does("ben", sealed(ballot, "ben", "nan", read_));
    does("gus", sealed(ballot, "gus", "nan", read_));
    does("ben", shown(ballot, "ben", "nan", read_));
    does_together(voiding(ballot, "jon"));
}

void BallotStage::enter_other_channels(const Id16& ballot) {
    does("ben", issue(ballot, {"dan", "gil"}));
    when_entered(ballot, "dan");
    does_together(delivery(ballot, {"ana", "han", "ida", "jon"}));
    does("han", mandate(ballot, "han", "fay"));
    does("ida", mandate(ballot, "ida", "fay"));
    does("fay", vote(ballot, "han"));
    auto chunk = city_list(ballot, 0, {"kai", "bo"});
    for (auto& line : *chunk.mutable_lines()) add_choice(*line.mutable_choices(), v1::DISAGREE);
    does_together(chunk);
    does("ben", sale("flat of lin", "pia"));
    does_together(replacing(ballot, "lin", {"flat of lin"}, "pia"));
    does("pia", vote(ballot, "lin"));
}

void BallotStage::object_and_mark() {
    does("chu", objection(notice_, v1::ROLL));
    does("ana", objection(preliminary_, v1::RESULT));
    const Id16 ruled = made();
    does("ren", ruling(ruled, v1::REJECTED));
    does("kai", dispute(counting_, "kai"));
    does("sun", mark(final_, v1::SUSPENDED));
}

void BallotStage::plan() {
    for (const auto standing : {v1::CHALLENGED, v1::REVOKED, v1::ANNULLED, v1::RESTORED})
        would("sun", mark(final_, standing));
    would("gus", shown(counting_, "gus", "nan", read_));
    would("gus", sealed(counting_, "gus", "mei", read_));
    would("gus", shown(counting_, "gus", "mei", read_));
    would("hua", sealed(counting_, "hua", "ida", read_));
    would("hua", sealed(counting_, "hua", "lin", read_));
    would("ben", reopening(counting_, "kai"));
    would("ida", ending(open_, "ida"));
    would("jon", mandate(open_, "jon", "fay"));
    would("mei", mandate(open_, "mei", "fay"));
    would("fay", vote(open_, "ida", v1::DISAGREE));
    would("eve", vote(open_, "dan"));
    would("ben", sale("flat of gil", "pia"));
    would("ben", replacing(open_, "gil", {"flat of gil"}, "pia"));
    would("ben", delivery(open_, {"mei", "nan"}, false));
    would("lin", dispute(counting_, "kai"));
    would("han", vote(paper_first_, "han", v1::ABSTAIN));
    would("ben", issue(paper_first_, {"han", "nan"}));
}

}  // namespace linlian::ballot
