// A file that somebody hands over to be read: a document, or a table of a clerk. It comes as bytes,
// with a way to the files that lie beside it, which it names by their names alone.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "client/shown/screen.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace linlian::client {

struct ClerkFile {
    std::string name;  // for people
    Bytes content;
    // The content of the file of this name that lies beside it; nothing for what is no such file.
    std::function<std::optional<Bytes>(const std::string& name)> beside = {};

    std::optional<Bytes> read_beside(const std::string& file) const {
        return beside ? beside(file) : std::nullopt;
    }
};

// A file beside it that an act names by its hash, as it was when the hash was taken.
struct NamedFile {
    std::string name;
    Hash32 hash;
};

// What was read of a file; of several faults all but the last are shown, and the last is returned.
template <class T>
Result<T> without_faults(const Screen& screen, tl::expected<T, std::vector<Refusal>> read) {
    if (read) return std::move(*read);
    const auto& faults = read.error();
    for (std::size_t i = 0; i + 1 < faults.size(); ++i) screen.refusal(faults[i]);
    return tl::unexpected(faults.back());
}

}  // namespace linlian::client
