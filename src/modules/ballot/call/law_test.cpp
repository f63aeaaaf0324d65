// What the law fixes, against presets that ask for less, rules that a convenor writes, and
// electorates that leave some owners out.
#include "kit/papers.h"
#include "tally/tally.h"

namespace linlian::ballot {
namespace {

namespace t = tally::v1;

// A local preset with these settings, which adds to the national one.
charter::v1::Preset local(const std::string& settings) {
    return kit::text<charter::v1::Preset>(R"(
        name: "local" version: "1" place: "某市" source: "某规定" article: "一" dated: "2024"
        title { zh: "本地" en: "local" } note { zh: "核对" en: "check" }
        settings { name: "base" text: "national-civil-code-278" article: "一" } )" +
                                          settings);
}

struct Local : PaperTown {
    explicit Local(const std::string& settings, const std::string& vectors = "ballot")
        : PaperTown(vectors) {
        four_flats();
        adopt(local(settings));
        use("owners_vote", "local", "1");
    }
    // The thresholds by which an item of this matter is decided here.
    t::Rule rule(v1::Matter matter) {
        const Id16 ballot = opened(call({item("roof", matter)}));
        close(ballot);
        return verdict(ballot).rule();
    }
};

std::string threshold_of(const t::Rule& rule, const std::string& name) {
    for (const auto& check : rule.checks())
        if (check.name() == name)
            return std::to_string(check.threshold().num()) + "/" +
                   std::to_string(check.threshold().den()) +
                   (check.threshold().strict() ? " strict" : "");
    return "none";
}

TEST(LocalRule, lowers_no_threshold_of_the_law) {
    Local s{R"(
        settings { name: "agree_major_den" number: 2 article: "一" }
        settings { name: "agree_major_num" number: 1 article: "一" }
        settings { name: "agree_ordinary_strict" number: 0 article: "一" }
        settings { name: "participate_den" number: 10 article: "一" }
        settings { name: "participate_num" number: 1 article: "一" })"};
    const auto major = s.rule(v1::CHANGE_COMMON_USE);
    EXPECT_EQ(threshold_of(major, "participation.heads"), "2/3");
    EXPECT_EQ(threshold_of(major, "agreement.area"), "3/4");
    Local other{R"(settings { name: "agree_ordinary_strict" number: 0 article: "一" })", ""};
    EXPECT_EQ(threshold_of(other.rule(v1::OTHER_MAJOR), "agreement.heads"), "1/2 strict");
}

TEST(LocalRule, may_ask_for_more_and_for_nothing_impossible) {
    Local s{R"(
        settings { name: "agree_ordinary_den" number: 3 article: "一" }
        settings { name: "agree_ordinary_num" number: 2 article: "一" }
        settings { name: "participate_den" number: 2 article: "一" }
        settings { name: "participate_num" number: 3 article: "一" })"};
    const auto rule = s.rule(v1::OTHER_MAJOR);
    EXPECT_EQ(threshold_of(rule, "agreement.heads"), "2/3 strict");
    EXPECT_EQ(threshold_of(rule, "participation.area"), "2/3");
}

// Else whoever adopts a version of the national one changes every local rule, and nobody put it in
// use.
TEST(LocalRule, builds_on_the_version_of_when_it_was_put_in_use) {
    Local s{R"(settings { name: "agree_ordinary_den" number: 2 article: "一" })", ""};
    charter::v1::PresetRow newer;
    *newer.mutable_preset() = preset_file(national);
    newer.mutable_preset()->set_version("2099");
    newer.set_since_height(9);
    s.given(charter::presets, newer, newer.preset().name(), newer.preset().version());
    const auto act = s.call({s.item("roof")});
    auto other = act;
    *other.mutable_presets(1) = newer.preset();
    s.when("cai", other).then_refused(v1::PRESET_DIFFERS);
    s.when("cai", act).then_done();
}

// Adopted and put in use after the call, it is of later ballots.
TEST(LocalRule, that_comes_after_the_call_does_not_touch_it) {
    PaperTown s;
    s.four_flats();
    charter::v1::AuthorityRow two;
    two.mutable_authority()->mutable_cosign()->set_offices(2);
    two.mutable_authority()->mutable_cosign()->set_role("chair");
    for (const auto* kind : {"street", "residents"})
        two.mutable_authority()->mutable_cosign()->add_office_kinds(kind);
    two.set_set_by(registry::given_by());
    for (const auto* type : {"linlian.charter.v1.AdoptPreset", "linlian.charter.v1.UsePreset"})
        s.given(charter::authorities, two, type);
    const auto both_do = [&s](const google::protobuf::Message& act) {
        s.when_proposed("sun", "street", act).then_done();
        s.when_supported("ren", "residents", s.made()).then_done();
    };
    const Id16 ballot = s.opened(s.paper_call());
    charter::v1::AdoptPreset adopt;
    *adopt.mutable_preset() = local(R"(
        settings { name: "participate_den" number: 1 article: "一" }
        settings { name: "participate_num" number: 1 article: "一" })");
    both_do(adopt);
    charter::v1::UsePreset use;
    use.set_estate(id_bytes("garden"));
    use.set_purpose("owners_vote");
    use.set_name("local");
    use.set_version("1");
    use.add_base_versions(preset_file(national).version());
    use.set_replaces(registry::given_by());
    both_do(use);
    s.close(ballot);
    s.pass_to(s.poll(ballot).due_ms());
    EXPECT_EQ(threshold_of(s.verdict(ballot).rule(), "participation.heads"), "2/3");
}

TEST(RuleOfTheConvenor, asks_owners_for_no_less_than_the_law) {
    PaperTown s;
    s.four_flats();
    const auto call_by = [&s](const std::string& checks) {
        auto act = s.call({s.item("roof", v1::CHARTER_DEFINED)});
        *act.mutable_items(0)->mutable_rule() = kit::text<t::Rule>(checks);
        return act;
    };
    s.when("cai", call_by(R"(checks { name: "few" counted: AGREEING measure: HEADS of: CAST
                                      threshold { num: 1 den: 100 } })"))
        .then_refused(v1::RULE_BELOW_LAW, {{"check", "participation.heads"}});
    // Each of those interested (Civil Code 279).
    s.when("cai", call_by(R"(checks { name: "all" counted: AGREEING measure: HEADS of: ALL
                                      threshold { num: 1 den: 1 } })"))
        .then_done();
}

// What owners decide by a rule of their charter, called by Weifang's committee as if no law were.
struct OwnRule : PaperTown {
    OwnRule() : PaperTown("", "weifang") {
        four_flats();
        office("group", "reelection", "garden");
        holder("gao", "group", "chair");
    }
    v1::CallBallot decision() const {
        auto act = call({item("roof", v1::CHARTER_DEFINED)});
        *act.mutable_items(0)->mutable_rule() = tally::rule_of_matter("278.9").value();
        return act;
    }
};

TEST(RuleOfTheConvenor, follows_the_local_rules_of_owners_votes) {
    OwnRule s;
    auto act = s.decision();
    act.clear_presets();
    s.when("cai", act).then_refused(v1::VALUE_WRONG, {{"field", "presets"}});
    act = s.decision();
    act.mutable_terms()->set_opens_ms(s.now().ms + 10 * ms_per_minute);
    s.when("cai", act).then_refused(v1::NOTICE_TOO_SHORT, {{"needed", "15"}});
    act = s.decision();
    act.mutable_terms()->set_proxy_owners_max(1'000);
    s.when("cai", act).then_refused(v1::PROXY_CAP_TOO_HIGH, {{"limit", "3"}});
    act = s.decision();
    act.set_as_office(id_bytes("group"));
    act.set_convenor(v1::REELECTION_GROUP);
    s.when("gao", act).then_refused(v1::CONVENOR_MAY_NOT);
    act = s.decision();
    act.set_as_office(id_bytes("residents"));
    act.set_convenor(v1::RESIDENTS_COMMITTEE);
    act.set_ruling_office(id_bytes("street"));
    s.when("ren", act).then_refused(v1::CONVENOR_MAY_NOT);
    s.when("cai", s.decision()).then_done();
}

// One flat, or the owners of one stair, are asked and decide nothing.
TEST(RuleOfTheConvenor, is_for_all_owners_of_the_estate) {
    OwnRule s;
    auto act = s.decision();
    act.mutable_electorate()->add_premises(id_bytes("flat of ana"));
    s.when("cai", act).then_refused(v1::ELECTORATE_WRONG, {{"matter", "CHARTER_DEFINED"}});
    act.mutable_electorate()->clear_premises();
    act.mutable_electorate()->set_building(id_bytes("east"));
    s.when("cai", act).then_refused(v1::ELECTORATE_WRONG);
    auto survey = s.call({s.item("shop next door", v1::SURVEY)});
    survey.mutable_electorate()->add_premises(id_bytes("flat of ana"));
    s.when("cai", survey).then_done();
}

// Nor by less than the local rule asks for, where that is more than the law's.
TEST(RuleOfTheConvenor, asks_owners_for_no_less_than_the_local_rule) {
    Local s{R"(settings { name: "agree_ordinary_den" number: 3 article: "一" }
               settings { name: "agree_ordinary_num" number: 2 article: "一" })",
            ""};
    auto act = s.call({s.item("roof", v1::CHARTER_DEFINED)});
    *act.mutable_items(0)->mutable_rule() = tally::rule_of_matter("278.9").value();
    s.when("cai", act).then_refused(v1::RULE_BELOW_LAW, {{"check", "agreement.heads"}});
    *act.mutable_items(0)->mutable_rule() = tally::rule_of_matter("278.8").value();
    s.when("cai", act).then_done();
}

TEST(Electorate, of_owners_leaves_no_kind_of_premises_out_and_adds_none) {
    PaperTown s;
    s.four_flats();
    auto act = s.call({s.item("roof")});
    auto& counts = *act.mutable_electorate()->mutable_counts();
    counts.Add(reg::FLAT);
    s.when("cai", act).then_refused(v1::ELECTORATE_WRONG, {{"matter", "OTHER_MAJOR"}});
    for (const auto kind : {reg::SHOP, reg::UNSOLD, reg::UNDELIVERED, reg::PARKING})
        counts.Add(kind);
    s.when("cai", act).then_refused(v1::ELECTORATE_WRONG);
    Local parking{R"(settings { name: "parking_counts" number: 1 article: "一" })", ""};
    auto there = parking.call({parking.item("roof")});
    *there.mutable_electorate()->mutable_counts() = counts;
    parking.when("cai", parking.call({parking.item("roof")}))
        .then_refused(v1::ELECTORATE_WRONG);  // nor are they left out where they have a voice
    parking.when("cai", there).then_done();
}

// The new owner was told nothing of what silence does.
TEST(Silence, of_whoever_bought_after_the_delivery_is_no_voice) {
    PaperTown s{"ballot", "liaocheng"};
    s.four_flats();
    s.person("fay");
    auto call = s.paper_call();
    call.mutable_terms()->set_silence_follows_majority(true);
    call.mutable_terms()->set_silence_document(document('c'));
    const Id16 ballot = s.opened(call);
    s.when_cosigned(s.delivery(ballot, {"ana", "bo"})).then_done();
    s.when("ben", s.sale("flat of ana", "fay")).then_done();
    s.when_cosigned(s.replacing(ballot, "ana", {"flat of ana"}, "fay")).then_done();
    s.close(ballot);
    s.pass_to(s.poll(ballot).due_ms());
    EXPECT_EQ(s.verdict(ballot).delivered_silent(), 1U) << "bo's alone";
}

// Else what goes badly is withdrawn on its last day, and asked again until it passes.
TEST(Withdrawal, while_people_vote_lets_the_subject_rest_as_a_failure_does) {
    BallotTown s{"ballot", "shenzhen"};
    s.four_flats();
    const Id16 unopened = s.called(s.call({s.item("roof")}));
    s.when("cai", s.withdrawal(unopened)).then_done();  // nobody could vote yet
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.when("cai", s.withdrawal(ballot)).then_done();
    s.when("cai", s.call({s.item("roof")})).then_refused(v1::SUBJECT_RESTS);
    auto renamed = s.call({s.item("another roof")});
    renamed.mutable_items(0)->set_document(s.item("roof").document());
    s.when("cai", renamed).then_refused(v1::SUBJECT_RESTS);
}

// Also where no local rule says how long what failed rests; a survey decides nothing.
TEST(Withdrawal, while_people_vote_is_not_undone_within_a_month) {
    BallotTown s;
    s.four_flats();
    const auto opened_and_withdrawn = [&s](v1::Matter matter) {
        const Id16 ballot = s.opened(s.call({s.item("roof", matter)}));
        s.when("cai", s.withdrawal(ballot)).then_done();
    };
    opened_and_withdrawn(v1::SURVEY);
    opened_and_withdrawn(v1::OTHER_MAJOR);
    s.when("cai", s.call({s.item("roof")})).then_refused(v1::SUBJECT_RESTS);
    s.when_passed(31 * ms_per_day);
    s.when("cai", s.call({s.item("roof")})).then_done();
}

// Asked five times at once under five ids, of which the one that passes is kept.
TEST(Text, is_in_one_ballot_of_the_estate_at_a_time) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.called(s.call({s.item("roof")}));
    auto again = s.call({s.item("another roof")});
    again.mutable_items(0)->set_document(s.item("roof").document());
    s.when("cai", again).then_refused(v1::SUBJECT_LIVE);
    s.pass_to(s.poll(ballot).opens_ms());
    s.close(ballot);
    s.settle(ballot);
    again.mutable_terms()->set_opens_ms(s.now().ms + 16 * ms_per_day);
    again.mutable_terms()->set_closes_ms(again.terms().opens_ms() + 10 * ms_per_day);
    s.when("cai", again).then_done();
}

// The voter's own paper came in after their proxy had voted by phone.
TEST(OwnPaper, displaces_the_vote_of_a_proxy_by_phone) {
    PaperTown s;
    s.four_flats();
    auto call = s.paper_call();
    call.mutable_terms()->set_proxy_owners_max(3);
    const Id16 ballot = s.opened(call);
    for (const auto* owner : {"ana", "chu"}) {
        s.when(owner, s.mandate(ballot, owner, "bo")).then_done();
        s.when("bo", s.vote(ballot, owner, v1::AGREE)).then_done();
    }
    s.when_counted(ballot, "ana", v1::DISAGREE);
    EXPECT_EQ(s.paper(ballot, "ana").state(), v1::SETTLED);
    EXPECT_EQ(s.counted(ballot, "ana")->choices(0).open().mark(), v1::DISAGREE);
    // One that the proxy signed is no more than what they did by phone.
    auto by_proxy = s.entry(ballot, v1::DISAGREE);
    by_proxy.set_proxy(id_bytes("bo"));
    s.when("ben", s.issue(ballot, {"chu"})).then_done();
    s.when_entered(ballot, "chu", by_proxy, by_proxy);
    EXPECT_EQ(s.paper(ballot, "chu").state(), v1::SETTLED);
}

}  // namespace
}  // namespace linlian::ballot
