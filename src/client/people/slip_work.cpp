// The life of a slip before anybody uses it: who needs one (people_of, slip_receivers), the sheets
// (prepare_slips), the motion of the first office (propose_slips), the look of the second one
// (waiting_batch), and the end of a slip that was lost (slip_to_cancel). Using one is in
// enrol_work.cpp.
#include "client/people/slip_work.h"

#include "base/check.h"
#include "client/ballot/ballot_figures.h"
#include "client/client.pb.h"
#include "client/proof/typed.h"
#include "client/read/proven_rows.h"
#include "client/schema/typed_word.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "modules/registry/state.h"
#include "ops/sign_transaction.h"
#include "roster/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace linlian::client {
namespace {

// So many stand in one act at most; a larger estate gets several motions.
constexpr std::size_t slips_a_batch = 400;

// Digits padded, so that 2栋 comes before 10栋.
// A text that sorts doors as people walk them, estate before door. A run of more than six digits
// stays as long as it is.
std::string door_order(const roster::UnitLabel& label) {
    constexpr std::size_t width = 6;
    std::string order, digits;
    const auto flush = [&] {
        if (!digits.empty()) order += std::string(width - std::min(width, digits.size()), '0');
        order += digits;
        digits.clear();
    };
    for (const char c : label.estate + "\x1F" + roster::shown(label)) {
        if (c >= '0' && c <= '9') {
            digits += c;
            continue;
        }
        flush();
        order += c;
    }
    flush();
    return order;
}

// The first of these doors and of those that were found before.
void take_first(const roster::NamesFile& names, const std::set<Id16>& doors,
                const roster::UnitLabel*& first) {
    for (const auto& premises : doors) {
        const auto label = names.premises.find(premises);
        if (label == names.premises.end()) continue;
        if (first == nullptr || door_order(label->second) < door_order(*first))
            first = &label->second;
    }
}

// The first of a member's doors, or of those for whom they act; null when the file has none.
const roster::UnitLabel* door_of(const roster::NamesFile& names, const Id16& member) {
    const roster::UnitLabel* first = nullptr;
    const auto found = names.members.find(member);
    if (found == names.members.end()) return nullptr;
    take_first(names, found->second.premises, first);
    if (first != nullptr) return first;
    for (const auto& [id, other] : names.members)
        if (other.through == member) take_first(names, other.premises, first);
    return first;
}

// The file knows estates by their folded names; one whose name it has no id for is no estate of the
// ledger.
bool is_of_estate(const roster::NamesFile& names, const roster::UnitLabel& label,
                  const Id16& estate) {
    const auto known = names.estates.find(roster::folded(label.estate));
    return known != names.estates.end() && known->second == estate;
}

bool has_key(const registry::v1::LiveKeysReply& member, registry::v1::KeyState state) {
    return std::any_of(member.keys().begin(), member.keys().end(),
                       [state](const auto& key) { return key.state() == state; });
}

// The keys of a member that are not retired, and their live slip if there is one. The node tells
// them to the member, and to clerks who work for the whole community.
Result<registry::v1::LiveKeysReply> keys_of(Ledger& ledger, const Author& clerk,
                                            const Id16& member) {
    registry::v1::LiveKeysQuery query;
    query.set_member(member.bytes());
    registry::v1::LiveKeysReply reply;
    TRY(ledger.ask(clerk, query, reply));
    return reply;
}

// The public key that the ledger knows a slip by. Its seed is derived from what is printed and the
// community, so that a slip is worth nothing in another community.
Bytes slip_key(const roster::Slip& slip) {
    const auto seed = roster::derive_slip_key_seed(slip.seed, slip.community);
    return KeyPair::from_seed(Suite::ed25519, seed).public_key().encoded();
}

}  // namespace

std::uint64_t others_of(const roster::NamesFile& names, const Id16& estate) {
    std::uint64_t others = 0;
    for (const auto& [id, member] : names.members) {
        const auto* label = door_of(names, id);
        const bool is_here = label != nullptr && is_of_estate(names, *label, estate);
        others += is_here && member.kind != roster::OwnerKind::person ? 1 : 0;
    }
    return others;
}

std::vector<Id16> people_of(const roster::NamesFile& names, const Id16& estate) {
    std::vector<std::pair<std::string, Id16>> found;
    for (const auto& [id, member] : names.members) {
        const auto* label = door_of(names, id);
        if (label == nullptr || member.kind != roster::OwnerKind::person) continue;
        if (is_of_estate(names, *label, estate)) found.emplace_back(door_order(*label), id);
    }
    std::ranges::sort(found);
    std::vector<Id16> people;
    for (const auto& [order, id] : found) people.push_back(id);
    return people;
}

Result<SlipReceivers> slip_receivers(Ledger& ledger, const roster::NamesFile& names,
                                     const std::vector<Id16>& members, const Progress& progress) {
    // Ids are random in each community: by a file of another one nobody would be found, and
    // everybody would count as absent.
    if (!names.community.is_zero() && names.community != ledger.community())
        return refuse(v1::OTHER_COMMUNITY_NAMES);
    SlipReceivers receivers;
    std::uint64_t done = 0;
    for (const auto& id : members) {
        registry::v1::LiveKeysQuery query;
        query.set_member(id.bytes());
        registry::v1::LiveKeysReply reply;
        // Asked as whoever the ledger is read as: keys of members are shown to themself and to
        // clerks who work for the whole community.
        const auto asked = ledger.ask(query, reply);
        const bool is_absent =
            !asked && asked.error() == codec::make_refusal(registry::v1::MEMBER_UNKNOWN);
        if (!asked && !is_absent) return tl::unexpected(asked.error());
        // An active key comes before one that waits: whoever has both is enrolled.
        if (is_absent)
            ++receivers.absent;
        else if (has_key(reply, registry::v1::KEY_ACTIVE))
            ++receivers.enrolled;
        else if (has_key(reply, registry::v1::KEY_PROVISIONAL))
            ++receivers.waiting;
        else
            receivers.members.push_back(id);
        if (progress) progress(++done, members.size());
    }
    return receivers;
}

Result<SlipReceivers> receivers_of_estate(Ledger& ledger, const roster::NamesFile& names,
                                          const std::string& name_or_id, const Progress& progress) {
    const auto estate = TRY(find_estate(ledger, name_or_id));
    auto receivers = TRY(slip_receivers(ledger, names, people_of(names, estate.id), progress));
    receivers.others = others_of(names, estate.id);
    return receivers;
}

Result<std::vector<Id16>> read_members(const std::string& lines, const std::string& file) {
    std::vector<Id16> members;
    std::istringstream words{lines};
    for (std::string word; words >> word;) {
        const auto id = TRY(read_id(word, file));
        members.push_back(id);
    }
    return members;
}

std::vector<PreparedSlip> prepare_slips(const Hash32& community, const std::vector<Id16>& members,
                                        const roster::NamesFile& names) {
    std::vector<PreparedSlip> slips;
    std::uint32_t number = 0;
    for (const auto& member : members) {
        PreparedSlip slip{member, {}};
        // Sixteen bytes of the system's randomness. They stand on the printed sheet alone.
        slip.face.slip = {community, ops::random_nonce(), ++number};
        const auto named = names.members.find(member);
        if (named != names.members.end()) slip.face.addressee = named->second.name;
        if (const auto* label = door_of(names, member)) {
            slip.face.estate = label->estate;
            slip.face.door = roster::shown(*label);
        }
        slips.push_back(std::move(slip));
    }
    return slips;
}

// Half of a SHA-256 under a tag of its own is enough to compare by eye.
std::string slips_fingerprint(const registry::v1::IssueSlips& act) {
    const auto hash = tagged_hash("linlian/slips", codec::encode(act));
    return in_fours(hash.view().substr(0, Id16::size));
}

Result<> propose_slips(Ledger& ledger, const Author& clerk, const std::vector<PreparedSlip>& slips,
                       Timestamp expires, const Bytes& office,
                       const std::function<void(SlipBatchStep step)>& proposed) {
    for (std::size_t at = 0; at < slips.size(); at += slips_a_batch) {
        SlipBatchStep batch{
            ops::random_nonce(), std::min(slips_a_batch, slips.size() - at), {}, {}};
        registry::v1::IssueSlips act;
        act.set_batch(batch.batch.bytes());
        act.set_expires_ms(expires.ms);
        for (std::size_t i = at; i < at + batch.slips; ++i) {
            auto* line = act.add_slips();
            line->set_member(slips[i].member.bytes());
            line->set_key(slip_key(slips[i].face.slip));
            line->set_number(slips[i].face.slip.number);
            // The batch of the slip that this one takes the place of; empty: none is live. The
            // machine passes a line over whose member has another slip, or a key that waits, by the
            // time of the second office (SlipLine).
            const auto now = TRY(keys_of(ledger, clerk, slips[i].member));
            line->set_replaces(now.slip().batch());
        }
        batch.fingerprint = slips_fingerprint(act);
        auto step = TRY(
            propose(ledger, clerk, act, {office, fmt::format("实名开通单 {} 份", batch.slips)}));
        batch.step = std::move(step);
        // Told before the next batch is sent: if that one is refused, this one stays proposed.
        proposed(std::move(batch));
    }
    return {};
}

Result<WaitingBatch> waiting_batch(Ledger& ledger, const Author& reader, const Id16& motion) {
    auto seen = TRY(look_at_motion(ledger, &reader, motion.bytes()));
    WaitingBatch batch{std::move(seen), {}};
    const auto& row = batch.motion.motion();
    // A motion is taken for a batch only where it waits, is of this very act, and its bytes are the
    // strict form of one. Nobody confirms what their program read in its own way.
    if (row.state() != motion::v1::OPEN ||
        row.act_type() != registry::v1::IssueSlips::descriptor()->full_name() ||
        !codec::decode_strict(row.act(), batch.act))
        return refuse(v1::NOTHING_WAITS);
    // The second check of each key must be by another kind of office than the one that proposed the
    // batch, which needs to be known.
    if (row.as_office().empty()) return refuse(v1::SLIPS_OF_NO_OFFICE);
    return batch;
}

Result<registry::v1::SlipBatch> batch_on_record(Ledger& ledger, const Id16& batch) {
    auto row = TRY(find_proven(ledger, registry::batches, nullptr, batch));
    if (!row) return refuse(registry::v1::BATCH_UNKNOWN);
    return std::move(*row);
}

Result<registry::v1::SlipReason> read_slip_reason(const std::string& word) {
    using namespace registry::v1;
    constexpr int reasons[] = {SLIP_LOST, SLIP_WRONG_PERSON, SLIP_MISPRINTED, SLIP_NOT_WANTED};
    const auto reason =
        TRY(read_word_of(*SlipReason_descriptor(), reasons, "--reason", word, "SLIP_"));
    return static_cast<SlipReason>(reason);
}

Result<registry::v1::CancelSlip> slip_to_cancel(Ledger& ledger, const Author& clerk,
                                                const Id16& member,
                                                registry::v1::SlipReason reason) {
    const auto now = TRY(keys_of(ledger, clerk, member));
    // A live slip comes first. Where it was used, the key that came of it may still wait for its
    // second check, and names the same batch.
    Bytes batch = now.slip().batch();
    for (const auto& key : now.keys()) {
        if (batch.empty() && key.state() == registry::v1::KEY_PROVISIONAL) batch = key.batch();
    }
    if (batch.empty()) return refuse(registry::v1::SLIP_UNKNOWN);
    registry::v1::CancelSlip act;
    act.set_member(member.bytes());
    act.set_batch(std::move(batch));
    act.set_reason(reason);
    return act;
}

Result<Receipt> cancel_slip(Ledger& ledger, const Author& clerk, const Id16& member,
                            registry::v1::SlipReason reason) {
    const auto act = TRY(slip_to_cancel(ledger, clerk, member, reason));
    return perform(ledger, clerk, act);
}

}  // namespace linlian::client
