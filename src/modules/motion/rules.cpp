#include "modules/motion/rules.h"

#include "base/bytes.h"
#include "codec/refusal.h"

namespace linlian::motion {
namespace {

Result<> value_wrong(const char* field) { return refuse(v1::VALUE_WRONG, {{"field", field}}); }

// Motion rule 1: a motion about motions could lift itself over what others agreed to.
bool is_about_motions(const std::string& act_type) {
    return act_type.starts_with(v1::Propose::descriptor()->file()->package() + ".");
}

}  // namespace

Result<> well_formed(const v1::Propose& act) {
    if (act.act_type().empty()) return value_wrong("act_type");
    if (!act.as_office().empty() && act.as_office().size() != Id16::size)
        return value_wrong("as_office");
    if (act.reason().empty()) return value_wrong("reason");
    if (act.days() == 0 || act.days() > max_days) return value_wrong("days");
    if (is_about_motions(act.act_type()))
        return refuse(v1::ACT_NOT_CARRIED, {{"act_type", act.act_type()}});
    return {};
}

// The schema's own limits say all there is to say about the form of these three.
Result<> well_formed(const v1::Support&) { return {}; }
Result<> well_formed(const v1::TakeBackSupport&) { return {}; }
Result<> well_formed(const v1::TakeBackDecline&) { return {}; }

Result<> well_formed(const v1::Decline& act) {
    if (act.reason() == v1::DECLINE_REASON_UNSPECIFIED) return value_wrong("reason");
    if (act.reason() == v1::OTHER && act.text().empty()) return value_wrong("text");
    return {};
}

Result<> well_formed(const v1::Withdraw& act) {
    if (act.reason().empty()) return value_wrong("reason");
    return {};
}

}  // namespace linlian::motion
