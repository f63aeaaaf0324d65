// The connections of a server: how many there are, of all and of one address, and which of them
// gives way to a new one: of the address that has most, whatever it does. Safe from any thread.
#pragma once

#include "api/server/address_rates.h"

#include <array>
#include <chrono>
#include <condition_variable>
#include <functional>
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
        waiting,       // for a block, for its time, or for a thread that makes its answer
        ours,          // a thread is at its request
    };
    // A client whose turn it has been for so long is slow, and gives way to its own address when
    // nobody there is idle.
    static constexpr std::chrono::milliseconds slow{3000};
    // A new connection gets so long to send its first bytes, else a crowd would end each before it
    // could say anything.
    static constexpr std::chrono::milliseconds new_one{100};

    void add(const std::shared_ptr<Session>& session, const Subscriber& client);
    void remove(Session* session);
    void set(Session* session, Doing doing, Time now);

    std::size_t count() const;
    std::size_t count_of(const Subscriber& client) const;
    // The one that gives way to another of its own address, and it does so once only; nothing when
    // all are at work. Its owners are its own operations and, for a moment, the caller.
    std::shared_ptr<Session> next_of(const Subscriber& client, Time now);
    // The one that gives way to one of this address: of whichever has more than that and most,
    // whatever it does but what a thread is at; else of its own.
    std::shared_ptr<Session> next_to_give_way(const Subscriber& newcomer, Time now);
    std::vector<std::shared_ptr<Session>> all() const;
    void wait_until_none(std::chrono::milliseconds at_most);

  private:
    struct Entry {
        std::weak_ptr<Session> session;
        Subscriber client;
        Doing doing = Doing::ours;
        Time since;
    };
    // How long it must have done that, for a connection to give way.
    struct GivesWay {
        Doing doing;
        std::chrono::milliseconds after;
    };
    using Queue = std::set<std::pair<Time, Session*>>;
    Queue& queue_of(Doing doing) { return queues_.at(static_cast<std::size_t>(doing)); }
    // Both with the lock.
    using IsAsked = std::function<bool(const Subscriber& client)>;
    std::shared_ptr<Session> take(const IsAsked& is_asked, const GivesWay& which, Time now);
    std::shared_ptr<Session> take_own(const Subscriber& client, Time now);

    mutable std::mutex mutex_;
    std::condition_variable ended_;
    std::map<Session*, Entry> entries_;
    std::map<Subscriber, std::size_t> counts_;
    std::array<Queue, 3> queues_;  // by what they do, but for those at work; oldest first
};

}  // namespace linlian::api
