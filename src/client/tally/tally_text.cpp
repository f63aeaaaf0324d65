#include "client/tally/tally_text.h"

#include "client/proof/verdict_text.h"
#include "tally/tally.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::client {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t paths_shown = 5;

Json figure_json(bool is_known, std::uint64_t value, tally::v1::Measure measure) {
    if (!is_known) return nullptr;
    if (measure == tally::v1::HEADS) return value;
    return plain_figure(value, measure);
}

Json check_json(const tally::v1::Check& check) {
    const auto measure = check.asked().measure();
    Json holds = check.holds() == tally::v1::HOLDS;
    if (check.holds() == tally::v1::UNKNOWN) holds = nullptr;
    return {{"name", check.asked().name()},
            {"needed", figure_json(check.has_needed(), check.needed().value(), measure)},
            {"have", figure_json(check.has_have(), check.have().value(), measure)},
            {"holds", holds},
            {"arithmetic", arithmetic_of(check)}};
}

}  // namespace

Result<CountedCase> count_case(BytesView file) {
    auto given = TRY(read_tally_case(file));
    auto verdict = TRY(tally::decide(given.rule, given.input));
    return CountedCase{std::move(given), std::move(verdict)};
}

std::vector<Bilingual> notes_of(const TallyCase& given) {
    const auto list = [](const std::vector<std::string>& paths) {
        std::string text;
        for (std::size_t i = 0; i < paths.size() && i < paths_shown; ++i)
            text += (i == 0 ? "" : ", ") + paths[i];
        return paths.size() > paths_shown ? text + " …" : text;
    };
    std::vector<Bilingual> notes;
    if (const auto& paths = given.ballots_outside; !paths.empty())
        notes.push_back(
            {fmt::format("{} 张票未计入：投票人没有计票房产（如仅有车位）：{}", paths.size(),
                         list(paths)),
             fmt::format("{} not counted, because the owner has no premises that count: {}",
                         paths.size(), list(paths))});
    if (const auto& paths = given.ballots_replaced; !paths.empty())
        notes.push_back(
            {fmt::format("{} 张票被同一业主后来的票取代：{}", paths.size(), list(paths)),
             fmt::format("{} replaced by a later ballot of the same owner: {}", paths.size(),
                         list(paths))});
    const auto& silence = given.input.silence();
    if (silence.agreed() && silence.warned() && given.undelivered > 0)
        notes.push_back({fmt::format("{} 位业主未送达，只计入总数", given.undelivered),
                         fmt::format("{} owners were not reached, and count in the whole alone",
                                     given.undelivered)});
    return notes;
}

nlohmann::ordered_json case_json(const CountedCase& counted) {
    const auto& [given, verdict] = counted;
    Json json{{"verdict", word_of(verdict.outcome())},
              {"checks", Json::array()},
              {"contradictions", Json::array()}};
    for (const auto& check : verdict.checks()) json["checks"].push_back(check_json(check));
    for (const auto& contradiction : verdict.contradictions())
        json["contradictions"].push_back(line_of(contradiction));
    for (const auto& missing : verdict.missing()) json["missing"].push_back(line_of(missing));
    for (const auto& note : notes_of(given)) json["notes"].push_back(note.en);
    return json;
}

}  // namespace linlian::client
