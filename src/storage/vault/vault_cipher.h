// How a file of the vault is encrypted. Internal to this room.
//   file    = "LLV1", nonce (24), wrapped key (48), stream header (24), length of the type (1),
//             messages
//   message = ciphertext of at most 65536 bytes, and 17 bytes that authenticate it
// The key is wrapped by XSalsa20-Poly1305 (secretbox); messages are an XChaCha20-Poly1305
// secretstream: the type of the file first, then its content, the last one tagged as final.
#pragma once

#include "base/bytes.h"

#include <optional>

namespace linlian::storage {

Bytes encrypt_file(const Hash32& vault_key, BytesView type, BytesView content);

struct DecryptedFile {
    Bytes type;
    Bytes content;
};
// Nothing when any byte is not what was written under this key.
std::optional<DecryptedFile> decrypt_file(const Hash32& vault_key, BytesView encrypted);

}  // namespace linlian::storage
