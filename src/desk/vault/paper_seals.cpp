// Salts of sealed readings: lost, they could never be shown. So they are added under a lock and are
// on the disk before anything is sealed on the ledger.
#include "desk/vault/paper_seals.h"

#include "codec/refusal.h"
#include "desk/desk.pb.h"
#include "desk/files.h"
#include "ops/files/folder_lock.h"

namespace linlian::desk {

using namespace client;

Result<std::vector<SealedReading>> keep_seals(const std::filesystem::path& file,
                                              const BallotView& ballot,
                                              std::span<const SealedReading> readings) {
    const auto lock = ops::FolderLock::wait_for(std::filesystem::absolute(file).parent_path());
    if (!lock)
        return refuse(v1::FILE_FAILED, {{"file", file.string()}, {"reason", lock.error().what}});
    std::vector<SealedReading> all;
    if (is_there(file)) all = TRY(read_seals_file(file, ballot));
    all.insert(all.end(), readings.begin(), readings.end());
    TRY(write_private_file(file, seals_text(ballot, all)));
    return all;
}

Result<std::vector<SealedReading>> read_seals_file(const std::filesystem::path& file,
                                                   const BallotView& ballot) {
    const auto content = TRY(clerk_file(file));
    return read_seals(content, ballot);
}

}  // namespace linlian::desk
