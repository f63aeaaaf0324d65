// What the faults of a roster say, and how a sentence is filled with its figures. Each text has a
// code, what is wrong and what to do in Chinese, and the same in English. What refuses a whole file
// stands in refusal_texts.cpp.

#include "roster/roster_texts.h"

#include "roster/text.h"

#include <algorithm>
#include <array>

namespace linlian::roster {

namespace {

// Sorted by what the fault is about: columns, premises, areas, owners, numbers, voters.
constexpr std::array texts{
    // Columns.
    RosterText{"roster.COLUMN_UNKNOWN", "表头{heading}不认识，该列不会被读取。",
               "如果这一列有用，请改成模板中的列名。",
               "The heading {heading} is not known; its column is not read.",
               "If the column matters, give it a heading of the sample."},
    // Premises: their labels, their limits and their kinds.
    RosterText{"roster.NO_PREMISES", "表头下面没有任何房产。", "请在表头下面每行填写一户一名业主。",
               "There are no premises below the header.",
               "Enter one row for each premises and owner."},
    RosterText{"roster.ESTATE_BLANK", "没有写明小区。",
               "请填写小区名称，或删去“小区”列并统一指定小区。", "The estate is missing.",
               "Enter the estate, or drop the column and name one estate for all."},
    RosterText{"roster.BUILDING_MISSING", "没有写明楼栋。",
               "请填写楼栋；车位、储藏室可填所在的地下车库。", "The building is missing.",
               "Enter the building; for parking and storage, the garage they lie in."},
    RosterText{"roster.STAIR_MISSING", "{unit} 没有写单元，而同楼其他住宅写了。", "请补上单元。",
               "{unit} has no stair, while other flats of the building have one.",
               "Enter the stair."},
    RosterText{"roster.DOOR_MISSING", "没有写明房号。", "请填写房号。",
               "The door number is missing.", "Enter the door number."},
    RosterText{"roster.UNIT_DUPLICATE", "{unit} 与第 {first_row} 行重复，业主也相同。",
               "请删去重复的一行；如果是两户，请改正房号。",
               "{unit} repeats row {first_row} with the same owner.",
               "Delete one of the rows; if these are two premises, correct the door number."},
    RosterText{"roster.UNIT_SCATTERED",
               "{unit} 在第 {first_row} 行已经出现，将视为同一房产的共有人。",
               "如果不是共有，请改正房号；如果是共有，请把各行排在一起。",
               "{unit} stands in row {first_row} already; its owners are read as co-owners.",
               "If they are not, correct the door number; if they are, put the rows together."},
    RosterText{
        "roster.SPLIT_LABEL_DOUBLES",
        "{unit} 在第 {first_row} 行面积为 {first_area}，本行为 {area}：一个房号不能有两个面积。",
        "如果房屋已分割，请给每部分各自的房号（如 {unit}-1、{unit}-2）；否则请改正面积。",
        "{unit} has {first_area} m² in row {first_row} and {area} m² here: one label, two areas.",
        "If the premises were split, give each part its own label ({unit}-1, {unit}-2); else "
        "correct "
        "the area."},
    RosterText{"roster.UNIT_KIND_DIFFERS", "{unit} 的房屋用途与第 {first_row} 行不一致。",
               "同一房产各行的用途必须一致，请核对。",
               "{unit} is of another kind here than in row {first_row}.",
               "All rows of one premises must name one kind; check which is right."},
    RosterText{
        "roster.OWNERS_TOO_MANY", "{unit} 有 {owners} 名共有人，账本最多登记 {limit} 名。",
        "请核对是否把几处房产写成了同一房号；确有其事的，请登记共有人推举的代表人。",
        "{unit} has {owners} co-owners; the ledger takes {limit}.",
        "Check whether several premises bear one label; if not, enter those whom the co-owners "
        "name."},
    RosterText{"roster.PLACE_TOO_LONG", "{unit} 的小区、楼栋或网格名称超过 {limit} 字节。",
               "请改用简短名称。",
               "A name of estate, building or grid cell of {unit} is above {limit} bytes.",
               "Use a shorter name."},
    RosterText{
        "roster.OWNER_KINDS_DIFFER", "{owner} 在本行是{kind}，在第 {first_row} 行是{first_kind}。",
        "同一证件号码的业主只能有一种类型；开发商自持的房产也请写开发商。",
        "{owner} is {kind} here and {first_kind} in row {first_row}.",
        "One number has one kind of owner; for what a developer keeps, enter developer too."},
    RosterText{"roster.KIND_ASSUMED", "没有写明房屋用途，按住宅处理。",
               "请核对；商铺、车位、未售、未交付等必须写明。",
               "The kind of premises is missing; read as a flat.",
               "Check it; shops, parking, unsold and undelivered premises must be named as such."},
    RosterText{"roster.KIND_UNKNOWN", "房屋用途{kind}不认识。",
               "请填：住宅、商铺、车位、储藏室、未售、未交付。", "The kind {kind} is not known.",
               "Enter one of: flat, shop, parking, storage, unsold, undelivered."},
    // Areas and where they come from.
    RosterText{"roster.AREA_MISSING", "{unit} 没有面积。",
               "请按不动产登记簿填写；没有登记的按测绘，没有测绘的按买卖合同。",
               "{unit} has no area.",
               "Enter it from the property register; failing that, from the survey or the sales "
               "contract."},
    RosterText{"roster.AREA_MALFORMED", "面积{area}不是数字，或者过大。",
               "请只填平方米数字，例如 89.32。", "The area {area} is not a number, or too large.",
               "Enter square metres, for example 89.32."},
    RosterText{"roster.AREA_TOO_FINE", "面积{area}超过两位小数。",
               "请照登记簿填写到 0.01 平方米，不要自行换算。",
               "The area {area} has more than two decimals.",
               "Copy it from the register to 0.01 m²; do not compute it."},
    RosterText{"roster.AREA_ZERO", "面积{area}不大于零。", "请填写真实面积。",
               "The area {area} is not above zero.", "Enter the true area."},
    RosterText{"roster.AREA_DOUBLED", "{unit} 的面积 {area} 恰好是上下楼同号房 {usual} 的两倍。",
               "请核对是否重复相加；如果确是两户打通，无需修改。",
               "{unit} has {area} m², exactly twice the {usual} m² of the flats above and below.",
               "Check whether it was added twice; if two flats were joined, leave it."},
    RosterText{"roster.AREA_OUTLIER",
               "{unit} 的面积 {area} 与本楼同类房产的中位数 {usual} 相差十倍以上。",
               "请核对小数点和单位。",
               "{unit} has {area} m², more than ten times off the building's middle of {usual} m².",
               "Check the decimal point and the unit."},
    RosterText{"roster.AREA_SOURCE_ASSUMED", "没有写明面积来源，按不动产登记处理。",
               "请核对；来源不同的请写明测绘或合同。",
               "The source of the area is missing; read as the register.",
               "Check it; name the survey or the contract where the area comes from there."},
    RosterText{"roster.AREA_SOURCE_UNKNOWN", "面积来源{source}不认识。",
               "请填：不动产登记、测绘、合同。", "The source of the area {source} is not known.",
               "Enter one of: register, survey, contract."},
    // Owners, and who acts for them.
    RosterText{"roster.OWNER_MISSING", "没有业主姓名。",
               "请填写登记的权利人；未售、未交付的填写建设单位。", "The owner is missing.",
               "Enter the registered owner; for unsold or undelivered premises, the developer."},
    RosterText{"roster.OWNER_KIND_UNKNOWN", "业主类型{kind}不认识。",
               "请填：个人、单位、继承人、被监护人、开发商。",
               "The kind of owner {kind} is not known.",
               "Enter one of: person, company, heirs, ward, developer."},
    RosterText{"roster.STATUS_UNKNOWN", "状态{status}不认识。",
               "请填：正常、已故、继承未定、未成年。", "The status {status} is not known.",
               "Enter one of: living, dead, undecided, minor."},
    RosterText{"roster.NAMES_IDS_COUNT", "一个单元格里有 {names} 个姓名，但有 {ids} 个证件号码。",
               "请让两者一一对应，或者每名共有人单独写一行。",
               "The cells hold names: {names}, numbers: {ids}.",
               "Make them match one to one, or give each co-owner a row."},
    RosterText{
        "roster.DEAD_WITHOUT_HEIRS", "{owner} 已故，但没有继承文书。",
        "请登记继承人及其公证书或判决书；尚未确定的，把状态写成“继承未定”（计入总数，暂无人可投票）"
        "。",
        "{owner} has died and there is no document of the heirs.",
        "Enter the heirs and their document; if undecided, set the status “undecided” (it counts "
        "in "
        "the totals, nobody can vote yet)."},
    RosterText{
        "roster.COMPANY_WITHOUT_MANDATE", "单位业主 {owner} 没有授权委托书。",
        "仍计入总数；请在表决前收取加盖公章的授权委托书并填写编号。",
        "The company {owner} has no mandate for a person.",
        "It counts in the totals; obtain a sealed mandate before a ballot and enter its number."},
    RosterText{"roster.MINOR_WITHOUT_GUARDIAN", "{owner} 未满十八岁或需监护，但没有监护人。",
               "请填写监护人姓名或监护证明。",
               "{owner} is under eighteen or a ward, and no guardian is named.",
               "Enter the guardian's name or the proof of guardianship."},
    RosterText{
        "roster.STOCK_NOT_DEVELOPERS", "{unit} 未售或未交付，业主却不是开发商（{owner}）。",
        "未售和已售未交付的按建设单位一人计：请填写建设单位，买受人可写入备注；已交付的请改房屋用途"
        "。",
        "{unit} is unsold or undelivered, but its owner is not the developer ({owner}).",
        "Such premises count with the developer: enter the developer and put the buyer into the "
        "remarks; if it was handed over, correct the kind."},
    RosterText{
        "roster.DEVELOPERS_DIFFER", "开发商{owner}与第 {first_row} 行的{first_owner}不同。",
        "一个小区的建设单位按一人计：请统一名称和信用代码；如果只是普通单位业主，请改业主类型。",
        "The developer {owner} differs from {first_owner} in row {first_row}.",
        "An estate's developer is one head: use one name and credit code; if this is an ordinary "
        "company, correct the kind of owner."},
    RosterText{
        "roster.ID_MISSING", "{owner} 没有证件号码。",
        "没有号码就无法认出同一人的其他房产；请尽量补上。", "{owner} has no identity number.",
        "Without it, other premises of the same person cannot be recognised; add it if you can."},
    RosterText{"roster.ID_TYPE_UNKNOWN", "证件类型{type}不认识。",
               "请填：居民身份证、统一社会信用代码、护照等。",
               "The kind of document {type} is not known.",
               "Enter one of: ID card, credit code, passport …"},
    RosterText{"roster.ID_MALFORMED", "{owner} 的证件号码 {id} 位数、字母或出生日期不对。",
               "请对照证件核对。",
               "The number {id} of {owner} has a wrong length, letter or date of birth.",
               "Compare it with the document."},
    RosterText{"roster.ID_CHECKSUM", "{owner} 的证件号码 {id} 校验位不对。",
               "有一位写错或相邻两位颠倒，请对照证件核对。",
               "The check digit of {id} ({owner}) is wrong.",
               "One digit is wrong or two are swapped; compare it with the document."},
    RosterText{"roster.ID_ROUNDED", "{owner} 的证件号码 {id} 被表格软件当成数字，末几位已丢失。",
               "请把该列设为“文本”格式，重新录入号码。",
               "The spreadsheet treated {id} ({owner}) as a number: its last digits are lost.",
               "Set the column to “text” and enter the number again."},
    RosterText{"roster.ID_NAMES_DIFFER",
               "证件号码 {id} 在第 {first_row} 行属于 {first_owner}，本行属于 {owner}。",
               "同一号码只能是同一人，请核对姓名和号码。",
               "The number {id} is {first_owner}'s in row {first_row} and {owner}'s here.",
               "One number is one person; check names and number."},
    RosterText{
        "roster.NAME_PHONE_IDS_DIFFER",
        "{owner} 与第 {first_row} 行姓名、手机相同，证件号码却不同（{first_id}、{id}）。",
        "如果是同一人，请改正号码，否则会多算一人。",
        "{owner} has name and phone of row {first_row} but another number ({first_id}, {id}).",
        "If it is one person, correct the number; else a head too many is counted."},
    RosterText{"roster.PHONE_MALFORMED", "{owner} 的电话{phone}不像电话号码。", "请改正或留空。",
               "The phone {phone} of {owner} does not look like one.",
               "Correct it or leave it empty."},
    // Co-owners and their voter.
    RosterText{"roster.SHARING_UNKNOWN", "共有情况{sharing}不认识，未采用。",
               "请填：单独所有、共同共有、按份共有；共有人姓名请另写。",
               "{sharing} is not known as a form of ownership and was not used.",
               "Enter sole, joint or shares; put co-owners' names into rows of their own."},
    RosterText{"roster.SOLE_BUT_SEVERAL", "{unit} 写着单独所有，却有 {owners} 名业主。",
               "请核对登记簿。", "{unit} says sole ownership but has {owners} owners.",
               "Check the register."},
    RosterText{"roster.CO_OWNER_NOT_LISTED", "{unit} 写着共有，却只有一名业主。",
               "请为其他共有人各加一行；没有登记在名册上的人不能代表投票。",
               "{unit} says shared ownership but lists one owner.",
               "Add a row for each co-owner; who is not on the roster cannot be the voter."},
    RosterText{"roster.VOTER_NOT_NAMED", "{unit} 有 {owners} 名共有人，没有指定投票代表。",
               "可以不指定：以最先投出的一票为准；建议请共有人书面指定一人。",
               "{unit} has {owners} co-owners and no named voter.",
               "That is allowed: the first ballot stands; better ask them to name one in writing."},
    RosterText{"roster.VOTER_NOT_OWNER", "{unit} 的投票代表{voter}不是它唯一的同名共有人。",
               "投票代表必须是名册上的共有人之一；请核对姓名。",
               "The voter {voter} of {unit} is not exactly one of its co-owners.",
               "The voter must be a co-owner on the roster; check the name."},
    RosterText{"roster.VOTER_TWICE", "{unit} 有一名以上投票代表。", "一处房产只能有一名投票代表。",
               "{unit} has more than one named voter.", "One premises has one voter."},
};

}  // namespace

std::span<const RosterText> fault_texts() { return texts; }

// Null where no such code is known.
const RosterText* find_text(std::string_view code) {
    for (auto table : {fault_texts(), refusal_texts()}) {
        const auto found = std::ranges::find(table, code, &RosterText::code);
        if (found != table.end()) return &*found;
    }
    return nullptr;
}

namespace {

// A figure within a sentence of ours: a number or a plain word as it is, what else stands in a file
// in brackets that it cannot close, as much of it as a sentence has room for.
std::string figure_words(const std::string& value) {
    constexpr std::size_t most = 120;
    constexpr std::size_t plain_most = 64;
    const bool is_plain = value.size() <= plain_most && std::ranges::all_of(value, [](char c) {
                              return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                     (c >= '0' && c <= '9') ||
                                     std::string_view{"_.:/-,"}.find(c) != std::string_view::npos;
                          });
    if (is_plain) return value;
    std::string text;
    for (const auto& character : characters_of(value)) {
        if (text.size() + character.size() > most) return "「" + text + "…」";
        text += character == "「" || character == "」" ? "'" : character;
    }
    return "「" + text + "」";
}

}  // namespace

// Names in braces become their figures; a name without a figure stays as it is, so that it is
// noticed.
std::string told(std::string_view sentence, const std::vector<Figure>& figures) {
    std::string out;
    while (!sentence.empty()) {
        const auto open = sentence.find('{');
        const auto close = open == std::string_view::npos ? open : sentence.find('}', open);
        if (close == std::string_view::npos) break;
        out += sentence.substr(0, open);
        const auto name = sentence.substr(open + 1, close - open - 1);
        const auto figure = std::ranges::find(figures, name, &Figure::name);
        if (figure == figures.end())
            out += sentence.substr(open, close - open + 1);
        else
            out += figure_words(figure->value);
        sentence.remove_prefix(close + 1);
    }
    return out += sentence;
}

}  // namespace linlian::roster
