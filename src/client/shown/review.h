// Before somebody signs: where it is shown to them, and how they are asked. Whoever shows an act,
// a motion or a roster for signing does it through this, on a terminal or a page alike.
#pragma once

#include "base/result.h"
#include "client/shown/screen.h"

namespace linlian::client {

class Review {
  public:
    virtual ~Review() = default;
    // On which what they sign is shown to people, programs or not.
    virtual const Screen& screen() const = 0;
    // Asks; holds where they agreed. Refusal client.NOT_CONFIRMED.
    virtual Result<> confirm(const Styled& question) const = 0;
};

}  // namespace linlian::client
