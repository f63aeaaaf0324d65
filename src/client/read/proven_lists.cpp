#include "client/read/proven_lists.h"

#include "client/client.pb.h"
#include "client/read/pages.h"
#include "client/read/proven_rows.h"
#include "codec/refusal.h"
#include "modules/registry/state.h"

namespace linlian::client {
namespace {

namespace reg = registry::v1;

// As many as a node gives at once.
constexpr std::uint32_t page_entries = 200;

// Puts the proven row in place of the one that the node gave.
template <class Table, class Row>
Result<> prove(Ledger& ledger, const Table& table, const Bytes& id, Row& row) {
    const auto differs = refuse(v1::ANSWER_DIFFERS, {{"what", table.path()}});
    Id16 key;
    if (!Id16::parse(id, key)) return differs;
    auto found = TRY(find_proven(ledger, table, nullptr, key));
    if (!found) return differs;
    row = std::move(*found);
    return {};
}

}  // namespace

Result<reg::OfficesReply> proven_offices(Ledger& ledger) {
    reg::OfficesReply reply;
    TRY(ledger.ask(reg::OfficesQuery{}, reply));
    for (auto& entry : *reply.mutable_offices())
        TRY(prove(ledger, registry::offices, entry.office(), *entry.mutable_row()));
    return reply;
}

Result<reg::EstatesReply> proven_estates(Ledger& ledger) {
    reg::EstatesReply reply;
    TRY(ledger.ask(reg::EstatesQuery{}, reply));
    for (auto& entry : *reply.mutable_estates())
        TRY(prove(ledger, registry::estates, entry.estate(), *entry.mutable_row()));
    return reply;
}

Result<reg::BuildingsReply> proven_buildings(Ledger& ledger, const Bytes& estate) {
    reg::BuildingsQuery query;
    query.set_estate(estate);
    query.set_limit(page_entries);
    reg::BuildingsReply reply;
    TRY(each_page<reg::BuildingsReply>(ledger, query, {"buildings", max_listed},
                                       [&reply](reg::BuildingsReply& page) {
                                           reply.mutable_buildings()->MergeFrom(page.buildings());
                                           return Result<bool>{true};
                                       }));
    for (auto& entry : *reply.mutable_buildings()) {
        TRY(prove(ledger, registry::buildings, entry.building(), *entry.mutable_row()));
        // A proven building of another estate is none of this list.
        if (entry.row().estate() != estate)
            return refuse(v1::ANSWER_DIFFERS, {{"what", registry::buildings.path()}});
    }
    return reply;
}

}  // namespace linlian::client
