#include "apps/roster_adopt.h"

#include "apps/apps.pb.h"
#include "apps/files.h"
#include "apps/inputs.h"
#include "apps/opened_names.h"
#include "apps/proven_rows.h"
#include "apps/roster_compare.h"
#include "apps/roster_report.h"
#include "apps/roster_work.h"
#include "apps/wall_clock.h"
#include "apps/wrap.h"
#include "base/hex.h"
#include "codec/refusal.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {
namespace {

struct Given {
    std::string draft;
    std::string office;
    std::string file;
    std::string sheet;
    std::string names;
    std::string previous;
};

void print_adopted(const Options& options, const DraftView& view, const MotionStep& step) {
    const auto terminal = options.terminal();
    const auto adopted = event_of<registry::v1::RosterAdopted>(step.receipt);
    terminal.json_value(nlohmann::json{{"motion", to_hex(step.motion)},
                                       {"adopted", step.completed},
                                       {"estate", to_hex(view.estate.id.view())},
                                       {"premises", view.totals.premises},
                                       {"heads", view.totals.heads},
                                       {"area_centi", view.totals.area_centi},
                                       {"transaction", to_hex(step.receipt.leaf().id())}});
    if (adopted)
        return terminal.say(styled(
            "{} 名册第 {} 版已生效 Version {} of the roster is in force: {} premises, {} heads, "
            "{}.",
            terminal.good("✓"), adopted->version(), adopted->version(), adopted->premises(),
            adopted->heads(), square_metres(adopted->area_centi())));
    terminal.say(styled("{} 已提请，等待另一组织确认 Proposed; the other office now runs:",
                        terminal.good("✓")));
    terminal.say(styled("  linlian roster adopt {} --as CLERK-OF-THE-OTHER-OFFICE",
                        to_hex(view.draft.view())));
}

// Lines whose owners are on record, and not in names that the clerk's own office opened.
Result<std::size_t> show_not_compared(const Options& options, LedgerDoor& door,
                                      const RosterLines& draft, const roster::NamesFile& own,
                                      const LedgerNames& known) {
    const auto unknown = unknown_ids(door, draft, own);
    if (!unknown) return tl::unexpected(unknown.error());
    const auto found = not_compared(draft, *unknown);
    if (found.empty()) return std::size_t{0};
    options.terminal().warning(styled(
        "{} 行未核对：业主已登记，其编号只由导入人的姓名文件说明。请用 --previous "
        "给出本组织自行打开的现行名册姓名文件 {} lines not compared: their owners are on record, "
        "and "
        "only the importing clerk's file says whose ids these are. Give --previous, the names of "
        "the roster in force that your own office opened.",
        found.size(), found.size()));
    constexpr std::size_t most = 20;
    Rows rows;
    for (const auto& id : found)
        if (rows.size() < most) rows.push_back({behind_bar(known.of(id))});
    options.terminal().for_asking().table({"未核对的房产 premises not compared"}, rows, "–");
    return found.size();
}

// The names that the clerk's own office opened of the roster in force; none given: an empty file.
Result<roster::NamesFile> own_names(const LedgerDoor& door, const Given& given) {
    if (given.previous.empty()) return roster::NamesFile{};
    return read_opened_names(given.previous, door.community());
}

// What the clerk's own file gives, with ids of which those on record are not the importing clerk's
// to say.
Result<RosterLines> own_lines(LedgerDoor& door, const Given& given, const DraftView& view,
                              const roster::NamesFile& own) {
    const auto content = read_input(given.file);
    if (!content) return tl::unexpected(content.error());
    const auto today = civil_date(wall_clock());
    const auto roster = read_roster(*content, given.sheet, view.estate.row.name(), today);
    if (!roster) return tl::unexpected(roster.error());
    const auto names = read_opened_names(given.names, door.community());
    if (!names) return tl::unexpected(names.error());
    return lines_of(door, view.estate, roster->sheet, today, names_to_compare(own, *names));
}

// The draft against a file of the clerk's own: who would own what is in these lines alone, so one
// that differs ends it. Refusal apps.ROSTER_DIFFERS.
Result<> compare_with_file(const Options& options, LedgerDoor& door, const Given& given,
                           const DraftView& view, const LedgerNames& known) {
    const auto terminal = options.terminal().for_asking();
    const auto names = own_names(door, given);
    if (!names) return tl::unexpected(names.error());
    const auto own = own_lines(door, given, view, *names);
    if (!own) return tl::unexpected(own.error());
    const auto draft = lines_of(view.chunks);
    const auto found = differences(draft, *own);
    const auto others = other_differences(draft, *own);
    if (found.empty() && others == 0) {
        const auto left_out = show_not_compared(options, door, draft, *names, known);
        if (!left_out) return tl::unexpected(left_out.error());
        if (*left_out == 0)
            terminal.say(styled("{} 与您的文件逐行一致 Every line is that of your file: {}",
                                terminal.good("✓"), given.file));
        return {};
    }
    terminal.heading("与您的文件不同 Not as in your file");
    terminal.table({"房产 premises", "草稿 draft", "您的文件 your file"},
                   difference_rows(found, known), "–");
    return refuse(v1::ROSTER_DIFFERS,
                  {{"premises", std::to_string(found.size())}, {"others", std::to_string(others)}});
}

// What the adoption would change; the first roster of an estate changes nothing.
Result<> show_changes(const Options& options, LedgerDoor& door, const DraftView& view,
                      const LedgerNames& known) {
    const auto terminal = options.terminal().for_asking();
    if (view.estate.row.roster_version() == 0) return {};
    const auto now = lines_in_force(door, view.estate);
    if (!now && is_not_for_reader(now.error())) {
        terminal.say(
            "现行名册不向您提供，无法列出变更 The roster in force is not for you: what would "
            "change "
            "cannot be shown.");
        return {};
    }
    if (!now) return tl::unexpected(now.error());
    const auto found = differences(lines_of(view.chunks), *now);
    terminal.heading(styled(
        "与现行名册相比的变更 {} 处（现行名册为节点所述） {} changes to the roster in force, "
        "which is the node's word",
        found.size(), found.size()));
    terminal.table({"房产 premises", "草稿 draft", "现在 now"}, difference_rows(found, known),
                   "没有变更 Nothing changes.");
    return {};
}

void show_draft(const Terminal& terminal, const DraftView& view) {
    const auto version = view.estate.row.roster_version() + 1;
    terminal.heading(styled("{}：名册第 {} 版 version {} of the roster", view.estate.row.name(),
                            version, version));
    print_totals(terminal, view.totals);
    terminal.table({"房产 premises", "计票面积 area", "楼栋 building"},
                   building_rows(lines_of(view.chunks)), "–");
    terminal.say(styled("草稿哈希 hash   {}", to_hex(view.row.hash())));
    terminal.say(styled("姓名文件 names  {}", to_hex(view.row.names_hash())));
}

// All that the clerk is shown before they sign.
Result<> review(const Options& options, LedgerDoor& door, const Given& given,
                const DraftView& view) {
    const auto terminal = options.terminal().for_asking();
    auto known = LedgerNames::gather(door, given.names);
    if (!known) return tl::unexpected(known.error());
    // Whoever is on record is shown by the name that the clerk's own office knows.
    const auto own = own_names(door, given);
    if (!own) return tl::unexpected(own.error());
    known->know(*own);
    show_draft(terminal, view);
    TRY(show_changes(options, door, view, *known));
    if (!given.file.empty()) return compare_with_file(options, door, given, view, *known);
    options.terminal().warning(
        "没有与您自己的名册核对：谁是哪一户的业主，以上看不出来。请用 --file 名册 --names 姓名文件 "
        "Not compared with a roster of your own: who owns which door cannot be seen above. Give "
        "--file ROSTER --names NAMES (linlian roster open).");
    return {};
}

Result<> adopt(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto draft = read_id(given.draft, "DRAFT");
    if (!draft) return tl::unexpected(draft.error());
    if (!given.file.empty() && given.names.empty())
        return tl::unexpected(wrong_command("--file goes with --names: they give the ids"));
    const auto office = read_office(given.office);
    if (!office) return tl::unexpected(office.error());
    const auto clerk = options.acting_key();
    if (!clerk) return tl::unexpected(clerk.error());
    const auto door = options.connect();
    if (!door) return tl::unexpected(door.error());
    const auto view = look_at_draft(**door, *draft, [&](auto done, auto total) {
        terminal.progress("reading the draft 核对", done, total);
    });
    if (!view) return tl::unexpected(view.error());
    TRY(review(options, **door, given, *view));
    TRY(options.confirm(view->motion ? "确认该名册？ Adopt this roster?"
                                     : "提请确认该名册？ Propose to adopt this roster?"));
    const auto step = adopt_draft(**door, *clerk, *view, *office);
    if (!step) return tl::unexpected(step.error());
    print_adopted(options, *view, *step);
    return {};
}

}  // namespace

void add_roster_adopt(CLI::App& roster, Options& options) {
    auto given = std::make_shared<Given>();
    auto* command = roster.add_subcommand(
        "adopt", "Propose a draft as the roster, or support the proposal 确认名册");
    command->add_option("draft", given->draft, "Id of the draft 草稿")->required();
    command->add_option("--file", given->file,
                        "Your own roster, to compare each line with 您自己的名册文件，逐行核对");
    command->add_option("--sheet", given->sheet, "Sheet of a workbook 工作表");
    command->add_option("--names", given->names,
                        "Opened names of the draft, to see doors and people 草稿的姓名文件");
    command->add_option("--previous", given->previous,
                        "Names of the roster in force, opened by your own office: whose ids are "
                        "whose 本组织自行打开的现行名册姓名文件");
    command->add_option(
        "--office", given->office,
        "Office you act for (default: your only one) 代表哪个组织（默认：唯一的一个）");
    on_run(command, options, [&options, given] { return adopt(options, *given); });
}

}  // namespace linlian::apps
