// Numbers of documents: their form, their check digits, what they say, and how they are shown.
// Resident identity cards have 18 characters (older ones 15 digits), unified social credit codes
// 18. Of other documents only the length is looked at.

#include "roster/check/words/id_number.h"

#include "roster/text.h"

#include <array>
#include <chrono>

namespace linlian::roster {

namespace {

constexpr std::size_t card_length = 18;
constexpr std::size_t old_card_length = 15;
// The check character of a card: the weighted sum modulo 11 picks it from this row.
constexpr std::array<int, 17> card_weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
constexpr std::string_view card_checks = "10X98765432";
// That of a credit code: modulo 31, over letters without I, O, S, V and Z.
constexpr std::array<int, 17> code_weights{1,  3,  9,  27, 19, 26, 16, 17, 20,
                                           29, 25, 13, 8,  24, 10, 30, 28};
constexpr std::string_view code_letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

// Years far out are no dates of birth.
bool is_date(CivilDate date) {
    const int year = date / 10'000;
    const auto day = std::chrono::year{year} / (date / 100 % 100) / (date % 100);
    return day.ok() && year >= 1850 && year <= 2200;
}

// A card of 15 digits as the one of 18 that replaced it: the century is put in, and the check
// character behind. Other texts come back as they are.
std::string eighteen_digits(const std::string& number) {
    if (number.size() != old_card_length || !all_digits(number)) return number;
    auto first = number.substr(0, 6) + "19" + number.substr(6);
    return first + resident_card_check(first);
}

// A spreadsheet keeps 15 digits: what follows becomes noughts or an exponent.
bool is_rounded(const std::string& number) {
    if (number.find("E+") != std::string::npos) return true;
    return number.size() == card_length && all_digits(number) && number.ends_with("000") &&
           resident_card_check(number) != number.back();
}

// The name of the fault; empty when there is none.
std::string_view flaw_of_card(const std::string& number) {
    const auto full = eighteen_digits(number);
    if (full.size() != card_length || !all_digits(std::string_view{full}.substr(0, 17)))
        return "ID_MALFORMED";
    if (full[17] != 'X' && (full[17] < '0' || full[17] > '9')) return "ID_MALFORMED";
    if (!is_date(std::stoi(full.substr(6, 8)))) return "ID_MALFORMED";
    return resident_card_check(full) == full[17] ? "" : "ID_CHECKSUM";
}

std::string_view flaw_of_code(const std::string& number) {
    if (number.size() == old_card_length && all_digits(number)) return "";  // old registration no.
    if (number.size() != card_length) return "ID_MALFORMED";
    const auto check = credit_code_check(number);
    if (!check) return "ID_MALFORMED";
    return *check == number[17] ? "" : "ID_CHECKSUM";
}

}  // namespace

// The argument must be digits; of fewer than seventeen the missing ones count as 0.
char resident_card_check(std::string_view seventeen_digits) {
    int sum = 0;
    for (std::size_t i = 0; i < card_weights.size() && i < seventeen_digits.size(); ++i)
        sum += (seventeen_digits[i] - '0') * card_weights[i];
    return card_checks[static_cast<std::size_t>((sum % 11 + 11) % 11)];
}

std::optional<char> credit_code_check(std::string_view seventeen) {
    if (seventeen.size() < code_weights.size()) return std::nullopt;
    int sum = 0;
    for (std::size_t i = 0; i < code_weights.size(); ++i) {
        const auto value = code_letters.find(seventeen[i]);
        if (value == std::string_view::npos) return std::nullopt;
        sum += static_cast<int>(value) * code_weights[i];
    }
    return code_letters[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

// First what a spreadsheet does to long numbers: it is no typing error, and is mended in another
// way.
std::string_view flaw_of_id(IdType type, std::string_view raw) {
    const auto number = folded_upper(raw);
    if (is_rounded(number)) return "ID_ROUNDED";
    switch (type) {
        case IdType::resident_card:
            return flaw_of_card(number);
        case IdType::credit_code:
            return flaw_of_code(number);
        case IdType::passport:
        case IdType::home_return_card:
        case IdType::taiwan_card:
        case IdType::residence_permit:
        case IdType::other:
            break;
    }
    return number.size() < 4 || number.size() > 40 ? "ID_MALFORMED" : "";
}

// By form and check digit; what begins like a card is taken for one with a typing error, so that
// the fault names that.
IdType guessed_id_type(std::string_view raw) {
    const auto number = folded_upper(raw);
    if (flaw_of_card(number) == "") return IdType::resident_card;
    if (number.size() == card_length && flaw_of_code(number) == "") return IdType::credit_code;
    const bool digits = all_digits(std::string_view{number}.substr(0, 15));
    return digits && number.size() >= old_card_length ? IdType::resident_card : IdType::other;
}

// The same person has the same key, whichever form of the card number was entered.
std::string identity_key(IdType type, std::string_view raw) {
    auto number = folded_upper(raw);
    if (type == IdType::resident_card) number = eighteen_digits(number);
    return std::string{name_of(type)} + ":" + number;
}

std::optional<CivilDate> birth_date(IdType type, std::string_view raw) {
    if (type != IdType::resident_card && type != IdType::residence_permit) return std::nullopt;
    const auto full = eighteen_digits(folded_upper(raw));
    if (!flaw_of_card(full).empty()) return std::nullopt;
    return std::stoi(full.substr(6, 8));
}

// Dates are numbers such as 20080131, so that eighteen years are 180000. Whoever turns eighteen
// today is of age.
bool is_minor(CivilDate born, CivilDate today) {
    constexpr CivilDate eighteen_years = 18 * 10'000;
    return today < born + eighteen_years;
}

// The first three and the last four characters; of a short number one of each.
std::string masked_id(std::string_view number) {
    const auto characters = characters_of(number);
    std::string out;
    const std::size_t front = characters.size() >= 10 ? 3 : 1;
    const std::size_t back = characters.size() >= 10 ? 4 : 1;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const bool is_shown = i < front || i + back >= characters.size();
        out += is_shown ? characters[i] : "*";
    }
    return out;
}

// The first character, of long names two; at most four stars, so that the length tells little.
std::string masked_name(std::string_view name) {
    const auto characters = characters_of(name);
    const std::size_t kept = characters.size() <= 4 ? 1 : 2;
    std::string out;
    for (std::size_t i = 0; i < characters.size() && i < kept + 4; ++i)
        out += i < kept ? characters[i] : "*";
    return out;
}

// Mobile numbers of mainland China (11 digits from 13), landlines with their area code, and numbers
// abroad with a plus.
bool is_phone(std::string_view raw) {
    std::string phone;
    for (char c : folded(raw)) {
        if (c != '-' && c != '(' && c != ')') phone += c;
    }
    if (phone.starts_with('+')) {
        phone.erase(0, 1);
        if (phone.starts_with("86"))
            phone.erase(0, 2);
        else
            return all_digits(phone) && phone.size() >= 7 && phone.size() <= 15;
    }
    if (!all_digits(phone)) return false;
    if (phone.starts_with('1')) return phone.size() == 11 && phone[1] >= '3';
    return phone.starts_with('0') && phone.size() >= 10 && phone.size() <= 12;
}

}  // namespace linlian::roster
