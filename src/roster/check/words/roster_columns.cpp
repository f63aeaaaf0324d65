// The headings of columns in both scripts and in English, with the synonyms that offices use.

#include "roster/check/words/roster_columns.h"

#include "roster/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace linlian::roster {

namespace {

struct Headings {
    Column column;
    std::array<std::string_view, 16> words;  // Chinese first, English second, then synonyms
};

constexpr std::array<Headings, column_count> headings{{
    {Column::estate,
     {"小区", "estate", "小区名称", "物业区域", "小區", "小區名稱", "项目", "项目名称"}},
    {Column::building,
     {"楼栋", "building", "栋", "幢", "栋号", "幢号", "楼号", "楼幢", "楼", "樓棟", "棟", "座",
      "楼座"}},
    {Column::stair,
     {"单元", "stair", "梯", "单元号", "梯号", "單元", "门洞", "staircase", "entrance"}},
    {Column::door,
     {"房号", "door", "门牌", "门牌号", "室号", "房间号", "户号", "房屋坐落", "房號", "門牌",
      "門牌號", "室", "unit", "room", "doornumber", "flatno"}},
    {Column::area,
     {"建筑面积", "area", "专有部分面积", "专有面积", "面积", "产权面积", "房屋面积", "建築面積",
      "專有部分面積", "面積", "floorarea", "专有部分建筑面积"}},
    {Column::kind,
     {"房屋用途", "kind", "用途", "房屋类型", "类型", "物业类型", "房屋性质", "性质", "類型", "use",
      "premiseskind", "type"}},
    {Column::area_source,
     {"面积来源", "area source", "面积依据", "面积出处", "面積來源", "areasource", "sourceofarea"}},
    {Column::owner,
     {"业主姓名", "owner", "业主", "姓名", "产权人", "房屋所有权人", "权利人", "业主名称",
      "業主姓名", "業主", "name", "ownername", "所有权人", "产权人姓名"}},
    {Column::id_type, {"证件类型", "id type", "证件种类", "證件類型", "idtype", "证件名称"}},
    {Column::id_number,
     {"证件号码", "id number", "身份证号", "身份证号码", "证件号", "身份证", "證件號碼", "idnumber",
      "idno", "统一社会信用代码"}},
    {Column::phone,
     {"手机号", "phone", "手机", "电话", "联系电话", "手机号码", "联系方式", "手機號", "手機",
      "電話", "mobile"}},
    {Column::sharing, {"共有情况", "sharing", "共有方式", "共有情況", "共有形式", "ownership"}},
    {Column::co_owners,
     {"共有人", "co-owners", "共有人姓名", "其他共有人", "共同共有人", "coowners", "co-owner"}},
    {Column::co_owner_ids,
     {"共有人证件号码", "co-owner ids", "共有人身份证号", "共有人证件号", "coownerids"}},
    {Column::voter,
     {"投票代表", "voter", "投票权人", "表决代表", "投票人", "共有人代表", "namedvoter",
      "業主代表"}},
    {Column::owner_kind,
     {"业主类型", "owner kind", "业主性质", "产权人类型", "業主類型", "ownerkind", "ownertype"}},
    {Column::status, {"状态", "status", "业主状态", "狀態", "是否已故"}},
    {Column::guardian, {"监护人", "guardian", "监护人姓名", "監護人"}},
    {Column::document,
     {"授权委托书", "document", "营业执照", "授权委托书/营业执照", "证明文件", "继承文书", "委托书",
      "授权书", "文书", "監護證明", "mandate", "證明文件", "继承公证书", "监护证明"}},
    {Column::remark, {"备注", "remark", "備註", "说明", "remarks", "note", "notes"}},
    {Column::grid, {"网格", "grid", "网格号", "所属网格", "網格", "gridcell"}},
}};

// The heading without what clerks add to it: (㎡), （必填）, *, :.
std::string bare_heading(std::string_view heading) {
    std::string out;
    int depth = 0;
    for (const auto& character : characters_of(folded(heading))) {
        if (character == "(" || character == "[") ++depth;
        if (depth == 0 && character != "*" && character != ":") out += character;
        if ((character == ")" || character == "]") && depth > 0) --depth;
    }
    return out;
}

// Every column has an entry.
const Headings& entry_of(Column column) {
    return *std::ranges::find_if(headings, [&](const auto& h) { return h.column == column; });
}

}  // namespace

std::optional<Column> column_of(std::string_view heading) {
    const auto wanted = bare_heading(heading);
    if (wanted.empty()) return std::nullopt;
    for (const auto& entry : headings) {
        for (auto word : entry.words) {
            if (!word.empty() && folded(word) == wanted) return entry.column;
        }
    }
    return std::nullopt;
}

std::string_view heading_of(Column column) { return entry_of(column).words[0]; }
std::string_view english_heading_of(Column column) { return entry_of(column).words[1]; }

}  // namespace linlian::roster
