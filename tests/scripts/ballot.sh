#!/usr/bin/env bash
# A ballot by the command line against a real node, from a clerk's call to a file with which a
# stranger counts again: votes by phone, a thousand papers entered by two clerks, differences,
# objection and ruling, notice, recount. The rules of its community ask for no days of notice and of
# the window, so that all of it happens within a minute; what they ask is tested in
# src/modules/ballot.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
# shellcheck source=tests/scripts/parts/node.sh
source tests/scripts/parts/node.sh
papers=${PAPERS:-1000}
settings=() # no more rules than those
# shellcheck source=tests/scripts/parts/community.sh
source tests/scripts/parts/community.sh

# ---- Three residents with keys
# People who alone own what they own, so that nobody else votes for it.
python3 - "$folder/names.json" > "$folder/members.txt" << 'END'
import collections, json, sys
members = json.load(open(sys.argv[1]))["members"]
people = dict(members.items() if isinstance(members, dict) else ((m["id"], m) for m in members))
owners = collections.Counter(p for m in people.values() for p in m["premises"])
alone = [i for i, m in people.items() if m["kind"] == "person" and m["premises"]
         and not m.get("guardian") and all(owners[p] == 1 for p in m["premises"])]
print("\n".join(alone[:3]))
END
expect 0 "slips" --json --as lin slips issue --members "$folder/members.txt" \
    --names "$folder/names.json" --seeds-out "$folder/seeds.jsonl"
expect 0 "the street issues them" --json --as mo slips confirm "$(field batches 0 motion)" --yes
number=0
while read -r output; do
    number=$((number + 1))
    LINLIAN_CODE=$(field code) expect 0 "a resident enrols" --json enrol --key "resident$number"
done < <(cat "$folder/seeds.jsonl")
for number in 1 2 3; do
    expect 0 "a clerk activates the key" --json --as qi enrol activate "resident$number" \
        --method id-card-at-counter
done

# ---- The call
echo 议案 > "$folder/议案.pdf"
echo 候选人 > "$folder/候选人.pdf"
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
document = "候选人.pdf"
form = "elect"
seats = 2
[[items.options]]
title = "候选人甲"
[[items.options]]
title = "候选人乙"
[[items.options]]
title = "候选人丙"
END
asking=1 expect 1 "nobody signs unasked" ballot open "$folder/call.toml" --as yao
has "1,254 / 1,880" "the review says the threshold in figures"
has "各节点的运行单位始终能读到" "and who will read choices"
expect 0 "the owners' committee calls it" --json ballot open "$folder/call.toml" --as yao --yes
ballot=$(field ballot)
expect 0 "it is listed" ballot list --estate 翠竹苑
has "$ballot" "with its id"
expect 1 "there is no result yet" --json ballot result "$ballot"
has "client.NO_RESULT_YET" "and that is said"
while (($(date +%s) <= opens)); do sleep 0.2; done
sleep 0.5

# ---- By phone
expect 0 "it is open" --json ballot status "$ballot"
is "$(field poll stage) $(field poll roll_lines)" "OPEN 1880" "with a frozen roll"
expect 2 "half an answer is wrong usage" ballot cast "$ballot" 1=agree --as resident1 --yes
expect 0 "a resident votes" --json ballot cast "$ballot" 1=agree 2=option:1,3 --as resident1 --yes
expect 0 "and changes their vote" --json ballot cast "$ballot" 1=反对 2=弃权 --as resident1 --yes
is "$(field votes 0 replaced)" True "which replaces the first"
expect 0 "another votes" --json ballot cast "$ballot" 1=agree 2=option:2 --as resident2 --yes
expect 1 "the party's head is on no line" --json ballot cast "$ballot" 1=agree 2=abstain \
    --as party --yes
has "client.NO_LINE_OF_YOURS" "and that is said"

# ---- A sale while it is open: a resident buys all that a third owner has
expect 0 "who he is" --json --as resident1 ask registry.key \
    --key "$("$program" --keys "$folder/keys" key list |
        awk '$1 == "resident1" { print $3; exit }')"
buyer=$(field member)
expect 0 "the roll" --json ask ballot.roll-lines --ballot "$ballot" --limit 1
head=$(field lines 0 head)
expect 1 "a stranger asks in vain what its owner has" --json ask registry.holdings \
    --owner "$(field lines 0 owners 0)"
has "machine.ASKER_NEEDED" "and is told so"
expect 0 "the roll" --json ask ballot.roll-lines --ballot "$ballot" --limit 1
expect 0 "what its owner has" --json --as lin ask registry.holdings \
    --owner "$(field lines 0 owners 0)"
mapfile -t flats < <(python3 -c 'import json, sys
for line in json.loads(sys.argv[1])["premises"]: print(line["premises"])' "$output")
echo 买卖合同 > "$folder/deed.pdf"
replaced=(ballot replace-voter "$ballot" --head "$head" --premises "${flats[@]}" --owner "$buyer"
    --document "$folder/deed.pdf" --yes)
expect 1 "nobody bought it yet" --json "${replaced[@]}" "${by_street[@]}" --as lin
has "ballot.OWNERS_DIFFER" "and that is said"
for flat in "${flats[@]}"; do
    expect 0 "the flat" --json --as lin ask registry.premises --premises "$flat"
    expect 0 "a sale is proposed" motion propose registry.transfer-premises --premises "$flat" \
        --owners "[{\"owner\": \"$buyer\", \"kind\": \"PERSON\"}]" \
        --document "$(sha256sum "$folder/deed.pdf" | cut -d' ' -f1)" \
        --replaces "$(field holding written_by)" --as lin
    motion=$(grep -oE 'motion support [0-9a-f]{32}' <<< "$output" | cut -d' ' -f3)
    expect 0 "and recorded by two" --json motion support "$motion" --as mo
done
expect 0 "the buyer is to vote" "${replaced[@]}" "${by_street[@]}" --as lin
has "It waits for another office" "says one office"
expect 0 "and another" "${replaced[@]}" --as mo
has "after a sale the new owners vote for a line" "so he does"
expect 0 "the buyer votes for both" ballot cast "$ballot" 1=agree 2=option:2 --as resident1 --yes
has "${head:0:8}" "their new line among them"

# shellcheck source=tests/scripts/parts/papers.sh
source tests/scripts/parts/papers.sh

expect 1 "no result before the close" --json ballot result "$ballot"
while (($(date +%s) <= closes)); do sleep 0.2; done
sleep 1

# ---- The result
expect 0 "turnout by building, once it is closed" ballot turnout "$ballot"
has "栋" "of each"
expect 0 "the result" ballot result "$ballot"
has "初步结果，异议期至" "is preliminary"
has "表决未通过" "and has a verdict"
has "选票指纹" "and a root"
expect 0 "a resident objects" --json ballot object "$ballot" --about result \
    --reason 公告少贴了一天 --as resident1 --yes
expect 2 "objections are not for everybody" --json ballot objections "$ballot"
has "COMMAND_WRONG" "and it says how to ask"
expect 0 "a key that nobody enrolled" --json key new stranger
expect 1 "nor for somebody whom nobody knows" --json ballot objections "$ballot" --as stranger
has "ASKER_INACTIVE" "which is said"
expect 0 "objections are listed" --json ballot objections "$ballot" --as lin
objection=$(field objections 0 objection)
echo 裁定 > "$folder/ruling.pdf"
echo 收条 > "$folder/纪要.pdf"
expect 1 "the convenor does not rule" --json ballot rule "$objection" rejected \
    --document "$folder/ruling.pdf" --reason 已查 --as yao --yes
expect 1 "nor does who worked on the votes, while others are left" --json ballot rule "$objection" \
    rejected --document "$folder/ruling.pdf" --reason 照片显示公告期满 --as lin --yes
has "RULER_INVOLVED" "which is said"
expect 0 "so the office next in turn rules" --json ballot rule "$objection" rejected \
    --document "$folder/ruling.pdf" --reason 照片显示公告期满 --as qi --yes

# ---- What changes a vote two kinds of office uphold together
expect 0 "their line" --json ballot mine "$ballot" --as resident3
line=$(field lines 0 head)
expect 0 "who says that their paper was lost objects" --json ballot object "$ballot" \
    --about ballot --head "$line" --claim 1=agree 2=abstain --reason 票交了没有计入 \
    --document "$folder/纪要.pdf" --as resident3 --yes
expect 0 "objections are listed" --json ballot objections "$ballot" --as resident3
objection=$(python3 -c 'import json, sys
listed = json.loads(sys.argv[1].splitlines()[-1])["objections"]
print(next(one["objection"] for one in listed if one["about"] == "BALLOT"))' "$output")
upheld=(ballot rule "$objection" upheld --document "$folder/ruling.pdf" --reason 收条在案 --yes)
expect 2 "whom it asks is said" "${upheld[@]}" --as qi
has "--ask" "by whoever proposes it"
expect 0 "the street proposes to uphold it" "${upheld[@]}" "${by_party[@]}" --as qi
has "票交了没有计入" "and is shown what was objected"
has "It waits for another office" "which takes another kind of office"
expect 0 "the Party organisation stands behind it" "${upheld[@]}" --as party
has "共同认定异议成立" "beside the street"
expect 0 "it counts" --json ballot mine "$ballot" --as resident3
is "$(field lines 0 counted channel)" RULING "by the ruling"
expect 1 "what is not final is not marked" --json ballot mark "$ballot" annulled \
    --document "$folder/ruling.pdf" --as mo --yes

expect 0 "the notice" --json certificate "$ballot" -o "$folder/notice.pdf" \
    --bundle "$folder/notice.bundle"
is "$(head -c 5 "$folder/notice.pdf")" "%PDF-" "as a PDF"
for bundle in notice.bundle notice.bundle.2; do
    expect 0 "a verdict is proven" verify "$folder/$bundle" --community "$community"
done
expect 0 "what became of the result is proven" verify "$folder/notice.bundle.poll" \
    --community "$community"
has "没有登记 nothing is recorded" "and said"
expect 0 "a verdict alone" verify "$folder/notice.bundle" --community "$community"
has "不说明该结果此后是否被" "says that it does not tell what became of it"
expect 2 "choices are not for everybody" ballot recount "$ballot" -o "$folder/nobody.recount"
is "$(ls "$folder/nobody.recount" 2> /dev/null)" "" "and nothing is written"
expect 0 "a voter sees what was counted for them" ballot mine "$ballot" --as resident2
has "计入的选择" "by its proof"
expect 0 "and who they are" enrol whoami --as resident2
expect 0 "the ballots in one file" --json ballot recount "$ballot" -o "$folder/ballots.recount" \
    --as resident2
expect 0 "are counted again" verify "$folder/ballots.recount" --community "$community"
has "重新计票，与公布的结果一致" "with the same result"
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
