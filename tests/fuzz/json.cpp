// JSON that is accepted means one message: printed and read again it is the same.
#include "codec/json.h"

#include "base/check.h"
#include "codec/wire.h"
#include "machine/genesis.pb.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    linlian::machine::v1::Genesis first;
    if (!linlian::codec::from_json({reinterpret_cast<const char*>(data), size}, first)) return 0;
    linlian::machine::v1::Genesis again;
    CHECK(linlian::codec::from_json(linlian::codec::to_json(first), again).has_value());
    CHECK(linlian::codec::encode(first) == linlian::codec::encode(again));
    return 0;
}
