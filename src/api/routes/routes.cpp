// All routes of the API: the fixed ones, those of operators, and one for each query of a module.
// They are made once at the start and only read from then on. `handle` finds the route of a
// request; what each answers stands below it, what is not for everybody in routes_private.cpp.

#include "api/routes/routes.h"

#include "api/address/parameters.h"
#include "api/address/prefix.h"
#include "api/api.pb.h"
#include "api/client/reply.h"
#include "api/routes/bundle_reply.h"
#include "api/routes/problem.h"
#include "api/routes/schema.h"
#include "api/routes/transactions.h"
#include "base/hex.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "machine/veil.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace linlian::api {
namespace {

// Of anything but a parcel of transactions.
constexpr std::size_t max_small_body_bytes = 64 * 1024;

Response with_body(const char* type, Bytes body) {
    Response response;
    response.content_type = type;
    response.body = std::move(body);
    return response;
}

// The one parameter that fixed routes may have; 0 without it.
Result<std::chrono::milliseconds> read_wait(
    const std::vector<std::pair<std::string, std::string>>& parameters) {
    std::optional<std::chrono::milliseconds> wait;
    for (const auto& [name, value] : parameters) {
        if (name != "wait") return refuse(v1::PARAMETER_UNKNOWN, {{"name", name}});
        if (wait) return refuse(v1::PARAMETER_TWICE, {{"name", name}});
        std::int64_t ms = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), ms);
        if (error != std::errc{} || end != value.data() + value.size() || ms < 0 ||
            ms > max_wait.count())
            return refuse(v1::PARAMETER_WRONG,
                          {{"name", name}, {"wanted", fmt::format("0-{} ms", max_wait.count())}});
        wait = std::chrono::milliseconds{ms};
    }
    return wait.value_or(std::chrono::milliseconds{0});
}

// Lower case only: a resource has one address.
Result<Hash32> read_id(const Captures& captures) {
    const auto& text = captures.at("id");
    const auto id = fixed_from_hex<Hash32>(text);
    if (!id || to_hex(id->view()) != text)
        return refuse(v1::PARAMETER_WRONG, {{"name", "id"}, {"wanted", "64 x 0-9 a-f"}});
    return *id;
}

// "2b7e 1516 ...": hex in groups of four, to be compared by eye.
std::string in_groups(const Hash32& hash) {
    const auto hex = to_hex(hash.view());
    std::string text;
    for (std::size_t i = 0; i < hex.size(); i += 4) text += (i == 0 ? "" : " ") + hex.substr(i, 4);
    return text;
}

}  // namespace

Routes::Routes(const Node& node, Bytes genesis, Unfilled)
    : node_(node), genesis_(std::move(genesis)), schema_(schema_json(node.program)) {}

Faultable<std::unique_ptr<Routes>> Routes::make(const Node& node, Bytes genesis) {
    machine::v1::Genesis document;
    if (!codec::decode_strict(genesis, document))
        return fault("the genesis document that the routes are given does not read");
    // What leaves the node is the public form, whatever the node itself runs on.
    auto routes =
        std::make_unique<Routes>(node, codec::encode(machine::public_form(document)), Unfilled{});
    routes->community_ = machine::community_id(document);
    routes->name_ = document.name();
    TRY(routes->add_fixed());
    TRY(routes->add_operators());
    for (const auto& module : node.program.modules()) {
        for (const auto& query : module.queries) TRY(routes->add_query(query));
    }
    return routes;
}

// Kept in the order of matching: literals go before names, names before the rest of a path. Two
// routes that match the same are a fault at the start, not a surprise later.
Faultable<> Routes::add(std::string_view text, Answer answer) {
    auto pattern = Pattern::parse(text);
    if (!pattern) return fault(fmt::format("{} is no route", text));
    const auto place = std::find_if(routes_.begin(), routes_.end(), [&](const Route& route) {
        return !route.pattern.goes_before(*pattern);
    });
    for (auto alike = place; alike != routes_.end() && !pattern->goes_before(alike->pattern);
         ++alike) {
        if (alike->pattern.method() == pattern->method())
            return fault(fmt::format("{} matches the same as {}", text, alike->pattern.text()));
    }
    routes_.insert(place, {std::move(*pattern), std::move(answer)});
    return {};
}

Faultable<> Routes::add_fixed() {
    TRY(add("POST /transactions", [this](Call call) {
        const auto wait = read_wait(call.parameters);
        return wait ? submit(node_.engine, std::move(call.request), *wait) : problem(wait.error());
    }));
    TRY(add("GET /transactions/{id}", [this](const Call& call) { return transaction(call); }));
    TRY(add("GET /head", [this](const Call& call) { return head(call); }));
    TRY(add("GET /health", [this](const Call& call) { return health(call, false); }));
    TRY(add("GET /ready", [this](const Call& call) { return health(call, true); }));
    TRY(add("GET /schema", [this](const Call&) { return with_body(json_type, schema_); }));
    TRY(add("GET /genesis", [this](const Call&) { return with_body(bytes_type, genesis_); }));
    TRY(add("GET /proof/row/{row...}", [this](const Call& call) { return prove_row(call); }));
    TRY(add("GET /proof/head/{size}",
            [this](const Call& call) { return prove_prefix(node_, call.captures); }));
    return add("GET /proof/transaction/{id}",
               [this](const Call& call) { return prove_transaction(call); });
}

// From the schema: a name in braces must be a plain field of the query, which its part of the path
// sets.
Faultable<> Routes::add_query(const machine::Query& query) {
    const auto& text = query.type->options().GetExtension(codec::v1::query).route();
    const auto pattern = Pattern::parse(text);
    if (!pattern || pattern->method() != "GET")
        return fault(fmt::format("{}: {} is no route of a query", query.type->full_name(), text));
    for (const auto& name : pattern->names()) {
        if (!is_parameter(*query.type, name))
            return fault(fmt::format("{}: the route names {}, which is no plain field",
                                     query.type->full_name(), name));
    }
    return add(text, [this, &query](const Call& call) { return answer_query(query, call); });
}

std::vector<std::string> Routes::list() const {
    std::vector<std::string> texts;
    for (const auto& route : routes_) texts.push_back(route.pattern.text());
    return texts;
}

std::size_t Routes::body_limit(const Request& header) const {
    return header.method == "POST" && header.content_type == parcel_type ? max_parcel_bytes
                                                                         : max_small_body_bytes;
}

// A path that is known under other methods only is refused with the list of these (405 and Allow).
Response Routes::handle(Request request) const {
    auto target = read_target(request.target);
    if (!target) return problem(target.error());
    std::string allowed;
    for (const auto& route : routes_) {
        auto captures = route.pattern.match(target->path);
        if (!captures) continue;
        if (route.pattern.method() == request.method)
            return route.answer(
                {std::move(request), std::move(*captures), std::move(target->parameters)});
        allowed += (allowed.empty() ? "" : ", ") + route.pattern.method();
    }
    if (allowed.empty())
        return problem(codec::make_refusal(
            v1::ROUTE_UNKNOWN, {{"path", request.target.substr(0, request.target.find('?'))}}));
    auto response = problem(codec::make_refusal(v1::METHOD_WRONG, {{"allowed", allowed}}));
    response.allow = allowed;
    return response;
}

// Fields come from the path and from parameters alike; what is given in both is a parameter given
// twice.
Response Routes::answer_query(const machine::Query& query, const Call& call) const {
    Parameters parameters;
    for (const auto& [name, value] : call.captures) parameters[name].push_back(value);
    for (const auto& [name, value] : call.parameters) parameters[name].push_back(value);
    const std::unique_ptr<Message> content{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(query.type)->New()};
    if (const auto set = set_parameters(parameters, *content); !set) return problem(set.error());
    // What is for everybody is answered without a look at who asks.
    const auto asker = query.entitled ? asker_of(call.request) : Result<Bytes>{Bytes{}};
    if (!asker) return problem(asker.error());
    const auto committed = node_.engine.committed();
    const auto answered =
        machine::answer(node_.program, {committed->rows(), time_of(committed->tip()), &memo_},
                        query.type->full_name(), codec::encode(*content), *asker);
    return answered ? reply(call.request, **answered) : problem(answered.error());
}

// The ledger head, also in the form in which it stands on paper.
Response Routes::head(const Call& call) const {
    const auto committed = node_.engine.committed();
    const auto& tip = committed->tip();
    const auto log_root = tip.log.root();
    v1::HeadReply message;
    message.set_community(community_.bytes());
    message.set_name(name_);
    message.set_height(tip.height);
    message.set_time_ms(tip.time.ms);
    message.set_app_hash(tip.app_hash().bytes());
    message.set_state_root(tip.state_root.bytes());
    message.set_log_size(tip.log.size());
    message.set_log_root(log_root.bytes());
    message.set_printed(
        fmt::format("{} / {} / {}", tip.height, tip.log.size(), in_groups(log_root)));
    return reply(call.request, message);
}

// What exactly is wrong is for the operator; everybody sees the code. /ready answers 503 where the
// node takes no transactions.
Response Routes::health(const Call& call, bool must_be_ready) const {
    const auto health = node_.engine.health();
    v1::HealthReply message;
    message.set_ready(health.ready);
    message.set_engine(health.engine);
    message.set_height(health.tip.height);
    message.set_time_ms(health.tip.time.ms);
    message.set_waiting(health.waiting);
    message.set_trouble(health.trouble_code);
    if (check_operator(call.request)) message.set_trouble_text(health.trouble);
    return reply(call.request, message, must_be_ready && !health.ready ? 503 : 200);
}

Response Routes::transaction(const Call& call) const {
    const auto id = read_id(call.captures);
    if (!id) return problem(id.error());
    const auto wait = read_wait(call.parameters);
    if (!wait) return problem(wait.error());
    // Others learn that it is recorded and whether it was carried out, as the leaf says.
    return standing_of(node_.engine, call.request, *id, *wait,
                       [this, request = call.request](const machine::v1::Receipt& receipt) {
                           return check_personal(request, receipt).has_value();
                       });
}

Response Routes::prove_transaction(const Call& call) const {
    if (node_.bundles == nullptr) return problem(codec::make_refusal(v1::BUNDLE_NOT_MADE));
    const auto id = read_id(call.captures);
    if (!id) return problem(id.error());
    return bundle_reply(node_.engine,
                        [this, request = call.request, id = *id](const engine::Committed& at) {
                            return transaction_for(request, at, id);
                        });
}

}  // namespace linlian::api
