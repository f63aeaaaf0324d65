# shellcheck shell=bash
# Sourced: a folder of its own, a port, a node on it, and how a script asks linlian and counts what
# it finds. LINLIAN names the program; without it, it is that of the release build.
# shellcheck disable=SC2034,SC2317 # variables of the sourcing script; what the trap calls
program=${LINLIAN:-build/release/bin/linlian}
folder=$(mktemp -d)
data=$folder/data
port=$(python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])')
node=""
start_node() {
    "$program" --json --data "$data" run --port "$port" \
        > "$folder/node.out" 2> "$folder/node.log" &
    node=$!
    for _ in $(seq 100); do
        "$program" --json --data "$data" --keys "$folder/keys" --node "127.0.0.1:$port" \
            ask registry.estates > /dev/null 2>&1 && return
        sleep 0.1
    done
    fail "the node starts" "$(cat "$folder/node.log")"
}
stop_node() {
    [[ -z $node ]] && return
    kill "$node" 2> /dev/null
    wait "$node" 2> /dev/null
    node=""
}
trap 'stop_node; rm -rf "$folder"' EXIT
passed=0
failed=0
export LC_ALL=C.UTF-8 TZ=CST-8

fail() {
    failed=$((failed + 1))
    printf 'failed: %s\n%s\n' "$1" "$(tail -n 15 <<< "${2:-}")"
}

# expect STATUS WHAT COMMAND…: runs linlian, which signs unasked; its output stays in $output, its
# errors in $said. `asking=1 expect …` leaves --yes out.
output=""
said=""
expect() {
    local wanted=$1 what=$2 status=0 yes=(--yes)
    [[ -n ${asking:-} ]] && yes=()
    shift 2
    output=$("$program" --data "$data" --keys "$folder/keys" --node "127.0.0.1:$port" \
        "${yes[@]}" "$@" 2> "$folder/said" < /dev/null) || status=$?
    said=$(cat "$folder/said")
    if [[ $status == "$wanted" ]]; then
        passed=$((passed + 1))
    else
        fail "$what (status $status, not $wanted)" "$output"$'\n'"$said"
    fi
}

# has TEXT WHAT: the last output or errors hold the text.
has() {
    if grep -qF -- "$1" <<< "$output$said"; then
        passed=$((passed + 1))
    else
        fail "$2" "$output"
    fi
}

# is ONE OTHER WHAT: the two are equal.
is() {
    if [[ $1 == "$2" ]]; then passed=$((passed + 1)); else fail "$3 ($1, not $2)" "$output"; fi
}

# A member of the JSON in $output, by a path of keys: field a 0 b.
field() {
    python3 -c 'import json,sys
value = json.loads(sys.argv[1].splitlines()[-1])
for key in sys.argv[2:]:
    value = value[int(key)] if isinstance(value, list) else value[key]
print(value)' "$output" "$@"
}
