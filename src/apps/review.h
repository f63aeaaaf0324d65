// Before somebody signs: where it is shown to them, and how they are asked. Whoever shows an act,
// a motion or a roster for signing does it through this, on a terminal or a page alike.
#pragma once

#include "apps/screen.h"
#include "base/result.h"

namespace linlian::apps {

class Review {
  public:
    virtual ~Review() = default;
    // On which what they sign is shown to people, programs or not.
    virtual const Screen& screen() const = 0;
    // Asks; holds where they agreed. Refusal apps.NOT_CONFIRMED.
    virtual Result<> confirm(const Styled& question) const = 0;
};

}  // namespace linlian::apps
