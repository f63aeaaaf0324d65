// Why something was refused, for tests that name it: EXPECT_EQ(kit::code_of(x), "ballot.CLOSED").
#pragma once

#include <string>

namespace linlian::kit {

// The code of the refusal; empty: there is none.
std::string code_of(const auto& result) { return result ? "" : result.error().code; }

// What the fault says; empty: there is none.
std::string what_of(const auto& result) { return result ? "" : result.error().what; }

// Whether there is a fault, and it says these words.
bool is_fault(const auto& result, const std::string& words) {
    return !result && result.error().what.find(words) != std::string::npos;
}

}  // namespace linlian::kit
