// Who decides the order of transactions. The HTTP API and the programs know an engine only by this
// face; the embedded engine (solo) and the one behind CometBFT stand behind it. All methods may be
// called from any thread.
#pragma once

#include "base/result.h"
#include "engine/wakes.h"
#include "machine/machine.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace linlian::engine {

// One committed height, pinned: its rows, tree, tip and everything recorded up to it can be read
// and proved while later blocks are made. Cheap to hold for seconds, not for hours.
class Committed {
  public:
    virtual ~Committed() = default;
    virtual const state::StateView& rows() const = 0;
    virtual const TreeVersion& tree() const = 0;
    virtual const machine::Tip& tip() const = 0;
};

// Where a transaction stands.
struct TransactionStatus {
    enum class Kind { unknown, waiting, recorded } kind = Kind::unknown;
    std::optional<machine::v1::Receipt> receipt;  // when recorded (durable)
    std::uint64_t leaf_index = 0;                 // its place in the log, when recorded
};

struct Health {
    bool ready = false;
    machine::Tip tip;
    std::size_t waiting = 0;  // transactions in line
    std::string engine;       // "solo"
    std::string trouble;  // why it is not ready, in words for the operator, for they name files and
                          // people; empty when it is
    std::string trouble_code;  // the same for everybody: "CLOCK" or "STOPPED"
};

class Engine {
  public:
    virtual ~Engine() = default;
    // Opens, checks and puts transactions in line; one answer each, in order: the id, or why not.
    // Being in line is no promise: only a receipt is. Refusals: what opening and admit say,
    // engine.QUEUE_FULL, ALLOWANCE_USED_UP, BYTES_USED_UP, ROWS_USED_UP, NOT_READY. A transaction
    // that is already in line or recorded is answered with its id, so that a client may safely send
    // again. Those of one call stand in line in the order given.
    virtual std::vector<Result<Hash32>> submit(std::vector<Bytes> transactions) = 0;
    virtual TransactionStatus find(const Hash32& id) const = 0;
    // Waits until each id is recorded (durably) or known to be lost, or the time is up.
    virtual std::vector<TransactionStatus> await(const std::vector<Hash32>& ids,
                                                 std::chrono::milliseconds at_most) const = 0;
    // How many blocks this engine has announced; and one call of `wake` when there is another than
    // the `seen` first ones, at once if there is. Whoever asked for `announced` before it asked
    // where its transactions stand misses nothing. Nobody calls when the engine stops.
    virtual std::uint64_t announced() const = 0;
    virtual void wake_after(std::uint64_t seen, std::weak_ptr<const Wake> wake) const = 0;
    // The newest height to read from; owned by all who still read it and by the engine.
    virtual std::shared_ptr<const Committed> committed() const = 0;
    virtual Health health() const = 0;
};

}  // namespace linlian::engine
