// Headers, commits, blocks and bundles of strangers: what is read is exactly what was written, and
// a bundle of another community is refused.
#include "base/check.h"
#include "light/bundle/bundle.h"
#include "light/chain/block.h"
#include "machine/machine.h"
#include "modules/all_modules.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace light = linlian::light;
    const linlian::BytesView bytes{reinterpret_cast<const char*>(data), size};
    if (const auto header = light::decode_header(bytes)) {
        CHECK(light::encode_header(*header) == bytes);
        light::header_hash(*header);
    }
    if (const auto commit = light::decode_commit(bytes)) {
        CHECK(light::encode_commit(*commit) == bytes);
        light::commit_hash(*commit);
    }
    if (const auto block = light::decode_block(bytes)) {
        CHECK(light::encode_block(*block) == bytes);
        light::block_id(*block);
    }
    static const auto program = linlian::machine::assemble(linlian::all_modules());
    // No genesis hashes to zero, so no bundle is of this community.
    CHECK(!light::verify_bundle(bytes, linlian::Hash32{}, *program).has_value());
    light::verify_bundle(bytes, std::nullopt, *program).has_value();
    return 0;
}
