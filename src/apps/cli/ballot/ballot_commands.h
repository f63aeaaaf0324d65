// `linlian ballot …`, by what one does with it, and what its commands share.
#pragma once

#include "apps/cli/options.h"
#include "client/ballot/for_office.h"

namespace linlian::apps {

void add_call_commands(Command ballot, Options& options);       // template, open, withdraw
void add_look_commands(Command ballot, Options& options);       // list, status, turnout, result
void add_cast_commands(Command ballot, Options& options);       // cast, mine
void add_objection_commands(Command ballot, Options& options);  // object, rule, objections, mark
void add_paper_commands(Command ballot, Options& options);      // paper …
void add_mandate_commands(Command ballot, Options& options);    // mandate …
void add_delivery_commands(Command ballot, Options& options);   // deliver, city-list, replace-voter
void add_recount_commands(Command ballot, Options& options);    // certificate, recount
void add_certificate_command(Command parent, Options& options);

// A document of an act: a file, of which the hash is taken and which is kept in the vault, or the
// 64 digits of a hash. Empty text gives an empty hash.
Result<Bytes> keep_document(const Options& options, const std::string& file_or_hash,
                            const std::string& what = "--document");

// A ballot as a node proves it. Refusals: those of the node, ballot.BALLOT_UNKNOWN.
struct BallotSeen {
    std::unique_ptr<client::Ledger> ledger;
    client::BallotView ballot;
};
Result<BallotSeen> see_ballot(const Options& options, const std::string& ballot);

// The same for whoever acts on it. Refusals: client.COMMAND_WRONG without --as, and as above.
struct Desk {
    std::unique_ptr<client::Ledger> ledger;
    KeyPair key;
    Bytes member;
    client::BallotView ballot;

    client::AtBallot at() const { return {*ledger, key, member, ballot}; }
};
Result<Desk> open_desk(const Options& options, const std::string& ballot);

// A command, and what is typed for it, with which it runs.
template <class Given>
struct TypedCommand {
    Command command;
    Given& given;
};
template <class Given>
TypedCommand<Given> add_typed(Command parent, Options& options, const char* name, const char* help,
                              Result<> (*run)(const Options&, Given)) {
    const auto command = parent.add_command(name, help);
    const auto given = std::make_shared<Given>();
    on_run(command, options, [&options, given, run] { return run(options, *given); });
    return {command, *given};
}
// The same for one about a ballot, whose id stands first.
template <class Given>
TypedCommand<Given> add_on_ballot(Command parent, Options& options, const char* name,
                                  const char* help, Result<> (*run)(const Options&, Given)) {
    const auto added = add_typed(parent, options, name, help, run);
    added.command.add_option("ballot", added.given.ballot, "Id of the ballot 表决编号").required();
    return added;
}
// For commands that take nothing else.
struct OnlyBallot {
    std::string ballot;
};

inline constexpr const char* reason_help =
    "In short; no names, telephone or door numbers 简述，不写姓名、电话和门牌";
void add_office_option(Command command, std::string& office);
// --office and --ask.
void add_together_options(Command command, client::ForOffice& as);

}  // namespace linlian::apps
