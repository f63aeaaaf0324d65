#!/usr/bin/env bash
# The gate: every rule that a script can hold, in under a minute. Each check prints
# `file:line: what is wrong; what to do`, and the last line counts the checks.
# shellcheck disable=SC2317 # the checks are functions, called by name
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

passed=0
failed=0
check() {
    local name=$1 output begun=${EPOCHREALTIME/./}
    shift
    if output=$("$@" 2>&1); then
        passed=$((passed + 1))
        printf 'ok      %-12s %6d ms\n' "$name" $(((${EPOCHREALTIME/./} - begun) / 1000))
    else
        failed=$((failed + 1))
        printf '%s\nFAILED  %s\n' "$output" "$name"
    fi
}

ours() { python3 tools/checking.py "$@"; }

format() {
    ours .h .cpp | xargs -r -n 20 -P "$(nproc)" \
        clang-format-16 --dry-run -Werror --ferror-limit=3
}

spelling() {
    ours .md .h .cpp .proto .sh .py .cmake |
        xargs -r codespell --ignore-words tools/spelling_ignore.txt
}

shell() {
    # shellcheck disable=SC2046 # our file names hold no blanks
    shellcheck --severity=info run test linlian .ci/run $(ours .sh)
}

package_lists() {
    local list
    for list in tools/packages.txt tools/packages-all.txt; do
        if ! LC_ALL=C sort -cu "$list"; then
            echo "$list:1: the names are not sorted or stand twice; LC_ALL=C sort -u them"
            return 1
        fi
    done
}

check format format
for script in tools/check_*.py; do
    name=${script#tools/check_}
    check "${name%.py}" python3 "$script"
done
check spelling spelling
check shell shell
check packages package_lists
check "the checks" python3 tools/checks_test.py

echo "$passed passed, $failed failed"
exit $((failed > 0))
