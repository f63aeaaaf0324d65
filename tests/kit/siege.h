// A town under attack by people with keys: the four bodies with all that they do by motions, and
// the program's own authorities. Used by adversary tests of powers.
#pragma once

#include "modules/motion/motion.h"
#include "modules/motion/state.h"
#include "modules/registry/limits.h"
#include "modules/registry/offices/office_acts_for_tests.h"

namespace linlian::registry {

// A new key for whoever lost theirs, countersigned by it.
inline v1::RecoverMember recover(const std::string& member, const std::string& key) {
    v1::RecoverMember act;
    act.set_member(id_bytes(member));
    act.set_key(key_bytes(key));
    act.set_countersignature(countersigned<v1::RecoverMember>(act.member(), key));
    return act;
}

// Four bodies; pam chairs the Party organisation, dan is the resident who helps pam; kim is whom
// they are after.
struct Siege : Town {
    explicit Siege(const std::string& vectors = "registry")
        : Town(vectors, {charter::module(), registry::module(), motion::module()}) {
        knows_its_community();
        bodies();
        estate("park");
        person("dan");
        person("kim");
        member("tom");
    }
    motion::v1::Propose proposal(const std::string& office_name, const machine::Message& act) {
        motion::v1::Propose propose;
        propose.set_act_type(act.GetDescriptor()->full_name());
        propose.set_act(codec::encode(act));
        if (!office_name.empty()) propose.set_as_office(office_id(office_name).bytes());
        propose.set_reason("as agreed");
        propose.set_days(30);
        if (act.GetDescriptor()->options().GetExtension(codec::v1::act).personal())
            for (const auto* asked : {"residents", "street"})
                propose.add_asks(office_id(asked).bytes());
        return propose;
    }
    // One slip for tom, the key that comes of it, and the check of that.
    v1::IssueSlips one_slip() const {
        v1::IssueSlips act;
        act.set_batch(id_bytes("batch"));
        act.set_expires_ms(now().ms + ms_per_day);
        auto* line = act.add_slips();
        line->set_member(id_bytes("tom"));
        line->set_key(key_bytes("slip"));
        return act;
    }
    static v1::EnrolBySlip enrolment() {
        v1::EnrolBySlip act;
        act.set_slip_key(key_bytes("slip"));
        act.set_key(key_bytes("thief"));
        act.set_countersignature(countersigned<v1::EnrolBySlip>(act.slip_key(), "thief"));
        return act;
    }
    static v1::ActivateKey activation() {
        v1::ActivateKey act;
        act.set_member(id_bytes("tom"));
        act.set_key(key_bytes("thief"));
        act.set_method(v1::ID_CARD_AT_COUNTER);
        return act;
    }
    // The motion that the proposal made.
    Id16 when_proposed(const std::string& who, const std::string& office_name,
                       const machine::Message& act) {
        when(who, proposal(office_name, act)).then_done();
        Id16 newest;
        std::uint64_t at = 0;
        motion::motions.scan(rows(), [&](const auto& parts, const motion::v1::Motion& row) {
            if (row.proposed_height() >= at)
                at = row.proposed_height(), newest = std::get<0>(parts);
            return true;
        });
        return newest;
    }
    Scenario& when_supported(const std::string& who, const std::string& office_name,
                             const Id16& motion) {
        motion::v1::Support act;
        act.set_motion(motion.bytes());
        act.set_as_office(office_id(office_name).bytes());
        const auto seen = *row(motion::motions, motion);
        act.set_round(seen.round());
        act.set_shown(motion::shown_hash(motion, seen).bytes());
        return when(who, act);
    }
    motion::v1::MotionState state_of(const Id16& motion) const {
        return row(motion::motions, motion)->state();
    }
    // Of the town, or founded.
    Id16 office_id(const std::string& name) const {
        return row(offices, id(name)) ? id(name) : office_called(*this, name);
    }
    void becomes(const std::string& who, const std::string& office_name, const std::string& role) {
        const auto offer = row(offers, id(who), office_id(office_name), role);
        ASSERT_TRUE(offer);
        v1::AcceptRole act;
        act.set_office(office_id(office_name).bytes());
        act.set_role(role);
        act.set_granted_by(offer->granted_by());
        when(who, act).then_done();
    }
    // Pam and sid found an office of this kind with dan as its chair.
    void found_with_dan(const std::string& name, const std::string& kind) {
        const auto motion = when_proposed("pam", "party", found(name, "dan", kind));
        when_supported("sid", "street", motion).then_done();
        when_passed(8 * ms_per_day);
        becomes("dan", name, "chair");
    }
};

}  // namespace linlian::registry
