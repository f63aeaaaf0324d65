#include "apps/node_client.h"

#include "apps/authority_words.h"
#include "base/check.h"
#include "codec/refusal.h"
#include "ops/safe_text.h"

#include <algorithm>
#include <array>

namespace linlian::apps {
namespace {

// "registry.KEY_UNKNOWN": a code that this program may not know yet is shown as it is, so it is
// looked at that it is no sentence.
bool is_code(std::string_view text) {
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

// A figure of a node's refusal, as it stands in a sentence of ours: a plain word or number as it
// is, everything else short and within brackets, so that no sentence of theirs is taken for one of
// this program.
std::string in_brackets(const std::string& value) {
    constexpr std::size_t plain_most = 64;
    constexpr std::size_t most = 240;
    const auto is_plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view{"_.:/-"}.find(c) != std::string_view::npos;
    };
    if (value.size() <= plain_most && std::ranges::all_of(value, is_plain)) return value;
    // Which offices an act needs: words of ours, made of the charter's short line.
    if (value.size() <= most && authority_line_words(value)) return value;
    auto text = ops::safe_line(std::string_view{value}.substr(0, most));
    for (const std::string_view bracket : {"「", "」"})
        for (auto at = text.find(bracket); at != std::string::npos; at = text.find(bracket))
            text.replace(at, bracket.size(), "'");
    return "「" + text + (value.size() > most ? "…" : "") + "」";
}

}  // namespace

Result<api::Client> node_client(const Options& options) {
    auto address = options.node_address();
    if (!address) return tl::unexpected(address.error());
    return api::Client::to(address->first, address->second);
}

Refusal said_by_node(Refusal refusal) {
    constexpr std::array<std::string_view, 4> ours{"apps.", "roster.", "print.",
                                                   "api.NODE_NOT_REACHED"};
    const bool is_ours = std::ranges::any_of(
        ours, [&refusal](auto start) { return refusal.code.starts_with(start); });
    if (!is_ours && is_code(refusal.code)) {
        for (auto& figure : refusal.figures) figure.value = in_brackets(figure.value);
        return refusal;
    }
    return codec::make_refusal(
        api::v1::REPLY_BROKEN,
        {{"where", "HTTP"}, {"reason", is_ours ? "a code of this program's own" : "no code"}});
}

Result<api::v1::HeadReply> fetch_head(api::Client& client) {
    const auto reply = client.get("/head", "application/x-protobuf");
    if (!reply) return tl::unexpected(reply.error());
    if (!reply->ok()) return tl::unexpected(said_by_node(reply->refusal()));
    api::v1::HeadReply head;
    Hash32 community;
    if (!head.ParseFromString(reply->body) || !Hash32::parse(head.community(), community))
        return refuse(api::v1::REPLY_BROKEN, {{"where", "/head"}, {"reason", "no ledger head"}});
    return head;
}

Result<Hash32> fetch_community(api::Client& client) {
    const auto head = fetch_head(client);
    if (!head) return tl::unexpected(head.error());
    Hash32 community;
    CHECK(Hash32::parse(head->community(), community));  // fetch_head looked
    return community;
}

}  // namespace linlian::apps
