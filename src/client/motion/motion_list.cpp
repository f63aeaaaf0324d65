#include "client/motion/motion_list.h"

#include "base/hex.h"
#include "client/motion/motion_work.h"
#include "client/proof/typed.h"
#include "client/read/pages.h"
#include "client/shown/quoted.h"
#include "client/shown/receipt_text.h"
#include "client/shown/value_text.h"

namespace linlian::client {
namespace {

// When it is over: the end of a notice that runs carries it out.
std::string date_words(const motion::v1::MotionSummary& motion) {
    if (motion.notice_until_ms() == 0 || motion.state() != motion::v1::OPEN)
        return local_time(Timestamp{motion.expires_ms()});
    return local_time(Timestamp{motion.notice_until_ms()}) + " 公示期满自动执行 carried out then";
}

Row row_of(const motion::v1::MotionSummary& motion, bool is_proven) {
    const auto title = act_title(motion.act_type());
    return {to_hex(motion.id()), title.zh() + " " + title.en(),
            std::to_string(motion.supports()) + " ?", date_words(motion) + (is_proven ? "" : " ?"),
            behind_bar(motion.reason())};
}

}  // namespace

Result<> show_motions(const Screen& screen, Ledger& ledger, const std::string& state) {
    motion::v1::MotionState wanted{};
    if (!motion::v1::MotionState_Parse(state, &wanted))
        return tl::unexpected(wrong_command(
            "--state 可取以下之一 takes OPEN, COMPLETED, EXPIRED, WITHDRAWN or FAILED"));
    motion::v1::MotionsQuery query;
    query.set_state(wanted);
    query.set_limit(200);
    Rows rows;
    bool are_proven = true;
    const auto take = [&](motion::v1::MotionsReply& page) -> Result<bool> {
        for (auto& motion : *page.mutable_motions()) {
            const auto is_proven = TRY(prove_listed(ledger, wanted, motion));
            are_proven = are_proven && is_proven;
            rows.push_back(row_of(motion, is_proven));
        }
        if (screen.json()) screen.message(page);
        return true;
    };
    TRY(each_page<motion::v1::MotionsReply>(ledger, query, {"motions", max_listed}, take));
    screen.table({"编号 motion", "操作 act", "附议 supports", "有效期至 until", "理由 reason"},
                 rows, styled("没有此类提请事项 No motion is {}.", state));
    if (!rows.empty())
        screen.say(are_proven
                       ? "? 附议数为节点所述 supports are what the node says"
                       : "? 附议数、以及带问号的有效期和其理由为节点所述；任职人员加 --as 密钥名 "
                         "可读到有证明的 supports, and dates and reasons so marked, are what the "
                         "node says; whoever holds a role reads them with proofs: --as NAME");
    return {};
}

}  // namespace linlian::client
