#!/usr/bin/env bash
# The committed pages of docs/reference are what the schema says now.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
build/release/bin/linlian reference "$folder" > /dev/null
passed=0
failed=0
for page in "$folder"/*.md; do
    if diff -q "$page" "docs/reference/$(basename "$page")" > /dev/null; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "docs/reference/$(basename "$page") is old; run ./linlian reference"
    fi
done
echo "$passed passed, $failed failed"
((failed == 0))
