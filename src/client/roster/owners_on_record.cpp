// Who acts for a company, for heirs or for a ward is changed by acts of its own, and never by a
// roster. keep_owners_on_record bends a fresh plan to what is on record, and refuses a sheet that
// asks for something else.
#include "client/roster/owners_on_record.h"

#include "base/check.h"
#include "client/client.pb.h"
#include "client/read/proven_rows.h"
#include "client/shown/quoted.h"
#include "codec/refusal.h"
#include "roster/text.h"

#include <algorithm>

namespace linlian::client {
namespace {

using registry::v1::Owner;
using roster::NamedMember;

// What the registrar's record of this member commits to on the ledger.
Bytes document_on_ledger(const NamedMember& member) {
    const auto document = roster::document_of(member);
    if (document.empty()) return {};
    return roster::document_commitment(member.document_salt, document).bytes();
}

Bytes bytes_of(const Id16& id) { return id.is_zero() ? Bytes{} : id.bytes(); }
Bytes bytes_of(const Hash32& hash) { return hash.is_zero() ? Bytes{} : hash.bytes(); }

// Whether the plan agrees with the record already.
bool is_on_record_so(const roster::PlanOwner& owner, const Owner& row) {
    const auto through =
        owner.kind == roster::OwnerKind::person ? Bytes{} : bytes_of(owner.through);
    return row.through() == through && row.document() == bytes_of(owner.document);
}

// The sheet asks for another representative, and the ledger has the one of the last roster.
bool asks_for_change(const NamedMember& before, const NamedMember& now, const Owner& row) {
    const bool is_changed = roster::folded(before.guardian) != roster::folded(now.guardian) ||
                            before.document != now.document;
    const bool is_as_before =
        row.through() == bytes_of(before.through) && row.document() == document_on_ledger(before);
    return is_changed && is_as_before;
}

// Zero for an empty field. The length of others was looked at when the row was read (is_readable).
template <class Value>
Value value_of(const Bytes& field) {
    Value value;
    if (!field.empty()) CHECK(Value::parse(field, value));
    return value;
}

// The owner, whoever they have named to vote, and the names file, as the ledger has it.
void take(const Owner& row, roster::PlanOwner& owner, roster::PlannedRoster& planned) {
    const auto through = value_of<Id16>(row.through());
    for (auto& premises : planned.plan.premises) {
        const bool owns = std::ranges::find(premises.owners, owner.id) != premises.owners.end();
        const bool is_voter = !premises.voter.is_zero() && premises.voter == owner.through;
        if (owns && is_voter) premises.voter = through;
    }
    auto& member = planned.names.members[owner.id];
    // A representative whom the file does not know yet gets the name that it says for the guardian.
    const auto guardian = member.guardian;
    member.through = through;
    owner.through = through;
    owner.document = value_of<Hash32>(row.document());
    if (!through.is_zero() && !planned.names.members.contains(through))
        planned.names.members[through].name = guardian;
}

// An answer of a node: ids and hashes have their lengths, or are left out.
bool is_readable(const Owner& row) {
    return (row.through().empty() || row.through().size() == Id16::size) &&
           (row.document().empty() || row.document().size() == Hash32::size);
}

}  // namespace

Result<std::optional<Owner>> owner_on_record(Ledger& ledger, const Id16& owner) {
    registry::v1::HoldingsQuery query;
    query.set_owner(owner.bytes());
    registry::v1::HoldingsReply reply;
    const auto asked = ledger.ask(query, reply);
    if (asked && is_readable(reply.owner())) return std::optional{reply.owner()};
    if (asked) return refuse(v1::ANSWER_DIFFERS, {{"what", "owner"}});
    // Whom the reader may not see is taken for one not on record.
    const bool is_unknown = asked.error() == codec::make_refusal(registry::v1::OWNER_UNKNOWN) ||
                            is_not_for_reader(asked.error());
    if (!is_unknown) return tl::unexpected(asked.error());
    return std::optional<Owner>{};
}

Result<> keep_owners_on_record(Ledger& ledger, const roster::NamesFile& previous,
                               roster::PlannedRoster& planned) {
    std::vector<std::string> changed;
    for (auto& owner : planned.plan.owners) {
        const auto before = previous.members.find(owner.id);
        if (before == previous.members.end()) continue;  // an id made just now
        const auto row = TRY(owner_on_record(ledger, owner.id));
        if (!row || is_on_record_so(owner, *row)) continue;
        const auto& now = planned.names.members[owner.id];
        if (asks_for_change(before->second, now, *row))
            // All of them are gathered, so that a clerk mends the sheet once.
            changed.push_back(now.name);
        else
            take(*row, owner, planned);
    }
    if (changed.empty()) return {};
    return refuse(v1::REPRESENTATIVES_CHANGED, {{"owners", all_in_brackets(changed)}});
}

}  // namespace linlian::client
