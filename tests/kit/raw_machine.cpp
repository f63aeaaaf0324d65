#include "kit/raw_machine.h"

#include "machine/apply.h"
#include "machine/veil.h"

namespace linlian::kit {

RawMachine::RawMachine(machine::Program given, const machine::v1::Genesis& genesis)
    : program(std::move(given)), community(machine::community_id(genesis)) {
    auto first = machine::apply_genesis(program, genesis);
    CHECK(first.has_value());
    rows.apply(first->changes);
    tree = first->tree;
    tip = first->tip;
}

Faultable<machine::BlockResult> RawMachine::apply(const std::vector<Bytes>& transactions,
                                                  std::int64_t after_ms) {
    const machine::Opener opener{program, community};
    std::vector<machine::OpenedTransaction> opened;
    for (const auto& bytes : transactions) {
        if (auto one = opener.open(bytes)) opened.push_back(std::move(*one));
    }
    auto result = machine::apply_block(program, view(),
                                       {tip.height + 1, Timestamp{tip.time.ms + after_ms}, opened});
    if (!result) return result;
    rows.apply(result->changes);
    tree = result->tree;
    tip = result->tip;
    for (const auto& receipt : result->receipts) {
        Hash32 id;
        CHECK(Hash32::parse(receipt.leaf().id(), id));
        recent.add(id, Timestamp{receipt.leaf().expires_ms()});
    }
    return result;
}

std::string RawMachine::outcome(const Bytes& transaction) {
    const auto result = apply({transaction});
    CHECK(result.has_value());
    if (!result->passed_over.empty()) return "passed over: " + result->passed_over[0].reason.code;
    if (result->receipts.empty()) return "left out";
    return result->receipts.back().leaf().refusal();
}

std::string RawMachine::admitted(const Bytes& transaction) const {
    const auto opened = machine::Opener{program, community}.open(transaction);
    if (!opened) return opened.error().code;
    const auto answer = machine::admit(program, view(), *opened, tip.time);
    return answer ? "" : answer.error().code;
}

Bytes RawMachine::sign(const KeyPair& key, const machine::Message& act) {
    return sign_act(key, community, act, Timestamp{tip.time.ms + ms_per_day}, nonce_of(nonce_++));
}

void RawMachine::take(const state::Changes& changes) {
    rows.apply(changes);
    tree = machine::tree_after(program, machine::veil_of(rows), tree, changes);
    tip.state_root = tree.root();
}

}  // namespace linlian::kit
