// `linlian ballot recount` and `certificate`: what leaves the ledger for those who check, and for
// the notice board.
#include "apps/cli/ballot/ballot_commands.h"
#include "client/result/recount_text.h"
#include "desk/files.h"
#include "documents/certificate.h"

namespace linlian::apps {

using namespace client;
using namespace desk;
using namespace documents;

namespace {

struct Given {
    std::string ballot;
    std::string file;
};

Result<> recount(const Options& options, Given given) {
    const auto terminal = options.terminal();
    TRY(check_new_file(given.file));
    const auto key = TRY(options.acting_key());
    const auto ledger = TRY(options.connect_far());
    const auto ballot = TRY(look_at_ballot(*ledger, given.ballot));
    const auto counted = TRY(checked_recount(terminal, *ledger, key, ballot));
    TRY(write_new_private_file(given.file, counted.bytes));
    say_recount_kept(terminal, counted, given.file);
    return {};
}

Result<> certificate(const Options& options, CertificateOrder given) {
    const auto ledger = TRY(options.connect_far());
    const auto gathered = TRY(gather_certificate(*ledger, given));
    const auto files = TRY(certificate_files(gathered, given));
    for (const auto& [file, bytes] : files) TRY(check_new_file(file));
    for (const auto& [file, bytes] : files) TRY(write_new_private_file(file, bytes));
    say_certificate(options.terminal(), gathered, files);
    return {};
}

}  // namespace

void add_certificate_command(Command parent, Options& options) {
    const auto [notice, given] = add_on_ballot(
        parent, options, "certificate", "The notice of a result, as PDF 打印结果公告", certificate);
    notice.add_option("-o,--output", given.file, "File to write 写入的文件").required();
    notice.add_option(
        "--bundle", given.bundle,
        "Also write the proofs of verdicts and standing: FILE, FILE.2 …, FILE.poll 核验包");
}

void add_recount_commands(Command ballot, Options& options) {
    add_certificate_command(ballot, options);
    const auto [all, given] = add_on_ballot(
        ballot, options, "recount", "All ballots in one file, to count again 复核文件", recount);
    all.add_option("-o,--output", given.file, "File to write 写入的文件").required();
}

}  // namespace linlian::apps
