// Lists that a node gives page by page, read to their end: the node says where the next page
// begins, and whether there is one, so a list that does not go forward or has no end is refused
// here, and nowhere does a client follow a node for ever.
#pragma once

#include "client/node/ledger.h"

#include <cstdint>
#include <set>
#include <string>
#include <utility>

namespace linlian::client {

// What is read at most of a list whose length nothing proves.
inline constexpr std::size_t max_listed = 50'000;
// And of its bytes: lists are gathered before what stands in them is compared with anything.
inline constexpr std::size_t max_listed_bytes = std::size_t{64} * 1024 * 1024;

// One list while it is read.
class PagesRead {
  public:
    // `what`: the list, for people. `most`: its entries, by a proof where there is one.
    PagesRead(const char* what, std::size_t most) : what_(what), most_(most) {}

    // Takes note of a page of so many entries and bytes; `next` says where the page after it
    // begins, empty for the last one. Refusal client.LIST_ENDLESS when it holds nothing and goes
    // on, when it leads to where the reader was already, or when the list has become too long or
    // too large.
    Result<> add(std::size_t entries, std::size_t bytes, const std::string& next);

  private:
    const char* what_;
    std::size_t most_;
    std::size_t listed_ = 0;
    std::size_t bytes_ = 0;
    std::set<std::string> places_;
};

// How many entries the lists of a reply have.
std::size_t entries_in(const Message& reply);

// The name of a place among all places of a list: of an id the id, of a number of lines that
// number.
inline std::string place_named(const std::string& place) { return place; }
inline std::string place_named(std::uint64_t lines) {
    return lines == 0 ? std::string{} : std::to_string(lines);
}

// Sets where the page after this one begins; its name among all places. Empty: that was the last.
template <class Query, class Reply>
std::string go_on(Query& query, const Reply& reply) {
    if constexpr (requires { reply.next_after_version(); }) {
        query.set_after_name(reply.next_after_name());
        query.set_after_version(reply.next_after_version());
        if (reply.next_after_name().empty()) return {};
        return reply.next_after_name() + '\0' + reply.next_after_version();
    } else if constexpr (requires { reply.next(); }) {
        query.set_after(reply.next());
        return place_named(reply.next());
    } else {
        query.set_after(reply.next_after());
        return place_named(reply.next_after());
    }
}

// Asks page after page by `ask`, a Result<>(const Query&, Reply&), and gives each to `take`, a
// Result<bool>(Reply&) that says whether to go on. Refusals: those of both and of PagesRead.
template <class Reply, class Query, class Ask, class Take>
Result<> follow_pages(Query query, PagesRead pages, const Ask& ask, const Take& take) {
    for (;;) {
        Reply reply;
        TRY(ask(query, reply));
        const auto next = go_on(query, reply);
        TRY(pages.add(entries_in(reply), reply.ByteSizeLong(), next));
        const Result<bool> goes_on = take(reply);
        if (!goes_on) return tl::unexpected(goes_on.error());
        if (!*goes_on || next.empty()) return {};
    }
}

// The same of a node, as whoever the ledger is read as.
template <class Reply, class Query, class Take>
Result<> each_page(Ledger& ledger, const Query& query, PagesRead pages, const Take& take) {
    const auto ask = [&ledger](const Query& page, Reply& reply) { return ledger.ask(page, reply); };
    return follow_pages<Reply>(query, std::move(pages), ask, take);
}

// The same, asked by `reader`.
template <class Reply, class Query, class Take>
Result<> each_page(Ledger& ledger, const Author& reader, const Query& query, PagesRead pages,
                   const Take& take) {
    const auto ask = [&](const Query& page, Reply& reply) {
        return ledger.ask(reader, page, reply);
    };
    return follow_pages<Reply>(query, std::move(pages), ask, take);
}

}  // namespace linlian::client
