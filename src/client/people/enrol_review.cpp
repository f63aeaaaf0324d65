// The words around acts about keys. Whoever signs one compares a person, a card and a fingerprint:
// no program can, so the question names all three.
#include "client/people/enrol_review.h"

#include "base/hex.h"
#include "client/act/act_review.h"
#include "client/ballot/ballot_figures.h"
#include "client/client.pb.h"
#include "client/motion/motion_show.h"
#include "client/shown/key_fingerprint.h"
#include "client/shown/quoted.h"
#include "client/shown/receipt_text.h"
#include "codec/refusal.h"
#include "codec/wire.h"

#include <nlohmann/json.hpp>

namespace linlian::client {
namespace {

using registry::v1::EnrolAtCounter;
using registry::v1::RecoverMember;

constexpr const char* compared_question =
    "已当面核对证件，且密钥指纹与本人设备所示一致？签名？ Have you seen the card and the person, "
    "and is the fingerprint of the key the one that their own device shows? Sign?";

// The act of a motion where it is of this kind.
template <class Act>
bool is_of(const motion::v1::MotionReply& seen, Act& act) {
    return seen.motion().act_type() == Act::descriptor()->full_name() &&
           codec::decode_strict(seen.motion().act(), act);
}

}  // namespace

Result<> ask_to_enrol(const Review& review, const Hash32& community, const Author& key) {
    const auto encoded = key.public_key().encoded();
    const auto& screen = review.screen();
    screen.say(styled("社区编号 community id  {}", in_fours(community.view())));
    screen.say(styled("密钥 key               {}", to_hex(encoded)));
    screen.say(styled("密钥指纹 fingerprint   {}", key_fingerprint(encoded)));
    return review.confirm(
        "社区编号与开通单和公告栏一致？登记该密钥？ Is the id that of the slip and the notice "
        "board? Enrol this key?");
}

Styled check_to_come(const Author& key) {
    return styled(
        "密钥待核验 The key waits for a second check. A clerk who has seen your "
        "identity card, and compared the fingerprint, runs:\n  linlian enrol "
        "activate {} --method id-card-at-counter --as CLERK",
        to_hex(key.public_key().encoded()));
}

void say_nameless(const Screen& screen) {
    screen.warning(
        "没有 --names 姓名文件：以下只有编号，没有任何内容说明这是谁 Without --names FILE only "
        "ids stand below: nothing says who this is.");
}

Result<Receipt> activate_reviewed(const Review& review, Ledger& ledger, const Author& clerk,
                                  const Bytes& key, registry::v1::Method method,
                                  const NamesAtHand& names) {
    const auto act = TRY(second_check(ledger, key, method));
    return review_and_perform(review, ledger, clerk, act, names, compared_question);
}

Result<MotionStep> bring_key(const Review& review, Ledger& ledger, const Author& clerk,
                             const KeyByOffices& brought, const NamesAtHand& names) {
    const auto& [member, consent, is_recovery, typed_method, typed_office] = brought;
    const auto office = TRY(acting_office(review, ledger, clerk, typed_office));
    if (is_recovery) {
        RecoverMember act;
        act.set_member(member.bytes());
        act.set_key(consent.key);
        TRY(review_act(review, ledger, act, names, compared_question));
        return recover_member(ledger, clerk, member, consent, office);
    }
    const auto method = TRY(read_method(typed_method));
    EnrolAtCounter act;
    act.set_member(member.bytes());
    act.set_key(consent.key);
    act.set_method(method);
    TRY(review_act(review, ledger, act, names, compared_question));
    return enrol_at_counter(ledger, clerk, member, consent, method, office);
}

Result<MotionStep> confirm_key(const Review& review, Ledger& ledger, const Author& clerk,
                               const Id16& motion, const std::string& typed_office,
                               const NamesAtHand& names) {
    const auto seen = TRY(look_at_motion(ledger, &clerk, motion.bytes()));
    const auto office = TRY(acting_office(review, ledger, clerk, typed_office));
    TRY(show_proposal(review, ledger, seen, names));
    EnrolAtCounter first_key;
    RecoverMember recovery;
    if (is_of(seen, first_key))
        TRY(review_act(review, ledger, first_key, names, compared_question));
    else if (is_of(seen, recovery))
        TRY(review_act(review, ledger, recovery, names, compared_question));
    else
        return refuse(v1::NOTHING_WAITS);
    return support_seen(ledger, clerk, seen, office);
}

Result<> say_key_step(const Screen& screen, const Result<MotionStep>& step) {
    if (!step) return tl::unexpected(step.error());
    const auto next = step->completed
                          ? Styled{}
                          : styled(
                                "The other office confirms it: linlian enrol confirm {} "
                                "--as CLERK-OF-THE-OTHER-OFFICE",
                                to_hex(step->motion));
    return say_receipt(screen, step->receipt, next);
}

Result<> say_consent(const Screen& screen, const Hash32& community, const Id16& member,
                     const Author& key, bool is_recovery) {
    const auto consent = TRY(consent_to_key(community, member, key, is_recovery));
    const auto text = consent_text(consent);
    const auto fingerprint = key_fingerprint(consent.key);
    screen.json_value(nlohmann::json{{"consent", text}, {"fingerprint", fingerprint}});
    screen.say("交给工作人员 Hand this to the clerk; it is no secret:");
    screen.say(text);
    screen.say(styled(
        "密钥指纹 {}：两个组织的工作人员都须与其屏幕核对一致 fingerprint of the key: the clerks of "
        "both offices compare it with what their screens show.",
        fingerprint));
    return {};
}

Result<Receipt> veto_reviewed(const Review& review, Ledger& ledger, const Author& own) {
    const auto act = TRY(veto_of(ledger, own));
    return review_and_perform(
        review, ledger, own, act, {},
        "否决一次，把补办推迟 15 天？期间须本人持证到柜台终止，否则到期仍换密钥 Put the "
        "recovery off by 15 days, once? Within them go to the counter with your card to end it, "
        "or the keys are replaced all the same.");
}

Result<> show_own(const Screen& screen, Ledger& ledger, const Author& own) {
    const auto member = TRY(member_of(ledger, own));
    TRY(warn_of_recovery(screen, ledger, own, member));
    const auto names = TRY(LedgerNames::gather(ledger));
    registry::v1::MemberQuery query;
    query.set_member(member.bytes());
    registry::v1::MemberReply said;
    TRY(ledger.ask(own, query, said));
    Rows rows;
    auto roles = nlohmann::json::array();
    for (const auto& held : said.roles()) {
        rows.push_back({names.of(held.office()), behind_bar(held.role())});
        roles.push_back({{"office", to_hex(held.office())}, {"role", held.role()}});
    }
    screen.json_value(nlohmann::json{{"member", to_hex(member.view())},
                                     {"public_key", to_hex(own.public_key().encoded())},
                                     {"roles", roles}});
    screen.say(styled("成员编号 member id  {}", in_fours(member.view())));
    screen.table({"职务（节点所述） roles, as the node says", ""}, rows, "没有职务 No roles.");
    return {};
}

}  // namespace linlian::client
