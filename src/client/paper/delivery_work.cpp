// Reads clerks' tables of deliveries and of the city's list. Both find lines by LineFinder, and
// both tell all faults of a table at once: nothing of a file with a fault is sent.
#include "client/paper/delivery_work.h"

#include "base/hex.h"
#include "client/motion/shared_motion.h"
#include "client/paper/paper_acts.h"
#include "client/vote/typed_head.h"
#include "roster/text.h"

#include <array>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// Lines or deliveries in one act at most (papers.proto).
constexpr std::size_t parts_an_act = 40;

// How clerks write the kind of a delivery; each kind in Chinese and in English.
struct KindWord {
    std::string_view text;
    bal::DeliveryKind kind;
};
constexpr std::array<KindWord, 10> kind_words{{
    {"当面签收", bal::HANDED_OVER},
    {"handed-over", bal::HANDED_OVER},
    {"挂号邮寄", bal::REGISTERED_POST},
    {"registered-post", bal::REGISTERED_POST},
    {"张贴", bal::POSTED_WITH_PHOTO},
    {"posted", bal::POSTED_WITH_PHOTO},
    {"短信", bal::MESSAGE_REPORT},
    {"message", bal::MESSAGE_REPORT},
    {"拒收", bal::REFUSED_WITNESSED},
    {"refused", bal::REFUSED_WITNESSED},
}};

// A word that is none of these is a fault of the row, and gives the unspecified kind.
bal::DeliveryKind read_kind(ClerkTable& table, const roster::TableRow& row) {
    const auto text = roster::folded(table.cell(row, "kind"));
    for (const auto& word : kind_words)
        if (text == word.text) return word.kind;
    table.wrong(row, "kind", "应为 当面签收、挂号邮寄、张贴、短信、拒收 之一",
                "takes handed-over, registered-post, posted, message or refused");
    return bal::DELIVERY_KIND_UNSPECIFIED;
}

// The columns that name a line, and those that the table has besides.
std::vector<ClerkColumn> with_line_columns(std::vector<ClerkColumn> more) {
    auto columns = LineFinder::columns();
    columns.insert(columns.end(), more.begin(), more.end());
    return columns;
}

// One answer for each item, in the order of the call. A cell that is no answer is a fault; an empty
// answer holds its place.
std::vector<bal::OpenChoice> read_answers(ClerkTable& table, const roster::TableRow& row,
                                          const bal::CallBallot& call) {
    std::vector<bal::OpenChoice> answers;
    for (int i = 0; i < call.items_size(); ++i) {
        const auto column = std::to_string(i + 1);
        const auto answer = read_choice(table.cell(row, column), call.items(i), {});
        if (!answer)
            table.wrong(row, column, "与该项的作答方式不符", answer.error().figures.at(0).value);
        answers.push_back(answer.value_or(bal::OpenChoice{}));
    }
    return answers;
}

// Puts a line where the acts so far have room for it.
// Not by ActFiller, because chunks are numbered from 0 and each names the hash of the whole list.
void add_line(std::vector<bal::EnterCityList>& acts, const BallotView& ballot,
              const Bytes& list_hash, bal::CityLine line) {
    const bool is_full = acts.empty() ||
                         acts.back().lines().size() == static_cast<int>(parts_an_act) ||
                         acts.back().ByteSizeLong() + line.ByteSizeLong() > motion_bytes_max;
    if (is_full) {
        auto& act = acts.emplace_back(act_on<bal::EnterCityList>(ballot));
        act.set_number(static_cast<std::uint32_t>(acts.size() - 1));
        act.set_list_hash(list_hash);
    }
    *acts.back().add_lines() = std::move(line);
}

// One row a voter: whose doors stand on several rows is named once.
void check_once(ClerkTable& table, const roster::TableRow& row, std::size_t index,
                std::map<std::size_t, std::uint32_t>& seen) {
    const auto [first, is_new] = seen.emplace(index, row.number);
    if (is_new) return;
    const auto before = std::to_string(first->second);
    table.wrong(row, "head", "与第 " + before + " 行是同一表决人，每人只列一次",
                "is the voter of row " + before + " again; each stands here once");
}

}  // namespace

// A row with a fault still gets its entry, so that its other columns are checked too; with any
// fault the entries are thrown away.
tl::expected<std::vector<bal::DeliveryEntry>, std::vector<Refusal>> read_deliveries(
    ClerkFile file, const LineFinder& finder, std::vector<NamedFile>& files) {
    auto table =
        ClerkTable::read(std::move(file), with_line_columns({{"方式", "kind"},
                                                             {"时间", "time"},
                                                             {"凭证", "document"},
                                                             {"已告知", "warned", false}}));
    if (!table) return tl::unexpected(std::vector{table.error()});
    std::map<std::size_t, std::uint32_t> seen;  // the ledger keeps one delivery of a line
    std::vector<bal::DeliveryEntry> entries;
    for (const auto& row : table->rows()) {
        auto& entry = entries.emplace_back();
        if (const auto found = finder.find(*table, row)) {
            check_once(*table, row, found->index, seen);
            *entry.mutable_voter() = finder.line(found->index);
            entry.set_serial(found->serial);
        }
        auto& proof = *entry.mutable_proof();
        proof.set_kind(read_kind(*table, row));
        proof.set_document(table->hash(row, "document"));
        proof.set_time_ms(table->time(row, "time").ms);
        proof.set_warned(table->flag(row, "warned"));
    }
    if (!table->faults().empty()) return tl::unexpected(table->faults());
    files = table->files();
    return entries;
}

std::vector<bal::RecordDeliveries> delivery_acts(const BallotView& ballot,
                                                 std::span<const bal::DeliveryEntry> entries) {
    // By the limit of a motion: two offices record deliveries together.
    ActFiller<bal::RecordDeliveries> filler{ballot, parts_an_act, motion_bytes_max};
    for (const auto& entry : entries) *filler.next(entry.ByteSizeLong()).add_deliveries() = entry;
    std::vector<bal::RecordDeliveries> acts;
    for (const auto& made : filler.acts())
        acts.push_back(static_cast<const bal::RecordDeliveries&>(*made));
    return acts;
}

// Reading the file again gives the same acts, by which the second office finds the motions of the
// first (shared_motion.h).
tl::expected<std::vector<bal::EnterCityList>, std::vector<Refusal>> read_city_list(
    ClerkFile file, const BallotView& ballot, const LineFinder& finder, const Bytes& list_hash) {
    std::vector<ClerkColumn> items;
    // One column for each item, named by its number from 1.
    for (int i = 1; i <= ballot.call().items_size(); ++i)
        items.push_back({"第" + std::to_string(i) + "项", std::to_string(i)});
    auto table = ClerkTable::read(std::move(file), with_line_columns(std::move(items)));
    if (!table) return tl::unexpected(std::vector{table.error()});
    std::map<std::size_t, std::uint32_t> seen;
    std::vector<bal::EnterCityList> acts;
    for (const auto& row : table->rows()) {
        bal::CityLine line;
        if (const auto found = finder.find(*table, row)) {
            check_once(*table, row, found->index, seen);
            *line.mutable_voter() = finder.line(found->index);
            line.set_serial(found->serial);
        }
        *line.mutable_choices() = choices_of(read_answers(*table, row, ballot.call()));
        add_line(acts, ballot, list_hash, std::move(line));
    }
    if (!table->faults().empty()) return tl::unexpected(table->faults());
    return acts;
}

// A part of the head may be typed; of lines of others it takes more digits than of one's own
// (digits_of_others).
Result<bal::ProvenLine> line_of_head(Ledger& ledger, const BallotView& ballot,
                                     const std::string& text, const Progress& progress) {
    const auto roll = TRY(fetch_roll(ledger, ballot, progress));
    const auto index = TRY(
        head_typed(heads_of(roll.lines, &registry::v1::RollLine::head), text, digits_of_others));
    return RollProofs{roll.lines}.line(index);
}

}  // namespace linlian::client
