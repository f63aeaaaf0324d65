#include "modules/ballot/call/shown.h"

#include "codec/wire.h"
#include "crypto/hash.h"

namespace linlian::ballot {

Hash32 shown_hash(const v1::CallRow& call) {
    return tagged_hash("linlian/shown/ballot", codec::encode(call));
}

Hash32 shown_hash(v1::Objection objection) {
    objection.clear_ruling();
    objection.clear_ruled_by();
    objection.clear_ruling_document();
    objection.clear_ruling_reason();
    objection.clear_ruled_ms();
    return tagged_hash("linlian/shown/objection", codec::encode(objection));
}

}  // namespace linlian::ballot
