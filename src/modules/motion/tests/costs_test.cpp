// What a motion carries out is paid for by the act that carries it out, as if it had been sent by
// itself; and what is dear to look at is looked at by nobody who may not have it done.
#include "contract/opening/limits.h"
#include "kit/motions.h"
#include "kit/siege.h"

namespace linlian::registry {
namespace {

// As many as one act holds, for members who are there.
struct Batch : Siege {
    Batch() : Siege("") {
        for (int i = 0; i < lines; ++i) member(name(i));
    }
    static std::string name(int i) { return "resident " + std::to_string(i); }
    v1::IssueSlips slips() const {
        v1::IssueSlips act;
        act.set_batch(id_bytes("batch"));
        act.set_expires_ms(now().ms + 30 * ms_per_day);
        for (int i = 0; i < lines; ++i) {
            auto* line = act.add_slips();
            line->set_member(id_bytes(name(i)));
            line->set_key(key_bytes(name(i)));
        }
        return act;
    }
    v1::RegisterMembers newcomers() const {
        v1::RegisterMembers act;
        for (int i = 0; i < 500; ++i) act.add_members(id_bytes("new " + name(i)));
        return act;
    }
    std::uint64_t cost_of_end(const Id16& motion) const {
        return program()
            .find_due(motion::expire_work)
            ->cost(program(), rows(), motion::due_key(motion));
    }
    static constexpr int lines = 400;
};

TEST(Paid, by_the_last_support_is_what_it_carries_out) {
    Batch s;
    const auto motion = s.when_proposed("ana", "residents", s.slips());
    EXPECT_LT(s.paid(), 20U) << "a proposal has nothing done";
    s.when_supported("pat", "party", motion).then_done();
    EXPECT_LT(s.paid(), 20U) << "nor has a support that is not the last";
    s.when_supported("ben", "street", motion)
        .then_done()
        .then_events({"SlipsIssued", "Supported", "Completed"});
    EXPECT_GT(s.paid(), 400U);
}

TEST(Paid, by_a_proposal_is_what_it_carries_out_at_once) {
    Batch s;
    s.by_one_clerk<v1::IssueSlips>();
    s.by_one_clerk<v1::RegisterMembers>();
    s.when_proposed("ana", "residents", s.slips());
    EXPECT_GT(s.paid(), 400U);
    s.when_proposed("ana", "residents", s.newcomers());
    EXPECT_GT(s.paid(), 100U);
}

TEST(Paid, by_whoever_carries_out_what_is_refused) {
    Batch s;
    const auto first = s.when_proposed("ana", "residents", s.slips());
    const auto second = s.when_proposed("ana", "residents", s.slips());
    s.when_supported("ben", "street", first).then_done();
    s.when_supported("ben", "street", second).then_refused(v1::BATCH_EXISTS);
    EXPECT_GT(s.paid(), 400U);
}

// The end of a notice is due work, which has a budget of its own.
TEST(Paid, at_the_end_of_a_notice_is_what_runs_then) {
    Batch s;
    charter::v1::AuthorityRow row;
    auto& all = *row.mutable_authority()->mutable_all_of();
    all.add_of()->mutable_role()->set_role("clerk");
    all.add_of()->mutable_notice()->set_days(7);
    row.set_set_by(given_by());
    s.given(charter::authorities, row, v1::IssueSlips::descriptor()->full_name());
    const auto waits = s.when_proposed("pam", "party", s.slips());
    EXPECT_EQ(s.cost_of_end(waits), 1U) << "nothing runs when it expires";
    const auto runs = s.when_proposed("ana", "residents", s.slips());
    EXPECT_LT(s.paid(), 20U);
    EXPECT_GT(s.cost_of_end(runs), 400U);
    EXPECT_EQ(s.cost_of_end({}), 1U);
}

TEST(OpenMotions, are_counted_before_an_act_is_looked_at) {
    Batch s;
    motion::v1::OpenOf full;
    full.set_bytes(2 * 1024 * 1024);
    full.set_motions(128);
    auto propose = s.proposal("residents", s.slips());
    propose.set_act_type("linlian.registry.v1.NoSuchAct");
    machine::Author dan{key_bytes("dan"), id("dan"), machine::KeyStanding::active};
    state::Overlay overlay{s.rows()};
    motion::open_of.put(overlay, id("dan"), full);
    machine::Context context{s.program(), overlay, {2, s.now()}, dan, sha256("id")};
    const auto* entry = s.program().find_act(motion::v1::Propose::descriptor()->full_name());
    EXPECT_EQ(entry->run(context, propose).error().code, "motion.MOTIONS_TOO_MANY");
}

}  // namespace
}  // namespace linlian::registry

namespace linlian::motion {
namespace {

// Everybody has some part of it, and nobody all: each way to meet it is tried.
charter::v1::SetAuthority dear_authority() {
    charter::v1::SetAuthority act;
    act.set_act_type("linlian.registry.v1.FoundOffice");
    act.set_replaces(kit::MotionScenario::given_by());
    auto& all = *act.mutable_authority()->mutable_all_of();
    const auto part = [&all] { return all.add_of()->mutable_any_of(); };
    for (int i = 0; i < 2; ++i) {
        auto* any = part();
        for (int j = 0; j < 8; ++j) {
            auto* cosign = any->add_of()->mutable_cosign();
            cosign->set_offices(5);
            for (const auto* kind : {"party", "street", "residents", "owners", "navy", "army"})
                cosign->add_office_kinds(kind);
        }
    }
    return act;
}

TEST(SearchForReach, is_begun_by_nobody_who_lacks_the_authority) {
    kit::MotionScenario s;
    const auto nobody = s.set_authority("linlian.registry.v1.FoundOffice",
                                        R"(role { office_kind: "navy" role: "admiral" })");
    s.when("dan", nobody).then_refused(registry::v1::AUTHORITY_MISSING);
    s.when("ana", nobody).then_refused(registry::v1::AUTHORITY_MISSING);
    const Id16 motion = s.propose("ana", "party", nobody);
    s.then_done();
    s.when("ben", s.support(motion, "residents")).then_done();
    s.when("cai", s.support(motion, "owners")).then_refused(registry::v1::ACT_UNREACHABLE);
}

// The kit measures that it takes no longer than it pays for.
TEST(SearchForReach, of_an_authority_made_to_be_dear_is_paid_for) {
    kit::MotionScenario s;
    s.when("dan", dear_authority()).then_refused(registry::v1::AUTHORITY_MISSING);
    EXPECT_LT(s.paid(), 110U);
    const Id16 motion = s.propose("ana", "party", dear_authority());
    s.when("ben", s.support(motion, "residents")).then_done();
    EXPECT_LT(s.paid(), 10U);
    s.when("cai", s.support(motion, "owners")).then_refused(registry::v1::ACT_UNREACHABLE);
    EXPECT_GE(s.paid(), 100U);
}

}  // namespace
}  // namespace linlian::motion
