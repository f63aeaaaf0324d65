// What the registry decides from values alone: forms of acts, heads by law, hashes of drafts.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/timestamp.h"
#include "modules/registry/registry.pb.h"

#include <vector>

namespace linlian::registry {

// Each act's form: no state is read. Refusals: VALUE_MISSING, VALUE_WRONG, KEY_MALFORMED.
Result<> well_formed(const v1::FoundOffice& act);
Result<> well_formed(const v1::CloseOffice& act);
Result<> well_formed(const v1::GrantRole& act);
Result<> well_formed(const v1::RevokeRole& act);
Result<> well_formed(const v1::RecordElection& act);
Result<> well_formed(const v1::AcceptRole& act);
Result<> well_formed(const v1::LeaveRole& act);
Result<> well_formed(const v1::AddEstate& act);
Result<> well_formed(const v1::OpenDraft& act);
Result<> well_formed(const v1::FillDraft& act);
Result<> well_formed(const v1::DiscardDraft& act);
Result<> well_formed(const v1::AdoptRoster& act);
Result<> well_formed(const v1::TransferPremises& act);
Result<> well_formed(const v1::SplitPremises& act);
Result<> well_formed(const v1::MergePremises& act);
Result<> well_formed(const v1::CorrectPremises& act);
Result<> well_formed(const v1::NameVoter& act);
Result<> well_formed(const v1::SetRepresentative& act);
Result<> well_formed(const v1::RegisterMembers& act);
Result<> well_formed(const v1::DeclareResidence& act);
Result<> well_formed(const v1::ConfirmResidence& act);
Result<> well_formed(const v1::EndResidence& act);
Result<> well_formed(const v1::IssueSlips& act);
Result<> well_formed(const v1::CancelSlip& act);
Result<> well_formed(const v1::EnrolBySlip& act);
Result<> well_formed(const v1::ActivateKey& act);
Result<> well_formed(const v1::EnrolAtCounter& act);
Result<> well_formed(const v1::AddKey& act);
Result<> well_formed(const v1::RetireKey& act);
Result<> well_formed(const v1::RecoverMember& act);
Result<> well_formed(const v1::EndRecovery& act);
Result<> well_formed(const v1::VetoRecovery& act);

// Owners' committees, the groups that stand in for one, and property companies are of one estate,
// named in their office; Party organisation, street and residents' committee are of the whole
// community. Others are as they were founded.
bool is_of_one_estate(const std::string& office_kind);
// Party organisation, street and residents' committee.
bool is_of_the_community(const std::string& office_kind);
// Of the kinds of which one stands for all: those that are of one estate or of the whole community.
bool is_of_one_body(const std::string& office_kind);
// The chair of an owners' committee is always elected: founding names none, and no others appoint
// one.
bool has_elected_chairs_only(const std::string& office_kind);
// Whether an office of this kind is founded rightly with this estate (empty: none named).
// Refusals: VALUE_MISSING, VALUE_WRONG with field "estate".
Result<> check_office_estate(const std::string& office_kind, const Bytes& estate);

// Whether the role is in force. A chair whose term is over stays until a successor is recorded, so
// that no office is without somebody who can act for it.
bool is_in_force(const std::string& role, const v1::Role& row, Timestamp now);

// The member who acts for the owner of a line; empty: nobody yet.
Bytes acting_in(const v1::OwnerLine& line);

// Table key of an encoded public key.
Hash32 key_hash(BytesView encoded_key);

// What a new key signs to show that its holder agrees to belong to the member in this community, by
// this type of act and by no other: else who reads it in a recovery puts it into an act of their
// own. `subject` is the slip's key or the member. The message, its tag, and the hash of both.
inline constexpr const char* countersign_tag = "linlian/countersign";
Bytes countersign_message(const Hash32& community, const google::protobuf::Descriptor& act,
                          BytesView subject, BytesView key);
Hash32 countersign_hash(const Hash32& community, const google::protobuf::Descriptor& act,
                        BytesView subject, BytesView key);

// The hash of a draft once `chunk` is added to what hashed to `before` (zero for the first).
Hash32 draft_hash(const Hash32& before, const v1::DraftChunk& chunk);

// Whether premises of this kind count in votes by heads and area (parking and storage do not).
bool counts_in_votes(v1::PremisesKind kind);

// Whether people can live in premises of this kind, so that they may be a household.
bool is_dwelling(v1::PremisesKind kind);

// The head of a set of owners: the same owners of many premises are one head, and all unsold and
// undelivered premises of a developer are one (SPC interpretation, art. 9).
Hash32 head_of(const google::protobuf::RepeatedPtrField<std::string>& owners);

// An id field as an id. Those of acts were checked by the schema's limits.
Id16 id_of(BytesView field);

}  // namespace linlian::registry
