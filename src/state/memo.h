// A place where queries keep values that cost much to make and follow from their key alone. Whoever
// answers queries may lend one with a Reading; a value may be gone at any time, so a query makes it
// anew when it is not there and its answer is the same with and without.
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <memory>

namespace linlian::state {

class Memo {
  public:
    // Never changed once it is kept; its owners are the memo and those who read it just now.
    using Value = std::shared_ptr<const void>;

    virtual ~Memo() = default;
    // Nothing when there is none. Safe from any thread, like keep().
    virtual Value find(const Hash32& key) = 0;
    // `bytes`: about what the value takes in memory.
    virtual void keep(const Hash32& key, Value value, std::size_t bytes) = 0;
};

// The value of `key`, from the memo (nullptr: there is none) or made now. The key is a hash under a
// tag that only values of type T have. T has memory_bytes().
template <class T, class Make>
std::shared_ptr<const T> remembered(Memo* memo, const Hash32& key, const Make& make) {
    if (memo != nullptr) {
        if (auto found = memo->find(key)) return std::static_pointer_cast<const T>(found);
    }
    auto made = std::make_shared<const T>(make());  // owners: as of Memo::Value
    if (memo != nullptr) memo->keep(key, made, made->memory_bytes());
    return made;
}

}  // namespace linlian::state
