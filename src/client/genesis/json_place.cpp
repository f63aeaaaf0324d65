// Strict reading of JSON: a watch on the parser while it reads, then values by their place. Every
// refusal names the path of what is wrong.
#include "client/genesis/json_place.h"

#include "client/client.pb.h"
#include "client/shown/quoted.h"
#include "codec/refusal.h"

#include <algorithm>
#include <functional>
#include <set>

namespace linlian::client {
namespace {

using Json = nlohmann::json;

// Deeper nesting than any case has; a limit keeps a hostile file from growing the path without end.
constexpr std::size_t max_depth = 8;

// "units[3].area": members behind a dot, entries of a list by their place from 0.
std::string joined(const std::string& path, std::string_view name) {
    return path.empty() ? std::string{name} : path + "." + std::string{name};
}

std::string joined(const std::string& path, std::size_t index) {
    return path + "[" + std::to_string(index) + "]";
}

// Watches the parser, which itself lets the last of two equal names win.
class Watch {
  public:
    const std::optional<Refusal>& fault() const { return fault_; }

    // Called by the parser for each event; the value of an event is kept while there is no fault.
    // After the first fault nothing more is looked at.
    bool operator()(int, Json::parse_event_t event, Json& parsed) {
        using Event = Json::parse_event_t;
        if (fault_) return false;
        switch (event) {
            case Event::object_start:
            case Event::array_start:
                enter(event == Event::array_start);
                break;
            case Event::object_end:
            case Event::array_end:
                levels_.pop_back();
                break;
            case Event::key:
                name(parsed.get_ref<const std::string&>());
                break;
            case Event::value:
                count();
                break;
        }
        return !fault_;
    }

  private:
    // An object or a list that is open: how many values it has so far, and in an object the names.
    struct Level {
        bool is_array = false;
        std::size_t values = 0;
        std::string name;  // of the member that is being read
        std::set<std::string> names;
    };

    // From the outermost level to where the parser is now.
    std::string path() const {
        std::string path;
        for (const auto& level : levels_)
            path = level.is_array ? joined(path, level.values - 1) : joined(path, level.name);
        return path;
    }

    // Of a value in an object too, where the count is not used.
    void count() {
        if (!levels_.empty()) ++levels_.back().values;
    }

    void enter(bool is_array) {
        count();
        if (levels_.size() == max_depth)
            fault_ =
                codec::make_refusal(v1::CASE_UNREADABLE, {{"reason", path() + " nests too deep"}});
        levels_.push_back({is_array, 0, {}, {}});
    }

    void name(const std::string& name) {
        auto& level = levels_.back();
        level.name = name;
        if (!level.names.insert(name).second)
            fault_ = codec::make_refusal(v1::CASE_TWICE, {{"path", path()}});
    }

    std::vector<Level> levels_;
    std::optional<Refusal> fault_;
};

// What the library says, without its own number, and without bytes that are no text.
std::string reason_of(const Json::exception& broken) {
    std::string reason = broken.what();
    if (const auto end = reason.find("] "); end != std::string::npos) reason.erase(0, end + 2);
    std::ranges::replace_if(
        reason, [](char c) { return c < ' ' || c > '~'; }, '?');
    return reason;
}

}  // namespace

// The library throws; it is caught here. A fault of the watch is looked at only after the text has
// turned out to be JSON.
Result<Json> parse_strictly(BytesView text) {
    Watch watch;
    Json document;
    try {
        document = Json::parse(text.begin(), text.end(), std::ref(watch));
    } catch (const Json::exception& broken) {
        return refuse(v1::CASE_UNREADABLE, {{"reason", reason_of(broken)}});
    }
    if (watch.fault()) return tl::unexpected(*watch.fault());
    return document;
}

std::string Place::path_of(std::string_view name) const { return joined(path_, name); }

// A member that nobody knows is most likely misspelt, and would otherwise be passed over.
Result<> Place::has_only(std::initializer_list<std::string_view> names) const {
    if (!value_->is_object())
        return refuse(v1::CASE_KIND_WRONG,
                      {{"path", path_.empty() ? "." : path_}, {"wanted", "{…}"}});
    for (const auto& [name, value] : value_->items()) {
        if (std::ranges::find(names, name) == names.end())
            return refuse(v1::CASE_KEY_UNKNOWN, {{"path", path_of(in_brackets(name))}});
    }
    return {};
}

std::optional<Place> Place::find(std::string_view name) const {
    const auto found = value_->find(std::string{name});
    if (found == value_->end() || found->is_null()) return {};
    return Place{*found, path_of(name)};
}

Result<Place> Place::need(std::string_view name) const {
    auto found = find(name);
    if (!found) return refuse(v1::CASE_KEY_MISSING, {{"path", path_of(name)}});
    return std::move(*found);
}

Result<std::string> Place::text() const {
    if (!value_->is_string())
        return refuse(v1::CASE_KIND_WRONG, {{"path", path_}, {"wanted", "\"…\""}});
    auto text = value_->get<std::string>();
    if (text.empty()) return refuse(v1::CASE_EMPTY, {{"path", path_}});
    return text;
}

Result<bool> Place::flag() const {
    if (!value_->is_boolean())
        return refuse(v1::CASE_KIND_WRONG, {{"path", path_}, {"wanted", "true / false"}});
    return value_->get<bool>();
}

Result<std::vector<Place>> Place::list() const {
    if (!value_->is_array())
        return refuse(v1::CASE_KIND_WRONG, {{"path", path_}, {"wanted", "[…]"}});
    std::vector<Place> places;
    places.reserve(value_->size());
    for (const auto& value : *value_) places.push_back(Place{value, joined(path_, places.size())});
    return places;
}

// The refusal lists the words that there are.
Result<std::size_t> Place::word(const std::vector<std::string_view>& words) const {
    const auto given = TRY(text());
    const auto found = std::ranges::find(words, given);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    std::string list;
    for (const auto word : words) list += (list.empty() ? "" : ", ") + std::string{word};
    return refuse(v1::CASE_WORD_UNKNOWN,
                  {{"path", path_}, {"given", in_brackets(given)}, {"words", list}});
}

}  // namespace linlian::client
