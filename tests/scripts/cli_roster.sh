#!/usr/bin/env bash
# The command line against a real node, from a clerk's file to a proof that a stranger can check:
# import the sample roster, adopt it by two offices, issue slips, enrol, activate, fetch bundles,
# verify them, and refuse each after one byte was changed. Then what an operator does to a ledger.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
# shellcheck source=tests/scripts/parts/node.sh
source tests/scripts/parts/node.sh

# ---- Without a node
expect 1 "a command without a node says how to start one" roster status 翠竹苑
output=$(cat "$folder/said")
has "linlian run" "it says how"
expect 0 "the sample is written" --json roster sample -o "$folder/roster.csv"
expect 1 "no output takes the place of a file" roster sample --dirty -o "$folder/roster.csv"
expect 0 "the sample has no fault" --json roster check "$folder/roster.csv"
is "$(field errors) $(field estates 0 heads)" "0 1880" "the sample counts 1,880 heads"
expect 0 "a table is written as it is read" --json roster check "$folder/roster.csv" \
    --as-read "$folder/as-read.csv"
is "$(($(wc -l < "$folder/roster.csv")))" "$(($(wc -l < "$folder/as-read.csv")))" "row by row"
expect 0 "a roster is measured" --json bench --folder "$folder" roster --premises 200
expect 0 "a dirty sample is written" roster sample --dirty -o "$folder/dirty.csv"
expect 1 "a dirty roster is found out" roster check "$folder/dirty.csv"
has "怎么办" "it says what to do"

# ---- Founding
for name in head lin mo qi; do
    expect 0 "a key for $name" --json key new "$name"
    declare "key_$name=$(field 0 public_key)"
done
cat > "$folder/genesis.toml" << END
name = "测试社区"
[registry]
estates = ["翠竹苑"]
[[registry.offices]]
kind = "party"
name = "党委"
[[registry.offices]]
kind = "residents"
name = "居委会"
[[registry.offices]]
kind = "street"
name = "街道办"
[[registry.founders]]
key = "${key_head:-}"
[[registry.founders.roles]]
office = "党委"
role = "chair"
[[registry.founders]]
key = "${key_lin:-}"
[[registry.founders.roles]]
office = "居委会"
role = "clerk"
[[registry.founders.roles]]
office = "居委会"
role = "chair"
[[registry.founders]]
key = "${key_mo:-}"
[[registry.founders.roles]]
office = "街道办"
role = "clerk"
[[registry.founders.roles]]
office = "街道办"
role = "chair"
[[registry.founders]]
key = "${key_qi:-}"
[[registry.founders.roles]]
office = "街道办"
role = "clerk"
END
expect 0 "the ledger is founded" --json init "$folder/genesis.toml"
community=$(field community)
start_node

# ---- The roster
custodians=()
for name in one two three; do
    expect 0 "a custodian" --json roster custodian new "$name" -o "$folder/$name.custodian"
    custodians+=(--custodian "$(field public_key)")
done
expect 1 "a dirty roster is not imported" --json --as lin roster import "$folder/dirty.csv" \
    --estate 翠竹苑 "${custodians[@]}" --names-out "$folder/names.sealed"
has "apps.ROSTER_HAS_ERRORS" "and the reason is coded"
begun=$(date +%s%N)
expect 0 "the roster is imported" --json --as lin roster import "$folder/roster.csv" \
    --estate 翠竹苑 "${custodians[@]}" --names-out "$folder/names.sealed"
draft=$(field draft)
names_hash=$(field names_hash)
asking=1 expect 1 "nobody adopts without being asked" --json --as lin roster adopt "$draft"
expect 0 "the first office proposes" --json --as lin roster adopt "$draft" --yes
is "$(field adopted)" False "one office is not enough"
motion=$(field motion)
expect 1 "a motion alone puts no roster in force" --json --as mo motion support "$motion"
has "client.ADOPTED_ELSEWHERE" "and leads to the comparison"
expect 1 "the same clerk does not count twice" --json --as lin roster adopt "$draft" --yes \
    --uncompared
expect 1 "the second office does not pass over the comparison" --json --as mo roster adopt \
    "$draft" --yes
has "client.NOT_COMPARED" "and is told what to give"
# The second office has the file and the opened names: who owns what is compared, not counted.
expect 0 "the names of the draft are opened" --json roster open "$folder/names.sealed" \
    --custodian "$folder/one.custodian" --custodian "$folder/two.custodian" \
    --version "$names_hash" -o "$folder/draft-names.json"
python3 - "$folder" << 'END'
import csv, sys
with open(sys.argv[1] + "/roster.csv", encoding="utf-8-sig") as file:
    rows = list(csv.DictReader(file))
own = [name for name in rows[0] if name.startswith(("业主", "证件"))]
for name in own:
    rows[0][name], rows[1][name] = rows[1][name], rows[0][name]
with open(sys.argv[1] + "/swapped.csv", "w", encoding="utf-8") as file:
    table = csv.DictWriter(file, rows[0])
    table.writeheader()
    table.writerows(rows)
END
expect 1 "a draft with two flats in other hands is not adopted" --json --as mo roster adopt \
    "$draft" --file "$folder/swapped.csv" --names "$folder/draft-names.json"
has "client.ROSTER_DIFFERS" "and it is said"
# Names that fit the second office's own file, and are not those that the sealed ones hold.
for file in draft-names.json roster.csv; do
    sed 's/方建国/方国建/g' "$folder/$file" > "$folder/edited-$file"
    cmp -s "$folder/$file" "$folder/edited-$file" && fail "the edit of $file" "nothing"
done
expect 1 "names that this computer did not open count as not compared" --json --as mo roster \
    adopt "$draft" --yes --file "$folder/edited-roster.csv" \
    --names "$folder/edited-draft-names.json"
has "client.NOT_COMPARED" "and it is said"
expect 0 "the second office adopts" --json --as mo roster adopt "$draft" --yes \
    --file "$folder/roster.csv" --names "$folder/draft-names.json"
has "与您的文件逐行一致" "what it has in its own file"
is "$(field adopted) $(field heads)" "True 1880" "the roster is in force"
is "$(field lines_not_compared) $(field others_not_compared)" "0 0" "nothing was left out"
took_ms=$((($(date +%s%N) - begun) / 1000000))
echo "import and adoption took $took_ms ms"
adoption=$(field transaction)
expect 0 "its versions are shown" roster status 翠竹苑
has "1880" "with heads"

# ---- Names, restored elsewhere
mkdir "$folder/elsewhere"
cp "$folder/names.sealed" "$folder"/{one,three}.custodian "$folder/elsewhere"
expect 0 "the first custodian" --json roster open "$folder/elsewhere/names.sealed" \
    --custodian "$folder/elsewhere/one.custodian" -o "$folder/elsewhere/half"
expect 1 "one custodian alone opens nothing" --json roster open "$folder/elsewhere/names.sealed" \
    --half "$folder/elsewhere/half" --custodian "$folder/elsewhere/one.custodian" \
    -o "$folder/no.json"
expect 0 "the second custodian opens the names" --json roster open \
    "$folder/elsewhere/names.sealed" \
    --half "$folder/elsewhere/half" --custodian "$folder/elsewhere/three.custodian" \
    --estate 翠竹苑 -o "$folder/names.json"
expect 1 "the only sealed names are never overwritten" --json roster open \
    "$folder/elsewhere/names.sealed" --custodian "$folder/elsewhere/one.custodian" \
    -o "$folder/elsewhere/names.sealed"
cmp -s "$folder/names.sealed" "$folder/elsewhere/names.sealed"
is "$?" 0 "they are what they were"

# ---- Slips
python3 - "$folder/names.json" > "$folder/members.txt" << 'END'
import json, sys
names = json.load(open(sys.argv[1]))
members = names["members"]
people = members.items() if isinstance(members, dict) else ((m["id"], m) for m in members)
print("\n".join([i for i, m in people if m["kind"] == "person"][:3]))
END
expect 0 "slips are proposed" --json --as lin slips issue --members "$folder/members.txt" \
    --names "$folder/names.json" --pdf "$folder/slips.pdf" --seeds-out "$folder/seeds.jsonl"
motion=$(field batches 0 motion)
batch=$(field batches 0 batch)
is "$(head -c 5 "$folder/slips.pdf")" "%PDF-" "slips are printed"
expect 1 "seeds that are on paper are not overwritten" --json --as lin slips issue \
    --members "$folder/members.txt" --names "$folder/names.json" --pdf "$folder/slips.pdf"
has "desk.FILE_EXISTS" "and it is said"
output=$(head -n 1 "$folder/seeds.jsonl")
code=$(field code)
export LINLIAN_CODE=$code # a secret is no argument
expect 1 "a slip is worth nothing before the second office" --json enrol --key early
expect 0 "the second office confirms" --json --as mo slips confirm "$motion" \
    --names "$folder/names.json" --yes
asking=1 expect 1 "nobody enrols unasked" --json enrol --key resident
has "client.NOT_CONFIRMED" "and it is said"
"$program" --keys "$folder/fresh" --node "127.0.0.1:$port" enrol --key new \
    < /dev/null > /dev/null 2>&1
is "$(ls "$folder/fresh")" "new.key" "a community that nobody has confirmed is not remembered"
expect 0 "a resident enrols" --json enrol --key resident
has "社区编号 community id" "and saw the id to compare with the slip"
expect 1 "a slip works once" --json enrol --key thief
unset LINLIAN_CODE
expect 2 "without a code nobody enrols" --json enrol --key nobody
for file in "$folder"/keys/*.key "$folder/slips.pdf" "$folder/seeds.jsonl" "$folder/names.json"; do
    is "$(stat -c %a "$file")" 600 "$(basename "$file") is its user's alone"
done
is "$(stat -c %a "$folder/keys")" 700 "and so is the folder of keys"
expect 0 "the key is shown" --json key list
resident=$(python3 -c 'import json,sys
print(next(k["public_key"] for k in json.loads(sys.argv[1]) if k["name"] == "resident"))' "$output")
fingerprint=$(python3 -c 'import json,sys
keys = json.loads(sys.argv[1])
print(next(k["fingerprint"] for k in keys if k["name"] == "resident"))' "$output")
expect 2 "a method that is none is wrong usage" --as qi enrol activate "$resident" --method guess
expect 1 "not the clerk who proposed the batch" --json --as lin enrol activate "$resident" \
    --method id-card-at-counter
has "registry.CHECKER_NOT_INDEPENDENT" "and the reason is coded"
expect 0 "a clerk activates the key" --json --as qi enrol activate "$resident" \
    --method id-card-at-counter
has "$fingerprint" "and saw the fingerprint that the resident's device shows"
expect 0 "the batch is told of, its used slips in tens" --json slips status "$batch"
has '"slips"' "with how many were issued"
expect 0 "a second key" --json --as resident enrol add-key --key tablet
expect 0 "the first key is retired" --json --as tablet enrol retire resident
expect 1 "the last key stays" --json --as tablet enrol retire tablet

# ---- Proofs
expect 0 "a bundle of the adoption" --json bundle --tx "$adoption" -o "$folder/adoption.bundle"
expect 0 "it holds" verify "$folder/adoption.bundle" --community "$community"
has "已执行 carried out" "it says the outcome"
has "账本指纹" "and the ledger head"
printed=$(sed 's/..../& /g' <<< "${community^^}")
expect 0 "an id is taken as it is printed" verify "$folder/adoption.bundle" --community "$printed"
expect 0 "the community may stand before the command" --community "$community" verify \
    "$folder/adoption.bundle"
expect 0 "it holds for programs" --json verify "$folder/adoption.bundle" --community "$community"
is "$(field anchored)" True "it is anchored"
expect 3 "without an id it is self-consistent" verify "$folder/adoption.bundle"
has "UNANCHORED" "and that is said loudly"
expect 1 "another community is not believed" --json verify "$folder/adoption.bundle" \
    --community "$(printf '0%.0s' {1..64})"
has "light.OTHER_COMMUNITY" "and named"
expect 0 "the estates" --json ask registry.estates
estate=$(field estates 0 estate)
expect 0 "a bundle of a row" --json bundle --row "registry/estate/$estate" -o "$folder/row.bundle"
output=$(python3 -c 'import sys, urllib.request
print(urllib.request.urlopen(sys.argv[1]).read().decode())' "http://127.0.0.1:$port/head")
head=$(field printed)
expect 0 "a ledger head on paper holds" verify --since "$head" --community "$community"
has "still stand where they stood" "and that is said in words"
expect 1 "another past is found" --json verify --since "${head%????}0000" --community "$community"
has "client.PAST_CHANGED" "and named"
expect 2 "nothing stands beside it that is not looked at" verify --since "$head" \
    --replay "$folder/data" --community "$community"
expect 2 "a head that is none is wrong usage" verify --since "12 / 3" --community "$community"
expect 0 "the row holds" verify "$folder/row.bundle" --community "$community"
has "翠竹苑" "and is readable"
expect 0 "a bundle of a row that is not there" --json bundle \
    --row "registry/estate/$(printf '0%.0s' {1..32})" -o "$folder/absent.bundle"
expect 0 "its absence holds" verify "$folder/absent.bundle" --community "$community"
has "absent" "and is said"
expect 2 "a table that is none" bundle --row nope/1 -o "$folder/none.bundle"
output=$(cat "$folder/said")
has "is no row of a table" "which is told in words"
python3 - "$folder" << 'END'
import pathlib, sys
folder = pathlib.Path(sys.argv[1])
for name in ("adoption", "row", "absent"):
    data = bytearray((folder / f"{name}.bundle").read_bytes())
    data[len(data) // 2] ^= 1
    (folder / f"{name}.changed").write_bytes(data)
END
for name in adoption row absent; do
    expect 1 "a changed $name bundle" --json verify "$folder/$name.changed" --community "$community"
done

# ---- The next version: the importing clerk gives two people each other's id
python3 - "$folder" << 'END'
import json, sys
folder = sys.argv[1]
names = json.load(open(folder + "/names.json"))
members = names["members"]
plain = [i for i, m in members.items() if m["kind"] == "person" and m["id_number"]
         and not m["document"] and len(m["premises"]) == 1]
one = plain[0]
other = next(i for i in plain if members[i]["premises"] != members[one]["premises"])
members[one], members[other] = members[other], members[one]
with open(folder + "/swapped-names.json", "w", encoding="utf-8") as file:
    json.dump(names, file, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
END
expect 0 "a next version is imported" --json --as lin roster import "$folder/roster.csv" \
    --estate 翠竹苑 "${custodians[@]}" --previous "$folder/swapped-names.json" \
    --names-out "$folder/next.sealed"
next=$(field draft)
names_hash=$(field names_hash)
expect 0 "its names are opened" --json roster open "$folder/next.sealed" \
    --custodian "$folder/one.custodian" --custodian "$folder/two.custodian" \
    --version "$names_hash" -o "$folder/next-names.json"
expect 1 "the second office finds out, by names that it opened itself" --json --as mo \
    roster adopt "$next" --file "$folder/roster.csv" --names "$folder/next-names.json" \
    --previous "$folder/names.json"
has "client.ROSTER_DIFFERS" "and it is said"

# ---- The importing clerk writes another name over an owner, and their own id behind another
expect 0 "a clerk's id" --json --as lin enrol whoami
clerk=$(field member)
python3 - "$folder" "$clerk" << 'END'
import csv, json, sys
folder, clerk = sys.argv[1:]
names = json.load(open(folder + "/names.json"))
members = names["members"]
with open(folder + "/roster.csv", encoding="utf-8-sig") as file:
    rows = list(csv.DictReader(file))
name = next(c for c in rows[0] if c.startswith("业主姓名"))
number = next(c for c in rows[0] if c.startswith("证件号码"))
doors = [p for m in members.values() for p in m["premises"]]
plain = [i for i, m in members.items() if m["kind"] == "person" and m["id_number"]
         and not m["document"] and len(m["premises"]) == 1
         and doors.count(m["premises"][0]) == 1]
members[clerk] = members.pop(plain[0])
for row in rows:
    if row[number] == members[plain[1]]["id_number"]:
        row[name] = "张朋友"
with open(folder + "/renamed.csv", "w", encoding="utf-8") as file:
    table = csv.DictWriter(file, rows[0])
    table.writeheader()
    table.writerows(rows)
with open(folder + "/forged-names.json", "w", encoding="utf-8") as file:
    json.dump(names, file, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
END
expect 0 "a forged version is imported" --json --as lin roster import "$folder/renamed.csv" \
    --estate 翠竹苑 "${custodians[@]}" --previous "$folder/forged-names.json" \
    --names-out "$folder/forged.sealed"
forged=$(field draft)
expect 1 "an id on record that nobody else knows gets no flat" --json --as mo \
    roster adopt "$forged" --yes
has "client.ON_RECORD_ALREADY" "and it is said"
expect 1 "nor does another name pass, with the names opened here" --json --as mo \
    roster adopt "$forged" --known "$clerk" --yes --file "$folder/roster.csv" \
    --previous "$folder/names.json" \
    --names "$folder/forged.sealed" --custodian "$folder/one.custodian" \
    --custodian "$folder/two.custodian"
has "client.ROSTER_DIFFERS" "and it is said"
has "张朋友" "with the name"

# ---- What an operator does
echo 会议纪要 > "$folder/minutes.txt"
expect 0 "minutes go into the vault" --json vault put "$folder/minutes.txt"
minutes=$(field files 0 hash)
expect 0 "a backup while the node runs" --json backup "$folder/backups"
stop_node
expect 0 "everything is carried out again" --json verify --replay "$folder/data" \
    --community "$community"
app_hash=$(field app_hash)
expect 0 "a snapshot" --json export -o "$folder/snapshot"
data=$folder/there
expect 1 "a snapshot of another community is not imported" --json import "$folder/snapshot" \
    --community "$(printf '0%.0s' {1..64})"
expect 0 "the snapshot is imported" --json import "$folder/snapshot" \
    --community "$community" --app-hash "$app_hash"
is "$(field app_hash)" "$app_hash" "the same state"
is "$(field anchored)" True "by an app hash that was verified"
printf x >> "$folder/snapshot/seal"
data=$folder/nowhere
expect 1 "a changed seal is not believed" --json import "$folder/snapshot" --community "$community"
data=$folder/restored
expect 1 "not where another community is wanted" --json restore "$folder/backups" \
    --community "$(printf '0%.0s' {1..64})"
expect 0 "the backup is restored" --json restore "$folder/backups" --community "$community"
is "$(field app_hash)" "$app_hash" "the same state"
expect 1 "the vault came back without its key" --json vault check
cp -p "$folder/data/vault.key" "$data/vault.key"
expect 0 "with its key it reads" --json vault get "$minutes" -o "$folder/minutes.out"
expect 0 "and is whole" --json vault check
data=$folder/data
asking=1 expect 1 "nothing is pruned without being asked" --json prune
expect 2 "what decisions rest on is kept for years" --json prune --keep-days 100
expect 0 "pruning keeps what is young" --json prune
expect 0 "the last block is taken back" --json rollback
start_node
expect 0 "the node runs again" --json ask registry.estates

echo "$passed passed, $failed failed"
exit $((failed > 0))
