// From a roll to printed sheets (print_papers) to papers on the ledger (issue_printed), once the
// sheets are safely written.
#include "documents/paper_batch.h"

#include "base/hex.h"
#include "client/ballot/at_ballot.h"
#include "client/ballot/electorate_text.h"
#include "client/motion/motion_work.h"
#include "client/proof/typed.h"
#include "client/read/proven_rows.h"
#include "client/shown/quoted.h"
#include "client/vote/typed_head.h"
#include "documents/printed_head.h"
#include "modules/registry/state.h"
#include "ops/safe_text.h"
#include "ops/sign_transaction.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::documents {

using namespace client;

namespace {

namespace bal = ballot::v1;

// The id of a building that was named by its name or its id; empty where none was asked for. Only
// buildings of the ballot's own estate are known here.
Result<Bytes> wanted_building(Ledger& ledger, const BallotView& ballot, const std::string& name) {
    if (name.empty()) return Bytes{};
    const auto buildings = TRY(building_names(ledger, ballot.call().electorate()));
    std::vector<std::string> known;
    for (const auto& [building, called] : buildings) {
        if (called == name || to_hex(building) == typed_hex(name)) return building;
        known.push_back(called);
    }
    return tl::unexpected(wrong_command("--building: 没有这个楼栋 there is no building " + name +
                                        "；现有 there are: " + all_in_brackets(known)));
}

// The kinds of the offices for which the clerk works.
Result<std::set<std::string>> kinds_of(Ledger& ledger, const Author& clerk) {
    const auto member = TRY(member_of(ledger, clerk));
    const auto offices = TRY(offices_held(ledger, member));
    std::set<std::string> kinds;
    for (const auto& office : offices) {
        const auto row = TRY(find_proven(ledger, registry::offices, nullptr, office));
        if (row) kinds.insert(row->kind());
    }
    return kinds;
}

// All that the sheets share, asked one after the other. A block may come in between, so it is
// called through at_one_moment, which asks anew then.
Result<PaperBatch> batch_of(RemoteLedger& ledger, const PrintOrder& order) {
    const auto looked = TRY(look_at_ballot(ledger, order.ballot));
    const auto& ballot = looked;
    auto head = TRY(fetch_printed_head(ledger));
    const auto estate = TRY(estate_name(ledger, ballot.call().electorate().estate()));
    const auto building = TRY(building_name(ledger, ballot.call().electorate()));
    const auto offices = TRY(office_names(ledger));
    const auto convenor = offices.find(ballot.call().as_office());
    return PaperBatch{std::move(head), ballot.id, ballot.call(),
                      ballot.poll,     estate,    convenor == offices.end() ? "" : convenor->second,
                      order.return_to, building};
}

Result<PaperLines> wanted_lines(Ledger& ledger, const Author& clerk, const BallotView& ballot,
                                const PrintOrder& order, const Roll& roll) {
    // Said first, for a command with an empty roll would blame the building or the head that was
    // asked for.
    if (roll.lines.empty())
        return tl::unexpected(wrong_command(
            "名册上没有表决人，无票可印 nobody is on the roll: there is no paper to print"));
    const auto building = TRY(wanted_building(ledger, ballot, order.building));
    const auto papers = TRY(fetch_papers(ledger, clerk, ballot));
    const auto kinds = TRY(kinds_of(ledger, clerk));
    std::string head;
    if (!order.head.empty()) {
        const auto one = TRY(head_typed(heads_of(roll.lines, &registry::v1::RollLine::head),
                                        order.head, digits_of_others));
        head = roll.lines[one].head();
    }
    auto lines = lines_to_print(roll.lines, papers, kinds, [&](const auto& line) {
        return (building.empty() || line.building() == building) &&
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

void say_lines(const Screen& screen, const PaperLines& lines) {
    screen.say(styled("{} 张 papers", lines.wanted.size()));
    if (lines.left_out > 0)
        screen.say(
            styled("  {} 名表决人已有本类组织发放的表决票，不再打印 lines have a paper of "
                   "your kind of office and get no other",
                   lines.left_out));
    if (lines.of_other_offices > 0)
        screen.say(styled(
            "  其中 {} 名另有其他类组织发放的表决票；每名表决人只计一张 of these have a paper of "
            "another kind of office too; one counts",
            lines.of_other_offices));
}

Result<> issue_prepared(const Screen& screen, Ledger& ledger, const Author& clerk,
                        const BallotView& ballot, const PreparedPapers& prepared) {
    // Papers go to the ledger in several acts, so that some may be there when one fails. The ledger
    // is asked which, for what the clerk holds are sheets that all look alike.
    auto issued = issue_papers(ledger, clerk, ballot, prepared.papers, bar(screen, "登记 issuing"));
    if (issued) return issued;
    const auto left = not_issued(ledger, clerk, ballot, prepared.papers);
    std::string numbers;
    if (left)
        for (const auto i : *left)
            numbers += (numbers.empty() ? "" : ", ") + std::to_string(prepared.faces[i].number);
    screen.warning(styled(
        "已写出的表决票中，下列名册序号的编号没有登记，请勿发放并销毁（未列出的，全部先勿发放）；换"
        "一个"
        "文件名再打印，只会补这些 Of the sheets that were written, those of these numbers of the "
        "roll are of no serial on the ledger: destroy them (where none is named, hand out none "
        "yet). Printing again, to another file, makes these alone: {}",
        numbers.empty() ? "?" : numbers));
    return issued;
}

}  // namespace

PaperLines lines_to_print(const std::vector<registry::v1::RollLine>& lines,
                          const std::map<Bytes, bal::PaperReply>& papers,
                          const std::set<std::string>& kinds, const AskedLine& is_asked) {
    // Heads with a live paper, by whether an office of the clerk's own kind issued it. A voided
    // paper is none: its line gets another.
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
    // Co-owners have one paper between them. It is addressed to the first of them whom the file
    // knows.
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

PreparedPapers prepare_papers(const Roll& roll, const std::vector<std::size_t>& wanted,
                              const roster::NamesFile& names,
                              const registry::v1::Electorate& electorate) {
    LineFinder finder{roll.lines};
    finder.know_doors(names, electorate);
    PreparedPapers prepared;
    for (const auto index : wanted) {
        PaperFace face;
        // Random and not counted up: whoever knows one serial must not be able to tell that of a
        // neighbour.
        face.serial = ops::random_nonce();
        Hash32::parse(roll.lines[index].head(), face.head);
        // People count from 1, as in the clerks' list.
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

Result<PrintedPapers> print_papers(const Screen& screen, const Review& review, RemoteLedger& ledger,
                                   const Author& clerk, const PrintOrder& order) {
    const auto names = TRY(opened_names(order.names, ledger.community()));
    auto ballot = TRY(look_at_ballot(ledger, order.ballot));
    const auto roll = TRY(fetch_roll(ledger, ballot, bar(screen, "名册 roll")));
    const auto wanted = TRY(wanted_lines(ledger, clerk, ballot, order, roll));
    screen.say(behind_bar(ballot.call().title().zh()));
    say_lines(screen, wanted);
    TRY(warn_of_names(review.screen(), ledger, order.names));
    TRY(review.confirm("打印并登记编号？ Print them and put their serials on the ledger?"));
    auto prepared =
        prepare_papers(roll, wanted.wanted, on_roster(names), ballot.call().electorate());
    const auto batch = TRY(at_one_moment(ledger, [&] { return batch_of(ledger, order); }));
    auto pdf = TRY(papers_pdf(batch, prepared.faces, bar(screen, "排版 printing")));
    auto list = serial_list(prepared.faces);
    return PrintedPapers{std::move(ballot), std::move(prepared), std::move(pdf), std::move(list)};
}

Result<> issue_printed(const Screen& screen, Ledger& ledger, const Author& clerk,
                       const PrintedPapers& printed, const WrittenPapers& written) {
    const auto& [ballot, prepared, sheets, list] = printed;
    TRY(issue_prepared(screen, ledger, clerk, ballot, prepared));
    screen.json_value(nlohmann::json{
        {"papers", prepared.papers.size()}, {"file", written.sheets}, {"list", written.list}});
    screen.say(styled("{} {} 张 papers：{}，编号清单 serials：{}", screen.good("✓"),
                      prepared.papers.size(), written.sheets, written.list));
    return {};
}

}  // namespace linlian::documents
