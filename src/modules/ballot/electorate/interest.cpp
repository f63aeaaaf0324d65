// Two questions about a member and a line: has_interest asks widely, for who must not work on it;
// is_of_line_now narrowly, for whose it is.
#include "modules/ballot/electorate/interest.h"

#include "modules/ballot/electorate/speaker.h"
#include "modules/ballot/electorate/successors.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/vote/mandates.h"

namespace linlian::ballot {

bool has_interest(const state::StateView& view, const Id16& ballot,
                  const registry::v1::RollLine& line, const Id16& member) {
    // The line as it was on the roll and as it is after sales, each by who acted for its owners
    // then and by who does today: a role that came later is an interest too.
    const auto now = line_now(view, ballot, line);
    if (speaks_for(view, line_then(view, ballot, line), member) || speaks_for(view, now, member) ||
        acts_today(view, line, member) || acts_today(view, now.line, member))
        return true;
    const auto mandate = live_mandate(view, ballot, hash_of(line.head()));
    return mandate && mandate->terms().holder() == member.view();
}

bool is_of_line_now(const state::StateView& view, const Id16& ballot,
                    const registry::v1::RollLine& line, const Id16& member) {
    return speaks_for(view, line_now(view, ballot, line), member) ||
           mandate_of(view, ballot, line, member);
}

}  // namespace linlian::ballot
