#!/usr/bin/env bash
# Long simulations, of other seeds every day. The seed of a run that fails is printed; it belongs
# into tests/simulation/simulation_test.cpp then.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.." || exit 1
program=build/release/tests/simulation/simulation
passed=0
failed=0
if ! tools/build.sh simulation > /dev/null; then
    echo "0 passed, 1 failed"
    exit 1
fi
first=$(date +%Y%m%d)00
for seed in $(seq "$first" $((first + 11))); do
    if output=$("$program" --seed "$seed" --blocks 400 2>&1); then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'failed: seed %s\n%s\n' "$seed" "$(tail -n 30 <<< "$output")"
    fi
done
echo "$passed passed, $failed failed"
exit $((failed > 0))
