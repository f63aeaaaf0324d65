// What errors of the operating system mean to an operator, in both languages, each with a code that
// scripts can look for and with what to do. The last entry stands for all that are not listed.

#include "ops/files/disk_trouble.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace linlian::ops {
namespace {

// Texts that several errors share.
constexpr std::string_view denied_zh = "没有权限；请修改其属主或权限，或换用有权限的用户";
constexpr std::string_view denied_en =
    "permission is denied; change its owner or rights, or run as the user who owns it";
constexpr std::string_view full_zh = "磁盘已满；请腾出空间后重试，已确认的内容不会丢失";
constexpr std::string_view full_en =
    "the disk is full; free some space and start again, nothing that was acknowledged is lost";
constexpr std::string_view failing_zh = "磁盘读写出错；请检查或更换磁盘，再从备份恢复损坏的内容";
constexpr std::string_view failing_en =
    "the disk fails; check or replace it, then start again, or restore what is damaged";
constexpr std::string_view files_zh = "打开的文件过多；请调高上限（ulimit -n）后重新启动";
constexpr std::string_view files_en =
    "too many files are open; raise the limit (ulimit -n) and start again";
constexpr std::string_view used_zh = "正被另一个进程使用；请先停止该进程";
constexpr std::string_view used_en = "it is in use by another process; stop that process first";

// The error, the code, the text in Chinese, the text in English.
constexpr DiskTrouble troubles[] = {
    {EACCES, "PERMISSION_DENIED", denied_zh, denied_en},
    {EPERM, "PERMISSION_DENIED", denied_zh, denied_en},
    {EROFS, "READ_ONLY", "所在的文件系统只读；请以可写方式重新挂载，或换一个目录",
     "its file system is read-only; mount it writable, or name another folder"},
    {ENOSPC, "DISK_FULL", full_zh, full_en},
    {EDQUOT, "DISK_FULL", full_zh, full_en},
    {EFBIG, "DISK_FULL", full_zh, full_en},
    {EIO, "DISK_FAILS", failing_zh, failing_en},
    {ENXIO, "DISK_FAILS", failing_zh, failing_en},
    {ENODEV, "DISK_FAILS", failing_zh, failing_en},
    {EMFILE, "TOO_MANY_FILES", files_zh, files_en},
    {ENFILE, "TOO_MANY_FILES", files_zh, files_en},
    {ENOENT, "NOT_THERE", "不存在；请核对路径，或挂载它所在的磁盘",
     "it is not there; check the path, or mount the disk that it is on"},
    {ENOTDIR, "NOT_A_FOLDER", "路径中应为目录之处是文件；请核对路径",
     "there is a file where a folder should be; check the path"},
    {EISDIR, "IS_A_FOLDER", "应为文件之处是目录；请核对路径",
     "there is a folder where a file should be; check the path"},
    {ESPIPE, "NOT_A_FILE", "不是普通文件，而是管道或设备；请核对路径",
     "it is no file but a pipe or a device; check the path"},
    {EOVERFLOW, "TOO_LARGE", "文件过大，不是本程序所写；请核对路径，或从备份恢复",
     "the file is far too large, so this program did not write it; check the path, or restore it "
     "from a backup"},
    {EEXIST, "EXISTS", "已经存在；请换一个名称", "it exists already; choose another name"},
    {ENOTEMPTY, "NOT_EMPTY", "目录不是空的；请换一个空目录",
     "the folder is not empty; name an empty one"},
    {ELOOP, "IS_A_LINK", "是符号链接，不跟随；请给出真实路径",
     "it is a symbolic link, which is not followed; name the real path"},
    {ENAMETOOLONG, "NAME_TOO_LONG", "路径过长；请换短一些的", "the path is too long; shorten it"},
    {EWOULDBLOCK, "IN_USE", used_zh, used_en},
    {EBUSY, "IN_USE", used_zh, used_en},
    {ENOMEM, "OUT_OF_MEMORY", "内存不足；请关闭其他程序或增加内存",
     "there is not enough memory; close other programs or add memory"},
    {0, "NOT_DONE", "操作系统报错；请检查磁盘和权限",
     "the operating system refuses; check the disk and the rights"},
};

}  // namespace

std::span<const DiskTrouble> disk_troubles() { return troubles; }

// Never fails: what is not known gets the last entry.
const DiskTrouble& disk_trouble(int error) {
    const auto* known =
        std::find_if(std::begin(troubles), std::end(troubles),
                     [error](const DiskTrouble& trouble) { return trouble.error == error; });
    return known == std::end(troubles) ? *std::prev(std::end(troubles)) : *known;
}

// `deed` is a participle, as in "cannot be opened". The system's own words are added only where
// ours say nothing.
Fault file_fault(const std::filesystem::path& path, std::string_view deed, int error) {
    const auto& trouble = disk_trouble(error);
    std::string what = path.string() + " cannot be " + std::string{deed} + " (" +
                       std::string{trouble.code} + "): " + std::string{trouble.en};
    if (trouble.error == 0 && error != 0) what += " (" + std::string{std::strerror(error)} + ")";
    return {std::move(what)};
}

}  // namespace linlian::ops
