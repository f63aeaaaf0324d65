// Two ways to keep words of others apart: a line behind a bar, and brackets in a sentence.
#include "client/shown/quoted.h"

#include "ops/safe_text.h"

#include <algorithm>

namespace linlian::client {
namespace {

constexpr std::string_view wide_blank = "\u3000";

}  // namespace

// Blanks at the front are dropped too; the wide blank of Chinese texts is one like all others. Then
// the text is made safe.
Styled behind_bar(std::string_view text) {
    std::string folded;
    bool is_after_blank = true;
    for (std::string_view rest = text; !rest.empty();) {
        const bool is_wide = rest.starts_with(wide_blank);
        const bool is_blank = is_wide || rest.front() == ' ';
        if (!is_blank)
            folded += rest.front();
        else if (!is_after_blank)
            folded += ' ';
        is_after_blank = is_blank;
        rest.remove_prefix(is_wide ? wide_blank.size() : 1);
    }
    return Styled::of_parts(std::string{quote_bar} + Styled{folded}.bytes());
}

// Cut first, made safe after: a character cut in two becomes an escape. Brackets that look like
// ours become a plain quote, so that the text cannot end before its end.
std::string in_brackets(std::string_view text, std::size_t most) {
    auto safe = ops::safe_line(text.substr(0, most));
    for (const std::string_view bracket : {"「", "」", "｢", "｣", "﹁", "﹂", "『", "』"})
        for (auto at = safe.find(bracket); at != std::string::npos; at = safe.find(bracket))
            safe.replace(at, bracket.size(), "'");
    return "「" + safe + (text.size() > most ? "…" : "") + "」";
}

// Lists may come from a node and be of any length: 20 texts of 120 bytes fit a sentence.
std::string all_in_brackets(const std::vector<std::string>& texts) {
    constexpr std::size_t most = 20;
    constexpr std::size_t bytes_each = 120;
    std::string all;
    for (std::size_t i = 0; i < std::min(most, texts.size()); ++i)
        all += (i == 0 ? "" : "、") + in_brackets(texts[i], bytes_each);
    return all + (texts.size() > most ? " …" : "");
}

}  // namespace linlian::client
