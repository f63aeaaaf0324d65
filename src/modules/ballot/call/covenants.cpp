// Texts by which the silent follow the majority. They are kept by estate and hash together with the
// ballot that passed them, so that one text passed twice stands as long as one of these results
// does.
#include "modules/ballot/call/covenants.h"

#include "modules/ballot/call/presets.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"

#include <algorithm>

namespace linlian::ballot {

// A text that is passed or rejected as it stands; of several options nobody knows here which one
// its hash is of.
bool may_let_silent_follow(const v1::Item& item) {
    return (item.matter() == v1::COVENANT || item.matter() == v1::ASSEMBLY_RULES) &&
           item.form() == v1::YES_OR_NO;
}

std::vector<Hash32> covenants_in(const state::StateView& view, const Id16& ballot,
                                 const v1::CallBallot& call) {
    std::vector<Hash32> texts;
    for (int i = 0; i < call.items_size(); ++i) {
        if (!call.items(i).silence_follows_majority()) continue;
        const auto row = verdicts.find(view, ballot, static_cast<std::uint64_t>(i));
        if (row && row->outcome() == tally::v1::PASSED)
            texts.push_back(hash_of(call.items(i).document()));
    }
    return texts;
}

void keep_covenants(machine::Context& context, const Found& found) {
    const auto& call = found.call.call();
    const Id16 estate = id_of(call.electorate().estate());
    for (const auto& text : covenants_in(context.view(), found.id, call)) {
        if (stands(found.poll))
            covenants.put(context.state(), estate, text, found.id, v1::Covenant{});
        else if (covenants.has(context.view(), estate, text, found.id))
            covenants.erase(context.state(), estate, text, found.id);
    }
}

// One is enough: the scan stops at the first.
bool is_covenant(const state::StateView& view, const Id16& estate, const Hash32& document) {
    bool found = false;
    covenants.scan(
        view, [&found](const auto&, const v1::Covenant&) { return !(found = true); }, estate,
        document);
    return found;
}

// Asked at the call and again at the count: what it rests on may have fallen in between.
bool silence_is_agreed(const state::StateView& view, const v1::CallBallot& call) {
    const bool of_owners = std::ranges::any_of(
        call.items(), [&call](const v1::Item& item) { return is_decided_by_owners(call, item); });
    return of_owners && (rule_holds(call, "silence_by_covenant") ||
                         is_covenant(view, id_of(call.electorate().estate()),
                                     hash_of(call.terms().silence_document())));
}

}  // namespace linlian::ballot
