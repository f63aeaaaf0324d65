// The document to fill in: what `linlian ballot template` prints.
#include "client/call/call_document.h"
#include "client/proof/typed.h"
#include "client/words/enum_words.h"
#include "ops/time/beijing_time.h"

#include <fmt/format.h>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// Every field stands in it, the optional ones as remarks. A test reads it back for each matter.
constexpr const char* head_text =
    R"(# 表决发起书 The call of a ballot, for: linlian ballot open FILE.toml --as HEAD
# 时间都是北京时间。文件名写在引号里，只有文件的哈希上链；也可直接写 64 位哈希。
# Times are Beijing time. A file named here stays where it is; only its hash goes on the ledger.
# 这里写的一切上链后永远公开：不要写姓名、电话、门牌。 No names, telephone or door numbers.

title = "关于{title}的表决"
title_en = "Ballot on {title_en}"
estate = "翠竹苑"                  # 小区名称或编号 name or id；居民、住户表决可不写：全社区
                                   # residents and households may leave it out: the community
# building = "3栋"                 # 只涉及一栋楼 only this building; stair = 1 只涉及一个单元
electors = "{electors}"               # owners 业主, residents 居民, households 住户, office-members
convenor = "{convenor}"     # owners-committee 业主委员会, preparatory-group 筹备组,
                                   # reelection-group 换届小组, property-management-committee,
                                   # street 街道, residents-committee 居委会, office-itself
empowered_by = "召集依据.pdf"      # 凭什么召集 the document that empowers the convenor
ruling_office = "泰山社区居委会"   # 裁定异议的组织，不能是召集人 who rules on objections

[times]
opens = {opens}        # 公告期从今天起算 notice runs from today
closes = {closes}
extend_days = 0                    # 参与不足时延长 goes on when too few took part
paper_entry_days = {paper_days}               # 截止后录入纸质票 to enter paper after the close
objection_days = {objection_days}                 # 结果异议期 to object to the result

[channels]
phone = true
paper = true
city_list = false                  # 市级系统的签名名单 the city's signed list
paper_displaces_phone = false      # 同一人两种都投时，以纸质为准 paper counts where both came

[rules]
invalid_participates = true        # 废票计入参与 an invalid ballot takes part
silence_follows_majority = false   # 只有规约写明并送达时才可启用 only by covenant, with deliveries
# silence_document = "管理规约.pdf"
proxy_owners_max = {proxies}               # 每人最多代理几名业主，0 不允许 owners one proxy stands for
extraordinary = false              # 临时会议 extraordinary meeting

[[items]]
matter = "{matter}"                   # 278.1–278.9 民法典第278条; assembly, survey, charter
title = "{title}"
title_en = "{title_en}"
document = "议案.pdf"              # 议案全文 the full text
form = "{form}"                 # yes-or-no 赞成或反对, one-of 多选一, elect 选举
# subject = "…"                    # 再次提出的议题沿用原编号 the id of a subject that comes back
# returned_by = "…"                # 业委会同意提前重提的表决编号 where the committee let it back early
# silence_follows_majority = true  # 规约、议事规则：文本规定未表决随多数 a text that says so
)";

// Added for an election, which has seats and candidates.
constexpr const char* options_text = R"(seats = 2                          # 应选人数 seats
[[items.options]]
title = "候选人一"
[[items.options]]
title = "候选人二"
[[items.options]]
title = "候选人三"
)";

// Added where the charter defines the matter, so that the document names its thresholds.
constexpr const char* checks_text =
    R"(# 每条都要达到 all of these must hold; of: all 全体, cast 参与者
[[items.checks]]
counted = "participating"
measure = "heads"                  # heads 人数, area 面积
of = "all"
at_least = "1/2"                   # at_least 以上, more_than 超过
[[items.checks]]
counted = "agreeing"
measure = "heads"
of = "cast"
more_than = "1/2"
)";

}  // namespace

Result<std::string> call_template(const std::string& code, Timestamp now) {
    const auto matter = typed_enum<ballot::v1::Matter>(code);
    if (!matter)
        return tl::unexpected(
            wrong_command("--matter 可取 278.1 至 278.9、assembly、survey、charter --matter takes "
                          "278.1 to 278.9, assembly, survey or charter, not “" +
                          code + "”"));
    // Proposed times: notice first, then two weeks to vote, from 9 to 18 o'clock in Beijing. What a
    // rule asks at least, the ledger checks.
    constexpr std::int64_t notice_days = 17;
    constexpr std::int64_t window_days = 14;
    const bool by_residents = *matter == bal::RESIDENTS_ASSEMBLY;
    const bool is_election = *matter == bal::COMMITTEE;
    const auto title = words_of(*matter);
    auto text = fmt::format(
        fmt::runtime(head_text), fmt::arg("title", title.zh), fmt::arg("title_en", title.en),
        fmt::arg("electors", by_residents ? "residents" : "owners"),
        fmt::arg("convenor", by_residents ? "residents-committee" : "owners-committee"),
        fmt::arg("opens", ops::toml_time({now.ms + notice_days * ms_per_day}, 9)),
        fmt::arg("closes", ops::toml_time({now.ms + (notice_days + window_days) * ms_per_day}, 18)),
        fmt::arg("paper_days", 2), fmt::arg("objection_days", 7), fmt::arg("proxies", 3),
        fmt::arg("matter", code), fmt::arg("form", is_election ? "elect" : "yes-or-no"));
    if (is_election) text += options_text;
    if (*matter == bal::CHARTER_DEFINED) text += checks_text;
    return text;
}

}  // namespace linlian::client
