#include "apps/statement_text.h"

#include "apps/ledger_head.h"
#include "apps/message_text.h"
#include "base/hex.h"
#include "codec/json.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "machine/veil.h"
#include "modules/all_modules.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::MessageFactory;
using Lines = std::vector<StatementLine>;

std::unique_ptr<google::protobuf::Message> read_as(const google::protobuf::Descriptor* type,
                                                   BytesView bytes) {
    if (type == nullptr) return nullptr;
    std::unique_ptr<google::protobuf::Message> message{
        MessageFactory::generated_factory()->GetPrototype(type)->New()};
    if (!message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return nullptr;
    return message;
}

const google::protobuf::Descriptor* type_named(const std::string& name) {
    return DescriptorPool::generated_pool()->FindMessageTypeByName(name);
}

std::string act_title(const std::string& type) {
    const auto* found = type_named(type);
    if (found == nullptr) return type;
    const auto& title = found->options().GetExtension(codec::v1::act).title();
    return title.zh().empty() ? type : fmt::format("{} {} ({})", title.zh(), title.en(), type);
}

Refusal refusal_of(const light::ProvenTransaction& fact) {
    // Why an act about persons was refused stands in its effects alone.
    Refusal refusal{fact.effects.refusal().empty() ? fact.leaf.refusal() : fact.effects.refusal(),
                    {}};
    for (const auto& figure : fact.effects.figures())
        refusal.figures.push_back({figure.name(), figure.value()});
    return refusal;
}

std::string outcome_of(const light::ProvenTransaction& fact) {
    if (fact.leaf.refusal().empty()) return "已执行 carried out";
    const auto refusal = refusal_of(fact);
    using codec::Language;
    return fmt::format("不予受理 refused: {} {} ({})",
                       codec::refusal_text(refusal, Language::zh).value_or(""),
                       codec::refusal_text(refusal, Language::en).value_or(""), refusal.code);
}

void add_transaction(const light::ProvenTransaction& fact, Lines& lines) {
    lines.push_back(
        {"act", "操作", "act",
         act_title(machine::is_veiled(fact.leaf) ? fact.body->act_type() : fact.leaf.act_type())});
    lines.push_back({"outcome", "结果", "outcome", outcome_of(fact)});
    lines.push_back({"time", "时间", "time", local_time(Timestamp{fact.leaf.time_ms()})});
    lines.push_back({"height", "高度", "height", std::to_string(fact.leaf.height())});
    lines.push_back({"index", "账本第几条", "entry of the log", std::to_string(fact.index)});
    lines.push_back({"transaction", "上链记录", "transaction", to_hex(fact.leaf.id())});
    if (machine::is_due_work(fact.leaf))
        lines.push_back({"author", "操作人", "author", "到期自动执行 the ledger itself, when due"});
    else
        lines.push_back({"author", "操作人密钥", "author's key",
                         to_hex(fact.body ? fact.body->author_key() : fact.leaf.author_key())});
    if (fact.body) {
        const auto act = read_as(type_named(fact.body->act_type()), fact.body->act());
        if (act) lines.push_back({"content", "内容", "content", codec::to_json(*act)});
    }
    for (const auto& event : fact.effects.events()) {
        const auto* type = type_named(event.type());
        const auto content = read_as(type, event.content());
        const auto text = type == nullptr
                              ? event.type()
                              : type->options().GetExtension(codec::v1::event).text().zh() + " " +
                                    type->options().GetExtension(codec::v1::event).text().en();
        lines.push_back({"event", "变动", "event",
                         text + (content ? " " + codec::to_json(*content) : std::string{})});
    }
}

// The table that a key belongs to; nothing for a key of no table of this program.
std::optional<state::TableInfo> table_of(BytesView key) {
    for (const auto& module : all_modules()) {
        for (const auto& table : module.tables) {
            if (key.starts_with(table.path)) return table;
        }
    }
    return std::nullopt;
}

// The row in a stored value as JSON, or its bytes in hex when this program does not know the table.
std::string value_text(const std::optional<state::TableInfo>& table, const Bytes& value) {
    if (!table) return to_hex(value);
    const bool has_salt = table->privacy == state::Privacy::personal;
    if (has_salt && value.size() < Hash32::size) return to_hex(value);
    const auto row = read_as(table->row, table->row_bytes(value));
    return row ? codec::to_json(*row) : to_hex(value);
}

void add_row(const light::ProvenRow& fact, Lines& lines) {
    const auto table = table_of(fact.key);
    std::string key_text = to_hex(fact.key);
    if (table) {
        const auto parts = BytesView{fact.key}.substr(table->path.size());
        key_text = codec::key_to_text(table->parts, parts).value_or(to_hex(parts));
        lines.push_back({"table", "数据表", "table", table->path});
    }
    lines.push_back({"key", "键", "key", key_text});
    lines.push_back({"present", "是否存在", "present",
                     fact.value ? "存在 present" : "不存在 absent: there was no such row"});
    if (fact.value) lines.push_back({"row", "内容", "row", value_text(table, *fact.value)});
}

void add_fork(const light::ProvenFork& fact, Lines& lines) {
    lines.push_back({"fork", "分叉", "fork",
                     "同一高度有两个被签署的区块 the validators signed two blocks at one height"});
    lines.push_back({"one", "区块一", "one block", to_hex(fact.one.view())});
    lines.push_back({"other", "区块二", "other block", to_hex(fact.other.view())});
}

void add_prefix(const light::ProvenPrefix& fact, Lines& lines) {
    lines.push_back(
        {"old_size", "旧账本头条数", "entries of the older head", std::to_string(fact.old_size)});
    lines.push_back(
        {"old_root", "旧账本头的根", "root of the older head", in_groups(fact.old_root)});
    lines.push_back({"unchanged", "是否原样", "unchanged",
                     "原样保留 the ledger still begins with exactly these entries"});
    lines.push_back({"size", "现有条数", "entries now", std::to_string(fact.size)});
    lines.push_back({"root", "现在的根", "root now", in_groups(fact.root)});
}

}  // namespace

Lines lines_of(const light::Statement& statement) {
    Lines lines;
    lines.push_back({"community", "社区", "community",
                     statement.community_name + " " + to_hex(statement.community.view())});
    if (const auto* fact = std::get_if<light::ProvenTransaction>(&statement.fact))
        add_transaction(*fact, lines);
    else if (const auto* row = std::get_if<light::ProvenRow>(&statement.fact))
        add_row(*row, lines);
    else if (const auto* prefix = std::get_if<light::ProvenPrefix>(&statement.fact))
        add_prefix(*prefix, lines);
    else
        add_fork(std::get<light::ProvenFork>(statement.fact), lines);
    lines.push_back({"as_of", "截至高度", "as of height", std::to_string(statement.height)});
    lines.push_back({"sealed", "签署区块", "sealed by block",
                     fmt::format("{} {} ({}, {} validators)", statement.sealed_height,
                                 to_hex(statement.sealed_by.view()),
                                 local_time(statement.sealed_time), statement.validators)});
    return lines;
}

void print_statement(const Terminal& terminal, const light::Statement& statement) {
    const auto lines = lines_of(statement);
    if (terminal.json()) {
        nlohmann::json json{{"holds", true}, {"anchored", statement.anchored}};
        for (const auto& line : lines) {
            if (line.name == "event")
                json["events"].push_back(line.value);
            else
                json[line.name] = line.value;
        }
        return terminal.json_line(json.dump());
    }
    terminal.say(statement.anchored
                     ? terminal.good("✓ 核验通过 This holds, for the community that you trust:")
                     : terminal.good("✓ 文件自洽 The file fits together:"));
    std::vector<std::vector<std::string>> rows;
    for (const auto& line : lines) rows.push_back({line.zh, line.en, line.value});
    terminal.table({"", "", ""}, rows, "");
    if (statement.anchored) return;
    terminal.say("");
    terminal.say(terminal.bad("！未锚定 SELF-CONSISTENT, UNANCHORED"));
    terminal.say("任何人都能编造整个社区。请用印在开通单或公告上的社区编号核验：");
    terminal.say(
        "Anybody can make up a whole community. Compare with the id on a slip or notice: "
        "linlian verify FILE --community ID");
}

}  // namespace linlian::apps
