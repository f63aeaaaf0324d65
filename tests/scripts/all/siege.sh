#!/usr/bin/env bash
# Bodies that try, act after act, what the powers table denies them, for a minute or so and from
# another seed in every run. It is printed; LINLIAN_SEED=… repeats a run from there on.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.." || exit 1
seed=${LINLIAN_SEED:-$(($(date +%s%N) / 1000))}
if ! tools/build.sh powers_test > /dev/null; then
    echo "0 passed, 1 failed"
    exit 1
fi
echo "sequences of acts from seed $seed on"
passed=0
failed=0
until=$((SECONDS + 60))
while ((SECONDS < until && failed == 0)); do
    if output=$(LINLIAN_SEED=$seed build/release/powers_test --gtest_filter='Siege.*' 2>&1) &&
        grep -q 'PASSED.* 1 test' <<< "$output"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'failed: LINLIAN_SEED=%s tests/scripts/all/siege.sh\n%s\n' "$seed" \
            "$(grep -v '^\[' <<< "$output" | head -n 30)"
    fi
    seed=$((seed + 30)) # as many as the test tries of each set of bodies
done
echo "$passed passed, $failed failed"
exit $((failed > 0))
