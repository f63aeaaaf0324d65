// Makes up people and companies for made-up rosters, each once: names, numbers with right check
// digits, phones. demo_roster and the benches use it; chance comes from its seed.
#pragma once

#include "roster/check/words/roster_words.h"

#include <cstdint>
#include <random>
#include <set>
#include <string>

namespace linlian::roster {

// As the cells of a row say it; an empty text is an empty cell.
struct DemoPerson {
    std::string name;
    IdType id_type = IdType::resident_card;
    std::string id_number;
    std::string phone;
    OwnerKind kind = OwnerKind::person;
    std::string status;
    std::string guardian;
    std::string document;
};

class DemoPeople {
  public:
    explicit DemoPeople(std::uint64_t seed) : chance_(seed) {}

    // A number from 0 to below - 1.
    std::uint32_t below(std::uint32_t below);

    DemoPerson adult();
    DemoPerson minor();
    DemoPerson company(bool is_developer);

  private:
    std::string card(int first_year, int years);
    std::string name();
    std::string phone();

    std::mt19937_64 chance_;
    // What was given out already.
    std::set<std::string> numbers_;
    std::uint32_t phones_ = 0;
    std::uint32_t companies_ = 0;
};

}  // namespace linlian::roster
