// A proven value becomes a message here. Values of tables about persons begin with a salt, which is
// taken off; the rest must be in the strict form, so that equal rows are equal bytes.
#include "client/read/proven_rows.h"

#include "client/client.pb.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/state.pb.h"
#include "modules/ballot/ballot.pb.h"
#include "modules/motion/motion.pb.h"
#include "modules/registry/registry.pb.h"

namespace linlian::client {

Result<bool> read_proven(Ledger& ledger, const state::TableInfo& table, const Bytes& key,
                         const Author* reader, Message& row) {
    const auto differs = refuse(v1::ANSWER_DIFFERS, {{"what", table.path}});
    const auto parts = codec::key_to_text(table.parts, BytesView{key}.substr(table.path.size()));
    if (!parts) return differs;
    const bool is_open = table.privacy == state::Privacy::open;
    const Author* signs = is_open ? nullptr : reader;
    if (!is_open && signs == nullptr) {
        const auto opened = TRY(ledger.reader());
        signs = opened;
    }
    const auto value = TRY(ledger.proven_row(table.path + *parts, key, signs));
    if (!value) return false;
    if (!is_open && value->size() < Hash32::size) return differs;
    if (!codec::decode_strict(table.row_bytes(*value), row)) return differs;
    return true;
}

// Three modules have a code of their own for it, and the machine has three.
bool is_not_for_reader(const Refusal& refusal) {
    for (const auto code :
         {machine::v1::ASKER_NEEDED, machine::v1::ASKER_INACTIVE, machine::v1::ROW_OF_OTHER}) {
        if (refusal.code == codec::make_refusal(code).code) return true;
    }
    return refusal.code == codec::make_refusal(registry::v1::NOT_FOR_YOU).code ||
           refusal.code == codec::make_refusal(motion::v1::NOT_FOR_YOU).code ||
           refusal.code == codec::make_refusal(ballot::v1::NOT_FOR_YOU).code;
}

}  // namespace linlian::client
