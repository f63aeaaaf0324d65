// `linlian ballot deliver` and `city-list`: tables of clerks, of who was reached and of who voted
// in the city's own system. And `replace-voter`: who bought while a ballot is open votes for what
// they bought.
#include "apps/cli/ballot/ballot_commands.h"
#include "client/paper/delivery_work.h"
#include "client/paper/line_lists.h"
#include "client/vote/selling.h"
#include "desk/files.h"
#include "desk/vault/office_vault.h"

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

struct Given {
    std::string ballot;
    std::string file;
    std::string list;
    std::string names;
    std::vector<std::string> papers;
    ForOffice as;
};

Result<LineList> read_list(const Options& options, const Given& given) {
    LineList list{.table = {}, .as = given.as};
    list.as.names = TRY(options.names(given.names));
    for (const auto& file : given.papers) list.printed.push_back(TRY(clerk_file(file)));
    list.table = TRY(clerk_file(given.file));
    return list;
}

Result<> deliver(const Options& options, Given given) {
    const auto terminal = options.terminal();
    const auto desk = TRY(open_desk(options, given.ballot));
    auto list = TRY(read_list(options, given));
    const auto keep = [&](std::span<const NamedFile> files) {
        keep_named(options.data, terminal, std::filesystem::path{given.file}.parent_path(), files);
    };
    return record_deliveries(terminal, options, desk.at(), std::move(list), keep);
}

Result<> city_list(const Options& options, Given given) {
    const auto desk = TRY(open_desk(options, given.ballot));
    const auto signed_list = TRY(keep_document(options, given.list, "--list"));
    auto list = TRY(read_list(options, given));
    return enter_city_list(options.terminal(), options, desk.at(), std::move(list), signed_list);
}

struct Sale {
    std::string ballot;
    std::string head;
    std::string document;
    std::string names;
    SaleOrder order;
    ForOffice as;
};

Result<> replace_voter(const Options& options, Sale given) {
    const auto terminal = options.terminal();
    const auto desk = TRY(open_desk(options, given.ballot));
    given.order.line =
        TRY(line_of_head(*desk.ledger, desk.ballot, given.head, bar(terminal, "名册 roll")));
    given.order.document = TRY(keep_document(options, given.document));
    given.as.names = TRY(options.names(given.names));
    return client::replace_voter(terminal, options, desk.at(), given.order, given.as);
}

// What both tables take beside themselves.
void add_list_options(Command command, Given& given) {
    command.add_option("--names", given.names,
                       "Opened names file, for tables that name doors 已打开的姓名文件");
    command.add_option("--papers", given.papers,
                       "Lists of serials written by `ballot paper print`, to know whose a serial "
                       "is 打印时的编号清单");
    add_together_options(command, given.as);
}

void add_sale(Command ballot, Options& options) {
    const auto [sale, sold] =
        add_on_ballot(ballot, options, "replace-voter",
                      "New owners vote after a sale; two offices 过户变更表决人", replace_voter);
    sale.add_option("--head", sold.head, "The line 表决人编号").required();
    sale.add_option("--premises", sold.order.premises, "All premises of the line 房产编号")
        .required();
    sale.add_option("--owner", sold.order.owners, "New owners 新业主编号").required();
    sale.add_option("--document", sold.document, "File or hash of the deed 产权文件").required();
    sale.add_flag("--never-was", sold.order.never_was,
                  "The sale on record never was: the line goes back, what was voted by it is "
                  "struck 已登记的变更不成立");
    sale.add_option("--names", sold.names, "Opened names file, to see doors and people 姓名文件");
    add_together_options(sale, sold.as);
}

}  // namespace

void add_delivery_commands(Command ballot, Options& options) {
    const auto [reach, given] = add_on_ballot(
        ballot, options, "deliver", "Record deliveries from a CSV; two offices 登记送达", deliver);
    reach
        .add_option(
            "file", given.file,
            "CSV: 表决人 or 编号 or 房号, 方式,时间,凭证,已告知 (head or serial or door, kind,"
            "time,document,warned)")
        .required();
    add_list_options(reach, given);
    const auto [list, city] =
        add_on_ballot(ballot, options, "city-list",
                      "The city's signed list; two offices run it 市级系统清单", city_list);
    list.add_option("file", city.file,
                    "CSV: 表决人 or 编号 or 房号, 1,2… (head or serial or door, 1,2…)")
        .required();
    list.add_option("--list", city.list, "The signed file itself, or its hash 签署的文件或其哈希")
        .required();
    add_list_options(list, city);
    add_sale(ballot, options);
}

}  // namespace linlian::apps
