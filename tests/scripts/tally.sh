#!/usr/bin/env bash
# `linlian tally` against the worked examples of an owners' vote, the two of the documentation, and
# files that are wrong: verdict, figures, what a clerk reads, and the path of each fault.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
program=${LINLIAN:-build/release/bin/linlian}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0
failed=0
output=""

fail() {
    failed=$((failed + 1))
    printf 'failed: %s\n%s\n' "$1" "$(tail -n 15 <<< "${2:-}")"
}

is() {
    if [[ $1 == "$2" ]]; then passed=$((passed + 1)); else fail "$3" "$1"$'\n'"not $2"; fi
}

has() {
    if grep -qF -- "$1" <<< "$output"; then passed=$((passed + 1)); else fail "$2" "$output"; fi
}

# tally STATUS WHAT ARGUMENT…: runs the command; what it says stays in $output.
tally() {
    local wanted=$1 what=$2 status=0
    shift 2
    output=$("$program" tally "$@" 2> "$folder/said" < /dev/null) || status=$?
    is "$status" "$wanted" "$what: the status"
}

# The verdict and its checks, one a line: name needed have holds.
checks() {
    python3 -c 'import json, sys
verdict = json.loads(sys.argv[1])
said = lambda value: json.dumps(value).strip("\"")
print(verdict["verdict"])
for c in verdict["checks"]:
    assert list(c) == ["name", "needed", "have", "holds", "arithmetic"], c
    print(c["name"], said(c["needed"]), said(c["have"]), said(c["holds"]))' "$output"
}

# unreadable WHAT TEXT: a case that is refused, and what is said of it.
unreadable() {
    printf '%s' "$2" > "$folder/wrong.json"
    tally 2 "the case $2" "$folder/wrong.json" --json
    has "client.CASE_UNREADABLE" "the case $2 cannot be read"
    has "$1" "the fault of $2 is said"
}

# wrong PATH TEXT: a case that is refused and names the path.
wrong() {
    printf '%s' "$2" > "$folder/wrong.json"
    tally 2 "the case $2" "$folder/wrong.json" --json
    is "$(python3 -c 'import json, sys
print(json.loads(sys.argv[1])["figures"].get("path"))' "$output")" "$1" "the fault of $2 is named"
    tally 2 "the case $2 for people" "$folder/wrong.json"
    output=$output$(cat "$folder/said")
    has "$1" "the fault of $2 is said"
}

# ---- The worked examples
tests/scripts/owners_votes.py "$folder"
for expected in "$folder"/*.expected; do
    name=$(basename "$expected" .expected)
    tally 0 "$name" "$folder/$name.json" --json
    is "$(checks)" "$(cat "$expected")" "$name"
done
tally 0 "r2" "$folder/r2.json" --json
has '"arithmetic":"36·3 ≥ 44·2"' "the comparison of a share"
has '"arithmetic":"35·2 > 36"' "the comparison of a half"
has '"missing":["totals.area","participating.area","agree.area"]' "what is missing"
has '"contradictions":[]' "nothing contradicts itself"
tally 0 "r4 for people" "$folder/r4.json"
has "95.91%" "47 of 49 is cut off, not rounded"
tally 0 "e6 for people" "$folder/e6_changed.json"
has "ballots[0]" "the ballot that was replaced is named"
is "$("$program" tally "$folder/e1.json" --json)" "$("$program" --json tally "$folder/e1.json")" \
    "--json stands before or after"

# ---- The examples of the documentation
tally 0 "the stair lift" docs/operating/examples/stair-lift.json --json
is "$(checks)" "$(cat "$folder/r3.expected")" "the stair lift fails by one head"
tally 0 "the stair lift for people" docs/operating/examples/stair-lift.json
has "表决未通过 Failed" "its verdict"
has "17·4 ≥ 24·3" "its arithmetic"
tally 0 "two thirds" docs/operating/examples/two-thirds.json --json
is "$(checks | sed -n 1,3p)" "passed
participation.heads 1254 1254 true
participation.area 105966.58 105966.58 true" "two thirds, exactly"
sed -e 's/{"heads": 1254,/{"heads": 1253,/' docs/operating/examples/two-thirds.json \
    > "$folder/short.json"
tally 0 "parts that exceed" "$folder/short.json" --json
is "$(checks | sed -n 2p)" "participation.heads 1254 1253 null" "a contradiction leaves it open"
has '"verdict":"cannot_decide"' "nothing is decided on contradictions"
has '"agree.heads + disagree.heads + abstain.heads = 1254 > participating.heads = 1253"' "as sums"
for one in '1253, "area": "105966.58"' '1254, "area": "105966.57"'; do
    printf '{"matter": "278.6", "totals": {"heads": 1880, "area": "158949.87"},
        "participating": {"heads": %s}}' "$one" > "$folder/edge.json"
    tally 0 "the edge $one" "$folder/edge.json" --json
    has '"verdict":"failed"' "$one is not two thirds"
done

# ---- Files that are wrong
unit() { printf '{"id": "1", "area": "9", "owner": ["%s"], "kind": "flat"}' "$1"; }
ballot() { printf '{"owner": ["%s"], "choice": "agree", "channel": "paper"}' "$1"; }
# counted UNITS BALLOTS [MORE]
counted() { printf '{"matter": "278.1", "units": [%s], "ballots": [%s]%s}' "$1" "$2" "${3:-}"; }

wrong matter '{}'
wrong matter '{"matter": "278.12"}'
unreadable 'matter is given twice' '{"matter": "278.1", "matter": "278.1"}'
wrong rule '{"matter": "278.1", "rule": {"checks": []}}'
wrong rule.checks '{"rule": {"checks": []}}'
wrong 'rule.checks[0].at_least' \
    '{"rule": {"checks": [{"name": "agreement.heads", "of": "cast", "at_least": "3/2"}]}}'
wrong totals.area '{"matter": "278.1", "totals": {"area": 158949.87}}'
wrong totals.area '{"matter": "278.1", "totals": {"area": "1.234"}}'
wrong totals.heads '{"matter": "278.1", "totals": {"heads": -3}}'
unreadable 'totals.size is not known' '{"matter": "278.1", "totals": {"size": 3}}'
unreadable 'note is not known' '{"matter": "278.1", "note": "x"}'
wrong agree "$(counted "$(unit X)" "$(ballot X)" ', "agree": {"heads": 1}')"
wrong units "$(counted "$(unit X)" "")"
wrong 'ballots[0].owner' "$(counted "$(unit X)" "$(ballot Y)")"
wrong 'units[1].id' "$(counted "$(unit X), $(unit Y)" "$(ballot X)")"
unreadable 'expected end of input' '{"matter": "278.1"} x'
tally 2 "a file that is not there" "$folder/nothing.json"
tally 2 "no file at all"
tally 0 "the help" --help
has '"units"' "the help shows a case"

echo "$passed passed, $failed failed"
exit $((failed > 0))
