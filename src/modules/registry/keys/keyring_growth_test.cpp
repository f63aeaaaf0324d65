// Ten thousand keys in one life: an act on a member's keys reads as few rows as at the beginning,
// and so does whoever asks which keys the member has.
#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

constexpr int lives = 10'000;

// Rows in memory that count how many of them were read.
class CountedRows final : public state::StateView {
  public:
    explicit CountedRows(state::MemoryState rows) : rows_(std::move(rows)) {}
    std::optional<Bytes> get(BytesView key) const override {
        ++read_;
        return rows_.get(key);
    }
    void scan(BytesView from, BytesView to, const state::RowVisitor& visit) const override {
        rows_.scan(from, to, [&](BytesView key, BytesView value) {
            ++read_;
            return visit(key, value);
        });
    }
    void apply(const state::Changes& changes) { rows_.apply(changes); }
    std::size_t take_read() const { return std::exchange(read_, 0); }

  private:
    state::MemoryState rows_;
    mutable std::size_t read_ = 0;
};

class Life {
  public:
    Life() : program_(kit::program_of({charter::module(), registry::module()})), rows_(first()) {}

    // The member adds `next` and gives up `current`; the rows that were read for it.
    std::size_t replace(const std::string& current, const std::string& next) {
        rows_.take_read();
        v1::AddKey add;
        add.set_member(id_bytes("kim"));
        add.set_key(key_bytes(next));
        add.set_countersignature(countersigned<v1::AddKey>(add.member(), next));
        run(current, add);
        v1::RetireKey retire;
        retire.set_key(key_bytes(current));
        run(next, retire);
        return rows_.take_read();
    }
    // The rows that are read to tell the newest page of the member's keys.
    std::size_t ask_keys() {
        rows_.take_read();
        v1::MemberKeysQuery query;
        query.set_member(id_bytes("kim"));
        query.set_limit(20);
        const machine::Reading reading{rows_, {height_, Timestamp{}}};
        const auto reply =
            program_.find_query("linlian.registry.v1.MemberKeysQuery")->answer(reading, query);
        EXPECT_TRUE(reply) << reply.error().code;
        return rows_.take_read();
    }

  private:
    static state::MemoryState first() {
        state::MemoryState rows;
        state::Overlay given{rows, sha256("given")};
        machine::v1::Community community;
        community.set_id(community_of_tests().bytes());
        machine::community_table.put(given, community);
        members.put(given, id("kim"), v1::Member{});
        v1::Key key;
        key.set_member(id_bytes("kim"));
        key.set_public_key(key_bytes("k0"));
        key.set_state(v1::KEY_ACTIVE);
        key.set_method(v1::GENESIS);
        keys.put(given, key_hash(key.public_key()), key);
        keys_of.put(given, id("kim"), key_hash(key.public_key()), v1::Member{});
        rows.apply(given.changes());
        return rows;
    }
    void run(const std::string& author, const machine::Message& act) {
        const machine::BlockTime time{++height_, Timestamp{static_cast<std::int64_t>(height_)}};
        const auto who = program_.resolve_author(rows_, key_bytes(author), time.time);
        ASSERT_TRUE(who);
        state::Overlay overlay{rows_, sha256("salt")};
        machine::Context context{program_, overlay, time, *who, sha256(std::to_string(height_))};
        const auto done = program_.find_act(act.GetDescriptor()->full_name())->run(context, act);
        ASSERT_TRUE(done) << done.error().code;
        rows_.apply(overlay.changes());
    }

    machine::Program program_;
    CountedRows rows_;
    Height height_ = 1;
};

TEST(KeyringGrowth, ten_thousand_keys_cost_an_act_what_ten_did) {
    Life life;
    std::size_t at_ten = 0;
    std::size_t at_last = 0;
    std::size_t asked_at_hundred = 0;
    for (int i = 0; i < lives; ++i) {
        at_last = life.replace("k" + std::to_string(i), "k" + std::to_string(i + 1));
        if (testing::Test::HasFailure()) return;
        if (i == 9) at_ten = at_last;
        if (i == 99) asked_at_hundred = life.ask_keys();
    }
    EXPECT_GT(at_ten, 0U);
    EXPECT_LE(at_last, at_ten);
    EXPECT_LE(life.ask_keys(), asked_at_hundred);
}

}  // namespace
}  // namespace linlian::registry
