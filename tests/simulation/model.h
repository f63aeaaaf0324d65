// A naive model of the registry, of maps and loops: who is a member, which keys live, who owns
// what, how many heads and how much area an estate has. It is told what was carried out, block by
// block, and says where the rows differ. It shares no code with the module.
#pragma once

#include "machine/machine.h"
#include "modules/motion/motion.pb.h"
#include "modules/registry/registry.pb.h"

#include <map>
#include <set>

namespace linlian::simulation {

class Model {
  public:
    // The rows of genesis are its beginning.
    explicit Model(const state::StateView& rows);

    void begin_block(Height height, Timestamp time);
    // Whether this transaction gets a receipt, as the rules of repetition, expiry and keys say.
    bool gets_receipt(const machine::OpenedTransaction& tx) const;
    // A transaction got this receipt.
    void take(const machine::OpenedTransaction& tx, const machine::v1::Receipt& receipt);

    // Nothing when the rows are what the model holds.
    std::vector<std::string> differences(const state::StateView& rows) const;
    // What no history may contain: a slip or a provisional key that did what it must not.
    const std::vector<std::string>& violations() const { return violations_; }

  private:
    struct KeyFact {
        Bytes member;
        registry::v1::KeyState state;
        Bytes batch;
    };
    struct SlipFact {
        Bytes member;
        Bytes batch;
        bool live;
        std::int64_t expires_ms;
    };
    struct Place {
        Bytes estate;
        Bytes building;
        registry::v1::PremisesKind kind;
        std::uint64_t area;
        bool live = true;
        std::map<Height, std::set<Bytes>> owners;  // from each height on; empty: ended
        Bytes voter;
        std::map<Bytes, Bytes> namings;
        const std::set<Bytes>& owned_by() const { return owners.rbegin()->second; }
    };
    struct OwnerFact {
        registry::v1::OwnerKind kind;
        Bytes through;
    };
    struct RecoveryFact {
        Bytes key;
        std::int64_t due_ms;
        bool given_back = false;
    };
    struct Done {
        const machine::Message& act;
        Bytes member;
        Bytes key;
        const machine::v1::Effects& effects;
    };

    void carry_out(const Done& done);
    void carry_out_people(const Done& done);
    void carry_out_places(const Done& done);
    void carry_out_keys(const Done& done);
    void carry_out_motion(const Done& done);
    void adopt(const registry::v1::AdoptRoster& act);
    void enter_owner(const registry::v1::OwnerLine& line);
    void own(Place& place, const std::set<Bytes>& owners, const Bytes& voter);
    void strike(Place& place);
    Bytes waiting_batch(const Bytes& member) const;
    void end_slips(const Bytes& member, const Bytes& batch);
    void finish_recoveries();
    void compare_places(const state::StateView& rows, std::vector<std::string>& found) const;
    void compare_estates(const state::StateView& rows, std::vector<std::string>& found) const;
    std::string acting(const Bytes& owner) const;

    Height height_ = 0;
    Timestamp time_;
    std::map<Bytes, std::int64_t> seen_;  // ids and their expiry
    std::set<Bytes> members_;
    std::map<Bytes, KeyFact> keys_;
    std::map<Bytes, SlipFact> slips_;
    std::map<Bytes, Place> places_;
    std::map<Bytes, OwnerFact> owners_;
    std::map<Bytes, std::vector<registry::v1::DraftChunk>> drafts_;
    std::map<Bytes, Bytes> draft_estates_;
    std::map<Bytes, RecoveryFact> recoveries_;
    std::map<std::pair<Bytes, Bytes>, std::pair<Bytes, registry::v1::ResidenceKind>> residences_;
    std::set<std::tuple<Bytes, Bytes, std::string>> roles_;
    std::map<Bytes, motion::v1::Motion> motions_;
    std::vector<std::string> violations_;
};

}  // namespace linlian::simulation
