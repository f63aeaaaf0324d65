#!/usr/bin/env bash
# The help of every command, in both languages: each command, option and argument is told in Chinese
# and in English. Every command that a text or a document names is one that there is, with the
# options that stand beside it. And who reads no further than some lines ends a command as they end
# any other.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
program=${LINLIAN:-build/release/bin/linlian}
passed=0
failed=0

if ! python3 - "$program" << 'END'; then failed=$((failed + 1)); else passed=$((passed + 1)); fi
import pathlib
import re
import subprocess
import sys

HAN = re.compile("[\u4e00-\u9fff]")
LATIN = re.compile("[A-Za-z]{2}")
SECTION = re.compile(r"^\S.*:$")
ENTRY = re.compile(r"^  [-\w]")
# A command as texts name it: words, options, and what stands for a value in capitals or Chinese.
NAMED = re.compile(r"linlian((?: +(?:--?)?[\w.|/…-]+|(?: *\\)?\n *(?=--))+)")
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
SPAN = re.compile(r"^```.*?^```|^    [^\n]*$|`[^`]*`", re.MULTILINE | re.DOTALL)

MESSAGE = re.compile(r"^message (\w+) \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)

# What is signed or written begins with such words: "linlian names 1".
TAGS = {"parcel", "names", "half"}
# What CONTRIBUTING lets a newcomer make: the acts and queries of a module that is not there.
TO_BE_MADE = "mediation."

commands = {}  # of each command: its options
valued = set()  # options that take a value


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


def check(program, command, is_told=True):
    """What is not told in both languages. The forms of acts and queries, which stand in groups by
    module, are told by the schema."""
    text = subprocess.run([program, *command, "--help"], capture_output=True, text=True,
                          check=True).stdout
    wrong = []
    valued.update(re.findall(r"(?<![\w-])(--?[a-z][a-z-]*) [A-Z]{3}", text))
    commands[tuple(command)] = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text))
    for section, entry in entries(text):
        name = entry.split()[0]
        told = entry.strip()[len(name):]
        if is_told and (not HAN.search(told) or not LATIN.search(told)):
            wrong.append(f"linlian {' '.join(command)}: {entry.strip()}")
        if section.startswith("Subcommands"):
            wrong += check(program, [*command, name], is_told)
        elif not section.startswith(("Options", "Positionals")):
            wrong += check(program, [*command, name], False)
    return wrong


def not_there(text):
    """What is wrong with the commands that a text names."""
    for named in NAMED.findall(text):
        command, before = (), None
        for word in named.replace("\\", " ").split():
            word = word.rstrip(".")
            is_value, before = before in valued, word
            if is_value:
                continue
            if word.startswith(TO_BE_MADE):
                break
            if not command and word in TAGS:
                break
            has_commands = any(len(one) > len(command) and one[:len(command)] == command
                               for one in commands)
            if re.match("--?[a-z]", word):
                option = word.split("…")[0]
                if option not in commands[command] | commands[()]:
                    yield f"linlian {' '.join(command)} takes no {option}"
            elif (*command, word) in commands:
                command += (word,)
            elif has_commands and re.fullmatch("[a-z][a-z.-]*", word):
                yield f"there is no command linlian {' '.join((*command, word))}"
                break


def texts_of(path):
    """Literals of sources and schemas, marked parts of documents."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return [span.group() for span in SPAN.finditer(text)]
    text = re.sub(r'"\s*\n\s*"', "", text)
    return LITERAL.findall(text)


def without_command():
    """Acts that carry the hash of what was shown, and that no command makes: by hand nobody can."""
    made = "".join(path.read_text(encoding="utf-8") for room in ("client", "documents", "apps")
                   for path in pathlib.Path("src", room).glob("**/*.cpp")
                   if not path.name.endswith("_test.cpp"))
    for path in pathlib.Path().glob("src/modules/*/*.proto"):
        for act, body in MESSAGE.findall(path.read_text(encoding="utf-8")):
            if "(codec.v1.act)" in body and " shown = " in body:
                if not re.search(rf"(::|<){act}\b", made):
                    yield f"{path}: no command makes {act}"


wrong = check(sys.argv[1], [])
wrong += without_command()
for pattern in ("*.md", "docs/**/*.md", "src/**/*.md", "src/**/*.proto", "src/**/*.cpp",
                "src/**/*.h"):
    for path in sorted(pathlib.Path().glob(pattern)):
        for text in texts_of(path):
            wrong += [f"{path}: {what}" for what in not_there(text)]
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
