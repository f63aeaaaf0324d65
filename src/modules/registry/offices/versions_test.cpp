// A program and the release before it over one community: an act that comes by an amendment keeps
// nobody from anything before it is in force. The newer one knows counter's Reset.
#include "kit/counter.h"
#include "kit/older_program.h"
#include "modules/registry/offices/office_acts_for_tests.h"

namespace linlian::registry {
namespace {

machine::Module without_members(machine::Module module) {
    module.resolve_author = {};
    module.authorize = {};
    module.whose_key = {};
    return module;
}

struct Release : Town {
    explicit Release(machine::Module counter)
        : Town("", {charter::module(), registry::module(), without_members(std::move(counter))}) {
        bodies();
        by_kind<v1::CloseOffice>("residents", "clerk");
    }
    std::string says(const std::string& who, const google::protobuf::Message& act) {
        when(who, act);
        return receipts().back().leaf().refusal();
    }
};

TEST(ActsToCome, are_out_of_nobodys_reach) {
    kit::OlderProgram before{kit::counter_module()};
    Release newer{kit::counter_module()};
    Release older{before.module()};
    newer.by_kind<kit::v1::Reset>("shop", "chair");
    for (auto* release : {&newer, &older}) {
        release->office("shop", "shop");
        release->holder("sue", "shop", "chair");
        EXPECT_EQ(release->says("ana", close("shop")), "");
    }
}

}  // namespace
}  // namespace linlian::registry
