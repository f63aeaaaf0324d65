#include "apps/demo/demo_calls.h"

#include "base/hex.h"
#include "client/call/call_work.h"
#include "desk/files.h"
#include "ops/time/beijing_time.h"

#include <fmt/format.h>

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

// What one call says; the rest is the same for all of them.
struct Call {
    std::string title;
    std::string title_en;
    std::string place;  // lines about building and stair
    std::string matter;
    std::int64_t opens_in_days = 17;
    std::int64_t days = 30;
    bool follows_majority = false;
};

std::string place_of(const DemoStair& stair) {
    return fmt::format("building = \"{}\"\nstair = {}\n", to_hex(stair.building.view()),
                       stair.stair);
}

std::string document_of(const DemoTown& town, const Call& call) {
    const auto opens = town.clock.wall().ms + call.opens_in_days * ms_per_day;
    return fmt::format(
        "title = \"{0}\"\ntitle_en = \"{1}\"\nestate = \"{2}\"\n{3}electors = \"owners\"\n"
        "convenor = \"owners-committee\"\nempowered_by = \"召集依据.txt\"\n"
        "ruling_office = \"泰山社区居委会\"\n\n"
        "[times]\nopens = {4}\ncloses = {5}\nobjection_days = 15\n\n"
        "[channels]\nphone = true\npaper = true\n\n"
        "[rules]\ninvalid_participates = true\n{6}proxy_owners_max = 3\n\n"
        "[[items]]\nmatter = \"{7}\"\ntitle = \"{0}\"\ntitle_en = \"{1}\"\n"
        "document = \"议案.txt\"\nform = \"yes-or-no\"\n",
        call.title, call.title_en, town.names.estates.begin()->first, call.place,
        ops::toml_time(Timestamp{opens}, 9),
        ops::toml_time(Timestamp{opens + call.days * ms_per_day}, 18),
        call.follows_majority
            ? "silence_follows_majority = true\nsilence_document = \"管理规约第九条.txt\"\n"
            : "",
        call.matter);
}

// The papers behind a call, in one line each; each call has a proposal of its own.
Result<> write_papers(const std::filesystem::path& folder, const std::string& file) {
    TRY(write_private_file(folder / "召集依据.txt",
                           "业主委员会 2026 年第三次会议决议：召集本次表决。\n"));
    TRY(write_private_file(
        folder / "议案.txt",
        fmt::format("议案（{}）全文见公告栏，附预算、图纸和三家报价。\n", file)));
    return write_private_file(
        folder / "管理规约第九条.txt",
        "表决票已送达并书面告知后果而未表决的，视为同意已表决人数的多数意见。\n");
}

}  // namespace

DemoCall lift_call(const DemoTown& town, const DemoStair& stair) {
    return {"lift.toml", document_of(town, {.title = "本单元加装电梯",
                                            .title_en = "A lift for the stair",
                                            .place = place_of(stair),
                                            .matter = "278.7"})};
}

DemoCall stairwell_call(const DemoTown& town, const DemoStair& stair) {
    return {"stairwell.toml", document_of(town, {.title = "使用维修资金翻新楼道",
                                                 .title_en = "Repair fund: a new stairwell",
                                                 .place = place_of(stair),
                                                 .matter = "278.5",
                                                 .follows_majority = true})};
}

DemoCall covenant_call(const DemoTown& town) {
    return {"covenant.toml", document_of(town, {.title = "修改管理规约（电动车停放）",
                                                .title_en = "Covenant: where to park e-bikes",
                                                .place = {},
                                                .matter = "278.2"})};
}

DemoCall roof_call(const DemoTown& town) {
    return {"roof.toml", document_of(town, {.title = "使用维修资金翻修屋面防水",
                                            .title_en = "Repair fund: new roof sealing",
                                            .place = {},
                                            .matter = "278.5",
                                            .days = 24})};
}

DemoCall door_call(const DemoTown& town, const DemoStair& stair) {
    return {"door.toml", document_of(town, {.title = "使用维修资金更换单元门",
                                            .title_en = "Repair fund: a new door for the stair",
                                            .place = place_of(stair),
                                            .matter = "278.5",
                                            .days = 10})};
}

Result<Bytes> call_ballot(const DemoTown& town, const DemoCall& call) {
    const auto folder = town.folder / "ballots";
    TRY(write_papers(folder, call.file));
    TRY(write_private_file(folder / call.file, call.text));
    const auto file = TRY(clerk_file(folder / call.file));
    const auto document = read_call_document(file);
    if (!document) return tl::unexpected(document.error().front());
    const auto head = TRY(town.keys.open("owners", ""));
    auto& ledger = town.node.ledger();
    const auto office = TRY(office_of(ledger, head, {}));
    const auto prepared = TRY(prepare_call(ledger, *document, office));
    const auto receipt = TRY(perform(ledger, head, prepared.act));
    return event_of<ballot::v1::BallotCalled>(receipt)
        .value_or(ballot::v1::BallotCalled{})
        .ballot();
}

}  // namespace linlian::apps
