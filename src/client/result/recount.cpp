// Counting again from a file alone. Read verify_recount at the end first: form, then the proofs of
// the rows, that all are of one moment and one stage, then roll and ballots against them.
#include "client/result/recount.h"

#include "client/client.pb.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "light/bundle/bundle.h"
#include "modules/all_modules.h"
#include "modules/ballot/count/recount.h"
#include "modules/ballot/state.h"

#include <fmt/format.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

#include <array>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

tl::unexpected<Refusal> wrong(const std::string& zh, const std::string& en) {
    return tl::unexpected(codec::make_refusal(v1::RECOUNT_WRONG, {{"zh", zh}, {"en", en}}));
}

// What the ballot module calls a difference (modules/ballot/count/recount.h), in both languages.
// One that is not listed is a figure of a verdict, told with both values.
struct DifferenceWords {
    std::string_view what;
    std::string_view zh;
    std::string_view en;
};
constexpr std::array<DifferenceWords, 7> difference_words{{
    {"roll_root", "名册与冻结的名册根不符", "the roll does not hash to the root that was frozen"},
    {"roll_lines", "名册的人数与公布的不符", "the roll has another number of lines"},
    {"casts_order", "选票未按表决人排序，或一人两票",
     "ballots are out of order, or a head voted twice"},
    {"casts_on_roll", "有选票的表决人不在名册中，或面积不符",
     "a ballot of no head on the roll, or with another area"},
    {"casts_valid", "有选票与事项不符", "a ballot does not answer the items"},
    {"casts_root", "选票与公布的选票指纹不符", "the ballots do not hash to the published root"},
    {"casts", "选票张数与公布的不符", "the number of ballots is not the published one"},
}};

tl::unexpected<Refusal> wrong(const ballot::Difference& difference) {
    const auto item = difference.item + 1;
    for (const auto& words : difference_words)
        if (difference.what == words.what)
            return wrong(std::string{words.zh}, std::string{words.en});
    return wrong(fmt::format("第 {} 项重新计票的结果与公布的不同：{}", item, difference.what),
                 fmt::format("item {}: counting again gives another {}: {} published, {} counted",
                             item, difference.what, difference.proven, difference.counted));
}

// A proven row of a table, decoded; with the statement that proves it.
template <class Row>
struct Proven {
    Row row;
    light::Statement statement;
};

// `key` is the key that the row must have: a bundle of another row, or of its absence, proves
// nothing here. No community: it is of whatever community it names.
template <class Row>
Result<Proven<Row>> prove(const Bytes& bundle, const std::optional<Hash32>& community,
                          const Bytes& key) {
    auto statement = TRY(light::verify_bundle(bundle, community, whole_program()));
    const auto* fact = std::get_if<light::ProvenRow>(&statement.fact);
    Proven<Row> proven;
    if (fact == nullptr || fact->key != key || !fact->value ||
        !codec::decode_strict(*fact->value, proven.row))
        return wrong("核验包证明的不是本次表决的记录", "a bundle proves another row than its own");
    proven.statement = std::move(statement);
    return proven;
}

// A further row of the same moment as the first.
// Height and sealing block are compared: at one height two blocks would be a fork.
template <class Row>
Result<Row> prove_at(const Bytes& bundle, const light::Statement& first, const Bytes& key) {
    auto proven = TRY(prove<Row>(bundle, first.community, key));
    if (proven.statement.height != first.height || proven.statement.sealed_by != first.sealed_by)
        return wrong(fmt::format("各部分不属于同一时刻的账本（高度 {} 与 {}）", first.height,
                                 proven.statement.height),
                     fmt::format("its parts are of different moments of the ledger (heights {} and "
                                 "{})",
                                 first.height, proven.statement.height));
    return std::move(proven.row);
}

}  // namespace

bool is_recount(BytesView file) {
    // Field 1, of the wire type of a text, with the length of the kind.
    const BytesView kind{recount_kind};
    return file.size() > kind.size() + 2 && file[0] == '\x0A' &&
           file[1] == static_cast<char>(kind.size()) && file.substr(2).starts_with(kind);
}

Result<> check_one_stage(const RecountRows& rows) {
    const auto stage = rows.poll.stage();
    if (stage != bal::PRELIMINARY && stage != bal::FINAL)
        return wrong("该表决尚无结果", "this ballot has no result");
    for (const auto& verdict : rows.verdicts) {
        if (verdict.stage() != stage)
            return wrong("各项结果不属于同一阶段（初步与最终混在一起）",
                         "the results are of different stages: preliminary and final are mixed");
    }
    return {};
}

// Every item has its verdict, all over the frozen roll; the rest is what the ballot module counts,
// with the code by which nodes count too.
Result<> count_again(const RecountRows& rows, const RollLines& roll, const CastLeaves& casts) {
    const auto items = static_cast<std::size_t>(rows.call.call().items_size());
    if (items == 0 || rows.verdicts.size() != items)
        return wrong("缺少某项的结果", "the result of an item is missing");
    for (const auto& verdict : rows.verdicts) {
        if (verdict.roll_root() != rows.poll.roll_root())
            return wrong("结果的名册不是本次表决冻结的名册",
                         "a result is over another roll than the one that was frozen");
    }
    const std::vector<registry::v1::RollLine> lines{roll.begin(), roll.end()};
    const std::vector<bal::CastLeaf> leaves{casts.begin(), casts.end()};
    const auto difference = ballot::recount(rows.call.call(), lines, leaves, rows.verdicts);
    if (difference) return wrong(*difference);
    return {};
}

namespace {

// Lines and ballots begin with a head, so none is shorter: empty ones would be cheap to write and
// fill the memory of whoever reads them, before anything is proven.
// Read from the wire, before anything is decoded. What is broken counts as short, so it is refused
// as well.
bool has_short_entries(BytesView bytes) {
    using google::protobuf::internal::WireFormatLite;
    google::protobuf::io::CodedInputStream in{reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                              static_cast<int>(bytes.size())};
    while (const auto tag = in.ReadTag()) {
        if (WireFormatLite::GetTagWireType(tag) != WireFormatLite::WIRETYPE_LENGTH_DELIMITED) {
            if (!WireFormatLite::SkipField(&in, tag)) return true;
            continue;
        }
        std::uint32_t size = 0;
        const bool is_there = in.ReadVarint32(&size) && in.Skip(static_cast<int>(size));
        const bool is_entry =
            WireFormatLite::GetTagFieldNumber(tag) >= v1::Recount::kRollFieldNumber;
        if (!is_there || (is_entry && size < Hash32::size)) return true;
    }
    return false;
}

}  // namespace

// The cheapest refusals come first, since a file may come from anybody. The statement is filled
// only once all of it holds.
Result<RecountStatement> verify_recount(BytesView bytes, const std::optional<Hash32>& community) {
    v1::Recount file;
    Id16 id;
    if (bytes.size() > max_recount_bytes || has_short_entries(bytes) ||
        !codec::decode_strict(bytes, file) || file.kind() != recount_kind || file.format() != 1 ||
        !Id16::parse(file.ballot(), id))
        return refuse(v1::RECOUNT_MALFORMED);
    auto call = TRY(prove<bal::CallRow>(file.call(), community, ballot::calls.key(id)));
    // All rows are of one community and one moment, even where no community is trusted.
    const auto& first = call.statement;
    auto poll = TRY(prove_at<bal::Poll>(file.poll(), first, ballot::polls.key(id)));
    RecountStatement statement;
    for (const auto& bundle : file.verdicts()) {
        const std::uint64_t item = statement.rows.verdicts.size();
        auto row = TRY(prove_at<bal::VerdictRow>(bundle, first, ballot::verdicts.key(id, item)));
        statement.rows.verdicts.push_back(std::move(row));
    }
    if (statement.rows.verdicts.empty()) return wrong("文件中没有结果", "the file holds no result");
    statement.rows.call = std::move(call.row);
    statement.rows.poll = std::move(poll);
    TRY(check_one_stage(statement.rows));
    TRY(count_again(statement.rows, file.roll(), file.casts()));
    statement.community = first.community;
    statement.community_name = first.community_name;
    statement.is_anchored = community.has_value();
    statement.ballot = id;
    statement.height = first.height;
    statement.log_size = first.log_size;
    statement.log_root = first.log_root;
    statement.sealed_time = first.sealed_time;
    statement.heads = static_cast<std::uint64_t>(file.roll_size());
    statement.casts = static_cast<std::uint64_t>(file.casts_size());
    return statement;
}

}  // namespace linlian::client
