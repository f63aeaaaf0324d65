// Names for ids: those of the ledger first, then those of a file, which never displace them.
#include "client/act/ledger_names.h"

#include "client/act/opened_names.h"
#include "client/ballot/ballot_figures.h"
#include "client/read/proven_lists.h"
#include "client/shown/quoted.h"
#include "roster/check/words/unit_label.h"

#include <fmt/format.h>

namespace linlian::client {
namespace {

// "翠竹苑 3-1-101 张三": where somebody lives and who they are.
std::string described(const roster::NamesFile& names, const roster::NamedMember& member) {
    std::string text;
    for (const auto& premises : member.premises) {
        const auto label = names.premises.find(premises);
        if (label != names.premises.end()) text += roster::shown(label->second) + " ";
    }
    return text + member.name;
}

}  // namespace

// Of a file only what its roster has is taken: of others in it, one office alone may have said what
// it liked (opened_names.h).
Result<LedgerNames> LedgerNames::gather(Ledger& ledger, const NamesAtHand& names) {
    LedgerNames known;
    const auto offices = TRY(proven_offices(ledger));
    for (const auto& entry : offices.offices()) known.know(entry.office(), entry.row().name());
    const auto estates = TRY(proven_estates(ledger));
    for (const auto& entry : estates.estates()) known.know(entry.estate(), entry.row().name());
    if (names.empty()) return known;
    const auto opened = TRY(opened_names(names, ledger.community()));
    known.know(on_roster(opened));
    return known;
}

// A person without a card in the file is known by name alone.
void LedgerNames::know(const roster::NamesFile& names) {
    for (const auto& [id, label] : names.premises) of_files_[id.bytes()] = roster::shown(label);
    for (const auto& [id, member] : names.members) {
        of_files_[id.bytes()] = described(names, member);
        cards_[id.bytes()] =
            member.id_number.empty()
                ? ""
                : fmt::format("{} {}", roster::word_of(member.id_type), member.id_number);
    }
}

std::string LedgerNames::card_of(const Bytes& id) const {
    const auto found = cards_.find(id);
    return found == cards_.end() || found->second.empty() ? "" : in_brackets(found->second);
}

std::string LedgerNames::of(const Bytes& id) const {
    for (const auto* names : {&of_ledger_, &of_files_})
        if (const auto found = names->find(id); found != names->end())
            return fmt::format("{}（{}）", in_brackets(found->second), in_fours(id));
    return in_fours(id);
}

}  // namespace linlian::client
