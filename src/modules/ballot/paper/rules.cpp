// The form of the acts on paper, and two small laws that need no state: how a seal is made, and
// what a mandate lets its proxy choose.
#include "modules/ballot/paper/rules.h"

#include "codec/key.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "crypto/hash.h"

#include <algorithm>
#include <set>

namespace linlian::ballot {
namespace {

Result<> holds(bool right, const char* field) {
    if (right) return {};
    return refuse(v1::VALUE_WRONG, {{"field", field}});
}

bool empty_or_id(const Bytes& value) { return value.empty() || value.size() == Id16::size; }
bool empty_or_hash(const Bytes& value) { return value.empty() || value.size() == Hash32::size; }

// Strictly ascending, so that each stands there once and in one order.
template <class Values>
bool ascends(const Values& values) {
    return std::adjacent_find(values.begin(), values.end(), std::greater_equal<>{}) == values.end();
}

// At least one, and no serial twice: two entries of one act about one paper would depend on their
// order.
template <class Entries>
Result<> check_serials(const Entries& entries, const char* field) {
    TRY(holds(!entries.empty(), field));
    std::set<Bytes> serials;
    for (const auto& entry : entries) TRY(holds(serials.insert(entry.serial()).second, "serial"));
    return {};
}

// No items means all of them. Items and instructions ascend, each once.
Result<> check_terms(bool present, const v1::MandateTerms& terms) {
    TRY(holds(present, "terms"));
    TRY(holds(ascends(terms.items()), "items"));
    for (int i = 1; i < terms.instructed_size(); ++i)
        TRY(holds(terms.instructed(i - 1).item() < terms.instructed(i).item(), "instructed"));
    return {};
}

bool same(const v1::ItemChoice& one, const v1::ItemChoice& other) {
    return codec::encode(one) == codec::encode(other);
}

// Items are counted from 1 for people, from 0 in the act.
Result<> refuse_item(v1::RefusalCode code, std::uint32_t item) {
    return refuse(code, {{"item", std::to_string(item + 1)}});
}

}  // namespace

Result<> well_formed(const v1::IssuePapers& act) {
    TRY(check_serials(act.papers(), "papers"));
    for (const auto& paper : act.papers()) TRY(holds(paper.has_voter(), "voter"));
    return {};
}

Result<> well_formed(const v1::VoidPaper& act) { return holds(!act.reason().empty(), "reason"); }

Result<> well_formed(const v1::EnterPapers& act) { return check_serials(act.entries(), "entries"); }

Result<> well_formed(const v1::ShowPapers& act) {
    TRY(check_serials(act.entries(), "entries"));
    for (const auto& shown : act.entries()) {
        TRY(holds(shown.has_entry(), "entry"));
        TRY(holds(empty_or_id(shown.entry().helper()), "helper"));
        TRY(holds(empty_or_id(shown.entry().proxy()), "proxy"));
    }
    return {};
}

Result<> well_formed(const v1::ReopenPaper& act) { return holds(!act.reason().empty(), "reason"); }

Result<> well_formed(const v1::RecordDeliveries& act) {
    TRY(holds(!act.deliveries().empty(), "deliveries"));
    for (const auto& entry : act.deliveries()) {
        TRY(holds(entry.has_voter(), "voter"));
        TRY(holds(entry.has_proof(), "proof"));
        TRY(holds(entry.proof().kind() != v1::DELIVERY_KIND_UNSPECIFIED, "kind"));
    }
    return {};
}

Result<> well_formed(const v1::GiveMandate& act) {
    TRY(holds(act.has_voter(), "voter"));
    TRY(check_terms(act.has_terms(), act.terms()));
    return holds(empty_or_hash(act.replaces()), "replaces");
}

Result<> well_formed(const v1::EnterMandate& act) {
    TRY(holds(act.has_voter(), "voter"));
    TRY(check_terms(act.has_terms(), act.terms()));
    return holds(empty_or_hash(act.replaces()), "replaces");
}

// Which mandate it is, and whose, only the state can say.
Result<> well_formed(const v1::EndMandate&) { return {}; }

Result<> well_formed(const v1::ReplaceVoter& act) {
    TRY(holds(act.has_voter(), "voter"));
    TRY(holds(!act.premises().empty() && ascends(act.premises()), "premises"));
    TRY(holds(!act.owners().empty() && ascends(act.owners()), "owners"));
    return holds(empty_or_hash(act.undoes()), "undoes");
}

Result<> well_formed(const v1::EnterCityList& act) {
    TRY(holds(!act.lines().empty(), "lines"));
    for (const auto& line : act.lines()) TRY(holds(line.has_voter(), "voter"));
    return {};
}

// All parts but the last have a fixed length, so that no two different entries give the same bytes.
Hash32 paper_seal(const SealedBy& by, BytesView salt, const v1::PaperEntry& entry) {
    Bytes sealed = Bytes{by.ballot} + Bytes{by.serial};
    codec::append_key(sealed, by.round);
    return tagged_hash("linlian/paper-seal",
                       sealed + Bytes{by.member} + Bytes{salt} + codec::encode(entry));
}

bool in_scope(const v1::MandateTerms& terms, std::uint32_t item) {
    return terms.items().empty() || std::ranges::count(terms.items(), item) > 0;
}

const v1::ItemChoice* instruction_for(const v1::MandateTerms& terms, std::uint32_t item) {
    for (const auto& choice : terms.instructed())
        if (choice.item() == item) return &choice;
    return nullptr;
}

// An instruction for an item out of scope, or one that does not fit the item, would bind a proxy to
// what they cannot do.
Result<> check_mandate(const v1::MandateTerms& terms, const Asks& asks, bool all_instructed) {
    const auto count = static_cast<std::uint32_t>(asks.size());
    if (!terms.items().empty() && *terms.items().rbegin() >= count)
        return refuse_item(v1::CHOICES_WRONG, *terms.items().rbegin());
    for (const auto& choice : terms.instructed()) {
        const bool fits = choice.item() < count && in_scope(terms, choice.item()) &&
                          choice_fits(choice, asks[static_cast<int>(choice.item())], false);
        if (!fits) return refuse_item(v1::CHOICES_WRONG, choice.item());
    }
    for (std::uint32_t item = 0; all_instructed && item < count; ++item)
        if (in_scope(terms, item) && instruction_for(terms, item) == nullptr)
            return refuse_item(v1::INSTRUCTIONS_NEEDED, item);
    return {};
}

Result<> check_proxy_choice(const v1::MandateTerms& terms, const v1::ItemChoice& choice) {
    if (!in_scope(terms, choice.item())) {
        if (choice.open().mark() == v1::ABSTAIN) return {};
        return refuse_item(v1::OUT_OF_SCOPE, choice.item());
    }
    const auto* instruction = instruction_for(terms, choice.item());
    if (instruction == nullptr || same(*instruction, choice)) return {};
    return refuse_item(v1::NOT_AS_INSTRUCTED, choice.item());
}

}  // namespace linlian::ballot
