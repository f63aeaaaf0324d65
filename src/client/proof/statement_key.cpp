// What a key in a proof of absence could mean. A proof holds for any key, also for one that is
// written wrong; so the text parts of a key are looked at by the rules that the ledger has for
// them.
#include "client/proof/statement_key.h"

#include "base/hex.h"
#include "codec/key.h"
#include "codec/options.pb.h"
#include "codec/text.h"
#include "modules/all_modules.h"
#include "modules/charter/state.h"
#include "modules/registry/state.h"
#include "roster/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

namespace linlian::client {
namespace {

// The texts of a key, in order; nothing for what is no key of the table.
std::optional<std::vector<std::string>> texts_of(const state::TableInfo& table, BytesView parts) {
    if (!codec::key_to_text(table.parts, parts)) return std::nullopt;
    std::vector<std::string> texts;
    for (const auto part : table.parts) {
        if (const auto width = codec::part_width(part); width > 0) {
            parts.remove_prefix(width);
            continue;
        }
        std::string text;
        if (!codec::read_key(parts, text)) return std::nullopt;
        texts.push_back(std::move(text));
    }
    return texts;
}

// Whether this program knows a message of this name as an act.
bool is_act(const std::string& type) {
    const auto* found =
        google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(type);
    return found != nullptr && found->options().HasExtension(codec::v1::act);
}

}  // namespace

std::optional<state::TableInfo> table_of(BytesView key) {
    for (const auto& module : all_modules()) {
        for (const auto& table : module.tables) {
            if (key.starts_with(table.path)) return table;
        }
    }
    return std::nullopt;
}

bool could_be_a_key(BytesView key) {
    const auto table = table_of(key);
    // A table that this program does not know may have any keys.
    if (!table) return true;
    // Ids and numbers in a key can have any value, so texts alone decide.
    const auto texts = texts_of(*table, key.substr(table->path.size()));
    if (!texts) return false;
    const auto is_one_of = [&](auto... tables) { return ((table->path == tables.path()) || ...); };
    if (is_one_of(registry::roles, registry::offers, registry::roles_before))
        return codec::is_word(texts->back());
    if (is_one_of(charter::authorities)) return is_act(texts->front());
    return std::ranges::all_of(*texts, [](const auto& text) {
        return !text.empty() && !codec::unfit_character(text, false);
    });
}

std::string key_words(BytesView key) {
    const auto table = table_of(key);
    if (!table) return to_hex(key);
    const auto parts = key.substr(table->path.size());
    auto text = codec::key_to_text(table->parts, parts).value_or(to_hex(parts));
    // A letter beyond ASCII may look like one within it: its bytes tell them apart. Each is told
    // once.
    std::string codes;
    std::set<std::string> told;
    for (const auto& character : roster::characters_of(text)) {
        if (character.size() == 1 || !told.insert(character).second) continue;
        codes += fmt::format("{}{} = {}", codes.empty() ? "" : ", ", character, to_hex(character));
    }
    return codes.empty() ? text : text + "（UTF-8：" + codes + "）";
}

}  // namespace linlian::client
