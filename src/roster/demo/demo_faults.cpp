// Rows with every fault that a check can find, each with its fault as remark. They stand in a
// building of their own beside the made-up estate.

#include "roster/demo/demo_rows.h"

#include <fmt/format.h>

namespace linlian::roster {

namespace {

// Makes the rows of building 24: each begins as a right one and is then spoilt.
class FaultyRows {
  public:
    FaultyRows(DemoPeople& people, const DemoPerson& developer)
        : people_(people), developer_(developer) {}

    std::vector<DemoRow> all() && {
        spoil_labels();
        spoil_areas_and_kinds();
        spoil_owners();
        spoil_numbers();
        spoil_sharing();
        return std::move(rows_);
    }

  private:
    using Cells = std::map<Column, std::string>;

    // A right row with these cells changed.
    DemoRow& add(const char* remark, const Cells& cells = {}) {
        DemoRow row{{Column::estate, "翠竹苑"},
                    {Column::building, "24栋"},
                    {Column::stair, "1单元"},
                    {Column::door, fmt::format("{}01", ++floor_)},
                    {Column::area, "80.00"},
                    {Column::kind, "住宅"},
                    {Column::area_source, "不动产登记"},
                    {Column::remark, remark}};
        set_owner(row, people_.adult());
        for (const auto& [column, cell] : cells) row[column] = cell;
        rows_.push_back(std::move(row));
        return rows_.back();
    }

    // The row above once more, with these cells changed.
    DemoRow& repeat(const char* remark, const Cells& cells) {
        auto row = rows_.back();
        row[Column::remark] = remark;
        for (const auto& [column, cell] : cells) row[column] = cell;
        rows_.push_back(std::move(row));
        return rows_.back();
    }

    // The row above with another owner.
    DemoRow& share(const char* remark, const Cells& cells = {}) {
        auto& row = repeat(remark, {});
        set_owner(row, people_.adult());
        for (const auto& [column, cell] : cells) row[column] = cell;
        return row;
    }

    // In each of these: what is wrong, and the cells that make it so. Rows without a fault between
    // them stand for what must not be found.
    void spoil_labels() {
        add("无误");
        add("小区空缺", {{Column::estate, ""}});
        add("楼栋空缺", {{Column::building, ""}});
        add("单元空缺", {{Column::stair, ""}});
        add("房号空缺", {{Column::door, ""}});
        add("网格名称过长", {{Column::grid, "泰山街道花旗社区翠竹苑第二十四号网格"}});
        add("重复房产");
        repeat("重复房产", {});
        add("分割后房号相同", {{Column::area, "40.00"}});
        share("分割后房号相同", {{Column::area, "41.00"}});
        add("不相邻的同一房号");
        const auto door = rows_.back()[Column::door];
        add("无误");
        add("不相邻的同一房号", {{Column::door, door}});
    }

    void spoil_areas_and_kinds() {
        add("面积空缺", {{Column::area, ""}});
        add("面积为零", {{Column::area, "0.00"}});
        add("面积三位小数", {{Column::area, "80.125"}});
        add("面积不是数字", {{Column::area, "八十"}});
        add("面积恰为两倍", {{Column::area, "160.00"}});
        add("面积离谱", {{Column::area, "8000.00"}});
        add("面积来源空缺", {{Column::area_source, ""}});
        add("面积来源不明", {{Column::area_source, "听说"}});
        add("用途空缺", {{Column::kind, ""}});
        add("用途不明", {{Column::kind, "鱼塘"}});
        add("同一房产用途不一");
        share("同一房产用途不一", {{Column::kind, "商铺"}});
    }

    void spoil_owners() {
        add("业主空缺", {{Column::owner, ""}});
        add("业主类型不明", {{Column::owner_kind, "神仙"}});
        add("状态不明", {{Column::status, "出差"}});
        add("已故无继承文书", {{Column::owner_kind, "继承人"}, {Column::status, "已故"}});
        set_owner(add("单位无授权"), people_.company(false));
        rows_.back()[Column::document] = "";
        set_owner(add("未成年无监护人"), people_.minor());
        rows_.back()[Column::guardian] = rows_.back()[Column::document] = "";
        add("未售却属个人", {{Column::kind, "未售"}});
        set_owner(add("另一开发商", {{Column::kind, "未售"}}), people_.company(false));
        rows_.back()[Column::owner_kind] = "开发商";
        set_owner(add("无误", {{Column::kind, "未售"}}), developer_);
        auto& kept = add("同一业主类型不一");
        set_owner(kept, developer_);
        kept[Column::owner_kind] = "单位";
    }

    void spoil_numbers() {
        add("姓名与号码数目不符", {{Column::owner, "赵一、钱二"}});
        add("号码空缺", {{Column::id_number, ""}});
        add("证件类型不明", {{Column::id_type, "工作证明"}});
        add("号码位数不对", {{Column::id_number, "99999919800101"}});
        add("校验位不对", {{Column::id_number, "999999198001010010"}});
        add("号码被表格取整", {{Column::id_number, "9.99999198001E+17"}});
        add("无误");
        const auto row = rows_.back();
        add("同号异名", {{Column::id_number, row.at(Column::id_number)}});
        add("同名同手机异号",
            {{Column::owner, row.at(Column::owner)}, {Column::phone, row.at(Column::phone)}});
        add("电话不对", {{Column::phone, "12345"}});
    }

    void spoil_sharing() {
        add("共有情况不明", {{Column::sharing, "说不清"}});
        add("单独所有却多人", {{Column::sharing, "单独所有"}, {Column::voter, "是"}});
        share("单独所有却多人", {{Column::voter, ""}});
        add("共有却一人", {{Column::sharing, "共同共有"}});
        add("未指定投票代表");
        share("未指定投票代表");
        add("代表不是共有人", {{Column::voter, "孙大圣"}});
        share("代表不是共有人", {{Column::voter, ""}});
        add("共有人过多");
        for (int i = 0; i < 32; ++i) share("共有人过多");
        add("两名代表", {{Column::voter, "是"}});
        share("两名代表");
    }

    DemoPeople& people_;
    const DemoPerson& developer_;
    std::vector<DemoRow> rows_;
    int floor_ = 0;
};

}  // namespace

std::vector<DemoRow> faulty_rows(DemoPeople& people, const DemoPerson& developer) {
    return FaultyRows{people, developer}.all();
}

}  // namespace linlian::roster
