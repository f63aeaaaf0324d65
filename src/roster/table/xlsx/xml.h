// The parts of a workbook as XML: elements and attributes by namespace and name, texts whole. What
// is of another namespace is left out by spreadsheet programs (mc:Ignorable, ECMA-376 part 3), so
// where it bears a name that is read here it is refused. Internal to the reading of .xlsx files.
#pragma once

#include "base/result.h"

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace linlian::roster {

// The document lives in the memory of `part`, which outlives it. Refusals: XLSX_BROKEN,
// XLSX_TOO_MUCH {count, limit}.
Result<> parse(pugi::xml_document& document, std::string& part);

// Whether an element is of the namespace of its part and of this name.
bool is_named(const pugi::xml_node& node, std::string_view name);

// The children of this name. Refusals: XLSX_FOREIGN {name, place}: elements of another namespace,
// below the root any, directly in it those in which something stands that is read.
Result<std::vector<pugi::xml_node>> children_named(const pugi::xml_node& parent,
                                                   std::string_view name);
// The one child of this name, an empty node where there is none. Refusals: XLSX_BROKEN where there
// are two, XLSX_FOREIGN.
Result<pugi::xml_node> child_named(const pugi::xml_node& parent, std::string_view name);

// "" where there is none. Attributes of a part's own bear no prefix; `prefix` is for relations.
// Refusals: XLSX_BROKEN where it stands twice, XLSX_FOREIGN where another prefix bears the name.
Result<std::string_view> attribute_named(const pugi::xml_node& node, std::string_view name,
                                         std::string_view prefix = {});
// The prefix that an element declares for relations (r:id), "" where it declares none.
std::string_view relation_prefix(const pugi::xml_node& node);

// All pieces of an element's text, which comments and CDATA sections may part.
std::string text_of(const pugi::xml_node& element);

}  // namespace linlian::roster
