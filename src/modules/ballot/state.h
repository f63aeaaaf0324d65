// The tables of ballots. What one voter chose and who objected are about persons and carry a salt;
// what was called, the turnout and the verdict are for everybody.
#pragma once

#include "modules/ballot/ballot.pb.h"
#include "modules/ballot/objections.pb.h"
#include "state/table.h"

namespace linlian::ballot {

using state::Subject;
using state::Table;

// Whom rows are about; subjects.cpp says who is entitled to each. The line is of one ballot: who
// once spoke for a head cannot look what it does in later ones.
inline constexpr Subject of_line{"ballot/line", 0, 2};
// Of a line too, but told to others than what was cast for it: a mandate to who gave or holds it.
// What is disputed the objections tell.
inline constexpr Subject of_mandate{"ballot/mandate", 0, 2};
inline constexpr Subject of_dispute{"ballot/dispute", 0, 2};
inline constexpr Subject of_displaced{"ballot/displaced", 0, 2};  // a paper, and what it displaced
inline constexpr Subject of_objection{"ballot/objection"};
// Few heads in one building, who could or who did: the query tells of large ones, no proof of any.
inline constexpr Subject of_turnout{"ballot/turnout", 0, 2};
inline constexpr Subject of_paper{"ballot/paper", 0, 2};
inline constexpr Subject of_reading{"ballot/reading", 0, 2};  // a paper, as clerks read it
inline constexpr Subject of_city_list{"ballot/city_list"};
inline constexpr Subject of_person{"registry/person", 1};  // the second part

inline const Table<v1::CallRow, Id16> calls{"ballot/call/"};
inline const Table<v1::Poll, Id16> polls{"ballot/poll/"};
// By ballot and building; lines of several buildings under the zero id.
inline const Table<v1::Turnout, Id16, Id16> turnouts{"ballot/turnout/", of_turnout};
inline const Table<v1::RollOf, Id16, Id16> rolls_of{"ballot/roll_of/", of_turnout};
// By ballot: the secrets of its lines, hashed; see subjects.h.
inline const Table<v1::LineSecrets, Id16> line_secrets{"ballot/line_secrets/"};
// By ballot and head.
inline const Table<v1::CastRow, Id16, Hash32> casts{"ballot/cast/", of_line};
// By ballot, head and objection: those that wait.
inline const Table<v1::Disputed, Id16, Hash32, Id16> disputed{"ballot/disputed/", of_dispute};
inline const Table<v1::Objection, Id16> objections{"ballot/objection/", of_objection};
inline const Table<v1::ObjectionEntry, Id16, Id16> objections_of{"ballot/objection_of/"};
inline const Table<v1::Objector, Id16, Id16> objectors{"ballot/objector/", of_person};
// By estate, time of the call and ballot: what lists are read from.
inline const Table<v1::Entry, Id16, Timestamp, Id16> by_estate{"ballot/by_estate/"};
// By scope (subject_scope) and subject.
inline const Table<v1::Live, Id16, Id16> live_subjects{"ballot/live/"};
inline const Table<v1::Rest, Id16, Id16> rests{"ballot/rest/"};
// By the office that called them.
inline const Table<v1::Running, Id16> running{"ballot/running/"};
// By estate, hash of the text and ballot.
inline const Table<v1::Covenant, Id16, Hash32, Id16> covenants{"ballot/covenant/"};
// By ballot and number of the item, from 0.
inline const Table<v1::VerdictRow, Id16, std::uint64_t> verdicts{"ballot/verdict/"};

inline constexpr const char* open_work = "ballot.open";
inline constexpr const char* close_work = "ballot.close";
inline constexpr const char* count_work = "ballot.count";
inline constexpr const char* settle_work = "ballot.settle";
inline constexpr const char* turnout_work = "ballot.turnout";

}  // namespace linlian::ballot
