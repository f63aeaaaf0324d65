#include "apps/ballot/paper_print.h"

#include "apps/ballot/ballot_commands.h"
#include "apps/ballot/electorate_text.h"
#include "apps/ballot/paper_work.h"
#include "apps/ballot/printed_head.h"
#include "apps/ballot/typed_head.h"
#include "apps/files.h"
#include "apps/inputs.h"
#include "apps/motion_work.h"
#include "apps/opened_names.h"
#include "apps/proven_rows.h"
#include "apps/wrap.h"
#include "base/hex.h"
#include "modules/registry/state.h"
#include "ops/safe_text.h"
#include "ops/sign_transaction.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {
namespace {

using nlohmann::json;
namespace bal = ballot::v1;

struct Given {
    std::string ballot;
    std::string file;
    std::string list;
    std::string names;
    std::string building;
    std::string head;
    std::string return_to = "社区服务站 Community service station";
};

Result<Bytes> wanted_building(LedgerDoor& door, const BallotView& ballot, const std::string& name) {
    if (name.empty()) return Bytes{};
    const auto buildings = building_names(door, ballot.call().electorate());
    if (!buildings) return tl::unexpected(buildings.error());
    std::vector<std::string> known;
    for (const auto& [building, called] : *buildings) {
        if (called == name || to_hex(building) == typed_hex(name)) return building;
        known.push_back(called);
    }
    return tl::unexpected(wrong_command("--building: 没有这个楼栋 there is no building " + name +
                                        "；现有 there are: " + all_in_brackets(known)));
}

// The kinds of the offices for which the clerk works.
Result<std::set<std::string>> kinds_of(LedgerDoor& door, const KeyPair& clerk) {
    const auto member = member_of(door, clerk);
    if (!member) return tl::unexpected(member.error());
    const auto offices = offices_held(door, *member);
    if (!offices) return tl::unexpected(offices.error());
    std::set<std::string> kinds;
    for (const auto& office : *offices) {
        const auto row = find_proven(door, registry::offices, nullptr, office);
        if (!row) return tl::unexpected(row.error());
        if (*row) kinds.insert((*row)->kind());
    }
    return kinds;
}

Result<PaperLines> wanted_lines(LedgerDoor& door, const KeyPair& clerk, const BallotView& ballot,
                                const Given& given, const Roll& roll) {
    if (roll.lines.empty())
        return tl::unexpected(wrong_command(
            "名册上没有表决人，无票可印 nobody is on the roll: there is no paper to print"));
    const auto building = wanted_building(door, ballot, given.building);
    if (!building) return tl::unexpected(building.error());
    const auto papers = fetch_papers(door, clerk, ballot);
    if (!papers) return tl::unexpected(papers.error());
    const auto kinds = kinds_of(door, clerk);
    if (!kinds) return tl::unexpected(kinds.error());
    std::string head;
    if (!given.head.empty()) {
        const auto one = head_typed(heads_of(roll.lines, &registry::v1::RollLine::head), given.head,
                                    digits_of_others);
        if (!one) return tl::unexpected(one.error());
        head = roll.lines[*one].head();
    }
    auto lines = lines_to_print(roll.lines, *papers, *kinds, [&](const auto& line) {
        return (building->empty() || line.building() == *building) &&
               (head.empty() || line.head() == head);
    });
    if (lines.wanted.empty())
        return tl::unexpected(
            wrong_command(lines.left_out == 0
                              ? "所选范围内没有表决人 no line of the roll is among those asked for"
                              : "所选表决人都已有本类组织发放的表决票 every line asked for has a "
                                "paper of your kind "
                                "of office already; `linlian ballot paper void` ends one"));
    return lines;
}

void say_lines(const Terminal& terminal, const PaperLines& lines) {
    terminal.say(styled("{} 张 papers", lines.wanted.size()));
    if (lines.left_out > 0)
        terminal.say(
            styled("  {} 名表决人已有本类组织发放的表决票，不再打印 lines have a paper of "
                   "your kind of office and get no other",
                   lines.left_out));
    if (lines.of_other_offices > 0)
        terminal.say(styled(
            "  其中 {} 名另有其他类组织发放的表决票；每名表决人只计一张 of these have a paper of "
            "another kind of office too; one counts",
            lines.of_other_offices));
}

// What stands on each sheet, read again: all of it is of the moment of the head that it bears.
Result<PaperBatch> batch_of(FarDoor& door, const Given& given) {
    const auto looked = look_at_ballot(door, given.ballot);
    if (!looked) return tl::unexpected(looked.error());
    const auto& ballot = *looked;
    auto head = fetch_printed_head(door);
    if (!head) return tl::unexpected(head.error());
    const auto estate = estate_name(door, ballot.call().electorate().estate());
    if (!estate) return tl::unexpected(estate.error());
    const auto building = building_name(door, ballot.call().electorate());
    if (!building) return tl::unexpected(building.error());
    const auto offices = office_names(door);
    if (!offices) return tl::unexpected(offices.error());
    const auto convenor = offices->find(ballot.call().as_office());
    return PaperBatch{std::move(*head), ballot.id,
                      ballot.call(),    ballot.poll,
                      *estate,          convenor == offices->end() ? "" : convenor->second,
                      given.return_to,  *building};
}

// Where sheets and serials go. Both are there once: refusal apps.FILE_EXISTS.
Result<std::string> list_file(const Given& given) {
    auto list = given.list.empty() ? given.file + ".csv" : given.list;
    TRY(check_new_file(given.file));
    TRY(check_new_file(list));
    return list;
}

// Without a file the papers have no addresses.
Result<roster::NamesFile> names_of(const std::string& file, const Hash32& community) {
    return file.empty() ? roster::NamesFile{} : read_opened_names(file, community);
}

struct Prepared {
    std::vector<PaperFace> faces;
    std::vector<bal::IssuedPaper> papers;
};

Prepared prepare(const Roll& roll, const std::vector<std::size_t>& wanted,
                 const roster::NamesFile& names, const registry::v1::Electorate& electorate) {
    LineFinder finder{roll.lines};
    finder.know_doors(names, electorate);
    Prepared prepared;
    for (const auto index : wanted) {
        PaperFace face;
        face.serial = ops::random_nonce();
        Hash32::parse(roll.lines[index].head(), face.head);
        face.number = index + 1;
        face.area_centi = roll.lines[index].area_centi();
        put_address(names, finder, electorate, roll.lines[index], face);
        auto& paper = prepared.papers.emplace_back();
        paper.set_serial(face.serial.bytes());
        *paper.mutable_voter() = finder.line(index);
        prepared.faces.push_back(std::move(face));
    }
    return prepared;
}

// Sheets are there before their serials are issued: where that ends in the middle, which of them
// are of nobody is said, by their places in the roll.
Result<> issue(const Terminal& terminal, FarDoor& door, const KeyPair& clerk,
               const BallotView& ballot, const Prepared& prepared, const Progress& progress) {
    auto issued = issue_papers(door, clerk, ballot, prepared.papers, progress);
    if (issued) return issued;
    const auto left = not_issued(door, clerk, ballot, prepared.papers);
    std::string numbers;
    if (left)
        for (const auto i : *left)
            numbers += (numbers.empty() ? "" : ", ") + std::to_string(prepared.faces[i].number);
    terminal.warning(styled(
        "已写出的表决票中，下列名册序号的编号没有登记，请勿发放并销毁（未列出的，全部先勿发放）；换"
        "一个"
        "文件名再打印，只会补这些 Of the sheets that were written, those of these numbers of the "
        "roll are of no serial on the ledger: destroy them (where none is named, hand out none "
        "yet). Printing again, to another file, makes these alone: {}",
        numbers.empty() ? "?" : numbers));
    return issued;
}

Result<> print(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    const auto clerk = options.acting_key();
    if (!clerk) return tl::unexpected(clerk.error());
    const auto list = list_file(given);
    if (!list) return tl::unexpected(list.error());
    const auto door = options.connect_far();
    if (!door) return tl::unexpected(door.error());
    const auto names = names_of(given.names, (*door)->community());
    if (!names) return tl::unexpected(names.error());
    const auto ballot = look_at_ballot(**door, given.ballot);
    if (!ballot) return tl::unexpected(ballot.error());
    const auto progress = [&](const char* what) {
        return [&terminal, what](auto done, auto total) { terminal.progress(what, done, total); };
    };
    const auto roll = fetch_roll(**door, *ballot, progress("名册 roll"));
    if (!roll) return tl::unexpected(roll.error());
    const auto wanted = wanted_lines(**door, *clerk, *ballot, given, *roll);
    if (!wanted) return tl::unexpected(wanted.error());
    terminal.say(behind_bar(ballot->call().title().zh()));
    say_lines(terminal, *wanted);
    TRY(warn_of_names(options, **door, given.names));
    TRY(options.confirm("打印并登记编号？ Print them and put their serials on the ledger?"));
    const auto prepared =
        prepare(*roll, wanted->wanted, on_roster(*names), ballot->call().electorate());
    const auto batch = at_one_moment(**door, [&] { return batch_of(**door, given); });
    if (!batch) return tl::unexpected(batch.error());
    const auto pdf = papers_pdf(*batch, prepared.faces, progress("排版 printing"));
    if (!pdf) return tl::unexpected(pdf.error());
    // Sheets and list are on the disk before the ledger knows a serial.
    TRY(write_new_private_file(given.file, *pdf));
    TRY(write_new_private_file(*list, serial_list(prepared.faces)));
    TRY(issue(terminal, **door, *clerk, *ballot, prepared, progress("登记 issuing")));
    terminal.json_value(
        json{{"papers", prepared.papers.size()}, {"file", given.file}, {"list", *list}});
    terminal.say(styled("{} {} 张 papers：{}，编号清单 serials：{}", terminal.good("✓"),
                        prepared.papers.size(), given.file, *list));
    return {};
}

}  // namespace

PaperLines lines_to_print(const std::vector<registry::v1::RollLine>& lines,
                          const std::map<Bytes, bal::PaperReply>& papers,
                          const std::set<std::string>& kinds, const AskedLine& is_asked) {
    std::set<Bytes> own;
    std::set<Bytes> of_others;
    for (const auto& [serial, paper] : papers) {
        if (paper.row().state() == bal::VOIDED) continue;
        auto& heads = kinds.contains(paper.row().issued_kind()) ? own : of_others;
        heads.insert(paper.row().line().head());
    }
    PaperLines found;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!is_asked(lines[i])) continue;
        if (own.contains(lines[i].head())) {
            ++found.left_out;
            continue;
        }
        found.wanted.push_back(i);
        if (of_others.contains(lines[i].head())) ++found.of_other_offices;
    }
    return found;
}

void put_address(const roster::NamesFile& names, const LineFinder& finder,
                 const registry::v1::Electorate& electorate, const registry::v1::RollLine& line,
                 PaperFace& face) {
    for (const auto& owner : line.owners()) {
        Id16 id;
        const auto found = Id16::parse(owner, id) ? names.members.find(id) : names.members.end();
        if (found == names.members.end()) continue;
        face.addressee = found->second.name;
        break;
    }
    if (electorate.electors() != registry::v1::OWNERS) return;
    face.door = finder.doors_of(line.head());
    // Kinds that do not count, a parking space say, are doors of theirs all the same.
    if (!face.door.empty() && finder.how_many_doors(line.head()) != line.premises())
        face.door +=
            fmt::format("（计入 {} 处 {} of them count）", line.premises(), line.premises());
}

std::string serial_list(std::span<const PaperFace> faces) {
    // With the mark by which spreadsheet programs know UTF-8.
    std::string text = "\uFEFF编号,表决人,名册序号,房号,收件人\n";
    for (const auto& face : faces)
        text +=
            fmt::format("{},{},{},{},{}\n", to_hex(face.serial.view()), to_hex(face.head.view()),
                        face.number, ops::csv_cell(face.door), ops::csv_cell(face.addressee));
    return text;
}

void add_paper_print(CLI::App& paper, Options& options) {
    auto given = std::make_shared<Given>();
    auto* command = paper.add_subcommand("print", "Sheets for voters, with serials 打印表决票");
    command->add_option("ballot", given->ballot, "Id of the ballot 表决编号")->required();
    command->add_option("-o,--output", given->file, "Where the sheets go 表决票写到哪里")
        ->required();
    command->add_option("--list", given->list,
                        "Where the list of serials goes (default: FILE.csv) 编号清单写到哪里");
    command->add_option("--names", given->names, "Opened names file, for doors and names 姓名文件");
    command->add_option("--building", given->building, "Only of this building 楼栋");
    command->add_option("--head", given->head, "Only of this line 表决人编号");
    command->add_option("--return-to", given->return_to, "Where the sheets come back 交回地点")
        ->capture_default_str();
    on_run(command, options, [&options, given] { return print(options, *given); });
}

}  // namespace linlian::apps
