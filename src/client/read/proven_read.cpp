// What a bundle proves is believed in three steps: it holds for the community that the client
// knows, it is no fork, and its head is of one ledger with all that were seen. Rows and heads come
// through `believe`, so nothing is read past the second and third step.
#include "client/read/proven_read.h"

#include "client/client.pb.h"
#include "client/proof/typed.h"
#include "codec/refusal.h"
#include "engine/refusals.pb.h"

namespace linlian::client {

ProvenRead::ProvenRead(const Hash32& community, machine::Program program, KnownHeads heads,
                       AskPrefix ask_prefix, Believed believed)
    : community_(community),
      program_(std::move(program)),
      heads_(std::move(heads)),
      ask_prefix_(std::move(ask_prefix)),
      believed_(std::move(believed)) {}

Result<light::Statement> ProvenRead::believe(BytesView bundle) {
    auto statement = TRY(light::verify_bundle(bundle, community_, program_));
    // A fork is no head of the ledger; nobody here asks for one.
    const bool has_head = !std::holds_alternative<light::ProvenFork>(statement.fact) &&
                          !std::holds_alternative<light::ProvenRewrite>(statement.fact);
    if (!has_head) return refuse(v1::ANSWER_DIFFERS, {{"what", "fork"}});
    TRY(heads_.see(head_of(statement, bundle), {program_, community_, ask_prefix_}));
    moment_.insert(statement.height);
    if (believed_) believed_(statement);
    return statement;
}

Result<light::Statement> ProvenRead::row_statement(BytesView bundle, BytesView key) {
    auto statement = TRY(believe(bundle));
    const auto* row = std::get_if<light::ProvenRow>(&statement.fact);
    // A true proof of another row is no answer to this question.
    if (row == nullptr || row->key != key) return refuse(v1::ANSWER_DIFFERS, {{"what", "row"}});
    return statement;
}

Result<std::optional<Bytes>> ProvenRead::row(BytesView bundle, BytesView key) {
    const auto statement = TRY(row_statement(bundle, key));
    return std::get<light::ProvenRow>(statement.fact).value;
}

Result<light::Statement> ProvenRead::head() {
    const auto newest = heads_.newest(community_);
    auto bundle = ask_prefix_(newest ? newest->log_size : 0);
    // A node below it shows where it stands, and is compared.
    if (!bundle && bundle.error().code == codec::make_refusal(engine::v1::HEAD_AHEAD).code)
        bundle = ask_prefix_(0);
    if (!bundle) return tl::unexpected(bundle.error());
    return believe(*bundle);
}

Result<ProvenRead::Loss> ProvenRead::loss() const {
    const auto bundle = TRY(ask_prefix_(0));
    const auto statement = TRY(light::verify_bundle(bundle, community_, program_));
    const auto seen = heads_.newest(community_);
    if (!seen || !std::holds_alternative<light::ProvenPrefix>(statement.fact))
        return refuse(v1::ANSWER_DIFFERS, {{"what", "head"}});
    Loss loss{*seen, head_of(statement, bundle)};
    if (tells_of_loss(loss.seen, loss.now)) return loss;
    return refuse(v1::HEAD_WENT_BACK, {{"height", std::to_string(loss.now.height)},
                                       {"seen", std::to_string(loss.seen.height)}});
}

Result<std::string> ProvenRead::go_on_after(const Loss& loss) {
    return heads_.set_back(community_, loss.seen, loss.now);
}

Result<Bytes> ProvenRead::key_named(const std::string& name) const {
    const auto* table = program_.find_table(name);
    const auto parts = table == nullptr
                           ? std::optional<Bytes>{}
                           : codec::key_from_text(table->parts, name.substr(table->path.size()));
    if (!parts)
        return tl::unexpected(wrong_command(
            name +
            " 不是任何数据表的键，写作 表名/键 is no row of a table: write TABLE/KEY, as "
            "registry/estate/ID (GET /schema lists the tables)"));
    return table->path + *parts;
}

}  // namespace linlian::client
