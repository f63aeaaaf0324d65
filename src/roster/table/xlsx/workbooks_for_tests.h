// For tests only: workbooks as .xlsx files in memory, right and wrong ones.
#pragma once

#include "roster/table/table_file.h"

#include <map>
#include <zip.h>

namespace linlian::roster {

inline std::string code_of(const Result<Table>& result) {
    return result ? "" : result.error().code;
}

inline std::string zipped(const std::map<std::string, std::string>& parts, bool password = false) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(target);
    zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    for (const auto& [name, text] : parts) {
        auto* source = zip_source_buffer(archive, text.data(), text.size(), 0);
        const auto index = zip_file_add(archive, name.c_str(), source, ZIP_FL_OVERWRITE);
        if (password)
            zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256, "x");
    }
    zip_close(archive);
    zip_source_open(target);
    zip_source_seek(target, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
    zip_source_seek(target, 0, SEEK_SET);
    zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

// The sheet is the second one, "名册".
inline std::map<std::string, std::string> workbook(const std::string& sheet_xml) {
    return {{"xl/workbook.xml",
             "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/"
             "relationships'><sheets><sheet name='封面' sheetId='1' r:id='rId1'/>"
             "<sheet name='名册' sheetId='2' r:id='rId2'/></sheets></workbook>"},
            {"xl/_rels/workbook.xml.rels",
             "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/>"
             "<Relationship Id='rId2' Target='/xl/worksheets/sheet2.xml'/>"
             "<Relationship Id='rId3' Type='r/sharedStrings' Target='sharedStrings.xml'/>"
             "</Relationships>"},
            {"_rels/.rels",
             "<Relationships><Relationship Id='rId1' Type='r/officeDocument' "
             "Target='xl/workbook.xml'/></Relationships>"},
            {"xl/sharedStrings.xml",
             "<sst><si><t>房号</t></si><si><r><t>建筑</t></r><r><t>面积</t></r>"
             "<rPh><t>x</t></rPh></si></sst>"},
            {"xl/worksheets/sheet1.xml",
             "<worksheet><sheetData><row r='1'><c t='inlineStr'><is><t>封面</t></is></c></row>"
             "</sheetData></worksheet>"},
            {"xl/worksheets/sheet2.xml", sheet_xml}};
}

}  // namespace linlian::roster
