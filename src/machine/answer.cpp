#include "codec/field.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/amendments.h"
#include "machine/apply.h"

namespace linlian::machine {

// Who may ask is decided before the answer is made; for everybody nobody's key is looked at.
Result<std::unique_ptr<Message>> answer(const Program& program, const Reading& reading,
                                        const std::string& type, BytesView bytes, BytesView asker) {
    const Query* query = program.find_query(type);
    if (query == nullptr) return refuse(v1::QUERY_UNKNOWN, {{"type", type}});
    const auto& amendment = query->module->amendment;
    if (!is_amended(reading.rows, amendment, reading.block.height))
        return refuse(v1::QUERY_NOT_IN_FORCE, {{"amendment", amendment}});
    std::unique_ptr<Message> content{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(query->type)->New()};
    if (!codec::decode_strict(bytes, *content) || codec::field_fault(*content))
        return refuse(v1::QUERY_MALFORMED);
    if (!query->entitled) return query->answer(reading, *content);
    std::optional<Author> author;
    if (!asker.empty()) {
        author = program.resolve_author(reading.rows, asker, reading.block.time);
        if (!author || author->standing != KeyStanding::active) return refuse(v1::ASKER_INACTIVE);
    }
    const Author* reader = author ? &*author : nullptr;
    const auto entitled = query->entitled(reading, reader, *content);
    if (!entitled)
        return tl::unexpected(author ? entitled.error() : codec::make_refusal(v1::ASKER_NEEDED));
    return query->answer({reading.rows, reading.block, reading.memo, reader}, *content);
}

Broken row_fault(const Program& program, BytesView key, BytesView value) {
    const auto* table = program.find_table(key);
    if (table == nullptr) return "a row belongs to no table";
    if (!codec::key_to_text(table->parts, key.substr(table->path.size())))
        return "a key of " + table->path + " does not read";
    if (table->privacy == state::Privacy::personal && value.size() < Hash32::size)
        return "a row of " + table->path + " lacks its salt";
    std::unique_ptr<Message> row{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(table->row)->New()};
    if (!codec::decode_strict(table->row_bytes(value), *row))
        return "a row of " + table->path + " does not read";
    return std::nullopt;
}

std::vector<const Invariant*> whole_invariants(const Program& program,
                                               const state::StateView& rows) {
    const auto is_decided = [&rows](const std::string& amendment) {
        return is_amended(rows, amendment, std::numeric_limits<Height>::max());
    };
    std::vector<const Invariant*> invariants;
    for (const auto& module : program.modules()) {
        for (const auto& invariant : module.invariants) {
            if (invariant.whole && is_decided(module.amendment) && is_decided(invariant.amendment))
                invariants.push_back(&invariant);
        }
    }
    return invariants;
}

std::vector<std::string> check_whole_state(const Program& program, const state::StateView& rows) {
    std::vector<std::string> faults;
    rows.scan("", "\xff", [&](BytesView key, BytesView value) {
        if (auto broken = row_fault(program, key, value)) faults.push_back(std::move(*broken));
        return faults.size() < 100;
    });
    for (const Invariant* invariant : whole_invariants(program, rows)) {
        if (auto broken = invariant->whole(rows))
            faults.push_back(invariant->name + ": " + *broken);
    }
    return faults;
}

}  // namespace linlian::machine
