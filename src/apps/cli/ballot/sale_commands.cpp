// `linlian ballot replace-voter`: who bought while a ballot is open votes for what he bought.
#include "apps/cli/ballot/ballot_commands.h"
#include "apps/cli/ballot/ballot_desk.h"
#include "apps/cli/motion/motion_question.h"
#include "client/act/act_review.h"
#include "client/act/shared_motion.h"
#include "client/paper/delivery_work.h"
#include "client/proof/typed.h"
#include "client/read/proven_rows.h"
#include "codec/refusal.h"

#include <algorithm>

namespace linlian::apps {

using namespace client;

namespace {

namespace bal = ballot::v1;

struct Given {
    std::string ballot;
    std::string head;
    std::string document;
    std::string office;
    std::vector<std::string> ask;
    std::string names;
    std::vector<std::string> premises;
    std::vector<std::string> owners;
    bool never_was = false;
};

// The sale of this line on record, which the act says never was: the newest by which these owners
// lost it, else the newest. Refusal: REPLACES_OTHER.
Result<Bytes> sale_on_record(LedgerDoor& door, const bal::ReplaceVoter& act) {
    bal::SuccessorsQuery query;
    query.set_ballot(act.ballot());
    bal::SuccessorsReply reply;
    TRY(door.ask(query, reply));
    Bytes found;
    for (const auto& entry : reply.successors()) {
        if (entry.head() != act.voter().line().head() || entry.row().sales().empty()) continue;
        found = entry.row().sales().rbegin()->transaction();
        for (const auto& sale : entry.row().sales())
            if (std::ranges::equal(sale.owners(), act.owners())) found = sale.transaction();
    }
    if (found.empty()) return refuse(bal::REPLACES_OTHER);
    return found;
}

// Whether the registry shows these owners already. Said to the first clerk: the ledger would say it
// to the second alone. Refusals: ballot.OWNERS_DIFFER, those of the registry.
Result<> check_sold(LedgerDoor& door, const bal::ReplaceVoter& act) {
    for (const auto& premises : act.premises()) {
        registry::v1::PremisesQuery query;
        query.set_premises(premises);
        registry::v1::PremisesReply reply;
        const auto told = door.ask(query, reply);
        if (!told && is_not_for_reader(told.error()))
            continue;  // the second clerk's office reads it
        if (!told) return told;
        if (reply.row().until_height() != 0) continue;  // split or merged since: the ledger follows
        if (!std::ranges::equal(reply.holding().owners(), act.owners()))
            return refuse(bal::OWNERS_DIFFER);
    }
    return {};
}

Result<> replace_voter(const Options& options, const Given& given) {
    auto desk = TRY(open_desk(options, given.ballot));
    auto line = TRY(
        line_of_head(*desk.door, desk.ballot, given.head, bar(options.terminal(), "名册 roll")));
    auto act = act_on<bal::ReplaceVoter>(desk.ballot);
    *act.mutable_voter() = std::move(line);
    std::vector<Bytes> owners;
    for (const auto& text : given.owners) {
        const auto id = TRY(read_id(text, "--owner"));
        owners.push_back(id.bytes());
    }
    std::ranges::sort(owners);
    for (auto& owner : owners) act.add_owners(std::move(owner));
    for (const auto& text : given.premises) {
        const auto id = TRY(read_id(text, "--premises"));
        act.add_premises(id.bytes());
    }
    const auto document = TRY(document_hash(options, given.document, "--document"));
    act.set_document(document);
    if (given.never_was) {
        const auto sale = TRY(sale_on_record(*desk.door, act));
        act.set_undoes(sale);
    }
    TRY(check_sold(*desk.door, act));
    const auto office = TRY(acting_office(options, *desk.door, desk.key, given.office));
    const auto names = TRY(options.names(given.names));
    return say_step(
        options.terminal(), *desk.door,
        ask_together(options, *desk.door, desk.key, act,
                     {office, given.ask, names, "已核对产权文件？ Have you seen the deed?"}));
}

}  // namespace

void add_sale_commands(CLI::App& ballot, Options& options) {
    auto sold = std::make_shared<Given>();
    auto* sale = ballot.add_subcommand("replace-voter",
                                       "New owners vote after a sale; two offices 过户变更表决人");
    sale->add_option("ballot", sold->ballot, "Id of the ballot 表决编号")->required();
    sale->add_option("--head", sold->head, "The line 表决人编号")->required();
    sale->add_option("--premises", sold->premises, "All premises of the line 房产编号")->required();
    sale->add_option("--owner", sold->owners, "New owners 新业主编号")->required();
    sale->add_option("--document", sold->document, "File or hash of the deed 产权文件")->required();
    sale->add_flag("--never-was", sold->never_was,
                   "The sale on record never was: the line goes back, what was voted by it is "
                   "struck 已登记的变更不成立");
    sale->add_option("--names", sold->names, "Opened names file, to see doors and people 姓名文件");
    sale->add_option(
        "--office", sold->office,
        "Office you act for (default: your only one) 代表哪个组织（默认：唯一的一个）");
    sale->add_option("--ask", sold->ask, ask_help);
    on_run(sale, options, [&options, sold] { return replace_voter(options, *sold); });
}

}  // namespace linlian::apps
