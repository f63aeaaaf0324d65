// What can be said of an act from its bytes alone, before any row is read: the forms of acts, in
// the order of the schema, then the few rules that several files share (kinds of office, kinds of
// premises, heads, hashes). A form is checked when a transaction is opened, so it must be cheap.
#include "modules/registry/rules.h"

#include "codec/refusal.h"
#include "codec/text.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "crypto/keys.h"
#include "modules/registry/state.h"
#include "state/read_field.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace linlian::registry {
namespace {

using codec::is_word;

Result<> present(const std::string& value, const char* field) {
    if (value.empty()) return refuse(v1::VALUE_MISSING, {{"field", field}});
    return {};
}

// An id that somebody chose. Zero stands for nobody (the author of due work, the key of a slip).
Result<> chosen_id(const std::string& value, const char* field) {
    if (value.find_first_not_of('\0') == std::string::npos)
        return refuse(v1::VALUE_WRONG, {{"field", field}});
    return {};
}

// The same of a field that others may leave empty.
Result<> chosen_whole_id(const std::string& value, const char* field) {
    if (value.size() != Id16::size) return refuse(v1::VALUE_MISSING, {{"field", field}});
    return chosen_id(value, field);
}

// A field that is either empty or a whole hash.
Result<> hash_or_empty(const std::string& value, const char* field) {
    if (!value.empty() && value.size() != Hash32::size)
        return refuse(v1::VALUE_WRONG, {{"field", field}});
    return {};
}

// A field that is either empty or a whole id.
Result<> id_or_empty(const std::string& value, const char* field) {
    if (!value.empty() && value.size() != Id16::size)
        return refuse(v1::VALUE_WRONG, {{"field", field}});
    return {};
}

Result<> wrong(bool is_wrong, const char* field) {
    if (is_wrong) return refuse(v1::VALUE_WRONG, {{"field", field}});
    return {};
}

// Its countersignature is checked where the community is known (check_countersignature).
Result<> enrollable(const std::string& key) {
    if (!PublicKey::decode(key)) return refuse(v1::KEY_MALFORMED);
    return {};
}

// The kind decides who acts: a person for themself, all others through `through`, which may be
// empty as long as nobody does yet.
Result<> well_formed_owner(const v1::OwnerLine& line) {
    TRY(chosen_id(line.owner(), "owner"));
    TRY(wrong(line.kind() == v1::OWNER_KIND_UNSPECIFIED, "kind"));
    TRY(id_or_empty(line.through(), "through"));
    if (!line.through().empty()) TRY(chosen_id(line.through(), "through"));
    TRY(hash_or_empty(line.document(), "document"));
    // A company, heirs and a ward act through somebody, and a document says so.
    const bool by_document =
        line.kind() == v1::COMPANY || line.kind() == v1::HEIRS || line.kind() == v1::WARD;
    TRY(wrong(by_document && line.document().empty(), "document"));
    return wrong(line.kind() == v1::PERSON && !line.through().empty(), "through");
}

// The area is in hundredths of m²; 1'000'000'000 of them are ten km², more than any premises have.
Result<> well_formed_premises(const v1::PremisesLine& line) {
    TRY(chosen_id(line.premises(), "premises"));
    TRY(wrong(line.kind() == v1::PREMISES_KIND_UNSPECIFIED, "kind"));
    TRY(wrong(line.source() == v1::AREA_SOURCE_UNSPECIFIED, "source"));
    TRY(wrong(line.area_centi() == 0 || line.area_centi() > 1'000'000'000, "area_centi"));
    TRY(wrong(line.owners().empty(), "owners"));
    return id_or_empty(line.voter(), "voter");
}

}  // namespace

// Whoever founds an office names its first chair, but for offices whose chair is always elected.
Result<> well_formed(const v1::FoundOffice& act) {
    TRY(wrong(!is_word(act.kind()), "kind"));
    const bool is_elected = has_elected_chairs_only(act.kind());
    TRY(is_elected ? wrong(!act.chair().empty(), "chair") : chosen_whole_id(act.chair(), "chair"));
    TRY(id_or_empty(act.estate(), "estate"));
    TRY(check_office_estate(act.kind(), act.estate()));
    return present(act.name(), "name");
}

Result<> well_formed(const v1::CloseOffice&) { return {}; }

Result<> well_formed(const v1::GrantRole& act) {
    TRY(wrong(!is_word(act.role()), "role"));
    TRY(id_or_empty(act.area().estate(), "area.estate"));
    TRY(id_or_empty(act.area().building(), "area.building"));
    return wrong(act.until_ms() < 0, "until_ms");
}

Result<> well_formed(const v1::RevokeRole& act) { return wrong(!is_word(act.role()), "role"); }

// `replaces` is empty where the office has no chair; `until_ms` 0 is a term without an end.
Result<> well_formed(const v1::RecordElection& act) {
    TRY(hash_or_empty(act.replaces(), "replaces"));
    return wrong(act.until_ms() < 0, "until_ms");
}

Result<> well_formed(const v1::AcceptRole& act) { return wrong(!is_word(act.role()), "role"); }

Result<> well_formed(const v1::LeaveRole& act) { return wrong(!is_word(act.role()), "role"); }

Result<> well_formed(const v1::AddEstate& act) { return present(act.name(), "name"); }

Result<> well_formed(const v1::OpenDraft&) { return {}; }

Result<> well_formed(const v1::FillDraft& act) {
    for (const auto& line : act.chunk().owners()) TRY(well_formed_owner(line));
    for (const auto& line : act.chunk().premises()) TRY(well_formed_premises(line));
    for (const auto& line : act.chunk().buildings()) TRY(present(line.name(), "name"));
    const auto& chunk = act.chunk();
    return wrong(chunk.owners().empty() && chunk.premises().empty() && chunk.buildings().empty(),
                 "chunk");
}

Result<> well_formed(const v1::DiscardDraft&) { return {}; }

Result<> well_formed(const v1::AdoptRoster& act) { return wrong(act.version() == 0, "version"); }

Result<> well_formed(const v1::TransferPremises& act) {
    TRY(wrong(act.owners().empty(), "owners"));
    for (const auto& line : act.owners()) TRY(well_formed_owner(line));
    return id_or_empty(act.voter(), "voter");
}

Result<> well_formed(const v1::SplitPremises& act) {
    TRY(wrong(act.parts_size() < 2, "parts"));
    for (const auto& part : act.parts()) {
        TRY(chosen_id(part.premises(), "premises"));
        TRY(wrong(part.area_centi() == 0 || part.area_centi() > 1'000'000'000, "area_centi"));
        TRY(wrong(part.kind() == v1::PREMISES_KIND_UNSPECIFIED, "kind"));
    }
    return {};
}

// Each of the premises names the rows that it was seen with, in the same order.
Result<> well_formed(const v1::MergePremises& act) {
    TRY(chosen_id(act.into(), "into"));
    TRY(wrong(act.replaces_size() != act.premises_size(), "replaces"));
    TRY(wrong(act.replaces_premises_size() != act.premises_size(), "replaces_premises"));
    return wrong(act.premises_size() < 2, "premises");
}

Result<> well_formed(const v1::CorrectPremises& act) {
    TRY(wrong(act.kind() == v1::PREMISES_KIND_UNSPECIFIED, "kind"));
    TRY(wrong(act.source() == v1::AREA_SOURCE_UNSPECIFIED, "source"));
    return wrong(act.area_centi() == 0 || act.area_centi() > 1'000'000'000, "area_centi");
}

Result<> well_formed(const v1::NameVoter& act) { return hash_or_empty(act.replaces(), "replaces"); }

Result<> well_formed(const v1::SetRepresentative& act) {
    return chosen_id(act.through(), "through");
}

Result<> well_formed(const v1::RegisterMembers& act) {
    for (const auto& id : act.members()) TRY(chosen_id(id, "members"));
    return wrong(act.members().empty(), "members");
}

Result<> well_formed(const v1::DeclareResidence& act) {
    return wrong(act.kind() == v1::RESIDENCE_KIND_UNSPECIFIED, "kind");
}

Result<> well_formed(const v1::ConfirmResidence&) { return {}; }

Result<> well_formed(const v1::EndResidence&) { return {}; }

Result<> well_formed(const v1::IssueSlips& act) {
    TRY(wrong(act.slips().empty(), "slips"));
    for (const auto& line : act.slips()) {
        // Whether it is a point of its curve is looked at when they are issued: that takes long.
        if (!PublicKey::parse(line.key())) return refuse(v1::KEY_MALFORMED);
        TRY(id_or_empty(line.replaces(), "replaces"));
    }
    return wrong(act.expires_ms() <= 0, "expires_ms");
}

Result<> well_formed(const v1::CancelSlip& act) {
    if (act.reason() != v1::SLIP_REASON_UNSPECIFIED) return {};
    return refuse(v1::VALUE_MISSING, {{"field", "reason"}});
}

Result<> well_formed(const v1::EnrolBySlip& act) { return enrollable(act.key()); }

// Only ways in which somebody saw the person or the city's service knew them.
Result<> well_formed(const v1::ActivateKey& act) {
    TRY(wrong(act.method() < v1::ID_CARD_AT_COUNTER || act.method() > v1::CITY_SERVICE, "method"));
    TRY(hash_or_empty(act.evidence(), "evidence"));
    return present(act.key(), "key");
}

Result<> well_formed(const v1::EnrolAtCounter& act) {
    TRY(wrong(act.method() != v1::ID_CARD_AT_COUNTER && act.method() != v1::ID_CARD_AT_DOOR,
              "method"));
    return enrollable(act.key());
}

Result<> well_formed(const v1::AddKey& act) { return enrollable(act.key()); }

Result<> well_formed(const v1::RetireKey& act) { return present(act.key(), "key"); }

Result<> well_formed(const v1::RecoverMember& act) { return enrollable(act.key()); }

Result<> well_formed(const v1::EndRecovery& act) { return present(act.key(), "key"); }

Result<> well_formed(const v1::VetoRecovery& act) { return present(act.key(), "key"); }

Bytes acting_in(const v1::OwnerLine& line) {
    return line.kind() == v1::PERSON ? line.owner() : line.through();
}

Hash32 key_hash(BytesView encoded_key) {
    static const HashTag tag{"linlian/key"};
    return tag.hash(encoded_key);
}

// The zero byte ends the name of the act: no two acts and subjects give the same bytes.
Bytes countersign_message(const Hash32& community, const google::protobuf::Descriptor& act,
                          BytesView subject, BytesView key) {
    Bytes bytes = community.bytes();
    bytes += act.full_name();
    bytes += '\0';
    bytes += subject;
    bytes += key;
    return bytes;
}

Hash32 countersign_hash(const Hash32& community, const google::protobuf::Descriptor& act,
                        BytesView subject, BytesView key) {
    return tagged_hash(countersign_tag, countersign_message(community, act, subject, key));
}

// A chain over the chunks, so that the last hash commits to all of them in their order.
Hash32 draft_hash(const Hash32& before, const v1::DraftChunk& chunk) {
    return tagged_hash("linlian/draft", before.bytes() + codec::encode(chunk));
}

// What a developer has not sold or not handed over counts as the developer's (rule 3).
bool counts_in_votes(v1::PremisesKind kind) {
    return kind == v1::FLAT || kind == v1::SHOP || kind == v1::UNSOLD || kind == v1::UNDELIVERED;
}

bool is_of_one_estate(const std::string& office_kind) {
    constexpr std::array<std::string_view, 5> kinds{"owners", "preparatory", "reelection",
                                                    "management", "property"};
    return std::ranges::find(kinds, office_kind) != kinds.end();
}

bool is_of_the_community(const std::string& office_kind) {
    return office_kind == "party" || office_kind == "street" || office_kind == "residents";
}

bool is_of_one_body(const std::string& office_kind) {
    return is_of_one_estate(office_kind) || is_of_the_community(office_kind);
}

bool has_elected_chairs_only(const std::string& office_kind) { return office_kind == "owners"; }

Result<> check_office_estate(const std::string& office_kind, const Bytes& estate) {
    if (is_of_one_estate(office_kind)) return present(estate, "estate");
    return wrong(is_of_the_community(office_kind) && !estate.empty(), "estate");
}

bool is_in_force(const std::string& role, const v1::Role& row, Timestamp now) {
    return role == chair_role || row.until_ms() == 0 || row.until_ms() > now.ms;
}

bool is_dwelling(v1::PremisesKind kind) {
    return kind == v1::FLAT || kind == v1::UNSOLD || kind == v1::UNDELIVERED;
}

// Needs the ids sorted and each once, as they are written.
Hash32 head_of(const google::protobuf::RepeatedPtrField<std::string>& ids) {
    Bytes bytes;
    for (const auto& id : ids) bytes += id;
    static const HashTag tag{"linlian/head"};
    return tag.hash(bytes);
}

Id16 id_of(BytesView field) { return state::read_field<Id16>(field); }

}  // namespace linlian::registry
