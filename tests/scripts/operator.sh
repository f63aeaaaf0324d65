#!/usr/bin/env bash
# What an operator sees and keeps: who can cause which act in a living community, that nothing which
# this program keeps is open to others, whatever the shell allows, and what only an operator can
# confirm.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
umask 022
# shellcheck source=tests/scripts/parts/node.sh
source tests/scripts/parts/node.sh
settings=() # no more rules than those
# shellcheck source=tests/scripts/parts/community.sh
source tests/scripts/parts/community.sh

# differ ACTS WHAT: these acts of the last output are not as in docs/reference/powers.md.
differ() {
    output=$(python3 tests/scripts/parts/powers.py <<< "$output")
    is "$output" "$1" "$2"
}

# is_private FOLDER…: nothing in them may be read, written or entered by others.
is_private() {
    local one
    for one in "$@"; do
        is "$(test -d "$folder/$one" && echo there)" there "$one was made"
        is "$(find "$folder/$one" -perm /077)" "" "$one is its user's alone"
    done
}

# ---- Keys
expect 0 "a key without a passphrase" --json key new open
has "This key has no passphrase" "is warned of"
has "密钥 open 没有口令" "in both languages"
LINLIAN_PASSPHRASE=secret expect 0 "a key with one" --json key new closed
is "$said" "" "is not"

# ---- Powers
expect 0 "who can cause which act" --json charter powers
differ "" "as docs/reference/powers.md has it, where the charter asks nothing else"
expect 0 "for people" charter powers
has "登记小区 Add an estate" "acts by their titles"
has "clerk of residents' committee + clerk of street office" "and who"
has "No office stands of: preparatory group" "and what is missing"
has "Steps add nothing." "and that no steps add anything"
expect 0 "powers are proposed by mistake" --json --as lin motion propose charter.set-authority \
    --act-type linlian.registry.v1.AddEstate \
    --authority '{"cosign": {"offices": 3, "role": "chair",
        "office_kinds": ["street", "party", "residents"]}}'
expect 0 "the mistake" --json motion list
motion=$(field motions 0 id)
expect 0 "mo supports it" --json --as mo motion support "$motion"
asking=1 expect 1 "nothing is taken back unasked" --json --as mo motion take-back "$motion"
has "client.NOT_CONFIRMED" "and it is said"
expect 0 "mo takes that back" --json --as mo motion take-back "$motion"
expect 0 "who proposed it ends it" --json --as lin motion withdraw "$motion" --reason 种类写错
expect 0 "it is over" --json motion list --state WITHDRAWN
has "$motion" "and listed as such"
expect 0 "other powers are proposed" --json --as lin motion propose charter.set-authority \
    --act-type linlian.registry.v1.AddEstate \
    --authority '{"cosign": {"offices": 2, "role": "chair", "office_kinds": ["street", "party"]}}'
expect 0 "the motion" --json motion list
motion=$(field motions 0 id)
for office in mo party; do
    expect 0 "$office agrees" --json --as "$office" motion support "$motion"
done
expect 0 "who can cause it now" --json charter powers
differ "AddEstate: chair of Party organisation + chair of street office" \
    "as the charter has it now, and nothing else"
expect 0 "the offices" --json ask registry.offices
mapfile -t committee < <(python3 -c 'import json, sys
one, = (one for one in json.loads(sys.argv[1])["offices"] if one["row"]["kind"] == "owners")
print(one["office"], one["chair"], sep="\n")' "$output")
expect 0 "their chair of the owners" --json ask registry.member --member "${committee[1]}"
grant=$(python3 -c 'import json, sys
print(*{one["term"]["granted_by"] for one in json.loads(sys.argv[1])["roles"]})' "$output")
expect 0 "yao leads the owners' committee no longer" --json --as yao act registry.leave-role \
    --office "${committee[0]}" --role chair --granted-by "$grant"
expect 0 "who can cause it with a committee that nobody leads" charter powers
has "No office stands of: owners' committee + preparatory group" "which defends nobody"
has "+ residents' committee + street office" "and what the other bodies can take by steps"

# ---- The clock of a node that runs
asking=1 expect 1 "no clock is confirmed unasked" --json confirm clock
has "client.NOT_CONFIRMED" "and it is said"
expect 0 "the clock is confirmed" confirm clock
has "The clock is confirmed; the node goes on." "and it is said"
expect 0 "for programs" --json confirm clock
is "$(field ready)" True "the node is ready"

# ---- What is kept
echo 会议纪要 > "$folder/minutes.txt"
expect 0 "minutes go into the vault" --json vault put "$folder/minutes.txt"
expect 0 "a backup while the node runs" --json backup "$folder/backups"
expect 0 "an act after it" --json --as lin motion propose charter.set-authority \
    --act-type linlian.registry.v1.AddEstate \
    --authority '{"cosign": {"offices": 2, "role": "chair", "office_kinds": ["street", "party"]}}'
expect 0 "which clients see" --json motion list
stop_node
expect 0 "a snapshot" export -o "$folder/snapshot"
has "Encrypt it and keep it to yourselves" "with what it gives away"
data=$folder/there
expect 0 "is imported" --json import "$folder/snapshot" --community "$community"
data=$folder/restored
expect 0 "the backup is restored" restore "$folder/backups" --community "$community"
has "linlian confirm head" "and what comes before it runs"
is_private data keys backups snapshot there restored

# ---- The newest head that anybody saw
mkdir -m 700 "$data/node"
cp -p "$folder/data/node/validator.key" "$data/node/"
asking=1 expect 1 "no head is confirmed unasked" --json confirm head --height 900
has "client.NOT_CONFIRMED" "and it is said"
expect 1 "a head of this ledger is told by its log root" --json confirm head --height 1
has "give the log root" "which is said"
expect 0 "a head is confirmed" confirm head --height 900
has "to 900 are lost. Tell the community." "and what is lost"
has "is sealed in round" "and how it shows"
is_private restored

# ---- Whoever saw what was lost
start_node
sleep 1
expect 1 "nothing of the node is believed" --json charter powers
has "client.LOSS_DECLARED" "for its seals tell of a loss"
asking=1 expect 1 "nobody goes on unasked" --json confirm loss
has "client.NOT_CONFIRMED" "and it is said"
expect 0 "who was told of it goes on" --json confirm loss
is "$(field lost)" True "after a loss"
lost=$(field kept)
expect 0 "what they saw is kept as a proof" verify "$lost" --community "$community"
expect 0 "the ledger is read again" --json charter powers
expect 0 "there is nothing more to confirm" --json confirm loss
is "$(field lost)" False "and it is said"

echo "$passed passed, $failed failed"
exit $((failed > 0))
