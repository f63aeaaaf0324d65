// Read review_adoption at the end first: it shows the draft, then what changes, then refuses
// strangers, and last holds the draft against the clerk's own file. The importing clerk made both
// the lines and the names, so nothing that they say about persons counts here as a check of itself.
#include "client/roster/roster_adopt_review.h"

#include "base/hex.h"
#include "client/act/opened_names.h"
#include "client/ballot/ballot_figures.h"
#include "client/client.pb.h"
#include "client/read/proven_rows.h"
#include "client/roster/names_to_compare.h"
#include "client/roster/roster_people.h"
#include "client/roster/roster_report.h"
#include "client/shown/quoted.h"
#include "codec/refusal.h"

#include <fmt/format.h>

#include <algorithm>

namespace linlian::client {
namespace {

// Of long lists; counts beside them are of all.
constexpr std::size_t most_shown = 20;

// What a review stands on: the draft, and the names that the clerk has.
struct Held {
    const AdoptionFiles& files;
    const DraftView& view;
    RosterLines draft;
    LedgerNames known;
    roster::CivilDate today;
};

Result<Held> hold(Ledger& ledger, const AdoptionFiles& files, const DraftView& view,
                  roster::CivilDate today) {
    auto known = TRY(LedgerNames::gather(ledger));
    known.know(files.draft.names);
    // Whoever is on record is shown by the name that the clerk's own office knows.
    known.know(files.previous);
    return Held{files, view, lines_of(view.chunks), std::move(known), today};
}

// Who acts for owners, and so votes for them; for how many.
void show_who_acts(const Screen& screen, const Held& held) {
    std::map<Bytes, std::vector<Bytes>> owners_of;
    for (const auto& [owner, line] : held.draft.owners)
        if (!line.through().empty()) owners_of[line.through()].push_back(owner);
    if (owners_of.empty()) return;
    // A company or an agent may act for hundreds: three names and the count let a clerk recognise
    // it.
    constexpr std::size_t most_named = 3;
    Rows rows;
    for (const auto& [who, owners] : owners_of) {
        auto text = held.known.of(who) + " ← ";
        for (std::size_t i = 0; i < std::min(most_named, owners.size()); ++i)
            text += (i == 0 ? "" : "、") + held.known.of(owners[i]);
        if (owners.size() > most_named) text += " …";
        rows.push_back({std::to_string(owners.size()), behind_bar(text)});
    }
    screen.heading("由他人代表（并投票）的业主 Owners for whom others act, and vote");
    screen.table({"业主 owners", "代表人 ← 业主 who acts ← for whom"}, rows, "");
}

// Whom the importing clerk chose to guard the names: any two of them open these, and the next ones.
void show_custodians(const Screen& screen, const std::vector<Hash32>& custodians) {
    if (custodians.empty()) return;
    screen.heading(
        "导入人选定的姓名保管人，任意两位可打开，请核对 Custodians whom the importing clerk chose: "
        "any "
        "two open the names; see whose keys these are");
    for (const auto& key : custodians) screen.say(styled("  {}", in_fours(key.view())));
}

// That the names which were given are none of the draft's as far as this computer knows.
void warn_of_other_names(const Screen& screen) {
    screen.warning(
        "未核对：--names "
        "不是在这台电脑上由本草稿的密封姓名文件打开的，可能被改过。请给出密封的文件和 "
        "--custodian，或在本机用 linlian roster open --version 和上述哈希打开 NOT COMPARED: this "
        "computer did not open --names of the sealed file of this draft, and it may say anything. "
        "Give the sealed file with --custodian, or open it here: linlian roster open --version "
        "with the hash above.");
}

void show_draft(const Screen& screen, const Held& held) {
    const auto& view = held.view;
    const auto version = view.estate.row.roster_version() + 1;
    screen.heading(styled("{}：名册第 {} 版 version {} of the roster",
                          in_brackets(view.estate.row.name()), version, version));
    print_totals(screen, view.totals);
    screen.table(
        {"房产 premises", "计票面积 area", "各单元房产 premises by stair", "楼栋 building"},
        building_rows(held.draft), "–");
    show_who_acts(screen, held);
    screen.say(styled("草稿哈希 hash   {}", to_hex(view.row.hash())));
    screen.say(styled("姓名文件 names  {}", to_hex(view.row.names_hash())));
}

// What the adoption would change, and the lines there are now; the first roster of an estate
// changes nothing.
Result<RosterLines> show_changes(const Screen& screen, Ledger& ledger, const Held& held) {
    if (held.view.estate.row.roster_version() == 0) return RosterLines{};
    auto now = lines_in_force(ledger, held.view.estate);
    // A clerk of an office that may not read the roster goes on without the list of changes. They
    // are told so, and any other refusal ends the review.
    if (!now && is_not_for_reader(now.error())) {
        screen.say(
            "现行名册不向您提供，无法列出变更 The roster in force is not for you: what would "
            "change "
            "cannot be shown.");
        return RosterLines{};
    }
    if (!now) return now;
    const auto found = differences(held.draft, *now);
    screen.heading(styled(
        "与现行名册相比的变更 {} 处（现行名册为节点所述） {} changes to the roster in force, "
        "which is the node's word",
        found.size(), found.size()));
    screen.table({"房产 premises", "草稿 draft", "现在 now"}, difference_rows(found, held.known),
                 "没有变更 Nothing changes.");
    const auto buildings = changed_buildings(held.draft, *now);
    if (!buildings.empty())
        screen.table({"楼栋：现在 → 草稿 buildings: now → draft"}, buildings, "");
    if (found.empty())
        screen.say(
            "各行不变；这一版若不是重复，变的只有姓名文件 The lines stay as they are: unless it "
            "is a repetition, the names alone are what this version changes.");
    return now;
}

// Nobody gets premises by an id that is theirs already, and of which the importing clerk alone says
// whose it is.
Result<> check_strangers(const Screen& screen, const Held& held, const std::set<Bytes>& unknown,
                         const RosterLines& now) {
    const auto found = strangers(unknown, now, held.files.known);
    if (found.empty()) return {};
    screen.heading("已登记，而您没有任何材料说明是谁 On record, and nothing of yours says who");
    Rows rows;
    std::string people;
    for (const auto& id : found) {
        rows.push_back({to_hex(id), behind_bar(held.known.of(id))});
        if (rows.size() > most_shown) continue;
        people += (people.empty() ? "" : "、") + held.known.of(id);
    }
    screen.table({"编号 id", "按姓名文件 by the names file"}, rows, "–");
    return refuse(v1::ON_RECORD_ALREADY,
                  {{"count", std::to_string(found.size())}, {"people", people}});
}

void say_not_compared(const Screen& screen, const Held& held, const std::set<Bytes>& lines,
                      const std::set<Bytes>& others) {
    screen.warning(styled(
        "{} 行未核对，另有 {} 人未核对：其编号已登记而只有导入人说明是谁（请用 --previous "
        "给出本组织自行打开的现行名册姓名文件），或您的名册没有其证件号码、电话或监护人，或其代表人"
        "是"
        "几个同名人中的哪一个只有导入人说明（由谁代表见上表）{} lines "
        "and {} other people not compared: an id on record of which only the importing clerk says "
        "whose it is (give --previous, the names of the roster in force that your own office "
        "opened), a number, telephone or guardian that your file does not hold, or somebody who "
        "acts for them whom your file gives by name alone (who acts for whom stands above).",
        lines.size(), others.size(), lines.size(), others.size()));
    Rows rows;
    for (const auto* list : {&lines, &others})
        for (const auto& id : *list)
            if (rows.size() < most_shown) rows.push_back({behind_bar(held.known.of(id))});
    screen.table({"未核对 not compared"}, rows, "–");
}

// What differs between the draft and the clerk's own file.
struct Findings {
    std::vector<LineDifference> lines;
    Rows others;  // of owners and buildings
    ComparedPeople people;

    bool is_same() const { return lines.empty() && others.empty() && people.differences.empty(); }
};

// The draft against a file of the clerk's own: who would own what is in these lines alone, and who
// they are in the names alone.
Result<Findings> compare_with_file(Ledger& ledger, const Held& held) {
    const auto& estate = held.view.estate;
    // The own sheet is planned with ids of the own names file and, where that has none, ids of the
    // draft's (names_to_compare.h). So equal people get equal ids, and lines can be compared byte
    // by byte.
    const auto roster =
        TRY(read_roster(held.files.file, held.files.sheet, estate.row.name(), held.today));
    const auto own = TRY(lines_of(ledger, estate, roster.sheet, held.today,
                                  names_to_compare(held.files.previous, held.files.draft.names)));
    auto acted_for = TRY(acted_for_on_record(ledger, held.draft));
    return Findings{
        differences(held.draft, own), other_difference_rows(held.draft, own, held.known),
        compare_people(held.draft, held.files.draft.names,
                       {roster.sheet, held.today, held.files.previous, std::move(acted_for)})};
}

// Shows each kind of difference in a table of its own. It always ends in the refusal: a draft that
// differs from the clerk's file is not theirs to adopt.
Result<Compared> show_differences(const Screen& screen, const Held& held, const Findings& found) {
    const auto& people = found.people.differences;
    screen.heading("与您的文件不同 Not as in your file");
    screen.table({"房产 premises", "草稿 draft", "您的文件 your file"},
                 difference_rows(found.lines, held.known), "–");
    screen.heading("业主或楼栋与您的文件不同 Other owners or buildings than in your file");
    screen.table({"业主或楼栋 owner or building", "草稿 draft", "您的文件 your file"}, found.others,
                 "–");
    screen.heading("人员与您的文件不同 Other people than in your file");
    screen.table(
        {"房产或成员 premises or member", "草稿的姓名文件 draft's names", "您的文件 your file"},
        difference_rows(people, held.known), "–");
    return refuse(v1::ROSTER_DIFFERS, {{"premises", std::to_string(found.lines.size())},
                                       {"others", std::to_string(found.others.size())},
                                       {"people", std::to_string(people.size())}});
}

// A difference ends it; what was compared with nothing is said, and has no check mark.
Result<Compared> show_compared(const Screen& screen, const Held& held, const Findings& found,
                               const std::set<Bytes>& unknown) {
    if (!found.is_same()) return show_differences(screen, held, found);
    const auto& others = found.people.others_not_compared;
    auto lines = found.people.not_compared;
    for (auto& id : not_compared(held.draft, unknown)) lines.insert(std::move(id));
    // By another file than the draft's, whoever made it says who owns these lines.
    // Equal lines count for nothing then, so all of them are told as not compared.
    if (!held.files.draft.is_opened_here)
        return Compared{held.draft.premises.size(), held.draft.premises.size(),
                        held.files.draft.names.members.size()};
    if (lines.empty() && others.empty())
        screen.say(styled("{} 与您的文件逐行一致 Every line is that of your file: {}",
                          screen.good("✓"), held.files.file_name));
    else
        say_not_compared(screen, held, lines, others);
    return Compared{held.draft.premises.size(), lines.size(), others.size(), true};
}

}  // namespace

Result<Compared> review_adoption(const Review& review, Ledger& ledger, const AdoptionFiles& files,
                                 const DraftView& view, roster::CivilDate today) {
    // The order is that of the reader: what is there, who guards the names, what would change.
    // Refusals come before anything is asked of the clerk.
    const auto& screen = review.screen();
    const auto held = TRY(hold(ledger, files, view, today));
    show_draft(screen, held);
    show_custodians(screen, files.draft.custodians);
    auto now = TRY(show_changes(screen, ledger, held));
    TRY(know_who_acts(ledger, held.draft, now));
    const auto unknown = TRY(unknown_ids(ledger, held.draft, held.files.previous));
    TRY(check_strangers(screen, held, unknown, now));
    if (files.draft.is_given && !files.draft.is_opened_here) warn_of_other_names(screen);
    if (!files.file.empty()) {
        const auto found = TRY(compare_with_file(ledger, held));
        return show_compared(screen, held, found, unknown);
    }
    screen.warning(
        "没有与您自己的名册核对：谁是哪一户的业主，以上看不出来。请用 --file 名册 --names 姓名文件 "
        "Not compared with a roster of your own: who owns which door cannot be seen above. Give "
        "--file ROSTER --names NAMES (linlian roster open).");
    return Compared{held.draft.premises.size(), held.draft.premises.size(),
                    held.files.draft.names.members.size()};
}

}  // namespace linlian::client
