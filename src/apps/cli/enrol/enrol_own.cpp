#include "apps/cli/enrol/enrol_own.h"

#include "base/hex.h"
#include "client/people/enrol_review.h"
#include "client/proof/typed.h"
#include "client/shown/receipt_text.h"

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
    return say_consent(options.terminal(), *community, member, key, given.is_recovery);
}

// What a member does with a key of theirs; `question` is asked first, unless it is empty.
using OwnAct = std::function<Result<>(Ledger&, const KeyPair&)>;
Result<> of_oneself(const Options& options, const Styled& question, const OwnAct& act) {
    const auto own = TRY(options.acting_key());
    if (!question.empty()) TRY(options.confirm(question));
    const auto ledger = TRY(options.connect());
    return act(*ledger, own);
}

Result<> add(const Options& options, const Given& given) {
    const auto fresh = TRY(own_key(options, given.key));
    return of_oneself(options,
                      styled("密钥 {} 今后也代表您。增加？ It will speak for you too. Add it?",
                             to_hex(fresh.public_key().encoded())),
                      [&](Ledger& ledger, const KeyPair& own) {
                          return say_receipt(options.terminal(), add_key(ledger, own, fresh));
                      });
}

Result<> retire(const Options& options, const Given& given) {
    const auto key = TRY(options.key_store().public_key_of(given.public_key));
    return of_oneself(
        options,
        styled(
            "密钥 {} 不再代表您，不能恢复。停用？ It speaks for you no longer, for good. End it?",
            to_hex(key)),
        [&](Ledger& ledger, const KeyPair& own) {
            return say_receipt(options.terminal(), retire_key(ledger, own, key));
        });
}

void add_consent(Command enrol, Options& options, const std::shared_ptr<Given>& given) {
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
}

}  // namespace

Result<KeyPair> own_key(const Options& options, const std::string& name) {
    if (!options.key_store().info(name)) {
        const auto made = TRY(options.make_key(name, Suite::ed25519));
    }
    return options.key(name);
}

void add_own_key_commands(Command enrol, Options& options) {
    auto given = std::make_shared<Given>();
    const auto stop = enrol.add_command(
        "veto",
        "Put off a recovery that you did not ask for, once, by 15 days 否决补办（推迟一次）");
    on_run(stop, options, [&options] {
        return of_oneself(options, {}, [&](Ledger& ledger, const KeyPair& own) {
            return say_receipt(options.terminal(), veto_reviewed(options, ledger, own));
        });
    });
    const auto more = enrol.add_command("add-key", "One more key of yours 增加密钥");
    more.add_option("--key", given->key, "Name of the new key 新密钥名称").required();
    on_run(more, options, [&options, given] { return add(options, *given); });
    add_consent(enrol, options, given);
    const auto end = enrol.add_command("retire", "End a key of yours 停用密钥");
    end.add_option("public_key", given->public_key, key_help).required();
    on_run(end, options, [&options, given] { return retire(options, *given); });
    const auto who = enrol.add_command("whoami", "Your member id and roles 我的成员编号和职务");
    on_run(who, options, [&options] {
        return of_oneself(options, {}, [&](Ledger& ledger, const KeyPair& own) {
            return show_own(options.terminal(), ledger, own);
        });
    });
}

}  // namespace linlian::apps
