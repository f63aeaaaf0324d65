// Calls to the system that fail when a test says so, for files whose path holds a given text: a
// disk that is full or dies at a chosen step. It stands before the system's own functions in the
// whole program, so one file of a program includes it, and no other.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <dlfcn.h>
#include <limits.h>
#include <mutex>
#include <string>
#include <unistd.h>

namespace linlian::kit {

class FaultyCalls {
  public:
    static FaultyCalls& all() {
        static FaultyCalls calls;
        return calls;
    }
    // From now on `call` ("pwrite", "write", "fsync", "fdatasync", "renameat2") fails with `error`
    // for what has `part` in its path (at its end, if it says so by $), after `passing` such calls
    // that do not.
    void fail(std::string call, std::string part, int error, int passing = 0) {
        const std::lock_guard lock{mutex_};
        call_ = std::move(call);
        part_ = std::move(part);
        error_ = error;
        passing_ = passing;
        failed_ = 0;
        armed_ = true;
    }
    // Nothing fails any more; gives how many calls did.
    int heal() {
        const std::lock_guard lock{mutex_};
        armed_ = false;
        return failed_;
    }
    // Whether this call fails: sets errno.
    bool fails(const char* call, const std::string& path) {
        if (!armed_) return false;
        const std::lock_guard lock{mutex_};
        if (!armed_ || call_ != call || !is_meant(path)) return false;
        if (passing_ > 0) {
            --passing_;
            return false;
        }
        ++failed_;
        errno = error_;
        return true;
    }
    static std::string path_of(int file) {
        char path[PATH_MAX] = {};
        const std::string name = "/proc/self/fd/" + std::to_string(file);
        const auto size = ::readlink(name.c_str(), path, sizeof path - 1);
        return size > 0 ? std::string{path, static_cast<std::size_t>(size)} : std::string{};
    }

  private:
    bool is_meant(const std::string& path) const {
        if (part_.ends_with('$')) return path.ends_with(part_.substr(0, part_.size() - 1));
        return path.find(part_) != std::string::npos;
    }

    std::atomic<bool> armed_{false};
    std::mutex mutex_;
    std::string call_;
    std::string part_;
    int error_ = 0;
    int passing_ = 0;
    int failed_ = 0;
};

template <class Function>
Function* real_call(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

inline bool fails_on(const char* call, int file) {
    return FaultyCalls::all().fails(call, FaultyCalls::path_of(file));
}

}  // namespace linlian::kit

extern "C" {

// Half of it first, as a disk that fills up does.
ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
    static const auto real = linlian::kit::real_call<decltype(pwrite)>("pwrite");
    if (!linlian::kit::fails_on("pwrite", file)) return real(file, bytes, size, at);
    const int error = errno;
    const auto half = real(file, bytes, size / 2, at);
    errno = error;
    return size / 2 > 1 && half > 0 && error == ENOSPC ? half : -1;
}

ssize_t write(int file, const void* bytes, size_t size) {
    static const auto real = linlian::kit::real_call<decltype(write)>("write");
    return linlian::kit::fails_on("write", file) ? -1 : real(file, bytes, size);
}

int fsync(int file) {
    static const auto real = linlian::kit::real_call<decltype(fsync)>("fsync");
    return linlian::kit::fails_on("fsync", file) ? -1 : real(file);
}

int fdatasync(int file) {
    static const auto real = linlian::kit::real_call<decltype(fdatasync)>("fdatasync");
    return linlian::kit::fails_on("fdatasync", file) ? -1 : real(file);
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to,
              unsigned flags) noexcept {
    static const auto real =
        linlian::kit::real_call<int(int, const char*, int, const char*, unsigned)>("renameat2");
    if (linlian::kit::FaultyCalls::all().fails("renameat2", to)) return -1;
    return real(from_folder, from, to_folder, to, flags);
}

}  // extern "C"
