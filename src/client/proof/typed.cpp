// Reads what people typed. Each refusal names the option and shows in brackets what was typed, so
// that no text of a script passes for a sentence of the program.
#include "client/proof/typed.h"

#include "client/client.pb.h"
#include "client/read/proven_lists.h"
#include "client/shown/quoted.h"
#include "codec/refusal.h"
#include "crypto/keys.h"
#include "roster/text.h"

#include <fmt/format.h>

namespace linlian::client {
namespace {

// Two hexadecimal digits a byte; neither fewer nor more are taken.
template <class Fixed>
Result<Fixed> read_fixed(const std::string& text, const std::string& what) {
    const auto read = typed_id<Fixed>(text);
    if (!read)
        return tl::unexpected(wrong_command(fmt::format(
            "{0} 应为 {1} 位十六进制数字，不是{2} {0} takes {1} hexadecimal digits, not {2}", what,
            2 * Fixed::size, in_brackets(text))));
    return *read;
}

}  // namespace

Refusal wrong_command(const std::string& reason) {
    return codec::make_refusal(v1::COMMAND_WRONG, {{"reason", reason}});
}

std::string typed_hex(std::string_view text) {
    auto hex = roster::folded(text);
    // The hyphens that keyboards and word processors write.
    for (const std::string_view hyphen : {"-", "‐", "‑", "–", "—", "−"}) {
        for (auto at = hex.find(hyphen); at != std::string::npos; at = hex.find(hyphen))
            hex.erase(at, hyphen.size());
    }
    return hex;
}

Result<Id16> read_id(const std::string& text, const std::string& what) {
    return read_fixed<Id16>(text, what);
}

Result<Hash32> read_hash(const std::string& text, const std::string& what) {
    return read_fixed<Hash32>(text, what);
}

Result<std::optional<Hash32>> read_hash_given(const std::string& text, const std::string& what) {
    if (text.empty()) return std::nullopt;
    const auto hash = TRY(read_hash(text, what));
    return hash;
}

Result<Bytes> read_public_key(const std::string& text, const std::string& what) {
    // Suite and length alone are looked at: whether anybody has this key the ledger says.
    auto bytes = from_hex(typed_hex(text));
    if (!bytes || !PublicKey::parse(*bytes))
        return tl::unexpected(wrong_command(
            fmt::format("{0} 应为 linlian key list 所印的公钥，不是{1} {0} takes a public key in "
                        "hexadecimal as `linlian key list` prints it, not {1}",
                        what, in_brackets(text))));
    return std::move(*bytes);
}

Result<EstateRow> find_estate(Ledger& ledger, const std::string& name_or_id) {
    const auto estates = TRY(proven_estates(ledger));
    // Ids first: somebody may name an estate by the id of another.
    const auto typed = typed_hex(name_or_id);
    std::vector<std::string> names;
    // Two rounds over the same list; names for the refusal are gathered in the second.
    for (const bool is_by_id : {true, false}) {
        for (const auto& entry : estates.estates()) {
            EstateRow found{{}, entry.row()};
            const bool fits =
                is_by_id ? to_hex(entry.estate()) == typed : entry.row().name() == name_or_id;
            if (fits && Id16::parse(entry.estate(), found.id)) return found;
            if (!is_by_id) names.push_back(entry.row().name());
        }
    }
    return refuse(v1::ESTATE_NOT_FOUND,
                  {{"estate", in_brackets(name_or_id)}, {"names", all_in_brackets(names)}});
}

Result<Bytes> read_office(const std::string& text) {
    if (text.empty()) return Bytes{};
    const auto id = TRY(read_id(text, "--office"));
    return id.bytes();
}

}  // namespace linlian::client
