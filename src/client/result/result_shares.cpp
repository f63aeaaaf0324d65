// Seats and shares of a result in words, as result_shares.h declares them. The count names channels
// and offices by short texts, which are turned into words here.
#include "client/result/result_shares.h"

#include "base/hex.h"
#include "client/shown/quoted.h"
#include "client/words/enum_words.h"

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// What became of a candidate in an election.
Bilingual standing_words(tally::v1::SeatStanding standing) {
    switch (standing) {
        case tally::v1::SEATED:
            return {"当选", "elected"};
        case tally::v1::TIED:
            return {"票数相同，待定", "tied"};
        case tally::v1::OUTRUN:
            return {"未当选", "not elected"};
        case tally::v1::RULE_NOT_MET:
            return {"未达规定票数", "below the threshold"};
        default:
            return {"无法认定", "cannot be decided"};
    }
}

// As the count writes it: "city_list".
std::string channel_name(bal::Channel channel) {
    std::string name = bal::Channel_Name(channel);
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return name;
}

// A pair of clerks' offices in hex, 32 digits each.
// Offices without a known name by the first eight digits of their id.
Bilingual pair_words(const std::string& hex, const std::map<Bytes, std::string>& offices) {
    constexpr std::size_t id_digits = 2 * Id16::size;
    Bilingual told{"纸质录入：", "entered by "};
    std::size_t found = 0;
    for (std::size_t at = 0; at + id_digits <= hex.size();) {
        const auto id = from_hex(hex.substr(at, id_digits));
        if (!id) {
            ++at;  // whatever stands between the two ids
            continue;
        }
        const auto name = offices.find(*id);
        const auto shown = name == offices.end() ? hex.substr(at, 8) : in_brackets(name->second);
        told.zh += (found == 0 ? "" : "、") + shown;
        told.en += (found == 0 ? "" : ", ") + shown;
        ++found;
        at += id_digits;
    }
    return found == 0 ? Bilingual{"纸质录入：" + hex, "entered by " + hex} : told;
}

// A channel that this program does not know is shown as the count writes it.
Bilingual channel_words(const std::string& by) {
    for (const auto channel : {bal::PHONE, bal::PAPER, bal::CITY_LIST}) {
        if (by != channel_name(channel)) continue;
        const auto words = words_of(channel);
        return {std::string{words.zh} + "票", std::string{words.en}};
    }
    if (by == channel_name(bal::RULING)) return {"由裁定计入", "as a ruling has it"};
    return {by, by};
}

FigureRow row_of(Bilingual what, const bal::Share& share) {
    return {std::move(what), grouped(share.heads()), ""};
}

}  // namespace

Bilingual seat_words(const bal::VerdictRow& row, int option) {
    for (const auto& seat : row.election().results()) {
        // The count calls candidates by the number of their option, in decimal.
        if (seat.candidate() == std::to_string(option)) return standing_words(seat.standing());
    }
    if (row.has_election() || option >= row.options_size()) return {"", ""};
    return row.options(option).verdict().outcome() == tally::v1::PASSED
               ? Bilingual{"通过", "passed"}
               : Bilingual{"", ""};
}

std::vector<FigureRow> share_rows(const bal::VerdictRow& row,
                                  const std::map<Bytes, std::string>& offices) {
    std::vector<FigureRow> rows;
    for (const auto& share : row.by_channel())
        rows.push_back(row_of(channel_words(share.by()), share));
    for (const auto& share : row.by_clerks())
        rows.push_back(row_of(pair_words(share.by(), offices), share));
    return rows;
}

}  // namespace linlian::client
