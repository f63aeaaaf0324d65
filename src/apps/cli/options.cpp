#include "apps/cli/options.h"

#include "api/client/client.h"
#include "apps/apps.pb.h"
#include "apps/cli/caught.h"
#include "apps/terminal/asking.h"
#include "client/client.pb.h"
#include "client/node/remote_ledger.h"
#include "client/node/wall_clock.h"
#include "client/proof/typed.h"
#include "codec/refusal.h"
#include "desk/files.h"
#include "desk/heads_file.h"
#include "desk/names/names_given.h"

#include <cstdlib>

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

// What was given without anybody being asked; empty when nothing was.
Result<std::string> given_passphrase(const Options& options) {
    if (!options.passphrase_file.empty()) return read_first_line(options.passphrase_file);
    const char* given = std::getenv("LINLIAN_PASSPHRASE");
    return std::string{given == nullptr ? "" : given};
}

}  // namespace

KeyStore Options::key_store() const {
    return KeyStore{keys.empty() ? std::filesystem::path{data} / "keys"
                                 : std::filesystem::path{keys}};
}

Result<KeyPair> Options::key(const std::string& name) const {
    const auto store = key_store();
    const auto info = TRY(store.info(name));
    auto& passphrase = passphrases[name];
    if (info.has_passphrase && passphrase.empty()) {
        const auto given = TRY(given_passphrase(*this));
        passphrase = given.empty()
                         ? ask_secret(styled("密钥 {} 的口令 Passphrase of the key: ", name))
                         : given;
    }
    return store.open(name, passphrase);
}

Result<KeyInfo> Options::make_key(const std::string& name, Suite suite) const {
    auto passphrase = TRY(given_passphrase(*this));
    if (passphrase.empty()) {
        passphrase = ask_secret(styled("新密钥 {} 的口令 Passphrase of the new key: ", name));
        if (!passphrase.empty() && ask_secret("再输入一次 Once more: ") != passphrase)
            return refuse(v1::PASSPHRASES_DIFFER);
    }
    auto made = TRY(key_store().create(name, suite, passphrase));
    passphrases[name] = passphrase;
    if (passphrase.empty())
        terminal().warning(
            styled("密钥 {} 没有口令：谁拿到文件，谁就能以您的名义签名 This key has no passphrase: "
                   "whoever "
                   "gets the file signs in your name. --passphrase-file FILE, or "
                   "LINLIAN_PASSPHRASE, sets one.",
                   name));
    return made;
}

const Screen& Options::screen() const { return shown_on.emplace(terminal().for_asking()); }

Result<> Options::confirm(const Styled& question) const {
    seal.say(terminal().for_asking(), wall_clock());
    sent.will_sign();
    return apps::confirm(yes, question);
}

Result<KeyPair> Options::acting_key() const {
    if (as.empty())
        return refuse(client::v1::COMMAND_WRONG,
                      {{"reason",
                        "请用 --as 密钥名 指明由谁操作（linlian key list 列出） say who acts: --as "
                        "NAME (`linlian key list` shows the names)"}});
    sent.will_sign();
    return key(as);
}

Result<NamesAtHand> Options::names(const std::string& file) const {
    return names_given(key_store().folder(), file);
}

Result<ops::Authority> Options::node_address() const {
    const auto read = ops::read_authority(node);
    if (!read || read->port == 0)
        return refuse(
            client::v1::COMMAND_WRONG,
            {{"reason",
              "--node 应为 主机:端口，如 127.0.0.1:7780、[::1]:7780，中文域名写作 xn--… takes "
              "HOST:PORT, as 127.0.0.1:7780 or [::1]:7780, other letters as xn--…, not “" +
                  node + "”"}});
    return *read;
}

Result<api::Client> Options::node_client() const {
    const auto at = TRY(node_address());
    return api::Client::to(at.host, at.port);
}

Result<std::unique_ptr<Ledger>> Options::connect(std::optional<Hash32> compared) const {
    auto ledger = TRY(connect_far(compared));
    return std::unique_ptr<Ledger>{std::move(ledger)};
}

Result<std::unique_ptr<RemoteLedger>> Options::connect_far(std::optional<Hash32> compared) const {
    const auto at = TRY(node_address());
    auto ledger = TRY(RemoteLedger::connect(at.host, at.port));
    auto named = compared;
    if (!community.empty()) {
        const auto id = TRY(read_hash(community, "--community"));
        named = id;
    }
    auto heads = TRY(
        KnownHeads::open(std::make_shared<HeadsFile>(key_store().folder() / "known-heads.json")));
    TRY(heads.meet(ledger->community(), named));
    ledger->keep_heads(std::move(heads),
                       [this](const light::Statement& proven) { seal.note(proven); });
    ledger->keep_sent(sent);
    if (!as.empty()) ledger->read_as(reads_with([this] { return key(as); }));
    return ledger;
}

void on_run(Command command, Options& options, std::function<Result<>()> body) {
    command.on_chosen([&options, body = std::move(body)] {
        const auto done = without_exceptions(body);
        options.seal.say(options.terminal().for_asking(), wall_clock());
        if (!done) {
            options.terminal().refusal(done.error());
            options.sent.say(options.terminal());
            const bool wrong_usage =
                done.error().code == codec::make_refusal(client::v1::COMMAND_WRONG).code;
            options.status = wrong_usage ? 2 : 1;
        }
    });
}

}  // namespace linlian::apps
