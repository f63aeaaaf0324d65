// The counter module: the smallest one with acts, due work and a change invariant. Tests of
// storage, engines and the API run the machine with it; the modules of the product are not needed.
#pragma once

#include "kit/counter.pb.h"
#include "machine/machine.h"

namespace linlian::kit {

inline const state::Table<v1::Counter, std::string> counters{"counter/value/"};
// Under "retired" the one key that nobody may use.
inline const state::Table<v1::CounterGenesis, std::string> settings{"counter/setting/"};

// About persons: by member. Each may have the proofs of their own.
inline constexpr state::Subject of_writer{"counter/writer"};
inline const state::Table<v1::NoteRow, Id16> notes{"counter/note/", of_writer};
inline const state::Table<v1::Person, Id16> persons{"counter/person/", of_writer};

machine::Module counter_module();

// A registry of this module alone.
machine::Program counter_program();

// A genesis for it with one validator, and with this many counters.
machine::v1::Genesis counter_genesis(const Bytes& validator_key, Timestamp time,
                                     std::uint64_t rows = 0);

}  // namespace linlian::kit
