#include "apps/opened_names.h"

#include "apps/apps.pb.h"
#include "apps/files.h"
#include "apps/proven_lists.h"
#include "apps/proven_rows.h"
#include "apps/wrap.h"
#include "base/hex.h"
#include "codec/refusal.h"
#include "crypto/hash.h"
#include "modules/registry/state.h"

#include <set>

namespace linlian::apps {
namespace {

std::filesystem::path note_file(const Options& options) {
    return options.key_store().folder() / "opened-names";
}

std::string first_part(BytesView names) { return to_hex(sha256(names).view()) + " "; }

// The sealed files of which this computer opened these names, as it noted them.
std::set<Bytes> sealed_files_of(const Options& options, BytesView names) {
    const auto notes = read_file(note_file(options)).value_or(Bytes{});
    const auto line = first_part(names);
    std::set<Bytes> sealed;
    for (auto at = notes.find(line); at != Bytes::npos; at = notes.find(line, at + line.size())) {
        const auto hash = fixed_from_hex<Hash32>(notes.substr(at + line.size(), 2 * Hash32::size));
        if (hash) sealed.insert(hash->bytes());
    }
    return sealed;
}

// The name of the estate whose roster in force has one of these sealed files; empty: of none.
Result<std::string> estate_of(LedgerDoor& door, const std::set<Bytes>& sealed) {
    const auto estates = proven_estates(door);
    if (!estates) return tl::unexpected(estates.error());
    for (const auto& entry : estates->estates()) {
        Id16 estate;
        if (!Id16::parse(entry.estate(), estate))
            return refuse(v1::ANSWER_DIFFERS, {{"what", "estate"}});
        const auto roster = find_proven(door, registry::rosters, nullptr, estate,
                                        std::uint64_t{entry.row().roster_version()});
        if (!roster) return tl::unexpected(roster.error());
        if (*roster && sealed.contains((*roster)->names_hash())) return entry.row().name();
    }
    return std::string{};
}

}  // namespace

Result<roster::NamesFile> read_opened_names(const std::filesystem::path& file,
                                            const Hash32& community) {
    const auto content = read_input(file);
    if (!content) return tl::unexpected(content.error());
    return opened_names(*content, community);
}

Result<roster::NamesFile> opened_names(BytesView content, const Hash32& community) {
    auto names = roster::names_from_json(content);
    if (names && names->community != community) return refuse(v1::OTHER_COMMUNITY_NAMES);
    return names;
}

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

bool is_opened_here(const Options& options, BytesView names, BytesView sealed) {
    return sealed_files_of(options, names).contains(Bytes{sealed});
}

Result<> note_opened_names(const Options& options, BytesView names, const Hash32& sealed) {
    auto notes = read_file(note_file(options)).value_or(Bytes{});
    notes += first_part(names) + to_hex(sealed.view()) + "\n";
    return write_private_file(note_file(options), notes);
}

Result<> warn_of_names(const Options& options, LedgerDoor& door, const std::string& file) {
    if (file.empty()) return {};
    const auto content = read_input(file);
    if (!content) return tl::unexpected(content.error());
    const auto terminal = options.terminal().for_asking();
    const auto sealed = sealed_files_of(options, *content);
    if (sealed.empty()) {
        terminal.warning(
            "这份姓名文件不是在这台电脑上打开的：谁是谁、住哪里，只是给您文件的人的说法，可能被改过"
            "。"
            "请由两位保管人在本机打开密封的文件 THIS COMPUTER DID NOT OPEN THIS FILE OF NAMES: who "
            "is who in it, and at which door, is the word of whoever gave it to you. Let two "
            "custodians open the sealed file here: linlian roster open SEALED --estate ESTATE");
        return {};
    }
    const auto estate = estate_of(door, sealed);
    if (!estate) return tl::unexpected(estate.error());
    if (estate->empty())
        terminal.warning(
            "这份姓名文件不属于任何小区现行的名册（是旧版，或从未生效的草稿）THIS FILE OF NAMES IS "
            "OF NO ROSTER IN FORCE: of an older one, or of a draft that was never adopted");
    else
        terminal.say(styled("姓名依据 the names are those of: {} 的现行名册 (its roster in force)",
                            in_brackets(*estate)));
    return {};
}

}  // namespace linlian::apps
