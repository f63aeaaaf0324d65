#include "contract/context.h"

#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/amendments.h"
#include "contract/due_table.h"
#include "contract/opening/block_room.h"
#include "contract/opening/limits.h"
#include "contract/opening/open_act.h"
#include "crypto/hash.h"

namespace linlian::machine {

Id16 Context::fresh_id(std::uint64_t number) const {
    Bytes seed = id_.bytes() + place_;
    codec::append_key(seed, number);
    Id16 id;
    CHECK(Id16::parse(tagged_hash("linlian/fresh", seed).view().substr(0, Id16::size), id));
    return id;
}

void Context::emit(const google::protobuf::Message& event) {
    auto& entry = events_.emplace_back();
    entry.set_type(event.GetDescriptor()->full_name());
    entry.set_content(codec::encode(event));
}

void Context::schedule(Timestamp at, const std::string& type, const Hash32& key) {
    const auto* handler = program_.find_due(type);
    CHECK(handler != nullptr && amended(handler->module->amendment));
    v1::Due due;
    due.set_since_height(height());
    due_table.put(state_, at, type, key, due);
}

void Context::unschedule(Timestamp at, const std::string& type, const Hash32& key) {
    due_table.erase(state_, at, type, key);
}

Result<> Context::pay(std::uint64_t cost) {
    return room_ == nullptr ? Result<>{} : room_->take_more(cost);
}

Result<> Context::perform(const OpenedAct& act, const Author& as) {
    if (depth_ + 1 > max_act_depth) return refuse(v1::NESTED_TOO_DEEP);
    TRY(check_in_force(state_, act.needs, block_.height));
    TRY(pay(act.cost + cost_of_rows(*act.entry, state_, *act.content)));
    state::Overlay scratch{state_, state_.salt()};
    Context inner{program_, scratch, block_, as, id_, room_};
    inner.before_ = before_;
    inner.depth_ = depth_ + 1;
    inner.place_ = place_;
    codec::append_key(inner.place_, ++performed_);
    const auto done = act.entry->run(inner, *act.content);
    // Refused or not: the refusal, too, would tell of it.
    const auto& options = act.entry->type->options().GetExtension(codec::v1::act);
    has_performed_personal_ =
        has_performed_personal_ || options.personal() || inner.has_performed_personal_;
    if (!done) return done;
    scratch.merge_into(state_);
    if (performed_as_.is_zero()) performed_as_ = as.member;
    for (const auto& event : inner.events_) events_.push_back(event);
    return {};
}

bool Context::has_act(const std::string& type) const {
    const Act* act = program_.find_act(type);
    return act != nullptr && amended(act->module->amendment) &&
           amended(act->type->options().GetExtension(codec::v1::act).amendment());
}

bool Context::amended(const std::string& name) const {
    return is_amended(*before_, name, block_.height);
}

}  // namespace linlian::machine
