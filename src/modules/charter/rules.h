// The rules of the charter over plain values: what a sound authority and a sound preset are. Acts
// and genesis call them; nothing here sees the state.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "modules/charter/charter.pb.h"

#include <cstdint>

namespace linlian::charter {

// The limits of the charter, in one place.
inline constexpr int max_authority_depth = 3;
inline constexpr int max_set_members = 16;
// More offices than a community has could never be found; nobody could take the charter back.
inline constexpr std::uint32_t max_cosign_offices = 16;
// For setting an authority and scheduling an amendment; for the charter's other acts (presets,
// taking an amendment back), so that no office makes or ends rules alone.
inline constexpr unsigned min_charter_offices = 3;
inline constexpr unsigned min_preset_offices = 2;
inline constexpr std::uint32_t max_notice_days = 90;
// Whoever runs a node has this long to install a program that knows an amendment.
inline constexpr std::int64_t min_amendment_notice_days = 30;
inline constexpr std::int64_t max_amendment_notice_days = 400;
inline constexpr std::size_t max_text_bytes = 1000;

Result<> well_formed(const v1::SetAuthority& act);
Result<> well_formed(const v1::AdoptPreset& act);
Result<> well_formed(const v1::UsePreset& act);
Result<> well_formed(const v1::ScheduleAmendment& act);
Result<> well_formed(const v1::CancelAmendment& act);

// Charter rules 2 and 3: no empty part, not too deep, not too wide, a cosign that can be met.
Result<> check_authority(const codec::v1::Authority& authority);
// Charter rule 9: what is one's own matter, and motions themselves, stay as they are.
Result<> check_not_fixed(const google::protobuf::Descriptor& act_type);
// Charter rule 4: acts that change the charter's own rules stay with several offices.
Result<> check_charter_guard(const std::string& act_type, const codec::v1::Authority& authority);
// Charter rule 11: what admits or removes others takes the Party organisation and another body.
Result<> check_admission(const google::protobuf::Descriptor& act_type,
                         const codec::v1::Authority& authority);
// Charter rule 12: what admits or removes others stands in public as long as by default, and is
// stopped by whoever stops it then.
Result<> check_admission_notice(const google::protobuf::Descriptor& act_type,
                                const codec::v1::Authority& authority);
// Charter rules 6 and 7.
Result<> check_preset(const v1::Preset& preset);

// The fewest different offices that can meet an authority; 0 where members may act for themselves.
// Parts of `all_of` may be met by the same offices, so the largest counts.
unsigned fewest_offices(const codec::v1::Authority& authority);

// A lower-case word of letters, digits, '_', '-' and '.': it can stand in a key and in a route.
bool is_slug(std::string_view text);
// "2024", "2024-05" or "2024-05-01".
bool is_date(std::string_view text);

}  // namespace linlian::charter
