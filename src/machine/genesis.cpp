// From a genesis document to the first rows and tip. People write it: all faults are told at once.
#include "codec/field.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/amendments.h"
#include "contract/community.h"
#include "contract/opening/limits.h"
#include "crypto/hash.h"
#include "crypto/keys.h"
#include "machine/apply.h"
#include "machine/veil.h"
#include "state/memory_state.h"

namespace linlian::machine {
namespace {

Refusal genesis_fault(const std::string& path, const std::string& reason) {
    return codec::make_refusal(v1::GENESIS_FAULT, {{"path", path}, {"reason", reason}});
}

std::string reason_of(const codec::FieldFault& found) {
    if (found.character.empty()) return "is too long or too short";
    return "holds " + found.character + ", which cannot be seen or is no text";
}

// Named ascending, so that one genesis has one encoding, and known to this program.
void check_amendments(const Program& program, const v1::Genesis& genesis,
                      std::vector<Refusal>& faults) {
    std::string before;
    for (const auto& name : genesis.amendments()) {
        if (name <= before) faults.push_back(genesis_fault("amendments", "are not in order"));
        if (!program.knows_amendment(name))
            faults.push_back(genesis_fault("amendments", name + " is not known to this program"));
        before = name;
    }
}

void put_amendments(const v1::Genesis& genesis, state::Overlay& rows) {
    for (const auto& name : genesis.amendments()) {
        v1::Amendment row;
        row.set_time_ms(genesis.time_ms());
        row.set_in_force_from(1);
        amendments.put(rows, name, row);
    }
}

void put_seats(const v1::Genesis& genesis, state::Overlay& rows) {
    for (const auto& validator : genesis.validators()) {
        v1::Seat seat;
        seat.set_key(validator.key());
        seat.set_power(validator.power());
        seat.set_name(validator.name());
        seats.put(rows, seat_key(validator.key()), seat);
    }
}

// Faults of what is not in a section: name, nonce, validators.
std::vector<Refusal> head_faults(const v1::Genesis& genesis) {
    std::vector<Refusal> faults;
    if (const auto found = codec::field_fault(genesis))
        faults.push_back(genesis_fault(found->path, reason_of(*found)));
    if (genesis.name().empty()) faults.push_back(genesis_fault("name", "is missing"));
    if (genesis.time_ms() <= 0) faults.push_back(genesis_fault("time_ms", "is missing"));
    if (genesis.time_ms() >= end_of_time_ms)
        faults.push_back(genesis_fault("time_ms", "lies in the year 10000 or later"));
    if (genesis.nonce().size() != Id16::size)
        faults.push_back(genesis_fault("nonce", "must be 16 bytes"));
    if (genesis.veil().size() != Hash32::size || !genesis.veil_hash().empty())
        faults.push_back(genesis_fault(
            "veil",
            "must be 32 bytes; without them this is the public form, which no node runs on"));
    if (genesis.validators().empty()) faults.push_back(genesis_fault("validators", "are missing"));
    std::set<Bytes> seen;
    std::int64_t left = max_seat_power;
    for (int i = 0; i < genesis.validators_size(); ++i) {
        const auto& validator = genesis.validators(i);
        const auto path = "validators[" + std::to_string(i) + "]";
        const auto key = PublicKey::decode(validator.key());
        if (!key || key->suite != Suite::ed25519)
            faults.push_back(genesis_fault(path + ".key", "is not an ed25519 key"));
        if (validator.power() <= 0)
            faults.push_back(genesis_fault(path + ".power", "must be above 0"));
        else if (validator.power() > left)
            faults.push_back(genesis_fault(path + ".power", "makes too much power in all"));
        else
            left -= validator.power();
        if (!seen.insert(validator.key()).second)
            faults.push_back(genesis_fault(path + ".key", "is given twice"));
    }
    return faults;
}

// Runs the section of one module; its faults are added to `faults`.
void apply_section(const Program& program, const Module& module, const v1::Genesis& genesis,
                   const Bytes& section, state::Overlay& rows, std::vector<Refusal>& faults) {
    std::unique_ptr<Message> content{module.genesis.prototype->New()};
    if (!codec::decode_strict(section, *content)) {
        faults.push_back(
            genesis_fault(module.name, "is not a " + module.genesis.type->full_name()));
        return;
    }
    if (const auto found = codec::field_fault(*content)) {
        faults.push_back(genesis_fault(module.name + "." + found->path, reason_of(*found)));
        return;
    }
    // The nonce makes it differ between communities.
    const Hash32 id = tagged_hash("linlian/genesis/" + module.name, genesis.nonce() + section);
    // Each section has its own id and salts, as if one transaction had written it.
    state::Overlay scratch{rows, act_salt(rows.salt(), id)};
    Context context{program, scratch, {0, Timestamp{genesis.time_ms()}}, Author{}, id};
    for (auto& found : module.genesis.apply(context, *content)) faults.push_back(std::move(found));
    scratch.merge_into(rows);
}

// In the order of the modules, whatever theirs is.
void apply_sections(const Program& program, const v1::Genesis& genesis, state::Overlay& rows,
                    std::vector<Refusal>& faults) {
    std::map<std::string, Bytes> sections;
    for (const auto& section : genesis.sections())
        if (!sections.emplace(section.type(), section.content()).second)
            faults.push_back(genesis_fault("sections", section.type() + " is given twice"));
    for (const Module& module : program.modules()) {
        if (module.genesis.type == nullptr) continue;
        const auto given = sections.extract(module.genesis.type->full_name());
        if (given && !is_amended(rows, module.amendment, 1)) {
            faults.push_back(genesis_fault(
                module.name, "needs amendment " + module.amendment + ", which is not listed"));
            continue;
        }
        // Without content only modules of the first release run.
        const Bytes section = given ? given.mapped() : Bytes{};
        if (module.amendment.empty() || !section.empty())
            apply_section(program, module, genesis, section, rows, faults);
    }
    for (const auto& [type, content] : sections)
        faults.push_back(genesis_fault("sections", type + " is of no module of this program"));
}

}  // namespace

// Veil and amendments go before the sections, which may ask for them.
tl::expected<GenesisResult, std::vector<Refusal>> apply_genesis(const Program& program,
                                                                const v1::Genesis& genesis) {
    std::vector<Refusal> faults = head_faults(genesis);
    check_amendments(program, genesis, faults);
    if (!faults.empty()) return tl::unexpected(std::move(faults));
    const state::MemoryState nothing;
    Hash32 secret;
    CHECK(Hash32::parse(genesis.veil(), secret));  // head_faults looked at it
    state::Overlay rows{nothing, secret};
    v1::Veil veil;
    veil.set_veil(genesis.veil());
    veil_table.put(rows, veil);
    put_amendments(genesis, rows);
    put_seats(genesis, rows);
    apply_sections(program, genesis, rows, faults);
    if (!faults.empty()) return tl::unexpected(std::move(faults));
    v1::Community community;
    community.set_id(community_id(genesis).bytes());
    community_table.put(rows, community);
    GenesisResult result{rows.take_changes(), empty_tree(), {}};
    result.tree = tree_after(program, secret, result.tree, result.changes);
    result.tip.time = Timestamp{genesis.time_ms()};
    result.tip.state_root = result.tree.root();
    return result;
}

Hash32 community_id(const v1::Genesis& genesis) {
    return tagged_hash("linlian/genesis", codec::encode(public_form(genesis)));
}

}  // namespace linlian::machine
