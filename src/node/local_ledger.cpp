#include "node/local_ledger.h"

#include "client/client.pb.h"
#include "codec/refusal.h"
#include "codec/wire.h"

#include <algorithm>
#include <chrono>

namespace linlian::node {

using namespace client;

namespace {

constexpr std::chrono::seconds longest_wait{60};

}  // namespace

Timestamp LocalLedger::now() const { return std::max(clock_.wall(), engine_.health().tip.time); }

std::vector<Result<Receipt>> LocalLedger::send(std::vector<Bytes> transactions) {
    const auto submitted = engine_.submit(std::move(transactions));
    std::vector<Hash32> ids;
    for (const auto& one : submitted) {
        if (one) ids.push_back(*one);
    }
    const auto standings = engine_.await(ids, longest_wait);
    std::vector<Result<Receipt>> results;
    std::size_t next = 0;
    for (const auto& one : submitted) {
        if (!one) {
            results.emplace_back(tl::unexpected(one.error()));
            continue;
        }
        const auto& standing = standings.at(next++);
        if (standing.receipt)
            results.emplace_back(*standing.receipt);
        else
            results.emplace_back(refuse(client::v1::NOT_RECORDED,
                                        {{"seconds", std::to_string(longest_wait.count())}}));
    }
    return results;
}

Result<std::optional<Bytes>> LocalLedger::proven_row(const std::string&, const Bytes& key,
                                                     const Author*) {
    return engine_.committed()->rows().get(key);
}

Result<> LocalLedger::ask_node(const Message& query, Message& reply, const Author* reader) {
    const auto committed = engine_.committed();
    const machine::Reading reading{committed->rows(),
                                   {committed->tip().height, committed->tip().time}};
    const auto answer = TRY(
        machine::answer(program_, reading, query.GetDescriptor()->full_name(), codec::encode(query),
                        reader == nullptr ? Bytes{} : reader->public_key().encoded()));
    reply.CopyFrom(*answer);
    return {};
}

}  // namespace linlian::node
