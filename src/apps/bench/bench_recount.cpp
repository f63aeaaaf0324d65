#include "apps/bench/bench_recount.h"

#include "client/result/recount.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "modules/ballot/count/result.h"
#include "modules/ballot/rules.h"
#include "modules/registry/registry.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>

namespace linlian::apps {

using namespace client;

namespace {

namespace bal = ballot::v1;

struct Sample {
    RecountRows rows;
    v1::Recount file;
};

bal::CallBallot sample_call() {
    bal::CallBallot call;
    call.mutable_electorate()->set_electors(registry::v1::OWNERS);
    call.mutable_terms()->set_invalid_participates(true);
    auto& fund = *call.add_items();
    fund.set_matter(bal::USE_REPAIR_FUND);
    fund.set_form(bal::YES_OR_NO);
    auto& election = *call.add_items();
    election.set_matter(bal::COMMITTEE);
    election.set_form(bal::ELECT);
    election.set_seats(5);
    for (int i = 0; i < 9; ++i) election.add_options();
    return call;
}

bal::CastLeaf sample_cast(const registry::v1::RollLine& line, std::size_t i) {
    bal::CastRow row;
    auto* fund = row.add_choices();
    fund->mutable_open()->set_mark(i % 7 == 0 ? bal::DISAGREE : bal::AGREE);
    auto* election = row.add_choices();
    election->set_item(1);
    election->mutable_open()->set_mark(bal::AGREE);
    for (std::uint32_t option = 0; option < 5; ++option)
        election->mutable_open()->add_options(option + static_cast<std::uint32_t>(i % 5));
    row.set_channel(bal::PHONE);
    row.set_member(line.owners(0));
    row.set_enrolled_by(registry::v1::ID_CARD_AT_COUNTER);
    row.set_area_centi(line.area_centi());
    row.set_building(line.building());
    row.set_transaction(line.head());
    row.set_time_ms(1);
    Hash32 head;
    Hash32::parse(line.head(), head);
    return ballot::leaf_of(head, row);
}

// Nine of ten voters vote.
Sample make_sample(std::size_t voters) {
    Sample sample;
    const auto call = sample_call();
    *sample.rows.call.mutable_call() = call;
    std::vector<registry::v1::RollLine> lines(voters);
    for (std::size_t i = 0; i < voters; ++i) {
        lines[i].set_head(sha256(std::to_string(i)).bytes());
        lines[i].add_owners(lines[i].head().substr(0, Id16::size));
        lines[i].set_area_centi(5'000 + i % 9'000);
        lines[i].set_premises(1);
        lines[i].set_building(Bytes(Id16::size, 'b'));
        lines[i].set_register_centi(lines[i].area_centi());
    }
    std::ranges::sort(lines, {}, [](const auto& line) { return line.head(); });
    auto& poll = sample.rows.poll;
    poll.set_roll_root(registry::roll_root(lines).bytes());
    poll.set_roll_lines(voters);
    poll.set_roll_area_centi(registry::roll_totals(lines).area_centi());
    for (const auto& item : call.items()) *poll.add_asks() = ballot::ask_of(item);
    ballot::Counter counter{call};
    for (std::size_t i = 0; i < voters; ++i) {
        *sample.file.add_roll() = lines[i];
        if (i % 10 == 9) continue;
        *sample.file.add_casts() = sample_cast(lines[i], i);
        counter.add(*sample.file.casts().rbegin());
    }
    sample.rows.verdicts = counter.verdicts(call, ballot::roll_figures(call, poll, {}), {});
    for (auto& row : sample.rows.verdicts) row.set_stage(ballot::v1::FINAL);
    poll.set_stage(ballot::v1::FINAL);
    return sample;
}

Result<> bench(const Options& options, std::size_t voters) {
    const auto sample = make_sample(voters);
    const auto bytes = codec::encode(sample.file);
    const auto begun = std::chrono::steady_clock::now();
    v1::Recount file;
    const bool reads = codec::decode_strict(bytes, file);
    const auto counted = count_again(sample.rows, file.roll(), file.casts());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    if (!counted) return tl::unexpected(counted.error());
    const nlohmann::json figures{{"voters", voters},
                                 {"ballots", file.casts_size()},
                                 {"reads", reads},
                                 {"file_bytes", bytes.size()},
                                 {"seconds", took.count()}};
    options.terminal().json_value(figures);
    options.terminal().table({"figure", "value"},
                             {{"voters", std::to_string(voters)},
                              {"ballots", std::to_string(file.casts_size())},
                              {"file_bytes", std::to_string(bytes.size())},
                              {"seconds", fmt::format("{:.3f}", took.count())}},
                             "");
    return {};
}

}  // namespace

void add_recount_bench(Command bench_app, Options& options) {
    const auto command =
        bench_app.add_command("recount", "Counting a ballot again from its file 由文件重新计票");
    auto voters = std::make_shared<std::size_t>(20'000);
    command.add_option("--voters", *voters, "Voters on the roll 名册人数")
        .between(std::size_t{10}, std::size_t{1'000'000})
        .shows_default();
    on_run(command, options, [&options, voters] { return bench(options, *voters); });
}

}  // namespace linlian::apps
