#include "apps/cli/caught.h"

#include "apps/apps.pb.h"
#include "codec/refusal.h"
#include "desk/desk.pb.h"
#include "ops/files/disk_trouble.h"
#include "state/state_view.h"

#include <cerrno>
#include <filesystem>
#include <new>

namespace linlian::apps {

namespace {

Result<> broke(int error, const std::string& what) {
    const auto& trouble = ops::disk_trouble(error);
    return refuse(v1::COMMAND_BROKE, {{"what", what},
                                      {"code", std::string{trouble.code}},
                                      {"zh", std::string{trouble.zh}},
                                      {"en", std::string{trouble.en}}});
}

}  // namespace

Result<> without_exceptions(const std::function<Result<>()>& body) {
    try {
        return body();
    } catch (const std::filesystem::filesystem_error& error) {
        return broke(error.code().value(), error.path1().string());
    } catch (const std::bad_alloc&) {
        return broke(ENOMEM, "memory");
    } catch (const std::system_error& error) {
        return broke(error.code().value(), error.what());
    } catch (const state::ReadFault& error) {
        return refuse(desk::v1::STORE_FAILED, {{"reason", error.what()}});
    } catch (const std::exception& error) {
        return broke(0, error.what());
    }
}

}  // namespace linlian::apps
