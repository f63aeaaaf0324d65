// `linlian enrol`: a person's key, from the slip to the second check, and what happens to it later.
#include "api/client/client.h"
#include "apps/cli/enrol/enrol_own.h"
#include "apps/cli/motion/motion_question.h"
#include "apps/terminal/asking.h"
#include "client/node/node_head.h"
#include "client/people/enrol_review.h"
#include "client/proof/typed.h"
#include "client/shown/receipt_text.h"
#include "desk/files.h"

#include <cstdlib>

namespace linlian::apps {

using namespace client;

namespace {

struct Given {
    std::string code_file;
    std::string key;         // name of a key on this computer
    std::string public_key;  // of another, in hex or by name
    std::string consent;     // of the holder of a key on another device
    std::string member;
    std::string method;
    std::string office;
    std::string motion;
    std::string names;
};

constexpr const char* person_help = "Opened names file, to see the door and the name 姓名文件";
constexpr const char* consent_help =
    "What the holder's device printed: enrol consent; for a recovery, enrol consent --recover "
    "本人设备上的同意";

// The code of a slip enrols a key: from a file, from LINLIAN_CODE, or typed; never an argument.
Result<std::string> code_of_slip(const Given& given) {
    if (!given.code_file.empty()) return desk::read_first_line(given.code_file);
    if (const char* code = std::getenv("LINLIAN_CODE")) return std::string{code};
    return ask_secret("开通单上的密码或扫码内容 The code on the slip, or its URI: ");
}

// The community of the node as it says, remembered by nobody: that comes when the person has
// compared its id.
Result<Hash32> community_of_node(const Options& options) {
    auto client = TRY(options.node_client());
    return fetch_community(client);
}

Result<> by_slip(const Options& options, const Given& given) {
    if (given.key.empty()) return tl::unexpected(wrong_command("linlian enrol --key NAME"));
    const auto code = TRY(code_of_slip(given));
    if (code.empty())
        return tl::unexpected(
            wrong_command("此处无法输入开通单的代码，请用 --code-file 或 LINLIAN_CODE nobody can "
                          "be asked for the code of the slip here: give it by "
                          "--code-file FILE or LINLIAN_CODE"));
    const auto community = TRY(community_of_node(options));
    const auto slip = TRY(read_slip(community, code));
    const auto key = TRY(own_key(options, given.key));
    TRY(ask_to_enrol(options, community, key));
    // Whoever compared the id has named the community; with --yes nobody did.
    const auto ledger = TRY(options.connect(options.yes ? std::nullopt : std::optional{community}));
    return say_receipt(options.terminal(), enrol_by_slip(*ledger, slip, key), check_to_come(key));
}

// Whoever checks a card against an id reads no name on the screen.
Result<NamesAtHand> names_to_see(const Options& options, const Given& given) {
    if (given.names.empty()) say_nameless(options.screen());
    return options.names(given.names);
}

Result<> activate(const Options& options, const Given& given) {
    const auto names = TRY(names_to_see(options, given));
    const auto method = TRY(read_method(given.method));
    const auto key = TRY(options.key_store().public_key_of(given.public_key));
    const auto clerk = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    return say_receipt(options.terminal(),
                       activate_reviewed(options, *ledger, clerk, key, method, names));
}

// What the holder of the new key agreed to: on their own device, or with a key on this computer.
Result<KeyConsent> given_consent(const Options& options, const Given& given,
                                 const Hash32& community, const Id16& member, bool is_recovery) {
    if (given.key.empty() == given.consent.empty())
        return tl::unexpected(wrong_command(
            "请给出 --consent（本人设备上 linlian enrol consent 所印）或 --key say --consent TEXT "
            "(the holder's device printed it with `linlian enrol consent`), or "
            "--key NAME for a key on this computer"));
    if (!given.consent.empty()) return read_consent(given.consent);
    const auto key = TRY(own_key(options, given.key));
    return consent_to_key(community, member, key, is_recovery);
}

// A key from the counter, or a recovery: both wait for the other office.
Result<> with_two_offices(const Options& options, const Given& given, bool is_recovery) {
    const auto names = TRY(names_to_see(options, given));
    const auto member = TRY(read_id(given.member, "MEMBER"));
    const auto clerk = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    const auto consent =
        TRY(given_consent(options, given, ledger->community(), member, is_recovery));
    return say_key_step(
        options.terminal(),
        bring_key(options, *ledger, clerk,
                  {member, consent, is_recovery, given.method, given.office}, names));
}

Result<> confirm_motion(const Options& options, const Given& given) {
    const auto names = TRY(names_to_see(options, given));
    const auto id = TRY(read_id(given.motion, "MOTION"));
    const auto clerk = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    return say_key_step(options.terminal(),
                        confirm_key(options, *ledger, clerk, id, given.office, names));
}

void add_by_offices(Command enrol, Options& options, const std::shared_ptr<Given>& given,
                    bool is_recovery) {
    const auto command = enrol.add_command(
        is_recovery ? "recover" : "counter",
        is_recovery ? "A new key after all were lost; waits three days for a veto 补办"
                    : "A key made at the counter 柜台登记");
    command.add_option("member", given->member, "Id of the member 成员").required();
    command.add_option("--consent", given->consent, consent_help);
    command.add_option("--key", given->key,
                       "Instead: name of a key on this computer 或：本机密钥名称");
    command.add_option("--office", given->office, office_help);
    command.add_option("--names", given->names, person_help);
    if (!is_recovery)
        command
            .add_option("--method", given->method, "id-card-at-counter or id-card-at-door 核验方式")
            .required();
    on_run(command, options, [&options, given, is_recovery] {
        return with_two_offices(options, *given, is_recovery);
    });
}

void add_clerk_commands(Command enrol, Options& options, const std::shared_ptr<Given>& given) {
    const auto activate_one = enrol.add_command("activate", "The second check of a key 核验启用");
    activate_one.add_option("public_key", given->public_key, key_help).required();
    activate_one.add_option("--names", given->names, person_help);
    activate_one
        .add_option("--method", given->method, "id-card-at-counter, id-card-at-door, … 核验方式")
        .required();
    on_run(activate_one, options, [&options, given] { return activate(options, *given); });
    for (const bool is_recovery : {false, true}) add_by_offices(enrol, options, given, is_recovery);
    const auto second = enrol.add_command("confirm", "The other office stands behind it 附议");
    second.add_option("motion", given->motion, "Id of the motion 提请事项").required();
    second.add_option("--office", given->office, office_help);
    second.add_option("--names", given->names, person_help);
    on_run(second, options, [&options, given] { return confirm_motion(options, *given); });
}

}  // namespace

void add_enrol_commands(Command app, Options& options) {
    add_slip_commands(app, options);
    const auto enrol = app.add_command(
        "enrol", "Enrol a key with a slip: linlian enrol --key NAME; and what follows 登记密钥");
    auto given = std::make_shared<Given>();
    enrol.add_option("--code-file", given->code_file,
                     "File whose first line is the code on the slip, or its URI (default: asked "
                     "for) 开通单密码文件");
    enrol.add_option("--key", given->key, "Name of your key; made when there is none 密钥名称");
    // The command itself is the resident's; with a subcommand it has nothing to do.
    on_run(enrol, options, [&options, given, enrol]() -> Result<> {
        if (enrol.has_chosen()) return {};
        return by_slip(options, *given);
    });
    add_clerk_commands(enrol, options, given);
    add_own_key_commands(enrol, options);
}

}  // namespace linlian::apps
