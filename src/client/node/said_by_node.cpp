// The filter between what a node says and what the terminal shows. A node might put a sentence or
// an address of its own where a code or a figure is expected; nothing of that may look like ours.
#include "client/node/said_by_node.h"

#include "api/api.pb.h"
#include "client/client.pb.h"
#include "client/shown/quoted.h"
#include "client/words/authority_words.h"
#include "client/words/refusal_words.h"
#include "codec/refusal.h"
#include "modules/registry/registry.pb.h"

#include <algorithm>
#include <array>

namespace linlian::client {
namespace {

// What a short word may have besides small letters and digits.
constexpr std::string_view capitals = "_-ABCDEFGHIJKLMNOPQRSTUVWXYZ";

// The codes of the room before the dot ("registry"); null where this program has no such room.
const google::protobuf::EnumDescriptor* codes_of_room(const std::string& code) {
    return google::protobuf::DescriptorPool::generated_pool()->FindEnumTypeByName(
        "linlian." + code.substr(0, code.find('.')) + ".v1.RefusalCode");
}

// Whether this program has no text for a code: of a later version, or made up.
bool is_unknown(const std::string& code) { return refusal_words({code, {}}).zh.empty(); }

// Whether nodes give this code: those of the rooms that answer, and those that nobody here knows.
// What a client finds out by itself (nobody answered) is not the node's, though its room is.
bool is_of_nodes(const std::string& code) {
    for (const auto own : {api::v1::NODE_NOT_REACHED, api::v1::REPLY_LATE})
        if (code == codec::make_refusal(own).code) return false;
    const auto* codes = codes_of_room(code);
    if (codes == nullptr) return is_unknown(code);
    constexpr std::array<std::string_view, 5> rooms{"modules/", "contract/", "engine/", "codec/",
                                                    "api/"};
    return std::ranges::any_of(
        rooms, [codes](auto start) { return codes->file()->name().starts_with(start); });
}

// Which offices an act needs: words of ours, made of the charter's short line.
bool is_authority(const std::string& code, const Figure& figure) {
    constexpr std::size_t most = 240;
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               std::string_view{"_:(), "}.find(c) != std::string_view::npos;
    };
    return code == codec::make_refusal(registry::v1::AUTHORITY_MISSING).code &&
           figure.name == "needed" && figure.value.size() <= most &&
           std::ranges::all_of(figure.value, fits) && authority_line_words(figure.value);
}

// A number or a date, an id or a hash, or one short word: no address and no sentence.
bool is_plain(std::string_view value) {
    constexpr std::size_t longest_id = 64;
    constexpr std::size_t longest_word = 32;
    const auto all_of = [value](std::string_view others, char last_digit) {
        return std::ranges::all_of(value, [&](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= last_digit) ||
                   others.find(c) != std::string_view::npos;
        });
    };
    if (value.size() <= longest_word && (all_of(".-", '\0') || all_of(capitals, 'z'))) return true;
    return value.size() <= longest_id && all_of("", 'f');
}

}  // namespace

// A room in small letters, a dot, a name in capitals; 64 letters at most.
bool is_refusal_code(std::string_view text) {
    constexpr std::size_t most = 64;
    const auto dot = text.find('.');
    if (dot == 0 || dot == std::string_view::npos || text.size() > most) return false;
    const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto is_large = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    return std::ranges::all_of(text.substr(0, dot), is_small) &&
           std::ranges::all_of(text.substr(dot + 1), is_large);
}

Refusal said_by_node(api::Stated stated) {
    if (!is_refusal_code(stated.code) || !is_of_nodes(stated.code))
        return codec::make_refusal(
            api::v1::REPLY_BROKEN,
            {{"where", "HTTP"},
             {"reason", is_refusal_code(stated.code) ? "a code that no node gives" : "no code"}});
    // Sixty letters of no code that is known here can be a sentence.
    if (is_unknown(stated.code))
        return codec::make_refusal(v1::CODE_UNKNOWN, {{"code", in_brackets(stated.code)}});
    for (auto& figure : stated.figures)
        if (!is_plain(figure.value) && !is_authority(stated.code, figure))
            figure.value = in_brackets(figure.value);
    return {std::move(stated.code), std::move(stated.figures)};
}

Refusal said_by_node(std::string code, const StatedFigures& figures) {
    api::Stated stated{std::move(code), {}};
    for (const auto& figure : figures)
        stated.figures.push_back(codec::stated_figure(figure.name(), figure.value()));
    return said_by_node(std::move(stated));
}

void say_unproven(const Screen& screen) {
    screen.say(
        screen.faint("以上为节点所述，没有证明 That is what the node says; nothing proves it."));
}

}  // namespace linlian::client
