// `linlian act MODULE.ACT` and `linlian ask MODULE.QUERY`, made from the schema: one option a
// field, lists and inner messages as JSON.
#include "apps/apps.pb.h"
#include "apps/cli/charter/schema_form.h"
#include "apps/cli/options.h"
#include "client/act/act_review.h"
#include "client/node/said_by_node.h"
#include "client/shown/receipt_text.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "modules/all_modules.h"

namespace linlian::apps {

using namespace client;

namespace {

std::shared_ptr<Message> new_message(const google::protobuf::Descriptor& type) {
    return std::shared_ptr<Message>{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New()};
}

void add_act(Command parent, const machine::Act& act, Options& options) {
    const auto& notes = act.type->options().GetExtension(codec::v1::act);
    const auto command =
        parent.add_command(command_name(*act.type), notes.title().en() + " " + notes.title().zh());
    command.group(module_name(*act.type));
    const auto form = add_form(command, *act.type);
    on_run(command, options, [&options, form, type = act.type]() -> Result<> {
        const auto message = new_message(*type);
        TRY(fill_message(*form, *message));
        const auto author = TRY(options.acting_key());
        const auto ledger = TRY(options.connect());
        TRY(review_act(options, *ledger, *message, {}, "签名并提交？ Sign it and send it?"));
        const auto receipt = TRY(perform(*ledger, author, *message));
        print_receipt(options.terminal(), receipt);
        return {};
    });
}

void add_query(Command parent, const machine::Query& query, Options& options) {
    const auto& notes = query.type->options().GetExtension(codec::v1::query);
    const auto command = parent.add_command(command_name(*query.type),
                                            notes.title().en() + " " + notes.title().zh());
    command.group(module_name(*query.type));
    const auto form = add_form(command, *query.type);
    on_run(command, options,
           [&options, form, type = query.type, reply_type = query.reply]() -> Result<> {
               const auto message = new_message(*type);
               const auto reply = new_message(*reply_type);
               TRY(fill_message(*form, *message));
               const auto ledger = TRY(options.connect());
               TRY(ledger->ask(*message, *reply));
               options.terminal().message(*reply);
               say_unproven(options.terminal());
               return {};
           });
}

}  // namespace

void add_schema_commands(Command app, Options& options) {
    const auto act = app.add_command("act", "Do one act of any module, signed by --as 操作");
    act.needs_command();
    const auto ask = app.add_command("ask", "Ask one query of any module 查询");
    ask.needs_command();
    for (const auto& module : all_modules()) {
        for (const auto& entry : module.acts) add_act(act, entry, options);
        for (const auto& entry : module.queries) add_query(ask, entry, options);
    }
}

}  // namespace linlian::apps
