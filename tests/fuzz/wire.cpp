// What strict decoding accepts is exactly what encoding gives, for the messages that strangers
// send.
#include "codec/wire.h"

#include "base/check.h"
#include "codec/field.h"
#include "contract/transaction.pb.h"
#include "machine/genesis.pb.h"

#include <string>

namespace linlian {
namespace {

template <class Message>
void decode(BytesView bytes) {
    Message message;
    if (!codec::decode_strict(bytes, message)) return;
    CHECK(codec::encode(message) == bytes);
    // Whatever is found has a place; what has none is sound.
    const auto found = codec::field_fault(message);
    CHECK(!found || !found->path.empty());
}

}  // namespace
}  // namespace linlian

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const linlian::BytesView bytes{reinterpret_cast<const char*>(data), size};
    linlian::decode<linlian::machine::v1::Transaction>(bytes);
    linlian::decode<linlian::machine::v1::Body>(bytes);
    linlian::decode<linlian::machine::v1::Genesis>(bytes);
    linlian::decode<linlian::machine::v1::Parcel>(bytes);
    return 0;
}
