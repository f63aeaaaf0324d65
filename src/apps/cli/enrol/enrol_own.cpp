#include "apps/cli/enrol/enrol_own.h"

#include "base/hex.h"
#include "client/act/act_review.h"
#include "client/ballot/ballot_figures.h"
#include "client/people/enrol_work.h"
#include "client/proof/typed.h"
#include "client/shown/key_fingerprint.h"
#include "client/shown/quoted.h"
#include "client/shown/receipt_text.h"

#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;

namespace {

struct Given {
    std::string key;         // name of a key on this computer
    std::string public_key;  // of another, in hex or by name
    std::string member;
    bool is_recovery = false;
};

// On the device of the new key's holder; no node is needed where the community is named.
Result<> print_consent(const Options& options, const Given& given) {
    const auto member = TRY(read_id(given.member, "MEMBER"));
    auto community = read_hash(options.community, "--community");
    if (options.community.empty()) {
        const auto ledger = TRY(options.connect());
        community = ledger->community();
    }
    if (!community) return tl::unexpected(community.error());
    const auto key = TRY(own_key(options, given.key));
    const auto consent =
        TRY(given.is_recovery
                ? consent_to<registry::v1::RecoverMember>(*community, member.bytes(), key)
                : consent_to<registry::v1::EnrolAtCounter>(*community, member.bytes(), key));
    const auto text = consent_text(consent);
    const auto fingerprint = key_fingerprint(key.public_key().encoded());
    const auto terminal = options.terminal();
    terminal.json_value(nlohmann::json{{"consent", text}, {"fingerprint", fingerprint}});
    terminal.say("交给工作人员 Hand this to the clerk; it is no secret:");
    terminal.say(text);
    terminal.say(styled(
        "密钥指纹 {}：两个组织的工作人员都须与其屏幕核对一致 fingerprint of the key: the clerks of "
        "both offices compare it with what their screens show.",
        fingerprint));
    return {};
}

// The recovery is shown as the ledger proves it to whose it is; nothing else is signed.
Result<> veto(const Options& options) {
    const auto own = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    const auto act = TRY(veto_of(*ledger, own));
    TRY(review_act(options, *ledger, act, {},
                   "否决一次，把补办推迟 15 天？期间须本人持证到柜台终止，否则到期仍换密钥 Put the "
                   "recovery off by "
                   "15 days, once? Within them go to the counter with your card to end it, or the "
                   "keys are replaced all the same."));
    return shown(options, perform(*ledger, own, act), "");
}

// Who a key speaks for: the id that mandates need, proven, and the roles held, as the node says.
Result<> who_am_i(const Options& options) {
    const auto own = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    const auto member = TRY(member_of(*ledger, own));
    TRY(warn_of_recovery(options.terminal(), *ledger, own, member));
    const auto names = TRY(LedgerNames::gather(*ledger));
    registry::v1::MemberQuery query;
    query.set_member(member.bytes());
    registry::v1::MemberReply said;
    TRY(ledger->ask(own, query, said));
    Rows rows;
    auto roles = nlohmann::json::array();
    for (const auto& held : said.roles()) {
        rows.push_back({names.of(held.office()), behind_bar(held.role())});
        roles.push_back({{"office", to_hex(held.office())}, {"role", held.role()}});
    }
    const auto terminal = options.terminal();
    terminal.json_value(nlohmann::json{{"member", to_hex(member.view())},
                                       {"public_key", to_hex(own.public_key().encoded())},
                                       {"roles", roles}});
    terminal.say(styled("成员编号 member id  {}", in_fours(member.view())));
    terminal.table({"职务（节点所述） roles, as the node says", ""}, rows, "没有职务 No roles.");
    return {};
}

// An act of a member with a key of theirs.
using OwnAct = std::function<Result<Receipt>(Ledger&, const KeyPair&)>;
Result<> of_oneself(const Options& options, const Styled& question, const OwnAct& act) {
    const auto own = TRY(options.acting_key());
    TRY(options.confirm(question));
    const auto ledger = TRY(options.connect());
    return shown(options, act(*ledger, own), "");
}

void add_retire(Command enrol, Options& options) {
    auto given = std::make_shared<Given>();
    const auto retire = enrol.add_command("retire", "End a key of yours 停用密钥");
    retire
        .add_option("public_key", given->public_key,
                    "Public key in hex, or name 公钥（十六进制）或密钥名称")
        .required();
    on_run(retire, options, [&options, given]() -> Result<> {
        const auto key = TRY(public_key_of(options, given->public_key));
        const auto question = styled(
            "密钥 {} 不再代表您，不能恢复。停用？ It speaks for you no longer, for good. End it?",
            to_hex(key));
        return of_oneself(options, question, [&](Ledger& ledger, const KeyPair& own) {
            return retire_key(ledger, own, key);
        });
    });
}

}  // namespace

Result<KeyPair> own_key(const Options& options, const std::string& name) {
    if (!options.key_store().info(name)) {
        const auto made = TRY(options.make_key(name, Suite::ed25519));
    }
    return options.key(name);
}

Result<Bytes> public_key_of(const Options& options, const std::string& name_or_hex) {
    if (const auto info = options.key_store().info(name_or_hex)) return info->public_key.encoded();
    return read_public_key(name_or_hex, "KEY");
}

Result<> shown(const Options& options, const Result<Receipt>& receipt, const Styled& next) {
    if (!receipt) return tl::unexpected(receipt.error());
    print_receipt(options.terminal(), *receipt);
    if (!next.empty()) options.terminal().say(next);
    return {};
}

void add_own_key_commands(Command enrol, Options& options) {
    auto given = std::make_shared<Given>();
    const auto stop = enrol.add_command(
        "veto",
        "Put off a recovery that you did not ask for, once, by 15 days 否决补办（推迟一次）");
    on_run(stop, options, [&options] { return veto(options); });
    const auto add = enrol.add_command("add-key", "One more key of yours 增加密钥");
    add.add_option("--key", given->key, "Name of the new key 新密钥名称").required();
    on_run(add, options, [&options, given]() -> Result<> {
        const auto fresh = TRY(own_key(options, given->key));
        const auto question =
            styled("密钥 {} 今后也代表您。增加？ It will speak for you too. Add it?",
                   to_hex(fresh.public_key().encoded()));
        return of_oneself(options, question, [&](Ledger& ledger, const KeyPair& own) {
            return add_key(ledger, own, fresh);
        });
    });
    const auto agree = enrol.add_command(
        "consent",
        "On your own device: your new key agrees to be enrolled at the counter 同意登记");
    agree.add_option("member", given->member, "Your member id 成员").required();
    agree
        .add_option("--key", given->key,
                    "Name of your new key; made when there is none 您的新密钥名称；没有则生成")
        .required();
    agree.add_flag("--recover", given->is_recovery,
                   "For `enrol recover`: you lost your keys, or have one still; else for `enrol "
                   "counter`, your first key 用于补办；否则用于柜台登记首个密钥");
    agree.add_option("--community", options.community,
                     "Community id, where no node can be reached 社区编号");
    on_run(agree, options, [&options, given] { return print_consent(options, *given); });
    add_retire(enrol, options);
    const auto who = enrol.add_command("whoami", "Your member id and roles 我的成员编号和职务");
    on_run(who, options, [&options] { return who_am_i(options); });
}

}  // namespace linlian::apps
