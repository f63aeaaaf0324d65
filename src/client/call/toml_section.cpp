// Strict reading of one TOML table. Each reader marks its key as read and either gives a value or
// notes a fault; finish() then notes what nobody read.
#include "client/call/toml_section.h"

#include "client/client.pb.h"
#include "client/shown/quoted.h"
#include "codec/refusal.h"
#include "ops/time/beijing_time.h"

#include <fmt/format.h>

namespace linlian::client {
namespace {

// Read as if it were Beijing time, then moved by what a written zone differs from it; offsets are
// in minutes east of UTC. Nothing for what no calendar has.
std::optional<Timestamp> moment_of(const toml::date_time& value) {
    const auto local = ops::from_beijing({value.date.year, value.date.month, value.date.day,
                                          value.time.hour, value.time.minute, value.time.second});
    if (!local || !value.offset) return local;
    return Timestamp{local->ms + beijing_offset_ms - value.offset->minutes * ms_per_minute};
}

}  // namespace

void TomlFaults::note(std::uint32_t line, const std::string& field, const std::string& zh,
                      const std::string& en) {
    list.push_back(codec::make_refusal(
        v1::CALL_DOCUMENT_WRONG,
        {{"line", std::to_string(line)}, {"field", field}, {"zh", zh}, {"en", en}}));
}

// Only the first fault of the grammar is known: behind it the parser does not go on.
std::optional<toml::table> parse_toml(std::string_view text, TomlFaults& faults) {
    // The library throws what it does not understand; it is caught here, where it comes in.
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        faults.note(error.source().begin.line, "TOML", "写法不符合 TOML",
                    in_brackets(error.description()));
        return std::nullopt;
    }
}

// "times.opens": the section and the key, as the document writes them.
std::string TomlSection::field(std::string_view key) const {
    return name_.empty() ? std::string{key} : name_ + "." + std::string{key};
}

// Marks the key as known, whether it is there or not.
const toml::node* TomlSection::find(const char* key) {
    read_.insert(key);
    return table_.get(key);
}

// A key that is missing has no line of its own; then that of its section is named.
void TomlSection::wrong(const char* key, const std::string& zh, const std::string& en) {
    const auto* node = table_.get(key);
    const auto line = node != nullptr ? node->source().begin.line : table_.source().begin.line;
    faults_.note(line, field(key), zh, en);
}

// The limit counts bytes, as the schema does: most Chinese characters have three. A number or a
// date is no text, even where it could be written as one.
std::string TomlSection::text(const char* key, bool is_needed, std::size_t max_bytes) {
    const auto* node = find(key);
    if (node == nullptr) {
        if (is_needed) wrong(key, "缺少此项", "is missing");
        return {};
    }
    auto value = node->value_exact<std::string>();
    if (!value) {
        wrong(key, "应为带引号的文字", "takes a text in quotes");
        return {};
    }
    if (value->empty() && is_needed) wrong(key, "不能为空", "must not be empty");
    if (value->size() > max_bytes)
        wrong(key, fmt::format("过长，最多 {} 字节", max_bytes),
              fmt::format("is too long, at most {} bytes", max_bytes));
    return std::move(*value);
}

// `otherwise` is the value of a key that is left out, and of one that is a fault.
bool TomlSection::flag(const char* key, bool otherwise) {
    const auto* node = find(key);
    if (node == nullptr) return otherwise;
    const auto value = node->value_exact<bool>();
    if (!value) wrong(key, "应为 true 或 false", "takes true or false");
    return value.value_or(otherwise);
}

// From 0 to `most`; negative ones and fractions are faults.
std::uint32_t TomlSection::number(const char* key, std::uint32_t otherwise, std::uint32_t most) {
    const auto* node = find(key);
    if (node == nullptr) return otherwise;
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < 0 || *value > most) {
        wrong(key, fmt::format("应为 0 至 {} 的整数", most),
              fmt::format("takes a whole number from 0 to {}", most));
        return otherwise;
    }
    return static_cast<std::uint32_t>(*value);
}

// Always needed. A date alone, without a time, is a fault: nobody would know at which hour it opens
// or closes.
Timestamp TomlSection::time(const char* key) {
    const auto* node = find(key);
    if (node == nullptr) {
        wrong(key, "缺少此项", "is missing");
        return {};
    }
    const auto value = node->value_exact<toml::date_time>();
    const auto moment = value ? moment_of(*value) : std::nullopt;
    if (!moment) {
        wrong(key, "应为日期和时间（北京时间），不加引号，如 2026-12-10T09:00:00",
              "takes a date and time in Beijing time without quotes: 2026-12-10T09:00:00");
        return {};
    }
    return *moment;
}

// A key of this name that is no table is a fault, and gives null too.
const toml::table* TomlSection::table(const char* key) {
    const auto* node = find(key);
    if (node == nullptr) return nullptr;
    if (node->as_table() == nullptr)
        wrong(key, fmt::format("应写成 [{}] 一节", key), fmt::format("is a section: [{}]", key));
    return node->as_table();
}

std::vector<const toml::table*> TomlSection::tables(const char* key) {
    std::vector<const toml::table*> found;
    const auto* node = find(key);
    if (node == nullptr) return found;
    const auto* list = node->as_array();
    if (list == nullptr || !list->is_array_of_tables()) {
        wrong(key, fmt::format("应写成 [[{}]]", key), fmt::format("is written as [[{}]]", key));
        return found;
    }
    for (const auto& entry : *list) found.push_back(entry.as_table());
    return found;
}

// Entries that are no texts are faults and are left out; a list that is none is a fault and gives
// nothing.
std::vector<std::string> TomlSection::list(const char* key) {
    std::vector<std::string> texts;
    const auto* node = find(key);
    if (node == nullptr) return texts;
    const auto* entries = node->as_array();
    if (entries == nullptr) {
        wrong(key, "应为列表 [\"…\", \"…\"]", "takes a list: [\"…\", \"…\"]");
        return texts;
    }
    for (const auto& entry : *entries) {
        if (const auto text = entry.value_exact<std::string>())
            texts.push_back(*text);
        else
            wrong(key, "列表中应为带引号的文字", "takes texts in quotes");
    }
    return texts;
}

void TomlSection::finish() {
    for (const auto& [key, value] : table_) {
        if (read_.contains(key.str())) continue;
        faults_.note(key.source().begin.line, field(in_brackets(key.str())),
                     "没有这一项，请检查拼写", "is not known; check its spelling");
    }
}

}  // namespace linlian::client
