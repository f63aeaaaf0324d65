// The log on top of spdlog: to standard error, to files that rotate, or nowhere. Every line is made
// safe for a terminal before it is written.

#include "ops/log.h"

#include "ops/output.h"
#include "ops/safe_text.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/rotating_file_sink.h>

#include <mutex>
#include <unistd.h>

namespace linlian::ops {

struct Log::Sink {
    explicit Sink(spdlog::sink_ptr sink) : logger("linlian", std::move(sink)) {}
    spdlog::logger logger;
};

namespace {

// Lines that never hold up whoever logs, see Output.
class OutputSink final : public spdlog::sinks::base_sink<std::mutex> {
  public:
    explicit OutputSink(int descriptor) : output_(descriptor) {}

  protected:
    void sink_it_(const spdlog::details::log_msg& message) override {
        spdlog::memory_buf_t line;
        base_sink<std::mutex>::formatter_->format(message, line);
        output_.write({line.data(), line.size()});
    }
    void flush_() override {}

  private:
    Output output_;
};

// 20 MiB a file, and five older ones: 120 MiB of disk at most.
constexpr std::size_t log_file_bytes = 20 * 1024 * 1024;
constexpr std::size_t old_log_files = 5;

spdlog::level::level_enum to_spdlog(LogLevel level) {
    switch (level) {
        case LogLevel::debug:
            return spdlog::level::debug;
        case LogLevel::info:
            return spdlog::level::info;
        case LogLevel::warning:
            return spdlog::level::warn;
        case LogLevel::error:
            return spdlog::level::err;
        case LogLevel::off:
            return spdlog::level::off;
    }
    return spdlog::level::off;
}

// Times in UTC, so that logs of several nodes can be laid side by side.
void prepare(spdlog::logger& logger, LogLevel least) {
    logger.set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    logger.set_level(to_spdlog(least));
    logger.flush_on(spdlog::level::info);
    // A disk without room loses lines; there is nowhere to say so that could not be full as well.
    logger.set_error_handler([](const std::string&) {});
}

}  // namespace

Log Log::to_stderr(LogLevel least) {
    Log log{std::make_unique<Sink>(std::make_shared<OutputSink>(STDERR_FILENO))};
    prepare(log.sink_->logger, least);
    return log;
}

// A log file that cannot be opened stops no node: the log then goes to standard error.
Log Log::to_file(const std::string& path, LogLevel least) {
    try {
        Log log{std::make_unique<Sink>(std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
            path, log_file_bytes, old_log_files))};
        prepare(log.sink_->logger, least);
        return log;
    } catch (const spdlog::spdlog_ex& error) {
        Log log = to_stderr(least);
        log.warning("the log file {} cannot be opened: {}", path, error.what());
        return log;
    }
}

Log Log::silent() {
    Log log{std::make_unique<Sink>(std::make_shared<spdlog::sinks::null_sink_mt>())};
    prepare(log.sink_->logger, LogLevel::off);
    return log;
}

void Log::write(LogLevel level, std::string_view line) const {
    // A line may name what a stranger sent; a log is read on a terminal.
    const auto safe = safe_line(line);
    sink_->logger.log(to_spdlog(level), spdlog::string_view_t{safe.data(), safe.size()});
}

}  // namespace linlian::ops
