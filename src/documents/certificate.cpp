// A certificate is read in one go and believed only where no block came in between: else the notice
// and the head that it bears could be of two moments.
#include "documents/certificate.h"

#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/result/recount_file.h"
#include "documents/printed_head.h"
#include "documents/result_notice.h"

#include <nlohmann/json.hpp>

namespace linlian::documents {

using namespace client;

namespace {

// One try. The bundles are those that printed_result (client/proof/statement_text.h) needs to make
// the hash of the notice again: the verdict on each item, and the poll, which says how many items
// there are.
Result<Certificate> gather(RemoteLedger& ledger, const std::string& id, bool with_bundles) {
    auto ballot = TRY(look_at_ballot(ledger, id));
    auto notice = TRY(gather_notice(ledger, ballot));
    auto head = TRY(fetch_printed_head(ledger));
    notice.head = std::move(head);
    std::vector<std::string> rows;
    for (int i = 0; with_bundles && i < ballot.call().items_size(); ++i)
        rows.push_back(verdict_row_name(ballot.id, i));
    if (!rows.empty()) rows.push_back("ballot/poll/" + to_hex(ballot.id.view()));
    auto bundles = TRY(bundles_of(ledger, rows));
    return Certificate{std::move(ballot), std::move(notice), std::move(bundles)};
}

}  // namespace

Result<Certificate> gather_certificate(RemoteLedger& ledger, const CertificateOrder& order) {
    return at_one_moment(ledger,
                         [&] { return gather(ledger, order.ballot, !order.bundle.empty()); });
}

Result<std::vector<NamedBytes>> certificate_files(const Certificate& certificate,
                                                  const CertificateOrder& order) {
    auto pdf = TRY(result_notice_pdf(certificate.notice));
    std::vector<NamedBytes> files{{order.file, std::move(pdf)}};
    const auto& bundles = certificate.bundles;
    for (std::size_t i = 0; i < bundles.size(); ++i) {
        const auto is_last = i + 1 == bundles.size();
        const auto number = i == 0 ? std::string{} : "." + std::to_string(i + 1);
        files.emplace_back(order.bundle + (is_last ? ".poll" : number), bundles[i]);
    }
    return files;
}

void say_certificate(const Screen& screen, const Certificate& certificate,
                     const std::vector<NamedBytes>& files) {
    const auto& [ballot, notice, bundles] = certificate;
    const auto& [file, pdf] = files.front();
    std::vector<std::string> names;
    for (std::size_t i = 1; i < files.size(); ++i) names.push_back(files[i].first);
    const auto hash = verdicts_hash(notice.verdicts);
    screen.json_value(nlohmann::json{{"file", file},
                                     {"bytes", pdf.size()},
                                     {"bundles", names},
                                     {"uri", result_uri(notice.head.community, ballot.id, hash)}});
    screen.say(styled("{} 结果公告 result notice：{}", screen.good("✓"), file));
    if (const auto caution = caution_of(ballot.poll))
        screen.say(screen.bad("！ " + caution->zh) + "  " + caution->en);
    for (const auto& name : names) screen.say("  核验包 bundle：" + name);
}

}  // namespace linlian::documents
