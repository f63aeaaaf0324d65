// An act that two offices do together without handing on a motion's id: whoever runs the
// command first proposes it, whoever runs the same one next stands behind it.
#pragma once

#include "client/act/act_review.h"
#include "client/motion/motion_show.h"
#include "client/motion/motion_work.h"
#include "client/motion/open_motions.h"
#include "client/roster/roster_work.h"
#include "client/shown/review.h"
#include "codec/wire.h"

#include <algorithm>

namespace linlian::client {

// The open motion with this very act; nothing where nobody proposed it. Refusals: of the node.
template <class Act>
Result<std::optional<FoundMotion<Act>>> find_same(Ledger& ledger, const Act& act) {
    const auto bytes = codec::encode(act);
    return find_open_motion<Act>(
        ledger, [&bytes](const Act& other) { return codec::encode(other) == bytes; });
}

// A step, and the offices that the motion asks where it waits.
struct AskedStep {
    MotionStep step;
    std::vector<Bytes> asks;
};
// The receipt, and for whom it waits; a refusal is passed on.
Result<> say_step(const Screen& screen, Ledger& ledger, const Result<AskedStep>& done);

// For whom it waits, by name.
Styled waits_for(Ledger& ledger, const std::vector<Bytes>& asks);

// Those whose support a motion asks.
inline std::vector<Bytes> asked_by(const motion::v1::MotionReply& seen) {
    return {seen.motion().asks().begin(), seen.motion().asks().end()};
}

// The motions that whoever is asked will stand behind, each with its proposer, reason and dates,
// for they support all of it; and how many acts nobody proposed yet (nullptr).
Result<> say_proposers(const Review& review, Ledger& ledger,
                       const std::vector<const motion::v1::MotionReply*>& motions,
                       const NamesAtHand& names);

// Several such acts of one command, each with its open motion: what is said before the question is
// what is carried out after it.
template <class Act>
class SharedActs {
  public:
    static Result<SharedActs> find(Ledger& ledger, std::vector<Act> acts) {
        SharedActs shared;
        for (auto& act : acts) {
            auto found = TRY(find_same(ledger, act));
            shared.parts_.push_back({std::move(act), std::move(found)});
        }
        return shared;
    }
    Result<> say_proposers(const Review& review, Ledger& ledger, const NamesAtHand& names) const {
        std::vector<const motion::v1::MotionReply*> motions;
        for (const auto& part : parts_)
            motions.push_back(part.found ? &part.found->motion : nullptr);
        return client::say_proposers(review, ledger, motions, names);
    }
    // The offices that whoever proposes one of them asks; nobody is asked where all wait already.
    Result<> ask(const Review& review, Ledger& ledger, const std::vector<std::string>& given) {
        const bool all_wait =
            std::ranges::all_of(parts_, [](const Part& part) { return part.found.has_value(); });
        if (all_wait) {
            if (!parts_.empty()) asks_ = asked_by(parts_.front().found->motion);
            return {};
        }
        auto asks = TRY(asked_offices(review, ledger, *Act::descriptor(), given));
        asks_ = std::move(asks);
        return {};
    }
    // Whom those that wait ask.
    Styled waits_for(Ledger& ledger) const { return client::waits_for(ledger, asks_); }
    std::size_t size() const { return parts_.size(); }
    // How many are carried out; the others wait for another office.
    Result<std::size_t> carry_out(Ledger& ledger, const Author& key, const Bytes& office,
                                  const Progress& progress) const {
        std::size_t completed = 0;
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            const auto& [act, found] = parts_[i];
            const auto step = TRY(found ? support_seen(ledger, key, found->motion, office)
                                        : propose(ledger, key, act, {office, {}, 14, asks_}));
            completed += step.completed ? 1 : 0;
            if (progress) progress(i + 1, parts_.size());
        }
        return completed;
    }

  private:
    // An act, with its motion where another office proposed it already.
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
    NamesAtHand names;
    std::string question;
};

// One such act: who proposed it, its review, the question, then the step.
template <class Act>
Result<AskedStep> ask_together(const Review& review, Ledger& ledger, const Author& key,
                               const Act& act, const TogetherQuestion& asked) {
    const auto found = TRY(find_same(ledger, act));
    TRY(say_proposers(review, ledger, {found ? &found->motion : nullptr}, asked.names));
    auto asks = TRY(found ? asked_by(found->motion)
                          : asked_offices(review, ledger, *Act::descriptor(), asked.ask));
    TRY(review_act(review, ledger, act, asked.names, asked.question));
    auto step = TRY(found ? support_seen(ledger, key, found->motion, asked.office)
                          : propose(ledger, key, act, {asked.office, {}, 14, asks}));
    return AskedStep{std::move(step), std::move(asks)};
}

}  // namespace linlian::client
