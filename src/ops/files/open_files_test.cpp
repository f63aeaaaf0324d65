#include "ops/files/open_files.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace linlian::ops {
namespace {

TEST(OpenFiles, are_counted_as_the_system_does_and_raised_to_what_it_allows) {
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit lowered = before;
    lowered.rlim_cur = 200;
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &lowered), 0);
    EXPECT_EQ(open_files_max(), 200U);
    allow_more_open_files();
    EXPECT_EQ(open_files_max(), before.rlim_max);
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
}

}  // namespace
}  // namespace linlian::ops
