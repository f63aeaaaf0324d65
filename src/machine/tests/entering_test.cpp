// A module that is in no first release enters a living ledger by its amendment: a program that has
// it and one that has not agree on every block before, and whatever the module has does nothing.
#include "codec/wire.h"
#include "contract/amendments.h"
#include "kit/guestbook.h"
#include "kit/raw_machine.h"
#include "machine/machine.h"
#include "machine/prove.h"

#include <gtest/gtest.h>

namespace linlian::machine {
namespace {

using kit::RawMachine;

kit::guestbook::Write write(const std::string& words = "hello", std::int64_t after_ms = 0) {
    kit::guestbook::Write act;
    act.set_words(words);
    act.set_after_ms(after_ms);
    return act;
}

kit::v1::Add add(const std::string& name, std::int64_t amount) {
    kit::v1::Add act;
    act.set_name(name);
    act.set_amount(amount);
    return act;
}

kit::v1::Carry carry(const Message& act) {
    kit::v1::Carry carrying;
    carrying.set_act_type(act.GetDescriptor()->full_name());
    carrying.set_act(codec::encode(act));
    return carrying;
}

v1::Genesis genesis() {
    return kit::counter_genesis(kit::key_of("validator").public_key().encoded(),
                                Timestamp{1'800'000'000'000});
}

// The guestbook with invariants that look at what was there before it.
Module guestbook() {
    auto module = kit::guestbook_module();
    module.invariants.push_back({"no counter stands at 13",
                                 {},
                                 kit::counters.path(),
                                 [](const RowChange& change) -> Broken {
                                     kit::v1::Counter row;
                                     const bool is_13 = change.after &&
                                                        row.ParseFromString(*change.after) &&
                                                        row.value() == 13;
                                     return is_13 ? Broken{"one does"} : std::nullopt;
                                 },
                                 nullptr});
    module.invariants.push_back(
        whole_state("somebody wrote something", [](const state::StateView& rows) -> Broken {
            bool is_empty = true;
            kit::entries.scan(rows, [&](const auto&, const auto&) { return is_empty = false; });
            return is_empty ? Broken{"nobody did"} : std::nullopt;
        }));
    return module;
}

Program newer_program() {
    auto program = assemble({kit::counter_module(), guestbook()});
    CHECK(program.has_value());
    return std::move(*program);
}

// The words of an entry, or the code with which the query is refused.
std::string asked_of(const RawMachine& ledger, const Id16& entry) {
    kit::guestbook::EntryQuery query;
    query.set_entry(entry.bytes());
    const auto reply = answer(ledger.program, {ledger.rows, {ledger.tip.height, ledger.tip.time}},
                              query.GetDescriptor()->full_name(), codec::encode(query), {});
    return reply ? static_cast<const kit::guestbook::Entry&>(**reply).words() : reply.error().code;
}

struct OneModuleMore : testing::Test {
    // The same block to both; the app hash after it is the same.
    BlockResult apply(const std::vector<Bytes>& transactions, std::int64_t after_ms = 1000) {
        auto of_newer = newer.apply(transactions, after_ms);
        auto of_older = older.apply(transactions, after_ms);
        CHECK(of_newer.has_value());
        CHECK(of_older.has_value());
        EXPECT_EQ(newer.tip.app_hash(), older.tip.app_hash());
        return std::move(*of_newer);
    }
    void bring_in(const std::string& amendment = kit::guestbook_amendment) {
        const Timestamp at{newer.tip.time.ms + 30 * ms_per_day};
        newer.given([&](Context& context) { schedule_amendment(context, amendment, at); });
        v1::KnowAmendment act;
        act.set_name(amendment);
        act.set_time_ms(at.ms);
        EXPECT_EQ(newer.outcome(newer.sign("validator", act)), "");
        newer.apply({}, 30 * ms_per_day).value();  // decides
        newer.apply({}).value();
    }
    std::string asked(const Id16& entry) const { return asked_of(newer, entry); }
    // Whether bo may have the proof of their own row.
    std::string proof_for_bo() const {
        const Bytes key = kit::key_of("bo").public_key().encoded();
        const auto bo = newer.program.resolve_author(newer.rows, key, newer.tip.time);
        const auto may = may_prove(newer.program, {newer.rows, {newer.tip.height, newer.tip.time}},
                                   kit::guests.key(bo->member), key);
        return may ? "" : may.error().code;
    }
    Id16 entry_of(const BlockResult& result) const {
        kit::guestbook::Written event;
        Id16 id;
        const auto& events = result.receipts.back().effects().events();
        CHECK(!events.empty() && event.ParseFromString(events[0].content()));
        CHECK(Id16::parse(event.entry(), id));
        return id;
    }

    RawMachine newer{newer_program(), genesis()};
    RawMachine older{kit::counter_program(), genesis()};
};

TEST_F(OneModuleMore, has_the_same_community_and_first_state) {
    EXPECT_EQ(newer.community, older.community);
    EXPECT_EQ(newer.tip.app_hash(), older.tip.app_hash());
}

TEST_F(OneModuleMore, passes_over_its_acts_wherever_they_travel) {
    const std::vector<Bytes> block{newer.sign("ana", add("apples", 1)), newer.sign("ana", write()),
                                   newer.sign("ana", carry(write())),
                                   newer.sign("ana", carry(carry(write())))};
    for (std::size_t i = 1; i < block.size(); ++i) {
        EXPECT_EQ(newer.admitted(block[i]), "machine.ACT_NOT_IN_FORCE");
        EXPECT_EQ(older.admitted(block[i]), "machine.ACT_UNKNOWN");
    }
    const auto result = apply(block);
    EXPECT_EQ(result.receipts.size(), 1U);
    ASSERT_EQ(result.passed_over.size(), 3U);
    for (const auto& passed : result.passed_over)
        EXPECT_EQ(passed.reason.code, "machine.ACT_NOT_IN_FORCE");
}

TEST_F(OneModuleMore, takes_no_room_of_a_block) {
    std::vector<Bytes> block(3, Bytes{});
    for (auto& tx : block) tx = newer.sign("ana", write(std::string(64, 'w')));
    for (int i = 0; i < 4; ++i) block.push_back(newer.sign("ana", kit::v1::Toil{}));  // 3 fit
    const auto result = apply(block);
    EXPECT_EQ(result.receipts.size(), 3U);
    EXPECT_EQ(result.passed_over.back().reason.code, "machine.BLOCK_FULL");
}

TEST_F(OneModuleMore, checks_nothing_and_is_asked_nothing) {
    EXPECT_EQ(apply({newer.sign("ana", add("dozen", 13))}).receipts.at(0).leaf().refusal(), "");
    EXPECT_EQ(check_whole_state(newer.program, newer.rows), std::vector<std::string>{});
    EXPECT_EQ(asked(Id16{}), "machine.QUERY_NOT_IN_FORCE");
    EXPECT_EQ(proof_for_bo(), "machine.ROW_OF_OTHER");
}

TEST_F(OneModuleMore, agrees_until_the_block_after_the_time_and_then_the_older_stops) {
    const Timestamp at{newer.tip.time.ms + 30 * ms_per_day};
    const auto plan = [&](Context& context) {
        schedule_amendment(context, kit::guestbook_amendment, at);
    };
    newer.given(plan);
    older.given(plan);
    v1::KnowAmendment know;
    know.set_name(kit::guestbook_amendment);
    know.set_time_ms(at.ms);
    apply({newer.sign("validator", know), newer.sign("ana", add("apples", 1))});
    const auto result = apply({newer.sign("ana", write())}, 30 * ms_per_day);
    EXPECT_EQ(result.receipts.at(0).effects().events(0).type(),
              "linlian.machine.v1.AmendmentInForce");
    EXPECT_EQ(result.passed_over.size(), 1U) << "the block that reaches it decides only";
    const auto stopped = older.apply({});
    ASSERT_FALSE(stopped.has_value());
    EXPECT_NE(stopped.error().what.find("'guestbook', scheduled for 2027-02-14"), std::string::npos)
        << stopped.error().what;
    EXPECT_EQ(newer.outcome(newer.sign("ana", write())), "");
}

TEST_F(OneModuleMore, begins_with_no_rows_and_then_does_all_that_it_has) {
    bring_in();
    bool is_empty = true;
    kit::entries.scan(newer.rows, [&](const auto&, const auto&) { return is_empty = false; });
    EXPECT_TRUE(is_empty) << "nothing carries out an empty section of genesis";
    EXPECT_EQ(check_whole_state(newer.program, newer.rows).size(), 1U) << "nobody wrote yet";
    EXPECT_EQ(newer.outcome(newer.sign("ana", add("dozen", 13))), "machine.INVARIANT_BROKEN");
    EXPECT_EQ(asked(Id16{}), "guestbook.ENTRY_UNKNOWN");
    EXPECT_EQ(proof_for_bo(), "");

    const auto written = newer.apply({newer.sign("bo", write("thank you", 5000))}).value();
    EXPECT_EQ(asked(entry_of(written)), "thank you");
    EXPECT_EQ(check_whole_state(newer.program, newer.rows), std::vector<std::string>{});
    const auto thanked = newer.apply({}, 5000).value();
    ASSERT_EQ(thanked.receipts.size(), 1U);
    EXPECT_EQ(thanked.receipts[0].leaf().act_type(), "guestbook.thank");
    EXPECT_EQ(thanked.receipts[0].leaf().refusal(), "");
}

TEST_F(OneModuleMore, has_acts_that_come_later_than_itself_but_never_before) {
    const auto scribble = [this] {
        return newer.outcome(newer.sign("ana", kit::guestbook::Scribble{}));
    };
    const std::string not_in_force = "passed over: machine.ACT_NOT_IN_FORCE";
    bring_in("scribbles");
    EXPECT_EQ(scribble(), not_in_force) << "its module is not in force";
    bring_in();
    EXPECT_EQ(scribble(), "");
    OneModuleMore::newer = RawMachine{newer_program(), genesis()};
    bring_in();
    EXPECT_EQ(scribble(), not_in_force) << "its own amendment is not in force";
}

// Programs of two releases ask about different acts; what a block costs must not follow from it.
TEST_F(OneModuleMore, is_asked_about_without_a_look_that_counts) {
    state::Overlay block{newer.rows};
    state::Overlay scratch{block};
    Context context{newer.program, scratch, {newer.tip.height, newer.tip.time}, Author{}, {}};
    EXPECT_FALSE(context.has_act("linlian.guestbook.v1.Write"));
    EXPECT_FALSE(context.amended(kit::guestbook_amendment));
    EXPECT_TRUE(context.has_act("linlian.kit.v1.Add"));
    EXPECT_EQ(scratch.looks(), 0U);
}

TEST(Program, demands_that_a_module_lists_the_amendment_by_which_it_enters) {
    auto module = kit::guestbook_module();
    module.amendments.pop_back();
    const auto made = assemble({kit::counter_module(), module});
    ASSERT_FALSE(made.has_value());
    EXPECT_NE(made.error().what.find("no module lists amendment guestbook"), std::string::npos);
}

// The faults of a genesis for both modules, or the number of entries that it begins with.
std::string begun(const v1::Genesis& from) {
    const auto program = newer_program();
    const auto made = apply_genesis(program, from);
    std::string faults;
    if (!made)
        for (const auto& fault : made.error())
            faults += fault.figures[0].value + " " + fault.figures[1].value + "; ";
    if (!made) return faults;
    state::MemoryState rows;
    rows.apply(made->changes);
    int count = 0;
    kit::entries.scan(rows, [&](const auto&, const auto&) { return ++count > 0; });
    return std::to_string(count);
}

v1::GenesisSection& add_section(v1::Genesis& to, const std::string& welcome) {
    kit::guestbook::Genesis content;
    content.set_welcome(welcome);
    auto& section = *to.add_sections();
    section.set_type(content.GetDescriptor()->full_name());
    section.set_content(codec::encode(content));
    return section;
}

TEST(Genesis, takes_the_section_of_a_module_only_where_its_amendment_is_listed) {
    auto from = genesis();
    add_section(from, "welcome");
    EXPECT_EQ(begun(from), "guestbook needs amendment guestbook, which is not listed; ");
    from.mutable_sections(1)->clear_content();
    EXPECT_EQ(begun(from), "guestbook needs amendment guestbook, which is not listed; ");
    from = genesis();
    from.add_amendments(kit::guestbook_amendment);
    EXPECT_EQ(begun(from), "0");
    add_section(from, "");
    EXPECT_EQ(begun(from), "0") << "an empty section is a missing one";
    from.mutable_sections()->RemoveLast();
    add_section(from, "welcome");
    EXPECT_EQ(begun(from), "1");
    from.mutable_sections()->SwapElements(0, 1);
    EXPECT_EQ(begun(from), "1") << "in any order";
}

TEST(Genesis, without_a_section_of_a_first_module_is_as_with_an_empty_one) {
    auto with = genesis();
    auto without = genesis();
    without.clear_sections();
    const auto program = kit::counter_program();
    const auto first = apply_genesis(program, with);
    const auto second = apply_genesis(program, without);
    ASSERT_TRUE(first && second);
    EXPECT_NE(first->tip.state_root, second->tip.state_root) << "the community id is a row";
    ASSERT_EQ(first->changes.size(), second->changes.size());
    for (const auto& [key, value] : first->changes) {
        if (!key.starts_with("counter/")) continue;
        EXPECT_EQ(second->changes.find(key)->second, value) << key;
    }
}

TEST(Genesis, refuses_a_section_of_no_module_and_a_second_one) {
    auto from = genesis();
    from.add_sections()->set_type("linlian.unheard.v1.Genesis");
    EXPECT_EQ(begun(from), "sections linlian.unheard.v1.Genesis is of no module of this program; ");
    *from.mutable_sections(1) = from.sections(0);
    EXPECT_EQ(begun(from), "sections linlian.kit.v1.CounterGenesis is given twice; ");
    from.mutable_sections()->RemoveLast();
    from.mutable_sections(0)->set_content("\xff");
    EXPECT_EQ(begun(from), "counter is not a linlian.kit.v1.CounterGenesis; ");
}

// What genesis lists is in force while its sections are carried out: a charter may name its acts.
TEST(Genesis, has_the_acts_of_the_modules_that_it_lists) {
    bool has_act = false;
    auto module = kit::counter_module();
    module.genesis.apply = [&has_act](Context& context, const Message&) {
        has_act = context.has_act("linlian.guestbook.v1.Write");
        return std::vector<Refusal>{};
    };
    const auto program = assemble({module, kit::guestbook_module()}).value();
    auto from = genesis();
    ASSERT_TRUE(apply_genesis(program, from));
    EXPECT_FALSE(has_act);
    from.add_amendments(kit::guestbook_amendment);
    ASSERT_TRUE(apply_genesis(program, from));
    EXPECT_TRUE(has_act);
}

TEST(Genesis, has_the_queries_of_the_modules_that_it_lists_before_the_first_block) {
    auto from = genesis();
    EXPECT_EQ(asked_of(RawMachine{newer_program(), from}, Id16{}), "machine.QUERY_NOT_IN_FORCE");
    from.add_amendments(kit::guestbook_amendment);
    EXPECT_EQ(asked_of(RawMachine{newer_program(), from}, Id16{}), "guestbook.ENTRY_UNKNOWN");
}

TEST(Genesis, may_leave_out_the_section_of_a_module_that_has_none) {
    auto module = kit::guestbook_module();
    module.genesis = {};
    const auto program = assemble({kit::counter_module(), module}).value();
    EXPECT_TRUE(apply_genesis(program, genesis()));
}

}  // namespace
}  // namespace linlian::machine
