// `linlian verify` over files: a recount is a kind of its own, all else is a bundle.
#include "client/proof/verifying.h"

#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/result/recount.h"
#include "client/result/recount_text.h"
#include "codec/options.pb.h"
#include "modules/all_modules.h"

#include <nlohmann/json.hpp>

namespace linlian::client {

Result<Verified> verify_bytes(const Screen& screen, BytesView file,
                              const std::optional<Hash32>& community,
                              std::vector<light::Statement>& statements) {
    // A recount holds a whole ballot, and adds no statement: its result is told by itself.
    if (is_recount(file)) return verify_recount_file(screen, file, community);
    auto statement = TRY(light::verify_bundle(file, community, whole_program()));
    print_statement(screen, statement);
    statements.push_back(std::move(statement));
    return verified(statements.back());
}

// For a person to compare with the paper; nothing here can see what is printed there.
void say_printed_result(const Screen& screen, const std::vector<light::Statement>& statements) {
    screen.say("");
    const auto printed = printed_result(statements);
    if (!printed)
        return screen.warning(
            "这些文件不是同一表决在同一高度的全部结果（各项结果和 "
            ".poll），不能得出公告上的结果指纹 "
            "These files are not all verdicts of one ballot with its .poll, of one height: the "
            "result hash of the notice cannot be made of them");
    screen.json_value(nlohmann::json{{"ballot", to_hex(printed->ballot.view())},
                                     {"printed_result_hash", to_hex(printed->hash.view())}});
    screen.say(styled("结果指纹，与公告所印比对 result hash, to compare with the notice\n  {}",
                      in_fours(printed->hash.view())));
}

// By the mark on the act in the schema. Acts that this program does not know, and proofs without a
// body, show no choice and no residence.
bool is_about_persons(const light::Statement& statement) {
    const auto* fact = std::get_if<light::ProvenTransaction>(&statement.fact);
    const auto* type =
        fact == nullptr || !fact->body
            ? nullptr
            : google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
                  fact->body->act_type());
    return type != nullptr && type->options().GetExtension(codec::v1::act).personal();
}

bool is_personal_row(const std::string& name) {
    for (const auto& module : all_modules()) {
        for (const auto& table : module.tables)
            // Paths of tables end with a slash, so none is the beginning of another one's name.
            if (name.starts_with(table.path) && table.privacy == state::Privacy::personal)
                return true;
    }
    return false;
}

}  // namespace linlian::client
