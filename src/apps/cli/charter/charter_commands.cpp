// `linlian charter powers`: who can cause which act in a living community.
#include "apps/cli/options.h"
#include "client/shown/powers_text.h"

namespace linlian::apps {

void add_charter_commands(Command app, Options& options) {
    const auto charter = app.add_command("charter", "The charter of a community 治理章程");
    charter.needs_command();
    const auto table = charter.add_command("powers", "Who can cause which act 谁可促成哪项操作");
    on_run(table, options, [&options]() -> Result<> {
        const auto ledger = TRY(options.connect());
        return client::show_powers(options.terminal(), *ledger);
    });
}

}  // namespace linlian::apps
