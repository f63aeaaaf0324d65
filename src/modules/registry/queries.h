// Every query of the registry. Each reads one committed height and changes nothing.
#pragma once

#include "contract/module.h"
#include "modules/registry/registry.pb.h"

namespace linlian::registry {

using machine::Author;
using machine::Reading;

// Refusals: MEMBER_UNKNOWN, KEY_UNKNOWN, ESTATE_UNKNOWN, BUILDING_UNKNOWN, PREMISES_UNKNOWN,
// OWNER_UNKNOWN, DRAFT_UNKNOWN, BATCH_UNKNOWN, SLIP_UNKNOWN for what is not there.
Result<v1::MemberReply> member(const Reading& reading, const v1::MemberQuery& query);
Result<v1::LiveKeysReply> live_keys(const Reading& reading, const v1::LiveKeysQuery& query);
Result<v1::MemberKeysReply> member_keys(const Reading& reading, const v1::MemberKeysQuery& query);
Result<v1::Key> key(const Reading& reading, const v1::KeyQuery& query);
Result<v1::OfficesReply> all_offices(const Reading& reading, const v1::OfficesQuery& query);
Result<v1::EstatesReply> all_estates(const Reading& reading, const v1::EstatesQuery& query);
Result<v1::BuildingsReply> buildings_in(const Reading& reading, const v1::BuildingsQuery& query);
Result<v1::PremisesReply> premises(const Reading& reading, const v1::PremisesQuery& query);
Result<v1::PremisesListReply> premises_list(const Reading& reading,
                                            const v1::PremisesListQuery& query);
Result<v1::ResidencesReply> residences_in(const Reading& reading, const v1::ResidencesQuery& query);
Result<v1::ResidencesReply> residences_of_member(const Reading& reading,
                                                 const v1::MemberResidencesQuery& query);
Result<v1::HoldingsReply> holdings_of(const Reading& reading, const v1::HoldingsQuery& query);
Result<v1::Draft> draft(const Reading& reading, const v1::DraftQuery& query);
// What whoever is to adopt a draft reads, to hash and count it for themselves.
Result<v1::DraftChunk> draft_chunk(const Reading& reading, const v1::DraftChunkQuery& query);
Result<v1::RostersReply> rosters_of(const Reading& reading, const v1::RostersQuery& query);
Result<v1::SlipBatch> batch(const Reading& reading, const v1::BatchQuery& query);
Result<v1::Slip> slip(const Reading& reading, const v1::SlipQuery& query);

// Who may ask (readers.cpp). Refusal: NOT_FOR_YOU.
Result<> may_read(const Reading& reading, const Author* asker, const v1::LiveKeysQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::MemberKeysQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::KeyQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::SlipQuery& query);
Result<> may_read(const Reading& reading, const Author* asker,
                  const v1::MemberResidencesQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::ResidencesQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::PremisesQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::PremisesListQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::HoldingsQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::DraftChunkQuery& query);

}  // namespace linlian::registry
