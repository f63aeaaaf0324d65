// A few keys whose secrets are public. The genesis document is searched for them (check_keys in
// genesis_file.cpp).
#include "client/genesis/example_keys.h"

#include "client/proof/typed.h"

#include <algorithm>
#include <array>

namespace linlian::client {
namespace {

// Suite ed25519, then the public key: RFC 8032 7.1, tests 1 to 3, and those made for the document.
constexpr std::array<std::string_view, 4> keys{
    "01d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "013d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "01fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    "01e936dc45e70db62775b775f6e9c689595d46daf3f05ad2549e13427bcd8801fc"};

}  // namespace

bool is_example_key(std::string_view hex) {
    return std::ranges::find(keys, std::string_view{typed_hex(hex)}) != keys.end();
}

}  // namespace linlian::client
