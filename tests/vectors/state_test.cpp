// docs/formats/state.md: proofs of rows, paths of the log, what tables are about persons.
#include "contract/program.h"
#include "crypto/hash.h"
#include "crypto/merkle_log.h"
#include "machine/machine.h"
#include "modules/all_modules.h"
#include "state/tree/place.h"
#include "state/tree/tree.h"
#include "state/tree/tree_proof.h"
#include "vectors/keep.h"

#include <gtest/gtest.h>

#include <map>
#include <span>

namespace linlian::formats {
namespace {

// Rows "row 0", "row 1", … at the hashes of their keys.
std::map<Bytes, Bytes> rows_of(int count) {
    std::map<Bytes, Bytes> rows;
    for (int i = 0; i < count; ++i) {
        const auto number = std::to_string(i);
        rows["row " + number] = "value " + number;
    }
    return rows;
}

Json proofs_of(int count) {
    const auto rows = rows_of(count);
    std::map<Hash32, Hash32> placed;
    Json listed = Json::array();
    for (const auto& [key, value] : rows) {
        placed[tree_key(key)] = tree_value_hash(value);
        listed.push_back({{"key", hex(BytesView{key})}, {"value", hex(BytesView{value})}});
    }
    std::vector<TreeChange> changes;
    for (const auto& [place, value] : placed) changes.push_back({place, value});
    const auto tree = empty_tree().with(changes);
    Json proofs = Json::array();
    for (int i = 0; i < count + 4; ++i) {
        const Bytes key = "row " + std::to_string(i);
        const auto row = rows.find(key);
        const auto value = row == rows.end() ? Json(nullptr) : Json(hex(BytesView{row->second}));
        proofs.push_back({{"key", hex(BytesView{key})},
                          {"value", value},
                          {"proof", hex(BytesView{tree.prove(tree_key(key)).encode()})}});
    }
    return {{"rows", listed}, {"root", hex(tree.root())}, {"proofs", proofs}};
}

// A proof that is taken in one of its encodings alone.
Json refused_proofs() {
    StateProof proof;
    proof.siblings = {sha256("left"), Hash32{}};
    const Bytes good = proof.encode();
    Json all = Json::array();
    const auto add = [&all](const char* why, Bytes bytes) {
        EXPECT_FALSE(StateProof::decode(bytes)) << why;
        all.push_back({{"why", why}, {"proof", hex(BytesView{bytes})}});
    };
    EXPECT_TRUE(StateProof::decode(good));
    add("kind 0", Bytes(1, '\0') + good.substr(1));
    add("kind 4", "\4" + good.substr(1));
    add("257 levels", "\2\1\1" + good.substr(3));
    add("a bit beyond the depth", good.substr(0, 3) + '\xa0' + good.substr(4));
    add("a sibling of zeros", good.substr(0, 4) + Bytes(32, '\0'));
    add("a byte too many", good + "x");
    add("a byte too few", good.substr(0, good.size() - 1));
    add("without another", "\3" + good.substr(1));
    add("nothing", "");
    return all;
}

// Logs of the leaves "0", "1", …
class Log {
  public:
    explicit Log(std::uint64_t size) {
        for (std::uint64_t i = 0; i < size; ++i) {
            leaves_.push_back(leaf_hash(std::to_string(i)));
            frontier_.append(leaves_.back());
        }
    }
    Json json() const {
        const auto size = leaves_.size();
        Json paths = Json::array();
        for (std::uint64_t i = 0; i < size; ++i)
            paths.push_back(hex_list(prove_inclusion(i, size, reader())));
        Json since = Json::array();
        for (std::uint64_t old = 0; old <= size; ++old)
            since.push_back(hex_list(prove_consistency(old, size, reader())));
        return {{"size", size},
                {"root", hex(frontier_.root())},
                {"frontier", hex(BytesView{frontier_.encode()})},
                {"inclusion", paths},
                {"consistency", since}};
    }

  private:
    SubtreeReader reader() const {
        return [this](unsigned level, std::uint64_t at) {
            const auto width = std::size_t{1} << level;
            return merkle_root_of_hashes(std::span{leaves_}.subspan(at * width, width));
        };
    }
    std::vector<Hash32> leaves_;
    LogFrontier frontier_;
};

Json personal_tables() {
    const auto program = machine::assemble(all_modules());
    EXPECT_TRUE(program);
    Json all = Json::array();
    for (const auto& [path, table] : program->tables()) {
        if (table.privacy == state::Privacy::open) continue;
        Json widths = Json::array();
        for (const auto part : table.parts) widths.push_back(codec::part_width(part));
        all.push_back({{"table", path},
                       {"hidden", table.privacy == state::Privacy::hidden},
                       {"kind", table.subject_kind},
                       {"widths", widths},  // of the parts of its key; 0: a text
                       {"from", table.subject_at},
                       {"bytes", table.subject_bytes}});
    }
    return all;
}

Json places() {
    const auto program = machine::assemble(all_modules());
    const auto veil = sha256("veil");
    Json all = Json::array();
    for (const std::string path : {"registry/member/", "ballot/cast/", "registry/naming/"}) {
        const auto& table = program->tables().at(path);
        Bytes key = path + id_of("one").bytes();
        key += path == "ballot/cast/" ? sha256("head").bytes() : id_of("two").bytes();
        if (path == "registry/member/") key.resize(path.size() + Id16::size);
        const auto subject = state::subject_of(table, key);
        const auto secret = state::subject_secret(veil, table.subject_kind, subject);
        all.push_back({{"table", path},
                       {"key", hex(BytesView{key})},
                       {"secret", hex(secret)},
                       {"secret_hash", hex(state::secret_hash(secret))},
                       {"place", hex(state::place_of(&table, key, veil))}});
    }
    return all;
}

TEST(Formats, of_the_state_are_as_kept) {
    Json trees = Json::array();
    for (const int count : {0, 1, 2, 7}) trees.push_back(proofs_of(count));
    Json logs = Json::array();
    for (const std::uint64_t size : {0U, 1U, 2U, 3U, 6U, 8U}) logs.push_back(Log{size}.json());
    keep_vectors("state", {{"trees", trees},
                           {"refused_proofs", refused_proofs()},
                           {"logs", logs},
                           {"veil", hex(sha256("veil"))},
                           {"personal_tables", personal_tables()},
                           {"places", places()}});
}

}  // namespace
}  // namespace linlian::formats
