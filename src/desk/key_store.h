// Keys of people on this computer: one file a key, readable by its user only, the secret seed
// encrypted under a passphrase when one is given (Argon2id, XSalsa20-Poly1305 of libsodium). The
// command line uses it; no node ever does: a node holds only its own validator key.
#pragma once

#include "base/result.h"
#include "crypto/signer.h"

#include <filesystem>
#include <string>
#include <vector>

namespace linlian::desk {

struct KeyInfo {
    std::string name;
    PublicKey public_key;
    bool has_passphrase = false;
};

class KeyStore {
  public:
    explicit KeyStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // Whether a key may be called so: it becomes the name of a file in the folder.
    static bool is_name(const std::string& name);

    // Makes a key from fresh randomness. Refusals: desk.KEY_NAME_WRONG (a-z, 0-9, -, _),
    // desk.KEY_NAME_TAKEN, desk.FILE_FAILED.
    Result<KeyInfo> create(const std::string& name, Suite suite, const std::string& passphrase);
    // The same from a seed that is there already (a slip's, a test's).
    Result<KeyInfo> keep(const std::string& name, Suite suite, const Hash32& seed,
                         const std::string& passphrase);
    // Opens a key. Refusals: desk.KEY_NAME_UNKNOWN, KEY_DAMAGED, FILE_UNREADABLE,
    // PASSPHRASE_WRONG (or missing).
    Result<KeyPair> open(const std::string& name, const std::string& passphrase) const;
    Result<KeyInfo> info(const std::string& name) const;
    std::vector<KeyInfo> list() const;
    const std::filesystem::path& folder() const { return folder_; }

  private:
    std::filesystem::path file_of(const std::string& name) const;
    std::filesystem::path folder_;
};

}  // namespace linlian::desk
