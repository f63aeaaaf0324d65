// `linlian ballot template`, `open` and `withdraw`: calling a ballot.
#include "apps/cli/ballot/ballot_commands.h"
#include "client/call/calling.h"
#include "client/node/wall_clock.h"
#include "desk/files.h"
#include "desk/vault/office_vault.h"

#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

struct Blank {
    std::string matter = "278.5";
};

Result<> print_template(const Options& options, Blank given) {
    const auto text = TRY(call_template(given.matter, wall_clock()));
    options.terminal().json_value(nlohmann::json{{"template", text}});
    options.terminal().lines(text);
    return {};
}

struct Call {
    std::string file;
    std::string office;
};

Result<> open(const Options& options, Call given) {
    const auto terminal = options.terminal();
    const auto file = TRY(clerk_file(given.file));
    auto document = TRY(without_faults(terminal, read_call_document(file)));
    const auto head = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    const auto keep = [&](std::span<const NamedFile> files) {
        keep_named(options.data, terminal, std::filesystem::path{given.file}.parent_path(), files);
    };
    return call_ballot(terminal, options, *ledger, head, {std::move(document), given.office, keep});
}

struct Ending {
    std::string ballot;
    std::string document;
    std::string reason;
};

Result<> withdraw(const Options& options, Ending given) {
    const auto document = TRY(keep_document(options, given.document));
    const auto head = TRY(options.acting_key());
    const auto seen = TRY(see_ballot(options, given.ballot));
    return withdraw_ballot(options.terminal(), options, *seen.ledger, head, seen.ballot,
                           {document, given.reason});
}

}  // namespace

void add_call_commands(Command ballot, Options& options) {
    const auto [blank, asked] = add_typed(
        ballot, options, "template", "A call to fill in, with remarks 发起书模板", print_template);
    blank
        .add_option("--matter", asked.matter,
                    "278.1 … 278.9, assembly, survey, charter 事项：民法典第 278 "
                    "条各项、大会、意见征询、规约")
        .shows_default();

    const auto [call, given] =
        add_typed(ballot, options, "open", "Call a ballot from its document 发起表决", open);
    call.add_option("file", given.file,
                    "The document (linlian ballot template) 表决发起书（linlian ballot template）")
        .required();
    add_office_option(call, given.office);

    const auto [end, ended] = add_on_ballot(ballot, options, "withdraw",
                                            "End a ballot before it closes 撤回表决", withdraw);
    end.add_option("--document", ended.document, "File or hash of the reasons 理由文件").required();
    end.add_option("--reason", ended.reason, reason_help).required();
}

}  // namespace linlian::apps
