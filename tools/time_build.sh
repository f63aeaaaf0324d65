#!/usr/bin/env bash
# Measures what building costs on this machine, in a folder of its own and without the compiler
# cache: everything from nothing; one source of a module changed; and how many objects depend on
# the schema of a module. Takes as long as a build from nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tools/install_packages.sh
folder=build/timed
rm -rf "$folder"
trap 'rm -rf "$folder"' EXIT
export CCACHE_DISABLE=1
cmake --preset release -B "$folder" > "build/timed.log"

# timed NAME COMMAND...: what it takes on the clock and of processors.
timed() {
    local name=$1
    shift
    TIMEFORMAT="$name: %R s, %U s of processors and %S s of the kernel"
    time "$@" >> "build/timed.log"
}
timed "everything" ninja -C "$folder"
echo "objects: $(find "$folder" -name '*.o' | wc -l)"
touch src/modules/ballot/vote/casting.cpp
timed "one source of a module, all programs linked" ninja -C "$folder"
touch src/modules/motion/motion.proto
echo "objects after the schema of one module changed:" \
    "$(ninja -C "$folder" -n | grep -c 'Building CXX object')"
grep -m1 'model name' /proc/cpuinfo | sed 's/.*: //'
echo "$(nproc) processors"
