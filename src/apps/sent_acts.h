// What a command has sent when it ends with a refusal. No text of a refusal says whether something
// was sent before, for most can come before and after: this says it, of what really left.
#pragma once

#include "apps/terminal.h"
#include "base/bytes.h"

#include <vector>

namespace linlian::apps {

class SentActs {
  public:
    // The command is about to sign.
    void will_sign() { will_sign_ = true; }
    // A transaction of this id leaves this computer.
    void note(const Hash32& id);
    // The node says that it was not carried out.
    void refused(const Hash32& id) { std::erase(ids_, id); }

    // After a refusal, beside it: that no act was sent, or which ones may have been carried out.
    void say(const Terminal& terminal) const;

  private:
    bool will_sign_ = false;
    bool has_sent_ = false;
    std::vector<Hash32> ids_;
};

}  // namespace linlian::apps
