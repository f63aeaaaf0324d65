// One answer is read by read_choice, all of them by read_choices. What does not fit the item is
// refused here with the words that it takes, before anything is shown or signed.
#include "client/vote/choices.h"

#include "client/client.pb.h"
#include "client/proof/typed.h"
#include "client/shown/quoted.h"
#include "client/words/enum_words.h"
#include "codec/refusal.h"
#include "roster/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// What an item takes, for a refusal.
std::string allowed_for(const bal::Item& item, const ChoiceRules& rules) {
    std::string text;
    if (item.form() == bal::YES_OR_NO)
        text = "agree 赞成, disagree 反对, abstain 弃权";
    else
        text = fmt::format("option:1 … {} (at most {}), disagree 都不同意, abstain 弃权",
                           item.options_size(), item.form() == bal::ELECT ? item.seats() : 1);
    return rules.may_be_invalid ? text + ", invalid 废票" : text;
}

tl::unexpected<Refusal> wrong_choice(const std::string& text, const bal::Item& item,
                                     const ChoiceRules& rules) {
    return tl::unexpected(wrong_command(
        fmt::format("{0}不是对{1}的答复，可填：{2} {0} is no answer to {1}; it takes: {2}",
                    in_brackets(text), in_brackets(item.title().zh()), allowed_for(item, rules))));
}

// The numbers after option:, from 0 and ascending; nothing for what is none.
// The prefix may be left out; 0 and a number that stands there twice are none.
std::optional<std::set<std::uint32_t>> read_options(std::string_view text) {
    for (const std::string_view prefix : {"option:", "options:", "选项:", "选项："}) {
        if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
    }
    std::set<std::uint32_t> options;
    for (const auto& part : roster::split_any(text, {",", "，", "、", "+"})) {
        std::uint32_t number = 0;
        const char* end = part.data() + part.size();
        const bool is_number =
            std::from_chars(part.data(), end, number) == std::from_chars_result{end, std::errc{}};
        if (!is_number || number == 0 || !options.insert(number - 1).second) return std::nullopt;
    }
    if (options.empty()) return std::nullopt;
    return options;
}

// An item, from 0, and what was typed for it.
struct Answer {
    std::size_t item = 0;
    std::string text;
};

// ITEM=ANSWER, split at the first sign; the item is one of the ballot.
Result<Answer> split_answer(const std::string& text, int items) {
    const auto equals = text.find('=');
    std::size_t number = 0;
    const char* end = text.data() + std::min(equals, text.size());
    const bool is_number =
        std::from_chars(text.data(), end, number) == std::from_chars_result{end, std::errc{}};
    if (equals == std::string::npos || !is_number || number == 0 ||
        number > static_cast<std::size_t>(items))
        return tl::unexpected(
            wrong_command(fmt::format("选择写作 事项=答复，事项为 1 至 {0}，如 1=赞成；不是{1} a "
                                      "choice is ITEM=ANSWER with an "
                                      "item from 1 to {0}, such as 1=agree; not {1}",
                                      items, in_brackets(text))));
    return Answer{number - 1, text.substr(equals + 1)};
}

// An item with its options, each on a line.
Styled asked_of(const bal::Item& item) {
    auto text = styled("\n{}\n", behind_bar(item.title().zh()));
    for (int i = 0; i < item.options_size(); ++i)
        text +=
            styled("{}\n", behind_bar(fmt::format("{}. {}", i + 1, item.options(i).title().zh())));
    return text;
}

}  // namespace

Result<bal::OpenChoice> read_choice(const std::string& given, const bal::Item& item,
                                    const ChoiceRules& rules) {
    const auto text = roster::trimmed(given);
    bal::OpenChoice choice;
    // A word comes first. "Agree" is none for an item with options, for it names none of them;
    // "disagree" means there that none of them is agreed to.
    const auto mark = typed_enum<ballot::v1::Mark>(roster::folded(text));
    const bool by_options = item.form() != bal::YES_OR_NO;
    if (mark) {
        const bool fits =
            (*mark != bal::INVALID || rules.may_be_invalid) && (*mark != bal::AGREE || !by_options);
        if (!fits) return wrong_choice(text, item, rules);
        choice.set_mark(*mark);
        return choice;
    }
    const auto options = read_options(text);
    const std::size_t most = item.form() == bal::ELECT ? item.seats() : 1;
    if (!by_options || !options || options->size() > most ||
        *options->rbegin() >= static_cast<std::uint32_t>(item.options_size()))
        return wrong_choice(text, item, rules);
    // Options are ascending and each once, since they come out of a set: one choice has one form.
    choice.set_mark(bal::AGREE);
    for (const auto option : *options) choice.add_options(option);
    return choice;
}

Result<Choices> read_choices(const std::vector<std::string>& texts, const bal::CallBallot& call,
                             const ChoiceRules& rules) {
    // By item, so that the act has them ascending in whatever order they were typed.
    std::map<std::size_t, bal::OpenChoice> answers;
    for (const auto& text : texts) {
        const auto answer = TRY(split_answer(text, call.items_size()));
        const auto choice =
            TRY(read_choice(answer.text, call.items(static_cast<int>(answer.item)), rules));
        if (!answers.emplace(answer.item, choice).second)
            return tl::unexpected(wrong_command(
                fmt::format("第 {0} 项答了两次 item {0} is answered twice", answer.item + 1)));
    }
    // An item that was forgotten is no abstention: it must be answered aloud.
    for (std::size_t i = 0; rules.is_whole && i < static_cast<std::size_t>(call.items_size());
         ++i) {
        if (!answers.contains(i))
            return tl::unexpected(wrong_command(
                fmt::format("第 {0} 项{1}没有答复，可填：{2} item {0} {1} has no answer; "
                            "it takes: {2}",
                            i + 1, in_brackets(call.items(static_cast<int>(i)).title().zh()),
                            allowed_for(call.items(static_cast<int>(i)), rules))));
    }
    Choices choices;
    for (auto& [item, choice] : answers) {
        auto* added = choices.Add();
        added->set_item(static_cast<std::uint32_t>(item));
        *added->mutable_open() = std::move(choice);
    }
    return choices;
}

Result<Choices> ask_choices(const AskPerson& ask, const bal::CallBallot& call) {
    std::vector<bal::OpenChoice> answers;
    for (const auto& item : call.items()) {
        const Styled prompt =
            item.form() == bal::YES_OR_NO ? "赞成/反对/弃权 > " : "1,2…/反对/弃权 > ";
        auto question = asked_of(item) + prompt;
        for (;;) {
            const auto text = ask(question);
            if (!text) return refuse(v1::NOT_CONFIRMED);
            auto answer = read_choice(*text, item, {});
            if (answer) {
                answers.push_back(std::move(*answer));
                break;
            }
            question = styled("{}\n", answer.error().figures.at(0).value) + prompt;
        }
    }
    return choices_of(answers);
}

Choices choices_of(const std::vector<bal::OpenChoice>& answers) {
    Choices choices;
    for (const auto& answer : answers) {
        auto* added = choices.Add();
        added->set_item(static_cast<std::uint32_t>(choices.size() - 1));
        *added->mutable_open() = answer;
    }
    return choices;
}

}  // namespace linlian::client
