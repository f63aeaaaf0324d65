// The zip archive of a workbook. Sizes are counted before and while it is unpacked, so that a small
// file cannot fill the memory.

#include "roster/table/xlsx/package.h"

#include "roster/refuse.h"
#include "roster/table/table.h"

#include <array>
#include <set>
#include <zip.h>

namespace linlian::roster {

namespace {

// Far more than any workbook has.
constexpr zip_int64_t parts_max = 10'000;

// Parts are named without regard to the case of Latin letters (ECMA-376 part 2).
std::string lower(std::string_view name) {
    std::string text{name};
    for (auto& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

// Looks at every entry before anything is unpacked.
Result<> check_entries(zip* archive) {
    const auto count = zip_get_num_entries(archive, 0);
    if (count > parts_max) return refuse("XLSX_BOMB");
    std::uint64_t claimed = 0;
    std::set<std::string> names;
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        if (zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat) != 0)
            return refuse("XLSX_BROKEN");
        if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
            return refuse("XLSX_ENCRYPTED");
        // Of two parts of one name, programs read now the one and now the other.
        if ((stat.valid & ZIP_STAT_NAME) == 0 || !names.insert(lower(stat.name)).second)
            return refuse("XLSX_BROKEN");
        if ((stat.valid & ZIP_STAT_SIZE) == 0) continue;
        if (stat.size > table_unpacked_bytes_max) return refuse("XLSX_BOMB");
        claimed += stat.size;
    }
    if (claimed > table_unpacked_bytes_max) return refuse("XLSX_BOMB");
    return {};
}

}  // namespace

void XlsxPackage::Close::operator()(zip* archive) const { zip_discard(archive); }

Result<XlsxPackage> XlsxPackage::open(BytesView file) {
    zip_error_t error;
    zip_error_init(&error);
    // The archive reads from the caller's bytes, which outlive it.
    zip_source_t* source = zip_source_buffer_create(file.data(), file.size(), 0, &error);
    if (source == nullptr) return refuse("XLSX_BROKEN");
    zip* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
    zip_error_fini(&error);
    if (archive == nullptr) {
        zip_source_free(source);
        return refuse("XLSX_BROKEN");
    }
    XlsxPackage package{archive};
    TRY(check_entries(archive));
    return package;
}

// Empty where there is no such part. What all parts unpack to counts together; the size that the
// archive states is not believed.
Result<std::string> XlsxPackage::part(const std::string& name) {
    const auto index = zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE);
    if (index < 0) return std::string{};
    zip_file_t* file = zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0);
    if (file == nullptr) return refuse("XLSX_BROKEN");
    std::string bytes;
    std::array<char, 64 * 1024> piece{};
    zip_int64_t got = 0;
    while ((got = zip_fread(file, piece.data(), piece.size())) > 0) {
        bytes.append(piece.data(), static_cast<std::size_t>(got));
        if (unpacked_ + bytes.size() > table_unpacked_bytes_max) break;
    }
    const bool closed = zip_fclose(file) == 0;
    unpacked_ += bytes.size();
    if (unpacked_ > table_unpacked_bytes_max) return refuse("XLSX_BOMB");
    if (got < 0 || !closed) return refuse("XLSX_BROKEN");
    return bytes;
}

}  // namespace linlian::roster
