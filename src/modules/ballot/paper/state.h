// The tables of paper, deliveries, mandates, sales and the city's list, all about persons, with a
// salt: of the city's chunks the sums of their lines are turnout.
#pragma once

#include "modules/ballot/papers.pb.h"
#include "modules/ballot/state.h"

namespace linlian::ballot {

// By ballot and serial.
inline const state::Table<v1::PaperRow, Id16, Id16> papers{"ballot/paper/", of_paper};
// By ballot, head and the kind of office that issued it: the live papers of a line.
inline const state::Table<v1::PaperOf, Id16, Hash32, std::string> papers_of{"ballot/paper_of/",
                                                                            of_line};
// By ballot, head and serial: all papers that a line ever had.
inline const state::Table<v1::PaperOf, Id16, Hash32, Id16> papers_for{"ballot/paper_for/", of_line};
// By ballot, serial and round.
inline const state::Table<v1::PaperRound, Id16, Id16, std::uint64_t> paper_rounds{
    "ballot/paper_round/", of_reading};
// By ballot and serial: the vote that the paper displaced, which counts again once it is struck.
inline const state::Table<v1::CastRow, Id16, Id16> displaced{"ballot/displaced/", of_displaced};
// By ballot and head.
inline const state::Table<v1::Delivery, Id16, Hash32> deliveries{"ballot/delivery/", of_line};
inline const state::Table<v1::Mandate, Id16, Hash32> mandates{"ballot/mandate/", of_mandate};
// By ballot and holder.
inline const state::Table<v1::MandateCount, Id16, Id16> mandates_of{"ballot/mandates_of/",
                                                                    of_person};
// By ballot and head.
inline const state::Table<v1::Successor, Id16, Hash32> successors{"ballot/successor/", of_line};
// By ballot and number of the chunk, from 0.
inline const state::Table<v1::CityChunk, Id16, std::uint64_t> city_chunks{"ballot/city_chunk/",
                                                                          of_city_list};
// By ballot and head.
inline const state::Table<v1::CityDouble, Id16, Hash32> city_doubles{"ballot/city_double/",
                                                                     of_city_list};

}  // namespace linlian::ballot
