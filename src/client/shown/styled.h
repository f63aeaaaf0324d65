// Text as the terminal shows it: what was given, made safe to look at (ops/safe_text.h), with our
// own colours around it. A plain string becomes one by being made safe, and nothing turns one back
// into a plain string: neither can a text of others bring colours of its own, nor can ours be
// formatted into a text unseen (fmt::format does not take a Styled; styled() does). Only
// terminal.cpp writes it out.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace linlian::client {

class Styled {
  public:
    Styled() = default;
    // One line of any text: what it claims to be a new line stands as \u{000A}, a bar (behind
    // which words of others stand, quoted.h) as \u{2502}.
    Styled(std::string_view text);
    Styled(const std::string& text) : Styled(std::string_view{text}) {}
    Styled(const char* text) : Styled(std::string_view{text}) {}
    // Whether words of others stand in it, behind a bar.
    bool is_quoted() const;
    // What is safe already: parts of styled() put into a text of ours.
    static Styled of_parts(std::string bytes);

    friend Styled operator+(Styled one, const Styled& other) {
        one.bytes_ += other.bytes_;
        return one;
    }
    Styled& operator+=(const Styled& other) { return *this = *this + other; }

    bool empty() const { return bytes_.empty(); }
    // Columns that it takes on a terminal: Chinese characters take two, colours none.
    std::size_t columns() const;
    // What goes to the terminal: safe, with colours.
    const std::string& bytes() const { return bytes_; }
    // The same in a colour or weight, as ECMA-48 numbers them: "32" is green.
    Styled with(std::string_view code) const;
    // Followed by blanks up to a width.
    Styled padded(std::size_t columns) const;

  private:
    std::string bytes_;
};

// The next colour code (no columns) or character of a safe text that is not empty.
struct Piece {
    std::string_view bytes;
    std::size_t columns = 0;
};
Piece next_piece(std::string_view text);
// Columns of a safe text, colours and all.
std::size_t columns_of(std::string_view text);
// The length of a colour code of ours at the beginning of a text; 0 when there is none.
std::size_t colour_size(std::string_view text);

// Cells of a table.
using Row = std::vector<Styled>;
using Rows = std::vector<Row>;

// A part of styled(): a text that is safe by now.
struct SafePart {
    std::string bytes;
};

template <class T>
inline constexpr bool is_text_part =
    std::is_convertible_v<const T&, std::string_view> || std::is_same_v<T, Styled>;
template <class T>
using StyledPart = std::conditional_t<is_text_part<T>, SafePart, T>;

template <class T>
StyledPart<T> styled_part(const T& part) {
    if constexpr (is_text_part<T>)
        return SafePart{Styled{part}.bytes()};
    else
        return part;
}

}  // namespace linlian::client

template <>
struct fmt::formatter<linlian::client::SafePart> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(const linlian::client::SafePart& part, Context& context) const {
        return fmt::formatter<std::string_view>::format(part.bytes, context);
    }
};

namespace linlian::client {

// fmt::format for the terminal: each text among the parts is made safe by itself, colours stay. The
// text of ours around them may have several lines.
template <class... Parts>
Styled styled(fmt::format_string<StyledPart<Parts>...> text, const Parts&... parts) {
    return Styled::of_parts(fmt::format(text, styled_part(parts)...));
}

}  // namespace linlian::client
