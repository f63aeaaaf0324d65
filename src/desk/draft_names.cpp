// Two ways to the names of a draft: opened here from the sealed file, or an opened file of which
// this computer may have noted that it opened it itself.
#include "desk/draft_names.h"

#include "client/client.pb.h"
#include "client/proof/typed.h"
#include "codec/refusal.h"
#include "desk/custodian_keys.h"
#include "desk/files.h"
#include "desk/names_given.h"

namespace linlian::desk {

using namespace client;

namespace {

// The sealed names as the ledger has their hash, opened here by two custodians.
Result<roster::NamesFile> open_here(BytesView sealed, const NamesOfDraft& given,
                                    const DraftView& view) {
    Result<Bytes> half = Bytes{};
    if (given.custodians.size() == 2) {
        half = roster::open_first_half(sealed, given.custodians.front());
    } else {
        if (given.half.empty())
            return tl::unexpected(
                wrong_command("打开姓名文件须两位保管人 two custodians open the names: --custodian "
                              "twice, or with --half"));
        half = read_input(given.half);
    }
    if (!half) return tl::unexpected(half.error());
    Hash32 version;
    if (!Hash32::parse(view.row.names_hash(), version))
        return refuse(client::v1::ANSWER_DIFFERS, {{"what", "names_hash"}});
    return roster::open_names(sealed, *half, given.custodians.back(), version);
}

}  // namespace

// Names of another community are refused either way. `is_opened_here` is what the review tells
// whoever adopts: only then do the names follow from the hash on the ledger.
Result<DraftNames> names_of_draft(const std::filesystem::path& keys, const Ledger& ledger,
                                  const NamesOfDraft& given, const DraftView& view) {
    if (given.names.empty()) return DraftNames{};
    DraftNames draft{.is_given = true};
    if (!given.custodians.empty()) {
        const auto sealed = TRY(read_input(given.names));
        draft.names = TRY(open_here(sealed, given, view));
        if (draft.names.community != ledger.community())
            return refuse(client::v1::OTHER_COMMUNITY_NAMES);
        const auto custodians = TRY(roster::custodians_of(sealed));
        draft.custodians.assign(custodians.begin(), custodians.end());
        draft.is_opened_here = true;
        return draft;
    }
    const auto at_hand = TRY(names_given(keys, given.names));
    draft.names = TRY(opened_names(at_hand, ledger.community()));
    draft.is_opened_here = at_hand.opened_of.contains(view.row.names_hash());
    return draft;
}

}  // namespace linlian::desk
