// `linlian act MODULE.ACT` and `linlian ask MODULE.QUERY`, made from the schema: one option a
// field, lists and inner messages as JSON.
#include "apps/cli/charter/schema_form.h"
#include "client/act/act_review.h"
#include "client/node/said_by_node.h"
#include "client/schema/message_form.h"
#include "client/shown/receipt_text.h"
#include "modules/all_modules.h"

namespace linlian::apps {

using namespace client;

namespace {

Result<> do_act(const Options& options, const Message& act) {
    const auto author = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    return say_receipt(options.terminal(), review_and_perform(options, *ledger, author, act, {},
                                                              "签名并提交？ Sign it and send it?"));
}

Result<> ask_query(const Options& options, const Message& query,
                   const google::protobuf::Descriptor& reply_type) {
    const auto reply = new_message(reply_type);
    const auto ledger = TRY(options.connect());
    TRY(ledger->ask(query, *reply));
    options.terminal().message(*reply);
    say_unproven(options.terminal());
    return {};
}

}  // namespace

void add_schema_commands(Command app, Options& options) {
    const auto act = app.add_command("act", "Do one act of any module, signed by --as 操作");
    act.needs_command();
    const auto ask = app.add_command("ask", "Ask one query of any module 查询");
    ask.needs_command();
    for (const auto& module : all_modules()) {
        for (const auto& entry : module.acts)
            add_form(act, *entry.type, options,
                     [&options](const Message& filled) { return do_act(options, filled); });
        for (const auto& entry : module.queries)
            add_form(ask, *entry.type, options,
                     [&options, reply = entry.reply](const Message& filled) {
                         return ask_query(options, filled, *reply);
                     });
    }
}

}  // namespace linlian::apps
