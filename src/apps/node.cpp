#include "apps/node.h"

#include "apps/apps.pb.h"
#include "apps/key_store.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "modules/all_modules.h"

namespace linlian::apps {
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

machine::Registry all_modules_registry() {
    auto registry = machine::Registry::make(all_modules());
    CHECK(registry);
    return std::move(*registry);
}

tl::expected<Hash32, std::vector<Refusal>> found_ledger(const std::filesystem::path& data,
                                                        const GenesisMaker& make_genesis) {
    if (std::filesystem::exists(ledger_folder(data)))
        return tl::unexpected(
            std::vector{codec::make_refusal(v1::LEDGER_EXISTS, {{"folder", data.string()}})});
    auto keys = node_keys(data);
    auto validator = keys.info(validator_name);
    if (!validator) validator = keys.create(validator_name, Suite::ed25519, "");
    if (!validator) return tl::unexpected(std::vector{validator.error()});
    const auto registry = all_modules_registry();
    const auto genesis = make_genesis(registry, validator->public_key);
    if (!genesis) return tl::unexpected(genesis.error());
    const auto first = machine::apply_genesis(registry, *genesis);
    if (!first) return tl::unexpected(first.error());
    const auto store = storage::LedgerStore::create(ledger_folder(data), *genesis, *first);
    if (!store) return tl::unexpected(node_failed(store.error().what));
    return machine::community_id(*genesis);
}

Faultable<std::unique_ptr<Node>> Node::start(const NodeOptions& options, ops::Log log) {
    std::unique_ptr<Node> node{new Node(all_modules_registry())};
    const ops::Clock& clock = options.clock == nullptr ? node->system_clock_ : *options.clock;
    auto store =
        storage::LedgerStore::open(ledger_folder(options.data), storage::OpenMode::read_write);
    if (!store) return tl::unexpected(store.error());
    node->store_ = std::move(*store);
    auto key = node_keys(options.data).open(validator_name, "");
    if (!key)
        return fault(
            codec::refusal_text(key.error(), codec::Language::en).value_or(key.error().code));
    auto engine = engine::SoloEngine::start(node->registry_, *node->store_, std::move(*key), clock,
                                            log, options.engine);
    if (!engine) return tl::unexpected(engine.error());
    node->engine_ = std::move(*engine);
    node->door_ = std::make_unique<NearDoor>(*node->engine_, node->registry_,
                                             node->store_->community(), clock);
    node->bundles_ = std::make_unique<engine::LedgerBundles>(*node->store_, *node->engine_);
    auto routes = api::Routes::make({node->registry_, *node->engine_, clock, node->bundles_.get()},
                                    codec::encode(node->store_->genesis()));
    if (!routes) return tl::unexpected(routes.error());
    node->routes_ = std::move(*routes);
    api::ServerOptions server_options;
    server_options.address = options.address;
    server_options.port = options.port;
    auto server = api::HttpServer::start(server_options, *node->routes_, log);
    if (!server) return tl::unexpected(server.error());
    node->server_ = std::move(*server);
    return node;
}

Node::~Node() {
    if (server_) server_->stop();
}

}  // namespace linlian::apps
