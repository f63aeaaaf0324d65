// A whole node, wired by hand: modules, ledger, engine, HTTP API. `linlian run` and the demo hold
// one; it starts whole or not at all, and stops in the right order.
#pragma once

#include "api/routes/routes.h"
#include "api/server/http_server.h"
#include "client/proof/verdict_text.h"
#include "engine/read/ledger_bundles.h"
#include "engine/solo_engine.h"
#include "node/local_ledger.h"

#include <filesystem>

namespace linlian::node {

struct NodeOptions {
    std::filesystem::path data;
    std::string address = "127.0.0.1";
    std::uint16_t port = 7780;
    std::vector<std::string> names = {};  // by which it is called, besides those of loopback
    // Of one address.
    std::uint32_t reads_per_second = api::ServerOptions{}.reads_per_second;
    std::uint32_t posts_per_second = api::ServerOptions{}.posts_per_second;
    engine::SoloOptions engine;
    // Whose time the node goes by; it outlives the node. Nothing: this computer's.
    const ops::Clock* clock = nullptr;
};

// Where things lie in a node's folder.
std::filesystem::path ledger_folder(const std::filesystem::path& data);
std::filesystem::path validator_file(const std::filesystem::path& data);
// What the validator's key has signed last, beside it.
std::filesystem::path seal_file(const std::filesystem::path& data);

// The key with which its operator tells a node what it cannot know: the validator's. Refusals: as
// desk::KeyStore::open.
Result<KeyPair> operator_key(const std::filesystem::path& data);

// What to do about the node's key before a ledger of this genesis can go on in the folder; nothing
// where the key that lies there is one of those that seal it.
std::optional<client::Bilingual> key_to_put_back(const std::filesystem::path& data,
                                                 const machine::v1::Genesis& genesis);

// Opens the ledger of a node, which must reach as far as its key has signed (a node without that
// record, as after a restore, has nothing to compare).
Faultable<std::unique_ptr<storage::LedgerStore>> open_ledger(const std::filesystem::path& data,
                                                             storage::OpenMode mode);

// A genesis document, or all that is wrong with it.
using GenesisOrFaults = tl::expected<machine::v1::Genesis, std::vector<Refusal>>;
// Makes the document of a ledger whose embedded engine signs with this key.
using GenesisMaker =
    std::function<GenesisOrFaults(const machine::Program& program, const PublicKey& validator)>;

// Founds a ledger: makes the validator key, asks for the document, writes height 0. Gives the
// community id. The ledger is there whole or not at all: after a kill it may be founded again.
// Refusals: node.LEDGER_EXISTS, NODE_FAILED, and every fault of the document.
tl::expected<Hash32, std::vector<Refusal>> found_ledger(const std::filesystem::path& data,
                                                        const GenesisMaker& make_genesis);

class Node {
  public:
    // Opens the ledger and starts the engine and, unless `port` is nothing, the HTTP API.
    static Faultable<std::unique_ptr<Node>> start(const NodeOptions& options, ops::Log log);
    ~Node();

    client::Ledger& ledger() { return *ledger_; }
    engine::SoloEngine& engine() { return *engine_; }
    storage::LedgerStore& store() { return *store_; }
    std::uint16_t port() const { return server_->port(); }
    // "host:port" at which this computer reaches its HTTP API.
    std::string authority() const { return server_->authority(); }
    const Hash32& community() const { return store_->community(); }

  private:
    explicit Node(machine::Program program) : program_(std::move(program)) {}

    machine::Program program_;
    ops::SystemClock system_clock_;
    std::unique_ptr<storage::LedgerStore> store_;
    std::unique_ptr<engine::SoloEngine> engine_;
    std::unique_ptr<LocalLedger> ledger_;
    std::unique_ptr<engine::LedgerBundles> bundles_;
    std::unique_ptr<api::Routes> routes_;
    std::unique_ptr<api::HttpServer> server_;
};

}  // namespace linlian::node
