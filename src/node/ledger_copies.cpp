#include "node/ledger_copies.h"

#include "base/hex.h"
#include "client/proof/ledger_head.h"
#include "client/shown/value_text.h"
#include "desk/vault/office_vault.h"
#include "modules/all_modules.h"
#include "node/node.h"
#include "node/node.pb.h"
#include "node/or_refuse.h"
#include "node/upkeep.h"

#include <nlohmann/json.hpp>

namespace linlian::node {

using namespace client;
using namespace desk;
using nlohmann::json;
using storage::OpenMode;

namespace fs = std::filesystem;

namespace {

// A copy of the ledger holds what it keeps from everybody.
void say_private(const Screen& screen, const std::string& folder) {
    screen.warning(styled(
        "{} 含全部选票和解密所需的遮蔽值：谁拿到它，谁就能看到每个人的选择；请加密保管，不要外传 "
        "It "
        "holds every vote and the veil that hides them: whoever gets it reads what each chose. "
        "Encrypt it and keep it to yourselves.",
        folder));
}

bool has_vault(const fs::path& data) {
    std::error_code ignored;
    return fs::exists(vault_folder(data), ignored);
}

}  // namespace

Result<Exported> export_ledger(const fs::path& data, const std::string& folder,
                               const storage::Progress& progress) {
    const auto store = TRY(or_refuse(open_ledger(data, OpenMode::read_only)));
    const auto files = TRY(or_refuse(storage::export_snapshot(*store, folder, progress)));
    return Exported{files.height, store->community(), folder};
}

void show(const Screen& screen, const Exported& done) {
    const auto community = to_hex(done.community.view());
    screen.json_value(json{{"height", done.height},
                           {"sealed_by_height", done.height + 1},
                           {"folder", done.folder},
                           {"community", community}});
    screen.say(styled("{} {} (the ledger after block {}, and block {}, which proves it)",
                      screen.good("✓"), done.folder, done.height, done.height + 1));
    say_private(screen, done.folder);
    screen.say("On the other machine, with the id as it is printed on slips and notices:");
    screen.say(styled("  linlian import {} --data DIR --community {}", done.folder, community));
}

Result<Imported> import_ledger(const fs::path& data, const std::string& folder,
                               const storage::SnapshotAnchor& anchor,
                               const storage::Progress& progress) {
    const auto report = TRY(or_refuse(
        storage::import_snapshot(whole_program(), folder, anchor, ledger_folder(data), progress)));
    return Imported{report, anchor.app_hash.has_value()};
}

// What the import knows to be true now, and what it cannot know.
void show(const Screen& screen, const Imported& done) {
    const auto& report = done.report;
    const auto sealed_by = to_hex(report.sealed_by.view());
    auto result = tip_json(report.tip);
    result["state_height"] = report.state.height;
    result["sealed_by"] = sealed_by;
    result["anchored"] = done.is_anchored;
    screen.json_value(result);
    screen.say(styled("{} 已导入，高度 Imported, height {}.", screen.good("✓"), report.tip.height));
    screen.say(styled(
        "已核对：{} 行数据、{} 条近期历史、时间和高度，均由区块 {} 证明，该区块由社区创世文件所定"
        "的 {} 个验证者中三分之二以上签署。",
        report.rows, report.leaves, report.state.height + 1, report.validators));
    screen.say(styled(
        "Checked: all {} rows, the {} recent entries of the history, time and height, by block {} "
        "({}), which more than two thirds of {} validators signed, whom the community's genesis "
        "names or led to.",
        report.rows, report.leaves, report.state.height + 1, sealed_by, report.validators));
    if (done.is_anchored) return;
    screen.say("未核对：验证者是否另签过一份历史。请用纸上的账本头核对 linlian verify --since");
    screen.say(
        "Not checked: whether those validators signed another history too. Start the node and hold "
        "a ledger head on paper against it: linlian verify --since \"HEIGHT / SIZE / ROOT\"");
}

Result<BackedUp> back_up(const fs::path& data, const std::string& folder, std::uint32_t keep) {
    const auto store = TRY(or_refuse(open_ledger(data, OpenMode::read_only)));
    const bool with_vault = has_vault(data);
    const auto made = TRY(or_refuse(
        storage::back_up(*store, folder, keep, with_vault ? vault_folder(data) : fs::path{})));
    return BackedUp{made, folder, with_vault};
}

void show(const Screen& screen, const BackedUp& done) {
    const auto& made = done.backup;
    say_private(screen, done.folder);
    screen.json_value(json{{"number", made.number},
                           {"bytes", made.bytes},
                           {"folder", done.folder},
                           {"vault", done.has_vault}});
    screen.say(styled("{} backup {} in {} ({} bytes{}). Keys are not in it: keep them apart.",
                      screen.good("✓"), made.number, done.folder, made.bytes,
                      done.has_vault ? ", and the vault" : ""));
}

Result<Backups> backups_in(const std::string& folder) {
    auto found = TRY(or_refuse(storage::list_backups(folder)));
    const auto community = TRY(or_refuse(storage::community_of(folder)));
    return Backups{community, std::move(found), folder};
}

void show(const Screen& screen, const Backups& found) {
    screen.say(styled("社区编号 Community {}", in_groups(found.community)));
    Rows rows;
    auto list = json::array();
    for (const auto& backup : found.backups) {
        rows.push_back(
            {std::to_string(backup.number), local_time(backup.made), std::to_string(backup.bytes)});
        list.push_back(
            {{"number", backup.number}, {"made_ms", backup.made.ms}, {"bytes", backup.bytes}});
    }
    screen.json_value(list);
    screen.table({"backup", "made", "bytes"}, rows, "No backups in " + found.folder);
}

Result<Restored> restore_ledger(const fs::path& data, const std::string& folder,
                                std::uint32_t number, const std::optional<Hash32>& wanted) {
    // The wrong community under a known name of a folder is seen before anything is written.
    const auto community = TRY(or_refuse(storage::community_of(folder)));
    if (wanted && *wanted != community)
        return refuse(v1::LEDGER_ELSEWHERE, {{"community", to_hex(community.view())}});
    auto done =
        TRY(or_refuse(storage::restore_backup(whole_program(), folder, number, ledger_folder(data),
                                              {vault_folder(data), vault_key_file(data)})));
    // What the key beside it has signed since is for `run` to say.
    const auto store =
        TRY(or_refuse(storage::LedgerStore::open(ledger_folder(data), OpenMode::read_only)));
    return Restored{data.string(),
                    community,
                    store->tip(),
                    key_to_put_back(data, store->genesis()),
                    has_vault(data) ? vault_key_file(data).string() : "",
                    std::move(done.left_out)};
}

namespace {

// The first of them by their hashes; the rest `vault check` finds missing.
std::string names_of(const std::vector<fs::path>& papers) {
    constexpr std::size_t most = 20;
    std::string names;
    for (std::size_t i = 0; i < std::min(papers.size(), most); ++i)
        names += (i == 0 ? "" : " ") + papers[i].filename().string();
    return papers.size() > most ? names + " …" : names;
}

}  // namespace

Result<> show(const Screen& screen, const Restored& done) {
    screen.json_value(tip_json(done.tip));
    screen.say(styled("{} 已恢复 Restored to {} at height {}.", screen.good("✓"), done.data,
                      done.tip.height));
    screen.say(styled("社区编号 Community {}", in_groups(done.community)));
    screen.say(
        "启动前请确认已见证的最新账本头 Before it runs: linlian confirm head --height N "
        "--log-root HEX, with the newest head on any notice or receipt.");
    if (done.key_hint) screen.say(done.key_hint->both());
    if (!done.vault_key.empty())
        screen.say("资料柜已恢复；请放回密钥 The vault came back; put its key back at " +
                   done.vault_key);
    if (done.left_out.empty()) return {};
    return refuse(v1::PAPERS_LEFT_OUT, {{"count", std::to_string(done.left_out.size())},
                                        {"papers", names_of(done.left_out)}});
}

}  // namespace linlian::node
