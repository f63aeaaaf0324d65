// Whether the terms of a call keep to its presets: notice, window, extension, objections, lawful
// channels, silence, proxies. Called by acts.cpp before anything is written.
#pragma once

#include "base/result.h"
#include "base/timestamp.h"
#include "modules/ballot/ballot.pb.h"
#include "state/table.h"

namespace linlian::ballot {

// Refusals: NOTICE_TOO_SHORT, WINDOW_WRONG, EXTENSION_TOO_LONG, OBJECTION_TOO_SHORT,
// CHANNEL_CLOSED, CHANNEL_NEEDED, SILENCE_NOT_ALLOWED, PROXY_CAP_TOO_HIGH.
Result<> check_terms(const state::StateView& view, const v1::CallBallot& act, Timestamp now);

}  // namespace linlian::ballot
