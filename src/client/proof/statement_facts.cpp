// One line after the other about what a bundle proves. Figures, hashes and words of this program go
// to `proven`; whatever may carry a text of somebody goes to `quoted`. A type, a code or a key that
// this program does not know is such a text too.
#include "client/proof/statement_facts.h"

#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/motion/motion_outcome.h"
#include "client/node/said_by_node.h"
#include "client/proof/statement_key.h"
#include "client/proof/verdict_text.h"
#include "client/result/result_facts.h"
#include "client/shown/value_text.h"
#include "client/words/enum_words.h"
#include "codec/json.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "machine/veil.h"
#include "modules/ballot/state.h"
#include "ops/time/beijing_time.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>

namespace linlian::client {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::MessageFactory;
using Lines = std::vector<StatementLine>;
using codec::Language;

// The bytes as a message of this type; null for no type, and for bytes that are none of it.
std::unique_ptr<google::protobuf::Message> read_as(const Descriptor* type, BytesView bytes) {
    if (type == nullptr) return nullptr;
    std::unique_ptr<google::protobuf::Message> message{
        MessageFactory::generated_factory()->GetPrototype(type)->New()};
    if (!message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return nullptr;
    return message;
}

const Descriptor* type_named(const std::string& name) {
    return DescriptorPool::generated_pool()->FindMessageTypeByName(name);
}

// The title of an act of this program. What is none stands among the quoted lines alone: its name
// is whatever the author wrote.
void add_act(const std::string& type, bool is_due, StatementLines& lines) {
    const auto* found = type_named(type);
    if (found != nullptr && found->options().HasExtension(codec::v1::act)) {
        const auto& title = found->options().GetExtension(codec::v1::act).title();
        lines.proven.push_back(
            {"act", "操作", "act", fmt::format("{} {} ({})", title.zh(), title.en(), type)});
        return;
    }
    // Which work was due names the program, and nobody else.
    if (is_due) return lines.proven.push_back({"act", "操作", "act", "到期处理 due work: " + type});
    lines.proven.push_back({"act", "操作", "act", "本程序不认识 not known to this program"});
    lines.quoted.push_back({"act_type", "操作名称", "name of the act", type});
}

// What the ledger refused it for: the code and our own sentence, without its figures, which may
// carry texts of the author; with them among the quoted lines.
void add_outcome(const light::ProvenTransaction& fact, StatementLines& lines) {
    if (fact.leaf.refusal().empty()) {
        lines.proven.push_back({"outcome", "结果", "outcome",
                                machine::is_due_work(fact.leaf) ? "已按期处理 done when it was due"
                                                                : "已执行 carried out"});
        return;
    }
    // Why an act about persons was refused stands in its effects alone.
    const auto& code =
        fact.effects.refusal().empty() ? fact.leaf.refusal() : fact.effects.refusal();
    lines.proven.push_back({"outcome", "结果", "outcome", "不予受理 refused"});
    // Of a community that somebody made up it is any text.
    auto& place = is_refusal_code(code) ? lines.proven : lines.quoted;
    place.push_back({"refusal", "原因编码", "code of the reason", code});
    Refusal refusal{code, {}};
    for (const auto& figure : fact.effects.figures())
        refusal.figures.push_back(codec::stated_figure(figure.name(), figure.value()));
    lines.quoted.push_back({"reason", "原因", "reason",
                            codec::refusal_text(refusal, Language::zh).value_or("") + " " +
                                codec::refusal_text(refusal, Language::en).value_or("")});
}

// The act and what it caused, as JSON: all of it may hold texts of people. Due work has no body.
void add_contents(const light::ProvenTransaction& fact, Lines& quoted) {
    if (fact.body) {
        const auto act = read_as(type_named(fact.body->act_type()), fact.body->act());
        if (act) quoted.push_back({"content", "内容", "content", codec::to_json(*act)});
    }
    for (const auto& event : fact.effects.events()) {
        const auto* type = type_named(event.type());
        const auto content = read_as(type, event.content());
        auto text = event.type();
        if (type != nullptr) {
            const auto& words = type->options().GetExtension(codec::v1::event).text();
            text = words.zh() + " " + words.en();
        }
        quoted.push_back({"event", "变动", "event",
                          text + (content ? " " + codec::to_json(*content) : std::string{})});
    }
}

// The row in a stored value as JSON, or its bytes in hex when this program does not know the table.
std::string value_text(const std::optional<state::TableInfo>& table, const Bytes& value) {
    if (!table) return to_hex(value);
    // Rows about persons begin with a salt of 32 bytes.
    const bool has_salt = table->privacy == state::Privacy::personal;
    if (has_salt && value.size() < Hash32::size) return to_hex(value);
    const auto row = read_as(table->row, table->row_bytes(value));
    return row ? codec::to_json(*row) : to_hex(value);
}

// The outcome in both languages; a survey has none.
std::string outcome_of(const ballot::v1::VerdictRow& row) {
    if (row.outcome() == tally::v1::OUTCOME_UNSPECIFIED)
        return "意见征询，不作决定 a survey: it decides nothing";
    const auto told = headline_of(row.outcome());
    return told.zh + " " + told.en;
}

// The result of one item of a ballot, told as such and not as a row only.
void add_verdict(const ballot::v1::VerdictRow& row, Lines& proven) {
    proven.push_back({"verdict", "表决结果", "outcome", outcome_of(row)});
    proven.push_back({"stage", "阶段", "stage", stage_words(row.stage())});
    proven.push_back(
        {"verdict_height", "计票高度", "counted at height", std::to_string(row.height())});
    proven.push_back({"result_hash", "本项结果指纹（仅一项时与公告相同；多项时请一并核验全部文件）",
                      "result hash of this item (that of the notice where it is the only one; "
                      "else verify all files together)",
                      to_hex(verdicts_hash({row}).view())});
}

// Which ballot, and which item of it, a row of the ballot tables is about: keys of ids and numbers,
// which nobody wrote.
void add_ballot(const state::TableInfo& table, BytesView parts, Lines& proven) {
    const auto text = codec::key_to_text(table.parts, parts).value_or("");
    const auto slash = text.find('/');
    proven.push_back({"ballot", "表决编号", "ballot", text.substr(0, slash)});
    std::uint64_t item = 0;
    const char* end = text.data() + text.size();
    if (slash != std::string::npos &&
        std::from_chars(text.data() + slash + 1, end, item).ptr == end)
        proven.push_back({"item", "第几项", "item", std::to_string(item + 1)});
}

// A proof of the past must not read as one of now.
std::string past_act_words(const machine::v1::Leaf& leaf) {
    const auto when = ops::beijing_text(Timestamp{leaf.time_ms()});
    return fmt::format(
        "本文件只证明该操作在 {}（北京时间）执行过；此后是否被替换（如改投）、撤回、期满或推翻，"
        "不在本文件内 This file proves what was done at {}, Beijing time. Whether it was replaced "
        "later (as a vote is by another one), taken back, set aside or ended is not in it",
        when, when);
}

std::string past_row_words(Timestamp sealed) {
    const auto when = ops::beijing_text(sealed);
    return fmt::format(
        "本文件截至 {}（北京时间），此后的变动不在其中 This file is as of {}, Beijing "
        "time; what changed later is not in it",
        when, when);
}

// What became of a result stands in the ballot's poll alone, so a verdict by itself says nothing of
// it, and a poll says it aloud, as it was when it was sealed.
void add_ballot_row(const state::TableInfo& table, BytesView parts, BytesView value,
                    Timestamp sealed, StatementLines& lines) {
    // A key of a verdict names ballot and item, that of a poll the ballot alone.
    ballot::v1::VerdictRow verdict;
    if (table.row == ballot::v1::VerdictRow::descriptor() &&
        verdict.ParseFromString(Bytes{value})) {
        add_ballot(table, parts, lines.proven);
        add_verdict(verdict, lines.proven);
        lines.proven.push_back(
            {"standing", "后续状态", "what became of it", "不在本文件内 not in this file"});
        lines.caution =
            "本文件不说明该结果此后是否被起诉、中止或撤销：请一并核验 ballot/poll/表决编号 "
            "的核验包 "
            "This file does not tell whether the result was challenged, suspended or annulled "
            "later: check the bundle of ballot/poll/BALLOT too";
    }
    ballot::v1::Poll poll;
    if (table.row == ballot::v1::Poll::descriptor() && poll.ParseFromString(Bytes{value})) {
        add_ballot(table, parts, lines.proven);
        lines.proven.push_back({"stage", "阶段", "stage", stage_words(poll.stage())});
        lines.proven.push_back({"standing", "后续状态", "what became of it", standing_words(poll)});
        const auto told = caution_of(poll);
        const auto later = later_unknown(sealed);
        lines.caution =
            (told ? told->zh + " " + told->en + " " : std::string{}) + later.zh + " " + later.en;
    }
}

}  // namespace

// Two stages are told in words of their own, so that nobody takes the first result for the last.
std::string stage_words(ballot::v1::Stage stage) {
    if (stage == ballot::v1::FINAL) return "最终结果 FINAL";
    if (stage == ballot::v1::PRELIMINARY)
        return "初步结果，尚非最终：异议裁定后可能改变 PRELIMINARY, not final: objections may "
               "still change it";
    return words_of(stage).both();
}

std::string standing_words(const ballot::v1::Poll& poll) {
    const bool is_marked = poll.standing() != ballot::v1::STANDING_UNSPECIFIED;
    return is_marked ? words_of(poll.standing()).both() : "没有登记 nothing is recorded";
}

Bilingual later_unknown(Timestamp sealed) {
    const auto when = ops::beijing_text(sealed);
    return {
        fmt::format("本文件截至 {}（北京时间）；此后登记的起诉、中止或撤销不在其中，请向节点查询 "
                    "ballot/poll/表决编号",
                    when),
        fmt::format("This file is as of {}, Beijing time; what was recorded later, such as a "
                    "suspension or annulment, is not in it: ask a node for ballot/poll/BALLOT",
                    when)};
}

void add_transaction(const light::ProvenTransaction& fact, StatementLines& lines) {
    auto& proven = lines.proven;
    const bool is_due = machine::is_due_work(fact.leaf);
    // A veiled leaf does not name its act, so the type is that of the body which came with the
    // proof.
    add_act(machine::is_veiled(fact.leaf) ? fact.body->act_type() : fact.leaf.act_type(), is_due,
            lines);
    add_outcome(fact, lines);
    if (const auto motion = motion_outcome(fact.effects))
        proven.push_back({"motion_outcome", "提请事项的结果", "what became of the motion",
                          motion->told.zh + " " + motion->told.en});
    proven.push_back({"time", "时间", "time", local_time(Timestamp{fact.leaf.time_ms()})});
    proven.push_back({"height", "高度", "height", std::to_string(fact.leaf.height())});
    proven.push_back({"index", "账本第几条", "entry of the log", std::to_string(fact.index)});
    proven.push_back({"transaction", "上链记录", "transaction", to_hex(fact.leaf.id())});
    if (is_due)
        proven.push_back(
            {"author", "操作人", "author", "到期自动执行 the ledger itself, when due"});
    else
        proven.push_back({"author", "操作人密钥", "author's key",
                          to_hex(fact.body ? fact.body->author_key() : fact.leaf.author_key())});
    add_contents(fact, lines.quoted);
    if (fact.leaf.refusal().empty())
        lines.caution =
            is_due ? past_row_words(Timestamp{fact.leaf.time_ms()}) : past_act_words(fact.leaf);
}

void add_row(const light::ProvenRow& fact, Timestamp sealed, StatementLines& lines) {
    const auto table = table_of(fact.key);
    auto& proven = lines.proven;
    if (table) proven.push_back({"table", "数据表", "table", table->path});
    // Nobody wrote the key of an absent row on the ledger.
    lines.quoted.push_back({"key", fact.value ? "键" : "所问的键，由提问者书写",
                            fact.value ? "key" : "key that was asked for, as the asker wrote it",
                            key_words(fact.key)});
    proven.push_back({"present", "是否存在", "present",
                      fact.value ? "存在 present" : "不存在 absent: there was no such row"});
    lines.caution = past_row_words(sealed);
    // An absence of an impossible key would look like a proof of something.
    if (!fact.value && !could_be_a_key(fact.key))
        lines.caution =
            "任何记录都不可能有这个键，它“不存在”不说明任何事：请核对键的写法 No row can have this "
            "key, so that its absence says nothing at all: look at how it is written";
    if (!fact.value) return;
    // Tables about persons may hold what is too short for a row of theirs.
    if (table && table->privacy == state::Privacy::open)
        add_ballot_row(*table, BytesView{fact.key}.substr(table->path.size()),
                       table->row_bytes(*fact.value), sealed, lines);
    lines.quoted.push_back({"row", "内容", "row", value_text(table, *fact.value)});
}

}  // namespace linlian::client
