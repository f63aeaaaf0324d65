// What ballots cost the machine: the block that opens one, casts, the block that closes one, and a
// recount from all lines and leaves outside the ledger; and what readers of its roll cost a node.
// Rows lie in memory, as in the verifier.
//   cmake --build --preset release --target ballot_bench && build/release/tests/bench/ballot_bench
#include "codec/wire.h"
#include "crypto/hash.h"
#include "engine/read/reading_memo.h"
#include "machine/due.h"
#include "machine/machine.h"
#include "machine/veil.h"
#include "modules/all_modules.h"
#include "modules/ballot/acts.h"
#include "modules/ballot/count/recount.h"
#include "modules/ballot/count/result.h"
#include "modules/ballot/read/queries.h"
#include "modules/ballot/read/readers.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/stage.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"
#include "state/memory_state.h"

#include <benchmark/benchmark.h>

namespace linlian {
namespace {

namespace v1 = ballot::v1;

Id16 named(const std::string& kind, std::uint64_t number) {
    Id16 id;
    const Hash32 hash = sha256(kind + std::to_string(number));
    Id16::parse(hash.view().substr(0, Id16::size), id);
    return id;
}

const Id16 the_ballot = named("ballot", 0);

void add_owner(state::Overlay& rows, std::uint64_t number) {
    const Id16 building = named("building", number / 60);
    const Id16 premises = named("premises", number);
    const Id16 owner = named("owner", number);
    registry::v1::Premises place;
    place.set_estate(named("estate", 0).bytes());
    place.set_building(building.bytes());
    place.set_kind(registry::v1::FLAT);
    place.set_area_centi(6'000 + number % 7'000);
    place.set_source(registry::v1::REGISTER);
    registry::v1::Holding holding;
    holding.add_owners(owner.bytes());
    registry::v1::Owner person;
    person.set_kind(registry::v1::PERSON);
    registry::buildings_of.put(rows, named("estate", 0), building, registry::v1::Building{});
    registry::premises_table.put(rows, premises, place);
    registry::premises_of.put(rows, building, premises, registry::v1::Member{});
    registry::holdings.put(rows, premises, holding);
    registry::owners.put(rows, owner, person);
}

// A ballot with five items on its way to be opened.
void add_ballot(state::Overlay& rows) {
    v1::CallRow row;
    auto& call = *row.mutable_call();
    call.mutable_electorate()->set_electors(registry::v1::OWNERS);
    call.mutable_electorate()->set_estate(named("estate", 0).bytes());
    v1::Poll poll;
    for (std::uint64_t i = 0; i < 5; ++i) {
        auto& item = *call.add_items();
        item.set_subject(named("subject", i).bytes());
        item.set_document(sha256("text").bytes());
        item.set_matter(v1::USE_REPAIR_FUND);
        item.set_form(v1::YES_OR_NO);
        *poll.add_asks() = ballot::ask_of(item);
    }
    call.mutable_terms()->set_objection_days(15);
    poll.set_stage(v1::NOTICE);
    poll.set_phone(true);
    poll.set_opens_ms(1);
    poll.set_closes_ms(1'000'000);
    poll.set_shown(ballot::shown_hash(row).bytes());
    ballot::calls.put(rows, the_ballot, row);
    ballot::polls.put(rows, the_ballot, poll);
}

// Runs an act or due work over these rows as the machine does, and keeps what it writes.
class Ledger {
  public:
    explicit Ledger(std::uint64_t heads) : program_(*machine::assemble(all_modules())) {
        state::Overlay rows{rows_};
        machine::v1::Veil veil;
        veil.set_veil(Bytes(Hash32::size, 'v'));
        machine::veil_table.put(rows, veil);
        for (std::uint64_t i = 0; i < heads; ++i) add_owner(rows, i);
        add_ballot(rows);
        rows_.apply(rows.changes());
    }
    template <class Run>
    void run(std::int64_t ms, const Id16& author, bool keep, const Run& run) {
        state::Overlay overlay{rows_, sha256("salt")};
        const machine::Author who{{}, author, machine::KeyStanding::active};
        machine::Context context{program_, overlay, {10, Timestamp{ms}}, who, sha256("id")};
        CHECK(run(context));
        if (keep) rows_.apply(overlay.changes());
    }
    void open(bool keep) {
        run(1, {}, keep,
            [](auto& context) { return ballot::open_due(context, ballot::due_key(the_ballot)); });
    }
    void close(bool keep) {
        run(1'000'000, {}, keep,
            [](auto& context) { return ballot::close_due(context, ballot::due_key(the_ballot)); });
    }
    // The votes of all heads, two thirds of them for it.
    std::vector<std::pair<Id16, v1::Cast>> votes() const {
        const auto poll = *ballot::poll_of(rows_, the_ballot);
        const auto lines = roll();
        std::vector<std::pair<Id16, v1::Cast>> made;
        for (std::uint64_t i = 0; i < lines.size(); ++i) {
            auto& [member, act] = made.emplace_back(ballot::id_of(lines[i].owners(0)), v1::Cast{});
            act.set_ballot(the_ballot.bytes());
            act.set_shown(poll.shown());
            *act.mutable_voter()->mutable_line() = lines[i];
            act.mutable_voter()->set_index(i);
            for (int item = 0; item < poll.asks_size(); ++item) {
                auto* choice = act.add_choices();
                choice->set_item(static_cast<std::uint32_t>(item));
                choice->mutable_open()->set_mark(i % 3 ? v1::AGREE : v1::DISAGREE);
            }
        }
        return made;
    }
    std::vector<registry::v1::RollLine> roll() const {
        return registry::roll_at(rows_, ballot::call_of(rows_, the_ballot)->call().electorate(), 9,
                                 Timestamp{1});
    }
    // Counts all heads without the acts, for the measurements that begin after them.
    void count_all() {
        run(2, {}, true, [this](auto& context) -> Result<> {
            auto poll = *ballot::poll_of(context.view(), the_ballot);
            for (const auto& [member, act] : votes()) {
                v1::CastRow row;
                *row.mutable_choices() = act.choices();
                row.set_channel(v1::PHONE);
                row.set_member(member.bytes());
                row.set_area_centi(act.voter().line().area_centi());
                row.set_building(act.voter().line().building());
                row.set_transaction(sha256(member.view()).bytes());
                ballot::casts.put(context.state(), the_ballot,
                                  ballot::hash_of(act.voter().line().head()), row);
            }
            return {};
        });
    }
    const state::MemoryState& rows() const { return rows_; }

  private:
    machine::Program program_;
    state::MemoryState rows_;
};

// range(0): heads.
void open_ballot(benchmark::State& state) {
    Ledger ledger{static_cast<std::uint64_t>(state.range(0))};
    for (auto _ : state) ledger.open(false);
}

// range(0): heads. One cast: proof, rows read and written; without the signature.
void cast_one(benchmark::State& state) {
    Ledger ledger{static_cast<std::uint64_t>(state.range(0))};
    ledger.open(true);
    auto votes = ledger.votes();
    auto& [member, act] = votes[votes.size() / 2];
    act.mutable_voter()->set_path(join_path(registry::roll_proof(ledger.roll(), votes.size() / 2)));
    const v1::Cast& vote = act;
    for (auto _ : state)
        ledger.run(2, member, false,
                   [&vote](auto& context) { return ballot::cast(context, vote); });
}

// range(0): voters. The block that closes, counts and publishes five items.
void close_ballot(benchmark::State& state) {
    Ledger ledger{static_cast<std::uint64_t>(state.range(0))};
    ledger.open(true);
    ledger.count_all();
    for (auto _ : state) ledger.close(false);
}

// range(0): voters. Lines and leaves are at hand; to roots, figures and verdicts.
void recount_ballot(benchmark::State& state) {
    Ledger ledger{static_cast<std::uint64_t>(state.range(0))};
    ledger.open(true);
    ledger.count_all();
    ledger.close(true);
    const auto call = ballot::call_of(ledger.rows(), the_ballot)->call();
    const auto lines = ledger.roll();
    std::vector<v1::CastLeaf> leaves;
    ballot::visit_leaves(ledger.rows(), the_ballot, nullptr, [&](const v1::CastLeaf& leaf) {
        leaves.push_back(leaf);
        return true;
    });
    std::vector<v1::VerdictRow> verdicts;
    for (std::uint64_t i = 0; i < 5; ++i)
        verdicts.push_back(*ballot::verdict_of(ledger.rows(), the_ballot, i));
    for (auto _ : state)
        if (const auto found = ballot::recount(call, lines, leaves, verdicts))
            state.SkipWithError(found->what.c_str());
}

// Asks as the API does, with a reader's signature checked already. Owners in turn, so that no line
// is asked for twice in a row.
template <class Query, class Ask>
void ask(benchmark::State& state, bool keep, const Ask& ask_one) {
    Ledger ledger{5'000};
    ledger.open(true);
    engine::ReadingMemo memo;
    Query query;
    query.set_ballot(the_ballot.bytes());
    std::uint64_t number = 0;
    for (auto _ : state) {
        const machine::Reading reading{ledger.rows(), {10, Timestamp{2}}, keep ? &memo : nullptr};
        if (!ask_one(reading, named("owner", ++number * 7 % 5'000), query))
            state.SkipWithError("no answer");
    }
    state.SetItemsProcessed(state.iterations());
}

// One's own line with its proof; with 1 the roll is kept from one reading to the next.
void ask_own_line(benchmark::State& state) {
    ask<v1::MyLinesQuery>(
        state, state.range(0) == 1, [](const auto& reading, auto who, auto& query) {
            query.set_member(who.bytes());
            const machine::Author asker{{}, who, machine::KeyStanding::active};
            if (!ballot::may_read(reading, &asker, query)) return false;
            const auto reply = ballot::my_lines(reading, query);
            return reply && reply->lines_size() == 1 && !codec::encode(*reply).empty();
        });
}

// A page of 50 lines.
void ask_roll_page(benchmark::State& state) {
    ask<v1::RollLinesQuery>(state, state.range(0) == 1, [](const auto& reading, auto, auto& query) {
        query.set_limit(50);
        const auto reply = ballot::roll_lines(reading, query);
        return reply && reply->lines_size() == 50 && !codec::encode(*reply).empty();
    });
}

BENCHMARK(ask_own_line)->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(ask_roll_page)->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(open_ballot)->Arg(5'000)->Arg(20'000)->Unit(benchmark::kMillisecond);
BENCHMARK(cast_one)->Arg(5'000)->Unit(benchmark::kMicrosecond);
BENCHMARK(close_ballot)->Arg(5'000)->Arg(20'000)->Unit(benchmark::kMillisecond);
BENCHMARK(recount_ballot)->Arg(20'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace linlian
