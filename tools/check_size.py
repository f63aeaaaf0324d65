#!/usr/bin/env python3
"""Keeps files and functions small. Sources above 400 lines and functions above 40 stand in
tools/size_ratchet.txt with their size: such a one may not grow, a new one may not appear, and one
that shrank or vanished must be written down so. Nothing at all passes the hard limits. Tests and
schemas, which are lists by nature, have only a hard limit."""

import re
import sys
from pathlib import Path

import checking
from checking import Finding

RATCHET = "tools/size_ratchet.txt"
FILE_SOFT, FILE_HARD, LIST_HARD = 400, 500, 800
FUNCTION_SOFT, FUNCTION_HARD = 40, 70
MACHINE_LIMIT = 1500

SCOPE = re.compile(r'\b(?:namespace|class|struct|union|enum)\b[^()=]*$|\bextern\s*" *"?\s*$')
INITIALISER = re.compile(r"\)[^;{}]*:[^:][^;]*[\w>]\s*$|\)\s*:\s*[\w>]+\s*$")
NAME = re.compile(r"(operator[^\w\s]+|[\w:~]+)\s*\(")


def function_name(header):
    match = NAME.search(header)
    if match and match.group(1) in ("TEST", "TEST_F", "TEST_P", "RC_GTEST_PROP"):
        arguments = header[match.end():].split(")")[0]
        return "TEST." + ".".join(part.strip() for part in arguments.split(","))[:100]
    return match.group(1) if match else None


def kind_of(header):
    """What an opening brace after this header opens, at the level of a namespace or class."""
    text = header.strip()
    if SCOPE.search(text):
        return "scope"
    if INITIALISER.search(text):
        return "initialiser"
    if "(" in text and not text.endswith(("=", ",", "(")):
        return "function"
    return "other"


def functions(text):
    """(name, first line, lines) of every function, found by counting braces: crude, but the same
    for everybody. A lambda belongs to the function around it."""
    code = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: re.sub(r"[^\n]", " ", m.group()),
                  checking.blank(text), flags=re.MULTILINE)
    stack, header_at = [], 0
    for match in re.finditer(r"[{};]", code):
        at, sign = match.start(), match.group()
        outside = all(kind == "scope" for kind, _, _ in stack)
        if sign == "{":
            header = code[header_at:at]
            kind = kind_of(header) if outside else "inner"
            begin = header_at + len(header) - len(header.lstrip())
            stack.append((kind, function_name(header), begin))
            if kind == "initialiser":
                continue
        elif sign == "}" and stack:
            kind, name, begin = stack.pop()
            if kind == "function" and name:
                first = checking.line_of(code, begin)
                yield name, first, checking.line_of(code, at) - first + 1
            if kind == "initialiser":
                continue
        if outside or all(kind == "scope" for kind, _, _ in stack):
            header_at = at + 1


def offenders(root):
    """{key: (size, path, line, soft limit, hard limit)} of everything above its soft limit."""
    found = {}
    for name in checking.files(root, ".h", ".cpp", ".proto"):
        text, test = checking.read(root, name), checking.is_test(name)
        is_list = test or name.endswith(".proto")
        hard, soft = (LIST_HARD, LIST_HARD) if is_list else (FILE_HARD, FILE_SOFT)
        lines = text.count("\n")
        if lines > soft:
            found["file", name] = (lines, name, 1, soft, hard)
        if name.endswith(".proto"):
            continue
        soft = FUNCTION_HARD if test else FUNCTION_SOFT
        for function, line, size in functions(text):
            if size > soft and size > found.get((name, function), (0,))[0]:
                found[name, function] = (size, name, line, soft, FUNCTION_HARD)
    return found


def ratchet(root):
    entries = {}
    if (root / RATCHET).is_file():
        for number, line in enumerate(checking.read(root, RATCHET).splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                first, second, size = line.split()
                entries[first, second] = (int(size), number)
    return entries


def compared(now, before):
    for key, (size, path, line, soft, hard) in now.items():
        what = "the file" if key[0] == "file" else key[1]
        if size > hard:
            yield Finding(path, line, f"{what} has {size} lines, nothing may have more than {hard};"
                          " divide it by what it tells")
        elif key not in before:
            yield Finding(path, line, f"{what} has {size} lines, more than {soft}; divide it by"
                          " what it tells")
        elif size > before[key][0]:
            yield Finding(path, line, f"{what} grew from {before[key][0]} to {size} lines; one"
                          f" above {soft} may only shrink")
    for key, (size, number) in before.items():
        if key not in now or now[key][0] < size:
            left = now[key][0] if key in now else "within its limit"
            yield Finding(RATCHET, number, f"{' '.join(key)} shrank from {size} to {left};"
                          " run tools/check_size.py --cross-off")


def machine_findings(root):
    sources = [name for name in checking.files(root, ".h", ".cpp", under="src/machine/")
               if not checking.is_test(name)]
    lines = sum(checking.read(root, name).count("\n") for name in sources)
    if lines >= MACHINE_LIMIT:
        yield Finding("src/machine", 1, f"the machine has {lines} lines and must stay below"
                      f" {MACHINE_LIMIT}; move what only some modules need into those")


def findings(root):
    yield from compared(offenders(root), ratchet(root))
    yield from machine_findings(root)


def cross_off(root):
    """Rewrites the list with what shrank or vanished; never raises or adds a line."""
    now, kept = offenders(root), []
    for line in checking.read(root, RATCHET).splitlines():
        if line.strip() and not line.startswith("#"):
            first, second, size = line.split()
            if (first, second) not in now:
                continue
            line = f"{first} {second} {min(int(size), now[first, second][0])}"
        kept.append(line)
    (root / RATCHET).write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["--cross-off"]:
        cross_off(Path(__file__).resolve().parent.parent)
    else:
        checking.main(findings)
