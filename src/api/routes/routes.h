// All that a node answers over HTTP: a table of routes, those of the queries read off their
// annotations and the few fixed ones. The server calls it from many threads. It knows no module
// and decides nothing: the engine and the machine do.
#pragma once

#include "api/address/pattern.h"
#include "api/address/target.h"
#include "api/server/http.h"
#include "engine/engine.h"
#include "engine/read/bundle_maker.h"
#include "engine/read/reading_memo.h"
#include "ops/time/clock.h"

namespace linlian::api {

// Whoever holds the node's own key is its operator, and may tell it what it cannot know.
struct Operator {
    Bytes key;                            // encoded; empty: nobody
    std::function<void()> confirm_clock;  // the clock is right as it is now
};

// What the routes stand on; all of it outlives them.
struct Node {
    const machine::Program& program;
    engine::Engine& engine;
    const ops::Clock& clock;                       // by which signed asks expire
    const engine::BundleMaker* bundles = nullptr;  // without one the routes of proofs say so
    Operator operated_by = {};
};

class Routes final : public Handler {
    class Unfilled {};

  public:
    // Faults: an annotation that is no route, names a part that is no field of its query, or
    // matches the same paths as another. `genesis` is the encoded document of the community.
    static Faultable<std::unique_ptr<Routes>> make(const Node& node, Bytes genesis);

    Routes(const Node& node, Bytes genesis, Unfilled);  // see make

    std::size_t body_limit(const Request& header) const override;
    Response handle(Request request) const override;

    // Each route as "GET /head", in the order in which they are tried.
    std::vector<std::string> list() const;

  private:
    // What a route is given: the request, what its pattern captured, and the URL's parameters.
    struct Call {
        Request request;
        Captures captures;
        std::vector<std::pair<std::string, std::string>> parameters;
    };
    using Answer = std::function<Response(Call)>;
    struct Route {
        Pattern pattern;
        Answer answer;
    };

    Faultable<> add(std::string_view pattern, Answer answer);
    Faultable<> add_fixed();
    Faultable<> add_operators();
    Faultable<> add_query(const machine::Query& query);

    // The key that signed the request, one that is on record and live; empty: none did.
    Result<Bytes> asker_of(const Request& request) const;
    Result<> check_personal(const Request& request, const machine::v1::Receipt& receipt) const;
    machine::BlockTime time_of(const machine::Tip& tip) const;
    Response answer_query(const machine::Query& query, const Call& call) const;
    Response confirm_clock(const Call& call) const;
    Response head(const Call& call) const;
    Result<> check_operator(const Request& request) const;
    Response health(const Call& call, bool must_be_ready) const;
    Response transaction(const Call& call) const;
    Response prove_row(const Call& call) const;
    Result<Bytes> row_for(const engine::Committed& at, BytesView key, BytesView asker) const;
    Response prove_transaction(const Call& call) const;
    Result<Bytes> transaction_for(const Request& request, const engine::Committed& at,
                                  const Hash32& id) const;

    Node node_;
    mutable engine::ReadingMemo memo_;  // what queries keep; safe from any thread
    Bytes genesis_;
    Hash32 community_;
    std::string name_;
    std::string schema_;
    std::vector<Route> routes_;
};

}  // namespace linlian::api
