#include "roster/roster_texts.h"

#include <array>

namespace linlian::roster {

namespace {

constexpr std::array texts{
    // Reading a file.
    RosterText{"roster.FILE_UNREADABLE", "无法打开文件 {path}。", "请核对路径和权限。",
               "The file {path} cannot be opened.", "Check the path and its permissions."},
    RosterText{"roster.TABLE_EMPTY", "文件里没有内容。", "请核对是否选错了文件或工作表。",
               "The file holds nothing.", "Check the file and the sheet."},
    RosterText{"roster.TABLE_TOO_BIG", "文件超过 64 MiB。", "请按小区拆分。",
               "The file is above 64 MiB.", "Split it by estate."},
    RosterText{"roster.TABLE_TOO_LONG", "行数超过 {limit}。", "请按小区拆分。",
               "There are more than {limit} rows.", "Split it by estate."},
    RosterText{"roster.TABLE_TOO_WIDE", "第 {row} 行超过 256 列。", "请删去多余的列。",
               "Row {row} has more than 256 columns.", "Delete what is not needed."},
    RosterText{"roster.CELL_TOO_LONG", "第 {row} 行有单元格超过 4 kB。", "请缩短该单元格。",
               "Row {row} has a cell above 4 kB.", "Shorten it."},
    RosterText{"roster.CSV_ENCODING", "文字编码既不是 UTF-8 也不是 GB18030。",
               "请在 Excel 中另存为“CSV UTF-8”。", "The text is neither UTF-8 nor GB18030.",
               "Save it from Excel as “CSV UTF-8”."},
    RosterText{"roster.CSV_QUOTES", "第 {row} 行的引号没有成对。", "请补上引号，或另存为 .xlsx。",
               "Quotes do not match in row {row}.", "Complete them, or save the sheet as .xlsx."},
    RosterText{"roster.OLD_XLS", "这是旧式 .xls 文件，无法可靠读取。",
               "请在 Excel 或 WPS 中另存为 .xlsx。",
               "This is an old .xls file, which cannot be read reliably.", "Save it as .xlsx."},
    RosterText{"roster.WEB_PAGE", "这是网页或 XML，只是名字像表格。",
               "请用 Excel 或 WPS 打开后另存为 .xlsx。",
               "This is a web page or XML by another name.",
               "Open it in Excel and save it as .xlsx."},
    RosterText{"roster.XLSX_ENCRYPTED", "工作簿有密码。", "请去掉密码后另存，读完即删除该副本。",
               "The workbook has a password.",
               "Save it without one and delete that copy afterwards."},
    RosterText{"roster.XLSX_BOMB", "工作簿展开后超过 64 MiB。", "请删去图片和无关工作表。",
               "The workbook unpacks to more than 64 MiB.", "Remove pictures and other sheets."},
    RosterText{"roster.XLSX_BROKEN", "工作簿已损坏或不是 .xlsx。", "请重新保存，或另存为 CSV。",
               "The workbook is damaged or not an .xlsx.", "Save it again, or as CSV."},
    RosterText{"roster.XLSX_NO_SHEET", "没有名为“{sheet}”的工作表。", "现有：{sheets}。",
               "There is no sheet named “{sheet}”.", "There are: {sheets}."},
    // Reading a table as a roster.
    RosterText{"roster.NO_HEADER", "前十行里找不到表头。",
               "请用模板的列名：房号、建筑面积、业主姓名……",
               "No header was found in the first ten rows.",
               "Use the sample's headings: door, area, owner …"},
    RosterText{"roster.COLUMN_MISSING", "缺少“{column}”列。", "请补上这一列。",
               "The column “{column}” is missing.", "Add it."},
    RosterText{"roster.COLUMN_TWICE", "“{column}”列出现了两次。", "请只留一列。",
               "The column “{column}” occurs twice.", "Keep one."},
    RosterText{"roster.ESTATE_MISSING", "不知道是哪个小区。",
               "请加“小区”列，或在命令中指定小区名称。", "The estate is not known.",
               "Add a column for it, or name it in the command."},
    RosterText{"roster.HAS_ERRORS", "名册还有 {errors} 处错误。", "请先试运行并逐条改正。",
               "The roster still has {errors} errors.", "Do a dry run and correct them."},
    // The registrar's names file and its custodians.
    RosterText{"roster.NAMES_MALFORMED", "姓名档内容不完整。", "请使用账本上登记版本的文件。",
               "The contents of the names file are not complete.",
               "Use the file whose version stands on the ledger."},
    RosterText{"roster.NOT_A_NAMES_FILE", "这不是封存的姓名档。", "请核对文件。",
               "This is not a sealed names file.", "Check which file it is."},
    RosterText{"roster.FILE_CHANGED", "姓名档被改动或损坏。", "请从另一处备份取出同一版本。",
               "The names file was changed or damaged.",
               "Take the same version from another copy."},
    RosterText{"roster.VERSION_DIFFERS", "这不是账本登记的版本（{version}）。",
               "请找出指纹为 {expected} 的文件。",
               "This is not the version on the ledger ({version}).",
               "Find the file with the hash {expected}."},
    RosterText{"roster.NOT_A_CUSTODIAN", "这把钥匙不属于本档的三位保管人。",
               "请由保管人本人用自己的钥匙打开。",
               "This key is none of the file's three custodians'.",
               "A custodian must use his own key."},
    RosterText{"roster.SAME_CUSTODIAN", "两次用了同一位保管人的钥匙。", "须由另一位保管人完成。",
               "Both keys are the same custodian's.",
               "Another custodian must complete the opening."},
    RosterText{"roster.PARTIAL_BROKEN", "第一位保管人的半开凭据已损坏。",
               "请第一位保管人重新打开。", "The first custodian's half is damaged.",
               "Let the first custodian open again."},
    RosterText{"roster.PARTIAL_OF_OTHER_FILE", "半开凭据属于另一份文件。",
               "请两位保管人使用同一版本。", "The first half belongs to another file.",
               "Both custodians must use one version."},
    RosterText{"roster.CUSTODIANS_NOT_THREE", "三位保管人的钥匙有重复。", "三把公钥必须各不相同。",
               "The three custodians' keys are not different.", "Name three different keys."},
    RosterText{"roster.CUSTODIAN_KEY_WEAK", "保管人公钥无效。", "请该保管人重新生成钥匙。",
               "A custodian's public key is not usable.", "Let that custodian make a new key."},
    // Slips.
    RosterText{"roster.SLIP_LENGTH", "密码应为 {wanted} 个字符，您输入了 {typed} 个。",
               "请对照开通单逐组输入。", "The code has {wanted} characters; {typed} were typed.",
               "Type it group by group from the slip."},
    RosterText{"roster.SLIP_LETTER", "密码中不会出现“{letter}”。", "请对照开通单核对该字符。",
               "“{letter}” does not occur in a code.", "Compare that character with the slip."},
    RosterText{"roster.SLIP_TYPO", "密码有一处输错。", "请对照开通单逐组核对。",
               "There is a typing error in the code.", "Compare it with the slip group by group."},
    RosterText{"roster.SLIP_URI", "这个二维码不是邻链实名开通单。", "请扫描开通单上的二维码。",
               "This QR code is not of a Linlian slip.", "Scan the code on the slip."},
};

}  // namespace

std::span<const RosterText> refusal_texts() { return texts; }

}  // namespace linlian::roster
