// Choices as people type them: 1=agree 2=反对 3=option:2,4. Items and options count from 1 here and
// from 0 in the act. Casting, papers and mandates read them with this.
#pragma once

#include "base/result.h"
#include "client/shown/styled.h"
#include "modules/ballot/ballot.pb.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace linlian::client {

using Choices = google::protobuf::RepeatedPtrField<ballot::v1::ItemChoice>;

struct ChoiceRules {
    bool is_whole = true;         // every item must be answered
    bool may_be_invalid = false;  // only paper may be spoilt
};

// One answer, without its item: "agree", "赞成", "option:2,4", "2、4".
// Refusal client.COMMAND_WRONG says what this item takes.
Result<ballot::v1::OpenChoice> read_choice(const std::string& text, const ballot::v1::Item& item,
                                           const ChoiceRules& rules);

// All answers, ascending by item. Refusals client.COMMAND_WRONG: an item that is none, is answered
// twice or, where the whole is asked, not at all.
Result<Choices> read_choices(const std::vector<std::string>& texts,
                             const ballot::v1::CallBallot& call, const ChoiceRules& rules);

// Asks a person and gives their answer; nothing where nobody answers any more.
using AskPerson = std::function<std::optional<std::string>(const Styled& question)>;
// All answers, item by item; a wrong one is asked for again. Refusal client.NOT_CONFIRMED where
// nobody answers.
Result<Choices> ask_choices(const AskPerson& ask, const ballot::v1::CallBallot& call);

// Puts the answers, in the order of the items.
Choices choices_of(const std::vector<ballot::v1::OpenChoice>& answers);

}  // namespace linlian::client
