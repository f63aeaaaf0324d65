// What ballots decide from values alone: the form of acts, and whether a choice fits its item. No
// state is seen here.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "modules/ballot/ballot.pb.h"
#include "modules/ballot/objections.pb.h"

#include <vector>

namespace linlian::ballot {

// Refusal: VALUE_WRONG with the field.
Result<> well_formed(const v1::CallBallot& act);
Result<> well_formed(const v1::WithdrawBallot& act);
Result<> well_formed(const v1::Cast& act);
Result<> well_formed(const v1::Object& act);
Result<> well_formed(const v1::RuleOnObjection& act);
Result<> well_formed(const v1::UpholdObjection& act);
Result<> well_formed(const v1::MarkResult& act);

// The items of article 278, first paragraph, of the Civil Code.
bool is_owners_matter(v1::Matter matter);
// Matters that law rules: those of article 278 and the residents' assembly.
bool is_statutory(v1::Matter matter);
// Whether owners decide the item, by article 278 or by a rule of their charter: then the local
// rules of owners' votes hold.
bool is_decided_by_owners(const v1::CallBallot& act, const v1::Item& item);
// Whether it is one of the residents' assembly.
bool is_of_assembly(const v1::CallBallot& act);
// Whether the call carries presets: some law or local rule is about what it asks.
bool follows_presets(const v1::CallBallot& act);

// Among whom a subject is in one ballot at a time, and rests: the owners, or the residents, of an
// estate or of the community (no estate), or the members of an office. What the ones are asked
// keeps nobody from asking the others, and a survey, which decides nothing, keeps nobody from
// deciding.
Id16 subject_scope(const registry::v1::Electorate& electorate, v1::Matter matter);

using Choices = google::protobuf::RepeatedPtrField<v1::ItemChoice>;
using Asks = google::protobuf::RepeatedPtrField<v1::Ask>;

// Whether every item is answered, once, in order, and each answer fits its form. A spoilt item is
// an answer only where `may_be_invalid` (paper). Refusal: CHOICES_WRONG with the item from 1.
Result<> check_choices(const Choices& choices, const Asks& asks, bool may_be_invalid);

// One choice, whichever item it names.
bool choice_fits(const v1::ItemChoice& choice, const v1::Ask& ask, bool may_be_invalid);

v1::Ask ask_of(const v1::Item& item);

// The id under which the full text of an item rests: the same text under another subject is no
// other item.
Id16 text_id(BytesView document);

// What an item holds while it is asked and after it failed: its subject, its text, and those of
// options to choose from.
std::vector<Id16> subjects_of(const v1::Item& item);
// The same, with the texts of candidates for the committee, which must be none that is asked.
std::vector<Id16> asked_in(const v1::Item& item);

// An id field as an id; zero for an empty one. Those of acts were checked by the schema's
// limits.
Id16 id_of(BytesView field);
Hash32 hash_of(BytesView field);

}  // namespace linlian::ballot
