#include "apps/demo/demo_folder.h"

#include "apps/apps.pb.h"
#include "codec/refusal.h"
#include "desk/desk.pb.h"
#include "desk/files.h"
#include "ops/files/folder_lock.h"

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

using Path = std::filesystem::path;

constexpr const char* parts[] = {"ledger", "keys", "node", "demo"};

Path mark_of(const Path& data) { return data / "demo" / "unfinished"; }

Result<> check_empty(const Path& data) {
    for (const char* part : parts) {
        if (desk::is_there(data / part))
            return refuse(v1::FOLDER_NOT_DEMO, {{"folder", data.string()}, {"part", part}});
    }
    return {};
}

// A ledger that is in use is another process's demo in the making.
Result<> clear(const Path& data) {
    if (desk::is_there(data / "ledger")) {
        const auto lock = ops::FolderLock::take(data / "ledger");
        if (!lock) return refuse(desk::v1::STORE_FAILED, {{"reason", lock.error().what}});
    }
    // The mark goes last: whoever is interrupted here may begin again.
    for (const char* part : parts) std::filesystem::remove_all(data / part);
    return {};
}

}  // namespace

Result<> begin_demo_folder(const Path& data) {
    const bool is_ours = desk::is_there(mark_of(data));
    TRY(is_ours ? clear(data) : check_empty(data));
    return write_private_file(mark_of(data), "");
}

Result<> check_no_demo_left(const Path& data) {
    std::error_code ignored;  // what cannot be looked at cannot be written either, which is said
    if (!std::filesystem::exists(mark_of(data), ignored)) return {};
    return refuse(v1::DEMO_UNFINISHED, {{"folder", data.string()}});
}

Result<> end_demo_folder(const Path& data) {
    std::error_code error;
    std::filesystem::remove(mark_of(data), error);
    if (!error) return {};
    return refuse(desk::v1::FILE_FAILED,
                  {{"file", mark_of(data).string()}, {"reason", error.message()}});
}

}  // namespace linlian::apps
