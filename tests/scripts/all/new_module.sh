#!/usr/bin/env bash
# The whole way of CONTRIBUTING: what tools/new_module.py writes builds with the sources as they are
# now and passes the gate and its tests; the program with it carries out the kept ledger to the same
# roots, takes the module in there by its amendment, and runs a new ledger in which the module is in
# force from the start, up to a verified bundle.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.." || exit 1
copy=$(mktemp -d)
python3 tools/checking.py | tar -c --files-from=- | tar -x -C "$copy"
cd "$copy" || exit 1
# shellcheck source=tests/scripts/parts/node.sh
source tests/scripts/parts/node.sh
trap 'stop_node; rm -rf "$folder" "$copy"' EXIT

# step WHAT COMMAND…: a command that must succeed; its output stays in $output.
step() {
    local what=$1
    shift
    said=""
    if output=$("$@" 2>&1); then passed=$((passed + 1)); else fail "$what" "$output"; fi
}

# asks_for TEXT: the gate fails and says so.
# shellcheck disable=SC2317 # step calls it
asks_for() {
    local said_by_gate
    said_by_gate=$(tools/check.sh) && return 1
    grep -F "$1" <<< "$said_by_gate"
}

# review ACT WORST AGAINST: its line of the table of powers is read.
review() {
    python3 - "$@" << 'END'
import sys
sys.path.insert(0, "tools")
import check_review as check
act, worst, against = sys.argv[1:]
table = check.rows_of_table(open(check.TABLE, encoding="utf-8").read())
with open(check.REVIEW, "a", encoding="utf-8") as page:
    page.write(f"| {act} | {check.mark_of([table[act][1]])} | {worst} | {against} |\n")
END
}

# ---- From nothing to a program with one module more
step "writing the module" tools/new_module.py zebra
step "building the program" tools/build.sh linlian modules_test kept_ledger_test
step "its vectors and pages" env GTEST_FILTER='Zebra*' tools/keep_made.sh
step "its page says how it enters" grep -q "by amendment \`zebra\`" docs/reference/zebra.md
step "the pages are those of the schema" tests/scripts/reference.sh
step "the gate asks that its powers are read" asks_for "Post is not in docs/powers-review.md"
review Post "leave notes that nobody wants" "a note is short and has its author, for ever"
step "the gate over it" tools/check.sh
step "its tests" build/release/modules_test --gtest_filter='Zebra*:Vectors.*:RowFields.*'

# ---- A ledger that exists
step "the kept ledger" build/release/tests/kept/kept_ledger_test
has "carried out: linlian.zebra.v1.Post" "takes the module in and uses it"

# ---- A new ledger
genesis=$(cat docs/operating/genesis.toml)
while read -r known; do
    expect 0 "a key" --json key new "founder-${known:2:6}"
    genesis=${genesis//$known/$(field 0 public_key)}
done < <(grep -oP '(?<=^key = ")[0-9a-f]+' <<< "$genesis")
by=founder-${known:2:6}
printf '%s\n[zebra]\nnotes = ["welcome"]\n' "$genesis" > "$folder/genesis.toml"
expect 0 "the ledger is founded" --json init "$folder/genesis.toml"
community=$(field community)
start_node
expect 0 "a note" --json --as "$by" act zebra.post --text hello
transaction=$(field leaf id)
posted=$(field effects events 0 content) # its first field is the id of the note
note=${posted:4:32}
expect 0 "it is read" --json ask zebra.note --note "$note"
is "$(field text)" hello "as it was written"
expect 0 "who can cause which act" charter powers
has "post a note" "and this one is among them"
expect 0 "a bundle of the act" bundle --tx "$transaction" -o "$folder/note.bundle"
expect 0 "it holds" verify "$folder/note.bundle" --community "$community"
expect 0 "a bundle of the row" bundle --row "zebra/note/$note" -o "$folder/row.bundle"
expect 0 "it holds" verify "$folder/row.bundle" --community "$community"
stop_node
start_node
expect 0 "after a restart it is there" --json ask zebra.note --note "$note"
stop_node
expect 0 "the ledger is carried out again" verify --replay "$data" --community "$community"

echo "$passed passed, $failed failed"
exit $((failed > 0))
