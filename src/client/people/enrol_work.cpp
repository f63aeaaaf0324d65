// Acts about keys of people, from the consent of a fresh key to its end. Each act that brings a key
// carries a countersignature of that key over community, type of act and subject
// (modules/registry/rules.h), so that a consent to one act is none to another.
#include "client/people/enrol_work.h"

#include "base/hex.h"
#include "client/client.pb.h"
#include "client/proof/typed.h"
#include "client/read/proven_rows.h"
#include "client/schema/typed_word.h"
#include "client/shown/value_text.h"
#include "codec/refusal.h"
#include "contract/state.pb.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"
#include "roster/custody/typed_code.h"

namespace linlian::client {
namespace {

using registry::v1::Method;

// What a clerk may have looked at: the methods of a second check.
constexpr int methods[] = {registry::v1::ID_CARD_AT_COUNTER, registry::v1::ID_CARD_AT_DOOR,
                           registry::v1::CODE_TO_PHONE, registry::v1::CITY_SERVICE};

// What the ledger would say when the second office confirms, said before the first one signs.
Result<> check_consent(const Hash32& community, const google::protobuf::Descriptor& act,
                       const Id16& member, const KeyConsent& consent) {
    const auto key = PublicKey::decode(consent.key);
    if (!key) return refuse(registry::v1::KEY_MALFORMED);
    const auto hash = registry::countersign_hash(community, act, member.view(), consent.key);
    if (!verify(*key, hash.view(), consent.countersignature))
        return refuse(registry::v1::COUNTERSIGNATURE_WRONG);
    return {};
}

template <class Act>
void put_key(Act& act, const KeyConsent& consent) {
    act.set_key(consent.key);
    act.set_countersignature(consent.countersignature);
}

}  // namespace

Result<KeyConsent> consent_of(const Hash32& community, const google::protobuf::Descriptor& act,
                              const Bytes& subject, const Author& key) {
    auto encoded = key.public_key().encoded();
    const auto message = registry::countersign_message(community, act, subject, encoded);
    auto signature = TRY(key.sign(registry::countersign_tag, message));
    return KeyConsent{std::move(encoded), std::move(signature)};
}

Result<KeyConsent> consent_to_key(const Hash32& community, const Id16& member, const Author& key,
                                  bool is_recovery) {
    const auto* act = is_recovery ? registry::v1::RecoverMember::descriptor()
                                  : registry::v1::EnrolAtCounter::descriptor();
    return consent_of(community, *act, member.bytes(), key);
}

std::string consent_text(const KeyConsent& consent) {
    return to_hex(consent.key) + "." + to_hex(consent.countersignature);
}

Result<KeyConsent> read_consent(const std::string& text) {
    // Without a dot the key would be all of the text, and the signature is empty then, which is
    // refused below. An empty half is no consent either.
    const auto dot = text.find('.');
    const auto key = from_hex(text.substr(0, dot));
    const auto signature = from_hex(dot == std::string::npos ? "" : text.substr(dot + 1));
    if (!key || !signature || key->empty() || signature->empty())
        return tl::unexpected(
            wrong_command("--consent 应为 linlian enrol consent 所印的内容 takes what `linlian "
                          "enrol consent` printed: hex, a dot, hex"));
    return KeyConsent{*key, *signature};
}

Result<roster::Slip> read_slip(const Hash32& community, const std::string& code_or_uri) {
    // A typed code is the seed alone and names no community, so it is taken for one of this node's.
    // A URI says which it is of. Of neither does the number matter here.
    if (!code_or_uri.starts_with("linlian:")) {
        const auto seed = TRY(roster::parse_code(code_or_uri));
        return roster::Slip{community, seed, 0};
    }
    const auto slip = TRY(roster::parse_slip_uri(code_or_uri));
    if (slip.community != community)
        return refuse(v1::SLIP_ELSEWHERE, {{"community", to_hex(slip.community.view())},
                                           {"node", to_hex(community.view())}});
    return slip;
}

Result<Receipt> enrol_by_slip(Ledger& ledger, const roster::Slip& slip, const Author& key) {
    // The slip's own key signs the act, the fresh key countersigns it.
    const auto author = KeyPair::from_seed(
        Suite::ed25519, roster::derive_slip_key_seed(slip.seed, ledger.community()));
    registry::v1::EnrolBySlip act;
    act.set_slip_key(author.public_key().encoded());
    put_key(act, TRY(consent_of(ledger.community(), *act.GetDescriptor(), act.slip_key(), key)));
    auto receipt = perform(ledger, author, act);
    // The ledger knows no such key, which to the holder of the slip means something else.
    // That is what it says of a slip that was used, cancelled or has expired.
    const bool is_dead =
        !receipt && receipt.error().code == codec::make_refusal(machine::v1::KEY_UNKNOWN).code;
    if (!is_dead) return receipt;
    // Their own first try went through, and they never saw its receipt: nobody else used the slip.
    const auto hash = registry::key_hash(key.public_key().encoded());
    const auto own = find_proven(ledger, registry::keys, &key, hash);
    if (own && *own) return refuse(v1::KEY_ENROLLED);
    return refuse(v1::SLIP_DEAD);
}

Result<Method> read_method(const std::string& name) {
    const auto method =
        TRY(read_word_of(*registry::v1::Method_descriptor(), methods, "--method", name));
    return static_cast<Method>(method);
}

Result<registry::v1::ActivateKey> second_check(Ledger& ledger, const Bytes& key, Method method) {
    // The node's word on whose key this is goes into the act, where the clerk reads it in the
    // review. The ledger compares it with its own row.
    registry::v1::KeyQuery query;
    query.set_key(key);
    registry::v1::Key said;
    TRY(ledger.ask(query, said));
    registry::v1::ActivateKey act;
    act.set_key(key);
    act.set_member(said.member());
    act.set_method(method);
    return act;
}

// The method says what the clerk looked at to know who stands before them.
Result<MotionStep> enrol_at_counter(Ledger& ledger, const Author& clerk, const Id16& member,
                                    const KeyConsent& consent, Method method, const Bytes& office) {
    registry::v1::EnrolAtCounter act;
    TRY(check_consent(ledger.community(), *act.GetDescriptor(), member, consent));
    act.set_member(member.bytes());
    act.set_method(method);
    put_key(act, consent);
    return propose(ledger, clerk, act, {office, "柜台登记密钥"});
}

Result<MotionStep> recover_member(Ledger& ledger, const Author& clerk, const Id16& member,
                                  const KeyConsent& consent, const Bytes& office) {
    registry::v1::RecoverMember act;
    TRY(check_consent(ledger.community(), *act.GetDescriptor(), member, consent));
    act.set_member(member.bytes());
    put_key(act, consent);
    return propose(ledger, clerk, act, {office, "补办密钥"});
}

// The act names the new key, so that a veto is of this recovery and not of a later one.
Result<registry::v1::VetoRecovery> veto_of(Ledger& ledger, const Author& own) {
    const auto member = TRY(member_of(ledger, own));
    // By a proof, for a node that kept a recovery quiet would take the member's time to object.
    const auto recovery = TRY(find_proven(ledger, registry::recoveries, &own, member));
    if (!recovery) return refuse(registry::v1::RECOVERY_UNKNOWN);
    registry::v1::VetoRecovery act;
    act.set_key(recovery->public_key());
    return act;
}

Result<> warn_of_recovery(const Screen& screen, Ledger& ledger, const Author& own,
                          const Id16& member) {
    const auto recovery = TRY(find_proven(ledger, registry::recoveries, &own, member));
    if (!recovery) return {};
    const auto due = local_time(Timestamp{recovery->due_ms()});
    screen.warning(styled(
        "有人正为您补办密钥，到 {} 您现有的全部密钥将被替换。若不是您本人办理：linlian enrol veto "
        "--as NAME 推迟一次，并持证到柜台终止 Somebody is replacing your keys: at {} all that you "
        "have are replaced. If it was not you: linlian enrol veto --as NAME puts it off once; then "
        "end it at the counter with your card",
        due, due));
    return {};
}

Result<Receipt> add_key(Ledger& ledger, const Author& own, const Author& fresh) {
    const auto member = TRY(member_of(ledger, own));
    registry::v1::AddKey act;
    act.set_member(member.bytes());
    put_key(act, TRY(consent_of(ledger.community(), *act.GetDescriptor(), act.member(), fresh)));
    return perform(ledger, own, act);
}

Result<Receipt> retire_key(Ledger& ledger, const Author& own, const Bytes& key) {
    registry::v1::RetireKey act;
    act.set_key(key);
    return perform(ledger, own, act);
}

}  // namespace linlian::client
