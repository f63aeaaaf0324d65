// The connections of a server: how many there are, of all and of one address, and which of them
// waits for its client the longest and so gives way to a new one. Safe from any thread.
#pragma once

#include "api/address_rates.h"

#include <array>
#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

namespace linlian::api {

class Session;

class OpenSessions {
  public:
    using Time = std::chrono::steady_clock::time_point;
    enum class Doing : std::uint8_t {
        idle,          // nothing of a next request has come yet
        clients_turn,  // it is sending a request, or taking the answer
        ours,          // a request is being answered
    };
    // A client whose turn it has been for so long is slow, and gives way when nobody is idle.
    static constexpr std::chrono::milliseconds slow{3000};
    // A new connection gets so long to send its first bytes, else a crowd would end each before it
    // could say anything.
    static constexpr std::chrono::milliseconds new_one{100};

    void add(const std::shared_ptr<Session>& session, const Subscriber& client);
    void remove(Session* session);
    void set(Session* session, Doing doing, Time now);

    std::size_t count() const;
    std::size_t count_of(const Subscriber& client) const;
    // The one that gives way, and it does so once only; nothing when all are at work. Its owners
    // are its own operations and, for a moment, the caller. With `of`, one of that address only.
    std::shared_ptr<Session> next_to_give_way(Time now, const Subscriber* of = nullptr);
    std::vector<std::shared_ptr<Session>> all() const;
    void wait_until_none(std::chrono::milliseconds at_most);

  private:
    struct Entry {
        std::weak_ptr<Session> session;
        Subscriber client;
        Doing doing = Doing::ours;
        Time since;
    };
    using Queue = std::set<std::pair<Time, Session*>>;
    Queue& queue_of(Doing doing) { return queues_[doing == Doing::idle ? 0 : 1]; }

    mutable std::mutex mutex_;
    std::condition_variable ended_;
    std::map<Session*, Entry> entries_;
    std::map<Subscriber, std::size_t> counts_;
    std::array<Queue, 2> queues_;  // the idle ones and those whose turn it is, oldest first
};

}  // namespace linlian::api
