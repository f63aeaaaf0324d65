// What an act may see and do while it runs: the state, its author, the block's height and time,
// events, due work. It lives on the stack for one transaction and is the only way to them.
#pragma once

#include "base/result.h"
#include "base/timestamp.h"
#include "contract/author.h"
#include "contract/state.pb.h"
#include "contract/transaction.pb.h"
#include "state/overlay.h"

#include <vector>

namespace linlian::machine {

class BlockRoom;
class Program;
struct OpenedAct;

struct BlockTime {
    Height height = 0;
    Timestamp time;
};

class Context {
  public:
    // `room` is of the block that the transaction stands in; nullptr for what paid before.
    Context(const Program& program, state::Overlay& state, BlockTime block, Author author,
            const Hash32& id, BlockRoom* room = nullptr)
        : program_(program),
          state_(state),
          block_(block),
          author_(std::move(author)),
          id_(id),
          room_(room) {}

    state::Overlay& state() { return state_; }
    const state::StateView& view() const { return state_; }
    const Author& author() const { return author_; }
    Height height() const { return block_.height; }
    Timestamp now() const { return block_.time; }
    // Id of the transaction (or of the due work) that runs.
    const Hash32& id() const { return id_; }
    // A fresh id for a row this act makes: a hash of the transaction's id and `number`, and of
    // the act's place where acts run within acts, so that no two of them make the same id.
    Id16 fresh_id(std::uint64_t number = 0) const;

    void emit(const google::protobuf::Message& event);
    const std::vector<v1::Event>& events() const { return events_; }

    // Work of type `type` (a due handler of a module) that runs in the first block at or after
    // `at`.
    void schedule(Timestamp at, const std::string& type, const Hash32& key);
    void unschedule(Timestamp at, const std::string& type, const Hash32& key);

    // Takes so much of the block's cost, before the work that costs it. Refusal: BLOCK_FULL; then
    // the whole transaction is left for another block, whatever is made of the refusal.
    Result<> pay(std::uint64_t cost);

    // Runs another act with all its checks but the authority, which the caller has established
    // (a motion that is complete). It pays its cost first. All of its writes and events are kept,
    // or none.
    Result<> perform(const OpenedAct& act, const Author& as);

    // True when there is an act of this type and it is in force: what a program that is older does
    // not know is the same as what is not in force yet.
    bool has_act(const std::string& type) const;
    // As whom the first act was performed within this one; zero: none was.
    const Id16& performed_as() const { return performed_as_; }
    // True once an act about persons was performed within this one.
    bool has_performed_personal() const { return has_performed_personal_; }

    // True when the amendment is in force at this height. It counts for no look: programs of two
    // releases ask it about different things.
    bool amended(const std::string& name) const;
    const Program& program() const { return program_; }

  private:
    const Program& program_;
    state::Overlay& state_;
    BlockTime block_;
    Author author_;
    Hash32 id_;
    BlockRoom* room_;
    // Below what this transaction writes: there amendments are read.
    const state::StateView* before_ = &state_.below();
    int depth_ = 0;
    Bytes place_;                  // of an act within acts: which one, on each level
    std::uint64_t performed_ = 0;  // acts run by this one so far
    bool has_performed_personal_ = false;
    std::vector<v1::Event> events_;
    Id16 performed_as_;
};

}  // namespace linlian::machine
