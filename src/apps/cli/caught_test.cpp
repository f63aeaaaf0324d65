#include "apps/cli/caught.h"

#include "apps/apps.pb.h"
#include "codec/refusal.h"
#include "state/state_view.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <new>
#include <stdexcept>

namespace linlian::apps {

namespace {

struct Thrown {
    const char* named;
    std::function<void()> raise;
    const char* zh;  // a part of the text
    const char* en;
};

TEST(Caught, names_the_cause_of_whatever_is_thrown_in_both_languages) {
    const auto at = [](std::errc error) {
        return [error] {
            throw std::filesystem::filesystem_error{"cannot", "/a/file",
                                                    std::make_error_code(error)};
        };
    };
    const Thrown table[] = {
        {"full", at(std::errc::no_space_on_device), "磁盘已满", "the disk is full"},
        {"denied", at(std::errc::permission_denied), "没有权限", "permission is denied"},
        {"read-only", at(std::errc::read_only_file_system), "只读", "is read-only"},
        {"files", at(std::errc::too_many_files_open), "ulimit -n", "ulimit -n"},
        {"not there", at(std::errc::no_such_file_or_directory), "不存在", "/a/file"},
        {"memory", [] { throw std::bad_alloc{}; }, "内存不足", "not enough memory"},
        {"row", [] { throw state::ReadFault{"a row does not read"}; }, "a row", "a row"},
        {"other", [] { throw std::runtime_error{"some words"}; }, "some words", "some words"},
    };
    for (const auto& [named, raise, zh, en] : table) {
        const auto done = without_exceptions([&raise]() -> Result<> {
            raise();
            return {};
        });
        ASSERT_FALSE(done) << named;
        for (const auto& [language, part] :
             {std::pair{codec::Language::zh, zh}, std::pair{codec::Language::en, en}}) {
            const auto text = codec::refusal_text(done.error(), language).value_or("");
            EXPECT_NE(text.find(part), std::string::npos) << named << ": " << text;
        }
    }
    EXPECT_TRUE(without_exceptions([]() -> Result<> { return {}; }));
}

}  // namespace
}  // namespace linlian::apps
