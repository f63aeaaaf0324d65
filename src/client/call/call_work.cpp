// Turns what a document calls by name into ids of the ledger. Each name is read with its proof: a
// node that gave another id for it would have somebody sign a ballot of others.
#include "client/call/call_work.h"

#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/client.pb.h"
#include "client/proof/typed.h"
#include "client/read/proven_lists.h"
#include "client/read/proven_rows.h"
#include "client/shown/quoted.h"
#include "codec/refusal.h"
#include "modules/ballot/ballot.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/charter/charter.h"
#include "modules/charter/state.h"
#include "ops/sign_transaction.h"

#include <algorithm>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;
namespace reg = registry::v1;
namespace cha = charter::v1;

// A call holds its own preset and at most two on which that builds (base_versions).
constexpr int presets_max = 3;
constexpr const char* whole_community = "全社区 the whole community";

// By name or id, within the estate that was found before. An unknown one is refused with the names
// that there are.
Result<> resolve_building(Ledger& ledger, const std::string& name_or_id, PreparedCall& call) {
    if (name_or_id.empty()) return {};
    auto& electorate = *call.act.mutable_electorate();
    const auto buildings = TRY(proven_buildings(ledger, electorate.estate()));
    std::vector<std::string> names;
    for (const auto& entry : buildings.buildings()) {
        if (entry.row().name() == name_or_id || to_hex(entry.building()) == typed_hex(name_or_id)) {
            electorate.set_building(entry.building());
            call.building = entry.row().name();
            return {};
        }
        names.push_back(entry.row().name());
    }
    return refuse(v1::BUILDING_NOT_FOUND,
                  {{"building", in_brackets(name_or_id)}, {"names", all_in_brackets(names)}});
}

// A preset as it was adopted, by its proof.
Result<cha::Preset> proven_preset(Ledger& ledger, const std::string& name,
                                  const std::string& version) {
    auto row = TRY(find_proven(ledger, charter::presets, nullptr, name, version));
    if (!row) return refuse(v1::ANSWER_DIFFERS, {{"what", "preset"}});
    return std::move(*row->mutable_preset());
}

// The purpose whose preset a call follows; empty when no law rules its matters.
std::string purpose_of(const bal::CallBallot& act) {
    std::string purpose;
    for (const auto& item : act.items()) {
        if (item.matter() == bal::RESIDENTS_ASSEMBLY) return "residents_assembly";
        if (ballot::is_decided_by_owners(act, item)) purpose = "owners_vote";
    }
    return purpose;
}

// The preset in use for the purpose, then those that it builds on, each in the version that was
// written down when it was put in use. A longer chain is refused as if none were in use.
Result<> put_presets(Ledger& ledger, PreparedCall& call) {
    const auto purpose = purpose_of(call.act);
    if (purpose.empty()) return {};
    Id16 estate;  // zero: of the whole community
    if (!call.act.electorate().estate().empty() &&
        !Id16::parse(call.act.electorate().estate(), estate))
        return refuse(v1::ANSWER_DIFFERS, {{"what", "estate"}});
    const auto used = TRY(find_proven(ledger, charter::in_use, nullptr, estate, purpose));
    if (!used)
        return refuse(v1::PRESET_NOT_IN_USE, {{"purpose", purpose}, {"estate", call.estate}});
    auto preset = TRY(proven_preset(ledger, used->name(), used->version()));
    *call.act.add_presets() = std::move(preset);
    for (const auto& version : used->base_versions()) {
        const auto base = charter::base_of(*call.act.presets().rbegin());
        if (call.act.presets_size() == presets_max)
            return refuse(v1::PRESET_NOT_IN_USE, {{"purpose", base}, {"estate", call.estate}});
        auto further = TRY(proven_preset(ledger, base, version));
        *call.act.add_presets() = std::move(further);
    }
    return {};
}

// Heads and area of a whole estate stand in its row. Of a building they are known once the roll is
// made.
void put_total(const reg::Estate& estate, PreparedCall& call) {
    const auto& electorate = call.act.electorate();
    if (electorate.electors() != reg::OWNERS || !electorate.building().empty() ||
        !electorate.premises().empty() || !electorate.counts().empty())
        return;
    call.total.emplace();
    call.total->mutable_heads()->set_value(estate.heads());
    call.total->mutable_area_centi()->set_value(estate.area_centi());
}

}  // namespace

// Closed offices too: whether an office may do what it is named for, the ledger says.
Result<NamedOffice> find_office(Ledger& ledger, const std::string& name_or_id) {
    const auto offices = TRY(proven_offices(ledger));
    // Ids first: somebody may name an office by the id of another.
    const auto named = [](const auto& entry) {
        return NamedOffice{entry.office(), entry.row().name(), entry.row().kind()};
    };
    for (const auto& entry : offices.offices())
        if (to_hex(entry.office()) == typed_hex(name_or_id)) return named(entry);
    std::vector<std::string> names;
    for (const auto& entry : offices.offices()) {
        if (entry.row().name() == name_or_id) return named(entry);
        names.push_back(entry.row().name());
    }
    return refuse(v1::OFFICE_NOT_FOUND,
                  {{"office", in_brackets(name_or_id)}, {"names", all_in_brackets(names)}});
}

namespace {

// An item that a committee let back early names the ballot of that decision; here the hash of that
// ballot's call joins it, so that the signer's word is bound to one decision.
Result<> put_returns(Ledger& ledger, PreparedCall& call) {
    for (auto& item : *call.act.mutable_items()) {
        if (item.returned_by().empty()) continue;
        Id16 ballot;
        if (!Id16::parse(item.returned_by(), ballot)) return refuse(bal::BALLOT_UNKNOWN);
        const auto decision = TRY(find_proven(ledger, ballot::calls, nullptr, ballot));
        if (!decision) return refuse(bal::BALLOT_UNKNOWN);
        item.set_returned_shown(ballot::shown_hash(*decision).bytes());
    }
    return {};
}

}  // namespace

// The electorate comes before the presets, which are in use by estate. An item without a subject is
// a new one and gets a random id, which it keeps when it comes back.
Result<PreparedCall> prepare_call(Ledger& ledger, const CallDocument& document,
                                  const Bytes& office) {
    PreparedCall call;
    call.act = document.act;
    call.files = document.files;
    auto convenor = TRY(find_office(ledger, to_hex(office)));
    call.convenor = std::move(convenor);
    call.act.set_as_office(office);
    auto ruling = TRY(find_office(ledger, document.ruling_office));
    call.ruling = std::move(ruling);
    call.act.set_ruling_office(call.ruling.id);
    auto& electorate = *call.act.mutable_electorate();
    if (electorate.electors() == reg::OFFICE_MEMBERS) {
        electorate.set_office(office);
    } else if (document.estate.empty()) {
        call.estate = whole_community;
    } else {
        const auto estate = TRY(find_estate(ledger, document.estate));
        electorate.set_estate(estate.id.bytes());
        call.estate = estate.row.name();
        TRY(resolve_building(ledger, document.building, call));
        put_total(estate.row, call);
    }
    for (auto& item : *call.act.mutable_items())
        if (item.subject().empty()) item.set_subject(ops::random_nonce().bytes());
    TRY(put_returns(ledger, call));
    TRY(put_presets(ledger, call));
    return call;
}

// From the proven call alone: nothing of the original document is at hand, so `files` stays empty.
// The total is that of the frozen roll, once there is one.
Result<PreparedCall> prepared_again(Ledger& ledger, const BallotView& ballot) {
    PreparedCall call;
    call.act = ballot.call();
    const auto& electorate = call.act.electorate();
    auto offices = TRY(office_names(ledger));
    call.convenor = {call.act.as_office(), offices[call.act.as_office()], ""};
    call.ruling = {call.act.ruling_office(), offices[call.act.ruling_office()], ""};
    if (electorate.estate().empty()) {
        if (electorate.electors() != reg::OFFICE_MEMBERS) call.estate = whole_community;
    } else {
        auto estate = TRY(estate_name(ledger, electorate.estate()));
        call.estate = std::move(estate);
        auto buildings = TRY(building_names(ledger, electorate));
        if (!electorate.building().empty()) call.building = buildings[electorate.building()];
    }
    if (!ballot.poll.roll_root().empty()) call.total = totals_of(ballot.poll);
    return call;
}

}  // namespace linlian::client
