// Reading the charter: for other modules which authority an act needs and which preset is in use
// (charter.h), then the answers to queries in the order of the schema.
#include "codec/refusal.h"
#include "modules/charter/parts.h"
#include "modules/charter/rules.h"
#include "modules/charter/state.h"

namespace linlian::charter {
namespace {

using google::protobuf::Descriptor;

constexpr std::uint32_t default_page = 50;
constexpr std::uint32_t max_page = 200;

// The page size that a query asks for; nothing when it asks for more than there is.
std::optional<int> page_of(std::uint32_t limit) {
    if (limit > max_page) return std::nullopt;
    return static_cast<int>(limit == 0 ? default_page : limit);
}

// The act called so in the schema; nullptr when no message is an act of this name.
const Descriptor* find_act_type(const std::string& name) {
    const auto* type =
        google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(name);
    return type != nullptr && type->options().HasExtension(codec::v1::act) ? type : nullptr;
}

// The authority in force and where it comes from, with the schema's beside it so that a reader sees
// what was changed.
v1::AuthorityReply describe(const Descriptor& type, const std::optional<v1::AuthorityRow>& row) {
    const auto& options = type.options().GetExtension(codec::v1::act);
    v1::AuthorityReply reply;
    reply.set_act_type(type.full_name());
    *reply.mutable_title() = options.title();
    *reply.mutable_schema() = options.authority();
    *reply.mutable_authority() = row ? row->authority() : options.authority();
    reply.set_source(row ? v1::CHARTER : v1::SCHEMA);
    if (row) {
        reply.set_since_height(row->since_height());
        reply.set_set_by(row->set_by());
    }
    return reply;
}

}  // namespace

codec::v1::Authority authority_of(const state::StateView& view, const machine::Act& act) {
    return authority_of(view, *act.type);
}

// Rule 1: the charter's row, else the default of the schema.
codec::v1::Authority authority_of(const state::StateView& view, const Descriptor& act_type) {
    if (auto row = authorities.find(view, act_type.full_name())) return row->authority();
    return act_type.options().GetExtension(codec::v1::act).authority();
}

std::optional<v1::Preset> preset_in_use(const state::StateView& view, const Id16& estate,
                                        const std::string& purpose) {
    const auto used = in_use.find(view, estate, purpose);
    if (!used) return std::nullopt;
    const auto row = presets.find(view, used->name(), used->version());
    CHECK(row.has_value());  // presets are never erased
    return row->preset();
}

// The name of the preset that this one builds on; empty: on none.
std::string base_of(const v1::Preset& preset) {
    for (const auto& setting : preset.settings())
        if (setting.name() == "base") return setting.text();
    return {};
}

std::optional<v1::Preset> newest_preset(const state::StateView& view, const std::string& name) {
    std::optional<v1::PresetRow> newest;
    presets.scan(
        view,
        [&](const auto&, const v1::PresetRow& row) {
            // Versions are texts and have no order of time: the height of adoption tells. Of one
            // height the version that comes later in order.
            if (!newest || row.since_height() >= newest->since_height()) newest = row;
            return true;
        },
        name);
    if (!newest) return std::nullopt;
    return newest->preset();
}

// Follows the versions that were named when the preset was put in use: what was adopted since does
// not bind.
std::optional<v1::Preset> base_in_use(const state::StateView& view, const Id16& estate,
                                      const std::string& purpose, const std::string& name) {
    const auto used = in_use.find(view, estate, purpose);
    if (!used) return std::nullopt;
    auto row = presets.find(view, used->name(), used->version());
    for (const auto& version : used->base_versions()) {
        CHECK(row.has_value());  // presets are never erased
        const auto base = base_of(row->preset());
        row = presets.find(view, base, version);
        if (row && base == name) return row->preset();
    }
    return std::nullopt;
}

// Nothing where the setting is missing or is a text.
std::optional<std::int64_t> number_of(const v1::Preset& preset, const std::string& name) {
    for (const auto& setting : preset.settings()) {
        if (setting.name() == name && setting.has_number()) return setting.number();
    }
    return std::nullopt;
}

Result<v1::AuthorityReply> authority_query(const machine::Reading& reading,
                                           const v1::AuthorityQuery& query) {
    const auto* type = find_act_type(query.act_type());
    if (type == nullptr) return refuse(v1::ACT_TYPE_UNKNOWN, {{"act_type", query.act_type()}});
    return describe(*type, authorities.find(reading.rows, query.act_type()));
}

Result<v1::AuthoritiesReply> authorities_query(const machine::Reading& reading,
                                               const v1::AuthoritiesQuery& query) {
    const auto page = page_of(query.limit());
    if (!page) return refuse(v1::VALUE_WRONG, {{"field", "limit"}});
    // A name that is none would start somewhere in the list without anybody noticing.
    if (!query.after().empty() && find_act_type(query.after()) == nullptr)
        return refuse(v1::ACT_TYPE_UNKNOWN, {{"act_type", query.after()}});
    v1::AuthoritiesReply reply;
    const auto visit = [&](const auto& parts, const v1::AuthorityRow& row) {
        const auto& name = std::get<0>(parts);
        if (name == query.after()) return true;
        if (reply.authorities_size() == *page) {
            reply.set_next_after(reply.authorities().rbegin()->act_type());
            return false;
        }
        if (const auto* type = find_act_type(name)) *reply.add_authorities() = describe(*type, row);
        return true;
    };
    authorities.scan_from(reading.rows, authorities.key(query.after()), visit);
    return reply;
}

Result<v1::PresetsReply> presets_query(const machine::Reading& reading,
                                       const v1::PresetsQuery& query) {
    const auto page = page_of(query.limit());
    if (!page) return refuse(v1::VALUE_WRONG, {{"field", "limit"}});
    const bool from_start = query.after_name().empty();
    if (!from_start && !is_slug(query.after_name()))
        return refuse(v1::VALUE_WRONG, {{"field", "after_name"}});
    if (from_start ? !query.after_version().empty() : !is_slug(query.after_version()))
        return refuse(v1::VALUE_WRONG, {{"field", "after_version"}});
    v1::PresetsReply reply;
    const auto visit = [&](const auto&, const v1::PresetRow& row) {
        const auto& preset = row.preset();
        if (preset.name() == query.after_name() && preset.version() == query.after_version())
            return true;
        if (reply.presets_size() == *page) {
            const auto& last = reply.presets().rbegin()->preset();
            reply.set_next_after_name(last.name());
            reply.set_next_after_version(last.version());
            return false;
        }
        *reply.add_presets() = row;
        return true;
    };
    presets.scan_from(reading.rows, presets.key(query.after_name(), query.after_version()), visit);
    return reply;
}

// Without pages: the first max_page purposes of the estate.
Result<v1::InUseReply> in_use_query(const machine::Reading& reading, const v1::InUseQuery& query) {
    Id16 estate;
    if (!Id16::parse(query.estate(), estate)) return refuse(v1::VALUE_WRONG, {{"field", "estate"}});
    v1::InUseReply reply;
    const auto visit = [&](const auto& parts, const v1::InUseRow& row) {
        auto& entry = *reply.add_in_use();
        entry.set_purpose(std::get<1>(parts));
        *entry.mutable_row() = row;
        *entry.mutable_preset() = *preset_in_use(reading.rows, estate, entry.purpose());
        return reply.in_use_size() < static_cast<int>(max_page);
    };
    in_use.scan(reading.rows, visit, estate);
    return reply;
}

}  // namespace linlian::charter
