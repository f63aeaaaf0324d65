// What the HTTP API itself costs for each act of a parcel: reading the parcel and writing the
// reply, behind an engine that costs nothing. With "server" also the server, the client and the
// loopback between them, on all threads together.
#include "api/api.pb.h"
#include "api/client/client.h"
#include "api/routes/routes.h"
#include "api/server/http_server.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "kit/counter.h"
#include "kit/transactions.h"

#include <benchmark/benchmark.h>

namespace linlian {
namespace {

constexpr Timestamp start{1'790'000'000'000};

// Says at once that everything is recorded, with the same receipt.
class InstantEngine final : public engine::Engine {
  public:
    InstantEngine() {
        auto& receipt = standing_.receipt.emplace();
        receipt.mutable_leaf()->set_id(Bytes(Hash32::size, 'i'));
        receipt.mutable_leaf()->set_author_key(Bytes(33, 'k'));
        receipt.mutable_leaf()->set_act_type("linlian.kit.v1.Add");
        receipt.mutable_leaf()->set_effects_hash(Bytes(Hash32::size, 'e'));
        auto* event = receipt.mutable_effects()->add_events();
        event->set_type("linlian.kit.v1.Added");
        event->set_content(Bytes(20, 'c'));
        standing_.kind = engine::TransactionStatus::Kind::recorded;
    }
    std::vector<Result<Hash32>> submit(std::vector<Bytes> transactions) override {
        return {transactions.size(), Result<Hash32>{Hash32{}}};
    }
    engine::TransactionStatus find(const Hash32&) const override { return standing_; }
    std::vector<engine::TransactionStatus> await(const std::vector<Hash32>& ids,
                                                 std::chrono::milliseconds) const override {
        return {ids.size(), standing_};
    }
    std::uint64_t announced() const override { return 0; }
    void wake_after(std::uint64_t, std::weak_ptr<const engine::Wake>) const override {}
    // Nobody reads rows here, so there is no owner.
    std::shared_ptr<const engine::Committed> committed() const override { return nullptr; }
    engine::Health health() const override { return {}; }

  private:
    engine::TransactionStatus standing_;
};

struct Node {
    machine::v1::Genesis genesis =
        kit::counter_genesis(kit::key_of("validator").public_key().encoded(), start);
    machine::Program program = kit::counter_program();
    InstantEngine engine;
    ops::SystemClock clock;
    std::unique_ptr<api::Routes> routes =
        std::move(*api::Routes::make({program, engine, clock}, codec::encode(genesis)));

    Bytes parcel(std::int64_t count) const {
        machine::v1::Batch made;
        kit::v1::Add act;
        act.set_name("a counter");
        act.set_amount(1);
        for (std::int64_t i = 0; i < count; ++i)
            made.add_transactions(kit::sign_act(kit::key_of("author"), Hash32{}, act, start,
                                                kit::nonce_of(static_cast<std::uint64_t>(i))));
        return codec::encode(made);
    }
};

void ledger(benchmark::State& state) {
    const Node ledger;
    const Bytes parcel = ledger.parcel(state.range(0));
    for (auto _ : state) {
        api::Request request{.method = "POST",
                             .target = "/transactions?wait=1000",
                             .content_type = api::parcel_type,
                             .accept = "",
                             .body = parcel};
        auto response = ledger.routes->handle(std::move(request));
        if (response.pending) response = *response.pending->look({}, true);
        benchmark::DoNotOptimize(response.body.data());
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(ledger)->Arg(1)->Arg(100)->Arg(500);

void server(benchmark::State& state) {
    const Node ledger;
    const Bytes parcel = ledger.parcel(state.range(0));
    api::ServerOptions options;
    options.posts_per_second = 0;  // all of it comes from one address
    const auto server =
        std::move(*api::HttpServer::start(options, *ledger.routes, ops::Log::silent()));
    auto client = api::Client::to("127.0.0.1", server->port());
    for (auto _ : state) {
        const auto reply = client.post("/transactions?wait=1000", api::parcel_type, parcel);
        CHECK(reply.has_value() && reply->status == 200);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(server)->Arg(1)->Arg(100)->Arg(500)->MeasureProcessCPUTime()->UseRealTime();

}  // namespace
}  // namespace linlian
