// What can be said of authorities and presets without any row: whether they are sound, how many
// offices they ask for, and what no charter may give away. Acts, genesis and invariants call it;
// the rules are those of the README, with their numbers.
#include "modules/charter/rules.h"

#include "codec/enough.h"
#include "codec/refusal.h"
#include "codec/text.h"
#include "modules/charter/holidays.h"

#include <algorithm>
#include <set>

namespace linlian::charter {
namespace {

using codec::v1::Authority;

Result<> value_wrong(const char* field) { return refuse(v1::VALUE_WRONG, {{"field", field}}); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Empty (nothing replaced) or the id of a transaction.
bool is_id_or_empty(const Bytes& id) { return id.empty() || id.size() == Hash32::size; }

// In both languages, neither empty.
bool is_text(const codec::v1::Text& text) {
    const auto fits = [](const std::string& part) {
        return !part.empty() && part.size() <= max_text_bytes;
    };
    return fits(text.zh()) && fits(text.en());
}

// Who acts is named by words: a sentence in their place would be read as one of the program's by
// whoever is asked to sign the authority. Empty: the office that the act names, any role.
Result<> check_holder(const std::string& kind, const std::string& role) {
    if (!kind.empty() && !codec::is_word(kind)) return value_wrong("office_kinds");
    if (!role.empty() && !codec::is_word(role)) return value_wrong("role");
    return {};
}

// Each kind counts once, so as many different ones must be named as offices are asked for.
Result<> check_cosign(const Authority::Cosign& cosign) {
    if (cosign.offices() == 0 || cosign.offices() > max_cosign_offices)
        return refuse(v1::COSIGN_OUT_OF_RANGE, {{"limit", std::to_string(max_cosign_offices)},
                                                {"have", std::to_string(cosign.offices())}});
    if (cosign.office_kinds_size() > max_set_members)
        return refuse(v1::AUTHORITY_TOO_WIDE, {{"limit", std::to_string(max_set_members)}});
    const std::set<std::string> kinds{cosign.office_kinds().begin(), cosign.office_kinds().end()};
    if (kinds.size() < cosign.offices() || kinds.contains(""))
        return refuse(v1::KINDS_MISSING, {{"needed", std::to_string(cosign.offices())}});
    for (const auto& kind : kinds) TRY(check_holder(kind, cosign.role()));
    return {};
}

// A notice alone would let anybody act who waits.
Result<> check_notice(const Authority& part, bool beside_others) {
    const auto days = part.notice().days();
    if (!beside_others || days < 1 || days > max_notice_days)
        return refuse(v1::NOTICE_ALONE, {{"limit", std::to_string(max_notice_days)}});
    if (!part.notice().has_stopped_by()) return {};
    return check_cosign(part.notice().stopped_by());
}

// The notice that everybody who has the authority waits for; nothing: there is none.
const Authority::Notice* notice_of(const Authority& authority) {
    if (authority.has_notice()) return &authority.notice();
    for (const auto& part : authority.all_of().of())
        if (part.has_notice()) return &part.notice();
    return nullptr;
}

// Whether anybody is asked at all, beside waiting.
bool has_others_than_notice(const Authority::Set& set) {
    return std::ranges::any_of(set.of(), [](const Authority& part) { return !part.has_notice(); });
}

// `level` counts from 1. The walk down ends at the level after the deepest allowed one.
// NOLINTNEXTLINE(misc-no-recursion): max_authority_depth bounds it.
Result<> check_level(const Authority& authority, int level, bool beside_others = false) {
    if (level > max_authority_depth)
        return refuse(v1::AUTHORITY_TOO_DEEP, {{"limit", std::to_string(max_authority_depth)}});
    if (authority.kind_case() == Authority::KIND_NOT_SET) return refuse(v1::AUTHORITY_EMPTY);
    if (authority.has_cosign()) return check_cosign(authority.cosign());
    if (authority.has_role())
        return check_holder(authority.role().office_kind(), authority.role().role());
    if (authority.has_notice()) return check_notice(authority, beside_others);
    if (!authority.has_all_of() && !authority.has_any_of()) return {};
    const auto& set = authority.has_all_of() ? authority.all_of() : authority.any_of();
    if (set.of().empty()) return refuse(v1::AUTHORITY_EMPTY);
    if (set.of_size() > max_set_members)
        return refuse(v1::AUTHORITY_TOO_WIDE, {{"limit", std::to_string(max_set_members)}});
    const bool all = authority.has_all_of() && has_others_than_notice(set);
    for (const auto& part : set.of()) TRY(check_level(part, level + 1, all));
    return {};
}

// Named ascending, each with a value, so that one preset has one encoding and no name two values.
Result<> check_settings(const v1::Preset& preset) {
    if (preset.settings().empty()) return value_wrong("preset.settings");
    const std::string* last = nullptr;
    for (const auto& setting : preset.settings()) {
        if (!is_slug(setting.name()) || (last != nullptr && setting.name() <= *last))
            return value_wrong("preset.settings.name");
        if (setting.value_case() == v1::Setting::VALUE_NOT_SET)
            return value_wrong("preset.settings.value");
        if (setting.has_text() && setting.text().empty())
            return value_wrong("preset.settings.value");
        last = &setting.name();
    }
    return {};
}

// An act of the charter itself by its full name; nullptr: it is none.
const google::protobuf::Descriptor* own_act(const std::string& act_type) {
    const auto* file = v1::SetAuthority::descriptor()->file();
    for (int i = 0; i < file->message_type_count(); ++i) {
        const auto* type = file->message_type(i);
        if (type->full_name() == act_type && type->options().HasExtension(codec::v1::act))
            return type;
    }
    return nullptr;
}

// How many kinds of office an act takes at least, whatever the charter says; 0: it is not the
// charter's own.
unsigned least_offices(const std::string& act_type) {
    if (act_type == v1::SetAuthority::descriptor()->full_name() ||
        act_type == v1::ScheduleAmendment::descriptor()->full_name())
        return min_charter_offices;
    return own_act(act_type) != nullptr ? min_preset_offices : 0;
}

// An older program knows no such act: what is asked of it is asked once it is in force.
// Looked at again where the act runs, for the state is known there.
bool comes_by_amendment(const std::string& act_type) {
    const auto* type = own_act(act_type);
    return type != nullptr && !type->options().GetExtension(codec::v1::act).amendment().empty();
}

}  // namespace

// All that needs no state is refused at the API already; set_authority() looks at the rest.
Result<> well_formed(const v1::SetAuthority& act) {
    if (act.act_type().empty()) return value_wrong("act_type");
    if (!is_id_or_empty(act.replaces())) return value_wrong("replaces");
    TRY(check_authority(act.authority()));
    if (comes_by_amendment(act.act_type())) return {};
    return check_charter_guard(act.act_type(), act.authority());
}

Result<> well_formed(const v1::AdoptPreset& act) { return check_preset(act.preset()); }

Result<> well_formed(const v1::UsePreset& act) {
    if (!is_slug(act.purpose())) return value_wrong("purpose");
    if (!is_slug(act.name())) return value_wrong("name");
    if (!is_slug(act.version())) return value_wrong("version");
    if (!is_id_or_empty(act.replaces())) return value_wrong("replaces");
    return {};
}

Result<> well_formed(const v1::ScheduleAmendment& act) {
    if (!is_slug(act.name())) return value_wrong("name");
    if (act.time_ms() <= 0) return value_wrong("time_ms");
    return {};
}

Result<> well_formed(const v1::CancelAmendment& act) {
    if (!is_slug(act.name())) return value_wrong("name");
    return {};
}

// Also bounded is in how many ways it can be met: else asking whether somebody meets it takes too
// long (rule 3).
Result<> check_authority(const Authority& authority) {
    TRY(check_level(authority, 1));
    if (!codec::is_countable(authority)) return refuse(v1::AUTHORITY_TOO_LARGE);
    return {};
}

Result<> check_not_fixed(const google::protobuf::Descriptor& act_type) {
    const bool is_own = act_type.options().GetExtension(codec::v1::act).authority().has_self();
    const bool is_of_motions = act_type.file()->package() == "linlian.motion.v1";
    if (!is_own && !is_of_motions) return {};
    return refuse(v1::AUTHORITY_FIXED, {{"act_type", act_type.full_name()}});
}

// Rule 4: else two bodies could write themselves the power to do everything.
Result<> check_charter_guard(const std::string& act_type, const Authority& authority) {
    const unsigned needed = least_offices(act_type);
    const unsigned offices = fewest_offices(authority);
    if (offices >= needed) return {};
    return refuse(v1::CHARTER_TOO_OPEN,
                  {{"needed", std::to_string(needed)}, {"have", std::to_string(offices)}});
}

// Rule 11, for acts that are annotated `admits`.
Result<> check_admission(const google::protobuf::Descriptor& act_type, const Authority& authority) {
    if (!act_type.options().GetExtension(codec::v1::act).admits()) return {};
    if (codec::takes_kind_and_others(authority, "party")) return {};
    return refuse(v1::ADMISSION_TOO_OPEN, {{"act_type", act_type.full_name()}});
}

// Rule 12: no notice shorter than the schema's, and none that fewer could stop.
Result<> check_admission_notice(const google::protobuf::Descriptor& act_type,
                                const Authority& authority) {
    const auto& options = act_type.options().GetExtension(codec::v1::act);
    const auto* notice = notice_of(options.authority());
    if (!options.admits() || notice == nullptr || codec::waits_as_long(authority, *notice))
        return {};
    std::string kinds;
    for (const auto& kind : notice->stopped_by().office_kinds())
        kinds += (kinds.empty() ? "" : ", ") + kind;
    return refuse(v1::ADMISSION_TOO_QUICK,
                  {{"act_type", act_type.full_name()},
                   {"days", std::to_string(notice->days())},
                   {"offices", std::to_string(notice->stopped_by().offices())},
                   {"kinds", std::move(kinds)}});
}

Result<> check_preset(const v1::Preset& preset) {
    if (!is_slug(preset.name())) return value_wrong("preset.name");
    if (!is_slug(preset.version())) return value_wrong("preset.version");
    if (!is_text(preset.title())) return value_wrong("preset.title");
    if (preset.place().empty()) return value_wrong("preset.place");
    if (preset.source().empty()) return value_wrong("preset.source");
    if (preset.article().empty()) return value_wrong("preset.article");
    if (!is_date(preset.dated())) return value_wrong("preset.dated");
    if (!is_text(preset.note())) return value_wrong("preset.note");
    TRY(check_settings(preset));
    if (const auto year = holiday_year(preset.name())) return check_holidays(preset, *year);
    return {};
}

// In an any_of the easiest way counts, in an all_of the hardest part: parts of an all_of may be met
// by the same offices, so they do not add up.
// NOLINTNEXTLINE(misc-no-recursion): check_authority bounds the depth of what comes here.
unsigned fewest_offices(const Authority& authority) {
    if (authority.has_role()) return 1;
    if (authority.has_cosign()) return authority.cosign().offices();
    if (authority.has_all_of()) {
        unsigned most = 0;
        for (const auto& part : authority.all_of().of())
            most = std::max(most, fewest_offices(part));
        return most;
    }
    if (!authority.has_any_of() || authority.any_of().of().empty()) return 0;
    unsigned least = max_cosign_offices;
    for (const auto& part : authority.any_of().of()) least = std::min(least, fewest_offices(part));
    return least;
}

bool is_slug(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_' || c == '-' || c == '.';
    });
}

// A year, a month or a day: "2021", "2021-01", "2021-01-01". How long the month is it does not ask,
// for the text is shown and never computed with.
bool is_date(std::string_view text) {
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 4 || i == 7;
        if (dash ? text[i] != '-' : !is_digit(text[i])) return false;
    }
    const auto two = [text](std::size_t at) {
        return (text[at] - '0') * 10 + (text[at + 1] - '0');
    };
    const bool month = text.size() < 7 || (two(5) >= 1 && two(5) <= 12);
    return month && (text.size() < 10 || (two(8) >= 1 && two(8) <= 31));
}

}  // namespace linlian::charter
