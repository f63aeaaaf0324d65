#include "client/effects/effects_for_tests.h"
#include "client/shown/key_fingerprint.h"
#include "client/tests/hostile_ledger_for_tests.h"
#include "kit/transactions.h"

namespace linlian::client {
namespace {

namespace reg = registry::v1;

Bytes key_named(const std::string& name) { return kit::key_of(name).public_key().encoded(); }

template <class Act>
std::string told_of(const std::string& key) {
    HostileLedger ledger;
    Act act;
    act.set_member(test_id("ana").bytes());
    act.set_key(key_named(key));
    return effect_text(ledger, act);
}

TEST(KeyFingerprint, is_eight_groups_of_four_and_of_one_key_alone) {
    const auto own = key_fingerprint(key_named("ana"));
    EXPECT_EQ(own.size(), 39U) << own;
    EXPECT_EQ(own[4], ' ');
    EXPECT_NE(own, key_fingerprint(key_named("thief")));
}

// The clerk sees the right person; whether the key is theirs, only the person's device can say.
TEST(KeyEffects, have_the_clerk_compare_the_key_with_the_device_of_whose_it_is) {
    for (const auto& text :
         {told_of<reg::ActivateKey>("thief"), told_of<reg::EnrolAtCounter>("thief"),
          told_of<reg::RecoverMember>("thief")}) {
        EXPECT_TRUE(holds(text, key_fingerprint(key_named("thief")))) << text;
        EXPECT_TRUE(holds(text, "本人设备上显示的")) << text;
        EXPECT_TRUE(holds(text, "the person's own device shows")) << text;
        EXPECT_FALSE(holds(text, key_fingerprint(key_named("ana")))) << text;
    }
}

// Two of one name, and a name of another's file: the card tells whose the number is.
TEST(KeyEffects, show_the_number_of_the_card_to_whoever_sees_it) {
    roster::NamesFile file;
    file.members[test_id("ana")].name = "张三";
    file.members[test_id("ana")].id_number = "110101199003070000";
    LedgerNames names;
    names.know(file);
    HostileLedger ledger;
    reg::ActivateKey act;
    act.set_member(test_id("ana").bytes());
    act.set_key(key_named("ana"));
    const auto text = effect_text(ledger, act, names);
    EXPECT_TRUE(holds(text, "110101199003070000」：种类和号码须与本人所持证件一致")) << text;
    EXPECT_FALSE(holds(effect_text(ledger, act), "种类和号码"));
}

}  // namespace
}  // namespace linlian::client
