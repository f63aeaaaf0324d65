#include "apps/cli/command.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <map>
#include <optional>

namespace linlian::apps {
namespace {

// Decimal digits alone: the library would take 010 for eight, and -3 for a number beyond all
// others.
template <class Number>
std::optional<Number> read_number(const std::string& text) {
    Number number{};
    const char* end = text.data() + text.size();
    const bool is_padded = text.size() > 1 && text[0] == '0' && text[1] != '.';
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (is_padded || error != std::errc{} || stop != end) return std::nullopt;
    return number;
}

template <class Number>
std::string fault_of(std::string& text) {
    if (read_number<Number>(text)) return {};
    return text +
           " 不是这里可用的数字，请用十进制、不加前导零 is no number that fits here: write it in "
           "decimal digits, without noughts before it";
}

void check_number(CLI::Option*, const std::string*) {}
void check_number(CLI::Option*, const std::vector<std::string>*) {}
template <class Number>
void check_number(CLI::Option* option, const Number*) {
    option->check(CLI::Validator{fault_of<Number>, ""});
}
template <class Number>
void check_number(CLI::Option* option, const std::vector<Number>*) {
    option->check(CLI::Validator{fault_of<Number>, ""});
}

}  // namespace

const Argument& Argument::required() const {
    option_->required();
    return *this;
}

const Argument& Argument::shows_default() const {
    option_->capture_default_str();
    return *this;
}

const Argument& Argument::between(double least, double most) const {
    const auto range = fmt::format("{} - {}", least, most);
    const auto fault = [=](const std::string& text) {
        const auto number = read_number<double>(text);
        const bool fits = number && *number >= least && *number <= most;
        return fits ? std::string{} : fmt::format("{} 不在范围内 is not in {}", text, range);
    };
    option_->check(
        CLI::Validator{[fault](std::string& text) { return fault(text); }, "in [" + range + "]"});
    return *this;
}

const Argument& Argument::one_of(const std::vector<std::string>& words) const {
    option_->check(CLI::IsMember(words));
    return *this;
}

const Argument& Argument::checked(std::function<std::string(const std::string&)> fault) const {
    option_->check(std::move(fault));
    return *this;
}

const Argument& Argument::takes(int least, int most) const {
    option_->expected(least, most);
    return *this;
}

const Argument& Argument::excludes(const Argument& other) const {
    option_->excludes(other.option_);
    return *this;
}

bool Argument::is_given() const { return option_->count() > 0; }

Command Command::add_command(const std::string& name, const std::string& help) const {
    return Command{app_->add_subcommand(name, help)};
}

const Command& Command::needs_command() const {
    app_->require_subcommand(1);
    return *this;
}

template <class T>
Argument Command::add_option(const std::string& name, T& target, const std::string& help) const {
    auto* option = app_->add_option(name, target, help);
    check_number(option, &target);
    return Argument{option};
}

using Text = const std::string;
template Argument Command::add_option(Text&, std::string&, Text&) const;
template Argument Command::add_option(Text&, std::vector<std::string>&, Text&) const;
template Argument Command::add_option(Text&, std::vector<std::uint32_t>&, Text&) const;
template Argument Command::add_option(Text&, std::uint16_t&, Text&) const;
template Argument Command::add_option(Text&, std::uint32_t&, Text&) const;
template Argument Command::add_option(Text&, std::uint64_t&, Text&) const;
template Argument Command::add_option(Text&, std::int64_t&, Text&) const;
template Argument Command::add_option(Text&, int&, Text&) const;
template Argument Command::add_option(Text&, double&, Text&) const;

Argument Command::add_option(const std::string& name, std::function<void(const std::string&)> take,
                             const std::string& help) const {
    return Argument{app_->add_option_function<std::string>(name, take, help)};
}

Argument Command::add_flag(const std::string& name, bool& target, const std::string& help) const {
    return Argument{app_->add_flag(name, target, help)};
}

const Command& Command::group(const std::string& heading) const {
    app_->group(heading);
    return *this;
}

const Command& Command::footer(const std::string& text) const {
    app_->footer(text);
    return *this;
}

bool Command::has_chosen() const { return !app_->get_subcommands().empty(); }

const Command& Command::on_chosen(std::function<void()> run) const {
    app_->callback(std::move(run));
    return *this;
}

}  // namespace linlian::apps
