// What a command that acts on a ballot needs at hand: a ledger, a key, who holds it, and the
// ballot.
#pragma once

#include "apps/cli/options.h"
#include "client/ballot/at_ballot.h"

namespace linlian::apps {

struct Desk {
    std::unique_ptr<client::Ledger> ledger;
    KeyPair key;
    Bytes member;
    client::BallotView ballot;

    client::AtBallot at() const { return {*ledger, key, member, ballot}; }
};
// Refusals: client.COMMAND_WRONG without --as, those of the node, ballot.BALLOT_UNKNOWN.
Result<Desk> open_desk(const Options& options, const std::string& ballot);

// The same for an act that has a document: its hash, once the file is in the vault; empty where
// none was named.
struct DocumentedDesk {
    Desk desk;
    Bytes document;
};
Result<DocumentedDesk> open_desk_with(const std::string& document, const Options& options,
                                      const std::string& ballot);

// A progress bar under a name.
client::Progress bar(const Terminal& terminal, const char* what);

// What was read; of several faults all but the last are shown, and the last is returned.
template <class T>
Result<T> told(const Options& options, tl::expected<T, std::vector<Refusal>> read) {
    if (read) return std::move(*read);
    for (std::size_t i = 0; i + 1 < read.error().size(); ++i)
        options.terminal().refusal(read.error()[i]);
    return tl::unexpected(read.error().back());
}

}  // namespace linlian::apps
