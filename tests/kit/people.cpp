#include "kit/people.h"

#include "base/hex.h"
#include "crypto/hash.h"

namespace linlian::kit {
namespace {

Id16 first_half(const Hash32& hash) {
    Id16 id;
    CHECK(Id16::parse(hash.view().substr(0, Id16::size), id));
    return id;
}

std::optional<machine::Author> resolve_author(const state::StateView& view, BytesView key,
                                              Timestamp) {
    const auto standing = people.find(view, to_hex(key));
    if (!standing) return std::nullopt;
    return machine::Author{Bytes{key}, first_half(sha256(key)),
                           static_cast<machine::KeyStanding>(standing->value())};
}

Result<> authorize(machine::Context&, const machine::Act&, const machine::Message&) { return {}; }

}  // namespace

machine::Module people_module() {
    machine::Module module;
    module.name = "people";
    module.tables = {people.info()};
    module.resolve_author = resolve_author;
    module.authorize = authorize;
    return module;
}

Id16 member_of(const std::string& name) { return first_half(sha256("kit member " + name)); }

}  // namespace linlian::kit
