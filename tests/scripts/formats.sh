#!/usr/bin/env bash
# The pages of docs/formats and their vectors, held against an implementation in another language.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exec python3 tests/vectors/check.py
