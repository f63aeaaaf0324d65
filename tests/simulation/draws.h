// Where the choices of a simulation or a fuzzer come from: a seed, or the bytes of an input. The
// generators ask for numbers below a limit and nothing else, so the same source gives the same run.
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <random>
#include <vector>

namespace linlian::simulation {

class Draws {
  public:
    virtual ~Draws() = default;
    // A number below `limit`, which is not 0.
    virtual std::uint64_t below(std::uint64_t limit) = 0;

    bool chance(unsigned percent) { return below(100) < percent; }
    template <class T>
    const T& one_of(const std::vector<T>& all) {
        return all[below(all.size())];
    }
};

class SeededDraws final : public Draws {
  public:
    explicit SeededDraws(std::uint64_t seed) : engine_(seed) {}
    // The remainder is what matters here, not that it is a little uneven.
    std::uint64_t below(std::uint64_t limit) override { return engine_() % limit; }

  private:
    std::mt19937_64 engine_;  // its numbers are fixed by the standard
};

// As many bytes of the input for each draw as the limit asks; zeros once they are used up.
class ByteDraws final : public Draws {
  public:
    explicit ByteDraws(BytesView bytes) : rest_(bytes) {}
    std::uint64_t below(std::uint64_t limit) override {
        std::uint64_t value = 0;
        for (std::uint64_t reach = 1; reach < limit; reach = reach << 8U) {
            if (!rest_.empty()) {
                value = (value << 8U) | static_cast<unsigned char>(rest_.front());
                rest_.remove_prefix(1);
            }
            if (reach > (std::uint64_t{1} << 55U)) break;
        }
        return value % limit;
    }
    bool is_empty() const { return rest_.empty(); }

  private:
    BytesView rest_;
};

}  // namespace linlian::simulation
