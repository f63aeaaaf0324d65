// A roster from a clerk's file to the ledger and to its adoption: read_roster, import_roster by the
// first clerk, look_at_draft and adopt_draft by both offices.
#include "client/roster/roster_work.h"

#include "base/check.h"
#include "base/hex.h"
#include "client/client.pb.h"
#include "client/motion/open_motions.h"
#include "client/proof/typed.h"
#include "client/read/proven_rows.h"
#include "client/roster/owners_on_record.h"
#include "client/shown/quoted.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/opening/limits.h"
#include "modules/registry/state.h"
#include "ops/sign_transaction.h"
#include "roster/table/table_file.h"
#include "roster/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace linlian::client {
namespace {

// Chunks sent together: about a megabyte, so that the progress bar moves.
constexpr std::size_t chunks_at_once = 32;

// The sheet is of this estate alone, and the names before it are of this community.
// A later roster needs the names of the one before: without them everybody would get a new id, to
// which no key belongs.
Result<> check_order(const Ledger& ledger, const ImportOrder& order) {
    const auto& name = order.estate.row.name();
    for (const auto& line : order.sheet.lines) {
        if (roster::folded(line.label.estate) != roster::folded(name))
            return refuse(v1::OTHER_ESTATE, {{"row", std::to_string(line.row)},
                                             {"estate", in_brackets(line.label.estate)},
                                             {"wanted", in_brackets(name)}});
    }
    const auto& previous = order.previous;
    if (order.estate.row.roster_version() > 0 && previous.premises.empty())
        return refuse(v1::PREVIOUS_NAMES_NEEDED,
                      {{"version", std::to_string(order.estate.row.roster_version())}});
    if (!previous.community.is_zero() && previous.community != ledger.community())
        return refuse(v1::OTHER_COMMUNITY_NAMES);
    return {};
}

// The draft bears the hash of the sealed names from its first moment, so that whoever compares it
// can tell by which names it was made. Its id comes from the ledger, in an event of the receipt.
Result<Id16> open_draft(Ledger& ledger, const Author& clerk, const Id16& estate,
                        const Hash32& names_hash) {
    registry::v1::OpenDraft act;
    act.set_estate(estate.bytes());
    act.set_names_hash(names_hash.bytes());
    const auto receipt = TRY(perform(ledger, clerk, act));
    const auto event = TRY(event_in<registry::v1::DraftOpened>(receipt, "draft"));
    Id16 draft;
    if (!Id16::parse(event.draft(), draft)) return refuse(v1::ANSWER_DIFFERS, {{"what", "draft"}});
    return draft;
}

// One transaction a chunk, numbered from 0. All are signed before any is sent.
Result<std::vector<Bytes>> sign_chunks(const Ledger& ledger, const Author& clerk, const Id16& draft,
                                       const std::vector<DraftChunk>& chunks) {
    std::vector<Bytes> transactions;
    registry::v1::FillDraft act;
    act.set_draft(draft.bytes());
    for (const auto& chunk : chunks) {
        act.set_number(static_cast<std::uint32_t>(transactions.size()));
        *act.mutable_chunk() = chunk;
        transactions.push_back(TRY(sign(ledger, clerk, act)));
    }
    return transactions;
}

// Ends with the first chunk that is refused; those of the same parcel were sent already.
Result<> fill_draft(Ledger& ledger, const std::vector<Bytes>& transactions,
                    const Progress& progress) {
    const std::size_t total = transactions.size();
    for (std::size_t at = 0; at < total; at += chunks_at_once) {
        const auto end = std::min(total, at + chunks_at_once);
        std::vector<Bytes> part{transactions.begin() + static_cast<std::ptrdiff_t>(at),
                                transactions.begin() + static_cast<std::ptrdiff_t>(end)};
        for (auto& receipt : ledger.send(std::move(part)))
            if (const auto done = carried_out(std::move(receipt)); !done)
                return tl::unexpected(done.error());
        if (progress) progress(end, total);
    }
    return {};
}

// The act names all that was looked at: the lines by their hash, the names by theirs, and the
// version that it would be. What changed meanwhile makes it another act.
registry::v1::AdoptRoster adoption_of(const DraftView& view) {
    registry::v1::AdoptRoster act;
    act.set_draft(view.draft.bytes());
    act.set_hash(view.row.hash());
    act.set_names_hash(view.row.names_hash());
    act.set_version(view.estate.row.roster_version() + 1);
    return act;
}

}  // namespace

Result<ReadRoster> read_roster(BytesView file, const std::string& sheet_name,
                               const std::string& estate, roster::CivilDate today) {
    const auto table = TRY(roster::read_table(file, sheet_name));
    auto sheet = TRY(roster::read_roster_sheet(table, estate));
    auto report = roster::check_roster(sheet, today);
    return ReadRoster{std::move(sheet), std::move(report)};
}

Result<roster::PlannedRoster> plan_on_ledger(Ledger& ledger, const EstateRow& estate,
                                             const roster::RosterSheet& sheet,
                                             roster::CivilDate today,
                                             const roster::NamesFile& names) {
    auto previous = names;
    previous.community = ledger.community();
    // The estate has its id on the ledger already; a plan must not invent another one.
    previous.estates[roster::folded(estate.row.name())] = estate.id;
    auto planned = TRY(roster::plan_roster(sheet, today, previous, ops::random_nonce));
    TRY(keep_owners_on_record(ledger, previous, planned));
    return planned;
}

Result<ImportedRoster> import_roster(Ledger& ledger, const Author& clerk,
                                     const ImportOrder& order) {
    TRY(check_order(ledger, order));
    auto planned =
        TRY(plan_on_ledger(ledger, order.estate, order.sheet, order.today, order.previous));
    // Kept before anything is sent: an id on the ledger whose name was lost could never be told
    // again.
    const auto sealed = TRY(roster::seal_names(planned.names, order.custodians));
    TRY(order.keep_names(sealed));

    ImportedRoster imported;
    imported.names_hash = roster::version_of(sealed);
    const auto chunks = chunks_of(planned.plan);
    imported.hash = draft_hash_of(chunks);
    imported.totals = totals_of(chunks);
    imported.chunks = chunks.size();
    imported.names = std::move(planned.names);
    const auto draft = TRY(open_draft(ledger, clerk, order.estate.id, imported.names_hash));
    imported.draft = draft;
    const auto transactions = TRY(sign_chunks(ledger, clerk, draft, chunks));
    const auto filled = fill_draft(ledger, transactions, order.progress);
    if (!filled) {
        registry::v1::DiscardDraft discard;
        discard.set_draft(draft.bytes());
        // What was refused first is what the clerk must know, whether or not this succeeds.
        (void)perform(ledger, clerk, discard);
        return tl::unexpected(filled.error());
    }
    return imported;
}

Result<DraftView> look_at_draft(Ledger& ledger, const Id16& draft, const Progress& progress) {
    DraftView view;
    view.draft = draft;
    auto row = TRY(find_proven(ledger, registry::drafts, nullptr, draft));
    if (!row) return refuse(registry::v1::DRAFT_UNKNOWN);
    view.row = std::move(*row);
    auto estate = TRY(find_estate(ledger, to_hex(view.row.estate())));
    view.estate = std::move(estate);
    // A draft says which version it would replace. Where another was adopted meanwhile, its
    // comparison is with a roster that is no longer in force.
    const auto version = view.estate.row.roster_version();
    if (view.row.replaces_version() != version)
        return refuse(registry::v1::ROSTER_NEWER, {{"version", std::to_string(version)}});

    // The number of chunks is proven, the chunks are the node's word, until their hash is that of
    // the proven row.
    std::vector<DraftChunk> chunks(view.row.chunks());
    for (std::uint32_t number = 0; number < view.row.chunks(); ++number) {
        registry::v1::DraftChunkQuery one;
        one.set_draft(draft.bytes());
        one.set_number(number);
        TRY(ledger.ask(one, chunks[number]));
        // It came in a transaction: a larger one is none, and would fill the memory first.
        if (chunks[number].ByteSizeLong() > machine::max_transaction_bytes)
            return refuse(v1::DRAFT_DIFFERS, {{"field", "size"}});
        if (progress) progress(number + 1, view.row.chunks());
    }
    if (draft_hash_of(chunks).view() != view.row.hash())
        return refuse(v1::DRAFT_DIFFERS, {{"field", "hash"}});
    view.totals = totals_of(chunks);
    view.chunks = std::move(chunks);

    // The one that adopts this very draft: others that name it are other acts.
    const auto wanted = codec::encode(adoption_of(view));
    const auto found = TRY(find_open_motion<registry::v1::AdoptRoster>(
        ledger, [&](const auto& act) { return codec::encode(act) == wanted; }));
    if (found) view.motion = std::move(found->motion);
    return view;
}

Result<Hash32> names_in_force(Ledger& ledger, const EstateRow& estate) {
    const auto roster = TRY(find_proven(ledger, registry::rosters, nullptr, estate.id,
                                        std::uint64_t{estate.row.roster_version()}));
    Hash32 version;
    if (!roster || !Hash32::parse(roster->names_hash(), version))
        return tl::unexpected(
            wrong_command("该小区还没有生效的名册 no roster of this estate was adopted yet"));
    return version;
}

Result<> check_importer(Ledger& ledger, const Author& clerk, const DraftView& view) {
    // The author in the proven row is a member, who may have used another key of theirs.
    const auto member = TRY(member_of(ledger, clerk));
    if (view.row.author() != member.view()) return refuse(v1::NOT_COMPARED);
    return {};
}

Result<MotionStep> adopt_draft(Ledger& ledger, const Author& clerk, const DraftView& view,
                               const Bytes& office) {
    // Supports exactly the motion that look_at_draft saw, never a later one.
    if (view.motion) return support_seen(ledger, clerk, *view.motion, office);
    const auto act = adoption_of(view);
    return propose(ledger, clerk, act,
                   {office, fmt::format("{} 名册第 {} 版", view.estate.row.name(), act.version())});
}

}  // namespace linlian::client
