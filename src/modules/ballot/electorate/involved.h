// Who is involved in what an objection disputes: whoever stood behind the line of the roll, the
// vote, the paper, the delivery, the mandate or the sale that it is about, then or since, and whose
// it is. Called by the rulings, in which they have no part; it never decides who rules.
#pragma once

#include "contract/context.h"
#include "modules/ballot/objections.pb.h"
#include "modules/ballot/stage.h"

#include <set>
#include <utility>

namespace linlian::ballot {

struct Involved {
    std::set<Bytes> members;                   // entered, sealed or supported it, or cast it
    std::set<std::pair<Id16, Height>> owners;  // and when it was told who acts for them

    void add(const google::protobuf::RepeatedPtrField<Bytes>& ids) {
        members.insert(ids.begin(), ids.end());
    }
    void add(const std::set<Id16>& ids);
    // Whether it is this member, or somebody who acts or acted for one of the owners.
    bool has(const state::StateView& view, const Id16& member) const;
};

Involved involved_in(const machine::Context& context, const Found& found,
                     const v1::Objection& objection);

}  // namespace linlian::ballot
