#include "apps/demo/demo.h"

#include "base/hex.h"
#include "client/node/wall_clock.h"
#include "client/people/enrol_work.h"
#include "client/people/slip_work.h"
#include "client/proof/typed.h"
#include "client/roster/roster_work.h"
#include "desk/files.h"
#include "desk/keys/custodian_keys.h"
#include "ops/time/beijing_time.h"
#include "roster/demo/demo_roster.h"

#include <fmt/format.h>

namespace linlian::apps {

using namespace client;
using namespace desk;
using namespace node;

namespace {

namespace reg = registry::v1;

struct Founder {
    const char* key;   // name in the key store, and word of the office
    const char* kind;  // empty: an office that another founder brings
    const char* office;
    std::vector<const char*> roles;
    bool is_of_the_estate = false;
};

const std::vector<Founder>& founders() {
    static const std::vector<Founder> all{
        {"party", "party", "泰山社区党委", {"chair"}},
        {"street", "street", "泰山街道办事处", {"chair", "clerk"}},
        {"checker", "", "泰山街道办事处", {"clerk"}},
        {"residents", "residents", "泰山社区居委会", {"chair", "clerk"}},
        {"owners", "owners", "翠竹苑业主委员会", {"chair", "clerk"}, true},
        {"property", "property", "翠竹苑物业服务中心", {"chair"}, true}};
    return all;
}

constexpr std::int64_t slip_lifetime_ms = 60 * ms_per_day;

Result<KeyInfo> key_of(KeyStore& keys, const std::string& name) {
    auto known = keys.info(name);
    return known ? known : keys.create(name, Suite::ed25519, "");
}

// The keys of the two offices that adopt the roster and confirm slips.
struct Clerks {
    KeyPair residents;
    KeyPair street;
    KeyPair checker;  // of the street too: who supported a batch of slips checks none of its keys
};

Result<Clerks> open_clerks(const KeyStore& keys) {
    auto residents = TRY(keys.open("residents", ""));
    auto street = TRY(keys.open("street", ""));
    auto checker = TRY(keys.open("checker", ""));
    return Clerks{std::move(residents), std::move(street), std::move(checker)};
}

Result<roster::CustodianKeys> make_custodians(const std::filesystem::path& folder) {
    roster::CustodianKeys publics;
    const char* names[] = {"residents", "owners", "street"};
    for (std::size_t i = 0; i < publics.size(); ++i) {
        const auto made =
            TRY(make_custodian(names[i], folder / (std::string{names[i]} + ".custodian")));
        publics[i] = made.public_key;
    }
    return publics;
}

Result<ImportedRoster> import_and_adopt(Ledger& ledger, const Clerks& clerks,
                                        const std::filesystem::path& folder,
                                        const Terminal& terminal) {
    const auto csv = roster::demo_roster_csv(1);
    TRY(write_private_file(folder / "roster.csv", csv));
    TRY(write_private_file(folder / "roster-with-faults.csv", roster::dirty_roster_csv(1)));
    const auto today = ops::civil_date(wall_clock());
    const auto read = TRY(read_roster(csv, "", std::string{roster::demo_estate}, today));
    const auto estate = TRY(find_estate(ledger, std::string{roster::demo_estate}));
    const auto custodians = TRY(make_custodians(folder));
    const ImportOrder order{
        estate,
        read.sheet,
        today,
        {},
        custodians,
        [&](BytesView sealed) { return write_private_file(folder / "names.sealed", sealed); },
        [&](auto done, auto total) { terminal.progress("roster", done, total); }};
    auto imported = TRY(import_roster(ledger, clerks.residents, order));
    // Nothing counts until the second office has adopted it.
    for (const KeyPair* clerk : {&clerks.residents, &clerks.street}) {
        const auto view = TRY(look_at_draft(ledger, imported.draft));
        const auto step = TRY(adopt_draft(ledger, *clerk, view, {}));
    }
    return imported;
}

// Slips for three members, used at once: the residents whose keys lie in the key store.
Result<> enrol_residents(Ledger& ledger, const Clerks& clerks, KeyStore& keys,
                         const roster::NamesFile& names) {
    const auto slips = prepare_slips(ledger.community(), residents_of_demo(names), names);
    const Timestamp expires{ledger.now().ms + slip_lifetime_ms};
    std::vector<Bytes> motions;
    TRY(propose_slips(ledger, clerks.residents, slips, expires, {},
                      [&](const SlipBatchStep& batch) { motions.push_back(batch.step.motion); }));
    for (const auto& motion : motions) {
        const auto step = TRY(support(ledger, clerks.street, motion, {}));
    }
    for (std::size_t i = 0; i < slips.size(); ++i) {
        const auto info = TRY(key_of(keys, demo_residents[i]));
        const auto key = TRY(keys.open(demo_residents[i], ""));
        const auto enrolled = TRY(enrol_by_slip(ledger, slips[i].face.slip, key));
        const auto check =
            TRY(second_check(ledger, info.public_key.encoded(), reg::ID_CARD_AT_COUNTER));
        const auto active = TRY(perform(ledger, clerks.checker, check));
    }
    return {};
}

// A correction that the residents' committee has proposed and the street has not looked at yet.
Result<Bytes> leave_a_motion(Ledger& ledger, const Clerks& clerks, const roster::NamesFile& names) {
    reg::PremisesQuery query;
    query.set_premises(names.premises.begin()->first.bytes());
    reg::PremisesReply reply;
    TRY(ledger.ask(query, reply));
    reg::CorrectPremises correct;
    correct.set_premises(query.premises());
    correct.set_kind(reply.row().kind());
    correct.set_area_centi(reply.row().area_centi() + 1);
    correct.set_source(reg::REGISTER);
    correct.set_grid_cell(reply.row().grid_cell());
    correct.set_document(Hash32{}.bytes());
    correct.set_replaces(reply.row().written_by());
    const auto step =
        TRY(propose(ledger, clerks.residents, correct, {{}, "不动产登记簿更正面积", 14}));
    return step.motion;
}

}  // namespace

Result<std::string> demo_genesis(KeyStore& keys) {
    std::string text = fmt::format(
        "name = \"泰山社区（演示）\"\n\n[registry]\nestates = [\"{}\"]\n", roster::demo_estate);
    for (const auto& founder : founders()) {
        if (*founder.kind == '\0') continue;
        text += fmt::format("\n[[registry.offices]]\nkind = \"{}\"\nname = \"{}\"\n", founder.kind,
                            founder.office);
        if (founder.is_of_the_estate) text += fmt::format("estate = \"{}\"\n", roster::demo_estate);
    }
    for (const auto& founder : founders()) {
        const auto info = TRY(key_of(keys, founder.key));
        text += fmt::format("\n[[registry.founders]]\nkey = \"{}\"\n",
                            to_hex(info.public_key.encoded()));
        for (const char* role : founder.roles)
            text += fmt::format("[[registry.founders.roles]]\noffice = \"{}\"\nrole = \"{}\"\n",
                                founder.office, role);
    }
    return text;
}

Result<DemoLeft> fill_demo(Node& node, ops::ManualClock& clock, KeyStore& keys,
                           const std::filesystem::path& folder, const Terminal& terminal) {
    const auto clerks = TRY(open_clerks(keys));
    node.ledger().read_as(reads_with([&keys] { return keys.open("residents", ""); }));
    const auto imported = TRY(import_and_adopt(node.ledger(), clerks, folder, terminal));
    TRY(enrol_residents(node.ledger(), clerks, keys, imported.names));
    const DemoTown town{node, clock, keys, imported.names, folder, terminal};
    const auto ballots = TRY(hold_demo_ballots(town));
    const auto motion = TRY(leave_a_motion(node.ledger(), clerks, imported.names));
    return DemoLeft{motion, ballots};
}

}  // namespace linlian::apps
