// Casts a vote and verifies it, with nothing but the client library: what a phone app would do.
//
//     example_cast_vote HOST PORT BALLOT SEED-FILE CHOICE...      (CHOICE: 1=agree 2=option:3)
//
// SEED-FILE holds the 64 hexadecimal digits of an ed25519 seed. The review goes to standard output.
#include "base/hex.h"
#include "client/motion/motion_work.h"
#include "client/node/remote_ledger.h"
#include "client/proof/statement_text.h"
#include "client/shown/plain_screen.h"
#include "client/vote/casting.h"

#include <fstream>
#include <iostream>

namespace {

using namespace linlian;
using namespace linlian::client;

// Heads that were seen: a phone would keep them in its storage.
struct Memory final : HeadStore {
    std::optional<Bytes> kept;
    std::string name() const override { return "memory"; }
    Result<std::optional<Bytes>> read() const override { return kept; }
    Result<> write(const Change& change) override {
        auto fresh = TRY(change(kept));
        if (fresh) kept = std::move(fresh);
        return {};
    }
    Result<std::string> keep_proof(const std::string& stem, BytesView) override { return stem; }
};

// A key that asks its owner before it signs.
struct Phone final : Author {
    KeyPair pair;
    explicit Phone(const Hash32& seed) : pair(KeyPair::from_seed(Suite::ed25519, seed)) {}
    const PublicKey& public_key() const override { return pair.public_key(); }
    Result<Bytes> sign(std::string_view tag, BytesView message) const override {
        std::cout << "signing " << message.size() << " bytes for " << tag << "\n";
        return pair.sign(tag, message);
    }
};

// HOST PORT BALLOT SEED-FILE CHOICE...
Result<> vote(char** given, int count, const Screen& screen) {
    std::string digits;
    std::getline(std::ifstream{given[4]}, digits);
    const Phone phone{fixed_from_hex<Hash32>(digits).value_or(Hash32{})};
    const auto port = static_cast<std::uint16_t>(std::stoi(given[2]));
    const auto ledger = TRY(RemoteLedger::connect(given[1], port));
    auto heads = TRY(KnownHeads::open(std::make_shared<Memory>()));
    TRY(heads.meet(ledger->community(), {}));
    ledger->keep_heads(std::move(heads));
    const auto ballot = TRY(look_at_ballot(*ledger, given[3]));
    const auto member = TRY(member_of(*ledger, phone));
    const auto own = TRY(lines_of(*ledger, phone, ballot, member.bytes()));
    auto lines = TRY(lines_to_vote(screen, own, ""));
    const auto choices = TRY(read_choices({given + 5, given + count}, ballot.call(), {}));
    const auto prepared = vote_with(ballot, std::move(lines), choices);
    TRY(show_vote(screen, *ledger, ballot, prepared));
    std::vector<Receipt> receipts;
    TRY(send_vote(*ledger, phone, prepared, receipts));
    for (const auto& receipt : receipts) {
        const auto transaction = fixed_from_hex<Hash32>(to_hex(receipt.leaf().id()));
        const auto proof = TRY(ledger->prove_transaction(transaction.value(), &phone));
        print_statement(screen, proof.statement);
    }
    return {};
}

}  // namespace

int main(int count, char** given) {
    const PlainScreen screen{[](std::string_view line) { std::cout << line << "\n"; }};
    if (count < 6) return 2;
    const auto done = vote(given, count, screen);
    if (!done) screen.refusal(done.error());
    return done ? 0 : 1;
}
