// A refusal in three steps: figures that are codes become words (authority_in, enum_in), the text
// of the schema takes them in, and where this program knows a way on, it is added (advice_on).
#include "client/words/refusal_words.h"

#include "client/words/authority_words.h"
#include "client/words/enum_words.h"
#include "codec/refusal.h"
#include "modules/ballot/ballot.pb.h"
#include "modules/registry/registry.pb.h"
#include "roster/roster_texts.h"

#include <algorithm>
#include <array>

namespace linlian::client {
namespace {

using codec::Language;

// The word of an enum's value that a module named in a figure: ballot.STAGE_WRONG has "COUNTING".
std::optional<Bilingual> enum_in(const std::string& code, const Figure& figure) {
    constexpr auto names = std::to_array<std::string_view>(
        {"stage", "state", "channel", "convenor", "matter", "standing"});
    if (std::ranges::find(names, std::string_view{figure.name}) == names.end()) return std::nullopt;
    const auto module = code.substr(0, code.find('.'));
    const auto* value = google::protobuf::DescriptorPool::generated_pool()->FindEnumValueByName(
        "linlian." + module + ".v1." + figure.value);
    return value == nullptr ? std::nullopt : enum_words(*value);
}

// Which offices an act needs, as people call them, and not as the charter's short line does.
std::optional<Bilingual> authority_in(const Refusal& refusal, const Figure& figure) {
    static const auto missing = codec::make_refusal(registry::v1::AUTHORITY_MISSING).code;
    if (refusal.code != missing || figure.name != "needed") return std::nullopt;
    const auto words = authority_line_words(figure.value);
    return words ? std::optional{Bilingual{words->zh(), words->en()}} : std::nullopt;
}

// Works on a copy: in the refusal itself the figures stay as they came, for programs.
std::string text_of(Refusal refusal, Language language) {
    for (auto& figure : refusal.figures) {
        auto told = authority_in(refusal, figure);
        if (!told) told = enum_in(refusal.code, figure);
        if (told) figure.value = language == Language::zh ? told->zh : told->en;
    }
    return codec::refusal_text(refusal, language).value_or("");
}

// What to do, where the text of the ledger does not say it: that one is read by machines of all
// kinds, this program knows its own commands.
Bilingual advice_on(const std::string& code) {
    if (code == codec::make_refusal(ballot::v1::SUBJECT_LIVE).code)
        return {
            "（全文相同的议题也算同一议题）。请等该表决结束（linlian ballot list 查看），或由召集"
            "组织撤回（linlian ballot withdraw 编号）后再发起；在投票期间撤回的，要过了搁置期"
            "才能重提",
            " (the same full text is the same subject). Wait until it is over (`linlian ballot "
            "list` shows it), or let its convenor withdraw it (`linlian ballot withdraw ID`); "
            "what is withdrawn while people vote rests before it may come back"};
    return {};
}

}  // namespace

Bilingual refusal_words(const Refusal& refusal) {
    // The roster keeps its sentences in a table of its own, with what to do.
    if (const auto* text = roster::find_text(refusal.code))
        return {roster::told(text->zh_what, refusal.figures) +
                    roster::told(text->zh_do, refusal.figures),
                roster::told(text->en_what, refusal.figures) + " " +
                    roster::told(text->en_do, refusal.figures)};
    const auto advice = advice_on(refusal.code);
    return {text_of(refusal, Language::zh) + advice.zh, text_of(refusal, Language::en) + advice.en};
}

}  // namespace linlian::client
