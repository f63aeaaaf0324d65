#include "apps/options.h"

#include "apps/apps.pb.h"
#include "apps/caught.h"
#include "apps/far_door.h"
#include "codec/refusal.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace linlian::apps {
namespace {

// Asks without showing what is typed.
std::string ask_passphrase(const std::string& name) {
    if (::isatty(STDIN_FILENO) != 1) return {};
    fmt::print(stderr, "Passphrase of key {}: ", name);
    termios before{};
    ::tcgetattr(STDIN_FILENO, &before);
    termios quiet = before;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &quiet);
    std::string line;
    std::getline(std::cin, line);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &before);
    fmt::print(stderr, "\n");
    return line;
}

}  // namespace

KeyStore Options::key_store() const {
    return KeyStore{keys.empty() ? std::filesystem::path{data} / "keys"
                                 : std::filesystem::path{keys}};
}

Result<KeyPair> Options::key(const std::string& name) const {
    const auto store = key_store();
    const auto info = store.info(name);
    if (!info) return tl::unexpected(info.error());
    const char* given = std::getenv("LINLIAN_PASSPHRASE");
    auto& passphrase = passphrases[name];
    if (passphrase.empty() && given != nullptr) passphrase = given;
    if (info->has_passphrase && passphrase.empty()) passphrase = ask_passphrase(name);
    return store.open(name, passphrase);
}

Result<KeyPair> Options::acting_key() const {
    if (as.empty())
        return refuse(v1::COMMAND_WRONG,
                      {{"reason", "say who acts: --as NAME (`linlian key list` shows the names)"}});
    return key(as);
}

Result<std::pair<std::string, std::uint16_t>> Options::node_address() const {
    const auto colon = node.rfind(':');
    std::uint16_t port = 0;
    const char* end = node.data() + node.size();
    const bool fits =
        colon != std::string::npos &&
        std::from_chars(node.data() + colon + 1, end, port) == std::from_chars_result{end, {}};
    if (!fits)
        return refuse(v1::COMMAND_WRONG, {{"reason", "--node takes HOST:PORT, not " + node}});
    return std::pair{node.substr(0, colon), port};
}

Result<std::unique_ptr<LedgerDoor>> Options::connect() const {
    const auto address = node_address();
    if (!address) return tl::unexpected(address.error());
    auto door = FarDoor::connect(address->first, address->second);
    if (door && !as.empty()) (*door)->read_as([this] { return acting_key(); });
    return door;
}

void on_run(CLI::App* command, Options& options, std::function<Result<>()> body) {
    command->callback([&options, body = std::move(body)] {
        if (const auto done = without_exceptions(body); !done) {
            options.terminal().refusal(done.error());
            const bool wrong_usage =
                done.error().code == codec::make_refusal(v1::COMMAND_WRONG).code;
            options.status = wrong_usage ? 2 : 1;
        }
    });
}

}  // namespace linlian::apps
