#!/usr/bin/env bash
# The example that tools/new_module.py writes must build with the sources as they are now, pass the
# gate, and pass its own tests among those of the other modules.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.." || exit 1
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
passed=0
failed=0

expect() {
    local what=$1 output
    shift
    if output=$("$@" 2>&1); then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'failed: %s\n%s\n' "$what" "$(tail -n 40 <<< "$output")"
    fi
}

python3 tools/checking.py | tar -c --files-from=- | tar -x -C "$copy"
cd "$copy" || exit 1
expect "writing the module" tools/new_module.py zebra
expect "the gate over it" tools/check.sh
expect "building it" tools/build.sh modules_test
expect "its tests" build/release/modules_test --gtest_filter='Post.*:NoteQuery.*'

echo "$passed passed, $failed failed"
exit $((failed > 0))
