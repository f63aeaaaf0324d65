#include "kept/kept_ledger.h"

#include "base/check.h"
#include "base/hex.h"
#include "codec/wire.h"
#include "contract/opening/parcel.h"
#include "light/chain/header.h"
#include "simulation/machines.h"
#include "simulation/wallet.h"

#include <google/protobuf/io/gzip_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/stubs/logging.h>

#include <fstream>
#include <sstream>

namespace linlian::kept {
namespace {

namespace io = google::protobuf::io;

std::filesystem::path file(const char* name) {
    return std::filesystem::path{LINLIAN_SOURCE_DIR} / "tests/kept" / name;
}

std::string read(const char* name) {
    std::ifstream stream{file(name), std::ios::binary};
    if (!stream)
        check_failed((file(name).string() + " is missing; keep_ledger makes it").c_str(), __FILE__,
                     __LINE__);
    std::ostringstream content;
    content << stream.rdbuf();
    return content.str();
}

void write(const char* name, const std::string& content) {
    std::ofstream stream{file(name), std::ios::binary};
    stream << content;
    CHECK(stream.flush().good());
}

// What the store must never say no to here.
template <class T>
T expected(Faultable<T> outcome) {
    if (!outcome) check_failed(outcome.error().what.c_str(), __FILE__, __LINE__);
    if constexpr (!std::is_void_v<T>) return std::move(*outcome);
}

}  // namespace

v1::KeptLedger kept_ledger() {
    // Spoilt bytes are meant there; the library would tell of each on the terminal.
    google::protobuf::SetLogHandler(nullptr);
    const auto packed = read("ledger.gz");
    io::ArrayInputStream bytes{packed.data(), static_cast<int>(packed.size())};
    io::GzipInputStream unpacked{&bytes};
    v1::KeptLedger ledger;
    CHECK(ledger.ParseFromZeroCopyStream(&unpacked));
    return ledger;
}

std::string kept_roots() { return read("roots.txt"); }

void write_kept(const v1::KeptLedger& ledger, const std::string& roots) {
    std::string packed;
    {
        io::StringOutputStream bytes{&packed};
        io::GzipOutputStream packing{&bytes};
        CHECK(ledger.SerializeToZeroCopyStream(&packing) && packing.Close());
    }
    write("ledger.gz", packed);
    write("roots.txt", roots);
}

machine::v1::Genesis genesis_of(const v1::KeptLedger& ledger) {
    machine::v1::Genesis genesis;
    CHECK(codec::decode_strict(ledger.genesis(), genesis));
    return genesis;
}

KeyPair validator_of(const v1::KeptLedger& ledger) {
    auto key = simulation::Wallet::pair(ledger.wallet_seed(), 0);
    CHECK(key.public_key().encoded() == genesis_of(ledger).validators(0).key());
    return key;
}

std::unique_ptr<storage::LedgerStore> carry_out(const machine::Program& program,
                                                const v1::KeptLedger& ledger,
                                                const std::filesystem::path& folder) {
    const auto genesis = genesis_of(ledger);
    const auto first = machine::apply_genesis(program, genesis);
    if (!first) {
        const auto& fault = first.error().front();
        check_failed((fault.code + " " + fault.figures.back().value).c_str(), __FILE__, __LINE__);
    }
    expected(storage::LedgerStore::create(folder, genesis, *first)).reset();
    auto store = expected(storage::LedgerStore::open(folder, storage::OpenMode::read_write));
    const machine::Opener opener{program, store->community()};
    simulation::PlainMachine machine{program, *first};
    for (const auto& block : ledger.blocks()) {
        const auto header = light::decode_header(block.header());
        CHECK(header.has_value());
        const storage::BlockRecord record{
            block.header(), block.commit(), {block.parcels().begin(), block.parcels().end()}};
        const auto transactions = machine::open_acts(opener, record.parcels);
        const auto result = machine.apply({header->height, header->time.timestamp(), transactions});
        expected(store->write(record, result));
    }
    return store;
}

std::string roots_of(const storage::LedgerStore& store) {
    const auto tip = store.tip();
    return "community  " + to_hex(store.community().view()) + "\nheight     " +
           std::to_string(tip.height) + "\nlog size   " + std::to_string(tip.log.size()) +
           "\nlog root   " + to_hex(tip.log.root().view()) + "\nstate root " +
           to_hex(tip.state_root.view()) + "\napp hash   " + to_hex(tip.app_hash().view()) + "\n";
}

}  // namespace linlian::kept
