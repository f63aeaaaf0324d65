// As of when a command shows the ledger. A node can go on showing the newest ledger head that a
// client has seen, with true proofs, and keep what came later to itself: so whoever reads, and
// whoever is asked to sign, is told when the proofs were sealed.
#pragma once

#include "client/shown/screen.h"
#include "light/bundle/bundle.h"

#include <optional>

namespace linlian::client {

class SealSeen {
  public:
    // Older than this it is said that the node may have left something out. A ledger where nothing
    // happens makes no blocks, so age alone is no fault.
    static constexpr std::int64_t old_ms = 10 * ms_per_minute;

    // Takes note of something that was proven; the oldest seal of all is what is told.
    void note(const light::Statement& proven);

    // Says it once; nothing where nothing was proven.
    void say(const Screen& screen, Timestamp now);

    // What is said of a seal at this time: "… sealed at 2026-11-29 10:00:00 +0800".
    static std::string told(Height height, Timestamp sealed, Timestamp now);

  private:
    struct Seal {
        Height height = 0;
        Timestamp time;
    };
    std::optional<Seal> oldest_;
    bool is_said_ = false;
};

}  // namespace linlian::client
