#!/usr/bin/env bash
# A ballot by the command line against a real node, from a clerk's call to a file with which a
# stranger counts again: votes by phone, a thousand papers entered by two clerks, differences,
# objection and ruling, notice, recount. The rules of its community ask for no days of notice, so
# that all of it happens within a minute; what they ask is tested in src/modules/ballot.
# shellcheck disable=SC2317 # stop_node is called by the trap
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
program=${LINLIAN:-build/release/bin/linlian}
papers=${PAPERS:-1000}
folder=$(mktemp -d)
node=""
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

# expect STATUS WHAT COMMAND…: runs linlian; its output stays in $output, its errors in $said.
output=""
said=""
expect() {
    local wanted=$1 what=$2 status=0
    shift 2
    output=$("$program" --data "$folder/data" --keys "$folder/keys" --node "127.0.0.1:$port" \
        "$@" 2> "$folder/said" < /dev/null) || status=$?
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

port=$(python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])')

# ---- A community with owners' committee, residents' committee and street
for name in party lin mo yao; do
    expect 0 "a key for $name" --json key new "$name"
    declare "key_$name=$(field 0 public_key)"
done
cat > "$folder/genesis.toml" << END
name = "测试社区"
[registry]
estates = ["翠竹苑"]
END
office() {
    printf '[[registry.offices]]\nkind = "%s"\nname = "%s"\n' "$1" "$2"
}
founder() {
    printf '[[registry.founders]]\nkey = "%s"\n' "$1"
    printf '[[registry.founders.roles]]\noffice = "%s"\nrole = "head"\n' "$2"
    printf '[[registry.founders.roles]]\noffice = "%s"\nrole = "clerk"\n' "$2"
}
{
    office party 党委
    office residents 居委会
    office street 街道办
    office owners 业委会
    founder "${key_party:-}" 党委
    founder "${key_lin:-}" 居委会
    founder "${key_mo:-}" 街道办
    founder "${key_yao:-}" 业委会
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
[[charter.presets.settings]]
name = "proxy_owners_max"
number = 3
END
} >> "$folder/genesis.toml"
expect 0 "the ledger is founded" --json init "$folder/genesis.toml"
community=$(field community)
"$program" --json --data "$folder/data" run --port "$port" \
    > "$folder/node.out" 2> "$folder/node.log" &
node=$!
for _ in $(seq 100); do
    "$program" --json --node "127.0.0.1:$port" ask registry.estates > /dev/null 2>&1 && break
    sleep 0.1
done

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
    expect 0 "$clerk adopts it" --json --as "$clerk" roster adopt "$draft" --yes
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

# ---- Two residents with keys
# People who alone own what they own, so that nobody else votes for it.
python3 - "$folder/names.json" > "$folder/members.txt" << 'END'
import collections, json, sys
members = json.load(open(sys.argv[1]))["members"]
people = dict(members.items() if isinstance(members, dict) else ((m["id"], m) for m in members))
owners = collections.Counter(p for m in people.values() for p in m["premises"])
alone = [i for i, m in people.items() if m["kind"] == "person" and m["premises"]
         and not m.get("guardian") and all(owners[p] == 1 for p in m["premises"])]
print("\n".join(alone[:2]))
END
expect 0 "slips" --json --as lin slips issue --members "$folder/members.txt" \
    --names "$folder/names.json" --seeds-out "$folder/seeds.jsonl"
expect 0 "the street issues them" --json --as mo slips confirm "$(field batches 0 batch)" --yes
number=0
while read -r output; do
    number=$((number + 1))
    expect 0 "a resident enrols" --json enrol "$(field code)" --key "resident$number"
done < <(cat "$folder/seeds.jsonl")
for number in 1 2; do
    expect 0 "a clerk activates the key" --json --as lin enrol activate "resident$number" \
        --method id-card-at-counter
done

# ---- The call
echo 议案 > "$folder/议案.pdf"
echo 纪要 > "$folder/召集依据.pdf"
expect 0 "a template" ballot template --matter 278.5
sed -e 's/泰山社区居委会/居委会/' -e 's/^paper_entry_days = 2/paper_entry_days = 0/' \
    <<< "$output" > "$folder/template.toml"
sed -e 's/^estate/estat/' -e 's/^phone = true/phone = 7/' "$folder/template.toml" \
    > "$folder/wrong.toml"
expect 1 "a call with faults is refused" --json ballot open "$folder/wrong.toml" --as yao
has "CALL_DOCUMENT_WRONG" "with their lines"
is "$(wc -l <<< "$output")" 3 "all of them: a key unknown, one missing, one wrong"
expect 2 "a matter that is none is wrong usage" ballot template --matter 279
window=${WINDOW:-45}
opens=$(($(date +%s) + 8))
closes=$((opens + window))
sed -e "s/^opens = [^ ]*/opens = $(date -d "@$opens" +%Y-%m-%dT%H:%M:%S)/" \
    -e "s/^closes = [^ ]*/closes = $(date -d "@$closes" +%Y-%m-%dT%H:%M:%S)/" \
    "$folder/template.toml" > "$folder/call.toml"
cat >> "$folder/call.toml" << 'END'
[[items]]
matter = "278.3"
title = "补选业主委员会委员"
document = "议案.pdf"
form = "elect"
seats = 2
[[items.options]]
title = "候选人甲"
[[items.options]]
title = "候选人乙"
[[items.options]]
title = "候选人丙"
END
expect 1 "nobody signs unasked" ballot open "$folder/call.toml" --as yao
has "1,254 / 1,880" "the review says the threshold in figures"
has "各节点的运行单位始终能读到" "and who will read choices"
expect 0 "the owners' committee calls it" --json ballot open "$folder/call.toml" --as yao --yes
ballot=$(field ballot)
expect 0 "it is listed" ballot list --estate 翠竹苑
has "$ballot" "with its id"
expect 1 "there is no result yet" --json ballot result "$ballot"
has "apps.NO_RESULT_YET" "and that is said"
while (($(date +%s) <= opens)); do sleep 0.2; done
sleep 0.5

# ---- By phone
expect 0 "it is open" --json ballot status "$ballot"
is "$(field poll stage) $(field poll roll_lines)" "OPEN 1880" "with a frozen roll"
expect 2 "half an answer is wrong usage" ballot cast "$ballot" 1=agree --as resident1 --yes
expect 0 "a resident votes" --json ballot cast "$ballot" 1=agree 2=option:1,3 --as resident1 --yes
expect 0 "and changes his vote" --json ballot cast "$ballot" 1=反对 2=弃权 --as resident1 --yes
is "$(field votes 0 replaced)" True "which replaces the first"
expect 0 "another votes" --json ballot cast "$ballot" 1=agree 2=option:2 --as resident2 --yes
expect 1 "the party's head is on no line" --json ballot cast "$ballot" 1=agree 2=abstain \
    --as party --yes
has "apps.NO_LINE_OF_YOURS" "and that is said"

# ---- A sale while it is open: a resident buys all that a third owner has
expect 0 "who he is" --json ask registry.key \
    --key "$("$program" --keys "$folder/keys" key list | awk '$1 == "resident1" { print $3 }')"
buyer=$(field member)
expect 0 "the roll" --json ask ballot.roll --ballot "$ballot" --limit 1
head=$(field lines 0 head)
expect 0 "what its owner has" --json ask registry.holdings --owner "$(field lines 0 owners 0)"
mapfile -t flats < <(python3 -c 'import json, sys
for line in json.loads(sys.argv[1])["premises"]: print(line["premises"])' "$output")
echo 买卖合同 > "$folder/deed.pdf"
replaced=(ballot replace-voter "$ballot" --head "$head" --premises "${flats[@]}" --owner "$buyer"
    --document "$folder/deed.pdf" --yes)
expect 1 "nobody bought it yet" --json "${replaced[@]}" --as lin
has "ballot.OWNERS_DIFFER" "and that is said"
for flat in "${flats[@]}"; do
    expect 0 "the flat" --json ask registry.premises --premises "$flat"
    expect 0 "a sale is proposed" motion propose registry.transfer-premises --premises "$flat" \
        --owners "[{\"owner\": \"$buyer\", \"kind\": \"PERSON\"}]" \
        --document "$(sha256sum "$folder/deed.pdf" | cut -d' ' -f1)" \
        --replaces "$(field holding written_by)" --as lin
    motion=$(grep -oE 'motion support [0-9a-f]{32}' <<< "$output" | cut -d' ' -f3)
    expect 0 "and recorded by two" --json motion support "$motion" --as mo
done
expect 0 "the buyer is to vote" "${replaced[@]}" --as lin
has "It waits for another office" "says one office"
expect 0 "and another" "${replaced[@]}" --as mo
has "after a sale the new owners vote for a line" "so he does"
expect 0 "the buyer votes for both" ballot cast "$ballot" 1=agree 2=option:2 --as resident1 --yes
has "${head:0:8}" "his new line among them"

# ---- On paper
expect 0 "papers are printed" --json ballot paper print "$ballot" -o "$folder/papers.pdf" \
    --names "$folder/names.json" --as lin --yes
is "$(field papers)" 1880 "for every line"
is "$(head -c 5 "$folder/papers.pdf")" "%PDF-" "as a PDF"
python3 - "$folder" "$papers" "${key_lin:-}" << 'END'
import csv, datetime, hashlib, pathlib, sys
folder, count = sys.argv[1], int(sys.argv[2])
serials = [row["编号"] for row in csv.DictReader(open(folder + "/papers.pdf.csv"))]
zone = datetime.timezone(datetime.timedelta(hours=8))
now = datetime.datetime.now(zone).strftime("%Y-%m-%d %H:%M")
def entry(i, serial, other):
    first = "disagree" if i % 7 == 0 else "agree"
    if other and i in (5, 50, 500):
        first = "abstain"
    second = ("option:1,2", "option:3", "abstain", "invalid")[i % 4]
    scan = hashlib.sha256(serial.encode()).hexdigest()
    if i < 3:  # the scans of these are files beside the table
        scan = f"scan-{i}.pdf"
        pathlib.Path(folder, scan).write_bytes(b"%PDF-1.4 scan of " + serial.encode())
    return [serial, first, second, "yes", now, scan]
for name, other in (("lin", False), ("mo", True), ("again", False)):
    with open(f"{folder}/{name}.csv", "w") as out:
        table = csv.writer(out)
        table.writerow(["serial", "1", "2", "signed", "received", "scan"])
        for i, serial in enumerate(serials[-count:]):
            if name != "again" or i in (5, 50, 500):
                table.writerow(entry(i, serial, other))
with open(f"{folder}/wrong.csv", "w") as out:
    out.write("编号,第1项,第2项,签名,收到时间,扫描件\nxyz,赞成,选项:9,是,昨天,没有.pdf\n")
END
expect 1 "a wrong file is refused" --json ballot paper enter "$ballot" "$folder/wrong.csv" \
    --as lin --yes
is "$(wc -l <<< "$output")" 4 "with every fault of its row"
begun=$(date +%s%N)
expect 0 "one clerk enters" --json ballot paper enter "$ballot" "$folder/lin.csv" --as lin --yes
is "$(field sealed) $(field waiting)" "$papers $papers" "sealed, and waiting for the other"
expect 0 "the clerk of another office enters" --json ballot paper enter "$ballot" \
    "$folder/mo.csv" --as mo --yes
is "$(field sealed) $(field shown)" "$papers $papers" "and shows at once"
expect 0 "the first shows" --json ballot paper show "$ballot" "$folder/lin.csv.seals" --as lin
took_ms=$((($(date +%s%N) - begun) / 1000000))
echo "$papers papers were entered twice and reconciled in $took_ms ms"
differing=$(field differing)
is "$(field counted)" "$((papers - differing - $(field set_aside)))" "equal readings count"
expect 2 "papers are not for everybody" --json ballot paper differences "$ballot"
has "who acts: --as NAME" "and it says how to ask"
expect 1 "not even for every voter" --json ballot paper differences "$ballot" --as resident1
has "ballot.NOT_FOR_YOU" "and it says for whom they are"
expect 0 "the differences are shown" ballot paper differences "$ballot" --as lin
if ((papers > 500)); then
    is "$differing" 3 "three differ"
    has "弃权" "side by side"
    expect 0 "they are entered again" --json ballot paper enter "$ballot" "$folder/again.csv" \
        --as lin --yes
    expect 0 "by both" --json ballot paper enter "$ballot" "$folder/again.csv" --as mo \
        --seals "$folder/again.mo" --yes
    expect 0 "and shown" --json ballot paper show "$ballot" "$folder/again.csv.seals" --as lin
    is "$(field counted)" 3 "and count"
fi
expect 0 "figures of papers" ballot paper figures "$ballot"
has "已计入" "by state"
printf '编号,方式,时间,凭证,已告知\n%s,当面签收,%s,%064d,是\n' \
    "$(sed -n 2p "$folder/lin.csv" | cut -d, -f1)" "$(date '+%Y-%m-%d %H:%M:%S')" 1 \
    > "$folder/reach.csv"
expect 0 "one clerk's delivery waits" --json ballot deliver "$ballot" "$folder/reach.csv" \
    --as lin --yes
is "$(field completed)" 0 "for another office"
expect 0 "a delivery is recorded by two" --json ballot deliver "$ballot" "$folder/reach.csv" \
    --as mo --yes
is "$(field warned_heads)" 1 "with the warning"

# ---- The papers behind it
scan=$(sha256sum "$folder/scan-0.pdf" | cut -d' ' -f1)
expect 0 "a scan lies in the vault" --json vault get "$scan" -o "$folder/scan.out"
cmp -s "$folder/scan-0.pdf" "$folder/scan.out" || fail "as it was" "$scan"
expect 1 "what is missing is said" --json vault check --ballot "$ballot" --as lin
has "storage.FILE_UNKNOWN" "of each scan that is nowhere"
if grep -q "$scan" <<< "$output"; then fail "and not of one that is there" "$scan"; fi
expect 2 "but not to everybody" --json vault check --ballot "$ballot"
mkdir "$folder/letters"
echo 来信 > "$folder/letters/one.txt"
echo tool > "$folder/letters/two.exe"
expect 1 "a folder is put, but for one file" --json vault put "$folder/letters"
has "FILE_TYPE_UNKNOWN" "which is named"
has '"failed":1' "alone"
letter=$(sha256sum "$folder/letters/one.txt" | cut -d' ' -f1)
expect 0 "all files are whole" --json vault check
expect 0 "the letter is erased" --json vault erase "$letter" --yes
expect 1 "it is gone" --json vault get "$letter" -o "$folder/letter.out"
has "FILE_ERASED" "and that is said"
expect 0 "the list says when" vault list
has "$letter" "by its hash"

expect 0 "turnout by building" ballot turnout "$ballot"
has "栋" "of each"
expect 1 "no result before the close" --json ballot result "$ballot"
while (($(date +%s) <= closes)); do sleep 0.2; done
sleep 1

# ---- The result
expect 0 "the result" ballot result "$ballot"
has "初步结果，异议期至" "is preliminary"
has "表决未通过" "and has a verdict"
has "选票指纹" "and a root"
expect 0 "a resident objects" --json ballot object "$ballot" --about result \
    --reason 公告少贴了一天 --as resident1 --yes
expect 1 "objections are not for everybody" --json ballot objections "$ballot"
has "ASKER_NEEDED" "and it says how to ask"
expect 0 "a key that nobody enrolled" --json key new stranger
expect 1 "nor for somebody whom nobody knows" --json ballot objections "$ballot" --as stranger
has "ASKER_INACTIVE" "which is said"
expect 0 "objections are listed" --json ballot objections "$ballot" --as lin
objection=$(field objections 0 objection)
echo 裁定 > "$folder/ruling.pdf"
expect 1 "the convenor does not rule" --json ballot rule "$objection" rejected \
    --document "$folder/ruling.pdf" --reason 已查 --as yao --yes
expect 0 "the office named for it rules" --json ballot rule "$objection" rejected \
    --document "$folder/ruling.pdf" --reason 照片显示公告期满 --as lin --yes
expect 1 "what is not final is not marked" --json ballot mark "$ballot" annulled \
    --document "$folder/ruling.pdf" --as mo --yes

expect 0 "the notice" --json certificate "$ballot" -o "$folder/notice.pdf" \
    --bundle "$folder/notice.bundle"
is "$(head -c 5 "$folder/notice.pdf")" "%PDF-" "as a PDF"
for bundle in notice.bundle notice.bundle.2; do
    expect 0 "a verdict is proven" verify "$folder/$bundle" --community "$community"
done
expect 1 "choices are not for everybody" ballot recount "$ballot" -o "$folder/nobody.recount"
is "$(ls "$folder/nobody.recount" 2> /dev/null)" "" "and nothing is written"
expect 0 "the ballots in one file" --json ballot recount "$ballot" -o "$folder/ballots.recount" \
    --as resident2
expect 0 "are counted again" verify "$folder/ballots.recount" --community "$community"
has "复核一致" "with the same result"
expect 1 "another community is not believed" --json verify "$folder/ballots.recount" \
    --community "$(printf '0%.0s' {1..64})"
python3 - "$folder/ballots.recount" << 'END'
import pathlib, sys
data = bytearray(pathlib.Path(sys.argv[1]).read_bytes())
data[-20] ^= 1
pathlib.Path(sys.argv[1] + ".changed").write_bytes(data)
END
expect 1 "one changed byte is seen" --json verify "$folder/ballots.recount.changed" \
    --community "$community"
[[ -n ${KEEP:-} ]] && cp "$folder"/*.pdf "$folder/ballots.recount" "$KEEP"

echo "$passed passed, $failed failed"
exit $((failed > 0))
