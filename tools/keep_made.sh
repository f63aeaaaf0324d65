#!/usr/bin/env bash
# Writes anew what is made from the code and kept in the repository: the golden vectors of the
# modules and the pages of docs/reference. Read what changed before committing it.
# With GTEST_FILTER='Zebra*' only what the scenarios of those tests show.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
vectors=$(mktemp -d)
trap 'rm -rf "$vectors"' EXIT
tools/build.sh linlian modules_test
# The vectors that are kept now say nothing of what the scenarios do.
filter=${GTEST_FILTER:-*}
if ! LINLIAN_VECTORS="$vectors" GTEST_FILTER="$filter:-*Vectors.*" \
    build/release/modules_test > "$vectors.log" 2>&1; then
    tail -n 40 "$vectors.log" >&2
    echo "A scenario fails: nothing was kept." >&2
    exit 1
fi
rm -f "$vectors.log"
tools/keep_vectors.py "$vectors"
build/release/bin/linlian reference docs/reference
