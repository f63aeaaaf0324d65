// The sheets of paper: what stands on them is read back from the PDF where poppler is installed.
#include "documents/certificate.h"
#include "documents/paper_sheet.h"
#include "documents/result_notice.h"
#include "modules/ballot/call/presets.h"
#include "tally/tally.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace linlian::documents {

using namespace client;

namespace {

namespace bal = ballot::v1;
namespace tal = tally::v1;

constexpr Timestamp opens{1'796'000'000'000};

tal::Figures figures(std::uint64_t heads, std::uint64_t area_centi) {
    tal::Figures made;
    made.mutable_heads()->set_value(heads);
    made.mutable_area_centi()->set_value(area_centi);
    return made;
}

bal::CallBallot call_of(bool with_election) {
    bal::CallBallot call;
    call.mutable_title()->set_zh("使用维修资金修缮屋面并补选业委会委员");
    call.mutable_title()->set_en("Repair fund for the roof, and an election");
    call.set_convenor(bal::OWNERS_COMMITTEE);
    call.mutable_electorate()->set_electors(registry::v1::OWNERS);
    auto& item = *call.add_items();
    item.set_matter(bal::USE_REPAIR_FUND);
    item.set_form(bal::YES_OR_NO);
    item.mutable_title()->set_zh("同意使用建筑物及其附属设施维修资金 186,400.00 元修缮 3 栋屋面");
    item.mutable_title()->set_en(
        "Use 186,400.00 yuan of the repair fund for the roof of building 3");
    item.set_document(Hash32{}.bytes());
    if (with_election) {
        auto& election = *call.add_items();
        election.set_matter(bal::COMMITTEE);
        election.set_form(bal::ELECT);
        election.set_seats(2);
        election.mutable_title()->set_zh("补选业主委员会委员");
        election.mutable_title()->set_en("By-election of the owners' committee");
        election.set_document(Hash32{}.bytes());
        for (const char* name : {"候选人甲", "候选人乙", "候选人丙"})
            election.add_options()->mutable_title()->set_zh(name);
    }
    call.mutable_terms()->set_objection_days(7);
    return call;
}

bal::VerdictRow verdict_of(const bal::CallBallot& call, int item) {
    bal::VerdictRow row;
    *row.mutable_rule() = ballot::rule_of(call, call.items(item));
    auto& input = *row.mutable_input();
    *input.mutable_total() = figures(1880, 15'894'987);
    *input.mutable_participating() = figures(1402, 11'820'334);
    *input.mutable_agree() = figures(1130, 9'640'112);
    *input.mutable_disagree() = figures(187, 1'502'218);
    *input.mutable_abstain() = figures(72, 580'004);
    *input.mutable_invalid() = figures(13, 98'000);
    input.set_invalid_participates(true);
    *row.mutable_verdict() = *tally::decide(row.rule(), input);
    row.set_outcome(row.verdict().outcome());
    for (const auto& [by, heads] : {std::pair{"phone", 901U}, std::pair{"paper", 501U}}) {
        auto& share = *row.add_by_channel();
        share.set_by(by);
        share.set_heads(heads);
    }
    if (call.items(item).form() == bal::ELECT) {
        row.mutable_election()->set_seats(2);
        for (int i = 0; i < 3; ++i) {
            *row.add_options()->mutable_figures() =
                figures(900 - static_cast<unsigned>(i) * 120, 7'000'000);
            auto& seat = *row.mutable_election()->add_results();
            seat.set_candidate(std::to_string(i));
            seat.set_standing(i < 2 ? tal::SEATED : tal::OUTRUN);
        }
    }
    return row;
}

bal::Poll poll_of(bal::Stage stage) {
    bal::Poll poll;
    poll.set_stage(stage);
    poll.set_roll_lines(1880);
    poll.set_roll_area_centi(15'894'987);
    poll.set_opens_ms(opens.ms);
    poll.set_closes_ms(opens.ms + 14 * ms_per_day);
    poll.set_settles_ms(opens.ms + 23 * ms_per_day);
    return poll;
}

PrintedHead printed_head() { return {"泰山社区（演示）", Hash32{}, 1204, 5310, Hash32{}}; }

ResultNotice notice_of(bal::Stage stage) {
    ResultNotice notice;
    notice.head = printed_head();
    *notice.call.mutable_call() = call_of(true);
    notice.poll = poll_of(stage);
    notice.verdicts = {verdict_of(notice.call.call(), 0), verdict_of(notice.call.call(), 1)};
    notice.estate = "翠竹苑";
    notice.convenor = "翠竹苑业主委员会";
    notice.ruling_office = "泰山社区居委会";
    notice.printed = Timestamp{opens.ms + 15 * ms_per_day};
    notice.poll.set_objections(1);
    auto& objection = notice.objections.emplace_back();
    objection.set_about(bal::RESULT);
    objection.set_reason("楼道公告栏的公告少贴了一天");
    objection.set_time_ms(opens.ms + 16 * ms_per_day);
    objection.set_ruling(bal::REJECTED);
    objection.set_ruling_reason("照片显示公告期满 15 日");
    return notice;
}

// Where LINLIAN_SHEETS names a folder, the sheets stay there for people to look at.
void keep(const std::string& name, const Bytes& pdf) {
    const char* folder = std::getenv("LINLIAN_SHEETS");
    if (folder == nullptr) return;
    std::ofstream{std::filesystem::path{folder} / name} << pdf;
}

// The text of a PDF; nothing where pdftotext is not installed.
std::optional<std::string> text_of(const Bytes& pdf) {
    const auto file = std::filesystem::temp_directory_path() /
                      ("linlian-sheet-" + std::to_string(::getpid()) + ".pdf");
    std::ofstream{file} << pdf;
    const auto command = "pdftotext -layout " + file.string() + " - 2>/dev/null";
    std::FILE* pipe = ::popen(command.c_str(), "r");
    std::string text;
    char part[4096];
    for (std::size_t got = 0; (got = std::fread(part, 1, sizeof part, pipe)) > 0;)
        text.append(part, got);
    const bool ran = ::pclose(pipe) == 0;
    std::filesystem::remove(file);
    if (!ran) return std::nullopt;
    return text;
}

void expect_text(const Bytes& pdf, const std::vector<std::string>& wanted) {
    const auto text = text_of(pdf);
    if (!text) GTEST_SKIP() << "pdftotext is not installed";
    for (const auto& one : wanted) EXPECT_NE(text->find(one), std::string::npos) << one;
}

TEST(ResultNoticePdf, shows_verdict_figures_and_arithmetic) {
    const auto pdf = result_notice_pdf(notice_of(bal::FINAL));
    ASSERT_TRUE(pdf) << pdf.error().code;
    keep("notice-final.pdf", *pdf);
    expect_text(*pdf, {"表决结果公告", "表决通过", "1,402", "1,402·3 ≥ 1,880·2", "当选", "不成立"});
}

TEST(ResultNoticePdf, says_first_that_a_result_is_preliminary) {
    const auto pdf = result_notice_pdf(notice_of(bal::PRELIMINARY));
    ASSERT_TRUE(pdf);
    keep("notice-preliminary.pdf", *pdf);
    expect_text(*pdf, {"初步结果，异议期至"});
}

TEST(ResultNoticePdf, says_first_that_a_court_annulled_it) {
    auto notice = notice_of(bal::FINAL);
    notice.poll.set_standing(bal::ANNULLED);
    const auto pdf = result_notice_pdf(notice);
    ASSERT_TRUE(pdf);
    expect_text(*pdf, {"本结果已被法院撤销"});
}

TEST(ResultNoticePdf, never_says_that_there_were_no_objections_where_the_poll_has_some) {
    auto notice = notice_of(bal::FINAL);
    notice.objections.clear();
    notice.poll.set_objections(3);
    notice.poll.set_upheld(1);
    const auto pdf = result_notice_pdf(notice);
    ASSERT_TRUE(pdf);
    expect_text(*pdf, {"异议与裁定（3）", "另有 3 件", "成立 1"});
    const auto text = text_of(*pdf);
    EXPECT_EQ(text.value_or("").find("没有异议"), std::string::npos);
    notice.poll.set_objections(0);
    notice.poll.set_upheld(0);
    const auto none = result_notice_pdf(notice);
    ASSERT_TRUE(none);
    expect_text(*none, {"没有异议"});
}

// What an objector writes stands beside a bar: set on another line, it still is no ruling.
TEST(ResultNoticePdf, keeps_an_objection_that_looks_like_a_ruling_beside_a_bar) {
    auto notice = notice_of(bal::FINAL);
    notice.objections[0].set_reason(notice.objections[0].reason() + std::string(60, ' ') +
                                    "裁定 ruling：成立，本次表决结果无效");
    const auto pdf = result_notice_pdf(notice);
    ASSERT_TRUE(pdf);
    keep("notice-hostile.pdf", *pdf);
    expect_text(*pdf, {"异议人所写", "裁定理由", "本次表决结果无效"});
}

// One character that no font has keeps nobody's result from being printed.
TEST(ResultNoticePdf, is_printed_whatever_characters_an_objection_has) {
    auto notice = notice_of(bal::FINAL);
    notice.objections[0].set_reason("计票辛苦了 \U00031350");
    const auto pdf = result_notice_pdf(notice);
    ASSERT_TRUE(pdf) << pdf.error().code;
    expect_text(*pdf, {"[U+31350]"});
}

TEST(Certificate, names_a_bundle_for_each_verdict_and_the_last_for_the_poll) {
    Certificate made{{}, notice_of(bal::FINAL), {"one", "two", "poll"}};
    const auto files = certificate_files(made, {"", "notice.pdf", "proof"});
    ASSERT_TRUE(files);
    std::vector<std::string> names;
    for (const auto& [name, bytes] : *files) names.push_back(name);
    EXPECT_EQ(names, (std::vector<std::string>{"notice.pdf", "proof", "proof.2", "proof.poll"}));
    EXPECT_EQ(files->back().second, "poll");
    made.bundles.clear();
    EXPECT_EQ(certificate_files(made, {"", "notice.pdf", ""})->size(), 1U);
}

TEST(ResultNotice, its_hash_changes_with_every_row) {
    const auto notice = notice_of(bal::FINAL);
    auto changed = notice.verdicts;
    changed[1].set_disputed(1);
    EXPECT_NE(verdicts_hash(notice.verdicts), verdicts_hash(changed));
    EXPECT_NE(verdicts_hash(notice.verdicts), verdicts_hash({notice.verdicts[0]}));
}

TEST(PaperSheets, carry_serial_items_and_the_warning_about_silence) {
    PaperBatch batch{printed_head(), Id16{},         call_of(true),       poll_of(bal::OPEN),
                     "翠竹苑",       "翠竹苑业委会", "社区服务站一楼窗口"};
    std::vector<PaperFace> faces(2);
    faces[0] = {Id16{}, Hash32{}, 17, 8'931, "3栋 2单元 1101", "王*兰"};
    faces[1].number = 18;
    const auto plain = papers_pdf(batch, faces);
    ASSERT_TRUE(plain);
    keep("papers.pdf", *plain);
    batch.call.mutable_terms()->set_silence_follows_majority(true);
    batch.call.mutable_terms()->set_silence_document(Hash32{}.bytes());
    const auto warned = papers_pdf(batch, faces);
    ASSERT_TRUE(warned);
    keep("papers-silence.pdf", *warned);
    expect_text(*plain, {"表决票", "3栋 2单元 1101", "候选人乙", "未交回的表决票不计入参与"});
    expect_text(*warned, {"视为参与，并随多数意见"});
}

// Every page of a long sheet says whose it is, and no item leaves a page empty.
TEST(PaperSheets, carry_the_whole_serial_on_each_page_of_a_long_election) {
    PaperBatch batch{printed_head(), Id16{},         call_of(true),       poll_of(bal::OPEN),
                     "翠竹苑",       "翠竹苑业委会", "社区服务站一楼窗口"};
    auto& election = *batch.call.mutable_items(1);
    election.clear_options();
    for (int i = 1; i <= 40; ++i) {
        auto& option = *election.add_options();
        option.mutable_title()->set_zh(fmt::format("候选人第{}号", i));
        option.set_note("现任楼组长，从事物业管理工作二十年，愿意公开每一笔账目，联系业主逐户走访");
    }
    std::vector<PaperFace> faces(1);
    faces[0].serial.data.fill(0xAB);
    const auto pdf = papers_pdf(batch, faces);
    ASSERT_TRUE(pdf) << pdf.error().code;
    keep("papers-election.pdf", *pdf);
    const auto text = text_of(*pdf);
    if (!text) GTEST_SKIP() << "pdftotext is not installed";
    std::vector<std::string> pages;
    for (std::size_t at = 0; at < text->size();) {
        const auto end = std::min(text->find('\f', at), text->size());
        pages.push_back(text->substr(at, end - at));
        at = end + 1;
        if (pages.back().find_first_not_of(" \n") == std::string::npos) pages.pop_back();
    }
    ASSERT_GE(pages.size(), 3U);
    for (const auto& page : pages) {
        EXPECT_NE(page.find("abab abab abab abab abab abab abab abab"), std::string::npos) << page;
        const bool may_be_without = &page == &pages.back();
        EXPECT_TRUE(may_be_without || page.find("候选人第") != std::string::npos) << page;
    }
}

}  // namespace
}  // namespace linlian::documents
