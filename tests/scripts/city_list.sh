#!/usr/bin/env bash
# A vote where the city prescribes its own system: our phone is closed, the city's signed list comes
# in by two offices, and a voter who is there on paper already is kept aside. The rules of its
# community ask for no days of notice and of the window, so that all of it happens within a minute.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
# shellcheck source=tests/scripts/parts/node.sh
source tests/scripts/parts/node.sh
settings=(city_system_only=1)
# shellcheck source=tests/scripts/parts/community.sh
source tests/scripts/parts/community.sh

# ---- The call
for paper in 议案 召集依据 名单; do echo "$paper" > "$folder/$paper.pdf"; done
expect 0 "a template" ballot template --matter 278.5
opens=$(($(date +%s) + 6))
closes=$((opens + ${WINDOW:-45}))
sed -e 's/泰山社区居委会/居委会/' -e 's/^paper_entry_days = 2/paper_entry_days = 0/' \
    -e "s/^opens = [^ ]*/opens = $(date -d "@$opens" +%Y-%m-%dT%H:%M:%S)/" \
    -e "s/^closes = [^ ]*/closes = $(date -d "@$closes" +%Y-%m-%dT%H:%M:%S)/" \
    <<< "$output" > "$folder/phone.toml"
expect 1 "our phone is closed" --json ballot open "$folder/phone.toml" --as yao --yes
has "ballot.CHANNEL_CLOSED" "where the city has its own system"
sed -i 's/^phone = true/phone = false/' "$folder/phone.toml"
expect 1 "and its list is needed" --json ballot open "$folder/phone.toml" --as yao --yes
has "ballot.CHANNEL_NEEDED" "which is said"
sed 's/^city_list = false/city_list = true/' "$folder/phone.toml" > "$folder/call.toml"
expect 0 "the owners' committee calls it" --json ballot open "$folder/call.toml" --as yao --yes
ballot=$(field ballot)
while (($(date +%s) <= opens)); do sleep 0.2; done
sleep 0.5

# ---- One voter on paper, by two clerks
expect 0 "a paper is printed" --json ballot paper print "$ballot" -o "$folder/papers.pdf" \
    --names "$folder/names.json" --as lin --yes
IFS=, read -r serial _ _ door _ < <(sed -n 2p "$folder/papers.pdf.csv")
door=${door%%、*}
printf 'serial,1,signed,received,scan\n%s,disagree,yes,%s,%064d\n' "$serial" \
    "$(date '+%Y-%m-%d %H:%M')" 1 > "$folder/entry.csv"
expect 0 "one clerk enters it" --json ballot paper enter "$ballot" "$folder/entry.csv" \
    --as lin --yes
expect 0 "and another" --json ballot paper enter "$ballot" "$folder/entry.csv" \
    --seals "$folder/mo.seals" --as mo --yes
expect 0 "which the first shows" --json ballot paper show "$ballot" "$folder/entry.csv.seals" \
    --as lin
is "$(field settled)" 1 "and it is settled"

# ---- The city's list: by doors, as the city knows the owners
sed -n '2,1301p' "$folder/papers.pdf.csv" | python3 -c 'import csv, sys
print("房号,第1项")
for i, (_, head, _, doors, _) in enumerate(csv.reader(sys.stdin)):
    print(doors.split("、")[0], "反对" if i % 10 == 9 else "赞成", sep=",")
' > "$folder/city.csv"
expect 1 "a list by doors needs the names" --json ballot city-list "$ballot" "$folder/city.csv" \
    --list "$folder/名单.pdf" --as lin --yes
has "--names" "and that is said"
{
    cat "$folder/city.csv"
    printf '%s,赞成\n9999栋 1,赞成\n' "$door"
} > "$folder/twice.csv"
expect 1 "a voter stands in it once" --json ballot city-list "$ballot" "$folder/twice.csv" \
    --list "$folder/名单.pdf" --names "$folder/names.json" --as lin --yes
has "与第 2 行是同一表决人" "and the row of the first is said"
has "没有这个房号" "and each door that there is not"
entered=(ballot city-list "$ballot" "$folder/city.csv" --list "$folder/名单.pdf"
    --names "$folder/names.json" --yes)
expect 0 "one clerk's list waits" --json "${entered[@]}" "${by_street[@]}" --as lin
is "$(field completed)" 0 "for another office"
expect 0 "and has it" --json "${entered[@]}" --as mo
is "$(field completed)" "$(field chunks)" "chunk by chunk"
while (($(date +%s) <= closes)); do sleep 0.2; done
sleep 1.5

# ---- The result
expect 0 "the figures" --json ballot status "$ballot"
is "$(field poll heads_city) $(field poll heads_paper)" "1299 1" "who is there on paper counts once"
expect 0 "the result" ballot result "$ballot"
has "市级系统名单" "says what came by the city's list"
has "表决通过" "and that it passed"
expect 0 "the ballots in one file" --json ballot recount "$ballot" -o "$folder/ballots.recount" \
    --as lin
expect 0 "are counted again" verify "$folder/ballots.recount" --community "$community"
has "重新计票，与公布的结果一致" "with the same result"

echo "$passed passed, $failed failed"
exit $((failed > 0))
