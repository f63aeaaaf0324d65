// `linlian ballot recount` and `certificate`: what leaves the ledger for those who check, and for
// the notice board.
#include "apps/cli/ballot/ballot_commands.h"
#include "apps/cli/ballot/ballot_desk.h"
#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/ballot/ballot_view.h"
#include "client/ballot/recount.h"
#include "client/ballot/recount_file.h"
#include "client/client.pb.h"
#include "codec/json.h"
#include "codec/refusal.h"
#include "desk/files.h"
#include "documents/certificate.h"
#include "documents/result_notice.h"

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

Result<> recount(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    TRY(check_new_file(given.file));
    const auto key = TRY(options.acting_key());
    const auto ledger = TRY(options.connect_far());
    const auto ballot = TRY(look_at_ballot(*ledger, given.ballot));
    if (ballot.poll.stage() != bal::PRELIMINARY && ballot.poll.stage() != bal::FINAL)
        return refuse(client::v1::NO_RESULT_YET);
    const auto bytes = TRY(gather_recount(*ledger, key, ballot, bar(terminal, "名册 roll"),
                                          bar(terminal, "选票 ballots")));
    // Who fetches it sees at once whether it holds.
    const auto statement = TRY(verify_recount(bytes, ledger->community()));
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

Result<> certificate(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto ledger = TRY(options.connect_far());
    const auto gathered = TRY(gather_certificate(*ledger, given.ballot, !given.bundle.empty()));
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

void add_certificate_command(Command parent, Options& options) {
    auto given = std::make_shared<Given>();
    const auto notice =
        parent.add_command("certificate", "The notice of a result, as PDF 打印结果公告");
    notice.add_option("ballot", given->ballot, "Id of the ballot 表决编号").required();
    notice.add_option("-o,--output", given->file, "File to write 写入的文件").required();
    notice.add_option(
        "--bundle", given->bundle,
        "Also write the proofs of verdicts and standing: FILE, FILE.2 …, FILE.poll 核验包");
    on_run(notice, options, [&options, given] { return certificate(options, *given); });
}

void add_recount_commands(Command ballot, Options& options) {
    add_certificate_command(ballot, options);
    auto given = std::make_shared<Given>();
    const auto all =
        ballot.add_command("recount", "All ballots in one file, to count again 复核文件");
    all.add_option("ballot", given->ballot, "Id of the ballot 表决编号").required();
    all.add_option("-o,--output", given->file, "File to write 写入的文件").required();
    on_run(all, options, [&options, given] { return recount(options, *given); });
}

}  // namespace linlian::apps
