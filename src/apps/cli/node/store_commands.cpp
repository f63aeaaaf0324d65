// `linlian export`, `import`, `backup`, `restore`, `rollback` and `prune`: what an operator does to
// the folder of a node. The node must be stopped for those that write into it; the store says so.
#include "apps/cli/options.h"
#include "apps/demo/demo_folder.h"
#include "client/proof/typed.h"
#include "node/ledger_copies.h"
#include "node/upkeep.h"

#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;
using namespace node;

namespace {

struct Given {
    std::string folder;
    std::string app_hash;
    std::uint32_t keep = 7;
    std::uint32_t number = 0;
    std::uint32_t days = least_days_kept;
};

storage::Progress bar(const Terminal& terminal, const char* what) {
    return [terminal, what](auto done, auto total) { terminal.progress(what, done, total); };
}

Result<> export_to(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    show(terminal, TRY(export_ledger(options.data, given.folder, bar(terminal, "exporting 导出"))));
    return {};
}

Result<> import_from(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    TRY(check_no_demo_left(options.data));
    const auto community = TRY(read_hash(options.community, "--community"));
    const auto app_hash = TRY(read_hash_given(given.app_hash, "--app-hash"));
    show(terminal, TRY(import_ledger(options.data, given.folder, {community, app_hash},
                                     bar(terminal, "importing 导入"))));
    return {};
}

Result<> save(const Options& options, const Given& given) {
    show(options.terminal(), TRY(back_up(options.data, given.folder, given.keep)));
    return {};
}

Result<> list(const Options& options, const Given& given) {
    show(options.terminal(), TRY(backups_in(given.folder)));
    return {};
}

Result<> restore(const Options& options, const Given& given) {
    TRY(check_no_demo_left(options.data));
    const auto community = TRY(read_hash_given(options.community, "--community"));
    const auto done = TRY(restore_ledger(options.data, given.folder, given.number, community));
    return show(options.terminal(), done);
}

Result<> roll_back(const Options& options, const Given&) {
    const auto terminal = options.terminal();
    const auto tip = TRY(node::roll_back(options, options.data));
    terminal.json_value(tip_json(tip));
    terminal.say(styled("{} 已回到高度 Back at height {}.", terminal.good("✓"), tip.height));
    return {};
}

Result<> drop_old(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto oldest = TRY(prune(options, options.data, given.days));
    terminal.json_value({{"oldest_height", oldest}});
    terminal.say(styled("{} Blocks are kept from height {}.", terminal.good("✓"), oldest));
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
    const auto keep = add(app, options, given, "backup", "Back up the ledger 备份", save);
    keep.add_option("folder", given->folder, "Folder of the backups 备份目录").required();
    keep.add_option("--keep", given->keep, "How many to keep 保留几份").shows_default();
    const auto there =
        add(app, options, given, "backups", "Which backups there are 备份列表", list);
    there.add_option("folder", given->folder, "Folder of the backups 备份目录").required();
    const auto back =
        add(app, options, given, "restore", "Restore a backup into --data 恢复", restore);
    back.add_option("folder", given->folder, "Folder of the backups 备份目录").required();
    back.add_option("--community", options.community,
                    "Id of the community that it must be 社区编号，不符则不恢复");
    back.add_option("--number", given->number, "Which one; 0: the newest 哪一份；0：最新")
        .shows_default();
    add(app, options, given, "rollback", "Take back the last block, once 回退", roll_back);
    const auto drop =
        add(app, options, given, "prune", "Drop old blocks and receipts 清理", drop_old);
    drop.add_option("--keep-days", given->days,
                    "Days to keep; four years at least 保留天数，至少四年")
        .between(least_days_kept, most_days_kept)
        .shows_default();
}

}  // namespace linlian::apps
