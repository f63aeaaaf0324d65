// From a TOML document to a checked genesis. Read read_genesis at the end first; the functions
// above it each read one part and note their faults, so that one run tells all of them.
#include "client/genesis/genesis_file.h"

#include "base/hex.h"
#include "client/client.pb.h"
#include "client/genesis/example_keys.h"
#include "client/genesis/genesis_fields.h"
#include "client/genesis/shipped_presets.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "ops/sign_transaction.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>

namespace linlian::client {
namespace {

using Faults = std::vector<Refusal>;

// The library throws what it does not understand; it is caught here, where it comes in.
Result<toml::table> parse_document(std::string_view text) {
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        return refuse(v1::GENESIS_UNREADABLE, {{"line", std::to_string(error.source().begin.line)},
                                               {"reason", std::string{error.description()}}});
    }
}

// In whatever order a document has them: the ledger wants settings by name.
void sort_settings(charter::v1::Genesis& start) {
    for (auto& preset : *start.mutable_presets()) {
        auto& settings = *preset.mutable_settings();
        std::sort(settings.begin(), settings.end(),
                  [](const auto& one, const auto& other) { return one.name() < other.name(); });
    }
}

// What a document leaves to the program: the order of settings; and one that lists no presets, not
// even an empty list, gets those of the program.
void complete(charter::v1::Genesis& start, bool has_presets) {
    sort_settings(start);
    if (has_presets) return;
    for (auto& preset : shipped_presets()) *start.add_presets() = std::move(preset);
}

// Lines count from 1, as editors show them.
std::string line_of(const toml::node& node) { return std::to_string(node.source().begin.line); }

// The fault of a value of another kind; `wanted` is what should stand there.
auto wrong_value(const toml::node& at, const std::string& field, const std::string& wanted) {
    return codec::make_refusal(v1::GENESIS_VALUE_WRONG,
                               {{"line", line_of(at)}, {"field", field}, {"wanted", wanted}});
}

// One module's section; where it would be empty it is left out, which is the same.
// A module without a section in its schema has nothing to read. The type of the message comes from
// the module, so that a new module needs no code here.
void read_section(const machine::Module& module, const toml::table& document,
                  machine::v1::Genesis& genesis, Faults& faults) {
    const auto* type = module.genesis.type;
    if (type == nullptr) return;
    std::unique_ptr<google::protobuf::Message> content{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New()};
    if (const auto* table = document[module.name].as_table()) {
        if (const auto fault = read_fields(module.name, *table, *content)) faults.push_back(*fault);
    } else if (const auto* other = document.get(module.name)) {
        faults.push_back(wrong_value(*other, module.name, "a section, [" + module.name + "]"));
    }
    if (auto* start = dynamic_cast<charter::v1::Genesis*>(content.get()))
        complete(*start, !!document[module.name]["presets"]);
    auto encoded = codec::encode(*content);
    if (encoded.empty()) return;
    auto* section = genesis.add_sections();
    section->set_type(type->full_name());
    section->set_content(std::move(encoded));
}

// A text of the document; one of another kind is a fault, one that is missing is empty.
std::string read_text(const toml::table& table, const std::string& key, const std::string& path,
                      Faults& faults) {
    const auto* node = table.get(key);
    if (node == nullptr) return {};
    if (!node->is_string()) faults.push_back(wrong_value(*node, path + key, "a text"));
    return node->value_or(std::string{});
}

// A validator without a power gets 1. Whether keys and powers are good ones, machine::apply_genesis
// says.
void read_validator(const toml::node& node, machine::v1::Genesis& genesis, Faults& faults) {
    const auto* entry = node.as_table();
    if (entry == nullptr)
        return faults.push_back(wrong_value(node, "validators", "[[validators]]"));
    const auto key = from_hex(read_text(*entry, "key", "validators.", faults));
    if (!key) faults.push_back(wrong_value(node, "validators.key", "hexadecimal digits"));
    const auto* power = entry->get("power");
    if (power != nullptr && !power->is_integer())
        faults.push_back(wrong_value(*power, "validators.power", "a whole number"));
    auto* validator = genesis.add_validators();
    validator->set_key(key.value_or(Bytes{}));
    validator->set_power((*entry)["power"].value_or(std::int64_t{1}));
    validator->set_name(read_text(*entry, "name", "validators.", faults));
}

// A document without validators begins a ledger of one node, whose key signs alone.
void read_validators(const toml::table& document, const PublicKey& fallback,
                     machine::v1::Genesis& genesis, Faults& faults) {
    const auto* node = document.get("validators");
    if (node == nullptr) {
        auto* only = genesis.add_validators();
        only->set_key(fallback.encoded());
        only->set_power(1);
        only->set_name("solo");
        return;
    }
    const auto* list = node->as_array();
    if (list == nullptr)
        return faults.push_back(wrong_value(*node, "validators", "[[validators]]"));
    for (const auto& one : *list) read_validator(one, genesis, faults);
}

// 32 digits, or one of chance where the document has none. One of chance makes the community ids of
// two documents differ that say the same.
Bytes read_nonce(const toml::table& document, Faults& faults) {
    const auto* node = document.get("nonce");
    if (node == nullptr) return ops::random_nonce().bytes();
    const auto nonce = from_hex(read_text(document, "nonce", "", faults));
    if (!nonce) faults.push_back(wrong_value(*node, "nonce", "32 x 0-9 a-f"));
    return nonce.value_or(Bytes{});
}

// Whoever copies the example and keeps its keys gives the community away.
// Every text of the document is looked at, wherever it stands: keys stand in sections of several
// modules.
void check_keys(const toml::node& node, Faults& faults) {
    if (const auto* table = node.as_table()) {
        for (const auto& [key, value] : *table) check_keys(value, faults);
    } else if (const auto* list = node.as_array()) {
        for (const auto& value : *list) check_keys(value, faults);
    } else if (const auto text = node.value<std::string>(); text && is_example_key(*text)) {
        faults.push_back(
            codec::make_refusal(v1::GENESIS_KEY_KNOWN, {{"line", line_of(node)}, {"key", *text}}));
    }
}

// Sections that belong to nobody are most likely misspelt.
void check_names(const machine::Program& program, const toml::table& document, Faults& faults) {
    std::vector<std::string> known{"name", "nonce", "validators"};
    for (const auto& module : program.modules())
        if (module.genesis.type != nullptr) known.push_back(module.name);
    for (const auto& [key, value] : document) {
        const std::string name{key.str()};
        if (std::ranges::find(known, name) != known.end()) continue;
        const auto names = fmt::format("{}", fmt::join(known, ", "));
        faults.push_back(
            codec::make_refusal(v1::GENESIS_FIELD_UNKNOWN,
                                {{"line", line_of(value)}, {"field", name}, {"known", names}}));
    }
}

// Faults that the rules find in a row, with its line; what only follows from such rows ("nobody
// could do this act") is left out while there are any.
// The rules know paths alone ("charter.presets[2]"); the document knows on which line that is.
// Where no fault has a line, all are given as they are.
Faults with_lines(const toml::table& document, const Faults& faults) {
    Faults placed;
    for (const auto& fault : faults) {
        if (fault.figures.size() < 2 || !fault.figures[0].value.ends_with(']')) continue;
        const auto& [path, reason] = std::pair{fault.figures[0].value, fault.figures[1].value};
        const auto at = toml::at_path(document, path);
        if (!at) continue;
        placed.push_back(
            codec::make_refusal(v1::GENESIS_UNREADABLE,
                                {{"line", line_of(*at.node())}, {"reason", path + ": " + reason}}));
    }
    return placed.empty() ? faults : placed;
}

}  // namespace

tl::expected<machine::v1::Genesis, Faults> read_genesis(const machine::Program& program,
                                                        std::string_view text,
                                                        const PublicKey& fallback_validator,
                                                        Timestamp now) {
    const auto parsed = parse_document(text);
    if (!parsed) return tl::unexpected(Faults{parsed.error()});
    const toml::table& document = *parsed;
    Faults faults;
    check_names(program, document, faults);
    machine::v1::Genesis genesis;
    genesis.set_name(read_text(document, "name", "", faults));
    genesis.set_time_ms(now.ms);
    genesis.set_nonce(read_nonce(document, faults));
    // 32 bytes of chance that nodes alone have (docs/adr/0011-veil.md).
    genesis.set_veil(ops::random_nonce().bytes() + ops::random_nonce().bytes());
    read_validators(document, fallback_validator, genesis, faults);
    // A new ledger begins with all rules that its program knows.
    for (const auto& [amendment, known] : program.amendments()) genesis.add_amendments(amendment);
    for (const auto& module : program.modules()) read_section(module, document, genesis, faults);
    check_keys(document, faults);
    // What the rules say of a document that was not read whole would only hide what is wrong.
    if (!faults.empty()) return tl::unexpected(std::move(faults));
    if (const auto applied = machine::apply_genesis(program, genesis); !applied)
        return tl::unexpected(with_lines(document, applied.error()));
    return genesis;
}

}  // namespace linlian::client
