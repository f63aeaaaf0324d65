#include "apps/roster_adopt_review.h"

#include "apps/apps.pb.h"
#include "apps/ballot/ballot_figures.h"
#include "apps/draft_names.h"
#include "apps/files.h"
#include "apps/names_to_compare.h"
#include "apps/opened_names.h"
#include "apps/proven_rows.h"
#include "apps/roster_people.h"
#include "apps/roster_report.h"
#include "apps/wall_clock.h"
#include "apps/wrap.h"
#include "base/hex.h"
#include "codec/refusal.h"

#include <fmt/format.h>

#include <algorithm>

namespace linlian::apps {
namespace {

constexpr std::size_t most_shown = 20;

// What a review stands on: the draft, and the names that the clerk has.
struct Held {
    const AdoptionFiles& files;
    const DraftView& view;
    RosterLines draft;
    roster::NamesFile of_draft;
    bool is_opened_here;
    roster::NamesFile own;  // of the roster in force
    LedgerNames known;
};

Result<Held> hold(const Options& options, LedgerDoor& door, const AdoptionFiles& files,
                  const DraftView& view) {
    auto of_draft = names_of_draft(options, door, files, view);
    if (!of_draft) return tl::unexpected(of_draft.error());
    auto own = files.previous.empty() ? Result<roster::NamesFile>{roster::NamesFile{}}
                                      : read_opened_names(files.previous, door.community());
    if (!own) return tl::unexpected(own.error());
    auto known = LedgerNames::gather(door, "");
    if (!known) return tl::unexpected(known.error());
    known->know(of_draft->names);
    // Whoever is on record is shown by the name that the clerk's own office knows.
    known->know(*own);
    return Held{files,
                view,
                lines_of(view.chunks),
                std::move(of_draft->names),
                of_draft->is_opened_here,
                std::move(*own),
                std::move(*known)};
}

// Who acts for owners, and so votes for them; for how many.
void show_who_acts(const Terminal& terminal, const Held& held) {
    std::map<Bytes, std::vector<Bytes>> owners_of;
    for (const auto& [owner, line] : held.draft.owners)
        if (!line.through().empty()) owners_of[line.through()].push_back(owner);
    if (owners_of.empty()) return;
    constexpr std::size_t most_named = 3;
    Rows rows;
    for (const auto& [who, owners] : owners_of) {
        auto text = held.known.of(who) + " ← ";
        for (std::size_t i = 0; i < std::min(most_named, owners.size()); ++i)
            text += (i == 0 ? "" : "、") + held.known.of(owners[i]);
        if (owners.size() > most_named) text += " …";
        rows.push_back({std::to_string(owners.size()), behind_bar(text)});
    }
    terminal.heading("由他人代表（并投票）的业主 Owners for whom others act, and vote");
    terminal.table({"业主 owners", "代表人 ← 业主 who acts ← for whom"}, rows, "");
}

// Whom the importing clerk chose to guard the names: any two of them open these, and the next ones.
Result<> show_custodians(const Terminal& terminal, const AdoptionFiles& files) {
    if (files.custodians.empty()) return {};
    const auto sealed = read_input(files.names);
    if (!sealed) return tl::unexpected(sealed.error());
    const auto keys = roster::custodians_of(*sealed);
    if (!keys) return tl::unexpected(keys.error());
    terminal.heading(
        "导入人选定的姓名保管人，任意两位可打开，请核对 Custodians whom the importing clerk chose: "
        "any "
        "two open the names; see whose keys these are");
    for (const auto& key : *keys) terminal.say(styled("  {}", in_fours(key.view())));
    return {};
}

void show_draft(const Terminal& terminal, const Held& held) {
    const auto& view = held.view;
    const auto version = view.estate.row.roster_version() + 1;
    terminal.heading(styled("{}：名册第 {} 版 version {} of the roster",
                            in_brackets(view.estate.row.name()), version, version));
    print_totals(terminal, view.totals);
    terminal.table(
        {"房产 premises", "计票面积 area", "各单元房产 premises by stair", "楼栋 building"},
        building_rows(held.draft), "–");
    show_who_acts(terminal, held);
    terminal.say(styled("草稿哈希 hash   {}", to_hex(view.row.hash())));
    terminal.say(styled("姓名文件 names  {}", to_hex(view.row.names_hash())));
}

// What the adoption would change, and the lines there are now; the first roster of an estate
// changes nothing.
Result<RosterLines> show_changes(const Terminal& terminal, LedgerDoor& door, const Held& held) {
    if (held.view.estate.row.roster_version() == 0) return RosterLines{};
    auto now = lines_in_force(door, held.view.estate);
    if (!now && is_not_for_reader(now.error())) {
        terminal.say(
            "现行名册不向您提供，无法列出变更 The roster in force is not for you: what would "
            "change "
            "cannot be shown.");
        return RosterLines{};
    }
    if (!now) return now;
    const auto found = differences(held.draft, *now);
    terminal.heading(styled(
        "与现行名册相比的变更 {} 处（现行名册为节点所述） {} changes to the roster in force, "
        "which is the node's word",
        found.size(), found.size()));
    terminal.table({"房产 premises", "草稿 draft", "现在 now"}, difference_rows(found, held.known),
                   "没有变更 Nothing changes.");
    const auto buildings = changed_buildings(held.draft, *now);
    if (!buildings.empty())
        terminal.table({"楼栋：现在 → 草稿 buildings: now → draft"}, buildings, "");
    if (found.empty())
        terminal.say(
            "各行不变；这一版若不是重复，变的只有姓名文件 The lines stay as they are: unless it "
            "is a repetition, the names alone are what this version changes.");
    return now;
}

// Nobody gets premises by an id that is theirs already, and of which the importing clerk alone says
// whose it is.
Result<> check_strangers(const Terminal& terminal, const Held& held, const std::set<Bytes>& unknown,
                         const RosterLines& now) {
    const auto found = strangers(unknown, now, held.files.known);
    if (found.empty()) return {};
    terminal.heading("已登记，而您没有任何材料说明是谁 On record, and nothing of yours says who");
    Rows rows;
    std::string people;
    for (const auto& id : found) {
        rows.push_back({to_hex(id), behind_bar(held.known.of(id))});
        if (rows.size() > most_shown) continue;
        people += (people.empty() ? "" : "、") + held.known.of(id);
    }
    terminal.table({"编号 id", "按姓名文件 by the names file"}, rows, "–");
    return refuse(v1::ON_RECORD_ALREADY,
                  {{"count", std::to_string(found.size())}, {"people", people}});
}

void say_not_compared(const Terminal& terminal, const Held& held, const std::set<Bytes>& lines,
                      const std::set<Bytes>& others) {
    terminal.warning(styled(
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
    terminal.table({"未核对 not compared"}, rows, "–");
}

struct Findings {
    std::vector<LineDifference> lines;
    Rows others;  // of owners and buildings
    ComparedPeople people;

    bool is_same() const { return lines.empty() && others.empty() && people.differences.empty(); }
};

// The draft against a file of the clerk's own: who would own what is in these lines alone, and who
// they are in the names alone.
Result<Findings> compare_with_file(LedgerDoor& door, const Held& held) {
    const auto content = read_input(held.files.file);
    if (!content) return tl::unexpected(content.error());
    const auto today = civil_date(wall_clock());
    const auto& estate = held.view.estate;
    const auto roster = read_roster(*content, held.files.sheet, estate.row.name(), today);
    if (!roster) return tl::unexpected(roster.error());
    const auto own =
        lines_of(door, estate, roster->sheet, today, names_to_compare(held.own, held.of_draft));
    if (!own) return tl::unexpected(own.error());
    auto acted_for = acted_for_on_record(door, held.draft);
    if (!acted_for) return tl::unexpected(acted_for.error());
    return Findings{differences(held.draft, *own),
                    other_difference_rows(held.draft, *own, held.known),
                    compare_people(held.draft, held.of_draft,
                                   {roster->sheet, today, held.own, std::move(*acted_for)})};
}

Result<Compared> tell_differences(const Terminal& terminal, const Held& held,
                                  const Findings& found) {
    const auto& people = found.people.differences;
    terminal.heading("与您的文件不同 Not as in your file");
    terminal.table({"房产 premises", "草稿 draft", "您的文件 your file"},
                   difference_rows(found.lines, held.known), "–");
    terminal.heading("业主或楼栋与您的文件不同 Other owners or buildings than in your file");
    terminal.table({"业主或楼栋 owner or building", "草稿 draft", "您的文件 your file"},
                   found.others, "–");
    terminal.heading("人员与您的文件不同 Other people than in your file");
    terminal.table(
        {"房产或成员 premises or member", "草稿的姓名文件 draft's names", "您的文件 your file"},
        difference_rows(people, held.known), "–");
    return refuse(v1::ROSTER_DIFFERS, {{"premises", std::to_string(found.lines.size())},
                                       {"others", std::to_string(found.others.size())},
                                       {"people", std::to_string(people.size())}});
}

// A difference ends it; what was compared with nothing is said, and has no check mark.
Result<Compared> tell_compared(const Terminal& terminal, const Held& held, const Findings& found,
                               const std::set<Bytes>& unknown) {
    if (!found.is_same()) return tell_differences(terminal, held, found);
    const auto& others = found.people.others_not_compared;
    auto lines = found.people.not_compared;
    for (auto& id : not_compared(held.draft, unknown)) lines.insert(std::move(id));
    // By another file than the draft's, whoever made it says who owns these lines.
    if (!held.is_opened_here)
        return Compared{held.draft.premises.size(), held.draft.premises.size(),
                        held.of_draft.members.size()};
    if (lines.empty() && others.empty())
        terminal.say(styled("{} 与您的文件逐行一致 Every line is that of your file: {}",
                            terminal.good("✓"), held.files.file));
    else
        say_not_compared(terminal, held, lines, others);
    return Compared{held.draft.premises.size(), lines.size(), others.size(), true};
}

}  // namespace

Result<Compared> review_adoption(const Options& options, LedgerDoor& door,
                                 const AdoptionFiles& files, const DraftView& view) {
    const auto terminal = options.terminal().for_asking();
    const auto held = hold(options, door, files, view);
    if (!held) return tl::unexpected(held.error());
    show_draft(terminal, *held);
    TRY(show_custodians(terminal, files));
    auto now = show_changes(terminal, door, *held);
    if (!now) return tl::unexpected(now.error());
    TRY(know_who_acts(door, held->draft, *now));
    const auto unknown = unknown_ids(door, held->draft, held->own);
    if (!unknown) return tl::unexpected(unknown.error());
    TRY(check_strangers(terminal, *held, *unknown, *now));
    if (!files.names.empty() && !held->is_opened_here) warn_of_other_names(terminal);
    if (!files.file.empty()) {
        const auto found = compare_with_file(door, *held);
        if (!found) return tl::unexpected(found.error());
        return tell_compared(terminal, *held, *found, *unknown);
    }
    terminal.warning(
        "没有与您自己的名册核对：谁是哪一户的业主，以上看不出来。请用 --file 名册 --names 姓名文件 "
        "Not compared with a roster of your own: who owns which door cannot be seen above. Give "
        "--file ROSTER --names NAMES (linlian roster open).");
    return Compared{held->draft.premises.size(), held->draft.premises.size(),
                    held->of_draft.members.size()};
}

}  // namespace linlian::apps
