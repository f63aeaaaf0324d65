// All open connections: how many an address has, what each is doing and since when. When there is
// no room for a new one this says which one gives way, if any.

#include "api/server/open_sessions.h"

#include <algorithm>

namespace linlian::api {

void OpenSessions::add(const std::shared_ptr<Session>& session, const Subscriber& client) {
    const std::lock_guard lock{mutex_};
    entries_.emplace(session.get(), Entry{session, client, Doing::ours, {}});
    ++counts_[client];
}

void OpenSessions::remove(Session* session) {
    const std::lock_guard lock{mutex_};
    const auto found = entries_.find(session);
    if (found == entries_.end()) return;
    for (auto& queue : queues_) queue.erase({found->second.since, session});
    const auto count = counts_.find(found->second.client);
    if (--count->second == 0) counts_.erase(count);
    entries_.erase(found);
    ended_.notify_all();
}

// A session stands in the queue of what it is doing, longest first, or in none while a thread works
// at its request.
void OpenSessions::set(Session* session, Doing doing, Time now) {
    const std::lock_guard lock{mutex_};
    const auto found = entries_.find(session);
    if (found == entries_.end()) return;
    for (auto& queue : queues_) queue.erase({found->second.since, session});
    found->second.doing = doing;
    found->second.since = now;
    if (doing != Doing::ours) queue_of(doing).emplace(now, session);
}

std::size_t OpenSessions::count() const {
    const std::lock_guard lock{mutex_};
    return entries_.size();
}

std::size_t OpenSessions::count_of(const Subscriber& client) const {
    const std::lock_guard lock{mutex_};
    const auto count = counts_.find(client);
    return count == counts_.end() ? 0 : count->second;
}

// The one that has been at this for the longest time, of the addresses asked for, if that is long
// enough. It is out of the queue then, so that it is not chosen twice.
std::shared_ptr<Session> OpenSessions::take(const IsAsked& is_asked, const GivesWay& which,
                                            Time now) {
    auto& queue = queue_of(which.doing);
    const auto oldest = std::ranges::find_if(
        queue, [&](const auto& one) { return is_asked(entries_.at(one.second).client); });
    if (oldest == queue.end() || oldest->first > now - which.after) return nullptr;
    auto* const session = oldest->second;
    queue.erase(oldest);
    return entries_.at(session).session.lock();
}

// An idle one first; then one whose client is slow.
std::shared_ptr<Session> OpenSessions::take_own(const Subscriber& client, Time now) {
    const auto own = [&client](const Subscriber& of) { return of == client; };
    if (auto idle = take(own, {Doing::idle, new_one}, now)) return idle;
    return take(own, {Doing::clients_turn, slow}, now);
}

std::shared_ptr<Session> OpenSessions::next_of(const Subscriber& client, Time now) {
    const std::lock_guard lock{mutex_};
    return take_own(client, now);
}

// However busy an address keeps its connections, to one that has fewer it gives way.
std::shared_ptr<Session> OpenSessions::next_to_give_way(const Subscriber& newcomer, Time now) {
    const std::lock_guard lock{mutex_};
    const auto own = counts_.find(newcomer);
    const auto has = own == counts_.end() ? 0 : own->second;
    const auto most =
        std::ranges::max_element(counts_, {}, [](const auto& one) { return one.second; });
    // Nobody has more than the newcomer: only one of its own may go.
    if (most == counts_.end() || most->second <= has) return take_own(newcomer, now);
    // Among addresses that have about as few, each new one may say something first.
    const auto after = most->second > has + 1 ? std::chrono::milliseconds{0} : new_one;
    // Of several who have the most, whoever waits longest.
    const auto has_most = [this, most](const Subscriber& of) {
        return counts_.at(of) == most->second;
    };
    for (const auto doing : {Doing::idle, Doing::clients_turn, Doing::waiting}) {
        if (auto session = take(has_most, {doing, after}, now)) return session;
    }
    return nullptr;
}

// Those that still live, to be stopped outside the lock.
std::vector<std::shared_ptr<Session>> OpenSessions::all() const {
    std::vector<std::shared_ptr<Session>> alive;
    const std::lock_guard lock{mutex_};
    for (const auto& [address, entry] : entries_) {
        if (auto session = entry.session.lock()) alive.push_back(std::move(session));
    }
    return alive;
}

void OpenSessions::wait_until_none(std::chrono::milliseconds at_most) {
    std::unique_lock lock{mutex_};
    ended_.wait_for(lock, at_most, [this] { return entries_.empty(); });
}

}  // namespace linlian::api
