// Verdicts and the state of a result as every face tells them: what goes in, and the sentences in
// both languages (client/words/sentences.proto).
#include "client/ballot/ballot_figures.h"
#include "client/proof/verdict_text.h"
#include "tally/tally.h"
#include "vectors/keep.h"

#include <gtest/gtest.h>

namespace linlian::formats {
namespace {

namespace bal = ballot::v1;

Json words_json(const client::Bilingual& told) { return {{"zh", told.zh}, {"en", told.en}}; }

Json verdict_json(const char* matter, const char* input) {
    const auto verdict =
        *tally::decide(*tally::rule_of_matter(matter), from<tally::v1::Input>(input));
    Json checks = Json::array(), contradictions = Json::array(), missing = Json::array();
    for (const auto& check : verdict.checks()) {
        auto told = words_json(client::words_of(check));
        told["arithmetic"] = client::arithmetic_words(check);
        checks.push_back(std::move(told));
    }
    for (const auto& one : verdict.contradictions())
        contradictions.push_back(words_json(client::words_of(one)));
    for (const auto& one : verdict.missing()) missing.push_back(words_json(client::words_of(one)));
    return {{"verdict", fields_of(verdict)},
            {"headline", words_json(client::headline_of(verdict.outcome()))},
            {"checks", checks},
            {"contradictions", contradictions},
            {"missing", missing}};
}

Json verdicts() {
    return Json::array(
        {verdict_json("278.5",
                      R"({"total": {"heads": {"value": "44"}, "area_centi": {"value": "352000"}},
            "participating": {"heads": {"value": "36"}, "area_centi": {"value": "234666"}},
            "agree": {"heads": {"value": "30"}, "area_centi": {"value": "200000"}}})"),
         verdict_json(
             "278.9",
             R"({"total": {"heads": {"value": "2237"}}, "agree": {"heads": {"value": "1151"}}})"),
         verdict_json(
             "278.6",
             R"({"total": {"heads": {"value": "9"}}, "participating": {"heads": {"value": "1"}},
            "agree": {"heads": {"value": "1"}}})"),
         verdict_json("278.1", R"({"participating": {"heads": {"value": "12"}},
            "agree": {"heads": {"value": "8"}, "area_centi": {"value": "1"}},
            "disagree": {"heads": {"value": "5"}},
            "abstain": {"heads": {"value": "0"}, "area_centi": {"value": "150"}}})"),
         verdict_json("278.8",
                      R"({"total": {"heads": {"value": "24"}}, "agree": {"heads": {"value": "17"}},
            "disagree": {"heads": {"value": "4"}}, "abstain": {"heads": {"value": "3"}},
            "disputed": [{"heads": "1", "counted_as": "CHOICE_ABSTAIN", "would_become": "CHOICE_AGREE"}]})")});
}

Json status_json(const char* poll_json) {
    const auto poll = from<bal::Poll>(poll_json);
    const auto caution = client::caution_of(poll);
    return {{"poll", fields_of(poll)},
            {"caution", caution ? words_json(*caution) : Json{}},
            {"objections", words_json(client::objections_counted(poll))}};
}

Json statuses() {
    return Json::array(
        {status_json(R"({"stage": "OPEN"})"),
         status_json(R"({"stage": "PRELIMINARY", "settles_ms": "1790000000000", "objections": 1200,
                         "upheld": 1, "pending": 2})"),
         status_json(R"({"stage": "FINAL"})"),
         status_json(R"({"stage": "FINAL", "standing": "SUSPENDED"})"),
         status_json(R"({"stage": "FINAL", "standing": "ANNULLED"})"),
         status_json(R"({"stage": "WITHDRAWN", "withdrawal": {"time_ms": "1790000000000"}})"),
         status_json(R"({"stage": "WITHDRAWN",
                         "withdrawal": {"time_ms": "1790000000000", "no_voters": true}})")});
}

TEST(Formats, of_sentences_are_as_kept) {
    keep_vectors("sentences", {{"verdicts", verdicts()}, {"statuses", statuses()}});
}

}  // namespace
}  // namespace linlian::formats
