// The parts of a workbook as XML: elements and attributes by their local names, texts whole.
// Internal to the reading of .xlsx files.
#pragma once

#include "base/result.h"

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace linlian::roster {

// The document lives in the memory of `part`, which outlives it. Refusals: XLSX_BROKEN,
// XLSX_TOO_MUCH {count, limit}.
Result<> parse(pugi::xml_document& document, std::string& part);

// Some programs write a prefix before every element name: what counts is the local part.
std::string_view local_name(const pugi::xml_node& node);
pugi::xml_node child_named(const pugi::xml_node& parent, std::string_view name);
std::string_view attribute_named(const pugi::xml_node& node, std::string_view name);
// All pieces of an element's text, which comments and CDATA sections may part.
std::string text_of(const pugi::xml_node& element);

}  // namespace linlian::roster
