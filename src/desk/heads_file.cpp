// The file of seen heads. Its content is made by client/read/known_heads; here it is only read,
// replaced and locked.
#include "desk/heads_file.h"

#include "codec/refusal.h"
#include "desk/desk.pb.h"
#include "desk/files.h"
#include "ops/files/folder_lock.h"

#include <fmt/format.h>

namespace linlian::desk {

using namespace client;

Result<std::optional<Bytes>> HeadsFile::read() const {
    if (!is_there(file_)) return std::nullopt;
    auto content = TRY(read_input(file_));
    return std::optional{std::move(content)};
}

// Read, changed and written under one lock: two commands at once would otherwise each lose what the
// other saw. Nothing is written where `change` gives nothing.
Result<> HeadsFile::write(const Change& change) {
    auto folder = file_.parent_path();
    if (folder.empty()) folder = ".";
    TRY(make_private_folder(folder));
    const auto lock = ops::FolderLock::wait_for(folder);
    if (!lock) return refuse(v1::FILE_FAILED, {{"file", name()}, {"reason", lock.error().what}});
    const auto kept = TRY(read());
    const auto fresh = TRY(change(kept));
    if (!fresh) return {};
    return write_private_file(file_, *fresh);
}

// A proof is never overwritten by another one; the same proof is kept once.
Result<std::string> HeadsFile::keep_proof(const std::string& stem, BytesView bundle) {
    const auto folder = file_.parent_path();
    auto file = folder / (stem + ".bundle");
    for (int number = 2; is_there(file) && read_file(file) != bundle; ++number)
        file = folder / fmt::format("{}-{}.bundle", stem, number);
    TRY(write_private_file(file, bundle));
    return file.string();
}

}  // namespace linlian::desk
