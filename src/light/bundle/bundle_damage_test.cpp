// Bundles of every kind, damaged in every place: none may verify, as itself or as anything else.
#include "light/bundle/bundle.h"
#include "light/bundle/bundle_for_tests.h"

#include <gtest/gtest.h>

#include <set>

namespace linlian::light {
namespace {

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

std::vector<v1::Bundle> one_of_each_kind() {
    const TestLedger ledger = test_ledger();
    Header other = ledger.seal.header;
    other.app_hash = sha256("another past").bytes();
    auto older = ledger;
    older.tip.height = 4;
    older.tip.log = {};
    older.tip.log.append(leaf_hash("another past"));
    seal_tip(older);
    return {transaction_bundle(ledger),
            due_bundle(ledger),
            row_bundle(ledger, tree_row("2"), "elm"),
            row_bundle(ledger, tree_row("4"), std::nullopt),
            bird_bundle(ledger, "owl", "a nest"),
            bird_bundle(ledger, "wren", std::nullopt),
            prefix_bundle(ledger, 3),
            rewrite_bundle(prefix_bundle(ledger, 1), older.bundle()),
            fork_bundle(ledger.genesis, {ledger.seal.header, ledger.seal.commit},
                        {other, test_commit(ledger.seal.validators, other, "ccca")})};
}

bool verifies(const Bytes& bytes) {
    return verify_bundle(bytes, std::nullopt, test_program()).has_value();
}

// What the digest cannot tell is found by whatever it breaks: the form, a proof or a signature.
bool is_refusal(const std::string& code) {
    static const std::set<std::string> known{
        "light.BUNDLE_MALFORMED",     "light.OTHER_APP_STATE",       "light.NO_FORK",
        "light.OUTSIDE_LOG",          "light.OUTSIDE_STATE",         "light.TRANSACTION_MISMATCH",
        "light.EFFECTS_MISMATCH",     "light.PREFIX_BROKEN",         "light.AUTHOR_SIGNATURE_WRONG",
        "light.SECRET_UNPROVEN",      "light.ROW_UNREADABLE",        "light.OTHER_CHAIN",
        "light.OTHER_VALIDATORS",     "light.OTHER_HEIGHT",          "light.OTHER_BLOCK",
        "light.OTHER_SIGNER",         "light.HEADER_MALFORMED",      "light.COMMIT_MALFORMED",
        "light.POWER_TOO_LOW",        "light.SIGNATURES_MISCOUNTED", "light.COMMIT_SIGNATURE_WRONG",
        "light.VALIDATORS_MALFORMED", "light.HISTORY_BROKEN"};
    return known.contains(code);
}
bool is_refused(const Bytes& bytes) {
    return is_refusal(code_of(verify_bundle(bytes, std::nullopt, test_program())));
}

// The part of a malformed bundle that is named, or the code of another refusal; empty: none.
std::string broken_part(const Bytes& bytes) {
    const auto statement = verify_bundle(bytes, std::nullopt, test_program());
    if (statement) return "";
    const auto& refusal = statement.error();
    return refusal.code == "light.BUNDLE_MALFORMED" ? refusal.figures.at(0).value : refusal.code;
}

// All of a file before its digest field.
Bytes without_digest(const v1::Bundle& bundle) { return codec::encode(bundle); }

// What somebody would send who changes a bundle and knows how files are made.
Bytes with_digest(const Bytes& body) {
    return body + Bytes("\x7a\x20", 2) + bundle_digest(body).bytes();
}

// The bundle says that a row is absent, and so it is in the test ledger.
bool is_true_absence(const Statement& statement) {
    const auto* row = std::get_if<ProvenRow>(&statement.fact);
    const std::vector<Bytes> known{tree_row("1"), tree_row("2"), tree_row("3")};
    return row != nullptr && !row->value &&
           std::find(known.begin(), known.end(), row->key) == known.end();
}

}  // namespace

TEST(DamagedBundle, is_refused_with_any_byte_changed) {
    for (const auto& bundle : one_of_each_kind()) {
        const Bytes whole = encode_bundle(bundle);
        ASSERT_TRUE(verifies(whole));
        for (std::size_t i = 0; i < whole.size(); ++i) {
            for (const int flip : {0x01, 0x10, 0x80, 0xff}) {
                Bytes damaged = whole;
                damaged[i] ^= static_cast<char>(flip);
                EXPECT_EQ(broken_part(damaged), "digest") << bundle.fact_case() << " byte " << i;
            }
        }
    }
}

TEST(DamagedBundle, is_refused_with_a_byte_missing_or_added) {
    for (const auto& bundle : one_of_each_kind()) {
        const Bytes whole = encode_bundle(bundle);
        for (std::size_t i = 0; i < whole.size(); ++i) {
            EXPECT_EQ(broken_part(whole.substr(0, i) + whole.substr(i + 1)), "digest") << i;
            EXPECT_EQ(broken_part(whole.substr(0, i) + '\0' + whole.substr(i)), "digest") << i;
            EXPECT_EQ(broken_part(whole.substr(0, i)), "digest") << i;
        }
        EXPECT_EQ(broken_part(whole + '\0'), "digest");
        EXPECT_EQ(broken_part(whole + whole), "digest");
    }
}

TEST(ForgedBundle, is_refused_with_any_byte_changed_and_the_digest_made_anew) {
    for (const auto& bundle : one_of_each_kind()) {
        const Bytes body = without_digest(bundle);
        ASSERT_TRUE(verifies(with_digest(body)));
        for (std::size_t i = 0; i < body.size(); ++i) {
            Bytes forged = body;
            forged[i] ^= static_cast<char>(1 << i % 8);
            const auto statement = verify_bundle(with_digest(forged), std::nullopt, test_program());
            if (is_refusal(code_of(statement))) continue;
            ASSERT_TRUE(statement) << statement.error().code;
            EXPECT_TRUE(is_true_absence(*statement)) << bundle.fact_case() << " byte " << i;
        }
    }
}

TEST(ForgedBundle, is_refused_with_a_byte_missing_or_added_and_the_digest_made_anew) {
    for (const auto& bundle : one_of_each_kind()) {
        const Bytes body = without_digest(bundle);
        for (std::size_t i = 0; i < body.size(); ++i) {
            EXPECT_TRUE(is_refused(with_digest(body.substr(0, i) + body.substr(i + 1)))) << i;
            EXPECT_TRUE(is_refused(with_digest(body.substr(0, i) + '\0' + body.substr(i)))) << i;
        }
        EXPECT_EQ(broken_part(with_digest(body + Bytes("\x50\x01", 2))), "encoding")
            << "an unknown field";
    }
}

}  // namespace linlian::light
