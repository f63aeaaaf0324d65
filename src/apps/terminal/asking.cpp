#include "apps/terminal/asking.h"

#include "apps/terminal/terminal.h"
#include "client/client.pb.h"
#include "codec/refusal.h"

#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace linlian::apps {

using namespace client;

Result<> confirm(bool yes, const Styled& question) {
    if (yes) return {};
    if (::isatty(STDIN_FILENO) != 1) return refuse(client::v1::NOT_CONFIRMED);
    // What was typed or pasted before the question was there is no answer to it.
    (void)::tcflush(STDIN_FILENO, TCIFLUSH);
    Terminal{false}.ask(styled("{} [y/N] ", question));
    std::string answer;
    std::getline(std::cin, answer);
    if (answer.starts_with("y") || answer.starts_with("Y") || answer.starts_with("是")) return {};
    return refuse(client::v1::NOT_CONFIRMED);
}

std::string ask_secret(const Styled& question) {
    if (::isatty(STDIN_FILENO) != 1) return {};
    const Terminal terminal{false};
    terminal.ask(question);
    termios before{};
    ::tcgetattr(STDIN_FILENO, &before);
    termios quiet = before;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &quiet);
    std::string line;
    std::getline(std::cin, line);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &before);
    terminal.ask(styled("\n"));
    return line;
}

}  // namespace linlian::apps
