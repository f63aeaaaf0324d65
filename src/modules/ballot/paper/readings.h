// What several clerks read on one paper in one round, from values alone: who is held against whom,
// how two readings differ, whether there is room for another. Called by the acts on papers, their
// queries, invariants and the silence rule; it never decides who may enter a paper.
#pragma once

#include "base/bytes.h"
#include "modules/ballot/papers.pb.h"

#include <optional>
#include <vector>

namespace linlian::ballot {

// Readings are named by their places in the round, from 0.

// Whether these two are by clerks of different kinds of office of whom neither owes their role to
// the other, as it was when the later one was sealed.
bool are_independent(const v1::PaperRound& round, int one, int other);

// Whether some reading of the round is independent of this one: then it may be shown.
bool may_be_shown(const v1::PaperRound& round, int place);

// Whether any two are independent: so the paper came from its voter, whatever becomes of it.
bool is_read_by_two_kinds(const v1::PaperRound& round);

// Those of the newest shown that some independent clerk showed alike; none: the paper neither
// counted in this round, nor came late or was set aside.
std::vector<int> read_alike(const v1::PaperRound& round, std::int64_t closes_ms);

bool is_any_shown(const v1::PaperRound& round);

// The newest reading of this member; nothing: none.
std::optional<int> newest_of(const v1::PaperRound& round, BytesView member);

// The newest of each clerk that is shown, ascending.
std::vector<int> newest_shown(const v1::PaperRound& round);

// Whether this member, for an office of this kind, may add one more.
bool has_room(const v1::PaperRound& round, BytesView member, const std::string& office_kind);

// Whether clerks still enter such a paper: somebody holds it, and nothing is settled.
bool takes_readings(v1::PaperState state);

// How two readings of the same items differ; `reading` is the caller's. Their scans may differ, and
// the minute of receipt, but not on which side of the close it lies.
v1::ReadingDifference difference_between(const v1::PaperEntry& one, const v1::PaperEntry& other,
                                         std::int64_t closes_ms);
bool are_alike(const v1::PaperEntry& one, const v1::PaperEntry& other, std::int64_t closes_ms);

}  // namespace linlian::ballot
