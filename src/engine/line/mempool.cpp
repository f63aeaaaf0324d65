// The waiting line. Each account has a line of its own and a turn; turns are numbers, and the
// smallest is the next to give one transaction. What goes back to the front gets numbers below all
// others.

#include "engine/line/mempool.h"

#include "codec/refusal.h"
#include "engine/refusals.pb.h"

namespace linlian::engine {
namespace {

// What it takes opened, not what came over the wire.
std::size_t memory_of(const machine::OpenedTransaction& tx) {
    return tx.bytes().size() + tx.act().SpaceUsedLong();
}

}  // namespace

Result<> Mempool::add(machine::OpenedTransaction tx, const Bytes& account) {
    const std::size_t size = memory_of(tx);
    const std::lock_guard lock{mutex_};
    if (accounts_.has(tx.id())) return {};
    if (waiting_ >= limits_.transactions || bytes_ + size > limits_.bytes)
        return refuse(v1::QUEUE_FULL, {{"waiting", std::to_string(waiting_)}});
    const auto known = authors_.find(account);
    // No account can fill the line for all others.
    if (known != authors_.end() && (known->second.line.size() >= limits_.of_one_author ||
                                    known->second.bytes + size > limits_.bytes_of_one_author))
        return refuse(v1::ALLOWANCE_USED_UP,
                      {{"waiting", std::to_string(known->second.line.size())}});
    accounts_.add({tx.id(), account});
    const auto author = authors_.try_emplace(account).first;
    // Whoever had nothing in line stands behind everybody who has.
    if (author->second.line.empty()) {
        author->second.turn = ++last_;
        turns_.emplace(author->second.turn, author);
    }
    author->second.line.push_back({size, std::move(tx)});
    author->second.bytes += size;
    bytes_ += size;
    ++waiting_;
    return {};
}

// The author's turn is over: the next one comes after everybody else's.
Mempool::Waiting Mempool::take_first(Authors::iterator author) {
    auto& of = author->second;
    Waiting first = std::move(of.line.front());
    of.line.pop_front();
    of.bytes -= first.bytes;
    bytes_ -= first.bytes;
    --waiting_;
    turns_.erase(of.turn);
    if (of.line.empty()) {
        authors_.erase(author);
        return first;
    }
    of.turn = ++last_;
    turns_.emplace(of.turn, author);
    return first;
}

std::vector<machine::OpenedTransaction> Mempool::take(machine::BlockRoom room) {
    const std::lock_guard lock{mutex_};
    std::vector<machine::OpenedTransaction> taken;
    while (!turns_.empty()) {
        const auto author = turns_.begin()->second;
        // One alone may be more than this node wants in its blocks, never more than the machine.
        if (!room.take(author->second.line.front().tx) && !taken.empty()) break;
        taken.push_back(take_first(author).tx);
    }
    return taken;
}

void Mempool::put_back(std::vector<machine::OpenedTransaction> taken) {
    const std::lock_guard lock{mutex_};
    // From the last to the first, so that the order is as it was. Limits are not asked: these had
    // their place before.
    while (!taken.empty()) {
        auto tx = std::move(taken.back());
        taken.pop_back();
        const std::size_t size = memory_of(tx);
        const auto author = authors_.try_emplace(accounts_.at(tx.id())).first;
        // Of an account that had nothing left in line there is no turn, and this does nothing.
        turns_.erase(author->second.turn);
        author->second.turn = --first_;
        turns_.emplace(author->second.turn, author);
        author->second.line.push_front({size, std::move(tx)});
        author->second.bytes += size;
        bytes_ += size;
        ++waiting_;
    }
}

void Mempool::settle(const std::vector<machine::OpenedTransaction>& taken) {
    const std::lock_guard lock{mutex_};
    for (const auto& tx : taken) accounts_.erase(tx.id());
}

bool Mempool::has(const Hash32& id) const {
    const std::lock_guard lock{mutex_};
    return accounts_.has(id);
}

Bytes Mempool::account_of(const Hash32& id) const {
    const std::lock_guard lock{mutex_};
    return accounts_.at(id);
}

std::size_t Mempool::waiting() const {
    const std::lock_guard lock{mutex_};
    return waiting_;
}

}  // namespace linlian::engine
