// For tests of the API only: an engine in memory that records each parcel as a block at once, or
// when told, and a registry of the counter module and the sample queries.
#pragma once

#include "api/sample_test.pb.h"
#include "api/server/http.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "engine/engine.h"
#include "kit/counter.h"
#include "kit/transactions.h"
#include "machine/machine.h"
#include "ops/time/clock.h"
#include "state/memory_state.h"
#include "state/overlay.h"

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>

namespace linlian::api {

inline const state::Table<kit::v1::Counter, Hash32> secrets{"sample/secret/",
                                                            state::Subject{"sample/secret"}};
inline constexpr Timestamp door_opens{1'790'000'000'000};
// What is not for everybody is for nobody any more after the first day.
inline bool is_in_time(const machine::Reading& reading) {
    return reading.block.time.ms < door_opens.ms + ms_per_day;
}
// The subject is the hash of its holder's key; for nobody any more once the counter `a` counts.
inline bool is_holder(const machine::Reading& reading, const machine::Author& asker,
                      BytesView subject) {
    return sha256(asker.key).view() == subject && !kit::counters.has(reading.rows, "a") &&
           is_in_time(reading);
}

inline Result<sample::v1::Echo> echo(const machine::Reading&, const sample::v1::Echo& query) {
    return query;
}

inline Result<sample::v1::CounterReply> find_counter(const machine::Reading& reading,
                                                     const sample::v1::FindCounter& query) {
    const auto row = kit::counters.find(reading.rows, query.name());
    if (query.name() == "fault") throw state::ReadFault("the disk is gone");
    if (!row) return refuse(sample::v1::COUNTER_UNKNOWN, {{"name", query.name()}});
    sample::v1::CounterReply reply;
    reply.set_name(query.name());
    reply.set_value(row->value());
    reply.set_height(reading.block.height);
    return reply;
}

inline Result<sample::v1::Diary> diary(const machine::Reading&, const sample::v1::Diary& query) {
    return query;
}
inline Result<> may_read(const machine::Reading& reading, const machine::Author* asker,
                         const sample::v1::Diary& query) {
    if (asker != nullptr && asker->key == query.key() && is_in_time(reading)) return {};
    return refuse(sample::v1::NOT_FOR_YOU);
}

inline Result<> well_formed(const sample::v1::Whisper&) { return {}; }
inline Result<> whisper(machine::Context&, const sample::v1::Whisper&) { return {}; }

inline std::vector<Refusal> begin_with_nothing(machine::Context&, const sample::v1::Nothing&) {
    return {};
}

// Every key is its own member's, but for that of ana, who has a tablet too.
inline std::optional<Id16> whose_key(const state::StateView&, BytesView key) {
    const bool of_ana = key == kit::key_of("ana").public_key().encoded();
    const auto tablet = kit::key_of("ana's tablet").public_key().encoded();
    Id16 member;
    CHECK(Id16::parse(sha256(of_ana ? BytesView{tablet} : key).view().substr(0, 16), member));
    return member;
}

inline machine::Program sample_program() {
    machine::Module sample;
    sample.name = "sample";
    sample.tables = {secrets.info()};
    sample.subjects = {{"sample/secret", is_holder}};
    sample.acts = {machine::act<sample::v1::Whisper>(well_formed, whisper)};
    sample.queries = {machine::query(echo), machine::query(find_counter),
                      machine::query(diary, may_read)};
    sample.genesis = machine::genesis(begin_with_nothing);
    sample.whose_key = whose_key;
    std::vector<machine::Module> modules{kit::counter_module(), std::move(sample)};
    auto program = machine::assemble(std::move(modules));
    CHECK(program.has_value());
    return std::move(*program);
}

struct FakeCommitted final : engine::Committed {
    state::MemoryState state;
    TreeVersion version = empty_tree();
    machine::Tip at;

    const state::StateView& rows() const override { return state; }
    const TreeVersion& tree() const override { return version; }
    const machine::Tip& tip() const override { return at; }
};

class FakeEngine final : public engine::Engine {
  public:
    FakeEngine(const machine::Program& program, const machine::v1::Genesis& genesis)
        : program_(program), opener_(program, machine::community_id(genesis)) {
        auto first = machine::apply_genesis(program, genesis);
        CHECK(first.has_value());
        auto made = std::make_shared<FakeCommitted>();
        made->state.apply(first->changes);
        made->version = first->tree;
        made->at = first->tip;
        committed_ = made;
    }

    std::vector<Result<Hash32>> submit(std::vector<Bytes> transactions) override {
        std::vector<Result<Hash32>> answers;
        const std::lock_guard lock{mutex_};
        for (auto& bytes : transactions) {
            auto opened = opener_.open(std::move(bytes));
            if (!opened) {
                answers.emplace_back(tl::unexpected(opened.error()));
                continue;
            }
            answers.emplace_back(opened->id());
            if (standings_.contains(opened->id())) continue;
            standings_[opened->id()].kind = engine::TransactionStatus::Kind::waiting;
            line_.push_back(std::move(*opened));
        }
        if (!holding_) record();
        return answers;
    }

    engine::TransactionStatus find(const Hash32& id) const override {
        const std::lock_guard lock{mutex_};
        const auto found = standings_.find(id);
        return found == standings_.end() ? engine::TransactionStatus{} : found->second;
    }

    std::vector<engine::TransactionStatus> await(const std::vector<Hash32>& ids,
                                                 std::chrono::milliseconds at_most) const override {
        std::unique_lock lock{mutex_};
        const auto at = [this](const Hash32& id) {
            const auto found = standings_.find(id);
            return found == standings_.end() ? engine::TransactionStatus{} : found->second;
        };
        recorded_.wait_for(lock, at_most, [&] {
            return std::none_of(ids.begin(), ids.end(), [&](const Hash32& id) {
                return at(id).kind == engine::TransactionStatus::Kind::waiting;
            });
        });
        std::vector<engine::TransactionStatus> standings;
        for (const auto& id : ids) standings.push_back(at(id));
        return standings;
    }

    std::uint64_t announced() const override { return wakes_.announced(); }
    void wake_after(std::uint64_t seen, std::weak_ptr<const engine::Wake> wake) const override {
        wakes_.add(seen, std::move(wake));
        ++waiting_calls_;
    }

    std::shared_ptr<const engine::Committed> committed() const override {
        std::unique_lock lock{mutex_};
        auto newest = committed_;  // owners: the engine, and whoever reads that height
        const auto then = std::exchange(after_look_, nullptr);
        lock.unlock();
        if (then) then();
        return newest;
    }
    // What happens right after somebody has taken the newest height, once.
    void after_next_look(std::function<void()> then) {
        set([&] { after_look_ = std::move(then); });
    }

    engine::Health health() const override {
        const std::lock_guard lock{mutex_};
        return {trouble_.empty(), committed_->at, line_.size(),
                "fake",           trouble_,       trouble_.empty() ? "" : "STOPPED"};
    }

    // From now on transactions stay in line.
    void hold() {
        set([this] { holding_ = true; });
    }
    // Records what is in line.
    void release() {
        set([this] {
            holding_ = false;
            record();
        });
    }
    // Forgets what is in line.
    void lose() {
        set([this] {
            for (const auto& lost : line_) standings_.erase(lost.id());
            line_.clear();
            recorded_.notify_all();
            wakes_.announce();
        });
    }
    void set_trouble(std::string trouble) {
        set([&] { trouble_ = std::move(trouble); });
    }
    // From now on nobody may use this key.
    void retire(const Bytes& key) {
        set([&] {
            kit::v1::CounterGenesis setting;
            setting.set_retired_key(key);
            auto next = std::make_shared<FakeCommitted>(*committed_);
            state::Overlay overlay{next->state};
            kit::settings.put(overlay, "retired", setting);
            next->state.apply(overlay.take_changes());
            committed_ = next;
        });
    }
    // How often somebody asked to be woken.
    int waiting_calls() const { return waiting_calls_; }

  private:
    void set(const std::function<void()>& change) {
        const std::lock_guard lock{mutex_};
        change();
    }

    void record() {
        const machine::LedgerView view{committed_->state, committed_->version, recent_,
                                       committed_->at};
        const Timestamp time{committed_->at.time.ms + 1000};
        auto block = machine::apply_block(program_, view, {committed_->at.height + 1, time, line_});
        CHECK(block.has_value());
        auto next = std::make_shared<FakeCommitted>(*committed_);
        next->state.apply(block->changes);
        next->version = block->tree;
        next->at = block->tip;
        std::uint64_t index = committed_->at.log.size();
        committed_ = next;
        for (auto& receipt : block->receipts) {
            Hash32 id;
            CHECK(Hash32::parse(receipt.leaf().id(), id));
            standings_[id] = {engine::TransactionStatus::Kind::recorded, std::move(receipt),
                              index++};
        }
        line_.clear();
        recorded_.notify_all();
        wakes_.announce();
    }

    const machine::Program& program_;
    machine::Opener opener_;
    mutable std::mutex mutex_;
    mutable std::function<void()> after_look_;
    mutable std::condition_variable recorded_;
    mutable engine::Wakes wakes_;
    mutable std::atomic<int> waiting_calls_ = 0;
    bool holding_ = false;
    std::string trouble_;
    std::shared_ptr<const FakeCommitted> committed_;
    machine::RecentIds recent_;
    std::map<Hash32, engine::TransactionStatus> standings_;
    std::vector<machine::OpenedTransaction> line_;
};

// Follows `later` and `pending` as the server does when the time is up.
inline Response settled(Response response) {
    while (response.later || response.pending)
        response = response.later ? response.later() : *response.pending->look({}, true);
    return response;
}

// All that a test of the API stands on.
struct FakeNode {
    static constexpr Timestamp start = door_opens;
    machine::v1::Genesis genesis = sample_genesis();
    Hash32 community = machine::community_id(genesis);
    machine::Program program = sample_program();
    FakeEngine engine{program, genesis};
    ops::ManualClock clock{start};

    static machine::v1::Genesis sample_genesis() {
        auto made = kit::counter_genesis(kit::key_of("validator").public_key().encoded(), start);
        kit::v1::CounterGenesis counters;
        counters.set_retired_key(kit::key_of("retired").public_key().encoded());
        made.mutable_sections(0)->set_content(codec::encode(counters));
        made.add_sections()->set_type(sample::v1::Nothing::descriptor()->full_name());
        return made;
    }

    // A signed transaction that adds to a counter; `number` makes it one of its own.
    Bytes add(std::uint64_t number, std::int64_t amount = 1, const std::string& name = "a") const {
        kit::v1::Add act;
        act.set_name(name);
        act.set_amount(amount);
        return kit::sign_act(kit::key_of("author"), community, act,
                             Timestamp{start.ms + ms_per_day}, kit::nonce_of(number));
    }
};

}  // namespace linlian::api
