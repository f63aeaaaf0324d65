#include "apps/draft_names.h"

#include "apps/apps.pb.h"
#include "apps/custodian_keys.h"
#include "apps/files.h"
#include "apps/inputs.h"
#include "apps/opened_names.h"
#include "codec/refusal.h"

namespace linlian::apps {
namespace {

// The sealed names as the ledger has their hash, opened here by two custodians.
Result<roster::NamesFile> open_here(const AdoptionFiles& files, const DraftView& view) {
    const auto sealed = read_input(files.names);
    if (!sealed) return tl::unexpected(sealed.error());
    auto last = read_custodian(files.custodians.back());
    if (!last) return tl::unexpected(last.error());
    Result<Bytes> half = Bytes{};
    if (files.custodians.size() == 2) {
        const auto first = read_custodian(files.custodians.front());
        if (!first) return tl::unexpected(first.error());
        half = roster::open_first_half(*sealed, *first);
    } else {
        if (files.half.empty())
            return tl::unexpected(
                wrong_command("打开姓名文件须两位保管人 two custodians open the names: --custodian "
                              "twice, or with --half"));
        half = read_input(files.half);
    }
    if (!half) return tl::unexpected(half.error());
    Hash32 version;
    if (!Hash32::parse(view.row.names_hash(), version))
        return refuse(v1::ANSWER_DIFFERS, {{"what", "names_hash"}});
    return roster::open_names(*sealed, *half, *last, version);
}

}  // namespace

Result<DraftNames> names_of_draft(const Options& options, const LedgerDoor& door,
                                  const AdoptionFiles& files, const DraftView& view) {
    if (files.names.empty()) return DraftNames{};
    if (!files.custodians.empty()) {
        auto names = open_here(files, view);
        if (!names) return tl::unexpected(names.error());
        if (names->community != door.community()) return refuse(v1::OTHER_COMMUNITY_NAMES);
        return DraftNames{std::move(*names), true};
    }
    // Read once: what is compared is what this computer opened.
    const auto content = read_input(files.names);
    if (!content) return tl::unexpected(content.error());
    auto names = opened_names(*content, door.community());
    if (!names) return tl::unexpected(names.error());
    return DraftNames{std::move(*names), is_opened_here(options, *content, view.row.names_hash())};
}

void warn_of_other_names(const Terminal& terminal) {
    terminal.warning(
        "未核对：--names "
        "不是在这台电脑上由本草稿的密封姓名文件打开的，可能被改过。请给出密封的文件和 "
        "--custodian，或在本机用 linlian roster open --version 和上述哈希打开 NOT COMPARED: this "
        "computer did not open --names of the sealed file of this draft, and it may say anything. "
        "Give the sealed file with --custodian, or open it here: linlian roster open --version "
        "with the hash above.");
}

}  // namespace linlian::apps
