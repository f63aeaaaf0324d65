// Computes the places of rows; the formulas stand in place.h.
#include "state/tree/place.h"

#include "crypto/hash.h"
#include "state/tree/tree_proof.h"

namespace linlian::state {

BytesView subject_of(const TableInfo& table, BytesView key) {
    CHECK(table.privacy == Privacy::personal);
    CHECK(key.size() >= table.subject_at + table.subject_bytes);
    return key.substr(table.subject_at, table.subject_bytes);
}

Hash32 subject_secret(const Hash32& veil, std::string_view kind, BytesView subject) {
    static const HashTag tag{"linlian/secret"};
    Bytes bytes = veil.bytes();
    bytes += kind;
    bytes += '\0';
    bytes += subject;
    return tag.hash(bytes);
}

Hash32 secret_hash(const Hash32& secret) {
    static const HashTag tag{"linlian/secret-hash"};
    return tag.hash(secret.view());
}

Hash32 veiled_place(BytesView key, const Hash32& secret) {
    static const HashTag tag{"linlian/place"};
    return tag.hash(secret.bytes() + Bytes{key});
}

Hash32 place_of(const TableInfo* table, BytesView key, const Hash32& veil) {
    if (table == nullptr || table->privacy != Privacy::personal ||
        key.size() < table->subject_at + table->subject_bytes)
        return tree_key(key);
    return veiled_place(key, subject_secret(veil, table->subject_kind, subject_of(*table, key)));
}

}  // namespace linlian::state
