// A small community in which ballots are held: offices that call and rule, an estate with its
// presets in use, owners of flats, and the acts on ballots in short. Used by the tests of ballots.
#pragma once

#include "base/hex.h"
#include "modules/ballot/ballot.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/ballot/vote/turnout.h"
#include "modules/motion/motion.h"
#include "modules/motion/state.h"
#include "modules/registry/town_for_tests.h"

#include <fstream>
#include <sstream>

namespace linlian::ballot {

namespace reg = registry::v1;
using registry::id, registry::id_bytes, registry::document;

// A preset as shipped.
inline charter::v1::Preset preset_file(const std::string& name) {
    std::ifstream file{kit::source_folder() + "/src/modules/charter/presets/" + name +
                       ".textproto"};
    std::ostringstream content;
    content << file.rdbuf();
    return kit::text<charter::v1::Preset>(content.str());
}

inline const std::string national = "national-civil-code-278";

// A query about this ballot.
template <class Query>
Query about(const Id16& ballot) {
    Query query;
    query.set_ballot(ballot.bytes());
    return query;
}

// cai heads the owners' committee, ren the residents' committee where ben is clerk, sun the street
// office where gus is clerk, yan the property company. The estate is "garden" with the buildings
// "east" and "west".
class BallotTown : public registry::Town {
  public:
    // `vectors` empty: the scenario is too large to be kept as a golden vector. `local`: the preset
    // in use; it adds to the national one.
    explicit BallotTown(const std::string& vectors = "ballot", const std::string& local = national)
        : Town(vectors,
               {charter::module(), registry::module(), motion::module(), ballot::module()}) {
        office("owners", "owners", "garden");
        office("residents", "residents");
        office("street", "street");
        office("company", "property", "garden");
        holder("cai", "owners", "chair");
        holder("ren", "residents", "chair");
        holder("sun", "street", "chair");
        holder("yan", "company", "chair");
        holder("ben", "residents", "clerk");
        holder("gus", "street", "clerk");
        estate("garden");
        building("east", "garden");
        building("west", "garden");
        adopt(preset_file(national));
        if (local != national) adopt(preset_file(local));
        use("owners_vote", local, preset_file(local).version());
    }

    // Who upholds objections with one of residents' committee and street, where the other calls.
    void party_office() {
        office("party", "party");
        holder("pam", "party", "chair");
    }

    void adopt(const charter::v1::Preset& preset) {
        charter::v1::PresetRow row;
        *row.mutable_preset() = preset;
        row.set_adopted_by(registry::given_by());
        given(charter::presets, row, preset.name(), preset.version());
        presets_[preset.name()] = preset;
    }
    void use(const std::string& purpose, const std::string& name, const std::string& version) {
        charter::v1::InUseRow row;
        row.set_name(name);
        row.set_version(version);
        row.set_set_by(registry::given_by());
        for (auto base = charter::base_of(presets_[name]); presets_.contains(base);
             base = charter::base_of(presets_[base]))
            row.add_base_versions(presets_[base].version());
        given(charter::in_use, row, id("garden"), purpose);
        if (purpose == "owners_vote") local_ = name;
    }
    // Owners with a flat of their own each; areas in 0.01 m².
    void owner(const std::string& name, std::uint64_t area_centi,
               const std::string& building_name = "east") {
        person(name);
        flat("flat of " + name, building_name, area_centi, {name});
    }
    // Ana, bo and chu with 100, 90 and 80 m² in the east; dan and eve together with 60 m² in the
    // west.
    void four_flats() {
        owner("ana", 10'000);
        owner("bo", 9'000);
        owner("chu", 8'000);
        person("dan");
        person("eve");
        flat("flat of dan and eve", "west", 6'000, {"dan", "eve"});
    }

    v1::Item item(const std::string& subject, v1::Matter matter = v1::OTHER_MAJOR) const {
        v1::Item made;
        made.set_subject(id_bytes("subject " + subject));
        made.set_matter(matter);
        made.mutable_title()->set_zh("议题");
        made.mutable_title()->set_en(subject);
        made.set_document(sha256(subject).bytes());
        made.set_form(v1::YES_OR_NO);
        return made;
    }
    static void add_options(v1::Item& item, int count) {
        for (int i = 0; i < count; ++i)
            item.add_options()->mutable_title()->set_zh("选项" + std::to_string(i));
    }
    // By the owners' committee, among all owners, opening in 16 days for 10: by phone and paper.
    v1::CallBallot call(const std::vector<v1::Item>& items) const {
        v1::CallBallot act;
        act.set_as_office(id_bytes("owners"));
        act.set_convenor(v1::OWNERS_COMMITTEE);
        act.set_empowered_by(document('e'));
        act.mutable_electorate()->set_electors(reg::OWNERS);
        act.mutable_electorate()->set_estate(id_bytes("garden"));
        act.mutable_title()->set_zh("业主大会");
        act.mutable_title()->set_en("owners' assembly");
        for (const auto& one : items) *act.add_items() = one;
        auto& terms = *act.mutable_terms();
        terms.set_opens_ms(now().ms + 16 * ms_per_day);
        terms.set_closes_ms(terms.opens_ms() + 10 * ms_per_day);
        terms.set_objection_days(15);
        terms.add_channels(v1::PHONE);
        terms.add_channels(v1::PAPER);
        act.set_ruling_office(id_bytes("residents"));
        if (!follows_presets(act)) return act;
        *act.add_presets() = presets_.at(local_);
        if (local_ != national) *act.add_presets() = presets_.at(national);
        return act;
    }

    // Where no two kinds of office could read papers beside the convenor.
    static void by_phone_alone(v1::CallBallot& act) {
        act.mutable_terms()->clear_channels();
        act.mutable_terms()->add_channels(v1::PHONE);
        act.mutable_terms()->set_paper_entry_days(0);
    }

    // The id that the last transaction made.
    Id16 made() const {
        Bytes seed = last_id().bytes();
        codec::append_key(seed, std::uint64_t{0});
        Id16 fresh;
        CHECK(Id16::parse(tagged_hash("linlian/fresh", seed).view().substr(0, Id16::size), fresh));
        return fresh;
    }
    Id16 called(const v1::CallBallot& act) {
        when("cai", act).then_done();
        return made();
    }
    Id16 opened(const v1::CallBallot& act) {
        const Id16 ballot = called(act);
        pass_to(poll(ballot).opens_ms());
        return ballot;
    }
    void pass_to(std::int64_t ms) { when_passed(ms - now().ms); }
    void close(const Id16& ballot) { pass_to(poll(ballot).closes_ms()); }
    void settle(const Id16& ballot) { pass_to(poll(ballot).settles_ms()); }

    v1::Poll poll(const Id16& ballot) const { return *row(polls, ballot); }
    // What an act on this ballot names as shown.
    Bytes shown_of(const Id16& ballot) const {
        const auto found = row(calls, ballot);
        return found ? shown_hash(*found).bytes() : document('0');
    }
    // Heads whose vote counts by this channel now, and the area of all: published or not.
    std::uint64_t voted(const Id16& ballot, v1::Channel channel) const {
        return taking_part(rows(), ballot).heads[channel];
    }
    std::uint64_t area_voted(const Id16& ballot) const {
        return taking_part(rows(), ballot).all.area_centi;
    }
    v1::VerdictRow verdict(const Id16& ballot, std::uint64_t item = 0) const {
        return row(verdicts, ballot, item).value_or(v1::VerdictRow{});
    }
    std::optional<v1::CastRow> counted(const Id16& ballot, const std::string& owner) const {
        return row(casts, ballot, hash_of(voter(ballot, owner).line().head()));
    }

    // The line of this owner on the roll, with its proof once the roll is frozen.
    v1::ProvenLine voter(const Id16& ballot, const std::string& owner) const {
        const auto frozen = poll(ballot);
        const auto electorate = row(calls, ballot)->call().electorate();
        const auto roll = registry::roll_at(rows(), electorate, frozen.roll_height(),
                                            Timestamp{frozen.roll_ms()}, ballot);
        v1::ProvenLine proven;
        for (std::uint64_t i = 0; i < roll.size(); ++i) {
            const auto& owners = roll[i].owners();
            if (std::find(owners.begin(), owners.end(), id_bytes(owner)) == owners.end()) continue;
            *proven.mutable_line() = roll[i];
            proven.set_index(i);
            proven.set_path(join_path(registry::roll_proof(roll, i)));
        }
        return proven;
    }

    static void add_choice(google::protobuf::RepeatedPtrField<v1::ItemChoice>& choices,
                           v1::Mark mark, const std::vector<std::uint32_t>& options = {}) {
        auto* choice = choices.Add();
        choice->set_item(static_cast<std::uint32_t>(choices.size() - 1));
        choice->mutable_open()->set_mark(mark);
        for (const auto option : options) choice->mutable_open()->add_options(option);
    }
    // Of this owner's line, the same mark for every item, naming what counts so far.
    v1::Cast vote(const Id16& ballot, const std::string& owner, v1::Mark mark = v1::AGREE,
                  const std::vector<std::uint32_t>& options = {}) const {
        v1::Cast act;
        act.set_ballot(ballot.bytes());
        *act.mutable_voter() = voter(ballot, owner);
        for (int i = 0; i < poll(ballot).asks_size(); ++i)
            add_choice(*act.mutable_choices(), mark, options);
        if (const auto before = counted(ballot, owner)) act.set_replaces(before->transaction());
        act.set_shown(shown_of(ballot));
        return act;
    }
    v1::WithdrawBallot withdrawal(const Id16& ballot) const {
        v1::WithdrawBallot act;
        act.set_ballot(ballot.bytes());
        act.set_shown(shown_of(ballot));
        act.set_document(document());
        act.set_reason("the offer was withdrawn");
        return act;
    }
    v1::Object objection(const Id16& ballot, v1::About about) const {
        v1::Object act;
        act.set_ballot(ballot.bytes());
        act.set_about(about);
        act.set_reason("as the minutes show");
        act.set_shown(shown_of(ballot));
        return act;
    }
    // To the line of this person as the registry has it now; no name: to the whole roll.
    v1::Object to_roll(const Id16& ballot, const std::string& name) const {
        auto act = objection(ballot, v1::ROLL);
        const auto electorate = row(calls, ballot)->call().electorate();
        for (const auto& line : registry::roll_at(rows(), electorate, height(), now(), ballot))
            for (const auto& one : line.owners())
                if (one == id_bytes(name)) act.set_head(line.head());
        return act;
    }
    // Of this owner's counted vote; without marks: nothing should count.
    v1::Object dispute(const Id16& ballot, const std::string& owner,
                       const std::vector<v1::Mark>& marks = {}) const {
        auto act = objection(ballot, v1::BALLOT);
        *act.mutable_voter() = voter(ballot, owner);
        act.set_head(act.voter().line().head());
        for (const auto mark : marks) add_choice(*act.mutable_claim(), mark);
        return act;
    }
    static v1::Object with_document(v1::Object act) {
        act.set_document(document('n'));
        return act;
    }
    v1::UpholdObjection upholding(const Id16& objection) const {
        v1::UpholdObjection act;
        act.set_objection(objection.bytes());
        act.set_document(document('r'));
        act.set_reason("checked against the papers");
        act.set_shown(shown_hash(row(objections, objection).value_or(v1::Objection{})).bytes());
        return act;
    }
    // Somebody of the residents' committee proposes to uphold it, and somebody of the street stands
    // behind that; then_ is about the latter.
    kit::Scenario& when_upheld(const std::string& who, const Id16& objection,
                               const std::string& other = "sun") {
        when_proposed(who, "residents", upholding(objection)).then_done();
        return when_supported(other, "street", made());
    }
    v1::RuleOnObjection ruling(const Id16& objection, v1::Ruling ruling) const {
        v1::RuleOnObjection act;
        act.set_objection(objection.bytes());
        act.set_ruling(ruling);
        act.set_document(document('r'));
        act.set_reason("checked against the papers");
        act.set_shown(shown_hash(row(objections, objection).value_or(v1::Objection{})).bytes());
        return act;
    }
    // On the objection that was just raised: the involved are refused, and the other one rules.
    void expect_ruled_by_other(const std::vector<std::string>& involved, const std::string& other,
                               v1::Ruling how = v1::REJECTED) {
        const Id16 raised = made();
        for (const auto& who : involved)
            // Whose turn it is not by role is told no more: gus is of the street, ren is not.
            when(who, ruling(raised, v1::REJECTED))
                .then_refused(who == "gus" && other == "ren" ? v1::NOT_RULING_OFFICE
                                                             : v1::RULER_INVOLVED);
        if (how == v1::UPHELD)
            when_upheld(other, raised).then_done();
        else
            when(other, ruling(raised, how)).then_done();
    }
    // Somebody proposes the act for their office, and asks these; made() is the motion while
    // it waits.
    kit::Scenario& when_proposed(const std::string& who, const std::string& office_name,
                                 const google::protobuf::Message& act,
                                 const std::vector<std::string>& asked = {"residents", "street",
                                                                          "party", "owners"}) {
        motion::v1::Propose proposal;
        proposal.set_act_type(act.GetDescriptor()->full_name());
        proposal.set_act(codec::encode(act));
        proposal.set_as_office(id_bytes(office_name));
        proposal.set_reason("the letter came in");
        proposal.set_days(9);
        for (const auto& name : asked) {
            if (row(registry::offices, id(name)) &&
                act.GetDescriptor()->options().GetExtension(codec::v1::act).personal())
                proposal.add_asks(id_bytes(name));
        }
        return when(who, proposal);
    }
    kit::Scenario& when_supported(const std::string& who, const std::string& office_name,
                                  const Id16& motion) {
        motion::v1::Support act;
        act.set_motion(motion.bytes());
        act.set_as_office(id_bytes(office_name));
        act.set_round(1);
        const auto seen = row(motion::motions, motion);
        if (seen) act.set_shown(motion::shown_hash(motion, *seen).bytes());
        return when(who, act);
    }
    // Ben proposes and gus stands behind it; then_ is about the latter.
    kit::Scenario& when_cosigned(const google::protobuf::Message& act) {
        when_proposed("ben", "residents", act).then_done();
        return when_supported("gus", "street", made());
    }
    v1::MarkResult mark(const Id16& ballot, v1::ResultStanding standing) const {
        v1::MarkResult act;
        act.set_ballot(ballot.bytes());
        act.set_standing(standing);
        act.set_document(document('m'));
        const auto now = poll(ballot);
        const bool by_street = standing == v1::SUSPENDED || standing == v1::REVOKED;
        const bool street_holds =
            now.street().standing() == v1::SUSPENDED || now.street().standing() == v1::REVOKED;
        const bool names_street = standing == v1::RESTORED ? street_holds : by_street;
        act.set_replaces((names_street ? now.street() : now.court()).transaction());
        act.set_shown(shown_of(ballot));
        return act;
    }

  private:
    std::map<std::string, charter::v1::Preset> presets_;
    std::string local_;
};

// The check of a verdict by its name: "agreement.heads".
inline tally::v1::Check check_named(const v1::VerdictRow& row, const std::string& name) {
    for (const auto& check : row.verdict().checks())
        if (check.asked().name() == name) return check;
    ADD_FAILURE() << "no check called " << name << " in " << row.DebugString();
    return {};
}

}  // namespace linlian::ballot
