// `linlian motion`: proposing any act for an office, looking at what waits, standing behind it.
#include "apps/cli/charter/schema_form.h"
#include "apps/cli/motion/motion_question.h"
#include "apps/cli/options.h"
#include "base/hex.h"
#include "client/act/act_review.h"
#include "client/act/carried_act.h"
#include "client/act/motion_show.h"
#include "client/act/motion_work.h"
#include "client/client.pb.h"
#include "client/proof/typed.h"
#include "client/read/pages.h"
#include "client/read/proven_rows.h"
#include "client/shown/quoted.h"
#include "client/shown/receipt_text.h"
#include "client/shown/value_text.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "modules/all_modules.h"

#include <fmt/format.h>

namespace linlian::apps {

using namespace client;

namespace {

using google::protobuf::DescriptorPool;

// Options of the motion commands; each command uses some.
struct Given {
    std::string motion;
    std::string office;
    std::vector<std::string> ask;
    std::string reason;
    std::string state = "OPEN";
    std::string names;
    std::uint32_t days = 14;
};

std::string both(const codec::v1::Text& text) { return text.zh() + " " + text.en(); }

void report(const Options& options, const MotionStep& step) {
    const auto terminal = options.terminal();
    print_receipt(terminal, step.receipt);
    if (const auto notice = event_of<motion::v1::NoticeBegun>(step.receipt)) {
        const auto until = local_time(Timestamp{notice->until_ms()});
        return terminal.say(styled(
            "附议已齐，公示至 {}，届时自动执行 Its support is complete: its notice runs until {}, "
            "then it is carried out by itself.",
            until, until));
    }
    terminal.say(step.completed
                     ? terminal.good("提请已完成并执行 The motion is complete and its act was "
                                     "carried out.")
                     : styled("等待其他组织附议 It waits for others: linlian motion support {} "
                              "--as NAME",
                              to_hex(step.motion)));
}

// When it is over: the end of a notice that runs carries it out.
std::string date_words(const motion::v1::MotionSummary& motion) {
    if (motion.notice_until_ms() == 0 || motion.state() != motion::v1::OPEN)
        return local_time(Timestamp{motion.expires_ms()});
    return local_time(Timestamp{motion.notice_until_ms()}) + " 公示期满自动执行 carried out then";
}

Result<> list(const Options& options, const Given& given) {
    const auto ledger = TRY(options.connect());
    motion::v1::MotionState state{};
    if (!motion::v1::MotionState_Parse(given.state, &state))
        return refuse(
            client::v1::COMMAND_WRONG,
            {{"reason",
              "--state 可取以下之一 takes OPEN, COMPLETED, EXPIRED, WITHDRAWN or FAILED"}});
    motion::v1::MotionsQuery query;
    query.set_state(state);
    query.set_limit(200);
    Rows rows;
    bool are_proven = true;
    const auto take = [&](motion::v1::MotionsReply& page) -> Result<bool> {
        for (auto& motion : *page.mutable_motions()) {
            const auto is_proven = TRY(prove_listed(*ledger, state, motion));
            are_proven = are_proven && is_proven;
            rows.push_back({to_hex(motion.id()), both(act_title(motion.act_type())),
                            std::to_string(motion.supports()) + " ?",
                            date_words(motion) + (is_proven ? "" : " ?"),
                            behind_bar(motion.reason())});
        }
        if (options.json) options.terminal().message(page);
        return true;
    };
    TRY(each_page<motion::v1::MotionsReply>(*ledger, query, {"motions", max_listed}, take));
    options.terminal().table(
        {"编号 motion", "操作 act", "附议 supports", "有效期至 until", "理由 reason"}, rows,
        styled("没有此类提请事项 No motion is {}.", given.state));
    if (!rows.empty())
        options.terminal().say(
            are_proven
                ? "? 附议数为节点所述 supports are what the node says"
                : "? 附议数、以及带问号的有效期和其理由为节点所述；任职人员加 --as 密钥名 可读到"
                  "有证明的 supports, and dates and reasons so marked, are what the node "
                  "says; whoever holds a role reads them with proofs: --as NAME");
    return {};
}

// The motion by its proof; to whoever gets none of it, as the node says, and that is said.
Result<motion::v1::MotionReply> look_or_ask(const Options& options, Ledger& ledger,
                                            const Bytes& motion) {
    auto seen = look_at_motion(ledger, nullptr, motion);
    if (seen || !is_not_for_reader(seen.error())) return seen;
    options.terminal().warning(
        "未经证明：以下是节点的说法。任职人员和提请人加 --as 密钥名 可读到有证明的内容 "
        "UNPROVEN: what follows is what the node says. Its proposer and whoever holds a role in an "
        "office read it with proofs: --as NAME");
    motion::v1::MotionQuery query;
    query.set_motion(motion);
    motion::v1::MotionReply said;
    TRY(ledger.ask(query, said));
    if (said.id() != motion) return refuse(client::v1::ANSWER_DIFFERS, {{"what", "motion"}});
    return said;
}

Result<> show(const Options& options, const Given& given) {
    const auto id = TRY(read_id(given.motion, "MOTION"));
    const auto ledger = TRY(options.connect());
    const auto looked = TRY(look_or_ask(options, *ledger, id.bytes()));
    const auto& reply = looked;
    if (options.json) {
        options.terminal().message(reply);
        return {};
    }
    const auto names = TRY(options.names(given.names));
    TRY(show_motion(options, *ledger, reply, names));
    say_outlook(options.terminal(), reply);
    return {};
}

Result<> check_support(const motion::v1::MotionReply& seen) {
    const auto act = TRY(carried_act(seen.motion().act_type(), seen.motion().act()));
    return check_reviewed_here(*act);
}

Result<> support_one(const Options& options, const Given& given) {
    const auto asked =
        TRY(ask_about_motion(options, {given.motion, given.names, given.office,
                                       "附议并签名？ Stand behind this and sign?", check_support}));
    const auto step = TRY(support_seen(*asked.ledger, asked.author, asked.seen, asked.office));
    report(options, step);
    return {};
}

Result<> propose_one(const Options& options, const Given& given, const Form& form,
                     const google::protobuf::Descriptor& type) {
    std::unique_ptr<Message> act{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New()};
    TRY(fill_message(form, *act));
    const auto author = TRY(options.acting_key());
    const auto ledger = TRY(options.connect());
    const auto office = TRY(acting_office(options, *ledger, author, given.office));
    const auto asks = TRY(asked_offices(options, *ledger, type, given.ask));
    const auto names = TRY(options.names(given.names));
    TRY(review_act(options, *ledger, *act, names, "提请并签名？ Propose it and sign?"));
    const auto step = TRY(propose(*ledger, author, *act, {office, given.reason, given.days, asks}));
    report(options, step);
    return {};
}

void add_propose(Command motion, Options& options) {
    const auto command = motion.add_command("propose", "Put an act before other offices 提请");
    command.needs_command();
    auto given = std::make_shared<Given>();
    command.add_option("--office", given->office, office_help);
    command.add_option("--ask", given->ask, ask_help);
    command.add_option("--reason", given->reason, "Why; no names of people 理由，不写姓名");
    command.add_option("--names", given->names, names_help);
    command.add_option("--days", given->days, "Days until it expires 有效天数").shows_default();
    for (const auto& module : all_modules()) {
        if (module.name == "motion") continue;
        for (const auto& act : module.acts) {
            const auto& title = act.type->options().GetExtension(codec::v1::act).title();
            const auto leaf =
                command.add_command(command_name(*act.type), title.en() + " " + title.zh());
            leaf.group(module.name);
            const auto form = add_form(leaf, *act.type);
            on_run(leaf, options, [&options, given, form, type = act.type] {
                return propose_one(options, *given, *form, *type);
            });
        }
    }
}

}  // namespace

void add_motion_commands(Command app, Options& options) {
    const auto motion = app.add_command("motion", "Acts that wait for others 提请事项");
    motion.needs_command();
    auto given = std::make_shared<Given>();
    const auto all = motion.add_command("list", "What waits 查看待办的提请事项");
    all.add_option("--state", given->state, "OPEN, COMPLETED, EXPIRED, WITHDRAWN, FAILED 状态")
        .shows_default();
    on_run(all, options, [&options, given] { return list(options, *given); });
    const auto one =
        motion.add_command("show", "One motion, its act and what it still needs 查看一项提请");
    one.add_option("motion", given->motion, "Id of the motion 提请事项编号").required();
    one.add_option("--names", given->names, names_help);
    on_run(one, options, [&options, given] { return show(options, *given); });
    const auto stand = motion.add_command("support", "Stand behind a motion 附议");
    stand.add_option("motion", given->motion, "Id of the motion 提请事项编号").required();
    stand.add_option("--names", given->names, names_help);
    stand.add_option("--office", given->office, office_help);
    on_run(stand, options, [&options, given] { return support_one(options, *given); });
    add_take_back_commands(motion, options);
    add_propose(motion, options);
}

}  // namespace linlian::apps
