// The proof alone says that some log begins with some older one. That the older one is the head on
// paper is what this file compares.
#include "client/proof/since.h"

#include "client/client.pb.h"
#include "client/proof/ledger_head.h"
#include "client/proof/typed.h"
#include "codec/refusal.h"
#include "modules/all_modules.h"

#include <fmt/format.h>

namespace linlian::client {

Result<light::Statement> check_since(BytesView bundle, const std::string& head_text,
                                     const std::optional<Hash32>& community) {
    const auto head = TRY(read_typed_head(head_text));
    auto statement = TRY(light::verify_bundle(bundle, community, whole_program()));
    const auto* proven = std::get_if<light::ProvenPrefix>(&statement.fact);
    // First that it is about as many entries: else a node could prove another beginning, which is
    // true and says nothing.
    if (proven == nullptr || proven->old_size != head.log_size)
        return tl::unexpected(wrong_command(fmt::format(
            "该核验包不是关于 {0} 条的账本头 the bundle is not about a head of {0} entries",
            head.log_size)));
    // As many entries and another root: the ledger once said something else of its past.
    if (proven->old_root != head.log_root)
        return refuse(v1::PAST_CHANGED, {{"size", std::to_string(head.log_size)},
                                         {"now", in_groups(proven->old_root)},
                                         {"then", in_groups(head.log_root)}});
    // The proof is about entries; of the height only this much is known: that of the block which
    // seals it, for heads are printed as soon as their block is there.
    const auto newest = statement.sealed_height;
    if (head.height > newest)
        return refuse(v1::HEAD_OF_OTHER_HEIGHT, {{"typed", std::to_string(head.height)},
                                                 {"height", std::to_string(newest)},
                                                 {"size", std::to_string(proven->size)}});
    return statement;
}

Result<Verified> verify_since(const Screen& screen, BytesView bundle, const std::string& head,
                              const std::optional<Hash32>& community) {
    const auto statement = TRY(check_since(bundle, head, community));
    print_statement(screen, statement);
    const auto& proven = std::get<light::ProvenPrefix>(statement.fact);
    screen.say(styled("您手中的账本头的 {} 条都还在原处，没有改动或删去；此后新增 {} 条。",
                      proven.old_size, proven.size - proven.old_size));
    screen.say(
        styled("All {} entries of your head still stand where they stood, none changed "
               "or taken out; {} came since.",
               proven.old_size, proven.size - proven.old_size));
    screen.say(
        "核对的是条数和根；纸上的高度不在证明之内 Compared were entries and root; the height on "
        "the paper is not part of the proof.");
    return verified(statement);
}

}  // namespace linlian::client
