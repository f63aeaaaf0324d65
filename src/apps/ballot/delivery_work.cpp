#include "apps/ballot/delivery_work.h"

#include "apps/ballot/paper_acts.h"
#include "apps/ballot/shared_motion.h"
#include "base/hex.h"
#include "roster/text.h"

#include <array>

namespace linlian::apps {
namespace {

namespace bal = ballot::v1;

constexpr std::size_t parts_an_act = 40;

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

bal::DeliveryKind read_kind(ClerkTable& table, const roster::TableRow& row) {
    const auto text = roster::folded(table.cell(row, "kind"));
    for (const auto& word : kind_words)
        if (text == word.text) return word.kind;
    table.wrong(row, "kind", "应为 当面签收、挂号邮寄、张贴、短信、拒收 之一",
                "takes handed-over, registered-post, posted, message or refused");
    return bal::DELIVERY_KIND_UNSPECIFIED;
}

// The place on the roll of the line that a row names by its head.
std::size_t index_of_head(ClerkTable& table, const roster::TableRow& row,
                          const RollProofs& proofs) {
    const auto head = fixed_from_hex<Hash32>(table.cell(row, "head"));
    if (!head) {
        table.wrong(row, "head", "应为 64 位表决人编号", "takes a head of 64 hexadecimal digits");
        return 0;
    }
    const auto index = proofs.index_of(head->view());
    if (!index) table.wrong(row, "head", "不在名册中", "is not on the roll");
    return index.value_or(0);
}

std::size_t index_of_row(ClerkTable& table, const roster::TableRow& row, const RollProofs& proofs,
                         const std::map<Bytes, bal::PaperReply>& papers) {
    if (table.cell(row, "serial").empty()) return index_of_head(table, row, proofs);
    const auto paper = papers.find(table.serial(row, "serial"));
    if (paper == papers.end()) {
        table.wrong(row, "serial", "没有发放过这个编号", "was never issued");
        return 0;
    }
    return proofs.index_of(paper->second.row().line().head()).value_or(0);
}

}  // namespace

tl::expected<std::vector<bal::DeliveryEntry>, std::vector<Refusal>> read_deliveries(
    const std::string& file, const Roll& roll, const std::map<Bytes, bal::PaperReply>& papers,
    std::vector<std::filesystem::path>& files) {
    auto table = ClerkTable::read(file, {{"表决人", "head", false},
                                         {"编号", "serial", false},
                                         {"方式", "kind"},
                                         {"时间", "time"},
                                         {"凭证", "document"},
                                         {"已告知", "warned", false}});
    if (!table) return tl::unexpected(std::vector{table.error()});
    const RollProofs proofs{roll.lines};
    std::vector<bal::DeliveryEntry> entries;
    for (const auto& row : table->rows()) {
        auto& entry = entries.emplace_back();
        const auto index = index_of_row(*table, row, proofs, papers);
        if (index < roll.lines.size()) *entry.mutable_voter() = proofs.line(index);
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

Result<DeliveriesStep> record_deliveries(LedgerDoor& door, const KeyPair& clerk,
                                         const Bytes& office, const BallotView& ballot,
                                         std::span<const bal::DeliveryEntry> entries,
                                         const Progress& progress) {
    ActFiller<bal::RecordDeliveries> acts{ballot, parts_an_act, motion_bytes_max};
    for (const auto& entry : entries) *acts.next(entry.ByteSizeLong()).add_deliveries() = entry;
    DeliveriesStep done;
    for (const auto& made : acts.acts()) {
        const auto& act = static_cast<const bal::RecordDeliveries&>(*made);
        const auto step = together_with_others(door, clerk, act, office);
        if (!step) return tl::unexpected(step.error());
        ++done.parts;
        done.completed += step->completed ? 1 : 0;
        if (progress) progress(done.parts, acts.acts().size());
    }
    return done;
}

tl::expected<std::vector<bal::EnterCityList>, std::vector<Refusal>> read_city_list(
    const std::string& file, const BallotView& ballot, const Roll& roll, const Bytes& list_hash) {
    const auto& call = ballot.call();
    std::vector<ClerkColumn> columns{{"表决人", "head"}};
    for (int i = 1; i <= call.items_size(); ++i)
        columns.push_back({"第" + std::to_string(i) + "项", std::to_string(i)});
    auto table = ClerkTable::read(file, columns);
    if (!table) return tl::unexpected(std::vector{table.error()});
    const RollProofs proofs{roll.lines};
    std::vector<bal::EnterCityList> acts;
    for (const auto& row : table->rows()) {
        bal::CityLine line;
        const auto index = index_of_head(*table, row, proofs);
        if (index < roll.lines.size()) *line.mutable_voter() = proofs.line(index);
        std::vector<bal::OpenChoice> answers;
        for (int i = 0; i < call.items_size(); ++i) {
            const auto column = std::to_string(i + 1);
            const auto answer = read_choice(table->cell(row, column), call.items(i), {});
            if (!answer)
                table->wrong(row, column, "与该项的作答方式不符",
                             answer.error().figures.at(0).value);
            answers.push_back(answer.value_or(bal::OpenChoice{}));
        }
        *line.mutable_choices() = choices_of(answers);
        if (acts.empty() || acts.back().lines().size() == static_cast<int>(parts_an_act) ||
            acts.back().ByteSizeLong() + line.ByteSizeLong() > motion_bytes_max) {
            auto& act = acts.emplace_back();
            act.set_ballot(ballot.id.bytes());
            act.set_number(static_cast<std::uint32_t>(acts.size() - 1));
            act.set_list_hash(list_hash);
        }
        *acts.back().add_lines() = std::move(line);
    }
    if (!table->faults().empty()) return tl::unexpected(table->faults());
    return acts;
}

Result<bal::ProvenLine> line_of_head(LedgerDoor& door, const BallotView& ballot,
                                     const std::string& text, const Progress& progress) {
    const auto head = read_hash(text, "--head");
    if (!head) return tl::unexpected(head.error());
    const auto roll = fetch_roll(door, ballot, progress);
    if (!roll) return tl::unexpected(roll.error());
    const RollProofs proofs{roll->lines};
    const auto index = proofs.index_of(head->view());
    if (!index) return tl::unexpected(wrong_command("--head: no such line on the roll"));
    return proofs.line(*index);
}

}  // namespace linlian::apps
