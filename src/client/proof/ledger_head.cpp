// Reads a ledger head however it was printed. Both forms are brought to HEIGHT/SIZE/ROOT, then the
// three parts are read strictly: whole decimal numbers, and 64 hexadecimal digits.
#include "client/proof/ledger_head.h"

#include "base/hex.h"
#include "client/proof/typed.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

namespace linlian::client {
namespace {

// The parts between slashes, without blanks, hyphens and commas, in lower case.
std::vector<std::string> parts_of(const std::string& text) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == '/')
            parts.emplace_back();
        else if (c >= 'A' && c <= 'F')
            parts.back() += static_cast<char>(c - 'A' + 'a');
        else if (std::string_view{" -,\t\n\r"}.find(c) == std::string_view::npos)
            parts.back() += c;
    }
    return parts;
}

// "高度 height 120，条数 size 346，c6be d90d …", as slips, notices and verify print it, in the form
// with slashes.
std::string with_slashes(std::string text) {
    const auto replace = [&text](std::string_view word, std::string_view by) {
        for (auto at = text.find(word); at != std::string::npos;
             at = text.find(word, at + by.size()))
            text.replace(at, word.size(), by);
    };
    if (text.find('/') != std::string::npos) return text;
    for (const std::string_view word :
         {"高度", "height", "账本指纹", "Ledger head", "：", ":", "…"})
        replace(word, " ");
    replace("，", ", ");
    // The size is named in Chinese, in English or in both: one of the words becomes the slash.
    const bool is_both = text.find("条数") != std::string::npos;
    replace("条数", is_both ? "/" : "");
    replace("size", is_both ? " " : "/");
    const auto second = text.find('/');
    const auto digits = text.find_first_of("0123456789", std::min(second, text.size()));
    if (digits == std::string::npos) return text;
    // A comma between digits is of the number; one before a blank ends it, as a blank does.
    const auto end = std::min(text.find_first_not_of("0123456789,", digits), text.size());
    return text.substr(0, end) + "/" + text.substr(end);
}

// The whole text as a decimal number.
bool read_number(const std::string& text, std::uint64_t& into) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

Result<TypedHead> read_typed_head(const std::string& text) {
    const auto parts = parts_of(with_slashes(text));
    TypedHead head;
    const auto root = parts.size() == 3 ? fixed_from_hex<Hash32>(parts[2]) : std::nullopt;
    if (!root || !read_number(parts[0], head.height) || !read_number(parts[1], head.log_size))
        return tl::unexpected(
            wrong_command("--since takes a ledger head as it is printed: \"HEIGHT / SIZE / ROOT\", "
                          "the root as 64 "
                          "digits and letters a-f 账本头照纸上写：高度 / 条数 / 根"));
    head.log_root = *root;
    return head;
}

std::string in_groups(const Hash32& hash) {
    const auto hex = to_hex(hash.view());
    std::string text;
    for (std::size_t i = 0; i < hex.size(); i += 4) text += (i == 0 ? "" : " ") + hex.substr(i, 4);
    return text;
}

}  // namespace linlian::client
