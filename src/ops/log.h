// What a node tells its operator, line by line. Everything above the waterline that has something
// to say is handed a Log. It never gets personal data, secrets or the content of acts.
#pragma once

#include <fmt/format.h>

#include <memory>
#include <string_view>

namespace linlian::ops {

enum class LogLevel { debug, info, warning, error, off };

class Log {
  public:
    // Lines go to standard error, with the time in UTC and the level. Where nobody reads them they
    // are lost: logging never waits.
    static Log to_stderr(LogLevel least);
    // Lines are added to the file at `path`, which is begun anew at 20 MiB; five old ones are kept.
    // Where the file cannot be opened, lines go to standard error, and the first one says so.
    static Log to_file(const std::string& path, LogLevel least);
    // Says nothing: for tests and one-off commands.
    static Log silent();

    template <class... Parts>
    void debug(fmt::format_string<Parts...> text, Parts&&... parts) const {
        write(LogLevel::debug, fmt::format(text, std::forward<Parts>(parts)...));
    }
    template <class... Parts>
    void info(fmt::format_string<Parts...> text, Parts&&... parts) const {
        write(LogLevel::info, fmt::format(text, std::forward<Parts>(parts)...));
    }
    template <class... Parts>
    void warning(fmt::format_string<Parts...> text, Parts&&... parts) const {
        write(LogLevel::warning, fmt::format(text, std::forward<Parts>(parts)...));
    }
    template <class... Parts>
    void error(fmt::format_string<Parts...> text, Parts&&... parts) const {
        write(LogLevel::error, fmt::format(text, std::forward<Parts>(parts)...));
    }

  private:
    struct Sink;
    // The copies of a Log, one in each room that has something to say, are the owners together.
    explicit Log(std::shared_ptr<Sink> sink) : sink_(std::move(sink)) {}
    void write(LogLevel level, std::string_view line) const;

    std::shared_ptr<Sink> sink_;  // owners: all copies of this Log
};

}  // namespace linlian::ops
