#!/usr/bin/env bash
# Runs clang-tidy over sources: those named, or those that differ from the branch main. It takes
# seconds a file, so it is for a change at hand and not in the gate. Needs a configured build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tools/install_packages.sh --all
files=("$@")
if ((${#files[@]} == 0)); then
    mapfile -t files < <(git diff --name-only --diff-filter=d main -- 'src/*.cpp')
fi
if ((${#files[@]} == 0)); then
    echo "No source differs from main; name the files to look at."
    exit 0
fi
printf '%s\n' "${files[@]}" | xargs -n 1 -P "$(nproc)" clang-tidy-16 --quiet -p build/release
