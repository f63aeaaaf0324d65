// The signer's record as bytes, and the file that holds it: two places written in turn, the newer
// one counts. A record that cannot be read stops the node, for signing at a height twice is what it
// is there to prevent.

#include "engine/seal/seal_record.h"

#include "codec/wire.h"
#include "crypto/hash.h"
#include "ops/files/disk_trouble.h"
#include "ops/files/durable_file.h"

#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace linlian::engine {
namespace {

// Far enough apart that no disk tears both with one write.
constexpr std::size_t place_bytes = 4096;
// Far more than two places; a larger file is not ours.
constexpr std::size_t file_bytes_max = 16 * place_bytes;

// The checksum, the length of the record in one byte, the record.
Bytes place_of(const v1::LastSeal& record) {
    const Bytes encoded = codec::encode(record);
    Bytes place = Bytes(1, static_cast<char>(encoded.size())) + encoded;
    place = sha256(place).bytes() + place;
    return place;
}

// Nothing where the checksum does not fit, as after a torn write.
std::optional<v1::LastSeal> read_place(BytesView place) {
    if (place.size() <= Hash32::size) return std::nullopt;
    const auto length = static_cast<unsigned char>(place[Hash32::size]);
    const auto covered = place.substr(Hash32::size, 1U + length);
    v1::LastSeal record;
    if (sha256(covered).view() != place.substr(0, Hash32::size) ||
        !codec::decode_strict(covered.substr(1), record))
        return std::nullopt;
    return record;
}

// The newer of the two places that reads.
std::optional<v1::LastSeal> newest(BytesView file) {
    std::optional<v1::LastSeal> found;
    for (const std::size_t at : {std::size_t{0}, place_bytes}) {
        if (at >= file.size()) break;
        auto record = read_place(file.substr(at, place_bytes));
        if (record && (!found || record->writing() > found->writing())) found = std::move(record);
    }
    return found;
}

// A belief without the id of a boot is left out: monotonic times of two boots cannot be compared.
v1::LastSeal to_record(const LastSeal& last, std::uint64_t writing) {
    v1::LastSeal record;
    record.set_community(last.community.bytes());
    record.set_height(last.block.height);
    record.set_round(last.block.round);
    record.set_block(last.block.hash.bytes());
    record.set_writing(writing);
    if (!last.gap.is_none()) {
        record.set_gap_from(last.gap.from);
        record.set_gap_to(last.gap.to);
        record.set_gap_round(last.gap.round);
    }
    if (last.belief && !last.belief->since.boot.empty()) {
        record.set_wall_ms(last.belief->since.wall.ms);
        record.set_monotonic_ms(last.belief->since.monotonic_ms);
        record.set_boot(last.belief->since.boot);
        record.set_seen_wall_ms(last.belief->seen.wall.ms);
        record.set_seen_monotonic_ms(last.belief->seen.monotonic_ms);
    }
    return record;
}

std::optional<LastSeal> from_record(const v1::LastSeal& record) {
    LastSeal last;
    if (!Hash32::parse(record.community(), last.community) ||
        !Hash32::parse(record.block(), last.block.hash))
        return std::nullopt;
    last.block.height = record.height();
    last.block.round = record.round();
    // Round 0 is that of every block before any loss.
    if (record.gap_round() != 0)
        last.gap = {record.gap_from(), record.gap_to(), record.gap_round()};
    if (!record.boot().empty())
        last.belief =
            Belief{{Timestamp{record.wall_ms()}, record.monotonic_ms(), record.boot()},
                   {Timestamp{record.seen_wall_ms()}, record.seen_monotonic_ms(), record.boot()}};
    return last;
}

// Written and synced; 0, or why not as in errno.
int write_at(int file, BytesView bytes, std::size_t at) {
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return written < 0 ? errno : ENOSPC;
        bytes.remove_prefix(static_cast<std::size_t>(written));
        at += static_cast<std::size_t>(written);
    }
    return ::fdatasync(file) == 0 ? 0 : errno;
}

auto damaged(const std::filesystem::path& path) {
    return fault("the signer's record " + path.string() +
                 " is damaged (RECORD_DAMAGED): what the key has signed is not known. Stop every "
                 "other node with this key, then run `linlian confirm head`");
}

}  // namespace

Faultable<> SealRecord::write_new(const std::filesystem::path& path, const LastSeal& last) {
    // The second place is empty and does not read, which leaves the first.
    Bytes content = place_of(to_record(last, 1));
    content.resize(2 * place_bytes, '\0');
    return ops::write_durably(path, content);
}

Faultable<std::optional<LastSeal>> SealRecord::read(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error) && !error) return std::nullopt;
    const auto content = TRY(ops::read_whole(path, file_bytes_max));
    const auto record = newest(content);
    auto last = record ? from_record(*record) : std::nullopt;
    if (!last) return damaged(path);
    return last;
}

// A link is not followed, and the lock is on the file itself: two nodes with one key on one machine
// cannot both sign. It is written anew at once, so that a disk which takes no writes is noticed
// before anything is signed.
Faultable<SealRecord> SealRecord::open(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0 && errno == ENOENT)
        return fault("the signer's record " + path.string() +
                     " is missing (RECORD_MISSING): what the key has signed is not known. Put it "
                     "back beside the key; if the ledger was restored or moved without it, stop "
                     "every other node with this key and run `linlian confirm head`");
    if (file < 0) return tl::unexpected(ops::file_fault(path, "opened", errno));
    SealRecord opened{path, file};
    if (::flock(file, LOCK_EX | LOCK_NB) != 0)
        return tl::unexpected(ops::file_fault(path, "opened", errno));
    const auto content = TRY(ops::read_whole(path, file_bytes_max));
    const auto record = newest(content);
    auto last = record ? from_record(*record) : std::nullopt;
    if (!last) return damaged(path);
    opened.last_ = *last;
    opened.writing_ = record->writing();
    TRY(opened.write(*last));
    return opened;
}

SealRecord::SealRecord(SealRecord&& other) noexcept
    : path_(std::move(other.path_)),
      file_(std::exchange(other.file_, -1)),
      writing_(other.writing_),
      last_(other.last_) {}

SealRecord& SealRecord::operator=(SealRecord&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(file_, other.file_);
    std::swap(writing_, other.writing_);
    std::swap(last_, other.last_);
    return *this;
}

SealRecord::~SealRecord() {
    if (file_ >= 0) ::close(file_);
}

Faultable<> SealRecord::advance(const SealedBlock& block, const std::optional<Belief>& belief) {
    LastSeal next = last_;
    next.block = block;
    next.belief = belief;
    return write(next);
}

// The older of the two places; the other one stays as it is.
Faultable<> SealRecord::write(const LastSeal& next) {
    struct stat held {};
    struct stat named {};
    // Whoever removes or replaces the file takes the record away from the next start: then nothing
    // more is signed.
    if (::fstat(file_, &held) != 0 || ::stat(path_.c_str(), &named) != 0 ||
        held.st_ino != named.st_ino || held.st_dev != named.st_dev)
        return fault("the signer's record " + path_.string() +
                     " was removed or replaced while the node ran (RECORD_MISSING); put it back "
                     "and start the node again");
    const Bytes place = place_of(to_record(next, writing_ + 1));
    const int error = write_at(file_, place, (writing_ % 2) * place_bytes);
    if (error != 0) return tl::unexpected(ops::file_fault(path_, "written", error));
    ++writing_;
    last_ = next;
    return {};
}

}  // namespace linlian::engine
