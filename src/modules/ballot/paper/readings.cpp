// Pure questions about one round of one paper. A reading keeps by itself of which earlier ones it
// is independent: that was decided when it was sealed and does not change with the roles of later
// days.
#include "modules/ballot/paper/readings.h"

#include "codec/wire.h"
#include "modules/ballot/limits.h"

#include <algorithm>
#include <iterator>

namespace linlian::ballot {
namespace {

bool names(const v1::Reading& reading, int earlier) {
    return std::ranges::count(reading.independent_of(), static_cast<std::uint32_t>(earlier)) > 0;
}

}  // namespace

bool are_independent(const v1::PaperRound& round, int one, int other) {
    const auto [earlier, later] = std::minmax(one, other);
    return names(round.readings(later), earlier);
}

bool may_be_shown(const v1::PaperRound& round, int place) {
    for (int other = 0; other < round.readings_size(); ++other)
        if (are_independent(round, place, other)) return true;
    return false;
}

bool is_read_by_two_kinds(const v1::PaperRound& round) {
    return std::ranges::any_of(round.readings(), [](const v1::Reading& reading) {
        return !reading.independent_of().empty();
    });
}

// Only what a clerk showed last speaks for them: a clerk who corrected themselves does not make
// two.
std::vector<int> read_alike(const v1::PaperRound& round, std::int64_t closes_ms) {
    const auto newest = newest_shown(round);
    std::vector<int> alike;
    std::ranges::copy_if(newest, std::back_inserter(alike), [&](int one) {
        return std::ranges::any_of(newest, [&](int other) {
            return one != other && are_independent(round, one, other) &&
                   are_alike(round.readings(one).entry(), round.readings(other).entry(), closes_ms);
        });
    });
    return alike;
}

bool is_any_shown(const v1::PaperRound& round) {
    return std::ranges::any_of(round.readings(),
                               [](const v1::Reading& reading) { return reading.has_entry(); });
}

std::optional<int> newest_of(const v1::PaperRound& round, BytesView member) {
    for (int place = round.readings_size() - 1; place >= 0; --place)
        if (round.readings(place).member() == member) return place;
    return std::nullopt;
}

// Later places are later readings: each takes the place of an earlier one by the same clerk.
std::vector<int> newest_shown(const v1::PaperRound& round) {
    std::vector<int> places;
    for (int place = 0; place < round.readings_size(); ++place) {
        const auto& reading = round.readings(place);
        if (!reading.has_entry()) continue;
        std::erase_if(places, [&](int before) {
            return round.readings(before).member() == reading.member();
        });
        places.push_back(place);
    }
    return places;
}

// Seals count too, shown or not: the room is used by whoever takes a place.
bool has_room(const v1::PaperRound& round, BytesView member, const std::string& office_kind) {
    int of_clerk = 0;
    int of_kind = 0;
    for (const auto& reading : round.readings()) {
        of_clerk += reading.member() == member ? 1 : 0;
        of_kind += reading.office_kind() == office_kind ? 1 : 0;
    }
    return of_clerk < max_readings_of_clerk && of_kind < max_readings_of_kind;
}

bool takes_readings(v1::PaperState state) {
    return state == v1::ISSUED || state == v1::SEALED_ONCE || state == v1::SEALED_TWICE ||
           state == v1::SHOWN_ONCE || state == v1::DIFFERS;
}

// Choices are compared by their canonical bytes. Of the time of receipt only the side of the close
// matters: two clerks rarely note the same minute.
v1::ReadingDifference difference_between(const v1::PaperEntry& one, const v1::PaperEntry& other,
                                         std::int64_t closes_ms) {
    v1::ReadingDifference found;
    const int items = std::min(one.choices_size(), other.choices_size());
    for (int item = 0; item < items; ++item)
        if (codec::encode(one.choices(item)) != codec::encode(other.choices(item)))
            found.add_items(static_cast<std::uint32_t>(item));
    found.set_signature(one.is_signed() != other.is_signed());
    found.set_helper(one.helper() != other.helper());
    found.set_proxy(one.proxy() != other.proxy());
    found.set_receipt((one.received_ms() >= closes_ms) != (other.received_ms() >= closes_ms));
    return found;
}

bool are_alike(const v1::PaperEntry& one, const v1::PaperEntry& other, std::int64_t closes_ms) {
    const auto found = difference_between(one, other, closes_ms);
    return found.items().empty() && !found.signature() && !found.helper() && !found.proxy() &&
           !found.receipt();
}

}  // namespace linlian::ballot
