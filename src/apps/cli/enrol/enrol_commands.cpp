// `linlian enrol`: a person's key, from the slip to the second check, and what happens to it later.
#include "apps/cli/enrol/enrol_own.h"
#include "apps/cli/enrol/slip_commands.h"
#include "apps/cli/motion/motion_question.h"
#include "apps/cli/options.h"
#include "apps/terminal/asking.h"
#include "base/hex.h"
#include "client/act/act_review.h"
#include "client/act/open_motions.h"
#include "client/ballot/ballot_figures.h"
#include "client/client.pb.h"
#include "client/people/enrol_work.h"
#include "client/proof/typed.h"
#include "client/shown/key_fingerprint.h"
#include "client/shown/receipt_text.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "desk/files.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdlib>

namespace linlian::apps {

using namespace client;
using namespace desk;

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
constexpr const char* compared_question =
    "已当面核对证件，且密钥指纹与本人设备所示一致？签名？ Have you seen the card and the person, "
    "and is the fingerprint of the key the one that their own device shows? Sign?";

Result<> shown(const Options& options, const Result<MotionStep>& step) {
    if (!step) return tl::unexpected(step.error());
    const auto next = step->completed
                          ? std::string{}
                          : fmt::format(
                                "The other office confirms it: linlian enrol confirm {} "
                                "--as CLERK-OF-THE-OTHER-OFFICE",
                                to_hex(step->motion));
    return shown(options, Result<Receipt>{step->receipt}, next);
}

// The code of a slip enrols a key: from a file, from LINLIAN_CODE, or typed; never an argument.
Result<std::string> code_of_slip(const Given& given) {
    if (!given.code_file.empty()) return read_first_line(given.code_file);
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
    const auto public_key = to_hex(key.public_key().encoded());
    const auto terminal = options.terminal().for_asking();
    terminal.say(styled("社区编号 community id  {}", in_fours(community.view())));
    terminal.say(styled("密钥 key               {}", public_key));
    terminal.say(styled("密钥指纹 fingerprint   {}", key_fingerprint(key.public_key().encoded())));
    TRY(options.confirm(
        "社区编号与开通单和公告栏一致？登记该密钥？ Is the id that of the slip and the notice "
        "board? Enrol this key?"));
    // Whoever compared the id has named the community; with --yes nobody did.
    const auto ledger = TRY(options.connect(options.yes ? std::nullopt : std::optional{community}));
    return shown(options, enrol_by_slip(*ledger, slip, key),
                 styled("密钥待核验 The key waits for a second check. A clerk who has seen your "
                        "identity card, and compared the fingerprint, runs:\n  linlian enrol "
                        "activate {} --method id-card-at-counter --as CLERK",
                        public_key));
}

// Whoever checks a card against an id reads no name on the screen.
Result<NamesAtHand> names_to_see(const Options& options, const Given& given) {
    if (given.names.empty())
        options.screen().warning(
            "没有 --names 姓名文件：以下只有编号，没有任何内容说明这是谁 Without --names FILE only "
            "ids stand below: nothing says who this is.");
    return options.names(given.names);
}

Result<> activate(const Options& options, const Given& given) {
    const auto names = TRY(names_to_see(options, given));
    const auto method = TRY(read_method(given.method));
    const auto key = TRY(public_key_of(options, given.public_key));
    const auto clerk = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    const auto act = TRY(second_check(*ledger, key, method));
    TRY(review_act(options, *ledger, act, names, compared_question));
    return shown(options, perform(*ledger, clerk, act), "");
}

// What the holder of the new key agreed to: on their own device, or with a key on this computer.
template <class Act>
Result<KeyConsent> given_consent(const Options& options, const Given& given,
                                 const Hash32& community, const Bytes& member) {
    if (given.key.empty() == given.consent.empty())
        return tl::unexpected(wrong_command(
            "请给出 --consent（本人设备上 linlian enrol consent 所印）或 --key say --consent TEXT "
            "(the holder's device printed it with `linlian enrol consent`), or "
            "--key NAME for a key on this computer"));
    if (!given.consent.empty()) return read_consent(given.consent);
    const auto key = TRY(own_key(options, given.key));
    return consent_to<Act>(community, member, key);
}

// A key from the counter, or a recovery: both wait for the other office.
Result<> with_two_offices(const Options& options, const Given& given, bool is_recovery) {
    const auto names = TRY(names_to_see(options, given));
    const auto member = TRY(read_id(given.member, "MEMBER"));
    const auto clerk = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    const auto consent =
        TRY(is_recovery ? given_consent<registry::v1::RecoverMember>(
                              options, given, ledger->community(), member.bytes())
                        : given_consent<registry::v1::EnrolAtCounter>(
                              options, given, ledger->community(), member.bytes()));
    const auto office = TRY(acting_office(options, *ledger, clerk, given.office));
    if (is_recovery) {
        registry::v1::RecoverMember act;
        act.set_member(member.bytes());
        act.set_key(consent.key);
        TRY(review_act(options, *ledger, act, names, compared_question));
        return shown(options, recover_member(*ledger, clerk, member, consent, office));
    }
    const auto method = TRY(read_method(given.method));
    registry::v1::EnrolAtCounter act;
    act.set_member(member.bytes());
    act.set_key(consent.key);
    act.set_method(method);
    TRY(review_act(options, *ledger, act, names, compared_question));
    return shown(options, enrol_at_counter(*ledger, clerk, member, consent, method, office));
}

// The act of a motion where it is of this kind.
template <class Act>
std::optional<Act> act_in(const motion::v1::MotionReply& seen) {
    Act act;
    if (seen.motion().act_type() != Act::descriptor()->full_name() ||
        !codec::decode_strict(seen.motion().act(), act))
        return std::nullopt;
    return act;
}

Result<> confirm_motion(const Options& options, const Given& given) {
    const auto names = TRY(names_to_see(options, given));
    const auto id = TRY(read_id(given.motion, "MOTION"));
    const auto clerk = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    const auto seen = TRY(look_at_motion(*ledger, &clerk, id.bytes()));
    const auto office = TRY(acting_office(options, *ledger, clerk, given.office));
    TRY(show_proposal(options, *ledger, seen, names));
    if (const auto act = act_in<registry::v1::EnrolAtCounter>(seen))
        TRY(review_act(options, *ledger, *act, names, compared_question));
    else if (const auto recovery = act_in<registry::v1::RecoverMember>(seen))
        TRY(review_act(options, *ledger, *recovery, names, compared_question));
    else
        return refuse(client::v1::NOTHING_WAITS);
    return shown(options, support_seen(*ledger, clerk, seen, office));
}

void add_clerk_commands(Command enrol, Options& options, const std::shared_ptr<Given>& given) {
    const auto activate_one = enrol.add_command("activate", "The second check of a key 核验启用");
    activate_one
        .add_option("public_key", given->public_key,
                    "Public key in hex, or name 公钥（十六进制）或密钥名称")
        .required();
    activate_one.add_option("--names", given->names, person_help);
    activate_one
        .add_option("--method", given->method, "id-card-at-counter, id-card-at-door, … 核验方式")
        .required();
    on_run(activate_one, options, [&options, given] { return activate(options, *given); });

    for (const bool is_recovery : {false, true}) {
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
                .add_option("--method", given->method,
                            "id-card-at-counter or id-card-at-door 核验方式")
                .required();
        on_run(command, options, [&options, given, is_recovery] {
            return with_two_offices(options, *given, is_recovery);
        });
    }
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
        if (!enrol.get_subcommands().empty()) return {};
        return by_slip(options, *given);
    });
    add_clerk_commands(enrol, options, given);
    add_own_key_commands(enrol, options);
}

}  // namespace linlian::apps
