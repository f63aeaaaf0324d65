#!/usr/bin/env bash
# Five hundred kills, from a seed of the day, which is printed.
set -euo pipefail
LINLIAN_KILLS=500 LINLIAN_SEED=$(date +%Y%m%d) exec "$(dirname "${BASH_SOURCE[0]}")/../kills.sh"
