// Secrets of rows about persons: who gets which. Most of it answers one question for each subject;
// the part on lines also proves to the asker that the secret they were given is the true one.
#include "modules/ballot/read/subjects.h"

#include "codec/wire.h"
#include "crypto/hash.h"
#include "crypto/merkle_log.h"
#include "machine/veil.h"
#include "modules/ballot/electorate/interest.h"
#include "modules/ballot/electorate/speaker.h"
#include "modules/ballot/electorate/successors.h"
#include "modules/ballot/electorate/whole_roll.h"
#include "modules/ballot/paper/readings.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/read/readers.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/stage.h"
#include "modules/ballot/vote/casting.h"
#include "state/tree/place.h"

#include <span>

namespace linlian::ballot {
namespace {

using Lines = std::vector<registry::v1::RollLine>;

// What the key of a row of a line begins with: its ballot, then its head.
struct LineId {
    Id16 ballot;
    Hash32 head;
};

LineId line_of(BytesView subject) {
    return {id_of(subject.substr(0, Id16::size)), hash_of(subject.substr(Id16::size))};
}

// Only a hash of the secret goes in: the path of one line tells nothing of the secrets of its
// neighbours.
Hash32 leaf_of(BytesView head, const Hash32& secret) {
    static const HashTag tag{"linlian/line-secret"};
    return leaf_hash(tag.hash(Bytes{head} + state::secret_hash(secret).bytes()).view());
}

// In the order of the roll, made again from the veil whenever they are needed.
std::vector<Hash32> leaves_of(const Hash32& veil, const Id16& ballot, const Lines& roll) {
    std::vector<Hash32> leaves;
    leaves.reserve(roll.size());
    for (const auto& line : roll)
        leaves.push_back(leaf_of(
            line.head(), state::subject_secret(veil, of_line.kind, ballot.bytes() + line.head())));
    return leaves;
}

// Whoever speaks for the line now, as far as they are told what counts for it, and whoever cast it;
// with the result who holds its mandate, too.
// Not those who work on the ballot: what was chosen is theirs to read after the close, by queries.
bool may_have_line(const machine::Reading& reading, const machine::Author& asker,
                   BytesView subject) {
    const auto of = line_of(subject);
    const auto found = find_ballot(reading.rows, of.ballot.view());
    if (!found) return false;
    const auto roll = roll_seen(reading, *found).roll;
    const auto index = roll->line_of(of.head);
    if (!index) return false;
    const auto& line = roll->lines()[*index];
    const auto counted = casts.find(reading.rows, of.ballot, of.head);
    if (!may_see_vote(reading, *found, line, asker.member))
        return counted && counted->member() == asker.member.view() &&
               is_of_line_now(reading.rows, of.ballot, line, asker.member);
    return !counted || may_see_choices(reading, *found, *counted, asker.member);
}

// Before the opening there is no row of secrets, and nothing to vouch with.
std::optional<machine::Voucher> vouch_for_line(const machine::Reading& reading, BytesView subject) {
    const auto of = line_of(subject);
    const Bytes key = line_secrets.key(of.ballot);
    auto row = reading.rows.get(key);
    if (!row) return std::nullopt;
    const auto found = find_ballot(reading.rows, of.ballot.view());
    CHECK(found.has_value());  // its secrets are written by its opening
    const auto roll = roll_seen(reading, *found).roll;
    const auto index = roll->line_of(of.head);
    if (!index) return std::nullopt;
    const auto leaves = leaves_of(machine::veil_of(reading.rows), of.ballot, roll->lines());
    const auto subtree = [&leaves](unsigned level, std::uint64_t at) {
        return merkle_root_of_hashes(
            std::span{leaves}.subspan(at << level, std::size_t{1} << level));
    };
    v1::LineSecretProof proof;
    proof.set_index(*index);
    proof.set_path(join_path(prove_inclusion(*index, leaves.size(), subtree)));
    return machine::Voucher{key, std::move(*row), codec::encode(proof)};
}

// Asked by the verifier, who has the bytes from a node: each part is checked for its form before it
// is used.
bool shows_line(const machine::Voucher& voucher, BytesView subject, const Hash32& secret) {
    const auto of = line_of(subject);
    v1::LineSecrets row;
    v1::LineSecretProof proof;
    Hash32 root;
    if (voucher.key != line_secrets.key(of.ballot) || !codec::decode_strict(voucher.value, row) ||
        !codec::decode_strict(voucher.more, proof) || !Hash32::parse(row.root(), root) ||
        proof.path().size() % Hash32::size != 0)
        return false;
    std::vector<Hash32> path(proof.path().size() / Hash32::size);
    for (std::size_t i = 0; i < path.size(); ++i)
        path[i] = hash_of(BytesView{proof.path()}.substr(i * Hash32::size, Hash32::size));
    return verify_inclusion(leaf_of(of.head.view(), secret), proof.index(), row.lines(), path,
                            root);
}

// Only who raised it; others read it by queries.
bool may_have_objection(const machine::Reading& reading, const machine::Author& asker,
                        BytesView subject) {
    const auto row = objections.find(reading.rows, id_of(subject));
    return row && row->member() == asker.member.view();
}

// Where there is none, nobody: who looks for it once would see it come.
bool may_have_mandate(const machine::Reading& reading, const machine::Author& asker,
                      BytesView subject) {
    const auto of = line_of(subject);
    const auto row = mandates.find(reading.rows, of.ballot, of.head);
    return row && is_of_mandate(*row, asker.member);
}

// Whoever may see the vote of the line that the paper was issued to.
bool is_of_paper(const machine::Reading& reading, const machine::Author& asker, BytesView subject) {
    const Id16 ballot = id_of(subject.substr(0, Id16::size));
    const auto found = find_ballot(reading.rows, ballot.view());
    const auto row = papers.find(reading.rows, ballot, id_of(subject.substr(Id16::size)));
    return found && row && may_see_vote(reading, *found, row->line(), asker.member);
}

// A clerk who sealed what they read on it asks, before they open their seal, whether others sealed.
bool has_sealed_paper(const machine::Reading& reading, const machine::Author& asker,
                      BytesView subject) {
    v1::PaperQuery query;
    query.set_ballot(Bytes{subject.substr(0, Id16::size)});
    query.set_serial(Bytes{subject.substr(Id16::size)});
    const Id16 ballot = id_of(query.ballot());
    const Id16 serial = id_of(query.serial());
    const auto row = papers.find(reading.rows, ballot, serial);
    if (!row || !may_read(reading, &asker, query)) return false;
    const auto round = paper_rounds.find(reading.rows, ballot, serial, row->round());
    return round && newest_of(*round, asker.member.view()).has_value();
}

// How a paper of theirs stands; what was read on it is another subject.
bool may_have_paper(const machine::Reading& reading, const machine::Author& asker,
                    BytesView subject) {
    return is_of_paper(reading, asker, subject) || has_sealed_paper(reading, asker, subject);
}

bool may_have_reading(const machine::Reading& reading, const machine::Author& asker,
                      BytesView subject) {
    const auto poll = find_poll(reading.rows, subject.substr(0, Id16::size));
    return poll && may_see_readings(reading, *poll) && is_of_paper(reading, asker, subject);
}

// Votes that others sent in, and what buildings amount to: queries tell of them, and nobody has a
// secret of them all.
bool nobody(const machine::Reading&, const machine::Author&, BytesView) { return false; }

}  // namespace

std::vector<machine::Subject> subjects() {
    return {{of_line.kind, may_have_line, vouch_for_line, shows_line},
            {of_objection.kind, may_have_objection},
            {of_mandate.kind, may_have_mandate},
            {of_dispute.kind, nobody},
            {of_displaced.kind, nobody},
            {of_paper.kind, may_have_paper},
            {of_reading.kind, may_have_reading},
            {of_city_list.kind, nobody},
            {of_turnout.kind, nobody}};
}

// Written once, at the opening: the frozen roll and the veil do not change, so neither does the
// root.
void put_line_secrets(machine::Context& context, const Id16& ballot, const Lines& roll) {
    v1::LineSecrets row;
    row.set_root(
        merkle_root_of_hashes(leaves_of(machine::veil_of(context.view()), ballot, roll)).bytes());
    row.set_lines(roll.size());
    line_secrets.put(context.state(), ballot, row);
}

}  // namespace linlian::ballot
