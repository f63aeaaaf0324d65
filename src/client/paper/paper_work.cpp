// Paper ballots as paper_work.h declares them, in the order of the work: what is asked of the node,
// issuing, reading a clerk's table, sealing, showing, and the private file of salts.
#include "client/paper/paper_work.h"

#include "base/hex.h"
#include "client/client.pb.h"
#include "client/paper/paper_acts.h"
#include "client/read/charter_rows.h"
#include "client/read/pages.h"
#include "client/read/proven_rows.h"
#include "client/shown/quoted.h"
#include "codec/key.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "modules/ballot/paper/readings.h"
#include "modules/ballot/paper/state.h"
#include "ops/sign_transaction.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

constexpr std::uint32_t page = 200;
// Parts of one act at most, as the schema limits them (papers.proto).
constexpr std::size_t seals_an_act = 200;
constexpr std::size_t papers_an_act = 40;
// Transactions that are sent at once, before the next ones are signed.
constexpr std::size_t parcel = 100;

// Papers are of lines of the frozen roll: one that is live, and those that were voided.
std::size_t papers_at_most(const bal::Poll& poll) {
    constexpr std::size_t most_of_line = 4;  // on average
    return std::max(max_listed, most_of_line * poll.roll_lines());
}

// Each scans for themself.
bool says_the_same(bal::PaperEntry one, bal::PaperEntry other) {
    one.clear_scan();
    other.clear_scan();
    return codec::encode(one) == codec::encode(other);
}

// Whether the paper takes this reading from the clerk now, as far as its last round tells.
// An own seal that is not shown may be replaced until another kind of office has sealed too; one
// that was shown is followed by another reading only while the paper differs.
bool takes(const bal::PaperReply& paper, const Bytes& member, const std::string& office_kind,
           const bal::PaperEntry& entry) {
    const auto state = paper.row().state();
    if (state == bal::ISSUED) return true;
    if (!ballot::takes_readings(state) || paper.rounds().empty()) return false;
    const auto& round = paper.rounds(0);
    if (const auto place = ballot::newest_of(round, member)) {
        const auto& own = round.readings(*place);
        if (own.shown_ms() == 0)
            return std::ranges::none_of(round.readings(), [](const auto& reading) {
                return !reading.independent_of().empty();  // two kinds of office sealed
            });
        if (state != bal::DIFFERS || says_the_same(own.entry(), entry)) return false;
    }
    return ballot::has_room(round, member, office_kind);
}

std::vector<ClerkColumn> entry_columns(const bal::CallBallot& call) {
    std::vector<ClerkColumn> columns{{"编号", "serial"},          {"签名", "signed"},
                                     {"收到时间", "received"},    {"扫描件", "scan"},
                                     {"协助人", "helper", false}, {"代理人", "proxy", false}};
    for (int i = 1; i <= call.items_size(); ++i)
        columns.push_back({"第" + std::to_string(i) + "项", std::to_string(i)});
    return columns;
}

SealedReading read_row(ClerkTable& table, const roster::TableRow& row,
                       const bal::CallBallot& call) {
    SealedReading reading;
    Id16::parse(table.serial(row, "serial"), reading.serial);
    std::vector<bal::OpenChoice> answers;
    for (int i = 0; i < call.items_size(); ++i) {
        const auto column = std::to_string(i + 1);
        const auto answer =
            read_choice(table.cell(row, column), call.items(i), {.may_be_invalid = true});
        if (!answer)
            table.wrong(row, column,
                        "与该项的作答方式不符：" + in_brackets(table.cell(row, column)),
                        answer.error().figures.at(0).value);
        answers.push_back(answer.value_or(bal::OpenChoice{}));
    }
    *reading.entry.mutable_choices() = choices_of(answers);
    reading.entry.set_is_signed(table.flag(row, "signed"));
    reading.entry.set_received_ms(table.time(row, "received").ms);
    reading.entry.set_scan(table.hash(row, "scan"));
    reading.entry.set_helper(table.id(row, "helper", false));
    reading.entry.set_proxy(table.id(row, "proxy", false));
    return reading;
}

constexpr std::size_t shown_an_act = 100;

void count_events(const std::vector<Receipt>& receipts, ShowResult& result) {
    for (const auto& receipt : receipts) {
        for (const auto& event : receipt.effects().events()) {
            const auto is = [&](const auto* type) { return event.type() == type->full_name(); };
            result.settled += is(bal::PaperSettled::descriptor()) ? 1 : 0;
            result.differing += is(bal::PaperDiffers::descriptor()) ? 1 : 0;
            result.late += is(bal::PaperLate::descriptor()) ? 1 : 0;
            result.unsigned_ones += is(bal::PaperUnsigned::descriptor()) ? 1 : 0;
        }
    }
}

// The place of this member's seal in the round that is not shown yet; -1: there is none.
int own_seal(const bal::PaperRound& round, const Bytes& member) {
    for (int place = round.readings_size() - 1; place >= 0; --place) {
        const auto& reading = round.readings(place);
        if (reading.member() == member) return reading.shown_ms() == 0 ? place : -1;
    }
    return -1;
}

// Whether somebody independent has sealed too, as the node says.
bool may_be_shown(const bal::PaperRound& round, int place) {
    if (!round.readings(place).independent_of().empty()) return true;
    for (const auto& reading : round.readings())
        if (std::ranges::count(reading.independent_of(), static_cast<std::uint32_t>(place)) > 0)
            return true;
    return false;
}

// The same with a proof: whoever runs the node would else be shown what was read before anybody
// else is bound to a reading of their own. A seal that the ledger does not have proves nothing.
Result<bool> is_sealed_by_others(const Show& show, const SealedReading& reading) {
    const auto row =
        find_proven(show.ledger, ballot::papers, &show.clerk, show.ballot.id, reading.serial);
    if (!row) {
        if (is_not_for_reader(row.error())) return false;
        return tl::unexpected(row.error());
    }
    if (!*row || (*row)->round() != reading.round) return false;
    const auto state = (*row)->state();
    return state == bal::SEALED_TWICE || state == bal::SHOWN_ONCE || state == bal::DIFFERS;
}

bool is_settled(bal::PaperState state) {
    return state == bal::SETTLED || state == bal::VOIDED || state == bal::LATE ||
           state == bal::UNSIGNED || state == bal::ISSUED;
}

// The readings to show now; counts those that wait for another clerk.
// A reading is found by its seal: one whose salt or entry was changed in the private file since
// then hashes to none that the ledger has, and stays hidden.
Result<std::vector<const SealedReading*>> to_show(const Show& show,
                                                  std::span<const SealedReading> readings,
                                                  ShowResult& result) {
    const auto papers = TRY(fetch_papers(show.ledger, show.clerk, show.ballot));
    std::map<Hash32, const SealedReading*> by_seal;
    for (const auto& reading : readings)
        by_seal[seal_of(show.ballot, show.member, reading)] = &reading;
    std::vector<const SealedReading*> wanted;
    for (const auto& [serial, paper] : papers) {
        if (is_settled(paper.row().state()) || paper.rounds().empty()) continue;
        const auto& round = paper.rounds(0);
        const int own = own_seal(round, show.member);
        Hash32 seal;
        if (own < 0 || !Hash32::parse(round.readings(own).seal(), seal)) continue;
        const auto found = by_seal.find(seal);
        if (found == by_seal.end()) continue;
        const auto is_shown =
            TRY(may_be_shown(round, own) ? is_sealed_by_others(show, *found->second)
                                         : Result<bool>{false});
        if (is_shown)
            wanted.push_back(found->second);
        else
            ++result.waiting;
    }
    return wanted;
}

using nlohmann::json;

// A text of a file that anybody may have changed; empty for anything else.
std::string text_in(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

Result<std::map<Bytes, bal::PaperReply>> fetch_papers(Ledger& ledger, const Author& asker,
                                                      const BallotView& ballot,
                                                      bal::PaperState state) {
    std::map<Bytes, bal::PaperReply> papers;
    bal::PapersQuery query;
    query.set_ballot(ballot.id.bytes());
    query.set_state(state);
    query.set_limit(page);
    const auto take = [&papers](bal::PapersReply& reply) -> Result<bool> {
        for (auto& paper : *reply.mutable_papers()) {
            const auto serial = paper.serial();
            papers[serial] = std::move(paper);
        }
        return true;
    };
    TRY(each_page<bal::PapersReply>(ledger, asker, query, {"papers", papers_at_most(ballot.poll)},
                                    take));
    return papers;
}

Result<std::vector<Receipt>> perform_all(Ledger& ledger, const Author& author,
                                         const std::vector<std::unique_ptr<Message>>& acts,
                                         const Progress& progress) {
    std::vector<Receipt> receipts;
    for (std::size_t at = 0; at < acts.size();) {
        std::vector<Bytes> transactions;
        while (at < acts.size() && transactions.size() < parcel)
            transactions.push_back(TRY(sign(ledger, author, *acts[at++])));
        for (auto& answer : ledger.send(std::move(transactions))) {
            auto receipt = TRY(carried_out(std::move(answer)));
            receipts.push_back(std::move(receipt));
        }
        if (progress) progress(at, acts.size());
    }
    return receipts;
}

Result<> issue_papers(Ledger& ledger, const Author& clerk, const BallotView& ballot,
                      std::span<const bal::IssuedPaper> papers, const Progress& progress) {
    ActFiller<bal::IssuePapers> acts{ballot, papers_an_act};
    for (const auto& paper : papers) *acts.next(paper.ByteSizeLong()).add_papers() = paper;
    const auto receipts = TRY(perform_all(ledger, clerk, acts.acts(), progress));
    return {};
}

Result<std::vector<std::size_t>> not_issued(Ledger& ledger, const Author& clerk,
                                            const BallotView& ballot,
                                            std::span<const bal::IssuedPaper> papers) {
    const auto known = TRY(fetch_papers(ledger, clerk, ballot));
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < papers.size(); ++i)
        if (!known.contains(papers[i].serial())) left.push_back(i);
    return left;
}

tl::expected<std::vector<SealedReading>, std::vector<Refusal>> read_entries(
    ClerkFile file, const bal::CallBallot& call, std::vector<NamedFile>& files) {
    auto table = ClerkTable::read(std::move(file), entry_columns(call));
    if (!table) return tl::unexpected(std::vector{table.error()});
    std::vector<SealedReading> readings;
    std::map<Bytes, std::uint32_t> rows;
    for (const auto& row : table->rows()) {
        readings.push_back(read_row(*table, row, call));
        const auto [first, is_new] = rows.emplace(readings.back().serial.bytes(), row.number);
        if (!is_new)
            table->wrong(row, "serial", "与第 " + std::to_string(first->second) + " 行重复",
                         "stands in row " + std::to_string(first->second) + " too");
    }
    if (!table->faults().empty()) return tl::unexpected(table->faults());
    files = table->files();
    return readings;
}

Result<LeftOut> prepare_entries(const ClerkAtWork& clerk, const BallotView& ballot,
                                std::vector<SealedReading>& readings) {
    const auto papers = TRY(fetch_papers(clerk.ledger, clerk.key, ballot));
    const auto kind = TRY(kind_of_office(clerk.ledger, clerk.office));
    LeftOut left_out;
    std::erase_if(readings, [&](SealedReading& reading) {
        const auto found = papers.find(reading.serial.bytes());
        if (found == papers.end()) {
            left_out.emplace_back(reading.serial, bal::PAPER_STATE_UNSPECIFIED);
            return true;
        }
        if (!takes(found->second, clerk.member, kind, reading.entry)) {
            left_out.emplace_back(reading.serial, found->second.row().state());
            return true;
        }
        reading.round = found->second.row().round();
        reading.salt = ops::random_seed();
        return false;
    });
    return left_out;
}

// Each part but the last has a fixed length, so no two readings have the same bytes. Ballot, paper,
// round and member are within: nobody can repeat a seal as theirs, or elsewhere.
Hash32 seal_of(const BallotView& ballot, const Bytes& member, const SealedReading& reading) {
    Bytes sealed = ballot.id.bytes() + reading.serial.bytes();
    codec::append_key(sealed, std::uint64_t{reading.round});
    return tagged_hash("linlian/paper-seal",
                       sealed + member + reading.salt.bytes() + codec::encode(reading.entry));
}

Result<> seal_entries(const ClerkAtWork& clerk, const BallotView& ballot,
                      std::span<const SealedReading> readings, const Progress& progress) {
    ActFiller<bal::EnterPapers> acts{ballot, seals_an_act};
    for (const auto& reading : readings) {
        bal::SealedEntry entry;
        entry.set_serial(reading.serial.bytes());
        entry.set_round(reading.round);
        entry.set_seal(seal_of(ballot, clerk.member, reading).bytes());
        auto& act = acts.next(entry.ByteSizeLong());
        act.set_as_office(clerk.office);
        *act.add_entries() = std::move(entry);
    }
    const auto receipts = TRY(perform_all(clerk.ledger, clerk.key, acts.acts(), progress));
    return {};
}

Result<ShowResult> show_entries(const Show& show, std::span<const SealedReading> readings) {
    ShowResult result;
    const auto wanted = TRY(to_show(show, readings, result));
    if (wanted.empty()) return result;
    ActFiller<bal::ShowPapers> acts{show.ballot, shown_an_act};
    for (const auto* reading : wanted) {
        bal::ShownEntry shown;
        shown.set_serial(reading->serial.bytes());
        shown.set_salt(reading->salt.bytes());
        *shown.mutable_entry() = reading->entry;
        *acts.next(shown.ByteSizeLong()).add_entries() = std::move(shown);
    }
    const auto receipts = TRY(perform_all(show.ledger, show.clerk, acts.acts(), show.progress));
    result.shown = wanted.size();
    count_events(receipts, result);
    return result;
}

Bytes seals_text(const BallotView& ballot, std::span<const SealedReading> readings) {
    auto list = json::array();
    for (const auto& reading : readings)
        list.push_back({{"serial", to_hex(reading.serial.view())},
                        {"round", reading.round},
                        {"salt", to_hex(reading.salt.view())},
                        {"entry", to_hex(codec::encode(reading.entry))}});
    return json{{"ballot", to_hex(ballot.id.view())}, {"entries", list}}.dump(1) + "\n";
}

Result<std::vector<SealedReading>> read_seals(const ClerkFile& file, const BallotView& ballot) {
    const auto wrong = [&file] { return refuse(v1::SEALS_UNREADABLE, {{"file", file.name}}); };
    const auto read = json::parse(file.content, nullptr, false);
    if (!read.is_object() || text_in(read, "ballot") != to_hex(ballot.id.view()) ||
        !read.contains("entries") || !read["entries"].is_array())
        return wrong();
    std::vector<SealedReading> readings;
    for (const auto& one : read["entries"]) {
        if (!one.is_object() || !one.contains("round") || !one["round"].is_number_unsigned())
            return wrong();
        const auto serial = fixed_from_hex<Id16>(text_in(one, "serial"));
        const auto salt = fixed_from_hex<Hash32>(text_in(one, "salt"));
        const auto entry = from_hex(text_in(one, "entry"));
        SealedReading reading;
        if (!serial || !salt || !entry || !codec::decode_strict(*entry, reading.entry))
            return wrong();
        reading.serial = *serial;
        reading.salt = *salt;
        reading.round = one["round"].get<std::uint32_t>();
        readings.push_back(std::move(reading));
    }
    return readings;
}

Result<bal::ReopenPaper> reopening_of(const AtBallot& at, const Id16& serial, const Bytes& document,
                                      const std::string& reason) {
    bal::PaperQuery query;
    query.set_ballot(at.ballot.id.bytes());
    query.set_serial(serial.bytes());
    bal::PaperReply paper;
    TRY(at.ledger.ask(query, paper));
    const auto state = paper.row().state();
    if (state == bal::ISSUED || state == bal::VOIDED)
        return refuse(bal::PAPER_STATE_WRONG,
                      {{"number", "1"}, {"state", bal::PaperState_Name(state)}});
    auto act = act_on<bal::ReopenPaper>(at.ballot);
    act.set_serial(query.serial());
    act.set_round(paper.row().round());
    act.set_document(document);
    act.set_reason(reason);
    return act;
}

}  // namespace linlian::client
