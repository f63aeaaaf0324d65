// The community of kit/ballots.h with what paper needs: clerks of different offices, papers and
// what they read on them, deliveries, mandates, sales. Used by the tests of these.
#pragma once

#include "kit/ballots.h"
#include "modules/ballot/paper/rules.h"
#include "modules/ballot/paper/state.h"

namespace linlian::ballot {

// Beside ben and gus of kit/ballots.h hua is clerk of the street office, and where a third
// kind of office is asked for pru of a preparatory group. One clerk alone may register a sale here.
class PaperTown : public BallotTown {
  public:
    explicit PaperTown(const std::string& vectors = "ballot", const std::string& local = national)
        : BallotTown(vectors, local) {
        holder("hua", "street", "clerk");
        by_one_clerk<reg::TransferPremises>();
    }
    // Ben proposes that a paper is entered anew, and hua, who never reads one here, stands behind
    // it.
    kit::Scenario& when_reopened(const v1::ReopenPaper& act) {
        when_proposed("ben", "residents", act).then_done();
        return when_supported("hua", "street", made());
    }
    // The same by pru, where a third kind of office is asked for, and hua, who read no paper here.
    kit::Scenario& when_by_others(const google::protobuf::Message& act) {
        when_proposed("pru", "group", act).then_done();
        return when_supported("hua", "street", made());
    }
    void third_kind() {
        office("group", "preparatory", "garden");
        holder("pru", "group", "clerk");
    }
    static std::string office_of(const std::string& clerk) {
        if (clerk == "ben") return "residents";
        return clerk == "pru" ? "group" : "street";
    }
    // Makes a clerk of somebody who is on record already.
    void make_clerk(const std::string& name, const std::string& of_office) {
        reg::Role role;
        role.set_granted_by(registry::given_by());
        given(registry::roles, role, id(name), id(of_office), "clerk");
    }

    // The chair of the office makes this member a clerk, now.
    void when_clerk(const std::string& chair, const std::string& of_office,
                    const std::string& name) {
        reg::GrantRole grant;
        grant.set_office(id_bytes(of_office));
        grant.set_member(id_bytes(name));
        grant.set_role("clerk");
        when(chair, grant).then_done();
        reg::AcceptRole accept;
        accept.set_office(grant.office());
        accept.set_role(grant.role());
        accept.set_granted_by(last_id().bytes());
        when(name, accept).then_done();
    }

    // The registry has these owners from now on.
    void sell(const std::string& flat_name, const std::vector<std::string>& buyers) {
        auto act = sale(flat_name, buyers[0]);
        for (std::size_t i = 1; i < buyers.size(); ++i)
            *act.add_owners() = registry::Lines::owner_line(buyers[i]);
        std::ranges::sort(*act.mutable_owners(), {}, [](const auto& one) { return one.owner(); });
        act.set_replaces(row(registry::holdings, id(flat_name))->written_by());
        when("ben", act).then_done();
    }
    // A ballot on one item with three days to enter papers after its close.
    v1::CallBallot paper_call() const {
        auto act = call({item("roof")});
        act.mutable_terms()->set_paper_entry_days(3);
        return act;
    }

    static Bytes serial_of(const std::string& owner) { return id_bytes("paper of " + owner); }
    v1::IssuePapers issue(const Id16& ballot, const std::vector<std::string>& owners) const {
        v1::IssuePapers act;
        act.set_ballot(ballot.bytes());
        act.set_shown(shown_of(ballot));
        for (const auto& owner : owners) {
            auto* paper = act.add_papers();
            paper->set_serial(serial_of(owner));
            *paper->mutable_voter() = voter(ballot, owner);
        }
        return act;
    }
    // What a clerk reads: the same mark for each item, signed, received now.
    v1::PaperEntry entry(const Id16& ballot, v1::Mark mark = v1::AGREE) const {
        v1::PaperEntry made;
        for (int i = 0; i < poll(ballot).asks_size(); ++i)
            add_choice(*made.mutable_choices(), mark);
        made.set_scan(document('s'));
        made.set_is_signed(true);
        made.set_received_ms(now().ms);
        return made;
    }
    static Bytes salt_of(const std::string& clerk) { return sha256("salt of " + clerk).bytes(); }
    static Hash32 sealed_as(const Id16& ballot, const v1::SealedEntry& made,
                            const std::string& clerk, const v1::PaperEntry& read) {
        const Id16 member = id(clerk);
        return paper_seal({ballot.view(), made.serial(), made.round(), member.view()},
                          salt_of(clerk), read);
    }
    v1::EnterPapers sealed(const Id16& ballot, const std::string& clerk, const std::string& owner,
                           const v1::PaperEntry& read, std::uint32_t round = 1) const {
        v1::EnterPapers act;
        act.set_ballot(ballot.bytes());
        act.set_shown(shown_of(ballot));
        act.set_as_office(id_bytes(office_of(clerk)));
        auto* made = act.add_entries();
        made->set_serial(serial_of(owner));
        made->set_round(round);
        made->set_seal(sealed_as(ballot, *made, clerk, read).bytes());
        return act;
    }
    v1::ShowPapers shown(const Id16& ballot, const std::string& clerk, const std::string& owner,
                         const v1::PaperEntry& read) const {
        v1::ShowPapers act;
        act.set_ballot(ballot.bytes());
        act.set_shown(shown_of(ballot));
        auto* made = act.add_entries();
        made->set_serial(serial_of(owner));
        made->set_salt(salt_of(clerk));
        *made->mutable_entry() = read;
        return act;
    }
    // Ben and gus seal and show what they read; then_ is about the last of them.
    PaperTown& when_entered(const Id16& ballot, const std::string& owner,
                            const v1::PaperEntry& by_ben, const v1::PaperEntry& by_gus,
                            std::uint32_t round = 1) {
        when("ben", sealed(ballot, "ben", owner, by_ben, round)).then_done();
        when("gus", sealed(ballot, "gus", owner, by_gus, round)).then_done();
        when("ben", shown(ballot, "ben", owner, by_ben)).then_done();
        when("gus", shown(ballot, "gus", owner, by_gus)).then_done();
        return *this;
    }
    PaperTown& when_entered(const Id16& ballot, const std::string& owner, v1::Mark mark = v1::AGREE,
                            std::uint32_t round = 1) {
        const auto read = entry(ballot, mark);
        return when_entered(ballot, owner, read, read, round);
    }
    // Issued and counted.
    PaperTown& when_counted(const Id16& ballot, const std::string& owner,
                            v1::Mark mark = v1::AGREE) {
        when("ben", issue(ballot, {owner})).then_done();
        return when_entered(ballot, owner, mark);
    }
    v1::PaperRow paper(const Id16& ballot, const std::string& owner) const {
        return *row(papers, ballot, id("paper of " + owner));
    }
    v1::VoidPaper voiding(const Id16& ballot, const std::string& owner) const {
        v1::VoidPaper act;
        act.set_ballot(ballot.bytes());
        act.set_shown(shown_of(ballot));
        act.set_serial(serial_of(owner));
        act.set_reason("lost on the way");
        return act;
    }
    v1::ReopenPaper reopening(const Id16& ballot, const std::string& owner,
                              std::uint32_t round = 1) const {
        v1::ReopenPaper act;
        act.set_ballot(ballot.bytes());
        act.set_shown(shown_of(ballot));
        act.set_serial(serial_of(owner));
        act.set_round(round);
        act.set_document(document('c'));
        act.set_reason("a mark was misread");
        return act;
    }

    v1::RecordDeliveries delivery(const Id16& ballot, const std::vector<std::string>& owners,
                                  bool warned = true,
                                  v1::DeliveryKind kind = v1::HANDED_OVER) const {
        v1::RecordDeliveries act;
        act.set_ballot(ballot.bytes());
        act.set_shown(shown_of(ballot));
        for (const auto& owner : owners) {
            auto* made = act.add_deliveries();
            *made->mutable_voter() = voter(ballot, owner);
            made->mutable_proof()->set_kind(kind);
            made->mutable_proof()->set_document(document('p'));
            made->mutable_proof()->set_time_ms(now().ms);
            made->mutable_proof()->set_warned(warned);
        }
        return act;
    }

    // Of all items, without instructions.
    v1::GiveMandate mandate(const Id16& ballot, const std::string& owner,
                            const std::string& holder) const {
        v1::GiveMandate act;
        act.set_ballot(ballot.bytes());
        act.set_shown(shown_of(ballot));
        *act.mutable_voter() = voter(ballot, owner);
        act.mutable_terms()->set_holder(id_bytes(holder));
        act.mutable_terms()->set_document(document('w'));
        const auto before = row(mandates, ballot, hash_of(act.voter().line().head()));
        if (before && before->giver() == id_bytes(owner)) act.set_replaces(before->transaction());
        return act;
    }
    // The same mandate, signed on paper by this owner.
    static v1::EnterMandate on_paper(const v1::GiveMandate& by_key, const std::string& giver) {
        v1::EnterMandate act;
        act.set_ballot(by_key.ballot());
        act.set_shown(by_key.shown());
        *act.mutable_voter() = by_key.voter();
        *act.mutable_terms() = by_key.terms();
        act.set_giver(id_bytes(giver));
        return act;
    }
    v1::EndMandate ending(const Id16& ballot, const std::string& owner) const {
        v1::EndMandate act;
        act.set_ballot(ballot.bytes());
        act.set_shown(shown_of(ballot));
        act.set_head(voter(ballot, owner).line().head());
        const auto before = row(mandates, ballot, hash_of(act.head()));
        act.set_replaces(before ? before->transaction() : document('0'));
        return act;
    }

    // The registry's act: all of this flat goes to the buyer.
    reg::TransferPremises sale(const std::string& flat_name, const std::string& buyer) const {
        reg::TransferPremises act;
        act.set_premises(id_bytes(flat_name));
        *act.add_owners() = registry::Lines::owner_line(buyer);
        act.set_document(document());
        act.set_replaces(registry::given_by());
        return act;
    }
    v1::ReplaceVoter replacing(const Id16& ballot, const std::string& owner,
                               std::vector<std::string> flats, const std::string& buyer) const {
        v1::ReplaceVoter act;
        act.set_ballot(ballot.bytes());
        act.set_shown(shown_of(ballot));
        *act.mutable_voter() = voter(ballot, owner);
        for (const auto& name : flats) act.add_premises(id_bytes(name));
        std::sort(act.mutable_premises()->begin(), act.mutable_premises()->end());
        act.add_owners(id_bytes(buyer));
        act.set_document(document('b'));
        return act;
    }

    // The same, where the last sale of the line that stands never was.
    v1::ReplaceVoter undoing(const Id16& ballot, const std::string& owner,
                             const std::vector<std::string>& flats, const std::string& to) const {
        auto act = replacing(ballot, owner, flats, to);
        const auto found = row(successors, ballot, hash_of(act.voter().line().head()));
        act.set_undoes(found->sales().rbegin()->transaction());
        return act;
    }

    // Each of these voters with the same mark.
    v1::EnterCityList city_list(const Id16& ballot, std::uint32_t number,
                                const std::vector<std::string>& owners,
                                v1::Mark mark = v1::AGREE) const {
        v1::EnterCityList act;
        act.set_ballot(ballot.bytes());
        act.set_shown(shown_of(ballot));
        act.set_number(number);
        act.set_list_hash(document('l'));
        for (const auto& owner : owners) {
            auto* line = act.add_lines();
            *line->mutable_voter() = voter(ballot, owner);
            add_choice(*line->mutable_choices(), mark);
        }
        return act;
    }
};

}  // namespace linlian::ballot
