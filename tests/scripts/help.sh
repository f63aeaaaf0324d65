#!/usr/bin/env bash
# The help of every command, in both languages: each command, option and argument is told in Chinese
# and in English. And who reads no further than some lines ends a command as they end any other.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
program=${LINLIAN:-build/release/bin/linlian}
passed=0
failed=0

if ! python3 - "$program" << 'END'; then failed=$((failed + 1)); else passed=$((passed + 1)); fi
import re
import subprocess
import sys

HAN = re.compile("[\u4e00-\u9fff]")
LATIN = re.compile("[A-Za-z]{2}")
SECTION = re.compile(r"^\S.*:$")
ENTRY = re.compile(r"^  [-\w]")


def entries(text):
    """(section, lines) of each entry of a help text."""
    section, found = "", []
    for line in text.splitlines():
        if SECTION.match(line):
            section = line.rstrip(":")
        elif ENTRY.match(line):
            found.append((section, line))
        elif line.startswith("   ") and found:
            found[-1] = (found[-1][0], found[-1][1] + " " + line.strip())
    return found


def check(program, command):
    text = subprocess.run([program, *command, "--help"], capture_output=True, text=True,
                          check=True).stdout
    wrong = []
    for section, entry in entries(text):
        name = entry.split()[0]
        told = entry.strip()[len(name):]
        if not HAN.search(told) or not LATIN.search(told):
            wrong.append(f"linlian {' '.join(command)}: {entry.strip()}")
        if section.startswith("Subcommands"):
            wrong += check(program, [*command, name])
    return wrong


wrong = check(sys.argv[1], [])
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
END

# A reader that leaves: 141 is what SIGPIPE gives every tool; nothing is said of it.
said=$(mktemp)
(sleep 0.3; exec "$program" --help) 2> "$said" | true
status=("${PIPESTATUS[@]}")
if [[ ${status[0]} == 141 && ! -s $said ]]; then
    passed=$((passed + 1))
else
    failed=$((failed + 1))
    echo "a closed pipe ends a command with ${status[0]}: $(cat "$said")"
fi
# The same where whoever started it ignores SIGPIPE, as some programs do.
(trap '' PIPE; sleep 0.3; exec "$program" --help) 2> "$said" | true
status=("${PIPESTATUS[@]}")
if [[ ${status[0]} == 141 && ! -s $said ]]; then
    passed=$((passed + 1))
else
    failed=$((failed + 1))
    echo "a closed pipe ends a command with ${status[0]}: $(cat "$said")"
fi
rm -f "$said"
echo "$passed passed, $failed failed"
((failed == 0))
