// docs/formats/ballot.md: votes, the hash of a result, and the file with which anybody counts
// again, also with one thing in it that does not hold.
#include "client/result/recount.h"

#include "client/result/result_facts.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "kit/code_of.h"
#include "light/bundle/bundle_for_tests.h"
#include "modules/ballot/count/count.h"
#include "modules/ballot/count/result.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "vectors/owners_roll.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>

namespace linlian::formats {
namespace {

namespace bal = ballot::v1;

// A ballot of two items in which two of the three heads voted.
struct Counted {
    // `change` what was cast before it is counted, or what is counted before it is proven.
    using Change = std::function<void(Counted&)>;
    explicit Counted(const Change& change_casts = nullptr, const Change& change_rows = nullptr) {
        rows.call = from<bal::CallRow>(R"({"call": {"electorate": {"electors": "OWNERS"},
            "title": {"zh": "示例"}, "items": [
            {"matter": "USE_REPAIR_FUND", "form": "YES_OR_NO"},
            {"matter": "SURVEY", "form": "ONE_OF", "options": [
                {"title": {"zh": "甲"}}, {"title": {"zh": "乙"}}]}]},
            "called_height": "3", "called_ms": "1790000000000"})");
        for (const auto& item : rows.call.call().items())
            *rows.poll.add_asks() = ballot::ask_of(item);
        const auto totals = registry::roll_totals(roll);
        rows.poll.set_stage(bal::FINAL);
        rows.poll.set_roll_root(registry::roll_root(roll).bytes());
        rows.poll.set_roll_lines(totals.heads());
        rows.poll.set_roll_area_centi(totals.area_centi());
        for (std::size_t i = 0; i < 2; ++i) casts.push_back(cast(roll[i], i));
        if (change_casts) change_casts(*this);
        count();
        if (change_rows) change_rows(*this);
    }

    Json casts_json() const {
        Json all = Json::array();
        for (const auto& leaf : casts) {
            auto json = message_json(leaf);
            json["leaf"] = hex(ballot::leaf_bytes_hash(leaf));
            all.push_back(std::move(json));
        }
        return {{"leaves", all}, {"root", hex(BytesView{rows.verdicts[0].casts_root()})}};
    }
    Json result_json() const {
        Json values = Json::array();
        for (const auto& row : rows.verdicts) values.push_back(hex(BytesView{codec::encode(row)}));
        const auto hash = client::verdicts_hash(rows.verdicts);
        const auto community = sha256("a community");
        return {{"community", hex(community)},
                {"ballot", hex(id_of("ballot"))},
                {"rows", values},
                {"hash", hex(hash)},
                {"link", client::result_uri(community, id_of("ballot"), hash)}};
    }
    // The file of a recount, its poll proven in a ledger with so many entries more.
    client::v1::Recount recount(int entries_more = 0) const;

    static bal::CastLeaf cast(const RollLine& line, std::size_t number) {
        auto row = from<bal::CastRow>(number == 0 ? R"({"choices": [{"open": {"mark": "AGREE"}},
                                          {"item": 1, "open": {"mark": "AGREE", "options": [1]}}],
                              "channel": "PHONE", "enrolled_by": "ID_CARD_AT_COUNTER"})"
                                                  : R"({"choices": [{"open": {"mark": "INVALID"}},
                                          {"item": 1, "open": {"mark": "ABSTAIN"}}],
                              "channel": "PAPER"})");
        row.set_area_centi(line.area_centi());
        row.set_building(line.building());
        row.set_transaction(sha256("transaction " + std::to_string(number)).bytes());
        row.set_time_ms(1'790'000'100'000);
        row.add_entered_by(id_of("ana").bytes());  // no part of the leaf
        Hash32 head;
        EXPECT_TRUE(Hash32::parse(line.head(), head));
        return ballot::leaf_of(head, row);
    }
    void count() {
        ballot::Counter counter{rows.call.call()};
        for (const auto& leaf : casts) counter.add(leaf);
        rows.verdicts = counter.verdicts(rows.call.call(),
                                         ballot::roll_figures(rows.call.call(), rows.poll, {}), {});
        for (auto& row : rows.verdicts) {
            row.set_stage(bal::FINAL);
            row.set_height(6);
            row.set_time_ms(1'790'000'200'000);
        }
    }

    std::vector<RollLine> roll = owners_roll();
    std::vector<bal::CastLeaf> casts;
    client::RecountRows rows;
};

// A bundle of the row at this key of a ledger that holds these rows, sealed by the validators of
// the test ledger.
Bytes bundle_of(const std::map<Bytes, Bytes>& rows, const Bytes& key, int entries_more) {
    auto ledger = light::test_ledger();
    for (int i = 0; i < entries_more; ++i) ledger.tip.log.append(sha256("an entry more"));
    ledger.tree = light::test_tree(rows);
    ledger.tip.state_root = ledger.tree.root();
    light::seal_tip(ledger);
    return light::encode_bundle(light::row_bundle(ledger, key, rows.at(key)));
}

client::v1::Recount Counted::recount(int entries_more) const {
    const auto id = id_of("ballot");
    std::map<Bytes, Bytes> values{{ballot::calls.key(id), codec::encode(rows.call)},
                                  {ballot::polls.key(id), codec::encode(rows.poll)}};
    for (std::size_t i = 0; i < rows.verdicts.size(); ++i)
        values[ballot::verdicts.key(id, i)] = codec::encode(rows.verdicts[i]);
    client::v1::Recount file;
    file.set_kind(client::recount_kind);
    file.set_format(1);
    file.set_ballot(id.bytes());
    file.set_call(bundle_of(values, ballot::calls.key(id), 0));
    file.set_poll(bundle_of(values, ballot::polls.key(id), entries_more));
    for (std::size_t i = 0; i < rows.verdicts.size(); ++i)
        file.add_verdicts(bundle_of(values, ballot::verdicts.key(id, i), 0));
    for (const auto& line : roll) *file.add_roll() = line;
    for (const auto& leaf : casts) *file.add_casts() = leaf;
    return file;
}

Json recount_json(const Counted& counted) {
    const Bytes bytes = codec::encode(counted.recount());
    const auto statement = client::verify_recount(bytes, light::test_ledger().community);
    EXPECT_TRUE(statement) << (statement ? "" : statement.error().code);
    return {{"file", hex(BytesView{bytes})},
            {"community", hex(light::test_ledger().community)},
            {"heads", statement ? statement->heads : 0},
            {"casts", statement ? statement->casts : 0}};
}

// Files in which one thing does not hold, all else fitting.
class RefusedFiles {
  public:
    void add(const char* why, const client::v1::Recount& file,
             const char* code = "client.RECOUNT_WRONG") {
        const Bytes bytes = codec::encode(file);
        const auto statement = client::verify_recount(bytes, light::test_ledger().community);
        EXPECT_EQ(kit::code_of(statement), code) << why;
        all_.push_back({{"why", why}, {"file", hex(BytesView{bytes})}});
    }
    void add_casts(const char* why, const Counted::Change& change) {
        add(why, Counted{change}.recount());
    }
    void add_rows(const char* why, const Counted::Change& change) {
        add(why, Counted{nullptr, change}.recount());
    }
    const Json& all() const { return all_; }

  private:
    Json all_ = Json::array();
};

void add_wrong_casts(RefusedFiles& files) {
    files.add_casts("two votes of one head", [](Counted& c) { c.casts[1] = c.casts[0]; });
    files.add_casts("out of order", [](Counted& c) { std::swap(c.casts[0], c.casts[1]); });
    files.add_casts("of no head on the roll",
                    [](Counted& c) { c.casts[1].set_head(Bytes(32, '\xff')); });
    files.add_casts("another area",
                    [](Counted& c) { c.casts[0].mutable_cast()->set_area_centi(1); });
    files.add_casts("another building",
                    [](Counted& c) { c.casts[0].mutable_cast()->set_building(Bytes(16, 'b')); });
    files.add_casts("an item without an answer",
                    [](Counted& c) { c.casts[0].mutable_cast()->mutable_choices()->RemoveLast(); });
    files.add_casts("INVALID by phone",
                    [](Counted& c) { c.casts[1].mutable_cast()->set_channel(bal::PHONE); });
    files.add_casts("struck", [](Counted& c) { c.casts[0].mutable_cast()->set_struck(true); });
}

void add_wrong_rows(RefusedFiles& files) {
    files.add_rows("a stage of its own",
                   [](Counted& c) { c.rows.verdicts[1].set_stage(bal::PRELIMINARY); });
    files.add_rows("a height of its own", [](Counted& c) { c.rows.verdicts[1].set_height(7); });
    files.add_rows("another stage of the poll",
                   [](Counted& c) { c.rows.poll.set_stage(bal::PRELIMINARY); });
    files.add_rows("no result yet", [](Counted& c) {
        c.rows.poll.set_stage(bal::OPEN);
        for (auto& row : c.rows.verdicts) row.set_stage(bal::OPEN);
    });
    files.add_rows("another roll of the poll",
                   [](Counted& c) { c.rows.poll.set_roll_root(sha256("x").bytes()); });
    files.add_rows("the result of an item is missing",
                   [](Counted& c) { c.rows.verdicts.pop_back(); });
    files.add("of two moments", Counted{}.recount(1));
    auto file = Counted{}.recount();
    file.set_format(2);
    files.add("another format", file, "client.RECOUNT_MALFORMED");
    file = Counted{}.recount();
    file.mutable_call()->swap(*file.mutable_poll());
    files.add("another row", file);
}

TEST(Formats, of_recounts_are_as_kept) {
    const Counted counted;
    RefusedFiles refused;
    add_wrong_casts(refused);
    add_wrong_rows(refused);
    keep_vectors("recount", {{"casts", counted.casts_json()},
                             {"result", counted.result_json()},
                             {"recount", recount_json(counted)},
                             {"refused", refused.all()}});
}

}  // namespace
}  // namespace linlian::formats
