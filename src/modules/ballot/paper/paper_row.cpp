// Steps that the acts on papers, deliveries and the city's list share. The two that decide what
// counts are counts_first and put_in_place; for paper and list they are called in this order.
#include "modules/ballot/paper/paper_row.h"

#include "codec/refusal.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/ballot/vote/casting.h"
#include "modules/registry/registry.h"

namespace linlian::ballot {

// People count from 1, and so do refusals.
Figure number_figure(int index) { return {"number", std::to_string(index + 1)}; }

Result<v1::PaperRow> find_paper(const state::StateView& view, const Id16& ballot,
                                const Id16& serial, int index) {
    auto row = papers.find(view, ballot, serial);
    if (!row) return refuse(v1::PAPER_UNKNOWN, {number_figure(index)});
    return std::move(*row);
}

Result<> check_named_by(const state::StateView& view, const Id16& ballot, BytesView serial,
                        const registry::v1::RollLine& line, int index) {
    if (serial.empty()) return {};
    if (serial.size() != Id16::size) return refuse(v1::PAPER_UNKNOWN, {number_figure(index)});
    const auto paper = TRY(find_paper(view, ballot, id_of(serial), index));
    if (paper.line().head() == line.head()) return {};
    return refuse(v1::SERIAL_OF_OTHER, {number_figure(index)});
}

// A row that is full already takes no harm: it refuses only who would make it longer. Written
// before the refusal, which drops the whole act.
Result<> add_people(const std::set<Id16>& more, google::protobuf::RepeatedPtrField<Bytes>& people,
                    int index) {
    std::set<Bytes> all{people.begin(), people.end()};
    const auto before = all.size();
    for (const auto& member : more) all.insert(member.bytes());
    people.Assign(all.begin(), all.end());
    if (all.size() == before || all.size() <= max_people_behind) return {};
    return refuse(v1::PEOPLE_TOO_MANY,
                  {number_figure(index), {"most", std::to_string(max_people_behind)}});
}

Refusal wrong_paper_state(const v1::PaperRow& row, int index) {
    return codec::make_refusal(v1::PAPER_STATE_WRONG,
                               {number_figure(index), {"state", v1::PaperState_Name(row.state())}});
}

Result<> check_clerk(const machine::Context& context, const Id16& office) {
    if (registry::holds_role(context.view(), context.author().member, office, "clerk",
                             context.now()))
        return {};
    return refuse(v1::CLERK_NEEDED);
}

// Papers and lists are entered until the count, so also between close and count.
Result<> check_entry(const machine::Context& context, const v1::Poll& poll, v1::Channel channel) {
    const auto stage = stage_at(poll, context.now());
    if (stage != v1::OPEN && stage != v1::COUNTING) return tl::unexpected(wrong_stage(stage));
    if (channel == v1::PAPER ? !poll.paper() : !poll.city_list())
        return refuse(v1::CHANNEL_CLOSED, {{"channel", v1::Channel_Name(channel)}});
    return {};
}

std::optional<v1::Channel> counts_first(const v1::Poll& poll,
                                        const std::optional<v1::CastRow>& counted,
                                        const v1::CastRow& coming) {
    if (!counted) return std::nullopt;
    if (!counted->ruled_by().empty()) return counted->channel();
    if (counted->struck()) return std::nullopt;
    // Either both are the voter's own, or both their proxy's.
    const bool of_one_will = coming.by_proxy() == counted->by_proxy();
    const bool paper_on_phone = coming.channel() == v1::PAPER && counted->channel() == v1::PHONE;
    const bool is_first =
        of_one_will ? paper_on_phone && poll.paper_displaces_phone() : counted->by_proxy();
    if (is_first) return std::nullopt;
    return counted->channel();
}

void put_in_place(machine::Context& context, const Id16& ballot, const Hash32& head,
                  const std::optional<v1::CastRow>& counted, const v1::CastRow& row) {
    casts.put(context.state(), ballot, head, row);
    if (row.channel() != v1::PAPER) return;
    // Under a paper lies what it displaced. Where it displaces another paper, that one comes in
    // again by itself (settling.h), and what lay under it is kept instead.
    auto under = counted;
    if (counted && !counted->paper().empty())
        under = displaced.find(context.view(), ballot, id_of(counted->paper()));
    if (counted && counted->struck()) under.reset();
    const Id16 serial = id_of(row.paper());
    if (under)
        displaced.put(context.state(), ballot, serial, *under);
    else if (displaced.has(context.view(), ballot, serial))
        displaced.erase(context.state(), ballot, serial);
}

// Another paper may hold the place already; then it stays with that one.
void free_place(machine::Context& context, const Id16& ballot, const Id16& serial,
                const v1::PaperRow& row) {
    const Hash32 head = hash_of(row.line().head());
    const auto live = papers_of.find(context.view(), ballot, head, row.issued_kind());
    if (live && live->serial() == serial.view())
        papers_of.erase(context.state(), ballot, head, row.issued_kind());
}

void end_paper(machine::Context& context, const Id16& ballot, const Id16& serial, v1::PaperRow& row,
               const std::string& reason) {
    free_place(context, ballot, serial, row);
    row.set_state(v1::VOIDED);
    papers.put(context.state(), ballot, serial, row);
    v1::PaperVoided event;
    event.set_ballot(ballot.bytes());
    event.set_head(row.line().head());
    event.set_serial(serial.bytes());
    event.set_reason(reason);
    context.emit(event);
}

std::vector<Id16> live_papers(const state::StateView& view, const Id16& ballot,
                              const Hash32& head) {
    std::vector<Id16> live;
    papers_for.scan(
        view,
        [&](const auto& parts, const v1::PaperOf&) {
            const Id16 serial = std::get<2>(parts);
            const auto row = papers.find(view, ballot, serial);
            CHECK(row.has_value());  // the index is true
            if (row->state() != v1::VOIDED) live.push_back(serial);
            return true;
        },
        ballot, head);
    return live;
}

}  // namespace linlian::ballot
