// The first half of entering papers: each of two clerks of different kinds of office seals what
// they read, so that neither can copy from the other.
#include "codec/refusal.h"
#include "modules/ballot/interest.h"
#include "modules/ballot/neutral.h"
#include "modules/ballot/papers_acts.h"
#include "modules/ballot/papers_book.h"
#include "modules/ballot/papers_state.h"
#include "modules/ballot/rules.h"
#include "modules/registry/registry.h"

namespace linlian::ballot {
namespace {

struct Clerk {
    const Id16& member;
    const Bytes& office;
    std::string kind;  // of the office
};

// Of a paper that waits for the second clerk: the first may seal anew, anybody else must be of
// another kind of office, and neither owe their role to the other.
Result<> check_second(const machine::Context& context, const v1::EnterPapers& act,
                      const v1::Reading& first, const Clerk& clerk, int index) {
    const bool same_member = first.member() == clerk.member.view();
    const std::vector<registry::Supporter> both{{id_of(first.member()), id_of(first.office())},
                                                {clerk.member, id_of(clerk.office)}};
    if (same_member ? first.office() == clerk.office : spans_kinds(context, act, both, 2))
        return {};
    const auto code = same_member ? v1::OTHER_CLERK_NEEDED : v1::OTHER_OFFICE_NEEDED;
    return refuse(code, {number_figure(index)});
}

Result<> check_state(const v1::PaperRow& row, std::uint32_t round, int index) {
    if (row.state() != v1::ISSUED && row.state() != v1::DIFFERS && row.state() != v1::SEALED_ONCE)
        return tl::unexpected(wrong_paper_state(row, index));
    if (row.round() == round) return {};
    return refuse(v1::ROUND_WRONG, {number_figure(index), {"round", std::to_string(row.round())}});
}

Result<> seal_one(machine::Context& context, const Id16& ballot, const Clerk& clerk,
                  const v1::EnterPapers& act, int index) {
    const auto& sealed = act.entries(index);
    const Id16 serial = id_of(sealed.serial());
    auto row = find_paper(context.view(), ballot, serial, index);
    if (!row) return tl::unexpected(row.error());
    TRY(check_state(*row, sealed.round(), index));
    if (has_interest(context.view(), ballot, row->line(), clerk.member))
        return refuse(v1::CLERK_INTERESTED, {number_figure(index)});
    auto round =
        paper_rounds.find(context.view(), ballot, serial, row->round()).value_or(v1::PaperRound{});
    if (row->state() == v1::SEALED_ONCE)
        TRY(check_second(context, act, round.readings(0), clerk, index));
    const bool anew =
        row->state() == v1::SEALED_ONCE && round.readings(0).member() == clerk.member.view();
    auto* reading = anew ? round.mutable_readings(0) : round.add_readings();
    reading->set_member(clerk.member.bytes());
    reading->set_office(clerk.office);
    reading->set_office_kind(clerk.kind);
    reading->set_seal(sealed.seal());
    reading->set_sealed_ms(context.now().ms);
    paper_rounds.put(context.state(), ballot, serial, row->round(), round);
    row->set_state(round.readings_size() == 2 ? v1::SEALED_TWICE : v1::SEALED_ONCE);
    papers.put(context.state(), ballot, serial, *row);
    return {};
}

}  // namespace

Result<> enter_papers(machine::Context& context, const v1::EnterPapers& act) {
    const auto found = find_for_entry(context, act, v1::PAPER);
    if (!found) return tl::unexpected(found.error());
    const Id16 office = id_of(act.as_office());
    TRY(check_clerk(context, office));
    TRY(check_neutral(context, found->call, office));
    const auto kind = registry::office_kind(context.view(), office);
    const Clerk clerk{context.author().member, act.as_office(), kind.value()};
    for (int i = 0; i < act.entries_size(); ++i) TRY(seal_one(context, found->id, clerk, act, i));
    v1::PapersSealed event;
    event.set_ballot(act.ballot());
    event.set_office(act.as_office());
    context.emit(event);
    return {};
}

}  // namespace linlian::ballot
