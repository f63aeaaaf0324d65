// What must hold of papers, mandates and the city's list: after each change, and over the whole
// state in tests and `verify`.
#pragma once

#include "modules/ballot/ballot.h"
#include "modules/ballot/papers.pb.h"

namespace linlian::ballot {

using machine::Broken;

Broken paper_goes_on(const std::optional<v1::PaperRow>& before,
                     const std::optional<v1::PaperRow>& after);
Broken shown_stays(const std::optional<v1::PaperRound>& before,
                   const std::optional<v1::PaperRound>& after);
Broken two_clerks_stand_behind(const std::optional<v1::CastRow>& before,
                               const std::optional<v1::CastRow>& after);
Broken chunk_stays(const std::optional<v1::CityChunk>& before,
                   const std::optional<v1::CityChunk>& after);

Broken papers_equal_votes(const state::StateView& view);
Broken one_live_paper(const state::StateView& view);
Broken counts_equal_mandates(const state::StateView& view);
Broken chunks_follow(const state::StateView& view);

}  // namespace linlian::ballot
