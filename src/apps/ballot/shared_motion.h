// An act that two offices do together without handing on a motion's id: whoever runs the
// command first proposes it, whoever runs the same one next stands behind it.
#pragma once

#include "apps/act_review.h"
#include "apps/motion_show.h"
#include "apps/motion_work.h"
#include "apps/open_motions.h"
#include "apps/options.h"
#include "apps/roster_work.h"
#include "codec/wire.h"

#include <algorithm>

namespace linlian::apps {

// The open motion with this very act; nothing where nobody proposed it. Refusals: of the node.
template <class Act>
Result<std::optional<FoundMotion<Act>>> find_same(LedgerDoor& door, const Act& act) {
    const auto bytes = codec::encode(act);
    return find_open_motion<Act>(
        door, [&bytes](const Act& other) { return codec::encode(other) == bytes; });
}

// The receipt, and whom it asks where it waits.
Result<> say_step(const Options& options, LedgerDoor& door, const Result<MotionStep>& step,
                  const std::vector<Bytes>& asks);

// For whom it waits, by name.
Styled waits_for(LedgerDoor& door, const std::vector<Bytes>& asks);

// Those whose support a motion asks.
inline std::vector<Bytes> asked_by(const motion::v1::MotionReply& seen) {
    return {seen.motion().asks().begin(), seen.motion().asks().end()};
}

// The motions that whoever is asked will stand behind, each with its proposer, reason and dates,
// for they support all of it; and how many acts nobody proposed yet (nullptr).
Result<> say_proposers(const Options& options, LedgerDoor& door,
                       const std::vector<const motion::v1::MotionReply*>& motions,
                       const std::string& names_file);

// Several such acts of one command, each with its open motion: what is said before the question is
// what is carried out after it.
template <class Act>
class SharedActs {
  public:
    static Result<SharedActs> find(LedgerDoor& door, std::vector<Act> acts) {
        SharedActs shared;
        for (auto& act : acts) {
            auto found = find_same(door, act);
            if (!found) return tl::unexpected(found.error());
            shared.parts_.push_back({std::move(act), std::move(*found)});
        }
        return shared;
    }
    Result<> say_proposers(const Options& options, LedgerDoor& door,
                           const std::string& names_file) const {
        std::vector<const motion::v1::MotionReply*> motions;
        for (const auto& part : parts_)
            motions.push_back(part.found ? &part.found->motion : nullptr);
        return apps::say_proposers(options, door, motions, names_file);
    }
    // The offices that whoever proposes one of them asks; nobody is asked where all wait already.
    Result<> ask(const Options& options, LedgerDoor& door, const std::vector<std::string>& given) {
        const bool all_wait =
            std::ranges::all_of(parts_, [](const Part& part) { return part.found.has_value(); });
        if (all_wait) {
            if (!parts_.empty()) asks_ = asked_by(parts_.front().found->motion);
            return {};
        }
        auto asks = asked_offices(options, door, *Act::descriptor(), given);
        if (!asks) return tl::unexpected(asks.error());
        asks_ = std::move(*asks);
        return {};
    }
    // Whom those that wait ask.
    Styled waits_for(LedgerDoor& door) const { return apps::waits_for(door, asks_); }
    std::size_t size() const { return parts_.size(); }
    // How many are carried out; the others wait for another office.
    Result<std::size_t> carry_out(LedgerDoor& door, const KeyPair& key, const Bytes& office,
                                  const Progress& progress) const {
        std::size_t completed = 0;
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            const auto& [act, found] = parts_[i];
            const auto step = found ? support_seen(door, key, found->motion, office)
                                    : propose(door, key, act, {office, {}, 14, asks_});
            if (!step) return tl::unexpected(step.error());
            completed += step->completed ? 1 : 0;
            if (progress) progress(i + 1, parts_.size());
        }
        return completed;
    }

  private:
    struct Part {
        Act act;
        std::optional<FoundMotion<Act>> found;
    };
    std::vector<Part> parts_;
    std::vector<Bytes> asks_;
};

// What somebody is asked about an act that is done so.
struct TogetherQuestion {
    Bytes office;
    std::vector<std::string> ask;  // as typed; for whoever proposes it
    std::string names_file;
    std::string question;
};

// One such act as a command: who proposed it, its review, the question, then the step.
template <class Act>
Result<> ask_together(const Options& options, LedgerDoor& door, const KeyPair& key, const Act& act,
                      const TogetherQuestion& asked) {
    const auto found = find_same(door, act);
    if (!found) return tl::unexpected(found.error());
    TRY(say_proposers(options, door, {*found ? &(*found)->motion : nullptr}, asked.names_file));
    auto asks = *found ? asked_by((*found)->motion)
                       : asked_offices(options, door, *Act::descriptor(), asked.ask);
    if (!asks) return tl::unexpected(asks.error());
    TRY(review_act(options, door, act, asked.names_file, asked.question));
    const auto step = *found ? support_seen(door, key, (*found)->motion, asked.office)
                             : propose(door, key, act, {asked.office, {}, 14, *asks});
    return say_step(options, door, step, *asks);
}

}  // namespace linlian::apps
