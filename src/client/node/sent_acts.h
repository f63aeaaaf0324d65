// What a command has sent when it ends with a refusal. No text of a refusal says whether something
// was sent before, for most can come before and after: this says it, of what really left.
#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"
#include "client/shown/screen.h"

#include <vector>

namespace linlian::client {

class SentActs {
  public:
    // The command is about to sign.
    void will_sign() { will_sign_ = true; }
    // A transaction of this id leaves this computer; it can be carried out until it expires.
    void note(const Hash32& id, Timestamp expires) { sent_.push_back({id, expires, false}); }
    // The node says that it was not carried out. That is its word, so what was sent stays told.
    void refused(const Hash32& id);

    // After a refusal, beside it: that no act was sent, or which ones may have been carried out,
    // and of which of them the node says that they were not.
    void say(const Screen& screen) const;

  private:
    struct Sent {
        Hash32 id;
        Timestamp expires;
        bool is_said_refused = false;
    };
    std::vector<Sent> of(bool said_refused) const;

    bool will_sign_ = false;
    std::vector<Sent> sent_;
};

}  // namespace linlian::client
