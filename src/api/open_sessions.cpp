#include "api/open_sessions.h"

namespace linlian::api {

void OpenSessions::add(const std::shared_ptr<Session>& session) {
    const std::lock_guard lock{mutex_};
    entries_.emplace(session.get(), Entry{session, Doing::ours, {}});
}

void OpenSessions::remove(Session* session) {
    const std::lock_guard lock{mutex_};
    const auto found = entries_.find(session);
    if (found == entries_.end()) return;
    for (auto& queue : queues_) queue.erase({found->second.since, session});
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

std::shared_ptr<Session> OpenSessions::next_to_give_way(Time now) {
    const std::lock_guard lock{mutex_};
    for (const auto doing : {Doing::idle, Doing::clients_turn}) {
        auto& queue = queue_of(doing);
        const auto least = doing == Doing::idle ? new_one : slow;
        if (queue.empty() || queue.begin()->first > now - least) continue;
        auto* const oldest = queue.begin()->second;
        queue.erase(queue.begin());
        if (auto alive = entries_.at(oldest).session.lock()) return alive;
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
