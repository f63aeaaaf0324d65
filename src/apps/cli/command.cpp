#include "apps/cli/command.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <map>
#include <optional>

namespace linlian::apps {

const Argument& Argument::required() const {
    option_->required();
    return *this;
}

const Argument& Argument::shows_default() const {
    option_->capture_default_str();
    return *this;
}

const Argument& Argument::between(double least, double most) const {
    option_->check(CLI::Range(least, most));
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
    return Argument{app_->add_option(name, target, help)};
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
