// A disk that loses what was not synced when the power fails, and that can be full: the file system
// under a store, for tests. Names and sizes of folders are durable at once.
#pragma once

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <atomic>
#include <filesystem>
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
    // From now on nothing reaches the disk; what was not synced is lost when recover() is called,
    // after the store has been closed.
    void cut_power() { off_ = true; }
    void recover() {
        const std::lock_guard lock{mutex_};
        std::error_code ignored;
        for (const auto& [path, size] : synced_) {
            if (std::filesystem::exists(path) && std::filesystem::file_size(path) > size) {
                lost_bytes_ += std::filesystem::file_size(path) - size;
                std::filesystem::resize_file(path, size, ignored);
            }
        }
        synced_.clear();
        off_ = false;
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
            if (const auto broken = disk_.state(); !broken.ok()) return broken;
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

    rocksdb::IOStatus state() const {
        if (off_) return rocksdb::IOStatus::IOError("the power is off");
        if (full_) return rocksdb::IOStatus::NoSpace("No space left on device");
        return rocksdb::IOStatus::OK();
    }

    std::atomic<bool> full_{false};
    std::atomic<bool> off_{false};
    std::mutex mutex_;
    std::map<std::string, std::uint64_t> synced_;  // bytes of each file that are safe
    std::uint64_t lost_bytes_ = 0;
};

}  // namespace linlian::kit
