#include "roster/table/table_file.h"

#include "roster/refuse.h"
#include "roster/table/csv_table.h"
#include "roster/table/xlsx/table.h"

#include <fstream>

namespace linlian::roster {

namespace {

constexpr std::string_view zip_magic{"PK\x03\x04", 4};
constexpr std::string_view utf8_mark{"\xEF\xBB\xBF", 3};
constexpr std::string_view ole_magic{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8};

// A workbook with a password is an OLE file with a stream of this name, in UTF-16.
constexpr std::string_view encrypted_stream{"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32};

// Older systems export web pages or XML under the name .xls.
bool is_markup(BytesView file) {
    if (file.starts_with(utf8_mark)) file.remove_prefix(utf8_mark.size());
    const auto first = file.find_first_not_of(" \t\r\n");
    return first != BytesView::npos && file[first] == '<';
}

}  // namespace

// By what the file begins with, never by its name.
Result<Table> read_table(BytesView file, std::string_view sheet_name) {
    if (file.empty()) return refuse("TABLE_EMPTY");
    if (file.size() > table_file_bytes_max) return refuse("TABLE_TOO_BIG");
    // Old workbooks and those with a password begin alike.
    if (file.starts_with(ole_magic)) {
        if (file.find(encrypted_stream) != BytesView::npos) return refuse("XLSX_ENCRYPTED");
        return refuse("OLD_XLS");
    }
    if (file.starts_with(zip_magic)) return read_xlsx(file, sheet_name);
    if (is_markup(file)) return refuse("WEB_PAGE");
    return read_csv(file);
}

Result<Table> read_table_file(const std::string& path, std::string_view sheet_name) {
    std::ifstream in{path, std::ios::binary};
    if (!in) return refuse("FILE_UNREADABLE", {{"path", path}});
    Bytes bytes;
    // One byte more than is allowed shows that the file is too large.
    bytes.resize(table_file_bytes_max + 1);
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    if (in.bad()) return refuse("FILE_UNREADABLE", {{"path", path}});
    return read_table(bytes, sheet_name);
}

}  // namespace linlian::roster
