// Papers: issued, entered by two clerks, shown, voided, reopened.
#include "crypto/hash.h"
#include "modules/ballot/paper/readings.h"
#include "modules/ballot/paper/rules.h"
#include "modules/ballot/paper/state.h"
#include "simulation/paper_scene.h"

#include <algorithm>

namespace linlian::simulation {
namespace {

using namespace ballot;

Maybe issue_papers(const Scene& scene, const Running& running) {
    v1::IssuePapers act;
    act.set_ballot(running.id.bytes());
    act.set_shown(running.poll.shown());
    for (auto count = 1 + scene.draws.below(3); count > 0; --count) {
        auto* paper = act.add_papers();
        paper->set_serial(new_id(scene.draws).bytes());
        *paper->mutable_voter() = a_line(scene, running);
    }
    return sent(worker_key(scene, running), act);
}

// How many readings of the round this member showed before.
int shown_by(const v1::PaperRound& round, const Bytes& member) {
    int count = 0;
    for (const auto& reading : round.readings())
        count += reading.member() == member && reading.has_entry() ? 1 : 0;
    return count;
}

// What a clerk reads follows from the paper, the round and sometimes from themself and how often
// they looked at it, so that they can show tomorrow what they sealed today.
v1::PaperEntry reading_of(const Running& running, const Bytes& serial, const v1::PaperRow& row,
                          const Bytes& member, int looked_before) {
    const Hash32 paper = sha256(serial + std::to_string(row.round()));
    const Hash32 own =
        sha256(serial + std::to_string(row.round()) + member + std::to_string(looked_before));
    v1::PaperEntry entry;
    const bool misread = own.data[0] % 8 == 0;
    choose(running.poll, paper.data[0] + (misread ? 1U : 0U), *entry.mutable_choices());
    entry.set_scan(own.bytes());
    entry.set_is_signed(paper.data[1] % 8 != 0);
    entry.set_received_ms(row.issued_ms());
    return entry;
}

Bytes salt_of(const Bytes& serial, const Bytes& member) { return sha256(serial + member).bytes(); }

template <class Visit>
void visit_papers(const Scene& scene, const Running& running, std::vector<v1::PaperState> states,
                  const Visit& visit) {
    papers.scan(
        scene.rows,
        [&](const auto& parts, const v1::PaperRow& row) {
            if (std::ranges::count(states, row.state()) > 0) visit(std::get<1>(parts), row);
            return true;
        },
        running.id);
}

Maybe enter_papers(const Scene& scene, const Running& running) {
    const auto clerk = one_at_work(scene, running);
    if (!clerk) return {};
    v1::EnterPapers act;
    act.set_ballot(running.id.bytes());
    act.set_shown(running.poll.shown());
    act.set_as_office(clerk->office);
    if (!scene.directory.office_kinds.contains(clerk->office)) return {};  // it was closed
    visit_papers(
        scene, running,
        {v1::ISSUED, v1::SEALED_ONCE, v1::SEALED_TWICE, v1::SHOWN_ONCE, v1::DIFFERS},
        [&](const Id16& serial, const v1::PaperRow& row) {
            const auto round = paper_rounds.find(scene.rows, running.id, serial, row.round())
                                   .value_or(v1::PaperRound{});
            const int before = shown_by(round, clerk->member);
            // Mostly what is allowed.
            const auto own = newest_of(round, clerk->member);
            const bool has_shown = own && round.readings(*own).has_entry();
            const bool may = !own || (has_shown ? row.state() == v1::DIFFERS && before < 3
                                                : !is_any_shown(round));
            if (!may && !scene.draws.chance(2)) return;
            auto* entry = act.add_entries();
            entry->set_serial(serial.bytes());
            entry->set_round(row.round());
            const auto read = reading_of(running, serial.bytes(), row, clerk->member, before);
            const SealedBy by{running.id.view(), serial.view(), row.round(), clerk->member};
            entry->set_seal(paper_seal(by, salt_of(serial.bytes(), clerk->member), read).bytes());
        });
    if (act.entries().empty() || act.entries_size() > 200) return {};
    return sent(key_of(scene, clerk->member), act);
}

Maybe show_papers(const Scene& scene, const Running& running) {
    std::map<Bytes, v1::ShowPapers> by_member;
    visit_papers(
        scene, running, {v1::SEALED_TWICE, v1::SHOWN_ONCE, v1::DIFFERS},
        [&](const Id16& serial, const v1::PaperRow& row) {
            const auto round = paper_rounds.find(scene.rows, running.id, serial, row.round());
            for (int place = 0; place < round->readings_size(); ++place) {
                const auto& reading = round->readings(place);
                if (reading.has_entry() || !may_be_shown(*round, place)) continue;
                auto* shown = by_member[reading.member()].add_entries();
                shown->set_serial(serial.bytes());
                shown->set_salt(salt_of(serial.bytes(), reading.member()));
                *shown->mutable_entry() = reading_of(running, serial.bytes(), row, reading.member(),
                                                     shown_by(*round, reading.member()));
            }
        });
    if (by_member.empty()) return {};
    auto one = by_member.begin();
    std::advance(one, scene.draws.below(by_member.size()));
    one->second.set_ballot(running.id.bytes());
    one->second.set_shown(running.poll.shown());
    if (one->second.entries_size() > 100) return {};
    return sent(key_of(scene, one->first), one->second);
}

Maybe end_paper(const Scene& scene, const Running& running) {
    std::vector<std::pair<Id16, v1::PaperRow>> all;
    visit_papers(
        scene, running, {v1::ISSUED, v1::SEALED_ONCE, v1::SHOWN_ONCE, v1::DIFFERS, v1::SETTLED},
        [&all](const Id16& serial, const v1::PaperRow& row) { all.emplace_back(serial, row); });
    if (all.empty()) return {};
    const auto& [serial, row] = scene.draws.one_of(all);
    if (row.state() == v1::ISSUED) {
        v1::VoidPaper act;
        act.set_ballot(running.id.bytes());
        act.set_shown(running.poll.shown());
        act.set_serial(serial.bytes());
        act.set_reason("lost");
        return sent(worker_key(scene, running), act);
    }
    v1::ReopenPaper act;
    act.set_ballot(running.id.bytes());
    act.set_shown(running.poll.shown());
    act.set_serial(serial.bytes());
    act.set_round(row.round());
    act.set_document(document());
    act.set_reason("misread");
    return sent(worker_key(scene, running), act);
}

}  // namespace

Maybe draw_paper_act(const Scene& scene, const Running& running) {
    if (!has_channel(running, v1::PAPER) && !scene.draws.chance(5)) return {};
    const auto which = scene.draws.below(13);
    if (which < 2) return issue_papers(scene, running);
    if (which < 6) return enter_papers(scene, running);
    return which < 11 ? show_papers(scene, running) : end_paper(scene, running);
}

}  // namespace linlian::simulation
