# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # variables of the sourcing script and of node.sh
# Sourced after node.sh: a community with Party, residents' committee, street and owners' committee
# on a running node, a sample roster adopted by two offices, its names opened, and rules for
# the votes of its owners that ask for no days of notice and of the window. The sourcing script adds
# to these in settings=(name=number …).
# ---- A community with owners' committee, residents' committee and street
for name in party lin mo yao qi; do
    expect 0 "a key for $name" --json key new "$name"
    declare "key_$name=$(field 0 public_key)"
done
cat > "$folder/genesis.toml" << END
name = "测试社区"
[registry]
estates = ["翠竹苑"]
END
# Kind, name, and of offices of one estate its name.
office() {
    printf '[[registry.offices]]\nkind = "%s"\nname = "%s"\n' "$1" "$2"
    if [[ -n ${3:-} ]]; then printf 'estate = "%s"\n' "$3"; fi
}
# The key, the office, the roles in it.
founder() {
    printf '[[registry.founders]]\nkey = "%s"\n' "$1"
    for role in "${@:3}"; do
        printf '[[registry.founders.roles]]\noffice = "%s"\nrole = "%s"\n' "$2" "$role"
    done
}
{
    office party 党委
    office residents 居委会
    office street 街道办
    office owners 业委会 翠竹苑
    founder "${key_party:-}" 党委 chair clerk
    founder "${key_lin:-}" 居委会 chair clerk
    founder "${key_mo:-}" 街道办 chair clerk
    founder "${key_qi:-}" 街道办 clerk # checks the keys of slips that mo stood behind
    founder "${key_yao:-}" 业委会 chair clerk
    cat << 'END'
[[charter.presets]]
name = "test-owners"
version = "1"
title = {zh = "测试用规则", en = "rules for a test"}
place = "测试"
source = "测试"
article = "无"
dated = "2026"
note = {zh = "仅用于测试，使用前核对当地规定。", en = "for a test only; check locally"}
END
    for setting in proxy_owners_max=3 notice_days_regular=0 window_days_min=0 \
        "${settings[@]}"; do
        printf '[[charter.presets.settings]]\nname = "%s"\n' "${setting%=*}"
        printf 'number = %s\n' "${setting#*=}"
    done
} >> "$folder/genesis.toml"
expect 0 "the ledger is founded" --json init "$folder/genesis.toml"
community=$(field community)
start_node

# The id of the first office of a kind.
office_id() {
    "$program" --data "$data" --node "127.0.0.1:$port" --json ask registry.offices |
        python3 -c 'import json, sys
offices = json.load(sys.stdin)["offices"]
print(next(o["office"] for o in offices if o["row"]["kind"] == sys.argv[1]))' "$1"
}
by_street=(--ask "$(office_id street)")
by_party=(--ask "$(office_id party)")

custodians=()
for name in one two three; do
    expect 0 "a custodian" --json roster custodian new "$name" -o "$folder/$name.custodian"
    custodians+=(--custodian "$(field public_key)")
done
expect 0 "a sample roster" --json roster sample -o "$folder/roster.csv"
expect 0 "the roster is imported" --json --as lin roster import "$folder/roster.csv" \
    --estate 翠竹苑 "${custodians[@]}" --names-out "$folder/names.sealed"
draft=$(field draft)
for clerk in lin mo; do
    expect 0 "$clerk adopts it" --json --as "$clerk" roster adopt "$draft" --yes --uncompared
done
expect 0 "the names are opened" --json roster open "$folder/names.sealed" \
    --custodian "$folder/one.custodian" --custodian "$folder/two.custodian" --estate 翠竹苑 \
    -o "$folder/names.json"
expect 0 "the estate" --json ask registry.estates
estate=$(field estates 0 estate)
expect 0 "a preset is proposed" --json --as lin motion propose charter.use-preset \
    --estate "$estate" --purpose owners_vote --name test-owners --version 1
expect 0 "it waits" --json motion list
motion=$(field motions 0 id)
expect 0 "the street agrees" --json --as mo motion support "$motion"
expect 0 "the Party organisation agrees" --json --as party motion support "$motion"

