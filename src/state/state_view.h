// What a reader of the state may do: get a row, scan rows in key order. The machine and the
// modules see the state only through this; storage, tests and overlays implement it.
#pragma once

#include "base/bytes.h"

#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace linlian::state {

// Called with each row of a scan, in key order; false stops it.
using RowVisitor = std::function<bool(BytesView key, BytesView value)>;

class StateView {
  public:
    virtual ~StateView() = default;
    virtual std::optional<Bytes> get(BytesView key) const = 0;
    // Rows with from <= key < to.
    virtual void scan(BytesView from, BytesView to, const RowVisitor& visit) const = 0;
};

// A disk that cannot be read in the middle of a block, or a row that does not hold what rows do
// (read_field.h). The one exception that crosses a room: it unwinds the pure machine to the engine,
// which stops the node with the same words.
class ReadFault : public std::exception {
  public:
    explicit ReadFault(std::string what) : what_(std::move(what)) {}
    const char* what() const noexcept override { return what_.c_str(); }

  private:
    std::string what_;
};

// The first key after all keys that start with `prefix` (paths are text, so never all 0xff).
inline Bytes end_of_prefix(BytesView prefix) {
    Bytes end{prefix};
    while (!end.empty() && static_cast<unsigned char>(end.back()) == 0xff) end.pop_back();
    if (!end.empty()) end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
    return end;
}

}  // namespace linlian::state
