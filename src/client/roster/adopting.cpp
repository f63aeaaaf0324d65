#include "client/roster/adopting.h"

#include "base/hex.h"
#include "client/motion/motion_show.h"
#include "client/node/wall_clock.h"
#include "client/roster/roster_report.h"
#include "client/shown/value_text.h"
#include "ops/time/beijing_time.h"

#include <nlohmann/json.hpp>

namespace linlian::client {

namespace {

using nlohmann::json;

// What the second office types: with its own files, for it is the one who compares.
Styled second_office_command(const Id16& draft) {
    return styled(
        "  linlian roster adopt {} --file ROSTER --names NAMES --custodian KEY KEY "
        "--previous NAMES-IN-FORCE --as CLERK-OF-THE-OTHER-OFFICE\n"
        "  ROSTER 另一组织自己的名册 its own roster; NAMES 本草稿的姓名文件 the names of this "
        "draft; "
        "--previous 现行名册的姓名文件（第一版不用）of the roster in force, if there is one",
        to_hex(draft.view()));
}

}  // namespace

Result<Adopted> review_and_adopt(const Review& review, Ledger& ledger, const Author& clerk,
                                 const DraftView& view, const Adoption& adoption) {
    const auto today = ops::civil_date(wall_clock());
    const auto compared = TRY(review_adoption(review, ledger, adoption.files, view, today));
    // Whoever did not make the draft compares it, whatever the order: it is not passed over in
    // silence.
    if (!compared.is_compared && !adoption.is_uncompared) TRY(check_importer(ledger, clerk, view));
    if (view.motion) TRY(show_proposal(review, ledger, *view.motion, {}));
    TRY(warn_of_names(review.screen(), ledger, adoption.previous));
    TRY(review.confirm(view.motion ? "确认该名册？ Adopt this roster?"
                                   : "提请确认该名册？ Propose to adopt this roster?"));
    auto step = TRY(adopt_draft(ledger, clerk, view, adoption.office));
    return Adopted{compared, std::move(step)};
}

void show(const Screen& screen, const DraftView& view, const Adopted& done) {
    const auto& [compared, step] = done;
    const auto adopted = event_of<registry::v1::RosterAdopted>(step.receipt);
    screen.json_value(json{{"motion", to_hex(step.motion)},
                           {"adopted", step.completed},
                           {"estate", to_hex(view.estate.id.view())},
                           {"premises", view.totals.premises},
                           {"heads", view.totals.heads},
                           {"area_centi", view.totals.area_centi},
                           {"lines", compared.lines},
                           {"lines_not_compared", compared.not_compared},
                           {"others_not_compared", compared.others_not_compared},
                           {"transaction", to_hex(step.receipt.leaf().id())}});
    if (adopted)
        return screen.say(styled(
            "{} 名册第 {} 版已生效 Version {} of the roster is in force: {} premises, {} heads, "
            "{}.",
            screen.good("✓"), adopted->version(), adopted->version(), adopted->premises(),
            adopted->heads(), square_metres(adopted->area_centi())));
    screen.say(styled("{} 已提请，等待另一组织确认 Proposed; the other office now runs:",
                      screen.good("✓")));
    screen.say(second_office_command(view.draft));
}

void show(const Screen& screen, const ImportedRoster& imported) {
    const auto draft = to_hex(imported.draft.view());
    const auto hash = to_hex(imported.hash.view());
    const auto names_hash = to_hex(imported.names_hash.view());
    screen.json_value(json{{"draft", draft},
                           {"hash", hash},
                           {"names_hash", names_hash},
                           {"chunks", imported.chunks},
                           {"premises", imported.totals.premises},
                           {"heads", imported.totals.heads},
                           {"area_centi", imported.totals.area_centi}});
    screen.say(styled("{} 草稿已填好，尚未生效 The draft is filled; nothing counts yet.",
                      screen.good("✓")));
    print_totals(screen, imported.totals);
    screen.say(styled("草稿 draft     {}", draft));
    screen.say(styled("草稿哈希 hash  {}", hash));
    screen.say(styled("姓名文件 names {}", names_hash));
    screen.say("接着由两个组织确认 Next, two offices adopt it, each with its own clerk:");
    screen.say(styled("  linlian roster adopt {} --as YOUR-CLERK", draft));
    screen.say(second_office_command(imported.draft));
}

}  // namespace linlian::client
