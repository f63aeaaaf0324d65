#!/usr/bin/env bash
# Builds Linlian: tools/build.sh [--preset NAME] [TARGET...]   (preset: release; target: all)
# Installs missing packages, configures when needed, compiles with one line of progress. The
# compiler's own output goes to build/PRESET.log and is shown when something fails.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

preset=release
if [[ ${1:-} == --preset ]]; then
    preset=$2
    shift 2
fi
targets=("$@")
log=build/$preset.log

# As many compilers as cores, but no more than memory allows: the largest file takes about 1.5 GB.
compile_jobs() {
    local cores by_memory
    cores=$(nproc)
    by_memory=$(($(sed -n 's/^MemAvailable: *\([0-9]*\) kB/\1/p' /proc/meminfo) / 1500000))
    echo $((by_memory < 1 ? 1 : by_memory < cores ? by_memory : cores))
}

# Reads the build's output; keeps all of it in the log, shows how far it is.
show_progress() {
    local line shown=$SECONDS
    while IFS= read -r line; do
        printf '%s\n' "$line" >> "$log"
        if [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]]; then
            if [[ -t 1 ]]; then
                printf '\r\033[Kbuilding %s: %s of %s' "$preset" "${BASH_REMATCH[@]:1:2}"
            elif ((SECONDS - shown >= 30)); then
                shown=$SECONDS
                echo "building $preset: ${BASH_REMATCH[1]} of ${BASH_REMATCH[2]}"
            fi
        fi
    done
    if [[ -t 1 ]]; then printf '\r\033[K'; fi
}

explain_failure() {
    # From the first failed step on; a configure error has no such line and is shown by its end.
    { sed -n '/^FAILED:/,$p' "$log" | head -n 120; } >&2
    if ! grep -q '^FAILED:' "$log"; then tail -n 40 "$log" >&2; fi
    echo "The build failed; all of its output is in $log." >&2
}

all_packages=()
if [[ $preset == fuzz ]]; then all_packages=(--all); fi
tools/install_packages.sh "${all_packages[@]}"

mkdir -p build
exec 9> "build/$preset.lock"
flock 9 # two builds in one tree would trip over each other
: > "$log"
if [[ ! -f build/$preset/build.ninja ]]; then
    echo "Configuring and building Linlian ($preset). The first time this takes some minutes."
    if ! cmake --preset "$preset" >> "$log" 2>&1; then
        explain_failure
        exit 1
    fi
fi
command=(cmake --build "build/$preset" -j "$(compile_jobs)")
if ((${#targets[@]})); then command+=(--target "${targets[@]}"); fi
if ! "${command[@]}" 2>&1 < /dev/null 9>&- | show_progress; then
    explain_failure
    exit 1
fi
