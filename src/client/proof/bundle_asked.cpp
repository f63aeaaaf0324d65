#include "client/proof/bundle_asked.h"

#include "api/api.pb.h"
#include "client/proof/statement_key.h"
#include "client/proof/typed.h"
#include "client/proof/verifying.h"
#include "contract/state.pb.h"

namespace linlian::client {

namespace {

bool is_for_some(const Refusal& refusal) {
    return refusal.code == codec::make_refusal(api::v1::TRANSACTION_PERSONAL).code ||
           refusal.code == codec::make_refusal(machine::v1::ASKER_NEEDED).code;
}

// `fetch` takes the reader; whoever was not named is asked of only where it must be somebody.
template <class Fetch>
auto fetch_as_reader(const BundleAsked& asked, const Fetch& fetch) -> decltype(fetch(nullptr)) {
    if (!asked.is_reader_named) {
        auto made = fetch(nullptr);
        if (made || !is_for_some(made.error()) || !asked.open_reader) return made;
    }
    const auto reader = TRY(asked.open_reader());
    return fetch(reader.get());
}

Result<Bytes> fetch_row(const Screen& screen, RemoteLedger& ledger, const BundleAsked& asked) {
    const auto key = TRY(ledger.proofs().key_named(asked.row));
    if (!could_be_a_key(key))
        return tl::unexpected(
            wrong_command("任何记录都不可能有这个键，请核对其写法 no row can have this key: "
                          "look at how it is "
                          "written"));
    auto proof = TRY(fetch_as_reader(
        asked, [&](const Author* reader) { return ledger.prove_row(asked.row, reader); }));
    if (is_personal_row(asked.row) && proof.value)
        screen.warning(
            "文件中有关于个人的内容（如您的选择），只有您能读取；给谁看由您决定 The file tells "
            "of "
            "persons, as what you chose, and is readable by you alone: who sees it is up to "
            "you.");
    return std::move(proof.bundle);
}

}  // namespace

Result<> check_asked(const BundleAsked& asked) {
    if (asked.transaction.empty() != asked.row.empty()) return {};
    return tl::unexpected(
        wrong_command("请指明要证明什么 say what to prove: --tx ID or --row TABLE/KEY"));
}

Result<Bytes> fetch_bundle(const Screen& screen, RemoteLedger& ledger, const BundleAsked& asked) {
    if (!asked.row.empty()) return fetch_row(screen, ledger, asked);
    const auto id = TRY(read_hash(asked.transaction, "--tx"));
    auto proof = TRY(fetch_as_reader(
        asked, [&](const Author* reader) { return ledger.prove_transaction(id, reader); }));
    if (is_about_persons(proof.statement))
        screen.warning(
            "文件中有您操作的全部内容，只有您能读取；给谁看由您决定 "
            "The file holds all that your act says, readable by you alone: who sees it is up to "
            "you.");
    return std::move(proof.bundle);
}

}  // namespace linlian::client
