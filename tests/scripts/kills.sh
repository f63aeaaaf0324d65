#!/usr/bin/env bash
# Kills a real node twenty times under load: nothing acknowledged may be lost, nothing doubled.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exec build/release/tests/kills/kill_nine build/release/bin/linlian "${LINLIAN_KILLS:-20}" "${LINLIAN_SEED:-20261121}"
