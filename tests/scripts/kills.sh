#!/usr/bin/env bash
# Kills a real node twenty times under load: nothing acknowledged may be lost, nothing doubled.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
kills=${LINLIAN_KILLS:-20}
seed=${LINLIAN_SEED:-20261121}
exec build/release/tests/kills/kill_nine build/release/bin/linlian "$kills" "$seed"
