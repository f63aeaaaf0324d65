// admit() asks it as it comes in, apply_block() again: by then the answer may be another.
#include "machine/receivable.h"

#include "contract/amendments.h"
#include "contract/opening/limits.h"

namespace linlian::machine {
namespace {

std::optional<Author> author_of(const Program& program, const state::StateView& rows,
                                const Heading& heading, Timestamp now) {
    const auto& options = heading.act_entry.type->options().GetExtension(codec::v1::act);
    if (least_standing(options) != KeyStanding::seat)
        return program.resolve_author(rows, heading.author_key, now);
    if (!seats.has(rows, seat_key(heading.author_key))) return std::nullopt;
    return Author{Bytes{heading.author_key}, {}, KeyStanding::seat};
}

// Bounded, so that ids of recorded transactions need not be remembered for longer.
Result<> check_lifetime(Timestamp expires, Timestamp now) {
    if (expires <= now) return refuse(v1::EXPIRED);
    if (expires.ms > now.ms + max_lifetime_ms)
        return refuse(v1::EXPIRES_TOO_LATE,
                      {{"days", std::to_string(max_lifetime_ms / ms_per_day)}});
    return {};
}

}  // namespace

Result<Author> receivable(const Program& program, const state::StateView& rows,
                          const OpenedTransaction& tx, BlockTime block, bool is_repeated) {
    TRY(check_lifetime(tx.expires(), block.time));
    if (is_repeated) return refuse(v1::REPEATED);
    TRY(check_in_force(rows, tx.needs(), block.height));
    auto author = author_of(program, rows, {tx.id(), tx.author_key(), tx.expires(), tx.act_entry()},
                            block.time);
    if (!author) return refuse(v1::KEY_UNKNOWN);
    return std::move(*author);
}

Result<Author> welcome(const Program& program, const state::StateView& rows, const Heading& heading,
                       Timestamp now) {
    TRY(check_lifetime(heading.expires, now));
    auto author = author_of(program, rows, heading, now);
    if (!author) return refuse(v1::KEY_UNKNOWN);
    const auto& options = heading.act_entry.type->options().GetExtension(codec::v1::act);
    if (author->standing < least_standing(options)) return refuse(v1::STANDING_MISSING);
    return std::move(*author);
}

}  // namespace linlian::machine
