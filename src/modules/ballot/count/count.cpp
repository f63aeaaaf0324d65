// The arithmetic of a count. Read the class Counter first: add takes one vote, verdicts gives a row
// for each item. Thresholds are the tally's; here votes become its figures, and its answer becomes
// a row that everybody reads.
#include "modules/ballot/count/count.h"

#include "base/hex.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "modules/ballot/call/presets.h"
#include "tally/tally.h"

#include <algorithm>

namespace linlian::ballot {
namespace {

namespace t = tally::v1;

void add_voice(Voices& voices, std::uint64_t area_centi) {
    ++voices.heads;
    voices.area_centi += area_centi;
}

// A figure that is left out is unknown to the tally, and where only heads decide nobody asks for
// areas.
void set_figures(const Voices& voices, bool by_area, t::Figures& figures) {
    figures.mutable_heads()->set_value(voices.heads);
    if (by_area) figures.mutable_area_centi()->set_value(voices.area_centi);
}

// Asked only where the terms say that the silent follow: whether it was agreed and the voters were
// warned was settled when the silent were found.
void set_silence(const RollFigures& roll, t::Silence& silence) {
    silence.set_agreed(true);
    silence.set_warned(true);
    set_figures(roll.silent.surely, roll.by_area, *silence.mutable_silent());
    if (roll.silent.perhaps.heads > 0)
        set_figures(roll.silent.perhaps, roll.by_area, *silence.mutable_perhaps());
}

// Under these names a verdict tells its shares. The last one is for votes that came by no channel:
// an objection was upheld where nothing had counted.
std::string channel_name(v1::Channel channel) {
    switch (channel) {
        case v1::PHONE:
            return "phone";
        case v1::PAPER:
            return "paper";
        case v1::CITY_LIST:
            return "city_list";
        default:
            return "ruling";
    }
}

// A pair of clerks' offices.
std::string clerks_name(const v1::CastRow& row) {
    std::string name;
    for (const auto& office : row.clerk_offices())
        name += (name.empty() ? "" : "+") + to_hex(office);
    return name;
}

// In the order of the map: all nodes write the same bytes.
void write_shares(const std::map<std::string, std::uint64_t>& shares,
                  google::protobuf::RepeatedPtrField<v1::Share>& into) {
    for (const auto& [by, heads] : shares) {
        auto* share = into.Add();
        share->set_by(by);
        share->set_heads(heads);
    }
}

// A verdict for ever, even over figures that the tally does not take.
t::Verdict decide(const t::Rule& rule, const t::Input& input) {
    auto verdict = tally::decide(rule, input);
    if (verdict) return std::move(*verdict);
    t::Verdict none;
    none.set_outcome(t::CANNOT_DECIDE);
    return none;
}

// A seat that is tied, or that unknown figures leave open, leaves the whole item undecided. Fewer
// seated than seats is no failure: the rest are vacancies.
t::Outcome outcome_of(const t::Election& election) {
    if (election.tied_seats() > 0 || election.open_seats() > 0) return t::CANNOT_DECIDE;
    return election.seated() > 0 ? t::PASSED : t::FAILED;
}

// What these choices say of the item (option −1) or of one option. An objection without a claim has
// no choices at all: then nothing would count.
t::Choice choice_in(const google::protobuf::RepeatedPtrField<v1::ItemChoice>& choices,
                    std::size_t item, int option) {
    if (item >= static_cast<std::size_t>(choices.size())) return t::CHOICE_NOT_COUNTED;
    const auto& choice = choices[static_cast<int>(item)].open();
    return option < 0 ? choice_of(choice) : choice_of(choice, static_cast<std::uint32_t>(option));
}

// A dispute that changes nothing for this item is left out: it cannot turn its verdict.
void add_dispute(const Dispute& dispute, std::size_t item, int option, t::Input& input) {
    t::Disputed entry;
    entry.set_heads(1);
    entry.set_area_centi(dispute.area_centi);
    entry.set_counted_as(dispute.counted ? choice_in(dispute.counted->choices(), item, option)
                                         : t::CHOICE_NOT_COUNTED);
    entry.set_would_become(choice_in(*dispute.claim, item, option));
    if (entry.counted_as() != entry.would_become()) *input.add_disputed() = entry;
}

}  // namespace

// Whoever recounts gets these leaves. Clerks and objections have readers of their own, so the leaf
// does not name them.
v1::CastLeaf leaf_of(const Hash32& head, v1::CastRow row) {
    row.clear_entered_by();
    row.clear_ruled_by();  // the channel says that somebody ruled; the objection has its own
                           // readers
    v1::CastLeaf leaf;
    leaf.set_head(head.bytes());
    *leaf.mutable_cast() = std::move(row);
    return leaf;
}

Hash32 leaf_bytes_hash(const v1::CastLeaf& leaf) {
    return leaf_hash(tagged_hash("linlian/cast", codec::encode(leaf)).view());
}

t::Choice choice_of(const v1::OpenChoice& choice) {
    switch (choice.mark()) {
        case v1::AGREE:
            return t::CHOICE_AGREE;
        case v1::DISAGREE:
            return t::CHOICE_DISAGREE;
        case v1::ABSTAIN:
            return t::CHOICE_ABSTAIN;
        default:
            return t::CHOICE_INVALID;
    }
}

// Who is for another option is against this one.
t::Choice choice_of(const v1::OpenChoice& choice, std::uint32_t option) {
    const auto whole = choice_of(choice);
    if (whole != t::CHOICE_AGREE) return whole;
    const bool named = std::ranges::count(choice.options(), option) > 0;
    return named ? t::CHOICE_AGREE : t::CHOICE_DISAGREE;
}

Counter::Counter(const v1::CallBallot& call) {
    for (const auto& item : call.items())
        items_.push_back({{}, std::vector<Voices>(static_cast<std::size_t>(item.options_size()))});
}

void Counter::add(const v1::CastLeaf& leaf) {
    log_.append(leaf_bytes_hash(leaf));
    const auto& row = leaf.cast();
    const auto area = row.area_centi();
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (i >= static_cast<std::size_t>(row.choices_size())) break;
        const auto& choice = row.choices(static_cast<int>(i)).open();
        add_voice(items_[i].by_choice[choice_of(choice)], area);
        for (const auto option : choice.options())
            if (option < items_[i].options.size()) add_voice(items_[i].options[option], area);
    }
    ++by_channel_[channel_name(row.channel())];
    if (row.channel() == v1::PAPER) ++by_clerks_[clerks_name(row)];
}

// Of an option (from 0; -1: of the item itself).
t::Input Counter::input_of(const v1::CallBallot& call, std::size_t item, int option,
                           const RollFigures& roll, const std::vector<Dispute>& disputes) const {
    const auto& count = items_[item];
    const auto voices = [&count](t::Choice choice) {
        const auto found = count.by_choice.find(choice);
        return found == count.by_choice.end() ? Voices{} : found->second;
    };
    Voices agree = voices(t::CHOICE_AGREE);
    Voices disagree = voices(t::CHOICE_DISAGREE);
    // Of one option: who agreed to the item and named another one counts against this one.
    if (option >= 0) {
        const auto& named = count.options[static_cast<std::size_t>(option)];
        disagree.heads += agree.heads - named.heads;
        disagree.area_centi += agree.area_centi - named.area_centi;
        agree = named;
    }
    const Voices abstain = voices(t::CHOICE_ABSTAIN);
    const Voices invalid = voices(t::CHOICE_INVALID);
    const auto& terms = call.terms();
    Voices part{agree.heads + disagree.heads + abstain.heads,
                agree.area_centi + disagree.area_centi + abstain.area_centi};
    if (terms.invalid_participates())
        part = {part.heads + invalid.heads, part.area_centi + invalid.area_centi};
    t::Input input;
    const bool by_area = roll.by_area;
    set_figures(roll.all, by_area, *input.mutable_total());
    set_figures(part, by_area, *input.mutable_participating());
    set_figures(agree, by_area, *input.mutable_agree());
    set_figures(disagree, by_area, *input.mutable_disagree());
    set_figures(abstain, by_area, *input.mutable_abstain());
    set_figures(invalid, by_area, *input.mutable_invalid());
    input.set_invalid_participates(terms.invalid_participates());
    if (terms.silence_follows_majority()) set_silence(roll, *input.mutable_silence());
    for (const auto& dispute : disputes) add_dispute(dispute, item, option, input);
    return input;
}

// Each option is asked for by itself; the law breaks no tie, and neither does this.
void Counter::decide_options(const v1::CallBallot& call, std::size_t item, const RollFigures& roll,
                             const std::vector<Dispute>& disputes, v1::VerdictRow& row) const {
    const auto& asked = call.items(static_cast<int>(item));
    std::vector<t::Candidate> candidates;
    for (int option = 0; option < asked.options_size(); ++option) {
        auto& candidate = candidates.emplace_back();
        candidate.set_candidate(std::to_string(option));
        *candidate.mutable_input() = input_of(call, item, option, roll, disputes);
        *row.add_options()->mutable_figures() = candidate.input().agree();
    }
    // A survey has no rule: its options get their figures and no outcome.
    if (row.rule().checks().empty()) return;
    const auto election = tally::elect(std::max(asked.seats(), 1U), candidates, row.rule());
    if (!election) {
        row.set_outcome(t::CANNOT_DECIDE);
        return;
    }
    *row.mutable_election() = *election;
    // Each verdict is kept once, beside its option; the election keeps the order and the standing.
    for (auto& seat : *row.mutable_election()->mutable_results()) {
        row.mutable_options(std::stoi(seat.candidate()))
            ->mutable_verdict()
            ->Swap(seat.mutable_verdict());
        seat.clear_verdict();
    }
    const auto& leader = row.election().results(0);
    *row.mutable_verdict() = row.options(std::stoi(leader.candidate())).verdict();
    row.set_outcome(outcome_of(row.election()));
}

std::vector<v1::VerdictRow> Counter::verdicts(const v1::CallBallot& call, const RollFigures& roll,
                                              const std::vector<Dispute>& disputes) const {
    std::vector<v1::VerdictRow> rows;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        auto& row = rows.emplace_back();
        row.set_roll_root(roll.root.bytes());
        row.set_roll_lines(roll.all.heads);
        row.set_casts_root(casts_root().bytes());
        row.set_casts(casts());
        *row.mutable_input() = input_of(call, i, -1, roll, disputes);
        *row.mutable_rule() = rule_of(call, call.items(static_cast<int>(i)));
        if (call.items(static_cast<int>(i)).form() != v1::YES_OR_NO) {
            decide_options(call, i, roll, disputes, row);
        } else if (!row.rule().checks().empty()) {
            *row.mutable_verdict() = decide(row.rule(), row.input());
            row.set_outcome(row.verdict().outcome());
        }
        // What a disputed vote is, and what is claimed, is for few; everybody reads this row.
        row.mutable_input()->clear_disputed();
        if (may_tell(call, by_channel_)) write_shares(by_channel_, *row.mutable_by_channel());
        if (may_tell(call, by_clerks_)) write_shares(by_clerks_, *row.mutable_by_clerks());
        row.set_disputed(disputes.size());
        row.set_delivered_silent(roll.silent.surely.heads);
    }
    return rows;
}

// Only the checks on who takes part are asked: an extension depends on turnout, never on how many
// agree.
bool is_short(const v1::CallBallot& call, const RollFigures& roll, const Voices& part) {
    t::Input input;
    set_figures(roll.all, roll.by_area, *input.mutable_total());
    set_figures(part, roll.by_area, *input.mutable_participating());
    for (const auto& item : call.items()) {
        t::Rule participation;
        const auto rule = rule_of(call, item);
        for (const auto& check : rule.checks())
            if (check.counted() == t::PARTICIPATING) *participation.add_checks() = check;
        if (participation.checks().empty()) continue;
        if (decide(participation, input).outcome() != t::PASSED) return true;
    }
    return false;
}

}  // namespace linlian::ballot
