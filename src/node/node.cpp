#include "node/node.h"

#include "base/hex.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "desk/desk.pb.h"
#include "desk/keys/key_store.h"
#include "modules/all_modules.h"
#include "node/node.pb.h"
#include "ops/files/disk_trouble.h"
#include "ops/files/durable_file.h"
#include "ops/files/folder_lock.h"

#include <fmt/format.h>

namespace linlian::node {

using namespace client;
using namespace desk;

namespace {

// The name of the validator's key among the files of a node.
constexpr const char* validator_name = "validator";

KeyStore node_keys(const std::filesystem::path& data) { return KeyStore{data / "node"}; }

std::vector<Refusal> node_failed(const std::string& reason) {
    return {codec::make_refusal(v1::NODE_FAILED, {{"reason", reason}})};
}

}  // namespace

std::filesystem::path ledger_folder(const std::filesystem::path& data) { return data / "ledger"; }

std::filesystem::path validator_file(const std::filesystem::path& data) {
    return data / "node" / (std::string{validator_name} + ".key");
}

std::filesystem::path seal_file(const std::filesystem::path& data) {
    return data / "node" / "last_seal";
}

Result<KeyPair> operator_key(const std::filesystem::path& data) {
    return node_keys(data).open(validator_name, "");
}

std::optional<Bilingual> key_to_put_back(const std::filesystem::path& data,
                                         const machine::v1::Genesis& genesis) {
    const auto here = node_keys(data).info(validator_name);
    std::string wanted;
    for (const auto& validator : genesis.validators()) {
        if (here && here->public_key.encoded() == validator.key()) return std::nullopt;
        wanted += (wanted.empty() ? "" : " / ") + to_hex(validator.key());
    }
    const auto file = validator_file(data).string();
    if (here)
        return Bilingual{
            fmt::format("{} 是另一个节点的密钥，不能续写本账本：请另外保管，换上公钥为 {} "
                        "的节点密钥",
                        file, wanted),
            fmt::format("{} is the key of another node, which cannot go on with this "
                        "ledger: keep it elsewhere, and put the one with the public key {} "
                        "in its place",
                        file, wanted)};
    return Bilingual{
        fmt::format("请把公钥为 {} 的节点密钥放回 {}：其他密钥不能续写本账本", wanted, file),
        fmt::format("Put the node's key with the public key {} back at {}: no other can go "
                    "on with this ledger",
                    wanted, file)};
}

Faultable<std::unique_ptr<storage::LedgerStore>> open_ledger(const std::filesystem::path& data,
                                                             storage::OpenMode mode) {
    // First the record: the ledger of a node that runs only grows meanwhile.
    const auto last = TRY(engine::SealRecord::read(seal_file(data)));
    storage::StoreOptions options;
    if (last) options.acknowledged_height = last->block.height;
    return storage::LedgerStore::open(ledger_folder(data), mode, options);
}

namespace {

// A record of blocks that this key has sealed, without their ledger, is no leftover of founding.
Faultable<> check_unused(const std::filesystem::path& data) {
    const auto last = TRY(engine::SealRecord::read(seal_file(data)));
    if (!last || last->block.height == 0) return {};
    return fault("the key in " + (data / "node").string() + " has sealed " +
                 std::to_string(last->block.height) +
                 " blocks of another ledger, which is not here; restore that one, or name another "
                 "folder with --data");
}

// Beside first, and moved into place when all of it is on the disk.
Faultable<> write_ledger(const std::filesystem::path& data, const machine::v1::Genesis& genesis,
                         const machine::GenesisResult& first) {
    TRY(ops::make_folders(data));
    const auto lock = TRY(ops::FolderLock::take(data));
    const auto side = data / "ledger.founding";
    std::error_code error;
    std::filesystem::remove_all(side, error);  // of a founding that was killed
    if (error) return tl::unexpected(ops::file_fault(side, "removed", error.value()));
    { const auto store = TRY(storage::LedgerStore::create(side, genesis, first)); }
    TRY(ops::sync_tree(side));
    TRY(engine::SealRecord::write_new(seal_file(data), {machine::community_id(genesis), {}, {}}));
    return ops::move_durably(side, ledger_folder(data));
}

}  // namespace

tl::expected<Hash32, std::vector<Refusal>> found_ledger(const std::filesystem::path& data,
                                                        const GenesisMaker& make_genesis) {
    std::error_code ignored;  // what cannot be looked at cannot be written either, which is said
    if (std::filesystem::exists(ledger_folder(data), ignored))
        return tl::unexpected(
            std::vector{codec::make_refusal(v1::LEDGER_EXISTS, {{"folder", data.string()}})});
    if (const auto unused = check_unused(data); !unused)
        return tl::unexpected(node_failed(unused.error().what));
    auto keys = node_keys(data);
    auto validator = keys.info(validator_name);
    const auto none = codec::make_refusal(desk::v1::KEY_NAME_UNKNOWN).code;
    if (!validator && validator.error().code == none)
        validator = keys.create(validator_name, Suite::ed25519, "");
    if (!validator) return tl::unexpected(std::vector{validator.error()});
    const auto program = whole_program();
    const auto genesis = TRY(make_genesis(program, validator->public_key));
    const auto first = TRY(machine::apply_genesis(program, genesis));
    if (const auto written = write_ledger(data, genesis, first); !written)
        return tl::unexpected(node_failed(written.error().what));
    return machine::community_id(genesis);
}

namespace {

api::ServerOptions door_of(const NodeOptions& options) {
    api::ServerOptions ledger;
    ledger.address = options.address;
    ledger.port = options.port;
    ledger.names = options.names;
    ledger.reads_per_second = options.reads_per_second;
    ledger.posts_per_second = options.posts_per_second;
    return ledger;
}

}  // namespace

Faultable<std::unique_ptr<Node>> Node::start(const NodeOptions& options, ops::Log log) {
    std::unique_ptr<Node> node{new Node(whole_program())};
    const ops::Clock& clock = options.clock == nullptr ? node->system_clock_ : *options.clock;
    auto store = TRY(open_ledger(options.data, storage::OpenMode::read_write));
    node->store_ = std::move(store);
    auto key = operator_key(options.data);
    if (!key)
        return fault(
            codec::refusal_text(key.error(), codec::Language::en).value_or(key.error().code));
    const Bytes operator_key = key->public_key().encoded();
    auto record = TRY(engine::SealRecord::open(seal_file(options.data)));
    auto engine =
        engine::SoloEngine::start(node->program_, *node->store_,
                                  {std::move(*key), std::move(record)}, clock, log, options.engine);
    if (!engine) return tl::unexpected(engine.error());
    node->engine_ = std::move(*engine);
    node->ledger_ = std::make_unique<LocalLedger>(*node->engine_, node->program_,
                                                  node->store_->community(), clock);
    node->bundles_ =
        std::make_unique<engine::LedgerBundles>(node->program_, *node->store_, *node->engine_);
    auto routes = api::Routes::make(
        {node->program_,
         *node->engine_,
         clock,
         node->bundles_.get(),
         {operator_key, [engine = node->engine_.get()] { engine->confirm_clock(); }}},
        codec::encode(node->store_->genesis()));
    if (!routes) return tl::unexpected(routes.error());
    node->routes_ = std::move(*routes);
    auto server = TRY(api::HttpServer::start(door_of(options), *node->routes_, log));
    node->server_ = std::move(server);
    return node;
}

Node::~Node() {
    if (server_) server_->stop();
}

}  // namespace linlian::node
