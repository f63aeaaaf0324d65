// simulation --seed N --blocks N: one long run, for tests at length and to repeat a seed that
// failed. Prints the seed first and last, so that it stands beside whatever went wrong.
#include "base/hex.h"
#include "simulation/simulation.h"

#include <CLI/CLI.hpp>

#include <iostream>

int main(int count, char** arguments) {
    std::uint64_t seed = 1;
    std::uint64_t blocks = 1000;
    std::uint64_t seeds = 1;
    CLI::App app{"A simulated ledger: several machines and a naive model, compared block by block"};
    app.add_option("--seed", seed, "the seed; the same seed gives the same run");
    app.add_option("--blocks", blocks, "how many blocks of each seed");
    app.add_option("--seeds", seeds, "how many seeds, from --seed upwards");
    CLI11_PARSE(app, count, arguments);

    bool failed = false;
    for (std::uint64_t i = 0; i < seeds && !failed; ++i, ++seed) {
        std::cout << "SEED " << seed << std::endl;
        const auto report = linlian::simulation::simulate(seed, blocks);
        std::cout << report.fault_rates << "\n";
        for (const auto& [outcome, times] : report.outcomes)
            std::cout << "  " << times << "  " << outcome << "\n";
        for (const auto& [verdict, times] : report.verdicts)
            std::cout << "  " << times << "  " << verdict << "\n";
        std::cout << report.blocks << " blocks, " << report.passed_over << " passed over, "
                  << report.unopened << " did not open\nstate root "
                  << linlian::to_hex(report.state_root.view()) << "\n";
        for (const auto& fault : report.faults) std::cout << "FAULT " << fault << "\n";
        failed = !report.faults.empty();
        std::cout << "SEED " << seed << (failed ? " failed" : " passed") << std::endl;
    }
    return failed ? 1 : 0;
}
