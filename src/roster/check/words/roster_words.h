// The closed sets of words of a roster (kinds of premises, of owners, of documents, sources of an
// area) and what clerks write for them in Chinese and English. Used by roster_sheet to read a cell
// and by demo_roster to write one.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace linlian::roster {

// Unsold and undelivered premises are the developer's stock: one head together (SPC
// interpretation on divided ownership, art. 9).
enum class PremisesKind : std::uint8_t { flat, shop, parking, storage, unsold, undelivered };

// Where the area comes from, best first (SPC interpretation, art. 8).
enum class AreaSource : std::uint8_t { registered, surveyed, contracted };

// `heirs`: the owner died, the heirs act by document or are not yet known. `ward`: a guardian acts.
enum class OwnerKind : std::uint8_t { person, company, heirs, ward, developer };

enum class IdType : std::uint8_t {
    resident_card,  // 居民身份证, GB 11643
    credit_code,    // 统一社会信用代码, GB 32100
    passport,
    home_return_card,  // 港澳居民来往内地通行证
    taiwan_card,       // 台湾居民来往大陆通行证
    residence_permit,  // 港澳台居民居住证 (also GB 11643) or foreigners' permit
    other
};

enum class OwnerStatus : std::uint8_t { living, dead, undecided, minor };

std::optional<PremisesKind> premises_kind_of(std::string_view words);
std::optional<AreaSource> area_source_of(std::string_view words);
std::optional<OwnerKind> owner_kind_of(std::string_view words);
std::optional<IdType> id_type_of(std::string_view words);
std::optional<OwnerStatus> owner_status_of(std::string_view words);

// True for 是, √, yes, 1 …; false for 否, no, an empty cell …; nothing for other words.
std::optional<bool> yes_no_of(std::string_view words);

// The first Chinese word of a value, as the sample roster writes it.
std::string_view word_of(PremisesKind kind);
std::string_view word_of(AreaSource source);
std::string_view word_of(OwnerKind kind);
std::string_view word_of(IdType type);

// The word of programs: "flat", "registered", "resident_card" … Stable, written to files.
std::string_view name_of(PremisesKind kind);
std::string_view name_of(AreaSource source);
std::string_view name_of(OwnerKind kind);
std::string_view name_of(IdType type);

}  // namespace linlian::roster
