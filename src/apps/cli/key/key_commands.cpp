#include "apps/cli/options.h"
#include "apps/demo/demo_folder.h"

#include <nlohmann/json.hpp>

namespace linlian::apps {

namespace {

void show(const Options& options, const std::vector<desk::KeyInfo>& keys) {
    const auto terminal = options.terminal();
    const auto tables = desk::key_tables(keys);
    terminal.json_value(desk::key_list(keys));
    terminal.table({"name", "suite", "public key", "passphrase"}, tables.keys,
                   "no keys in " + options.key_store().folder().string() +
                       "; make one with `linlian key new NAME`");
    if (keys.empty()) return;
    terminal.table({"name", "指纹 fingerprint"}, tables.fingerprints, "");
    terminal.say(
        "在柜台登记或核验时，请工作人员看您的指纹，与其屏幕逐组核对 When a key is enrolled or "
        "checked at the counter, show its fingerprint: the clerk compares it with their screen.");
}

}  // namespace

void add_key_commands(Command app, Options& options) {
    const auto key = app.add_command("key", "Keys of people on this computer 密钥");
    key.needs_command();

    const auto fresh =
        key.add_command("new", "Make a key, encrypted on the disk under a passphrase 新密钥");
    auto name = std::make_shared<std::string>();
    auto p256 = std::make_shared<bool>(false);
    fresh.add_option("name", *name, "What you call it: a-z, 0-9, -, _ 名称：a-z、0-9、-、_")
        .required();
    fresh.add_flag("--p256", *p256, "A P-256 key instead of Ed25519 P-256 密钥");
    on_run(fresh, options, [&options, name, p256]() -> Result<> {
        TRY(check_no_demo_left(options.data));
        const auto made = TRY(options.make_key(*name, *p256 ? Suite::p256 : Suite::ed25519));
        show(options, {made});
        return {};
    });

    const auto list = key.add_command("list", "All keys 全部密钥");
    on_run(list, options, [&options]() -> Result<> {
        show(options, options.key_store().list());
        return {};
    });
}

}  // namespace linlian::apps
