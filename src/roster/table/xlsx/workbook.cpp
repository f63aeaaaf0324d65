// Which parts of a package are needed: the workbook leads to its sheets, texts, styles and theme by
// relations. One sheet is read: the one that is named, or the only one that is shown.

#include "roster/table/xlsx/workbook.h"

#include "roster/refuse.h"
#include "roster/table/table_limits.h"
#include "roster/table/xlsx/xml.h"

#include <vector>

namespace linlian::roster {
namespace {

// Relations of one part: what stands behind an id, and what is of a type.
class Relations {
  public:
    // `part`: "" for the package itself.
    static Result<Relations> of(XlsxPackage& package, const std::string& part) {
        const auto slash = part.rfind('/');
        Relations relations;
        relations.folder_ = slash == std::string::npos ? "" : part.substr(0, slash + 1);
        const auto name = part.substr(relations.folder_.size());
        auto bytes = TRY(package.part(relations.folder_ + "_rels/" + name + ".rels"));
        if (bytes.empty()) return refuse("XLSX_BROKEN");
        pugi::xml_document document;
        TRY(parse(document, bytes));
        const auto all = TRY(children_named(document.document_element(), "Relationship"));
        for (const auto& relation : all) {
            const auto id = attribute_named(relation, "Id");
            const auto type = attribute_named(relation, "Type");
            const auto target = attribute_named(relation, "Target");
            if (!id || !type || !target) return refuse("XLSX_BROKEN");
            relations.all_.push_back({std::string{*id}, std::string{*type}, std::string{*target}});
        }
        return relations;
    }

    // "" where there is none, or two.
    std::string by_id(std::string_view id) const {
        std::string found;
        for (const auto& relation : all_) {
            if (id.empty() || relation.id != id) continue;
            if (!found.empty()) return {};
            found = path_of(relation.target);
        }
        return found;
    }
    // By the last word of the type, which is a URI; two of them are one too many.
    Result<std::string> by_type(std::string_view word) const {
        std::string found;
        for (const auto& relation : all_) {
            if (!relation.type.ends_with(word)) continue;
            if (!found.empty()) return refuse("XLSX_BROKEN");
            found = path_of(relation.target);
        }
        return found;
    }

  private:
    struct Relation {
        std::string id;
        std::string type;
        std::string target;
    };

    // A target is within the package, or relative to the part that names it.
    std::string path_of(const std::string& target) const {
        return target.starts_with('/') ? target.substr(1) : folder_ + target;
    }

    std::string folder_;
    std::vector<Relation> all_;
};

// As the workbook lists it; `relation` leads to its part.
struct Sheet {
    std::string name;
    std::string relation;
    bool is_shown = true;
};

// Hidden ones too, so that asking for one by its name is refused with the reason.
Result<std::vector<Sheet>> sheets_of(const pugi::xml_document& workbook) {
    std::vector<Sheet> sheets;
    const auto root = workbook.document_element();
    const auto list = TRY(child_named(root, "sheets"));
    const auto all = TRY(children_named(list, "sheet"));
    const auto prefix_of_root = relation_prefix(root);
    for (const auto& sheet : all) {
        const auto own = relation_prefix(sheet);
        const auto name = attribute_named(sheet, "name");
        const auto relation = attribute_named(sheet, "id", own.empty() ? prefix_of_root : own);
        const auto state = attribute_named(sheet, "state");
        for (const auto* read : {&name, &relation, &state})
            if (!*read) return tl::unexpected(read->error());
        sheets.push_back(
            {std::string{*name}, std::string{*relation}, state->empty() || *state == "visible"});
    }
    return sheets;
}

// The names of those that are shown, as far as they fit into a message.
std::string names_of(const std::vector<Sheet>& sheets) {
    std::string names;
    std::size_t count = 0;
    for (const auto& sheet : sheets) {
        if (!sheet.is_shown || sheet.name.size() > cell_bytes_max) continue;
        if (++count > xlsx_sheets_shown_max) break;
        names += (names.empty() ? "" : ", ") + sheet.name;
    }
    return names;
}

// Of two sheets of one name nobody knows which is meant.
Result<std::string> relation_of(const std::vector<Sheet>& sheets, std::string_view wanted) {
    const Sheet* found = nullptr;
    for (const auto& sheet : sheets) {
        if (wanted.empty() ? !sheet.is_shown : sheet.name != wanted) continue;
        if (found != nullptr) return refuse("XLSX_SHEETS", {{"sheets", names_of(sheets)}});
        found = &sheet;
    }
    if (found == nullptr)
        return refuse("XLSX_NO_SHEET",
                      {{"sheet", std::string{wanted}}, {"sheets", names_of(sheets)}});
    if (!found->is_shown) return refuse("XLSX_SHEET_HIDDEN", {{"sheet", found->name}});
    return found->relation;
}

}  // namespace

Result<WorkbookParts> find_parts(XlsxPackage& package, std::string_view wanted) {
    const auto of_package = TRY(Relations::of(package, ""));
    const auto main = TRY(of_package.by_type("/officeDocument"));
    auto bytes = TRY(package.part(main));
    pugi::xml_document workbook;
    TRY(parse(workbook, bytes));
    const auto sheets = TRY(sheets_of(workbook));
    const auto relation = TRY(relation_of(sheets, wanted));
    const auto of_workbook = TRY(Relations::of(package, main));
    auto strings = TRY(of_workbook.by_type("/sharedStrings"));
    auto styles = TRY(of_workbook.by_type("/styles"));
    auto theme = TRY(of_workbook.by_type("/theme"));
    auto sheet = of_workbook.by_id(relation);
    if (sheet.empty()) return refuse("XLSX_BROKEN");
    return WorkbookParts{std::move(sheet), std::move(strings), std::move(styles), std::move(theme)};
}

}  // namespace linlian::roster
