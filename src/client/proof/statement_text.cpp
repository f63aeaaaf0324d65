// What `linlian verify` prints of one bundle. lines_of gathers the lines, in statement_facts.cpp
// and here; print_statement puts them on the terminal: warning, headline, what is proven, the
// caution, words of people, the anchor. verified gives the exit status of the same facts.
#include "client/proof/statement_text.h"

#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/motion/motion_outcome.h"
#include "client/proof/ledger_head.h"
#include "client/proof/statement_facts.h"
#include "client/proof/statement_key.h"
#include "client/result/result_facts.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"
#include "machine/veil.h"
#include "modules/ballot/state.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace linlian::client {
namespace {

using Lines = std::vector<StatementLine>;

// Two pasts of one ledger are no crime by themselves: whoever puts a backup back declares the loss
// by a later round (docs/operating/backup.md), whoever rewrites does not.
bool is_declared(const light::Statement& statement) {
    if (const auto* fork = std::get_if<light::ProvenFork>(&statement.fact))
        return fork->one_round != fork->other_round;
    const auto* rewrite = std::get_if<light::ProvenRewrite>(&statement.fact);
    return rewrite != nullptr && rewrite->newer_round > rewrite->older_round;
}

bool is_fork(const light::Statement& statement) {
    return std::holds_alternative<light::ProvenFork>(statement.fact) ||
           std::holds_alternative<light::ProvenRewrite>(statement.fact);
}

// An absence is only worth something of a row that could be there.
bool says_nothing(const light::Statement& statement) {
    const auto* row = std::get_if<light::ProvenRow>(&statement.fact);
    return row != nullptr && !row->value && !could_be_a_key(row->key);
}

// The rounds in which both seals were made, and whether one of them declares a loss.
void add_rounds(const light::Statement& statement, std::int32_t one, std::int32_t other,
                Lines& lines) {
    lines.push_back(
        {"rounds", "两者的封存轮次", "rounds of their seals", fmt::format("{} / {}", one, other)});
    lines.push_back(
        {"loss_declared", "是否注明丢失", "a loss declared",
         is_declared(statement)
             ? "是：轮次较高的一方，其封存注明账本丢失过区块（如恢复备份之后）；请核对社区是否公告"
               "过 yes: the seals of the later round say that blocks were lost, as after a backup "
               "was put back; ask whether the community was told (linlian confirm loss)"
             : "否：封存没有注明任何丢失 no: the seals tell of no loss"});
}

// Two blocks of one height, both signed: each by its header hash.
void add_fork(const light::ProvenFork& fact, Lines& lines) {
    lines.push_back({"fork", "分叉", "fork",
                     "同一高度有两个被签署的区块 the validators signed two blocks at one height"});
    lines.push_back({"one", "区块一", "one block", to_hex(fact.one.view())});
    lines.push_back({"other", "区块二", "other block", to_hex(fact.other.view())});
}

// An older signed block, and a newer one whose log does not begin as that one says; `now` is
// nothing where the newer log is even shorter.
void add_rewrite(const light::ProvenRewrite& fact, Lines& lines) {
    lines.push_back({"fork", "分叉", "fork",
                     "账本有两个不同的过去 the ledger has two pasts: the validators signed both"});
    lines.push_back({"older", "较早的区块", "older block",
                     fmt::format("{} {}", fact.older_height, to_hex(fact.older.view()))});
    lines.push_back({"size", "当时条数", "entries then", std::to_string(fact.size)});
    lines.push_back({"then", "当时的根", "root then", to_hex(fact.then.view())});
    lines.push_back({"now", "现在同样条数的根", "root of as many entries now",
                     fact.now ? to_hex(fact.now->view()) : "条数变少 there are fewer entries"});
}

// Called for a fork or a rewrite alone.
void add_two_pasts(const light::Statement& statement, Lines& lines) {
    if (const auto* rewrite = std::get_if<light::ProvenRewrite>(&statement.fact)) {
        add_rewrite(*rewrite, lines);
        return add_rounds(statement, rewrite->older_round, rewrite->newer_round, lines);
    }
    const auto& fork = std::get<light::ProvenFork>(statement.fact);
    add_fork(fork, lines);
    add_rounds(statement, fork.one_round, fork.other_round, lines);
}

// That the log of today begins with the entries of an older head (RFC 9162 consistency).
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

// Who vouches for the head: the app hash of a block stands in the header of the next one, so the
// block that signs is one above the height of the head. A fork has no head that anybody could rely
// on, and shows none.
void add_seal(const light::Statement& statement, Lines& lines) {
    if (!std::holds_alternative<light::ProvenFork>(statement.fact))
        lines.push_back({"ledger_head", "账本指纹", "ledger head",
                         head_text(statement.height, statement.log_size, statement.log_root)});
    lines.push_back(
        {"as_of", "账本指纹的高度", "height of this head", std::to_string(statement.height)});
    lines.push_back({"sealed", "签署区块", "sealed by block",
                     fmt::format("{} {} ({}, {} {})", statement.sealed_height,
                                 to_hex(statement.sealed_by.view()),
                                 local_time(statement.sealed_time), statement.validators,
                                 statement.validators == 1 ? "validator" : "validators")});
}

// Hashes and ids in groups of four, as papers print them.
std::string as_printed(const std::string& value) {
    const auto bytes = value.size() == 2 * Id16::size || value.size() == 2 * Hash32::size
                           ? from_hex(value)
                           : std::nullopt;
    return bytes ? in_fours(*bytes) : value;
}

// What is proven, in one sentence; red where nothing happened.
Styled headline(const Screen& screen, const light::Statement& statement) {
    if (is_fork(statement) && is_declared(statement))
        return screen.bad(
            "✗ 已证明账本有两个过去，其封存注明丢失过区块 Two pasts of the ledger are proven, and "
            "its seals declare a loss of blocks");
    if (is_fork(statement)) return screen.bad("✗ 已证明账本分叉 A fork of the ledger is proven");
    if (says_nothing(statement))
        return screen.bad(
            "✗ 不说明任何事：任何记录都不可能有这个键 It says nothing: no row can have this key");
    if (const auto* row = std::get_if<light::ProvenRow>(&statement.fact))
        return screen.good(row->value ? "✓ 该记录存在 The row is there"
                                      : "✓ 该记录不存在 There is no such row");
    if (std::holds_alternative<light::ProvenPrefix>(statement.fact))
        return screen.good(
            "✓ 账本仍以该账本指纹开头 The ledger still begins as the older head says");
    // Green is for what happened. Due work that ended a motion without carrying it out is red, as a
    // refused act is: whoever looks at the colour alone must not take it for done.
    const auto& fact = std::get<light::ProvenTransaction>(statement.fact);
    if (fact.leaf.refusal().empty() && machine::is_due_work(fact.leaf)) {
        const auto motion = motion_outcome(fact.effects);
        if (motion && !motion->is_carried_out)
            return screen.bad("✗ " + motion->told.zh + " " + motion->told.en);
        return screen.good("✓ 账本已完成到期的处理 The ledger did what was due");
    }
    if (fact.leaf.refusal().empty()) return screen.good("✓ 该操作已执行 The act was carried out");
    return screen.bad("✗ 该操作不予受理，没有执行 The act was REFUSED: nothing of it was done");
}

// The same facts by the names of their lines; events are a list. Truth values that programs branch
// on stand beside the texts.
void print_json(const Screen& screen, const light::Statement& statement) {
    const auto lines = lines_of(statement);
    nlohmann::json json{{"holds", true}, {"anchored", statement.anchored}};
    for (const auto* part : {&lines.proven, &lines.quoted}) {
        for (const auto& line : *part) {
            if (line.name == "event")
                json["events"].push_back(line.value);
            else
                json[line.name] = line.value;
        }
    }
    if (const auto* fact = std::get_if<light::ProvenTransaction>(&statement.fact)) {
        json["refused"] = !fact->leaf.refusal().empty();
        if (const auto motion = motion_outcome(fact->effects))
            json["motion_carried_out"] = motion->is_carried_out;
    }
    if (says_nothing(statement)) json["says_nothing"] = true;
    if (!lines.caution.empty()) json["caution"] = lines.caution;
    json["log_size"] = statement.log_size;
    json["log_root"] = to_hex(statement.log_root.view());
    screen.json_value(json);
}

// The rows that the statements prove, by key; nothing where they are not of one ledger and block,
// or where one proves something else.
std::optional<std::map<Bytes, Bytes>> rows_of_one_block(
    const std::vector<light::Statement>& statements) {
    std::map<Bytes, Bytes> rows;
    for (const auto& statement : statements) {
        const auto& first = statements.front();
        const auto* row = std::get_if<light::ProvenRow>(&statement.fact);
        const bool is_of_them = row != nullptr && row->value &&
                                statement.community == first.community &&
                                statement.height == first.height;
        if (!is_of_them) return std::nullopt;
        rows[row->key] = *row->value;
    }
    return rows;
}

}  // namespace

// read_typed_head (ledger_head.h) reads this form back.
std::string head_text(Height height, std::uint64_t log_size, const Hash32& log_root) {
    return fmt::format("高度 height {}，条数 size {}，{}", height, log_size,
                       in_fours(log_root.view()));
}

StatementLines lines_of(const light::Statement& statement) {
    StatementLines lines;
    lines.proven.push_back(
        {"community", "社区编号", "community id", to_hex(statement.community.view())});
    lines.quoted.push_back({"community_name", "社区名称", "community", statement.community_name});
    if (const auto* fact = std::get_if<light::ProvenTransaction>(&statement.fact))
        add_transaction(*fact, lines);
    else if (const auto* row = std::get_if<light::ProvenRow>(&statement.fact))
        add_row(*row, statement.sealed_time, lines);
    else if (const auto* prefix = std::get_if<light::ProvenPrefix>(&statement.fact))
        add_prefix(*prefix, lines.proven);
    else
        add_two_pasts(statement, lines.proven);
    add_seal(statement, lines.proven);
    return lines;
}

void print_quoted(const Screen& screen, const Lines& quoted) {
    if (quoted.empty()) return;
    screen.say("");
    screen.heading(
        "账本上的原文，由当事人书写，不是核验结论 As people wrote it on the ledger; not a word of "
        "the check:");
    for (const auto& line : quoted)
        screen.say(styled("  {}", behind_bar(line.zh + " " + line.en + "：" + line.value)));
}

Verified verified(const light::Statement& statement) {
    // Before all else: of a community that somebody made up neither a fork nor an absence says
    // anything.
    if (!statement.anchored) return Verified::unanchored;
    if (says_nothing(statement)) return Verified::nothing;
    return is_fork(statement) ? Verified::fork : Verified::anchored;
}

Verified graver(Verified one, Verified other) {
    // From the gravest to the least.
    for (const auto grave : {Verified::fork, Verified::nothing, Verified::unanchored})
        if (one == grave || other == grave) return grave;
    return Verified::anchored;
}

void warn_unanchored(const Screen& screen, bool is_anchored) {
    if (is_anchored) return;
    screen.say(screen.bad(
        "！注意：没有给出可信的社区编号，以下内容可能整个都是编造的 WARNING: no community id that "
        "you trust was given; all of what follows may be made up. See the end."));
}

void print_anchor(const Screen& screen, const Hash32& community, bool is_anchored) {
    screen.say("");
    if (is_anchored)
        return screen.say(
            screen.good("✓ 已锚定：社区编号与您给出的一致 Anchored: the community id is the one "
                        "that you gave"));
    screen.say(screen.bad("！未锚定 SELF-CONSISTENT, UNANCHORED"));
    screen.say("任何人都能编造整个社区。请用印在开通单或公告上的社区编号核验：");
    screen.say(
        "Anybody can make up a whole community. Compare this id with the one on a slip or notice:");
    screen.say(styled("  {}", in_fours(community.view())));
    screen.say("  linlian verify FILE --community \"ID\"");
}

void print_statement(const Screen& screen, const light::Statement& statement) {
    if (screen.json()) return print_json(screen, statement);
    const auto lines = lines_of(statement);
    warn_unanchored(screen, statement.anchored);
    screen.say(headline(screen, statement));
    Rows rows;
    for (const auto& line : lines.proven)
        rows.push_back({line.zh, line.en, as_printed(line.value)});
    screen.table({"", "", ""}, rows, "");
    if (!lines.caution.empty()) screen.say(screen.bad("！ " + lines.caution));
    print_quoted(screen, lines.quoted);
    print_anchor(screen, statement.community, statement.anchored);
}

std::optional<PrintedResult> printed_result(const std::vector<light::Statement>& statements) {
    const auto rows = rows_of_one_block(statements);
    if (!rows) return std::nullopt;
    // The poll among the rows tells of which ballot they must be, and how many items it has. Then
    // there must be exactly one verdict for each item and nothing else: the hash is over all of
    // them in their order, and a missing one would give another hash that looks like a forged
    // notice.
    const Bytes polls{ballot::polls.path()};
    const auto found = std::ranges::find_if(
        *rows, [&polls](const auto& row) { return row.first.starts_with(polls); });
    PrintedResult result;
    ballot::v1::Poll poll;
    if (found == rows->end() || !Id16::parse(found->first.substr(polls.size()), result.ballot) ||
        !poll.ParseFromString(found->second))
        return std::nullopt;
    const auto items = static_cast<std::size_t>(poll.asks_size());
    if (items == 0 || rows->size() != items + 1) return std::nullopt;
    std::vector<ballot::v1::VerdictRow> verdicts(items);
    for (std::size_t i = 0; i < items; ++i) {
        const auto row = rows->find(ballot::verdicts.key(result.ballot, std::uint64_t{i}));
        if (row == rows->end() || !verdicts[i].ParseFromString(row->second)) return std::nullopt;
    }
    result.hash = verdicts_hash(verdicts);
    return result;
}

}  // namespace linlian::client
