// A disk that loses what was not synced when the power fails, wholly or page by page, that can be
// full and that can fail: the file system under a store, for tests. Names and sizes of folders are
// durable at once.
#pragma once

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace linlian::kit {

class FaultyDisk final : public rocksdb::FileSystemWrapper {
  public:
    FaultyDisk() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}
    const char* Name() const override { return "FaultyDisk"; }

    // From now on every write says that the disk is full.
    void fill(bool full) { full_ = full; }
    // From now on every write, or every sync alone, is an input/output error.
    void fail_writes(bool fail) { writes_fail_ = fail; }
    void fail_syncs(bool fail) { syncs_fail_ = fail; }
    // The power fails within the next sync of a log of the database: what was written before is
    // partly on the disk.
    void cut_power_at_sync() { off_at_sync_ = true; }
    // From now on nothing reaches the disk; what was not synced is lost when recover() is called,
    // after the store has been closed.
    void cut_power() { off_ = true; }
    void recover() {
        const std::lock_guard lock{mutex_};
        for (const auto& [path, size] : synced_) cut(path, size);
        power_on();
    }
    // The same, but of each file the unsynced pages that are `kept` reached the disk before; in
    // place of the others there are zeros, as where a file had grown already.
    void recover(const std::function<bool(std::size_t page)>& kept) {
        const std::lock_guard lock{mutex_};
        for (const auto& [path, size] : synced_) lose_pages(path, size, kept);
        power_on();
    }
    std::uint64_t lost_bytes() const { return lost_bytes_; }

    rocksdb::IOStatus NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                      std::unique_ptr<rocksdb::FSWritableFile>* result,
                                      rocksdb::IODebugContext* context) override {
        if (const auto broken = state(); !broken.ok()) return broken;
        auto status = target()->NewWritableFile(path, options, result, context);
        if (!status.ok()) return status;
        {
            const std::lock_guard lock{mutex_};
            synced_[path] = 0;
        }
        *result = std::make_unique<File>(*this, path, std::move(*result));
        return status;
    }
    rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                                 const rocksdb::IOOptions& options,
                                 rocksdb::IODebugContext* context) override {
        if (const auto broken = state(); !broken.ok()) return broken;
        const std::lock_guard lock{mutex_};
        if (auto node = synced_.extract(from)) {
            node.key() = to;
            synced_.erase(to);
            synced_.insert(std::move(node));
        }
        return target()->RenameFile(from, to, options, context);
    }

  private:
    class File final : public rocksdb::FSWritableFileOwnerWrapper {
      public:
        File(FaultyDisk& disk, std::string path, std::unique_ptr<rocksdb::FSWritableFile>&& file)
            : FSWritableFileOwnerWrapper(std::move(file)), disk_(disk), path_(std::move(path)) {}

        rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                                 rocksdb::IODebugContext* context) override {
            if (const auto broken = disk_.state(); !broken.ok()) return broken;
            size_ += data.size();
            return target()->Append(data, options, context);
        }
        rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                                 const rocksdb::DataVerificationInfo&,
                                 rocksdb::IODebugContext* context) override {
            return Append(data, options, context);
        }
        rocksdb::IOStatus Sync(const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* context) override {
            if (const auto broken = disk_.sync_state(path_); !broken.ok()) {
                (void)target()->Flush(options, context);
                return broken;
            }
            const std::lock_guard lock{disk_.mutex_};
            disk_.synced_[path_] = size_;
            return target()->Flush(options, context);
        }
        rocksdb::IOStatus Fsync(const rocksdb::IOOptions& options,
                                rocksdb::IODebugContext* context) override {
            return Sync(options, context);
        }
        rocksdb::IOStatus RangeSync(std::uint64_t, std::uint64_t, const rocksdb::IOOptions&,
                                    rocksdb::IODebugContext*) override {
            return disk_.state();
        }

      private:
        FaultyDisk& disk_;
        std::string path_;
        std::uint64_t size_ = 0;
    };

    static constexpr std::uint64_t page_bytes = 4096;

    void power_on() {
        synced_.clear();
        off_ = false;
        off_at_sync_ = false;
    }
    void cut(const std::string& path, std::uint64_t size) {
        std::error_code ignored;
        if (!std::filesystem::exists(path) || std::filesystem::file_size(path) <= size) return;
        lost_bytes_ += std::filesystem::file_size(path) - size;
        std::filesystem::resize_file(path, size, ignored);
    }
    void lose_pages(const std::string& path, std::uint64_t synced,
                    const std::function<bool(std::size_t)>& kept) {
        if (!std::filesystem::exists(path)) return;
        const std::uint64_t size = std::filesystem::file_size(path);
        std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
        for (std::uint64_t at = synced; at < size;) {
            const std::uint64_t end = std::min(size, (at / page_bytes + 1) * page_bytes);
            if (!kept(at / page_bytes)) {
                file.seekp(static_cast<std::streamoff>(at));
                const std::string zeros(end - at, '\0');
                file.write(zeros.data(), static_cast<std::streamsize>(zeros.size()));
                lost_bytes_ += zeros.size();
            }
            at = end;
        }
    }

    rocksdb::IOStatus sync_state(const std::string& path) {
        if (off_at_sync_ && path.ends_with(".log")) off_ = true;
        if (syncs_fail_) return rocksdb::IOStatus::IOError("While fsync: Input/output error");
        return state();
    }
    rocksdb::IOStatus state() const {
        if (writes_fail_) return rocksdb::IOStatus::IOError("While write: Input/output error");
        if (off_) return rocksdb::IOStatus::IOError("the power is off");
        if (full_) return rocksdb::IOStatus::NoSpace("No space left on device");
        return rocksdb::IOStatus::OK();
    }

    std::atomic<bool> full_{false};
    std::atomic<bool> off_{false};
    std::atomic<bool> off_at_sync_{false};
    std::atomic<bool> writes_fail_{false};
    std::atomic<bool> syncs_fail_{false};
    std::mutex mutex_;
    std::map<std::string, std::uint64_t> synced_;  // bytes of each file that are safe
    std::uint64_t lost_bytes_ = 0;
};

}  // namespace linlian::kit
