#include "client/words/natural_order.h"

#include <algorithm>

namespace linlian::client {
namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

// Takes the run of digits at the front, without zeros that lead it.
std::string_view take_number(std::string_view& text) {
    const auto end = std::ranges::find_if_not(text, is_digit) - text.begin();
    auto number = text.substr(0, static_cast<std::size_t>(end));
    text.remove_prefix(number.size());
    number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
    return number;
}

}  // namespace

// Numbers are compared by length and then by digits, so that they may be longer than any integer.
// The last line makes the order total: names that differ in leading zeros alone still have one.
bool comes_before(std::string_view one, std::string_view other) {
    const auto whole_one = one;
    const auto whole_other = other;
    while (!one.empty() && !other.empty()) {
        if (is_digit(one.front()) && is_digit(other.front())) {
            const auto number = take_number(one);
            const auto against = take_number(other);
            if (number.size() != against.size()) return number.size() < against.size();
            if (number != against) return number < against;
        } else {
            if (one.front() != other.front()) return one < other;
            one.remove_prefix(1);
            other.remove_prefix(1);
        }
    }
    if (one.empty() != other.empty()) return one.empty();
    return whole_one < whole_other;  // 1 and 01
}

}  // namespace linlian::client
