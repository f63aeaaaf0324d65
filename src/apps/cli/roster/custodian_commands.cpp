#include "apps/cli/roster/custodian_commands.h"

#include "apps/terminal/asking.h"
#include "base/hex.h"
#include "client/proof/typed.h"
#include "client/roster/roster_work.h"
#include "client/shown/quoted.h"
#include "codec/refusal.h"
#include "desk/desk.pb.h"
#include "desk/files.h"
#include "desk/keys/custodian_keys.h"
#include "desk/names/names_given.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

struct Given {
    std::string name;
    std::string out;
    bool on_paper = false;
    std::string names_file;
    std::vector<std::string> custodians;
    std::string half;
    std::string version;
    std::string estate;
};

Result<> make(const Options& options, const Given& given) {
    if (!KeyStore::is_name(given.name))
        return refuse(desk::v1::KEY_NAME_WRONG, {{"name", in_brackets(given.name)}});
    const auto file = given.out.empty()
                          ? (options.key_store().folder() / (given.name + ".custodian")).string()
                          : given.out;
    const auto key = TRY(make_custodian(given.name, file));
    const auto public_key = to_hex(key.public_key.view());
    const auto terminal = options.terminal();
    terminal.json_value(nlohmann::json{{"file", file}, {"public_key", public_key}});
    terminal.say(styled("{} {}", terminal.good("✓"), file));
    terminal.say(styled("公钥 public key  {}", public_key));
    terminal.warning(
        "保管密钥没有口令：谁拿到文件，谁就有姓名的一半钥匙 This key has no passphrase: whoever "
        "gets "
        "the file has half of what opens the names.");
    if (given.on_paper)
        terminal.say(styled("写在纸上保管 on paper  {}", roster::custodian_key_text(key.secret)));
    terminal.say(
        "Keep the file on a stick of your own. Any two of three custodians open the names.");
    return {};
}

// The version as given, or the estate's newest on the ledger.
Result<ExpectedNames> expected_names(const Options& options, const Given& given, BytesView sealed) {
    if (const auto version = TRY(read_hash_given(given.version, "--version")))
        return ExpectedNames{*version, {}};
    if (given.estate.empty()) {
        options.terminal().warning(
            "未与账本核对 Not compared with the ledger: give --estate or --version to be sure.");
        return ExpectedNames{roster::version_of(sealed), {}};
    }
    const auto ledger = TRY(options.connect());
    const auto estate = TRY(find_estate(*ledger, given.estate));
    const auto version = TRY(names_in_force(*ledger, estate));
    return ExpectedNames{version, ledger->community()};
}

Result<> write_half(const Options& options, const Given& given, BytesView sealed,
                    const roster::CustodianKey& key) {
    const auto half = TRY(roster::open_first_half(sealed, key));
    TRY(write_new_private_file(given.out, half));
    const auto terminal = options.terminal();
    terminal.json_value(nlohmann::json{{"half", given.out}});
    terminal.say(styled("{} {}: half of the key, of use to another custodian only, who runs",
                        terminal.good("✓"), given.out));
    terminal.say(styled("  linlian roster open {} --half {} --custodian KEYFILE -o NAMES.json",
                        given.names_file, given.out));
    return {};
}

Result<> open(const Options& options, const Given& given) {
    TRY(check_new_file(given.out));
    const auto sealed = TRY(read_input(given.names_file));
    const auto keys = TRY(custodians_given(given.custodians, ask_secret));
    if (keys.size() == 1 && given.half.empty())
        return write_half(options, given, sealed, keys.front());
    const auto half = TRY(half_of_key(sealed, keys, given.half));
    const auto expected = TRY(expected_names(options, given, sealed));
    const auto names = TRY(open_to_file(options.key_store().folder(), {sealed, half, keys.back()},
                                        expected, given.out));
    const auto terminal = options.terminal();
    terminal.json_value(nlohmann::json{{"file", given.out},
                                       {"version", to_hex(expected.version.view())},
                                       {"members", names.members.size()},
                                       {"premises", names.premises.size()}});
    terminal.say(styled("{} {}: {} people, {} premises. Names in the clear: delete it after use.",
                        terminal.good("✓"), given.out, names.members.size(),
                        names.premises.size()));
    return {};
}

}  // namespace

void add_custodian_commands(Command roster, Options& options) {
    const auto custodian = roster.add_command("custodian", "Keys that guard the names 姓名保管人");
    custodian.needs_command();
    auto given = std::make_shared<Given>();
    const auto fresh = custodian.add_command("new", "Make the key of a custodian 生成保管密钥");
    fresh.add_option("name", given->name, "What you call it 名称").required();
    fresh.add_option("-o,--output", given->out,
                     "File (default: KEYS/NAME.custodian) 文件（默认：密钥目录/名称.custodian）");
    fresh.add_flag("--paper", given->on_paper,
                   "Also show the secret, to be written on paper 同时显示私密内容，供抄写在纸上");
    on_run(fresh, options, [&options, given] { return make(options, *given); });

    const auto opener = roster.add_command(
        "open",
        "Open a sealed names file: two custodians at once, or one after the other 打开姓名文件");
    opener.add_option("names", given->names_file, "The sealed file 姓名文件").required();
    opener
        .add_option("--custodian", given->custodians,
                    "Key file of a custodian, or - to type it from paper; once or twice "
                    "保管人密钥文件，- 表示照纸输入；一次或两次")
        .required()
        .takes(1, 2);
    opener.add_option("--half", given->half,
                      "What the first custodian wrote 第一位保管人写出的文件");
    opener.add_option("--estate", given->estate,
                      "Compare with this estate's roster in force 与该小区现行名册核对");
    opener.add_option("--version", given->version, "Compare with this hash 与该哈希核对");
    opener
        .add_option("-o,--output", given->out,
                    "Where the half, or the opened names, go 半份或打开的姓名写到哪里")
        .required();
    on_run(opener, options, [&options, given] { return open(options, *given); });
}

}  // namespace linlian::apps
