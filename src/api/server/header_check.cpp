// What the HTTP library would let pass and a program in front of this one might read in another
// way: two readers who disagree on where a request ends let one request be smuggled within another.

#include "api/server/header_check.h"

#include "api/api.pb.h"
#include "codec/refusal.h"

#include <algorithm>

namespace linlian::api {
namespace {

constexpr std::string_view header_end = "\r\n\r\n";

auto malformed(const char* reason) { return refuse(v1::REQUEST_MALFORMED, {{"reason", reason}}); }

bool is_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Names of codings are compared without regard to case.
bool is_chunked(std::string_view value) {
    static constexpr std::string_view word = "chunked";
    return std::equal(value.begin(), value.end(), word.begin(), word.end(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

}  // namespace

std::optional<std::size_t> header_size(std::string_view bytes) {
    const auto end = bytes.find(header_end);
    if (end == std::string_view::npos) return std::nullopt;
    return end + header_end.size();
}

// Bytes from `from` on, with two before them in view: folded lines, bare CR or LF and control
// characters are refused.
Result<> check_header_bytes(std::string_view bytes, std::size_t from) {
    for (std::size_t i = from; i < bytes.size(); ++i) {
        const auto c = static_cast<unsigned char>(bytes[i]);
        const bool after_line = i >= 2 && bytes[i - 2] == '\r' && bytes[i - 1] == '\n';
        if (after_line && (c == ' ' || c == '\t')) return malformed("a line is folded");
        if (c == '\n' && (i == 0 || bytes[i - 1] != '\r'))
            return malformed("a line ends without CR");
        if (c == '\r' && i + 1 < bytes.size() && bytes[i + 1] != '\n')
            return malformed("CR stands within a line");
        if (c == 0x7f || (c < 0x20 && c != '\t' && c != '\r' && c != '\n'))
            return malformed("a control character");
    }
    return {};
}

// How long the body is must be said once, and in one way.
Result<> check_framing(const Framing& framing) {
    const auto& lengths = framing.content_lengths;
    const auto& codings = framing.transfer_encodings;
    for (const auto coding : codings) {
        if (!is_chunked(coding)) return refuse(v1::CODING_UNKNOWN);
    }
    if (codings.size() > 1) return malformed("Transfer-Encoding is given twice");
    if (!codings.empty() && !framing.is_http_1_1)
        return malformed("HTTP/1.0 has no Transfer-Encoding");
    if (!codings.empty() && !lengths.empty())
        return malformed("both Content-Length and Transfer-Encoding are given");
    if (lengths.size() > 1) return malformed("Content-Length is given twice");
    if (!lengths.empty() && !is_digits(lengths.front()))
        return malformed("Content-Length is not a number");
    return {};
}

}  // namespace linlian::api
