// The guestbook: a module that is in no first release. Tests put it beside others to show what one
// module more changes in a ledger that exists (nothing, until its amendment is in force), and how
// it enters one.
#pragma once

#include "contract/module.h"
#include "kit/guestbook.pb.h"

namespace linlian::kit {

namespace guestbook = linlian::guestbook::v1;

inline constexpr const char* guestbook_amendment = "guestbook";

inline const state::Table<guestbook::Entry, Id16> entries{"guestbook/entry/"};
// About persons: by member. Each may have the proofs of their own.
inline constexpr state::Subject of_guest{"guestbook/guest"};
inline const state::Table<guestbook::Guest, Id16> guests{"guestbook/guest/", of_guest};

machine::Module guestbook_module();

}  // namespace linlian::kit
