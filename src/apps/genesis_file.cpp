#include "apps/genesis_file.h"

#include "apps/apps.pb.h"
#include "apps/shipped_presets.h"
#include "base/hex.h"
#include "codec/json.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "ops/sign_transaction.h"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

namespace linlian::apps {
namespace {

using Faults = std::vector<Refusal>;

std::string as_json(const toml::table& table) {
    std::ostringstream text;
    text << toml::json_formatter{table};
    return text.str();
}

Refusal section_fault(const std::string& section, const std::string& reason) {
    return codec::make_refusal(v1::GENESIS_SECTION_WRONG,
                               {{"section", section}, {"reason", reason}});
}

// The library throws what it does not understand; it is caught here, at the door.
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

// One module's section; an absent one is empty.
machine::v1::GenesisSection read_section(const machine::Module& module, const toml::table& document,
                                         Faults& faults) {
    const auto* type = module.genesis.type;
    std::unique_ptr<google::protobuf::Message> content{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New()};
    if (const auto* table = document[module.name].as_table()) {
        if (const auto read = codec::from_json(as_json(*table), *content); !read) {
            const auto& figures = read.error().figures;
            faults.push_back(section_fault(module.name, figures.empty() ? "" : figures[0].value));
        }
    }
    if (auto* start = dynamic_cast<charter::v1::Genesis*>(content.get()))
        complete(*start, !!document[module.name]["presets"]);
    machine::v1::GenesisSection section;
    section.set_type(type->full_name());
    section.set_content(codec::encode(*content));
    return section;
}

void read_validators(const toml::table& document, const PublicKey& fallback,
                     machine::v1::Genesis& genesis, Faults& faults) {
    const auto* list = document["validators"].as_array();
    if (list == nullptr) {
        auto* only = genesis.add_validators();
        only->set_key(fallback.encoded());
        only->set_power(1);
        only->set_name("solo");
        return;
    }
    for (const auto& node : *list) {
        const auto* entry = node.as_table();
        if (entry == nullptr) continue;
        const auto key = from_hex((*entry)["key"].value_or(std::string{}));
        if (!key) faults.push_back(section_fault("validators", "key is not hexadecimal"));
        auto* validator = genesis.add_validators();
        validator->set_key(key.value_or(Bytes{}));
        validator->set_power((*entry)["power"].value_or(std::int64_t{1}));
        validator->set_name((*entry)["name"].value_or(std::string{}));
    }
}

// Sections that belong to nobody are most likely misspelt.
void check_names(const machine::Registry& registry, const toml::table& document, Faults& faults) {
    for (const auto& [key, value] : document) {
        const std::string name{key.str()};
        bool known = name == "name" || name == "nonce" || name == "validators";
        for (const auto& module : registry.modules()) known = known || module.name == name;
        if (!known) faults.push_back(section_fault(name, "is not known"));
    }
}

}  // namespace

tl::expected<machine::v1::Genesis, Faults> read_genesis(const machine::Registry& registry,
                                                        std::string_view text,
                                                        const PublicKey& fallback_validator,
                                                        Timestamp now) {
    const auto parsed = parse_document(text);
    if (!parsed) return tl::unexpected(Faults{parsed.error()});
    const toml::table& document = *parsed;
    Faults faults;
    check_names(registry, document, faults);
    machine::v1::Genesis genesis;
    genesis.set_name(document["name"].value_or(std::string{}));
    genesis.set_time_ms(now.ms);
    const auto nonce = document["nonce"].value<std::string>();
    genesis.set_nonce(nonce ? from_hex(*nonce).value_or(Bytes{}) : ops::random_nonce().bytes());
    genesis.set_veil(ops::random_nonce().bytes() + ops::random_nonce().bytes());
    read_validators(document, fallback_validator, genesis, faults);
    // A new ledger begins with all rules that its program knows.
    for (const auto& [amendment, known] : registry.amendments()) genesis.add_amendments(amendment);
    for (const auto& module : registry.modules())
        *genesis.add_sections() = read_section(module, document, faults);
    // The machine's own checks add to what the form has shown, so that one run lists all faults.
    if (const auto applied = machine::apply_genesis(registry, genesis); !applied)
        faults.insert(faults.end(), applied.error().begin(), applied.error().end());
    if (!faults.empty()) return tl::unexpected(std::move(faults));
    return genesis;
}

}  // namespace linlian::apps
