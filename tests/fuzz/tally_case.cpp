// Whatever a case file holds, it is refused with a path or decided; a case that is decided gives
// the same verdict again, and one outcome follows from its checks.
#include "client/tally/tally_case.h"

#include "base/check.h"
#include "client/proof/verdict_text.h"
#include "codec/wire.h"
#include "tally/tally.h"

#include <algorithm>
#include <cstdint>

namespace linlian {
namespace {

void decide_case(BytesView file) {
    const auto read = client::read_tally_case(file);
    if (!read) return CHECK(!read.error().code.empty());
    const auto verdict = tally::decide(read->rule, read->input);
    CHECK(verdict.has_value());
    CHECK(codec::encode(*verdict) == codec::encode(*tally::decide(read->rule, read->input)));
    const auto some = [&](tally::v1::Holds holds) {
        return std::ranges::any_of(verdict->checks(),
                                   [&](const auto& check) { return check.holds() == holds; });
    };
    const bool is_whole = verdict->contradictions_size() == 0;
    CHECK((verdict->outcome() == tally::v1::FAILED) == (is_whole && some(tally::v1::FAILS)));
    CHECK((verdict->outcome() == tally::v1::PASSED) ==
          (is_whole && !some(tally::v1::FAILS) && !some(tally::v1::UNKNOWN)));
    for (const auto& check : verdict->checks()) {
        CHECK(!client::words_of(check).zh.empty());
        CHECK(!client::arithmetic_of(check).empty());
    }
    for (const auto& contradiction : verdict->contradictions())
        CHECK(!client::words_of(contradiction).zh.empty() &&
              !client::line_of(contradiction).empty());
    for (const auto& missing : verdict->missing()) CHECK(!client::words_of(missing).zh.empty());
}

}  // namespace
}  // namespace linlian

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    linlian::decide_case({reinterpret_cast<const char*>(data), size});
    return 0;
}
