// The hash of what somebody saw when they signed an act on a ballot or an objection. Only what
// cannot change goes into it: else an act would be refused for a change that its signer could not
// know of.
#include "modules/ballot/call/shown.h"

#include "codec/wire.h"
#include "crypto/hash.h"

namespace linlian::ballot {

// A call never changes, so all of it.
Hash32 shown_hash(const v1::CallRow& call) {
    return tagged_hash("linlian/shown/ballot", codec::encode(call));
}

Hash32 shown_hash(v1::Objection objection) {
    // What a ruling writes comes later than what was shown.
    objection.clear_ruling();
    objection.clear_ruled_by();
    objection.clear_ruling_document();
    objection.clear_ruling_reason();
    objection.clear_ruled_ms();
    return tagged_hash("linlian/shown/objection", codec::encode(objection));
}

}  // namespace linlian::ballot
