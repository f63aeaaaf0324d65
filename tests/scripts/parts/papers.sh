# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # variables of the sourcing script and of node.sh
# Sourced by ballot.sh while its ballot is open: a thousand papers printed, entered by clerks of two
# kinds of office and shown, their differences, a delivery, and the scans behind them in the vault.
# ---- On paper
expect 0 "papers are printed" --json ballot paper print "$ballot" -o "$folder/papers.pdf" \
    --names "$folder/names.json" --as lin --yes
is "$(field papers)" 1880 "for every line"
is "$(head -c 5 "$folder/papers.pdf")" "%PDF-" "as a PDF"
python3 - "$folder" "$papers" "${key_lin:-}" << 'END'
import csv, datetime, hashlib, pathlib, sys
folder, count = sys.argv[1], int(sys.argv[2])
with open(folder + "/papers.pdf.csv", encoding="utf-8-sig") as issued:
    serials = [row["编号"] for row in csv.DictReader(issued)]
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
is "$(field settled)" "$((papers - differing))" "equal readings settle it"
expect 2 "papers are not for everybody" --json ballot paper differences "$ballot"
has "who acts: --as NAME" "and it says how to ask"
expect 1 "not even for every voter" --json ballot paper differences "$ballot" --as resident1
has "ballot.NOT_FOR_YOU" "and it says for whom they are"
expect 0 "the differences are shown" ballot paper differences "$ballot" --as lin
if ((papers > 500)); then
    is "$differing" 3 "three differ"
    has "赞成" "with what the reader read"
    has "不同 otherwise" "and that another read otherwise"
    if grep -q "弃权" <<< "$output"; then fail "but not what" "$output"; fi
    expect 0 "who was right says so again" --json ballot paper enter "$ballot" \
        "$folder/again.csv" --as lin --yes
    is "$(field sealed)" 0 "and need not"
    expect 0 "who erred reads them again" --json ballot paper enter "$ballot" \
        "$folder/again.csv" --as mo --yes
    is "$(field sealed) $(field shown) $(field settled)" "3 3 3" "and they are settled"
fi
expect 0 "figures of papers" ballot paper figures "$ballot"
has "已发放" "how many were issued; what came back is told with the result"
printf '编号,方式,时间,凭证,已告知\n%s,当面签收,%s,%064d,是\n' \
    "$(sed -n 2p "$folder/lin.csv" | cut -d, -f1)" "$(date '+%Y-%m-%d %H:%M:%S')" 1 \
    > "$folder/reach.csv"
expect 0 "one clerk's delivery waits" --json ballot deliver "$ballot" "$folder/reach.csv" \
    "${by_street[@]}" --as lin --yes
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

