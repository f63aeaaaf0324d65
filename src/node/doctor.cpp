#include "node/doctor.h"

#include "api/client/client.h"
#include "client/node/wall_clock.h"
#include "client/shown/value_text.h"
#include "engine/line/signed_check.h"
#include "modules/all_modules.h"
#include "node/amendment_finding.h"
#include "node/node.h"
#include "node/upkeep.h"
#include "ops/address/authority.h"
#include "ops/files/disk_trouble.h"
#include "storage/rows/tip_check.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cerrno>
#include <unistd.h>

namespace linlian::node {

using namespace client;

namespace {

constexpr std::uintmax_t least_free_bytes = 2ULL << 30;
// 2026-01-01: a clock before the program was written is wrong.
constexpr std::int64_t earliest_ms = 1'767'225'600'000;

Finding folder_rights(const std::filesystem::path& data) {
    std::error_code error;
    const auto kind = std::filesystem::status(data, error).type();
    if (kind == std::filesystem::file_type::not_found)
        return {"folder", false, data.string() + " is not there; linlian init makes it"};
    if (error) return {"folder", false, ops::file_fault(data, "looked at", error.value()).what};
    if (kind != std::filesystem::file_type::directory)
        return {"folder", false, ops::file_fault(data, "opened", ENOTDIR).what};
    if (::access(data.c_str(), R_OK | W_OK | X_OK) != 0)
        return {"folder", false, ops::file_fault(data, "written", errno).what};
    return {"folder", true, data.string()};
}

Finding free_space(const std::filesystem::path& data) {
    std::error_code error;
    const auto where = std::filesystem::exists(data, error) ? data : std::filesystem::path{"."};
    const auto space = std::filesystem::space(where, error);
    if (error) return {"disk", false, "cannot be asked: " + error.message()};
    const auto text = fmt::format("{:.1f} GB free", static_cast<double>(space.available) / 1e9);
    if (space.available < least_free_bytes)
        return {"disk", false, text + "; a node stops safely when it is full: make room"};
    return {"disk", true, text};
}

Finding clock_now() {
    const auto now = wall_clock();
    if (now.ms < earliest_ms)
        return {"clock", false, local_time(now) + " is in the past; set the clock, or use NTP"};
    return {"clock", true, local_time(now)};
}

Finding validator(const std::filesystem::path& data) {
    std::error_code error;
    const auto status = std::filesystem::status(validator_file(data), error);
    if (error || !std::filesystem::exists(status))
        return {"validator key", false, "is missing; restore " + validator_file(data).string()};
    using std::filesystem::perms;
    const bool open =
        (status.permissions() & (perms::group_all | perms::others_all)) != perms::none;
    if (open)
        return {"validator key", false,
                "others can read it: chmod 600 " + validator_file(data).string()};
    return {"validator key", true, "readable by its owner only"};
}

// The rows give the state root, and that is what the node's key has signed.
Faultable<> check_state(const storage::LedgerStore& store) {
    const auto program = whole_program();
    const auto loaded = TRY(store.load(program));
    return storage::check_tip(program, store, loaded);
}

Finding ledger(const std::filesystem::path& data) {
    const auto store = open_ledger(data, storage::OpenMode::read_only);
    if (!store) return {"ledger", false, store.error().what};
    const auto tip = (*store)->tip();
    if (tip.time.ms > wall_clock().ms)
        return {"ledger", false, "its last block is later than the clock: set the clock"};
    if (const auto checked = check_state(**store); !checked)
        return {"ledger", false, checked.error().what};
    auto says = fmt::format("height {}, {} entries, last block {}", tip.height, tip.log.size(),
                            local_time(tip.time));
    if (const auto cut = (*store)->cut_bytes(); cut > 0)
        says += fmt::format(
            "; {} bytes of a write that was under way when the machine stopped are "
            "left out, nothing in them was acknowledged",
            cut);
    return {"ledger", true, std::move(says)};
}

Finding signer(const std::filesystem::path& data) {
    const auto last = engine::SealRecord::read(seal_file(data));
    if (!last) return {"signer's record", false, last.error().what};
    if (!*last)
        return {"signer's record", false,
                seal_file(data).string() +
                    " is missing: put it back beside the key; after a restore run `linlian confirm "
                    "head`"};
    const auto store = open_ledger(data, storage::OpenMode::read_only);
    if (store) {
        if (const auto same = engine::check_signed(**store, **last); !same)
            return {"signer's record", false, same.error().what};
    }
    const auto& block = (*last)->block;
    const auto& gap = (*last)->gap;
    auto says = fmt::format("the key has sealed up to block {}", block.height);
    if (!store) says += ", which cannot be compared without the ledger";
    if (gap.to >= gap.from) says += fmt::format("; blocks {} to {} were lost", gap.from, gap.to);
    if (!gap.is_none())
        says += fmt::format("; all from block {} on are sealed in round {}", gap.from, gap.round);
    return {"signer's record", true, std::move(says)};
}

Finding rules(const std::filesystem::path& data) {
    const auto store = open_ledger(data, storage::OpenMode::read_only);
    if (!store) return {"rules", false, "cannot be read without the ledger"};
    return amendment_finding(whole_program(), *(*store)->rows(), (*store)->tip().height);
}

// What a node says of its own trouble, as its words: the code, and to its operator the text.
std::string trouble_of(const api::Reply& reply) {
    const auto json = nlohmann::json::parse(reply.body, nullptr, false);
    const auto text_of = [&json](const char* name) -> std::string {
        const auto found = json.is_object() ? json.find(name) : json.end();
        return found != json.end() && found->is_string() ? found->get<std::string>() : "";
    };
    const auto code = text_of("trouble");
    const auto text = text_of("trouble_text");
    if (code.empty() && text.empty()) return fmt::format("HTTP {}", reply.status);
    return fmt::format("it says “{}”", text.empty() ? code : code + ": " + text);
}

Finding node_answers(const std::string& data, const std::string& host, std::uint16_t port) {
    auto client = api::Client::to(host, port, std::chrono::seconds{2});
    const auto reply =
        client.get("/ready", "application/json",
                   signed_by_operator(client, data, "/ready", wall_clock()).value_or(""));
    const auto address = ops::authority_text(host, port);
    if (!reply) return {"node", false, "nobody answers at " + address + "; linlian run starts it"};
    if (!reply->ok())
        return {"node", false, address + " answers but is not ready: " + trouble_of(*reply)};
    return {"node", true, "answers at " + address};
}

Finding fonts() {
    for (const char* folder :
         {"/usr/share/fonts/opentype/noto", "/usr/share/fonts/truetype/noto"}) {
        std::error_code error;
        if (std::filesystem::exists(folder, error)) return {"Chinese fonts", true, folder};
    }
    return {"Chinese fonts", false, "install fonts-noto-cjk, or slips cannot be printed"};
}

}  // namespace

std::vector<Finding> examine(const std::string& data, const std::string& host, std::uint16_t port) {
    return {folder_rights(data),
            free_space(data),
            clock_now(),
            validator(data),
            signer(data),
            ledger(data),
            rules(data),
            node_answers(data, host, port),
            fonts()};
}

bool show(const Screen& screen, const std::vector<Finding>& findings) {
    Rows rows;
    auto list = nlohmann::json::array();
    bool all_well = true;
    for (const auto& [what, is_well, says] : findings) {
        all_well = all_well && is_well;
        rows.push_back({is_well ? screen.good("✓") : screen.bad("✗"), what, says});
        list.push_back({{"what", what}, {"well", is_well}, {"says", says}});
    }
    screen.json_value(list);
    screen.table({"", "what", "finding"}, rows, "");
    return all_well;
}

}  // namespace linlian::node
