#!/usr/bin/env bash
# The measurements of tests/bench at work: that each comes to an end, and that who reads a frozen
# roll is served at the rate that docs/performance.md promises.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.." || exit 1

passed=0
failed=0
judge() { # judge STATUS WHAT
    if (($1 == 0)); then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $2"
    fi
}

tools/build.sh benches
judge $? "the measurements are built"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for name in api ballot roll tally tree; do
    "build/release/tests/bench/${name}_bench" --benchmark_min_time=0.2 \
        --benchmark_out="$folder/$name.json" --benchmark_out_format=json > "$folder/log" 2>&1
    judge $? "${name}_bench comes to an end: $(tail -n 3 "$folder/log")"
done
build/release/tests/bench/serial_bench 20000 200 > "$folder/log" 2>&1
judge $? "serial_bench comes to an end: $(tail -n 3 "$folder/log")"

# reads NAME: a measurement of the ballot's readers says how many of them it served in a second.
reads() {
    python3 - "$folder/ballot.json" "$1" << 'END'
import json
import sys

figures = {run["name"]: run for run in json.load(open(sys.argv[1]))["benchmarks"]}
rate = figures[sys.argv[2]]["items_per_second"]
print(f"{sys.argv[2]}: {rate:,.0f} a second")
sys.exit(rate < 5000)
END
    judge $? "$1: at least 5,000 a second"
}
reads ask_own_line/1
reads ask_roll_page/1

printf '%d passed, %d failed\n' "$passed" "$failed"
exit $((failed > 0))
