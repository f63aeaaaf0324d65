// Numbers of identity documents: reading, checking (GB 11643 for resident cards, GB 32100 for
// companies), masking, and telling whether two are the same person's. Used by the checks and the
// plan; it looks nothing up.
#pragma once

#include "roster/check/words/roster_words.h"

#include <optional>
#include <string>
#include <string_view>

namespace linlian::roster {

// A civil date as the number yyyymmdd, so that dates compare as numbers.
using CivilDate = std::int32_t;

// What is wrong with a number, as the name of a fault; "" when nothing is. ID_ROUNDED: a
// spreadsheet turned it into a binary number and the last digits are lost. ID_MALFORMED: wrong
// length, letters or birth date. ID_CHECKSUM: one digit is wrong or two are swapped.
std::string_view flaw_of_id(IdType type, std::string_view number);

// What kind of document a number without a stated kind belongs to, by its form.
IdType guessed_id_type(std::string_view number);

// One text per person: kind and number, old resident cards of 15 digits made 18 long. Only for
// numbers without a flaw.
std::string identity_key(IdType type, std::string_view number);

// The date of birth in a resident card's number; nothing for other kinds.
std::optional<CivilDate> birth_date(IdType type, std::string_view number);

// True when somebody born then is under 18 on `today` (Civil Code art. 17).
bool is_minor(CivilDate born, CivilDate today);

// The last character of a resident card by its first 17 digits (GB 11643, ISO 7064 mod 11-2).
char resident_card_check(std::string_view seventeen_digits);

// The last character of a credit code by its first 17 (GB 32100, mod 31); nothing for letters
// that the code does not use (I, O, S, V, Z).
std::optional<char> credit_code_check(std::string_view seventeen);

// The number with its middle hidden, for faults and slips: 320***********123X.
std::string masked_id(std::string_view number);

// A person's or company's name with all but the beginning hidden: 王*, 南京****.
std::string masked_name(std::string_view name);

// A mainland mobile number (11 digits from 13 to 19), a land line with area code, or an
// international number after +.
bool is_phone(std::string_view phone);

}  // namespace linlian::roster
