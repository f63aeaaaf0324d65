// Two ways to the names of a draft: opened here from the sealed file, or an opened file of which
// this computer may have noted that it opened it itself.
#include "desk/names/draft_names.h"

#include "client/client.pb.h"
#include "client/proof/typed.h"
#include "codec/refusal.h"
#include "desk/files.h"
#include "desk/keys/custodian_keys.h"
#include "desk/names/names_given.h"

namespace linlian::desk {

using namespace client;

namespace {

// The sealed names as the ledger has their hash, opened here by two custodians.
Result<DraftNames> open_here(const Ledger& ledger, const AdoptionGiven& given,
                             std::span<const roster::CustodianKey> keys, const DraftView& view) {
    const auto sealed = TRY(read_input(given.names));
    const auto half = TRY(half_of_key(sealed, keys, given.half));
    Hash32 version;
    if (!Hash32::parse(view.row.names_hash(), version))
        return refuse(client::v1::ANSWER_DIFFERS, {{"what", "names_hash"}});
    DraftNames draft{.is_given = true, .is_opened_here = true};
    draft.names = TRY(roster::open_names(sealed, half, keys.back(), version));
    if (draft.names.community != ledger.community())
        return refuse(client::v1::OTHER_COMMUNITY_NAMES);
    const auto custodians = TRY(roster::custodians_of(sealed));
    draft.custodians.assign(custodians.begin(), custodians.end());
    return draft;
}

// Names of another community are refused either way. `is_opened_here` is what the review tells
// whoever adopts: only then do the names follow from the hash on the ledger.
Result<DraftNames> names_of_draft(const std::filesystem::path& keys, const Ledger& ledger,
                                  const AdoptionGiven& given, const AskSecret& ask,
                                  const DraftView& view) {
    const auto custodians = TRY(custodians_given(given.custodians, ask));
    if (given.names.empty()) return DraftNames{};
    if (!custodians.empty()) return open_here(ledger, given, custodians, view);
    DraftNames draft{.is_given = true};
    const auto at_hand = TRY(names_given(keys, given.names));
    draft.names = TRY(opened_names(at_hand, ledger.community()));
    draft.is_opened_here = at_hand.opened_of.contains(view.row.names_hash());
    return draft;
}

}  // namespace

Result<> check_given(const AdoptionGiven& given) {
    if (!given.names.empty()) return {};
    if (!given.file.empty())
        return tl::unexpected(
            wrong_command("--file 须与 --names 同用 goes with --names: they give the ids"));
    if (!given.custodians.empty())
        return tl::unexpected(
            wrong_command("--custodian 须与 --names 同用 goes with --names: they open them"));
    return {};
}

Result<AdoptionFiles> adoption_files(const std::filesystem::path& keys, const Ledger& ledger,
                                     const AdoptionGiven& given, const AskSecret& ask,
                                     const NamesAtHand& previous, const DraftView& view) {
    AdoptionFiles files;
    files.file_name = given.file;
    files.sheet = given.sheet;
    if (!given.file.empty()) files.file = TRY(read_input(given.file));
    files.draft = TRY(names_of_draft(keys, ledger, given, ask, view));
    files.previous = TRY(opened_names(previous, ledger.community()));
    for (const auto& text : given.known) {
        const auto id = TRY(read_id(text, "--known"));
        files.known.insert(id.bytes());
    }
    return files;
}

}  // namespace linlian::desk
