// Texts of others made safe to look at: on a terminal, on a sheet, in a spreadsheet, in a program's
// JSON. Whatever a name, a file or a node says, the reader sees it as text of theirs: it moves no
// cursor, colours nothing, turns no line around, hides nothing and runs no formula. Everything that
// shows a text to people calls this; it never changes what is stored, hashed or signed.
#pragma once

#include <string>
#include <string_view>

namespace linlian::ops {

// One line. Controls (C0, DEL, C1), line and paragraph separators, bidi controls, invisible and
// unassigned characters and private ones stand as \u{202E}; bytes that are no UTF-8 as \x{FF}.
std::string safe_line(std::string_view text);

// The same, with \n left as it is: for texts of several lines.
std::string safe_lines(std::string_view text);

// JSON that says the same, with every such character inside its texts written as \u202e. Bytes that
// are no UTF-8, which JSON cannot hold, become U+FFFD.
std::string safe_json(std::string_view json);

// One cell of a CSV (RFC 4180): safe_line, in quotation marks where it needs them. A cell that a
// spreadsheet would take for a formula (it begins with = + - @, or their full-width forms, after
// blanks) begins with an apostrophe instead; from_csv_cell takes it off again.
std::string csv_cell(std::string_view text);

// The text of a cell as csv_cell wrote it, after its quotation marks are gone.
std::string from_csv_cell(std::string_view cell);

}  // namespace linlian::ops
