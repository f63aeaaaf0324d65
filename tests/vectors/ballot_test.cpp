// docs/formats/ballot.md: rolls, votes, the seal of a paper, the hash of a result, and a whole file
// with which anybody counts again.
#include "apps/ballot/recount.h"
#include "apps/ballot/result_notice.h"
#include "codec/json.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "light/bundle_for_tests.h"
#include "modules/ballot/count.h"
#include "modules/ballot/papers_rules.h"
#include "modules/ballot/result.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"
#include "modules/registry/roll.h"
#include "modules/registry/rules.h"
#include "vectors/keep.h"

#include <gtest/gtest.h>

namespace linlian::formats {
namespace {

namespace bal = ballot::v1;
using registry::v1::RollLine;

Json hex_list(std::span<const Hash32> hashes) {
    Json all = Json::array();
    for (const auto& hash : hashes) all.push_back(hex(hash));
    return all;
}

template <class M>
M from(const std::string& json) {
    M message;
    EXPECT_TRUE(codec::from_json(json, message)) << json;
    return message;
}

// Three heads of owners: one alone, a couple, one with two flats in two buildings.
std::vector<RollLine> owners_roll() {
    std::vector<RollLine> roll;
    const std::vector<std::vector<Id16>> heads{
        {id_of("ana")}, {id_of("bo"), id_of("cai")}, {id_of("dan")}};
    for (auto owners : heads) {
        std::ranges::sort(owners);
        RollLine line;
        for (const auto& owner : owners) line.add_owners(owner.bytes());
        line.set_head(registry::head_of(line.owners()).bytes());
        line.set_building(id_of("building 1").bytes());
        line.set_premises(1);
        line.set_area_centi(8'950);
        line.set_register_centi(8'950);
        roll.push_back(line);
    }
    roll[1].set_voter(id_of("cai").bytes());
    roll[2].clear_building();
    roll[2].set_premises(2);
    roll[2].set_area_centi(17'000);
    roll[2].set_register_centi(9'000);
    roll[2].set_contract_centi(8'000);
    std::ranges::sort(roll, {}, [](const RollLine& line) { return line.head(); });
    return roll;
}

Json roll_json(const std::vector<RollLine>& roll) {
    Json lines = Json::array();
    for (std::size_t i = 0; i < roll.size(); ++i) {
        auto line = message_json(roll[i]);
        line["leaf"] = hex(registry::roll_line_hash(roll[i]));
        line["path"] = hex_list(registry::roll_proof(roll, i));
        lines.push_back(std::move(line));
    }
    return {{"lines", lines}, {"root", hex(registry::roll_root(roll))}};
}

Json seal_json() {
    const auto entry = from<bal::PaperEntry>(R"({"choices": [
        {"item": 0, "open": {"mark": "AGREE"}},
        {"item": 1, "open": {"mark": "AGREE", "options": [0, 2]}},
        {"item": 2, "open": {"mark": "INVALID"}}],
        "is_signed": true, "received_ms": "1790000000000"})");
    const auto ballot = id_of("ballot");
    const auto serial = id_of("paper");
    const auto clerk = id_of("clerk");
    const auto salt = sha256("salt");
    const ballot::SealedBy by{ballot.view(), serial.view(), 1, clerk.view()};
    return {{"ballot", hex(ballot)},
            {"serial", hex(serial)},
            {"round", 1},
            {"member", hex(clerk)},
            {"salt", hex(salt)},
            {"entry", message_json(entry)},
            {"seal", hex(ballot::paper_seal(by, salt.view(), entry))}};
}

// A ballot of two items in which two of the three heads voted.
class Counted {
  public:
    Counted() {
        rows_.call = from<bal::CallRow>(R"({"call": {"electorate": {"electors": "OWNERS"},
            "title": {"zh": "示例"}, "items": [
            {"matter": "USE_REPAIR_FUND", "form": "YES_OR_NO"},
            {"matter": "SURVEY", "form": "ONE_OF", "options": [
                {"title": {"zh": "甲"}}, {"title": {"zh": "乙"}}]}]},
            "called_height": "3", "called_ms": "1790000000000"})");
        for (const auto& item : rows_.call.call().items())
            *rows_.poll.add_asks() = ballot::ask_of(item);
        const auto totals = registry::roll_totals(roll_);
        rows_.poll.set_stage(bal::FINAL);
        rows_.poll.set_roll_root(registry::roll_root(roll_).bytes());
        rows_.poll.set_roll_lines(totals.heads());
        rows_.poll.set_roll_area_centi(totals.area_centi());
        for (std::size_t i = 0; i < 2; ++i) casts_.push_back(cast(roll_[i], i));
        count();
    }

    Json casts_json() const {
        Json all = Json::array();
        for (const auto& leaf : casts_) {
            auto json = message_json(leaf);
            json["leaf"] = hex(ballot::leaf_bytes_hash(leaf));
            all.push_back(std::move(json));
        }
        return {{"leaves", all}, {"root", hex(BytesView{rows_.verdicts[0].casts_root()})}};
    }
    Json result_json() const {
        Json values = Json::array();
        for (const auto& row : rows_.verdicts) values.push_back(hex(BytesView{codec::encode(row)}));
        const auto hash = apps::verdicts_hash(rows_.verdicts);
        const auto community = sha256("a community");
        return {{"community", hex(community)},
                {"ballot", hex(id_of("ballot"))},
                {"rows", values},
                {"hash", hex(hash)},
                {"link", apps::result_uri(community, id_of("ballot"), hash)}};
    }
    Json recount_json() const;

  private:
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
        ballot::Counter counter{rows_.call.call()};
        for (const auto& leaf : casts_) counter.add(leaf);
        rows_.verdicts = counter.verdicts(
            rows_.call.call(), ballot::roll_figures(rows_.call.call(), rows_.poll, {}), {});
        for (auto& row : rows_.verdicts) {
            row.set_stage(bal::FINAL);
            row.set_height(6);
            row.set_time_ms(1'790'000'200'000);
        }
    }

    std::vector<RollLine> roll_ = owners_roll();
    std::vector<bal::CastLeaf> casts_;
    apps::RecountRows rows_;
};

// A ledger that holds these rows, sealed by the validators of the test ledger.
Json Counted::recount_json() const {
    const auto id = id_of("ballot");
    std::map<Bytes, Bytes> rows{{ballot::calls.key(id), codec::encode(rows_.call)},
                                {ballot::polls.key(id), codec::encode(rows_.poll)}};
    for (std::size_t i = 0; i < rows_.verdicts.size(); ++i)
        rows[ballot::verdicts.key(id, i)] = codec::encode(rows_.verdicts[i]);
    auto ledger = light::test_ledger();
    ledger.tree = light::test_tree(rows);
    ledger.tip.state_root = ledger.tree.root();
    light::seal_tip(ledger);
    const auto bundle_of = [&](const Bytes& key) {
        return light::encode_bundle(light::row_bundle(ledger, key, rows.at(key)));
    };
    apps::v1::Recount file;
    file.set_kind(apps::recount_kind);
    file.set_format(1);
    file.set_ballot(id.bytes());
    file.set_call(bundle_of(ballot::calls.key(id)));
    file.set_poll(bundle_of(ballot::polls.key(id)));
    for (std::size_t i = 0; i < rows_.verdicts.size(); ++i)
        file.add_verdicts(bundle_of(ballot::verdicts.key(id, i)));
    for (const auto& line : roll_) *file.add_roll() = line;
    for (const auto& leaf : casts_) *file.add_casts() = leaf;
    const Bytes bytes = codec::encode(file);
    const auto statement = apps::verify_recount(bytes, ledger.community);
    EXPECT_TRUE(statement) << (statement ? "" : statement.error().code);
    return {{"file", hex(BytesView{bytes})},
            {"community", hex(ledger.community)},
            {"ballot", hex(id)},
            {"heads", statement ? statement->heads : 0},
            {"casts", statement ? statement->casts : 0}};
}

// Among whom a subject is asked once.
Json scopes() {
    Json all = Json::array();
    const auto add = [&all](const char* electors, const char* field, bal::Matter matter) {
        const auto asked = hex(id_of("asked"));
        const auto electorate =
            from<registry::v1::Electorate>(std::string{R"({"electors": ")"} + electors + R"(", ")" +
                                           field + R"(": ")" + asked + R"("})");
        all.push_back({{"electors", electors},
                       {"asked", asked},
                       {"survey", matter == bal::SURVEY},
                       {"scope", hex(ballot::subject_scope(electorate, matter))}});
    };
    add("OWNERS", "estate", bal::MANAGER);
    add("OWNERS", "estate", bal::SURVEY);
    add("OFFICE_MEMBERS", "office", bal::CHARTER_DEFINED);
    add("RESIDENTS", "estate", bal::RESIDENTS_ASSEMBLY);
    add("HOUSEHOLDS", "estate", bal::SURVEY);
    return all;
}

TEST(Formats, of_ballots_are_as_kept) {
    const Counted counted;
    keep_vectors("ballot", {{"roll", roll_json(owners_roll())},
                            {"office_member", hex(id_of("ana"))},
                            {"office_head", hex(registry::head_of_office_member(id_of("ana")))},
                            {"scopes", scopes()},
                            {"empty_roll_root", hex(registry::roll_root({}))},
                            {"casts", counted.casts_json()},
                            {"seal", seal_json()},
                            {"result", counted.result_json()},
                            {"recount", counted.recount_json()}});
}

}  // namespace
}  // namespace linlian::formats
