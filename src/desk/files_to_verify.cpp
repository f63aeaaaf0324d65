#include "desk/files_to_verify.h"

#include "client/proof/typed.h"
#include "client/proof/verifying.h"
#include "client/words/refusal_words.h"
#include "desk/files.h"

namespace linlian::desk {

using namespace client;

Result<Verified> verify_files(const Screen& screen, const std::vector<std::string>& files,
                              const std::optional<Hash32>& community) {
    auto ended = Verified::anchored;
    std::vector<light::Statement> statements;
    for (const auto& name : files) {
        const auto file = read_input(name);
        if (!file) return tl::unexpected(wrong_command(refusal_words(file.error()).both()));
        const auto one = TRY(verify_bytes(screen, *file, community, statements));
        ended = graver(ended, one);
    }
    if (files.size() > 1) say_printed_result(screen, statements);
    return ended;
}

}  // namespace linlian::desk
