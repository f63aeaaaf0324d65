#include "apps/demo/demo_voting.h"

#include "apps/apps.pb.h"
#include "base/hex.h"
#include "client/paper/paper_work.h"
#include "codec/refusal.h"
#include "crypto/hash.h"
#include "desk/keys/key_store.h"
#include "ops/sign_transaction.h"

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

namespace bal = ballot::v1;

// Of the one item that each ballot of the demo has.
Choices one_choice(bal::Mark mark) {
    bal::OpenChoice choice;
    choice.set_mark(mark);
    return choices_of({choice});
}

Id16 random_id() {
    Id16 id;
    CHECK(Id16::parse(ops::random_seed().bytes().substr(0, Id16{}.view().size()), id));
    return id;
}

// A hash as a scan or a proof of delivery has one; the demo keeps no scans.
Bytes paper_hash(const Id16& serial) { return sha256("demo scan" + serial.bytes()).bytes(); }

// Enters all readings for one clerk and gives them back with their salts.
Result<std::vector<SealedReading>> seal(Ledger& ledger, const KeyPair& clerk,
                                        const BallotView& ballot,
                                        std::vector<SealedReading> readings) {
    const auto office = TRY(office_of(ledger, clerk, {}));
    const auto member = TRY(member_of(ledger, clerk));
    const Bytes own = member.bytes();
    const ClerkAtWork at_work{ledger, clerk, own, office};
    const auto left_out = TRY(prepare_entries(at_work, ballot, readings));
    TRY(seal_entries(at_work, ballot, readings, {}));
    return readings;
}

Result<> show(Ledger& ledger, const KeyPair& clerk, const BallotView& ballot,
              const std::vector<SealedReading>& readings) {
    const auto member = TRY(member_of(ledger, clerk));
    const Bytes own = member.bytes();
    TRY(show_entries({ledger, clerk, ballot, own, {}}, readings));
    return {};
}

}  // namespace

DemoVoting::DemoVoting(const DemoTown& town, BallotView ballot, Roll roll)
    : town_(town),
      ballot_(std::move(ballot)),
      roll_(std::make_unique<Roll>(std::move(roll))),
      proofs_(roll_->lines) {}

Result<DemoVoting> DemoVoting::open(const DemoTown& town, const Bytes& ballot) {
    auto& ledger = town.node.ledger();
    auto view = TRY(look_at_ballot(ledger, to_hex(ballot)));
    auto roll = TRY(fetch_roll(ledger, view));
    return DemoVoting{town, std::move(view), std::move(roll)};
}

bool DemoVoting::speaks_one_of(std::size_t line, const std::vector<Id16>& members) const {
    for (const auto& owner : roll_->lines[line].owners()) {
        for (const auto& member : members) {
            if (owner == member.view()) return true;
        }
    }
    return false;
}

Result<> DemoVoting::on_paper(const std::vector<PaperVote>& votes) {
    auto& ledger = town_.node.ledger();
    const auto residents = TRY(town_.keys.open("residents", ""));
    const auto street = TRY(town_.keys.open("street", ""));
    std::vector<bal::IssuedPaper> papers(votes.size());
    std::vector<SealedReading> readings(votes.size());
    for (std::size_t i = 0; i < votes.size(); ++i) {
        const Id16 serial = random_id();
        papers[i].set_serial(serial.bytes());
        *papers[i].mutable_voter() = proofs_.line(votes[i].line);
        readings[i].serial = serial;
        auto& entry = readings[i].entry;
        *entry.mutable_choices() = one_choice(votes[i].mark);
        entry.set_scan(paper_hash(serial));
        entry.set_is_signed(true);
        entry.set_received_ms(ledger.now().ms);
    }
    TRY(issue_papers(ledger, residents, ballot_, papers, {}));
    const auto first = TRY(seal(ledger, residents, ballot_, readings));
    const auto second = TRY(seal(ledger, street, ballot_, readings));
    TRY(show(ledger, residents, ballot_, first));
    return show(ledger, street, ballot_, second);
}

Result<> DemoVoting::deliver(const std::vector<std::size_t>& lines) {
    auto& ledger = town_.node.ledger();
    const auto residents = TRY(town_.keys.open("residents", ""));
    const auto street = TRY(town_.keys.open("street", ""));
    bal::RecordDeliveries act;
    act.set_ballot(ballot_.id.bytes());
    act.set_shown(ballot_.shown());
    for (const auto line : lines) {
        auto& delivery = *act.add_deliveries();
        *delivery.mutable_voter() = proofs_.line(line);
        auto& proof = *delivery.mutable_proof();
        proof.set_kind(bal::HANDED_OVER);
        proof.set_document(paper_hash(random_id()));
        proof.set_time_ms(ledger.now().ms);
        proof.set_warned(true);
    }
    const auto receipt = TRY(together(ledger, residents, street, act));
    return {};
}

Result<std::vector<bal::MyLinesReply::Entry>> DemoVoting::lines_of_key(const KeyPair& key) {
    const auto member = TRY(member_of(town_.node.ledger(), key));
    return lines_of(town_.node.ledger(), key, ballot_, member.bytes());
}

Result<> DemoVoting::by_phone(const std::string& key, bal::Mark mark) {
    const auto pair = TRY(town_.keys.open(key, ""));
    const auto lines = TRY(lines_of_key(pair));
    for (const auto& line : lines) {
        bal::Cast act;
        act.set_ballot(ballot_.id.bytes());
        act.set_shown(ballot_.shown());
        *act.mutable_voter() = line.voter();
        *act.mutable_choices() = one_choice(mark);
        act.set_replaces(line.replaces());
        const auto receipt = TRY(perform(town_.node.ledger(), pair, act));
    }
    return {};
}

Result<> DemoVoting::dispute(const std::string& key) {
    const auto pair = TRY(town_.keys.open(key, ""));
    const auto lines = TRY(lines_of_key(pair));
    for (const auto& line : lines) {
        bal::Object act;
        act.set_ballot(ballot_.id.bytes());
        act.set_shown(ballot_.shown());
        act.set_about(bal::BALLOT);
        act.set_head(line.voter().line().head());
        *act.mutable_voter() = line.voter();
        *act.mutable_claim() = one_choice(bal::AGREE);
        act.set_reason("划掉的一项是笔误，我赞成");
        const auto receipt = TRY(perform(town_.node.ledger(), pair, act));
    }
    return {};
}

}  // namespace linlian::apps
