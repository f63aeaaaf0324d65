// The notes are lines of two hashes in hex: that of the opened names, a blank, that of the sealed
// file.
#include "desk/names/names_given.h"

#include "base/hex.h"
#include "client/client.pb.h"
#include "codec/refusal.h"
#include "crypto/hash.h"
#include "desk/files.h"

namespace linlian::desk {

using namespace client;

namespace {

std::filesystem::path note_file(const std::filesystem::path& keys) { return keys / "opened-names"; }

// The beginning of the line for these names.
std::string first_part(BytesView names) { return to_hex(sha256(names).view()) + " "; }

// The sealed files of which this computer opened these names, as it noted them.
std::set<Bytes> sealed_files_of(const std::filesystem::path& keys, BytesView names) {
    const auto notes = read_file(note_file(keys)).value_or(Bytes{});
    const auto line = first_part(names);
    std::set<Bytes> sealed;
    for (auto at = notes.find(line); at != Bytes::npos; at = notes.find(line, at + line.size())) {
        const auto hash = fixed_from_hex<Hash32>(notes.substr(at + line.size(), 2 * Hash32::size));
        if (hash) sealed.insert(hash->bytes());
    }
    return sealed;
}

}  // namespace

Result<NamesAtHand> names_given(const std::filesystem::path& keys, const std::string& file) {
    if (file.empty()) return NamesAtHand{};
    auto content = TRY(read_input(file));
    auto sealed = sealed_files_of(keys, content);
    return NamesAtHand{std::move(content), std::move(sealed)};
}

Result<> note_opened_names(const std::filesystem::path& keys, BytesView names,
                           const Hash32& sealed) {
    auto notes = read_file(note_file(keys)).value_or(Bytes{});
    notes += first_part(names) + to_hex(sealed.view()) + "\n";
    return write_private_file(note_file(keys), notes);
}

Result<roster::NamesFile> open_to_file(const std::filesystem::path& keys, const SealedNames& names,
                                       const ExpectedNames& expected,
                                       const std::filesystem::path& file) {
    auto opened = TRY(roster::open_names(names.sealed, names.half, names.second, expected.version));
    if (expected.community && opened.community != *expected.community)
        return refuse(client::v1::OTHER_COMMUNITY_NAMES);
    const auto text = roster::names_to_json(opened);
    TRY(note_opened_names(keys, text, expected.version));
    TRY(write_new_private_file(file, text));
    return opened;
}

}  // namespace linlian::desk
