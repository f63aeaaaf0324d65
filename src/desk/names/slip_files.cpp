#include "desk/names/slip_files.h"

#include "base/hex.h"
#include "client/proof/typed.h"
#include "client/shown/value_text.h"
#include "desk/files.h"

#include <nlohmann/json.hpp>

namespace linlian::desk {

using namespace client;

namespace {

// One JSON object a line.
std::string seeds_text(const std::vector<PreparedSlip>& slips) {
    std::string text;
    for (const auto& slip : slips)
        text += json_text({{"number", slip.face.slip.number},
                           {"member", to_hex(slip.member.view())},
                           {"code", roster::slip_code(slip.face.slip)},
                           {"uri", roster::slip_uri(slip.face.slip)}}) +
                "\n";
    return text;
}

}  // namespace

Result<> check_slip_files(const SlipFiles& files) {
    if (files.pdf.empty() && files.seeds.empty())
        return tl::unexpected(wrong_command("写到哪里 where to: --pdf FILE, or --seeds-out FILE"));
    for (const auto& file : {files.pdf, files.seeds})
        if (!file.empty()) TRY(check_new_file(file));
    return {};
}

Result<> write_slips(RemoteLedger& ledger, const SlipFiles& files,
                     const std::vector<PreparedSlip>& slips, Timestamp expires,
                     const roster::SlipProgress& progress) {
    if (!files.seeds.empty()) TRY(write_new_private_file(files.seeds, seeds_text(slips)));
    if (files.pdf.empty()) return {};
    const auto head = TRY(ledger.head());
    roster::SlipBatch batch;
    batch.community_name = head.community_name;
    batch.counter = files.counter;
    batch.phone = files.phone;
    batch.expires = expires;
    batch.head_height = head.height;
    batch.head_log_size = head.log_size;
    batch.head_log_root = head.log_root;
    std::vector<roster::SlipFace> faces;
    for (const auto& slip : slips) faces.push_back(slip.face);
    const auto pdf = TRY(roster::slips_pdf(batch, faces, progress));
    return write_new_private_file(files.pdf, pdf);
}

}  // namespace linlian::desk
