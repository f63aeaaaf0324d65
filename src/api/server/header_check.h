// What makes two programs in a row read one request as two different ones: looked at here before
// anything else is, over the raw bytes and the fields of a header (RFC 9112 §2.2, §5.2, §6.3).
// Called by Session.
#pragma once

#include "base/result.h"

#include <optional>
#include <string_view>
#include <vector>

namespace linlian::api {

// The length of the header with its empty line, once that is among the bytes.
std::optional<std::size_t> header_size(std::string_view bytes);

// Refusal REQUEST_MALFORMED: a line end that is not CR LF, a control character, a folded line. The
// bytes may be the beginning of a header only; those before `from` were looked at already.
Result<> check_header_bytes(std::string_view bytes, std::size_t from = 0);

// The values of the fields that say where a body ends, one for each time that they are given.
struct Framing {
    bool is_http_1_1 = true;
    std::vector<std::string_view> content_lengths;
    std::vector<std::string_view> transfer_encodings;
};
// Refusals: CODING_UNKNOWN (a transfer coding other than chunked alone); REQUEST_MALFORMED (both
// fields, one twice, a length that is not digits, a coding in HTTP/1.0).
Result<> check_framing(const Framing& framing);

}  // namespace linlian::api
