// The result of a ballot on the terminal: the verdict on top, then each check as a sentence, then
// the figures. The same facts as on the result notice.
#pragma once

#include "apps/ballot/result_notice.h"
#include "apps/terminal.h"

namespace linlian::apps {

void print_result(const Terminal& terminal, const ResultNotice& notice);

}  // namespace linlian::apps
