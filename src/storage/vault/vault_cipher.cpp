// Encrypting and decrypting one file of the vault with libsodium; the layout of bytes stands in the
// header and on docs/formats/vault.md. Each file has a key of its own, wrapped under the vault's.

#include "storage/vault/vault_cipher.h"

#include "base/check.h"

#include <sodium.h>

namespace linlian::storage {
namespace {

// The version of the layout.
constexpr BytesView magic = "LLV1";
// Plain bytes of a message; in the file each has `tag_bytes` more.
constexpr std::size_t message_bytes = 65'536;
constexpr std::size_t tag_bytes = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t wrapped_bytes = Hash32::size + crypto_secretbox_MACBYTES;

const unsigned char* in(BytesView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* out(Bytes& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

// A stream of messages that can be neither reordered nor left out. The state holds the key and is
// wiped at the end.
class Encryptor {
  public:
    explicit Encryptor(const Hash32& key)
        : header_(crypto_secretstream_xchacha20poly1305_HEADERBYTES, '\0') {
        CHECK(crypto_secretstream_xchacha20poly1305_init_push(&state_, out(header_),
                                                              key.data.data()) == 0);
    }
    ~Encryptor() { sodium_memzero(&state_, sizeof state_); }
    const Bytes& header() const { return header_; }
    Bytes push(BytesView message, bool last) {
        Bytes sealed(message.size() + tag_bytes, '\0');
        const unsigned char tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;
        CHECK(crypto_secretstream_xchacha20poly1305_push(&state_, out(sealed), nullptr, in(message),
                                                         message.size(), nullptr, 0, tag) == 0);
        return sealed;
    }

  private:
    crypto_secretstream_xchacha20poly1305_state state_;
    Bytes header_;
};

// Reads such a stream. Nothing comes out after the message that is tagged as final, so that nothing
// can be appended.
class Decryptor {
  public:
    Decryptor(const Hash32& key, BytesView header) {
        begun_ = crypto_secretstream_xchacha20poly1305_init_pull(&state_, in(header),
                                                                 key.data.data()) == 0;
    }
    ~Decryptor() { sodium_memzero(&state_, sizeof state_); }
    bool finished() const { return finished_; }
    std::optional<Bytes> pull(BytesView sealed) {
        if (!begun_ || finished_ || sealed.size() < tag_bytes) return std::nullopt;
        Bytes message(sealed.size() - tag_bytes, '\0');
        unsigned char tag = 0;
        if (crypto_secretstream_xchacha20poly1305_pull(&state_, out(message), nullptr, &tag,
                                                       in(sealed), sealed.size(), nullptr, 0) != 0)
            return std::nullopt;
        finished_ = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
        return message;
    }

  private:
    crypto_secretstream_xchacha20poly1305_state state_;
    bool begun_ = false;
    bool finished_ = false;
};

// The next bytes, fewer where there are not as many: authentication then fails.
BytesView take(BytesView& rest, std::size_t bytes) {
    const BytesView part = rest.substr(0, bytes);
    rest.remove_prefix(part.size());
    return part;
}

}  // namespace

Bytes encrypt_file(const Hash32& vault_key, BytesView type, BytesView content) {
    Hash32 key;
    Bytes nonce(crypto_secretbox_NONCEBYTES, '\0');
    Bytes wrapped(wrapped_bytes, '\0');
    randombytes_buf(key.data.data(), Hash32::size);
    randombytes_buf(nonce.data(), nonce.size());
    CHECK(crypto_secretbox_easy(out(wrapped), key.data.data(), Hash32::size, in(nonce),
                                vault_key.data.data()) == 0);
    Encryptor stream{key};
    sodium_memzero(key.data.data(), Hash32::size);
    Bytes file = Bytes{magic} + nonce + wrapped + stream.header();
    file += static_cast<char>(type.size());
    file += stream.push(type, false);
    // At least one message, also of an empty content: the final tag is what proves that nothing was
    // cut off.
    do {
        const BytesView part = take(content, message_bytes);
        file += stream.push(part, content.empty());
    } while (!content.empty());
    return file;
}

// No length is trusted: a short field fails to authenticate, and a file that ends before its final
// message is refused.
std::optional<DecryptedFile> decrypt_file(const Hash32& vault_key, BytesView rest) {
    const auto begin = take(rest, magic.size());
    const auto nonce = take(rest, crypto_secretbox_NONCEBYTES);
    const auto wrapped = take(rest, wrapped_bytes);
    const auto header = take(rest, crypto_secretstream_xchacha20poly1305_HEADERBYTES);
    if (begin != magic || rest.empty()) return std::nullopt;
    Hash32 key;
    if (crypto_secretbox_open_easy(key.data.data(), in(wrapped), wrapped.size(), in(nonce),
                                   vault_key.data.data()) != 0)
        return std::nullopt;
    Decryptor stream{key, header};
    sodium_memzero(key.data.data(), Hash32::size);
    const auto type_bytes = static_cast<unsigned char>(take(rest, 1)[0]);
    auto type = stream.pull(take(rest, type_bytes + tag_bytes));
    if (!type) return std::nullopt;
    DecryptedFile file{std::move(*type), {}};
    while (!rest.empty()) {
        const auto part = stream.pull(take(rest, message_bytes + tag_bytes));
        if (!part) return std::nullopt;
        file.content += *part;
    }
    if (!stream.finished()) return std::nullopt;
    return file;
}

}  // namespace linlian::storage
