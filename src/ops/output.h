// Writing to what perhaps nobody reads: a pipe that is full or closed, a terminal that was stopped,
// a disk without room. Used by the log; a node goes on whatever becomes of its words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace linlian::ops {

class Output {
  public:
    // The descriptor stays its owner's, who keeps it open as long as this is used.
    explicit Output(int descriptor) : descriptor_(descriptor) {}

    // Writes lines, or drops them where that would wait or fail; never waits and raises no signal.
    // After dropped lines the next one that gets through is preceded by one that says how many were
    // lost. For one thread at a time.
    void write(std::string_view lines);
    std::uint64_t lost() const { return lost_; }

  private:
    bool write_whole(std::string_view bytes) const;

    int descriptor_;
    std::uint64_t lost_ = 0;  // writes since the last one that got through
};

}  // namespace linlian::ops
