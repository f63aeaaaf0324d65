#!/usr/bin/env bash
# What becomes of ballots after the count or without one, by the command line on the demo community:
# a final result and its standing, a mandate given and ended, papers voided, a withdrawal, and
# an objection whose claim has nothing to claim.
# shellcheck disable=SC2317 # stop_node is called by the trap
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
program=${LINLIAN:-build/release/bin/linlian}
folder=$(mktemp -d)
export LC_ALL=C.UTF-8 TZ=CST-8
port=$(python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])')
"$program" --data "$folder/data" demo --port "$port" > "$folder/demo.log" 2>&1 &
node=$!
stop_node() {
    kill "$node" 2> /dev/null
    wait "$node" 2> /dev/null
}
trap 'stop_node; rm -rf "$folder"' EXIT
for _ in $(seq 200); do
    grep -q "Ctrl-C" "$folder/demo.log" && break
    sleep 0.1
done
passed=0
failed=0

# expect STATUS TEXT WHAT COMMAND…: runs linlian; the output or errors hold the text, and no figure
# is left in its braces.
output=""
expect() {
    local wanted=$1 text=$2 what=$3 status=0
    shift 3
    output=$("$program" --yes --data "$folder/data" --node "127.0.0.1:$port" "$@" \
        2>&1 < /dev/null) ||
        status=$?
    if [[ $status == "$wanted" ]] && grep -qF -- "$text" <<< "$output" &&
        ! grep -qE '\{[a-z_]+\}' <<< "$output"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'failed: %s (status %s, not %s)\n%s\n' "$what" "$status" "$wanted" \
            "$(tail -n 15 <<< "$output")"
    fi
}
id() {
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' \
        "$folder/data/demo/finished" "$1"
}
roof=$(id almost_there)
decided=$(id decided)
final=$(id final)
paper=$folder/reasons.txt
echo "法院受理案件通知书" > "$paper"

# ---- A final result, and what became of it
expect 0 "final" "the short ballot is final" ballot status "$final"
expect 0 "24" "its result" ballot result "$final"
expect 0 "" "its notice" ballot certificate "$final" -o "$folder/final.pdf"
expect 1 "STAGE_WRONG" "nobody objects to it any more" ballot object "$final" --about result \
    --reason "太晚了" --as mei --yes
expect 1 "STAGE_WRONG" "a preliminary result is not marked" ballot mark "$decided" challenged \
    --document "$paper" --as street --yes
expect 0 "等待另一组织附议" "a suit is not the street's to record alone" ballot mark "$final" \
    challenged --document "$paper" --as street --yes
motion=$(grep -oE 'motion support [0-9a-f]{32}' <<< "$output" | cut -d' ' -f3)
expect 0 "" "the chair of another office stands behind it" motion support "$motion" --as party
expect 0 "challenged" "its status says so" ballot status "$final"
expect 0 "challenged" "its result says so" ballot result "$final"
expect 0 "Record what became of a result was proposed" "what waits is called by its title" \
    ballot mark "$final" restored --document "$paper" --as street --yes
motion=$(grep -oE 'motion support [0-9a-f]{32}' <<< "$output" | cut -d' ' -f3)
expect 0 "" "who decided on a suit ends it" motion support "$motion" --as party
expect 0 "suspended" "the street suspends alone" ballot mark "$final" suspended \
    --document "$paper" --as street --yes
expect 0 "revoked" "and revokes" ballot mark "$final" revoked --document "$paper" --as street --yes
expect 0 "等待另一组织附议" "a judgement is not the street's to record alone" ballot mark "$final" \
    annulled --document "$paper" --as street --yes
motion=$(grep -oE 'motion support [0-9a-f]{32}' <<< "$output" | cut -d' ' -f3)
expect 0 "" "the chair of another office stands behind it" motion support "$motion" --as party
expect 0 "annulled" "its result says so" ballot result "$final"
expect 1 "STANDING_WRONG" "the street suspends nothing more" ballot mark "$final" suspended \
    --document "$paper" --as street --yes
expect 2 "" "a standing that there is not" ballot mark "$final" forgotten --document "$paper" \
    --as street --yes

# ---- A claim belongs to a counted ballot
expect 2 "--claim" "a claim about a result is refused" ballot object "$decided" --about result \
    --claim 1=agree --reason "程序" --as mei --yes

# ---- A mandate
expect 0 "没有委托" "no mandates yet" ballot mandate list "$roof" --as lan
member() {
    local key
    key=$("$program" --data "$folder/data" key list |
        awk -v name="$1" '$1 == name { print $3; exit }')
    expect 0 "member" "who $1 is" --as "$1" ask registry.key --key "$key"
    awk '$1 == "member" { print $2 }' <<< "$output" > "$folder/member"
}
# The answer of a query as JSON, and what an expression finds in it.
asked() {
    "$program" --data "$folder/data" --node "127.0.0.1:$port" --json ask "${@:2}" |
        python3 -c "import json, sys; d = json.load(sys.stdin); print($1)"
}
street=$(asked 'next(o["office"] for o in d["offices"] if o["row"]["kind"] == "street")' \
    registry.offices)
member mei
mei=$(< "$folder/member")
member lan
lan=$(< "$folder/member")
head=$(asked 'd["lines"][0]["voter"]["line"]["head"]' ballot.my-lines --ballot "$roof" \
    --member "$lan" --as lan)
on_paper=(ballot mandate enter "$roof" "$mei" --head "$head" --giver "$lan" --document "$paper")
expect 0 "It waits for another office" "a mandate on paper takes two offices" "${on_paper[@]}" \
    --ask "$street" --as residents --yes
expect 0 "carried out: Enter a mandate given on paper" "and has them" "${on_paper[@]}" \
    --as street --yes
expect 0 "受人委托 held" "mei holds it" ballot mandate list "$roof" --as mei
expect 0 "a mandate ended" "lan ends it by phone" ballot mandate end "$roof" --as lan --yes
expect 2 "32 hexadecimal digits" "a proxy is a member" ballot mandate give "$roof" mei \
    --document "$paper" --as lan --yes
expect 0 "a proxy was appointed" "lan appoints mei" ballot mandate give "$roof" "$mei" \
    --document "$paper" --as lan --yes
expect 0 "a mandate ended" "and thinks again" ballot mandate end "$roof" --as lan --yes
expect 0 "a proxy was appointed" "and again" ballot mandate give "$roof" "$mei" \
    --document "$paper" --as lan --yes
expect 0 "You sign as a proxy" "mei votes for both" ballot cast "$roof" 1=agree --as mei --yes
expect 1 "LINE_USED" "too late to end it" ballot mandate end "$roof" --as lan --yes

# ---- Papers
expect 0 "" "papers are printed" ballot paper print "$roof" -o "$folder/papers.pdf" \
    --as residents --yes
serial=$(sed -n 2p "$folder/papers.pdf.csv" | grep -oE '[0-9a-f]{32}' | head -n 1)
expect 2 "「泰山街道办事处」" "whom to ask is said" ballot paper void "$roof" "$serial" \
    --reason "印坏了" --as residents --yes
expect 0 "It waits for another office: 「泰山街道办事处」" "one clerk voids no paper" ballot paper \
    void "$roof" "$serial" --reason "印坏了" --ask 泰山街道办事处 --as residents --yes
expect 0 "作废" "two kinds of office do" ballot paper void "$roof" "$serial" --reason "印坏了" \
    --as street --yes
expect 0 "another kind of office" "serials of one kind of office keep no other from printing" \
    ballot paper print "$roof" -o "$folder/street.pdf" --as street --yes
expect 2 "has a paper of your kind" "which prints once" ballot paper print "$roof" \
    -o "$folder/street-2.pdf" --as street --yes

entered=$("$program" --data "$folder/data" --node "127.0.0.1:$port" --json ask ballot.papers \
    --ballot "$roof" --state SETTLED --limit 1 --as residents |
    python3 -c 'import json, sys; print(json.load(sys.stdin)["papers"][0]["serial"])')
expect 0 "It waits for another office" "a clerk would enter a paper anew" ballot paper reopen \
    "$roof" "$entered" --document "$paper" --reason "复核" --ask "$street" --as residents --yes
expect 1 "OTHER_CLERK_NEEDED" "not with one who read it too" ballot paper reopen "$roof" \
    "$entered" --document "$paper" --reason "复核" --as street --yes
expect 0 "it is entered anew" "with one of another office who did not" ballot paper reopen \
    "$roof" "$entered" --document "$paper" --reason "复核" --as checker --yes

# ---- A city's list
printf '表决人,1\nmei,agree\n' > "$folder/city.csv"
expect 1 "64 hexadecimal digits" "a head is no name" ballot city-list "$roof" "$folder/city.csv" \
    --list "$paper" --as residents --yes

# ---- Withdrawn by the convenor alone
expect 1 "AUTHORITY_MISSING" "an owner does not withdraw" ballot withdraw "$roof" \
    --document "$paper" --reason "预算有误" --as lan --yes
expect 0 "withdrawn" "the convenor does" ballot withdraw "$roof" --document "$paper" \
    --reason "预算有误" --as owners --yes
expect 0 "withdrawn" "its status says so" ballot status "$roof"
expect 0 "Withdrawn on" "so does its result" ballot result "$roof"
expect 0 "预算有误" "with the reason" ballot result "$roof"
expect 0 "took part" "and the turnout" ballot result "$roof"
expect 1 "已撤回" "nobody votes on it" ballot cast "$roof" 1=agree --as lan --yes

echo "$passed passed, $failed failed"
((failed == 0))
