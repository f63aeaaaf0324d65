// `linlian enrol`: a person's key, from the slip to the second check, and what happens to it later.
#include "apps/apps.pb.h"
#include "apps/enrol_work.h"
#include "apps/inputs.h"
#include "apps/open_motions.h"
#include "apps/options.h"
#include "apps/receipt_text.h"
#include "apps/slip_commands.h"
#include "base/hex.h"
#include "codec/refusal.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdlib>

namespace linlian::apps {
namespace {

struct Given {
    std::string code;
    std::string key;         // name of a key on this computer
    std::string public_key;  // of another, in hex or by name
    std::string consent;     // of the holder of a key on another device
    std::string community;
    std::string member;
    std::string method;
    std::string office;
    std::string motion;
    bool yes = false;
};

// The key of this name; made when there is none yet.
Result<KeyPair> own_key(const Options& options, const std::string& name) {
    if (!options.key_store().info(name)) {
        const char* passphrase = std::getenv("LINLIAN_PASSPHRASE");
        const auto made = options.key_store().create(name, Suite::ed25519,
                                                     passphrase == nullptr ? "" : passphrase);
        if (!made) return tl::unexpected(made.error());
    }
    return options.key(name);
}

// A public key in hex, or that of a key on this computer.
Result<Bytes> public_key_of(const Options& options, const std::string& name_or_hex) {
    if (const auto info = options.key_store().info(name_or_hex)) return info->public_key.encoded();
    return read_public_key(name_or_hex, "KEY");
}

Result<> shown(const Options& options, const Result<Receipt>& receipt, const std::string& next) {
    if (!receipt) return tl::unexpected(receipt.error());
    print_receipt(options.terminal(), *receipt);
    if (!next.empty()) options.terminal().say(next);
    return {};
}

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

Result<Bytes> office_from(const Given& given) {
    if (given.office.empty()) return Bytes{};
    const auto id = read_id(given.office, "--office");
    if (!id) return tl::unexpected(id.error());
    return id->bytes();
}

Result<> by_slip(const Options& options, const Given& given) {
    if (given.code.empty() || given.key.empty())
        return tl::unexpected(wrong_command("linlian enrol CODE-OF-THE-SLIP --key NAME"));
    const auto door = options.connect();
    if (!door) return tl::unexpected(door.error());
    const auto slip = read_slip((*door)->community(), given.code);
    if (!slip) return tl::unexpected(slip.error());
    const auto key = own_key(options, given.key);
    if (!key) return tl::unexpected(key.error());
    const auto public_key = to_hex(key->public_key().encoded());
    return shown(
        options, enrol_by_slip(**door, *slip, *key),
        fmt::format("密钥待核验 The key waits for a second check. A clerk who has seen your "
                    "identity card runs:\n  linlian enrol activate {} --method "
                    "id-card-at-counter --as CLERK",
                    public_key));
}

Result<> activate(const Options& options, const Given& given) {
    const auto method = read_method(given.method);
    if (!method) return tl::unexpected(method.error());
    const auto key = public_key_of(options, given.public_key);
    if (!key) return tl::unexpected(key.error());
    const auto clerk = options.acting_key();
    if (!clerk) return tl::unexpected(clerk.error());
    const auto door = options.connect();
    if (!door) return tl::unexpected(door.error());
    return shown(options, activate_key(**door, *clerk, *key, *method), "");
}

// What the holder of the new key agreed to: on his own device, or with a key on this computer.
Result<KeyConsent> given_consent(const Options& options, const Given& given,
                                 const Hash32& community, const Bytes& member) {
    if (given.key.empty() == given.consent.empty())
        return tl::unexpected(wrong_command(
            "say --consent TEXT (the holder's device printed it with `linlian enrol consent`), or "
            "--key NAME for a key on this computer"));
    if (!given.consent.empty()) return read_consent(given.consent);
    const auto key = own_key(options, given.key);
    if (!key) return tl::unexpected(key.error());
    return consent_of(community, member, *key);
}

// On the device of the new key's holder; no node is needed where the community is named.
Result<> print_consent(const Options& options, const Given& given) {
    const auto member = read_id(given.member, "MEMBER");
    if (!member) return tl::unexpected(member.error());
    auto community = read_hash(given.community, "--community");
    if (given.community.empty()) {
        const auto door = options.connect();
        if (!door) return tl::unexpected(door.error());
        community = (*door)->community();
    }
    if (!community) return tl::unexpected(community.error());
    const auto key = own_key(options, given.key);
    if (!key) return tl::unexpected(key.error());
    const auto text = consent_text(consent_of(*community, member->bytes(), *key));
    const auto terminal = options.terminal();
    terminal.json_line(nlohmann::json{{"consent", text}}.dump());
    terminal.say("交给工作人员 Hand this to the clerk; it is no secret:");
    terminal.say(text);
    return {};
}

// A key from the counter, or a recovery: both wait for the other office.
Result<> with_two_offices(const Options& options, const Given& given, bool is_recovery) {
    const auto member = read_id(given.member, "MEMBER");
    if (!member) return tl::unexpected(member.error());
    const auto office = office_from(given);
    if (!office) return tl::unexpected(office.error());
    const auto clerk = options.acting_key();
    if (!clerk) return tl::unexpected(clerk.error());
    const auto door = options.connect();
    if (!door) return tl::unexpected(door.error());
    const auto consent = given_consent(options, given, (*door)->community(), member->bytes());
    if (!consent) return tl::unexpected(consent.error());
    if (is_recovery)
        return shown(options, recover_member(**door, *clerk, *member, *consent, *office));
    const auto method = read_method(given.method);
    if (!method) return tl::unexpected(method.error());
    return shown(options, enrol_at_counter(**door, *clerk, *member, *consent, *method, *office));
}

// Shows the act of a motion to whoever is about to stand behind it.
template <class Act>
bool show_act(const Options& options, const motion::v1::MotionReply& motion) {
    Act act;
    if (motion.motion().act_type() != Act::descriptor()->full_name() ||
        !act.ParseFromString(motion.motion().act()))
        return false;
    if (!options.json) options.terminal().message(act);
    return true;
}

Result<> confirm_motion(const Options& options, const Given& given) {
    const auto id = read_id(given.motion, "MOTION");
    if (!id) return tl::unexpected(id.error());
    const auto office = office_from(given);
    if (!office) return tl::unexpected(office.error());
    const auto clerk = options.acting_key();
    if (!clerk) return tl::unexpected(clerk.error());
    const auto door = options.connect();
    if (!door) return tl::unexpected(door.error());
    motion::v1::MotionQuery query;
    query.set_motion(id->bytes());
    motion::v1::MotionReply motion;
    TRY((*door)->ask(query, motion));
    const bool is_ours = show_act<registry::v1::EnrolAtCounter>(options, motion) ||
                         show_act<registry::v1::RecoverMember>(options, motion);
    if (!is_ours) return refuse(v1::NOTHING_WAITS);
    TRY(confirm(given.yes, "已核对本人身份，确认？ Stand behind this?"));
    return shown(options, support(**door, *clerk, id->bytes(), *office));
}

// An act of a member with his own key.
using OwnAct = std::function<Result<Receipt>(LedgerDoor&, const KeyPair&)>;
Result<> of_oneself(const Options& options, const OwnAct& act) {
    const auto own = options.acting_key();
    if (!own) return tl::unexpected(own.error());
    const auto door = options.connect();
    if (!door) return tl::unexpected(door.error());
    return shown(options, act(**door, *own), "");
}

void add_clerk_commands(CLI::App& enrol, Options& options, const std::shared_ptr<Given>& given) {
    const std::string office_help = "Office you act for (default: your only one)";
    auto* activate_one = enrol.add_subcommand("activate", "The second check of a key 核验启用");
    activate_one->add_option("public_key", given->public_key, "Public key in hex, or name")
        ->required();
    activate_one->add_option("--method", given->method, "id-card-at-counter, id-card-at-door, …")
        ->required();
    on_run(activate_one, options, [&options, given] { return activate(options, *given); });

    for (const bool is_recovery : {false, true}) {
        auto* command = enrol.add_subcommand(
            is_recovery ? "recover" : "counter",
            is_recovery ? "A new key after all were lost; waits three days for a veto 补办"
                        : "A key made at the counter 柜台登记");
        command->add_option("member", given->member, "Id of the member 成员")->required();
        command->add_option("--consent", given->consent,
                            "What the holder's device printed (enrol consent) 本人设备上的同意");
        command->add_option("--key", given->key, "Instead: name of a key on this computer");
        command->add_option("--office", given->office, office_help);
        if (!is_recovery)
            command->add_option("--method", given->method, "id-card-at-counter or id-card-at-door")
                ->required();
        on_run(command, options, [&options, given, is_recovery] {
            return with_two_offices(options, *given, is_recovery);
        });
    }
    auto* second = enrol.add_subcommand("confirm", "The other office stands behind it 附议");
    second->add_option("motion", given->motion, "Id of the motion 提请事项")->required();
    second->add_option("--office", given->office, office_help);
    second->add_flag("--yes", given->yes, "Do not ask before signing");
    on_run(second, options, [&options, given] { return confirm_motion(options, *given); });
}

void add_own_commands(CLI::App& enrol, Options& options, const std::shared_ptr<Given>& given) {
    auto* veto = enrol.add_subcommand("veto", "Stop a recovery that you did not ask for 否决补办");
    on_run(veto, options, [&options] { return of_oneself(options, veto_recovery); });
    auto* add = enrol.add_subcommand("add-key", "One more key of yours 增加密钥");
    add->add_option("--key", given->key, "Name of the new key")->required();
    on_run(add, options, [&options, given]() -> Result<> {
        const auto fresh = own_key(options, given->key);
        if (!fresh) return tl::unexpected(fresh.error());
        return of_oneself(options, [&](LedgerDoor& door, const KeyPair& own) {
            return add_key(door, own, *fresh);
        });
    });
    auto* agree = enrol.add_subcommand(
        "consent",
        "On your own device: your new key agrees to be enrolled at the counter 同意登记");
    agree->add_option("member", given->member, "Your member id 成员")->required();
    agree->add_option("--key", given->key, "Name of your new key; made when there is none")
        ->required();
    agree->add_option("--community", given->community,
                      "Community id, where no node can be reached 社区编号");
    on_run(agree, options, [&options, given] { return print_consent(options, *given); });
    auto* retire = enrol.add_subcommand("retire", "End a key of yours 停用密钥");
    retire->add_option("public_key", given->public_key, "Public key in hex, or name")->required();
    on_run(retire, options, [&options, given]() -> Result<> {
        const auto key = public_key_of(options, given->public_key);
        if (!key) return tl::unexpected(key.error());
        return of_oneself(options, [&](LedgerDoor& door, const KeyPair& own) {
            return retire_key(door, own, *key);
        });
    });
}

}  // namespace

void add_enrol_commands(CLI::App& app, Options& options) {
    add_slip_commands(app, options);
    auto* enrol = app.add_subcommand(
        "enrol",
        "Enrol a key with a slip: linlian enrol CODE --key NAME; and what follows 登记密钥");
    auto given = std::make_shared<Given>();
    enrol->add_option("code", given->code, "What is printed on the slip, or its URI 开通单密码");
    enrol->add_option("--key", given->key, "Name of your key; made when there is none 密钥名称");
    // The command itself is the resident's; with a subcommand it has nothing to do.
    on_run(enrol, options, [&options, given, enrol]() -> Result<> {
        if (!enrol->get_subcommands().empty()) return {};
        return by_slip(options, *given);
    });
    add_clerk_commands(*enrol, options, given);
    add_own_commands(*enrol, options, given);
}

}  // namespace linlian::apps
