// A command of the program and its arguments, as the files in the folders of `cli` declare them.
// CLI11 does the work; command.cpp alone reads it, for a compiler takes longer over its header than
// over any of our commands. Handles: copies mean the same command.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace linlian::apps {

class Argument {
  public:
    explicit Argument(CLI::Option* option) : option_(option) {}
    const Argument& required() const;
    // Help shows the value that the target has now.
    const Argument& shows_default() const;
    const Argument& between(double least, double most) const;
    const Argument& one_of(const std::vector<std::string>& words) const;
    // Refused where `fault` says why; "" where the value may be.
    const Argument& checked(std::function<std::string(const std::string&)> fault) const;
    // How many values it takes.
    const Argument& takes(int least, int most) const;
    const Argument& excludes(const Argument& other) const;
    // Whether it was given; known once a command runs.
    bool is_given() const;

  private:
    CLI::Option* option_;
};

class Command {
  public:
    explicit Command(CLI::App* app) : app_(app) {}
    Command add_command(const std::string& name, const std::string& help) const;
    // One of its commands must be given.
    const Command& needs_command() const;
    // "name" for a positional argument, "--name" for an option. T: the types that command.cpp
    // lists.
    template <class T>
    Argument add_option(const std::string& name, T& target, const std::string& help) const;
    // Its text goes to `take`, where it is given.
    Argument add_option(const std::string& name, std::function<void(const std::string&)> take,
                        const std::string& help) const;
    Argument add_flag(const std::string& name, bool& target, const std::string& help) const;
    // The heading under which help lists it; "" hides it.
    const Command& group(const std::string& heading) const;
    // What help ends with.
    const Command& footer(const std::string& text) const;
    // Whether one of its commands was given; known once a command runs.
    bool has_chosen() const;
    const Command& on_chosen(std::function<void()> run) const;

  private:
    CLI::App* app_;
};

}  // namespace linlian::apps
