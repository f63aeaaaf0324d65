// `linlian export`, `import`, `backup`, `restore`, `rollback` and `prune`: what an operator does to
// the folder of a node. The node must be stopped for those that write into it; the store says so.
#include "apps/apps.pb.h"
#include "apps/cli/options.h"
#include "apps/demo/demo_folder.h"
#include "base/hex.h"
#include "client/proof/ledger_head.h"
#include "client/proof/typed.h"
#include "client/shown/value_text.h"
#include "codec/refusal.h"
#include "desk/desk.pb.h"
#include "desk/office_vault.h"
#include "modules/all_modules.h"
#include "node/node.h"
#include "storage/backup/backup.h"
#include "storage/snapshot/snapshot.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;
using namespace desk;
using namespace node;

namespace {

using nlohmann::json;
using storage::LedgerStore;
using storage::OpenMode;

// A decision stays for three years after its verdict, and a vote may take most of one.
constexpr std::uint32_t least_days_kept = 1'461;
constexpr std::uint32_t most_days_kept = 36'525;

struct Given {
    std::string folder;
    std::string app_hash;
    std::uint32_t keep = 7;
    std::uint32_t number = 0;
    std::uint32_t days = least_days_kept;
};

Refusal as_refusal(const Fault& fault) {
    return codec::make_refusal(desk::v1::STORE_FAILED, {{"reason", fault.what}});
}

Result<std::unique_ptr<LedgerStore>> open(const Options& options, OpenMode mode) {
    auto store = open_ledger(options.data, mode);
    if (!store) return tl::unexpected(as_refusal(store.error()));
    return std::move(*store);
}

json tip_json(const machine::Tip& tip) {
    return {{"height", tip.height},
            {"log_size", tip.log.size()},
            {"app_hash", to_hex(tip.app_hash().view())}};
}

// A copy of the ledger holds what it keeps from everybody.
void say_private(const Terminal& terminal, const std::string& folder) {
    terminal.warning(styled(
        "{} 含全部选票和解密所需的遮蔽值：谁拿到它，谁就能看到每个人的选择；请加密保管，不要外传 "
        "It "
        "holds every vote and the veil that hides them: whoever gets it reads what each chose. "
        "Encrypt it and keep it to yourselves.",
        folder));
}

storage::Progress bar(const Terminal& terminal, const char* what) {
    return [terminal, what](auto done, auto total) { terminal.progress(what, done, total); };
}

Result<> export_to(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto store = TRY(open(options, OpenMode::read_only));
    const auto files =
        storage::export_snapshot(*store, given.folder, bar(terminal, "exporting 导出"));
    if (!files) return tl::unexpected(as_refusal(files.error()));
    const auto community = to_hex(store->community().view());
    terminal.json_value(json{{"height", files->height},
                             {"sealed_by_height", files->height + 1},
                             {"folder", given.folder},
                             {"community", community}});
    terminal.say(styled("{} {} (the ledger after block {}, and block {}, which proves it)",
                        terminal.good("✓"), given.folder, files->height, files->height + 1));
    say_private(terminal, given.folder);
    terminal.say("On the other machine, with the id as it is printed on slips and notices:");
    terminal.say(styled("  linlian import {} --data DIR --community {}", given.folder, community));
    return {};
}

// What the import knows to be true now, and what it cannot know.
void say_imported(const Terminal& terminal, const storage::ImportReport& report, bool anchored) {
    terminal.say(
        styled("{} 已导入，高度 Imported, height {}.", terminal.good("✓"), report.tip.height));
    terminal.say(styled(
        "已核对：{} 行数据、{} 条近期历史、时间和高度，均由区块 {} 证明，该区块由社区创世文件所定"
        "的 {} 个验证者中三分之二以上签署。",
        report.rows, report.leaves, report.state.height + 1, report.validators));
    terminal.say(styled(
        "Checked: all {} rows, the {} recent entries of the history, time and height, by block {} "
        "({}), which more than two thirds of {} validators signed, whom the community's genesis "
        "names or led to.",
        report.rows, report.leaves, report.state.height + 1, to_hex(report.sealed_by.view()),
        report.validators));
    if (anchored) return;
    terminal.say("未核对：验证者是否另签过一份历史。请用纸上的账本头核对 linlian verify --since");
    terminal.say(
        "Not checked: whether those validators signed another history too. Start the node and hold "
        "a ledger head on paper against it: linlian verify --since \"HEIGHT / SIZE / ROOT\"");
}

Result<> import_from(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    TRY(check_no_demo_left(options.data));
    const auto community = TRY(read_hash(options.community, "--community"));
    storage::SnapshotAnchor anchor{community, std::nullopt};
    if (!given.app_hash.empty()) {
        const auto hash = TRY(read_hash(given.app_hash, "--app-hash"));
        anchor.app_hash = hash;
    }
    const auto program = whole_program();
    const auto done =
        storage::import_snapshot(program, given.folder, anchor, ledger_folder(options.data),
                                 bar(terminal, "importing 导入"));
    if (!done) return tl::unexpected(as_refusal(done.error()));
    auto result = tip_json(done->tip);
    result["state_height"] = done->state.height;
    result["sealed_by"] = to_hex(done->sealed_by.view());
    result["anchored"] = anchor.app_hash.has_value();
    terminal.json_value(result);
    say_imported(terminal, *done, anchor.app_hash.has_value());
    return {};
}

Result<> back_up(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto store = TRY(open(options, OpenMode::read_only));
    std::error_code ignored;
    const bool has_vault = std::filesystem::exists(vault_folder(options.data), ignored);
    const auto made = storage::back_up(*store, given.folder, given.keep,
                                       has_vault ? vault_folder(options.data) : "");
    if (!made) return tl::unexpected(as_refusal(made.error()));
    say_private(terminal, given.folder);
    terminal.json_value(json{{"number", made->number},
                             {"bytes", made->bytes},
                             {"folder", given.folder},
                             {"vault", has_vault}});
    terminal.say(styled("{} backup {} in {} ({} bytes{}). Keys are not in it: keep them apart.",
                        terminal.good("✓"), made->number, given.folder, made->bytes,
                        has_vault ? ", and the vault" : ""));
    return {};
}

Result<> list_backups(const Options& options, const Given& given) {
    const auto found = storage::list_backups(given.folder);
    if (!found) return tl::unexpected(as_refusal(found.error()));
    const auto community = storage::community_of(given.folder);
    if (!community) return tl::unexpected(as_refusal(community.error()));
    options.terminal().say(styled("社区编号 Community {}", in_groups(*community)));
    Rows rows;
    auto list = json::array();
    for (const auto& backup : *found) {
        rows.push_back(
            {std::to_string(backup.number), local_time(backup.made), std::to_string(backup.bytes)});
        list.push_back(
            {{"number", backup.number}, {"made_ms", backup.made.ms}, {"bytes", backup.bytes}});
    }
    options.terminal().json_value(list);
    options.terminal().table({"backup", "made", "bytes"}, rows, "No backups in " + given.folder);
    return {};
}

// The first of them by their hashes; the rest `vault check` finds missing.
std::string names_of(const std::vector<std::filesystem::path>& papers) {
    constexpr std::size_t most = 20;
    std::string names;
    for (std::size_t i = 0; i < std::min(papers.size(), most); ++i)
        names += (i == 0 ? "" : " ") + papers[i].filename().string();
    return papers.size() > most ? names + " …" : names;
}

// The wrong community under a known name of a folder is seen before anything is written.
Result<Hash32> community_to_restore(const Options& options, const Given& given) {
    const auto of = storage::community_of(given.folder);
    if (!of) return tl::unexpected(as_refusal(of.error()));
    if (options.community.empty()) return *of;
    const auto wanted = TRY(read_hash(options.community, "--community"));
    if (wanted != *of) return refuse(v1::LEDGER_ELSEWHERE, {{"community", to_hex(of->view())}});
    return *of;
}

Result<> restore(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    TRY(check_no_demo_left(options.data));
    const auto community = TRY(community_to_restore(options, given));
    const auto done = storage::restore_backup(
        whole_program(), given.folder, given.number, ledger_folder(options.data),
        {vault_folder(options.data), vault_key_file(options.data)});
    if (!done) return tl::unexpected(as_refusal(done.error()));
    // What the key beside it has signed since is for `run` to say.
    const auto store = LedgerStore::open(ledger_folder(options.data), OpenMode::read_only);
    if (!store) return tl::unexpected(as_refusal(store.error()));
    std::error_code ignored;
    const bool has_vault = std::filesystem::exists(vault_folder(options.data), ignored);
    terminal.json_value(tip_json((*store)->tip()));
    terminal.say(styled("{} 已恢复 Restored to {} at height {}.", terminal.good("✓"), options.data,
                        (*store)->tip().height));
    terminal.say(styled("社区编号 Community {}", in_groups(community)));
    terminal.say(
        "启动前请确认已见证的最新账本头 Before it runs: linlian confirm head --height N "
        "--log-root HEX, with the newest head on any notice or receipt.");
    if (const auto hint = key_to_put_back(options.data, (*store)->genesis()))
        terminal.say(styled("{} {}", hint->zh, hint->en));
    if (has_vault)
        terminal.say("资料柜已恢复；请放回密钥 The vault came back; put its key back at " +
                     vault_key_file(options.data).string());
    if (done->left_out.empty()) return {};
    return refuse(v1::PAPERS_LEFT_OUT, {{"count", std::to_string(done->left_out.size())},
                                        {"papers", names_of(done->left_out)}});
}

Result<> roll_back(const Options& options, const Given&) {
    const auto terminal = options.terminal();
    const auto store = TRY(open(options, OpenMode::read_write));
    const auto height = store->tip().height;
    TRY(
        options.confirm(styled("撤回区块 {}？ Take back block {}? Receipts in it that left "
                               "this machine become wrong.",
                               height, height)));
    if (const auto done = store->roll_back(); !done)
        return tl::unexpected(as_refusal(done.error()));
    terminal.json_value(tip_json(store->tip()));
    terminal.say(
        styled("{} 已回到高度 Back at height {}.", terminal.good("✓"), store->tip().height));
    return {};
}

Result<> prune(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto store = TRY(open(options, OpenMode::read_write));
    TRY(
        options.confirm(styled("删除 {} 天前的区块和回执？ Drop blocks and receipts older "
                               "than {} days? Leaf hashes stay; keep an export.",
                               given.days, given.days)));
    const auto oldest = store->prune(static_cast<std::int64_t>(given.days) * ms_per_day);
    if (!oldest) return tl::unexpected(as_refusal(oldest.error()));
    terminal.json_value(json{{"oldest_height", *oldest}});
    terminal.say(styled("{} Blocks are kept from height {}.", terminal.good("✓"), *oldest));
    return {};
}

using Body = Result<> (*)(const Options&, const Given&);

Command add(Command app, Options& options, const std::shared_ptr<Given>& given, const char* name,
            const char* help, Body body) {
    const auto command = app.add_command(name, help);
    on_run(command, options, [&options, given, body] { return body(options, *given); });
    return command;
}

}  // namespace

void add_store_commands(Command app, Options& options) {
    auto given = std::make_shared<Given>();
    const auto out =
        add(app, options, given, "export", "Write a snapshot of the ledger 导出", export_to);
    out.add_option("-o,--output", given->folder, "Empty folder for it 空目录").required();
    const auto in =
        add(app, options, given, "import", "Begin a node from a snapshot 导入", import_from);
    in.add_option("folder", given->folder, "The snapshot 快照目录").required();
    in.add_option("--community", options.community, "Id that you trust; needed 社区编号，必填");
    in.add_option("--app-hash", given->app_hash,
                  "App hash of the snapshot's state, from a header that you verified "
                  "快照状态的哈希，取自您核验过的区块头");
    const auto save = add(app, options, given, "backup", "Back up the ledger 备份", back_up);
    save.add_option("folder", given->folder, "Folder of the backups 备份目录").required();
    save.add_option("--keep", given->keep, "How many to keep 保留几份").shows_default();
    const auto list =
        add(app, options, given, "backups", "Which backups there are 备份列表", list_backups);
    list.add_option("folder", given->folder, "Folder of the backups 备份目录").required();
    const auto back =
        add(app, options, given, "restore", "Restore a backup into --data 恢复", restore);
    back.add_option("folder", given->folder, "Folder of the backups 备份目录").required();
    back.add_option("--community", options.community,
                    "Id of the community that it must be 社区编号，不符则不恢复");
    back.add_option("--number", given->number, "Which one; 0: the newest 哪一份；0：最新")
        .shows_default();
    add(app, options, given, "rollback", "Take back the last block, once 回退", roll_back);
    const auto drop = add(app, options, given, "prune", "Drop old blocks and receipts 清理", prune);
    drop.add_option("--keep-days", given->days,
                    "Days to keep; four years at least 保留天数，至少四年")
        .between(least_days_kept, most_days_kept)
        .shows_default();
}

}  // namespace linlian::apps
