// What every command knows: how to print, where the node and the data are, who acts.
#pragma once

#include "apps/cli/command.h"
#include "apps/terminal/terminal.h"
#include "client/act/opened_names.h"
#include "client/node/ledger.h"
#include "client/node/seal_seen.h"
#include "client/node/sent_acts.h"
#include "client/shown/review.h"
#include "desk/keys/key_store.h"
#include "ops/address/authority.h"

#include <functional>
#include <map>
#include <memory>

namespace linlian::api {
class Client;
}
namespace linlian::client {
class RemoteLedger;
}

namespace linlian::apps {

// Filled by the command line before a command runs. There is one: a copy would not know what was
// sent and shown by the other.
struct Options final : client::Review {
    Options() = default;
    Options(const Options&) = delete;
    Options& operator=(const Options&) = delete;

    bool json = false;
    std::string node = "127.0.0.1:7780";
    std::string data = "data";    // the folder of the node's ledger
    std::string keys;             // the folder of people's keys; empty: DATA/keys
    std::string as;               // name of the key that acts
    std::string community;        // id of the one that is meant; empty: those used before
    bool yes = false;             // sign without asking first
    std::string passphrase_file;  // whose first line is the passphrase of keys
    int status = 0;               // 0 done, 1 refused, 2 wrong usage; of verify: statement_text.h
    mutable std::map<std::string, std::string> passphrases;  // given so far, by name of the key
    mutable client::SealSeen seal;                           // of what the command shows
    mutable client::SentActs sent;                           // told beside a refusal
    mutable std::optional<Terminal> shown_on;                // see screen()

    Terminal terminal() const { return Terminal{json}; }
    desk::KeyStore key_store() const;
    // Opens a key by name; its passphrase is the first line of --passphrase-file (/dev/fd/N is a
    // descriptor), or in LINLIAN_PASSPHRASE, or asked on the terminal. It is never an argument,
    // which every user of the computer could read.
    Result<KeyPair> key(const std::string& name) const;
    // Makes a key, encrypted under a passphrase from the same places; without one it warns.
    Result<desk::KeyInfo> make_key(const std::string& name, Suite suite) const;
    // Says as of when the ledger is shown, and asks before something is signed; see asking.h.
    Result<> confirm(const client::Styled& question) const override;
    const client::Screen& screen() const override;
    // The key named by --as. Refusal client.COMMAND_WRONG without one.
    Result<KeyPair> acting_key() const;
    // The opened names of a file; none for an empty name. Refusal desk.FILE_UNREADABLE.
    Result<client::NamesAtHand> names(const std::string& file) const;
    // Host and port of `node`. Refusal client.COMMAND_WRONG, also without a port.
    Result<ops::Authority> node_address() const;
    // Its client, for what is no matter of the ledger. Refusal client.COMMAND_WRONG.
    Result<api::Client> node_client() const;
    // The node that answers at `node`; a refusal with what to do when none does. What not everybody
    // may read is asked with the key of --as. `compared` is the id of the community where a person
    // compared it just now. It lives no longer than these options.
    Result<std::unique_ptr<client::Ledger>> connect(std::optional<Hash32> compared = {}) const;
    // The same, for commands that need the proofs themselves.
    Result<std::unique_ptr<client::RemoteLedger>> connect_far(
        std::optional<Hash32> compared = {}) const;
};

// Runs the body when its command is chosen; a refusal is printed and makes the status 1, or 2 where
// the command line itself is wrong.
void on_run(Command command, Options& options, std::function<Result<>()> body);

// Each adds its commands to the program. The options outlive the program.
void add_node_commands(Command app, Options& options);    // init, run, doctor
void add_demo_commands(Command app, Options& options);    // demo
void add_key_commands(Command app, Options& options);     // key new, list, show
void add_schema_commands(Command app, Options& options);  // act, ask
void add_motion_commands(Command app, Options& options);  // motion propose, support, list …
void add_take_back_commands(Command motion,
                            Options& options);  // motion decline, take-back, withdraw …
void add_charter_commands(Command app, Options& options);    // charter powers
void add_roster_commands(Command app, Options& options);     // roster check, import, adopt, sample
void add_ballot_commands(Command app, Options& options);     // ballot …, certificate
void add_enrol_commands(Command app, Options& options);      // slips, enrol
void add_proof_commands(Command app, Options& options);      // bundle, verify
void add_confirm_commands(Command app, Options& options);    // confirm clock, head
void add_store_commands(Command app, Options& options);      // export, import, backup, restore …
void add_vault_commands(Command app, Options& options);      // vault put, get, list, check, erase
void add_tally_commands(Command app, Options& options);      // tally
void add_bench_commands(Command app, Options& options);      // bench solo, replay, growth
void add_reference_commands(Command app, Options& options);  // reference

}  // namespace linlian::apps
