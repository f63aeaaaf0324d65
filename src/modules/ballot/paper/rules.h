// What acts on paper, deliveries, mandates, sales and the city's list decide from values alone: the
// form of acts, the seal of an entry, what a mandate allows. No state is seen here.
#pragma once

#include "modules/ballot/papers.pb.h"
#include "modules/ballot/rules.h"

namespace linlian::ballot {

// Refusal: VALUE_WRONG with the field.
Result<> well_formed(const v1::IssuePapers& act);
Result<> well_formed(const v1::VoidPaper& act);
Result<> well_formed(const v1::EnterPapers& act);
Result<> well_formed(const v1::ShowPapers& act);
Result<> well_formed(const v1::ReopenPaper& act);
Result<> well_formed(const v1::RecordDeliveries& act);
Result<> well_formed(const v1::GiveMandate& act);
Result<> well_formed(const v1::EnterMandate& act);
Result<> well_formed(const v1::EndMandate& act);
Result<> well_formed(const v1::ReplaceVoter& act);
Result<> well_formed(const v1::EnterCityList& act);

// What a seal is for: nobody else's, and no other round's, can be the same.
struct SealedBy {
    BytesView ballot;
    BytesView serial;
    std::uint64_t round = 0;
    BytesView member;  // the clerk
};
// The seal of a clerk's entry: tagged_hash("linlian/paper-seal", ballot ‖ serial ‖ round (8, the
// highest byte first) ‖ member ‖ salt ‖ canonical bytes of the entry).
Hash32 paper_seal(const SealedBy& by, BytesView salt, const v1::PaperEntry& entry);

// Items of a mandate, from 0.
bool in_scope(const v1::MandateTerms& terms, std::uint32_t item);
const v1::ItemChoice* instruction_for(const v1::MandateTerms& terms, std::uint32_t item);

// Whether the scope and the instructions of a mandate fit what is asked, and whether each item in
// scope has its instruction where `all_instructed`. Refusals: CHOICES_WRONG, INSTRUCTIONS_NEEDED.
Result<> check_mandate(const v1::MandateTerms& terms, const Asks& asks, bool all_instructed);

// Whether a proxy may choose so. Refusals: OUT_OF_SCOPE, NOT_AS_INSTRUCTED.
Result<> check_proxy_choice(const v1::MandateTerms& terms, const v1::ItemChoice& choice);

}  // namespace linlian::ballot
