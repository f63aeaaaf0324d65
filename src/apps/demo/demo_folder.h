// The folder of the demo. A mark in it says that what is there was made for the demo and is not
// finished; only what stands beside that mark is ever removed.
#pragma once

#include "base/result.h"

#include <filesystem>

namespace linlian::apps {

// Before anything is made: marks an empty folder, and clears one in which a demo was interrupted.
// Refuses FOLDER_NOT_DEMO where a ledger, keys or a node stand without the mark, and STORE_FAILED
// where another process still makes a demo there.
Result<> begin_demo_folder(const std::filesystem::path& data);

// Nothing real is founded where the next demo would clear it. Refusal: DEMO_UNFINISHED.
Result<> check_no_demo_left(const std::filesystem::path& data);

// All is made: takes the mark away, so that nothing is cleared any more.
Result<> end_demo_folder(const std::filesystem::path& data);

}  // namespace linlian::apps
