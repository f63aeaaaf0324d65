// What exists at a height, as lists to choose from: read off the rows before each block. It is
// what a person at a desk would know who is about to do something.
#pragma once

#include "base/timestamp.h"
#include "codec/options.pb.h"
#include "modules/ballot/ballot.pb.h"
#include "modules/registry/registry.pb.h"
#include "simulation/random_message.h"
#include "state/state_view.h"

#include <map>
#include <memory>

namespace linlian::simulation {

struct LiveKey {
    Bytes key;
    Bytes member;
};

struct LivePremises {
    Bytes id;
    registry::v1::Premises row;
    registry::v1::Holding holding;
    std::map<Bytes, Bytes> named_by;  // owner to the transaction that named their voter
};

struct HeldRole {
    Bytes member;
    Bytes office;
    std::string role;
    Bytes granted_by;
};

struct KnownResidence {
    Bytes member;
    Bytes premises;
    Bytes written_by;
};

struct KnownDraft {
    Bytes id;
    registry::v1::Draft row;
};

struct KnownOwner {
    Bytes id;
    registry::v1::Owner row;
};

struct OpenMotion {
    Bytes id;
    std::uint32_t round = 0;
    Bytes shown;
    std::shared_ptr<const google::protobuf::Message> act;  // owned by all copies of the directory
    std::vector<Bytes> members;                            // behind it, and for which offices
    std::vector<Bytes> offices;
};

// A ballot that is not over: its roll as frozen, and what counts for its heads.
struct KnownBallot {
    Bytes id;
    ballot::v1::CallBallot call;
    ballot::v1::Poll poll;
    std::vector<registry::v1::RollLine> roll;
    std::map<Bytes, Bytes> counted;  // head to the transaction to be replaced
};

// An objection without a ruling, the office that rules on it, and what a ruling names as shown.
struct KnownObjection {
    Bytes id;
    Bytes office;
    Bytes shown;
};

struct Directory {
    Hash32 community;
    std::vector<LiveKey> active;
    std::vector<LiveKey> provisional;
    std::vector<LiveKey> slips;  // live ones, by the hash of their key
    std::vector<Bytes> members;
    std::vector<Bytes> offices;
    std::map<Bytes, std::string> office_kinds;
    std::vector<HeldRole> roles;
    std::vector<HeldRole> offers;  // roles that wait for their acceptance
    std::vector<Bytes> estates;
    std::vector<std::uint64_t> versions;  // the roster version of each estate
    std::vector<LivePremises> premises;
    std::vector<KnownOwner> owners;
    std::vector<KnownDraft> drafts;
    std::vector<KnownResidence> residences;
    std::map<Bytes, Bytes> waiting_batch;  // by member: of their live slip, or of a key that waits
    std::vector<std::pair<Bytes, Bytes>> recoveries;  // member, the new key
    std::vector<Bytes> batches;
    std::vector<OpenMotion> motions;
    std::map<std::string, codec::v1::Authority> authorities;  // that the charter set, by act
    std::vector<KnownBallot> ballots;
    std::vector<KnownObjection> objections;  // waiting ones
    Pool pool;
};

Directory read_directory(const state::StateView& rows, Timestamp now);

// The office that a call by `convenor` names to rule: a residents' committee, else a street office,
// in which somebody stands who is not of the convenor's. Empty when there is none.
Bytes ruling_office_for(const Directory& directory, const Bytes& convenor);

}  // namespace linlian::simulation
