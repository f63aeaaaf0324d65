// Papers that come back from a backup. The list of a backup is not signed: so what stands in the
// vault and reads is never touched, and what does not fit is left out and named, since one bad
// paper must not keep a ledger from being restored. Internal to this room.
#pragma once

#include "storage/backup/backup.h"
#include "storage/backup/backup_sums.h"

namespace linlian::storage {

// Puts back the papers and tombstones of `list` (by path within `backup`, the vault's part of a
// backup) that the vault lacks; what was erased there stays erased. Returns those left out: they do
// not read, are not what the list says, or, where the vault's key is there, not its papers. Faults:
// the vault cannot be written.
Faultable<std::vector<std::filesystem::path>> put_papers_back(const std::filesystem::path& backup,
                                                              const Sums& list,
                                                              const VaultPlace& vault);

}  // namespace linlian::storage
