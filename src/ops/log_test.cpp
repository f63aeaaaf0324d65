#include "ops/log.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace linlian::ops {
namespace {

TEST(Log, writes_lines_of_its_level_and_above_to_the_file) {
    const auto path = std::filesystem::temp_directory_path() /
                      ("linlian_log_" + std::to_string(::getpid()) + ".log");
    {
        const Log log = Log::to_file(path.string(), LogLevel::info);
        log.debug("not {}", "this");
        log.info("block {}", 7);
    }
    std::ostringstream text;
    text << std::ifstream{path}.rdbuf();
    EXPECT_NE(text.str().find("Z info block 7\n"), std::string::npos) << text.str();
    EXPECT_EQ(text.str().find("not this"), std::string::npos);
    std::filesystem::remove(path);
}

TEST(Log, goes_to_stderr_when_the_file_cannot_be_opened) {
    testing::internal::CaptureStderr();
    Log::to_file("/proc/no/such/place", LogLevel::info).error("something");
    const auto shown = testing::internal::GetCapturedStderr();
    EXPECT_NE(shown.find("cannot be opened"), std::string::npos);
    EXPECT_NE(shown.find("error something"), std::string::npos);
}

}  // namespace
}  // namespace linlian::ops
