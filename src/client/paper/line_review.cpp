// The rows that are shown before deliveries or a city's list are signed; the columns are those of
// line_heading.
#include "client/paper/line_review.h"

#include "base/hex.h"
#include "client/dispute/objection_text.h"
#include "client/paper/paper_text.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"
#include "client/words/enum_words.h"
#include "ops/time/beijing_time.h"

#include <fmt/format.h>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// One line: its number in the table, serial, first 16 digits of the head, area, what is recorded,
// and the doors. A dash stands for what the table or the names file does not have. Doors are words
// of others, so they stand behind a bar.
Row row_of(std::size_t number, const registry::v1::RollLine& line, const LineFinder& finder,
           const Bytes& serial, const std::string& recorded) {
    const auto doors = finder.doors_of(line.head());
    return {std::to_string(number),
            serial.empty() ? "–" : to_hex(serial),
            to_hex(line.head()).substr(0, 16),
            square_metres(line.area_centi()),
            recorded,
            doors.empty() ? Styled{"–"} : behind_bar(doors)};
}

// Kind and time of a delivery, and whether it told what silence does: whoever was not told follows
// no majority by it.
std::string told(const bal::DeliveryProof& proof) {
    const auto kind = words_of(proof.kind());
    return fmt::format("{} {}，{}{}", kind.zh, kind.en,
                       ops::beijing_text(Timestamp{proof.time_ms()}),
                       proof.warned() ? "，已告知沉默后果 told what silence does" : "");
}

}  // namespace

Row line_heading(const char* what) {
    return {"", "编号 serial", "表决人 head", "面积 area", what, "房号 door"};
}

Rows delivery_rows(std::span<const bal::DeliveryEntry> entries, const LineFinder& finder) {
    Rows rows;
    for (const auto& entry : entries)
        rows.push_back(row_of(rows.size() + 1, entry.voter().line(), finder, entry.serial(),
                              told(entry.proof())));
    return rows;
}

// Numbered through over all acts, as the rows of the file are.
Rows city_rows(std::span<const bal::EnterCityList> acts, const bal::CallBallot& call,
               const LineFinder& finder) {
    Rows rows;
    for (const auto& act : acts)
        for (const auto& line : act.lines())
            rows.push_back(row_of(rows.size() + 1, line.voter().line(), finder, line.serial(),
                                  claim_words(call, line.choices())));
    return rows;
}

}  // namespace linlian::client
