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
        auto bytes = package.part(relations.folder_ + "_rels/" + name + ".rels");
        if (!bytes) return tl::unexpected(bytes.error());
        if (bytes->empty()) return refuse("XLSX_BROKEN");
        pugi::xml_document document;
        TRY(parse(document, *bytes));
        const auto all = children_named(document.document_element(), "Relationship");
        if (!all) return tl::unexpected(all.error());
        for (const auto& relation : *all) {
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

    std::string path_of(const std::string& target) const {
        return target.starts_with('/') ? target.substr(1) : folder_ + target;
    }

    std::string folder_;
    std::vector<Relation> all_;
};

struct Sheet {
    std::string name;
    std::string relation;
    bool is_shown = true;
};

Result<std::vector<Sheet>> sheets_of(const pugi::xml_document& workbook) {
    std::vector<Sheet> sheets;
    const auto root = workbook.document_element();
    const auto list = child_named(root, "sheets");
    if (!list) return tl::unexpected(list.error());
    const auto all = children_named(*list, "sheet");
    if (!all) return tl::unexpected(all.error());
    const auto prefix_of_root = relation_prefix(root);
    for (const auto& sheet : *all) {
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
    const auto of_package = Relations::of(package, "");
    if (!of_package) return tl::unexpected(of_package.error());
    const auto main = of_package->by_type("/officeDocument");
    if (!main) return tl::unexpected(main.error());
    auto bytes = package.part(*main);
    if (!bytes) return tl::unexpected(bytes.error());
    pugi::xml_document workbook;
    TRY(parse(workbook, *bytes));
    const auto sheets = sheets_of(workbook);
    if (!sheets) return tl::unexpected(sheets.error());
    const auto relation = relation_of(*sheets, wanted);
    if (!relation) return tl::unexpected(relation.error());
    const auto of_workbook = Relations::of(package, *main);
    if (!of_workbook) return tl::unexpected(of_workbook.error());
    auto strings = of_workbook->by_type("/sharedStrings");
    if (!strings) return tl::unexpected(strings.error());
    auto styles = of_workbook->by_type("/styles");
    if (!styles) return tl::unexpected(styles.error());
    auto theme = of_workbook->by_type("/theme");
    if (!theme) return tl::unexpected(theme.error());
    auto sheet = of_workbook->by_id(*relation);
    if (sheet.empty()) return refuse("XLSX_BROKEN");
    return WorkbookParts{std::move(sheet), std::move(*strings), std::move(*styles),
                         std::move(*theme)};
}

}  // namespace linlian::roster
