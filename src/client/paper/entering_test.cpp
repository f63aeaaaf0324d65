// Papers of a ballot from issuing to what clerks of two kinds of office read on them, on a ledger
// of all modules.
#include "client/paper/paper_work.h"
#include "client/tests/ballot_desk_for_tests.h"
#include "kit/code_of.h"
#include "modules/ballot/paper/state.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// What a clerk sealed of one paper, and what of it was left out.
struct Entered {
    LeftOut left_out;
    std::vector<SealedReading> readings;
};

class PaperEntering : public ::testing::Test {
  protected:
    PaperEntering() {
        issued_.set_serial(serial_.bytes());
        *issued_.mutable_voter() = desk_.line_of("ana");
        const auto done = issue_papers(desk_.ledger, lin_.key, view_, std::span{&issued_, 1}, {});
        EXPECT_TRUE(done) << done.error().code;
    }

    // The clerk's table says this of ana's paper.
    std::vector<SealedReading> read(const std::string& mark, const std::string& is_signed) {
        const auto text = "编号,签名,收到时间,扫描件,第1项\n" + to_hex(serial_.view()) + "," +
                          is_signed + "," + received_ + "," + to_hex(Bytes(32, 'x')) + "," + mark +
                          "\n";
        std::vector<NamedFile> files;
        const auto read = read_entries({"entries.csv", text}, view_.call(), files);
        if (!read) check_failed("the table is read", __FILE__, __LINE__);
        return *read;
    }
    ClerkAtWork at(const Person& clerk) {
        return {desk_.ledger, clerk.key, clerk.member, clerk.office};
    }
    Entered enter(const Person& clerk, const std::string& mark,
                  const std::string& is_signed = "是") {
        Entered entered{{}, read(mark, is_signed)};
        entered.left_out = must(prepare_entries(at(clerk), view_, entered.readings));
        const auto sealed = seal_entries(at(clerk), view_, entered.readings, {});
        EXPECT_TRUE(sealed) << sealed.error().code;
        return entered;
    }
    ShowResult show(const Person& clerk, const Entered& entered) {
        return must(
            show_entries({desk_.ledger, clerk.key, view_, clerk.member, {}}, entered.readings));
    }
    // Seals and shows another reading of a paper that differs.
    void read_again(const Person& clerk, const std::string& mark) {
        const auto entered = enter(clerk, mark);
        EXPECT_TRUE(entered.left_out.empty()) << mark;
        EXPECT_EQ(show(clerk, entered).shown, 1U) << mark;
    }
    // What is left out where the clerk would enter it now; nothing may be sent.
    bal::PaperState left_out_of(const Person& clerk, const std::string& mark) {
        const auto sent = desk_.ledger.sent;
        const auto entered = enter(clerk, mark);
        EXPECT_TRUE(entered.readings.empty());
        EXPECT_EQ(desk_.ledger.sent, sent) << "nothing is sealed";
        if (entered.left_out.size() != 1) return bal::PAPER_STATE_UNSPECIFIED;
        EXPECT_EQ(entered.left_out[0].first, serial_);
        return entered.left_out[0].second;
    }
    bal::PaperState state() {
        return ballot::papers.find(desk_.ledger.rows(), view_.id, serial_).value().state();
    }

    BallotDesk desk_;
    BallotView view_ = desk_.opened();
    Person lin_ = desk_.lin();
    Person mo_ = desk_.mo();
    Id16 serial_ = BallotDesk::flat_of("the paper of ana");
    bal::IssuedPaper issued_;
    std::string received_ = desk_.now_typed();
};

TEST_F(PaperEntering, settles_a_paper_that_two_kinds_of_office_read_alike) {
    const auto by_lin = enter(lin_, "赞成");
    EXPECT_TRUE(by_lin.left_out.empty());
    EXPECT_EQ(by_lin.readings.at(0).round, 1U);
    EXPECT_EQ(show(lin_, by_lin).waiting, 1U) << "nobody else has sealed";
    const auto by_mo = enter(mo_, "赞成");
    EXPECT_NE(by_mo.readings.at(0).salt, by_lin.readings.at(0).salt);
    const auto first = show(lin_, by_lin);
    EXPECT_EQ(first.shown, 1U);
    EXPECT_EQ(first.settled + first.waiting, 0U);
    const auto second = show(mo_, by_mo);
    EXPECT_EQ(second.settled, 1U);
    EXPECT_EQ(second.differing, 0U);
    EXPECT_EQ(state(), bal::SETTLED);
    EXPECT_EQ(left_out_of(lin_, "赞成"), bal::SETTLED) << "nothing is entered of it any more";
}

TEST_F(PaperEntering, tells_of_papers_that_differ_and_of_those_that_nobody_signed) {
    const auto by_lin = enter(lin_, "赞成");
    const auto by_mo = enter(mo_, "反对");
    EXPECT_EQ(show(lin_, by_lin).differing, 0U);
    EXPECT_EQ(show(mo_, by_mo).differing, 1U);
    EXPECT_EQ(left_out_of(lin_, "赞成"), bal::DIFFERS) << "it says what it said before";
    const auto again = enter(lin_, "反对", "否");
    EXPECT_EQ(show(lin_, again).differing, 1U) << "of the signature";
    const auto alike = enter(mo_, "反对", "否");
    EXPECT_EQ(show(mo_, alike).unsigned_ones, 1U);
    EXPECT_EQ(state(), bal::UNSIGNED);
}

TEST_F(PaperEntering, tells_of_papers_that_came_late) {
    view_ = desk_.passed_until(bal::COUNTING);
    received_ = desk_.now_typed();
    const auto by_lin = enter(lin_, "赞成");
    const auto by_mo = enter(mo_, "赞成");
    EXPECT_EQ(show(lin_, by_lin).late, 0U);
    EXPECT_EQ(show(mo_, by_mo).late, 1U);
    EXPECT_EQ(state(), bal::LATE);
}

TEST_F(PaperEntering, takes_three_readings_of_a_clerk_and_six_of_a_kind_of_office) {
    const auto luo = desk_.person("luo", "居委会");
    const auto lan = desk_.person("lan", "居委会");
    const auto by_lin = enter(lin_, "赞成");
    const auto by_mo = enter(mo_, "反对");
    EXPECT_EQ(show(lin_, by_lin).shown, 1U);
    EXPECT_EQ(show(mo_, by_mo).differing, 1U);
    for (const auto* mark : {"弃权", "赞成"}) read_again(lin_, mark);
    EXPECT_EQ(left_out_of(lin_, "弃权"), bal::DIFFERS) << "lin's fourth";
    for (const auto* mark : {"赞成", "弃权", "赞成"}) read_again(luo, mark);
    EXPECT_EQ(left_out_of(lan, "弃权"), bal::DIFFERS) << "the seventh of the residents' committee";

    // The ledger would refuse it, and with it all that is sealed in the same act.
    auto seventh = read("弃权", "是");
    seventh[0].round = 1;
    EXPECT_EQ(kit::code_of(seal_entries(at(lan), view_, seventh, {})), "ballot.READ_TOO_OFTEN");
    const auto of_the_street = enter(desk_.person("qi", "街道办"), "弃权");
    EXPECT_TRUE(of_the_street.left_out.empty()) << "no kind of office fills the room of another";
}

TEST_F(PaperEntering, leaves_out_a_serial_that_was_never_issued) {
    serial_ = BallotDesk::flat_of("a paper that nobody issued");
    EXPECT_EQ(left_out_of(lin_, "赞成"), bal::PAPER_STATE_UNSPECIFIED);
}

TEST_F(PaperEntering, begins_anew_once_a_paper_is_reopened) {
    desk_.ledger.read_as(reads_with([]() -> Result<KeyPair> { return kit::key_of("lin"); }));
    const AtBallot by_lin{desk_.ledger, lin_.key, lin_.member, view_};
    const Bytes document(Hash32::size, 'c');
    EXPECT_EQ(kit::code_of(reopening_of(by_lin, serial_, document, "误读")),
              "ballot.PAPER_STATE_WRONG")
        << "nothing is entered yet";
    const auto first = enter(lin_, "赞成");
    const auto second = enter(mo_, "赞成");
    show(lin_, first);
    show(mo_, second);
    const auto act = must(reopening_of(by_lin, serial_, document, "误读"));
    EXPECT_EQ(act.round(), 1U);
    must(together(desk_.ledger, lin_.key, kit::key_of("qi"), act));
    const auto anew = enter(lin_, "反对");
    EXPECT_TRUE(anew.left_out.empty());
    EXPECT_EQ(anew.readings.at(0).round, 2U);
}

TEST_F(PaperEntering, knows_which_sheets_are_of_nobody_where_issuing_ended_in_the_middle) {
    std::vector<bal::IssuedPaper> papers{issued_, issued_};
    papers[1].set_serial(BallotDesk::flat_of("the paper of bo").bytes());
    *papers[1].mutable_voter() = desk_.line_of("bo");
    EXPECT_EQ(must(not_issued(desk_.ledger, lin_.key, view_, papers)), std::vector<std::size_t>{1});
    const auto again = issue_papers(desk_.ledger, lin_.key, view_, papers, {});
    EXPECT_EQ(kit::code_of(again), "ballot.SERIAL_TAKEN") << "an act is carried out as a whole";
    EXPECT_TRUE(issue_papers(desk_.ledger, lin_.key, view_, std::span{papers}.subspan(1), {}));
    EXPECT_TRUE(must(not_issued(desk_.ledger, lin_.key, view_, papers)).empty());
    const auto known = must(fetch_papers(desk_.ledger, lin_.key, view_, bal::ISSUED));
    EXPECT_EQ(known.size(), 2U);
    EXPECT_TRUE(must(fetch_papers(desk_.ledger, lin_.key, view_, bal::SETTLED)).empty());
}

TEST_F(PaperEntering, opens_seals_from_the_file_in_which_they_were_kept_and_no_changed_one) {
    auto by_lin = enter(lin_, "赞成");
    enter(mo_, "赞成");
    const auto text = seals_text(view_, by_lin.readings);
    auto changed = by_lin;
    changed.readings[0].entry.set_is_signed(false);
    const auto hidden = show(lin_, changed);
    EXPECT_EQ(hidden.shown + hidden.waiting, 0U) << "it hashes to none of the seals";
    by_lin.readings = must(read_seals({"seals.json", text}, view_));
    EXPECT_EQ(show(lin_, by_lin).shown, 1U);
    EXPECT_EQ(show(lin_, by_lin).shown, 0U) << "it is shown once";

    auto other = view_;
    other.id.data.fill(9);
    EXPECT_EQ(kit::code_of(read_seals({"seals.json", text}, other)), "client.SEALS_UNREADABLE");
    for (const auto& damaged : {Bytes{text.substr(0, text.size() / 2)}, Bytes{"[]"}, Bytes{}})
        EXPECT_EQ(kit::code_of(read_seals({"seals.json", damaged}, view_)),
                  "client.SEALS_UNREADABLE");
}

// Each fault with its row, and nothing of the file is entered.
TEST_F(PaperEntering, reads_no_table_that_has_a_fault) {
    const auto serial = to_hex(serial_.view());
    const auto hash = to_hex(Bytes(32, 'x'));
    const auto good = serial + ",是," + received_ + "," + hash + ",赞成\n";
    const auto table = "编号,签名,收到时间,扫描件,第1项\n" + good + good + serial.substr(2) + ",," +
                       received_ + ",no.pdf,或许\n";
    std::vector<NamedFile> files;
    const auto read = read_entries({"entries.csv", table}, view_.call(), files);
    ASSERT_FALSE(read);
    std::vector<std::string> faults;
    for (const auto& fault : read.error()) {
        EXPECT_EQ(fault.code, "client.PAPER_FILE_WRONG");
        faults.push_back(fault.figures.at(1).value + " " + fault.figures.at(2).value);
    }
    std::ranges::sort(faults);
    EXPECT_EQ(faults,
              (std::vector<std::string>{"3 serial", "4 1", "4 scan", "4 serial", "4 signed"}));
    EXPECT_TRUE(files.empty());
}

}  // namespace
}  // namespace linlian::client
