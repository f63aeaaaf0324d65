// `linlian ballot recount` and `certificate`: what leaves the ledger for those who check, and for
// the notice board.
#include "apps/cli/ballot/ballot_commands.h"
#include "apps/cli/ballot/ballot_desk.h"
#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/ballot/ballot_view.h"
#include "client/ballot/recount.h"
#include "client/client.pb.h"
#include "codec/json.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "desk/files.h"
#include "documents/printed_head.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;
using namespace desk;
using namespace documents;

namespace {

using nlohmann::json;
namespace bal = ballot::v1;

struct Given {
    std::string ballot;
    std::string file;
    std::string bundle;
};

std::string verdict_row_name(const Id16& ballot, int item) {
    return fmt::format("ballot/verdict/{}/{}", to_hex(ballot.view()), item);
}

// The bundles of rows, in order.
Result<std::vector<Bytes>> bundles_of(FarDoor& door, const std::vector<std::string>& rows) {
    std::vector<Bytes> bundles;
    for (const auto& row : rows) {
        auto proof = TRY(door.prove_row(row, nullptr));
        bundles.push_back(std::move(proof.bundle));
    }
    return bundles;
}

Result<> put_bundles(FarDoor& door, const BallotView& ballot, v1::Recount& file) {
    const auto id = to_hex(ballot.id.view());
    std::vector<std::string> rows{"ballot/call/" + id, "ballot/poll/" + id};
    for (int i = 0; i < ballot.call().items_size(); ++i)
        rows.push_back(verdict_row_name(ballot.id, i));
    auto bundles = TRY(at_one_moment(door, [&] { return bundles_of(door, rows); }));
    file.set_call(std::move(bundles.at(0)));
    file.set_poll(std::move(bundles.at(1)));
    for (std::size_t i = 2; i < bundles.size(); ++i) file.add_verdicts(std::move(bundles.at(i)));
    return {};
}

Result<Bytes> gather_recount(const Options& options, FarDoor& door, const KeyPair& reader,
                             const BallotView& ballot) {
    const auto terminal = options.terminal();
    v1::Recount file;
    file.set_kind(recount_kind);
    file.set_format(1);
    file.set_ballot(ballot.id.bytes());
    auto roll = TRY(fetch_roll(door, ballot, bar(terminal, "名册 roll")));
    for (auto& line : roll.lines) *file.add_roll() = std::move(line);
    auto casts = TRY(fetch_casts(door, reader, ballot, bar(terminal, "选票 ballots")));
    for (auto& leaf : casts) *file.add_casts() = std::move(leaf);
    TRY(put_bundles(door, ballot, file));
    return codec::encode(file);
}

Result<> recount(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    TRY(check_new_file(given.file));
    const auto key = TRY(options.acting_key());
    const auto door = TRY(options.connect_far());
    const auto ballot = TRY(look_at_ballot(*door, given.ballot));
    if (ballot.poll.stage() != bal::PRELIMINARY && ballot.poll.stage() != bal::FINAL)
        return refuse(client::v1::NO_RESULT_YET);
    const auto gathered = TRY(gather_recount(options, *door, key, ballot));
    const auto& bytes = gathered;
    // Who fetches it sees at once whether it holds.
    const auto statement = TRY(verify_recount(bytes, door->community()));
    TRY(write_new_private_file(given.file, bytes));
    terminal.warning(
        "文件中有每位表决人的选择，只有您能读取；请勿公开 The file holds what each voter chose. It "
        "is "
        "readable by you alone: keep it so.");
    const auto community = to_hex(statement.community.view());
    terminal.json_value(json{{"file", given.file},
                             {"bytes", bytes.size()},
                             {"heads", statement.heads},
                             {"casts", statement.casts},
                             {"community", community}});
    terminal.say(
        styled("{} {}（{} bytes）：名册 roll {}，选票 ballots {}，重新计票一致 the count "
               "holds",
               terminal.good("✓"), given.file, bytes.size(), statement.heads, statement.casts));
    terminal.say(styled("  linlian verify {} --community {}", given.file, community));
    return {};
}

// FILE for the verdict on the first item, FILE.2, FILE.3 … for those after it, FILE.poll for the
// ballot's stage and what became of its result.
std::vector<std::string> bundle_files(const Given& given, const BallotView& ballot) {
    std::vector<std::string> files;
    if (given.bundle.empty()) return files;
    for (int i = 0; i < ballot.call().items_size(); ++i)
        files.push_back(i == 0 ? given.bundle : fmt::format("{}.{}", given.bundle, i + 1));
    files.push_back(given.bundle + ".poll");
    return files;
}

// All that leaves with a notice, of one moment: so what it says is as of the head that it bears.
struct Gathered {
    BallotView ballot;
    ResultNotice notice;
    std::vector<Bytes> bundles;  // one for each of bundle_files
};

Result<Gathered> gather(FarDoor& door, const Given& given) {
    auto ballot = TRY(look_at_ballot(door, given.ballot));
    auto notice = TRY(gather_notice(door, ballot));
    auto head = TRY(fetch_printed_head(door));
    notice.head = std::move(head);
    std::vector<std::string> rows;
    for (int i = 0; !given.bundle.empty() && i < ballot.call().items_size(); ++i)
        rows.push_back(verdict_row_name(ballot.id, i));
    if (!rows.empty()) rows.push_back("ballot/poll/" + to_hex(ballot.id.view()));
    auto bundles = TRY(bundles_of(door, rows));
    return Gathered{std::move(ballot), std::move(notice), std::move(bundles)};
}

Result<> certificate(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto door = TRY(options.connect_far());
    const auto gathered = TRY(at_one_moment(*door, [&] { return gather(*door, given); }));
    const auto& [ballot, notice, bundles] = gathered;
    const auto files = bundle_files(given, ballot);
    TRY(check_new_file(given.file));
    for (const auto& file : files) TRY(check_new_file(file));
    const auto pdf = TRY(result_notice_pdf(notice));
    TRY(write_new_private_file(given.file, pdf));
    for (std::size_t i = 0; i < files.size(); ++i)
        TRY(write_new_private_file(files[i], bundles.at(i)));
    const auto hash = verdicts_hash(notice.verdicts);
    terminal.json_value(json{{"file", given.file},
                             {"bytes", pdf.size()},
                             {"bundles", files},
                             {"uri", result_uri(notice.head.community, ballot.id, hash)}});
    terminal.say(styled("{} 结果公告 result notice：{}", terminal.good("✓"), given.file));
    if (const auto caution = caution_of(ballot.poll))
        terminal.say(terminal.bad("！ " + caution->zh) + "  " + caution->en);
    for (const auto& file : files) terminal.say("  核验包 bundle：" + file);
    return {};
}

}  // namespace

void add_certificate_command(CLI::App& parent, Options& options) {
    auto given = std::make_shared<Given>();
    auto* notice =
        parent.add_subcommand("certificate", "The notice of a result, as PDF 打印结果公告");
    notice->add_option("ballot", given->ballot, "Id of the ballot 表决编号")->required();
    notice->add_option("-o,--output", given->file, "File to write 写入的文件")->required();
    notice->add_option(
        "--bundle", given->bundle,
        "Also write the proofs of verdicts and standing: FILE, FILE.2 …, FILE.poll 核验包");
    on_run(notice, options, [&options, given] { return certificate(options, *given); });
}

void add_recount_commands(CLI::App& ballot, Options& options) {
    add_certificate_command(ballot, options);
    auto given = std::make_shared<Given>();
    auto* all =
        ballot.add_subcommand("recount", "All ballots in one file, to count again 复核文件");
    all->add_option("ballot", given->ballot, "Id of the ballot 表决编号")->required();
    all->add_option("-o,--output", given->file, "File to write 写入的文件")->required();
    on_run(all, options, [&options, given] { return recount(options, *given); });
}

}  // namespace linlian::apps
