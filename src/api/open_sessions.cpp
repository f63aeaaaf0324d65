#include "api/open_sessions.h"

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

std::shared_ptr<Session> OpenSessions::next_to_give_way(Time now, const Subscriber* of) {
    const std::lock_guard lock{mutex_};
    for (const auto doing : {Doing::idle, Doing::clients_turn}) {
        auto& queue = queue_of(doing);
        const auto oldest = std::ranges::find_if(queue, [&](const auto& one) {
            return of == nullptr || entries_.at(one.second).client == *of;
        });
        const auto least = doing == Doing::idle ? new_one : slow;
        if (oldest == queue.end() || oldest->first > now - least) continue;
        auto* const session = oldest->second;
        queue.erase(oldest);
        if (auto alive = entries_.at(session).session.lock()) return alive;
    }
    return nullptr;
}

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
