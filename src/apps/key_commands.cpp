#include "apps/options.h"
#include "base/hex.h"
#include "crypto/keys.h"

#include <nlohmann/json.hpp>

#include <cstdlib>

namespace linlian::apps {
namespace {

std::vector<std::string> row_of(const KeyInfo& key) {
    const auto* suite = find_suite(key.public_key.suite);
    return {key.name, std::string{suite->name}, to_hex(key.public_key.encoded()),
            key.has_passphrase ? "yes" : "no"};
}

void show(const Options& options, const std::vector<KeyInfo>& keys) {
    std::vector<std::vector<std::string>> rows;
    auto list = nlohmann::json::array();
    for (const auto& key : keys) {
        rows.push_back(row_of(key));
        list.push_back({{"name", rows.back()[0]},
                        {"suite", rows.back()[1]},
                        {"public_key", rows.back()[2]},
                        {"passphrase", key.has_passphrase}});
    }
    const auto terminal = options.terminal();
    terminal.json_line(list.dump());
    terminal.table({"name", "suite", "public key", "passphrase"}, rows,
                   "no keys in " + options.key_store().folder().string() +
                       "; make one with `linlian key new NAME`");
}

}  // namespace

void add_key_commands(CLI::App& app, Options& options) {
    auto* key = app.add_subcommand("key", "Keys of people on this computer 密钥");
    key->require_subcommand(1);

    auto* fresh =
        key->add_subcommand("new", "Make a key; set LINLIAN_PASSPHRASE to encrypt it on the disk");
    auto name = std::make_shared<std::string>();
    auto p256 = std::make_shared<bool>(false);
    fresh->add_option("name", *name, "What you call it: a-z, 0-9, -, _")->required();
    fresh->add_flag("--p256", *p256, "A P-256 key instead of Ed25519");
    on_run(fresh, options, [&options, name, p256]() -> Result<> {
        const char* passphrase = std::getenv("LINLIAN_PASSPHRASE");
        const auto made = options.key_store().create(*name, *p256 ? Suite::p256 : Suite::ed25519,
                                                     passphrase == nullptr ? "" : passphrase);
        if (!made) return tl::unexpected(made.error());
        show(options, {*made});
        return {};
    });

    auto* list = key->add_subcommand("list", "All keys");
    on_run(list, options, [&options]() -> Result<> {
        show(options, options.key_store().list());
        return {};
    });
}

}  // namespace linlian::apps
