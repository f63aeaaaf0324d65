// Figures of a ballot as people read them: heads, areas, thresholds, turnout, choices. The review,
// the result on the terminal and the sheets of paper take their words from here, so that they
// never differ. Integers throughout.
#pragma once

#include "base/bytes.h"
#include "client/proof/verdict_text.h"
#include "modules/ballot/ballot.pb.h"

#include <optional>
#include <string>
#include <vector>

namespace linlian::client {

// 1,880
std::string grouped(std::uint64_t number);
// 3f2a 90bc …: how an id or hash is printed for comparing.
std::string in_fours(BytesView bytes);

// One line of a table of figures: what it is, heads and area as text ("–" for unknown).
struct FigureRow {
    Bilingual what;
    std::string heads;
    std::string area;
};
// All, taking part, agree, disagree, abstain, invalid, delivered but silent, absent.
std::vector<FigureRow> part_rows(const tally::v1::Input& input);

// What a check asks of an electorate of these totals, before anybody voted: "needs 1,254 of 1,880
// heads". A share of those who take part has no figure yet and is told as a share.
std::vector<Bilingual> thresholds_words(const tally::v1::Rule& rule,
                                        const tally::v1::Figures& total);

// How many heads still have to take part so that participation by heads is reached; 0: none. Over
// all items: the most that one of them asks. The area that takes part is told with the result.
struct StillNeeded {
    std::uint64_t heads = 0;
    bool is_asked = false;  // false: no item asks for participation
};
StillNeeded still_needed(const ballot::v1::CallBallot& call, const ballot::v1::Poll& poll);

std::uint64_t heads_of(const ballot::v1::Poll& poll);
tally::v1::Figures totals_of(const ballot::v1::Poll& poll);

// "赞成：候选人二、候选人四" and "agree: …". Options are told by title.
Bilingual choice_words(const ballot::v1::Item& item, const ballot::v1::OpenChoice& choice);

// "第 1 项 民法典第278条第一款第5项"
std::string matter_words(const ballot::v1::Item& item);
// What an item decides whose text says that the silent follow the majority.
Bilingual silence_rule_words();

// What may become of a result, said where it is shown; nothing while it simply stands.
std::optional<Bilingual> caution_of(const ballot::v1::Poll& poll);

// How many objections the poll proves and how they were ruled on, and how many of them are missing
// among those that a node shows, whose texts are its word.
Bilingual objections_counted(const ballot::v1::Poll& poll);
std::optional<Bilingual> objections_missing(const ballot::v1::Poll& poll, std::size_t shown);
// How many there are, and of them to be seen by a reader who may have got their own alone; nothing
// where they see all.
std::optional<Bilingual> objections_of_others(const ballot::v1::Poll& poll, std::size_t shown);

}  // namespace linlian::client
