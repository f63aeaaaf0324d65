// What a file of names is worth: of which community it is, whom its roster has, and whether this
// computer opened it.
#include "client/act/opened_names.h"

#include "client/client.pb.h"
#include "client/read/proven_lists.h"
#include "client/read/proven_rows.h"
#include "client/shown/quoted.h"
#include "codec/refusal.h"
#include "modules/registry/state.h"

namespace linlian::client {
namespace {

// The name of the estate whose roster in force has one of these sealed files; empty: of none.
Result<std::string> estate_of(Ledger& ledger, const std::set<Bytes>& sealed) {
    const auto estates = TRY(proven_estates(ledger));
    for (const auto& entry : estates.estates()) {
        Id16 estate;
        if (!Id16::parse(entry.estate(), estate))
            return refuse(v1::ANSWER_DIFFERS, {{"what", "estate"}});
        const auto roster = TRY(find_proven(ledger, registry::rosters, nullptr, estate,
                                            std::uint64_t{entry.row().roster_version()}));
        if (roster && sealed.contains(roster->names_hash())) return entry.row().name();
    }
    return std::string{};
}

}  // namespace

Result<roster::NamesFile> opened_names(const NamesAtHand& names, const Hash32& community) {
    if (names.empty()) return roster::NamesFile{};
    auto read = roster::names_from_json(names.content);
    if (read && read->community != community) return refuse(v1::OTHER_COMMUNITY_NAMES);
    return read;
}

// Kept are owners, whoever acts for one of them, and the doors that they own; all else is erased.
roster::NamesFile on_roster(const roster::NamesFile& names) {
    auto kept = names;
    std::set<Id16> acting;
    std::set<Id16> doors;
    for (const auto& [id, member] : names.members) {
        if (member.premises.empty()) continue;
        acting.insert(member.through);
        doors.insert(member.premises.begin(), member.premises.end());
    }
    std::erase_if(kept.members, [&](const auto& entry) {
        return entry.second.premises.empty() && !acting.contains(entry.first);
    });
    std::erase_if(kept.premises, [&](const auto& entry) { return !doors.contains(entry.first); });
    return kept;
}

// Three cases: this computer did not open the file; it did, but of no roster in force; it did, and
// then the estate is named.
Result<> warn_of_names(const Screen& screen, Ledger& ledger, const NamesAtHand& names) {
    if (names.empty()) return {};
    if (names.opened_of.empty()) {
        screen.warning(
            "这份姓名文件不是在这台电脑上打开的：谁是谁、住哪里，只是给您文件的人的说法，可能被改过"
            "。"
            "请由两位保管人在本机打开密封的文件 THIS COMPUTER DID NOT OPEN THIS FILE OF NAMES: who "
            "is who in it, and at which door, is the word of whoever gave it to you. Let two "
            "custodians open the sealed file here: linlian roster open SEALED --estate ESTATE");
        return {};
    }
    const auto estate = TRY(estate_of(ledger, names.opened_of));
    if (estate.empty())
        screen.warning(
            "这份姓名文件不属于任何小区现行的名册（是旧版，或从未生效的草稿）THIS FILE OF NAMES IS "
            "OF NO ROSTER IN FORCE: of an older one, or of a draft that was never adopted");
    else
        screen.say(styled("姓名依据 the names are those of: {} 的现行名册 (its roster in force)",
                          in_brackets(estate)));
    return {};
}

}  // namespace linlian::client
