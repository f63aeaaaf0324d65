#!/usr/bin/env python3
"""Those rules of CONTRIBUTING.md that a script can see in the text of a source file."""

import re
from pathlib import Path

import checking
from checking import Finding

LINE_MAX = 100
MACROS = {"CHECK", "UNREACHABLE", "TRY"}  # and the parts of TRY
COMMENTED_CODE = re.compile(
    r"^\s*//\s*(?:(?:return|auto|const|if|for|while|else|using|namespace)\b.*[;{]|"
    r"[\w:.>-]+\(.*\);|[\w:.>-]+ = .*;|#\s*(?:include|if|define)\b.*|\})\s*$", re.MULTILINE)


def every(text, pattern, name, advice, blanked=None):
    """A finding for each match of the pattern; {0} in the advice is what matched."""
    source = text if blanked is None else blanked
    for match in re.finditer(pattern, source, re.MULTILINE):
        said = next((group for group in match.groups() if group), match.group()).strip()
        yield Finding(name, checking.line_of(source, match.start()), advice.format(said))


def header_findings(name, text, code):
    if not re.match(r"//|/\*", text):
        yield Finding(name, 1, "the header has no first comment; say what it is, who calls it and"
                      " what it never does")
    if "#pragma once" not in text:
        yield Finding(name, 1, "the header lacks #pragma once; put it below the first comment")
    yield from owner_findings(name, text, code)
    yield from every(text, r"^using namespace [\w:]+", name,
                     "{0} in a header reaches all who include it; name things in full", code)


def test_findings(name, code):
    for match in re.finditer(r"\b(?:TEST|TEST_F|TEST_P)\s*\(\s*(\w+)\s*,\s*(\w+)\s*\)", code):
        if "_" not in match.group(2):
            yield Finding(name, checking.line_of(code, match.start()),
                          f"the test {match.group(2)} has no sentence for a name; say what holds,"
                          " as in refuses_more_than_is_left")


def namespace_findings(name, code):
    # Names of a library that are only announced, so that its header is not needed.
    code = re.sub(r"^namespace\s+\w+\s*\{\n(?:class \w+;\n)+\}", lambda match:
                  re.sub(r"[^\n]", " ", match.group()), code, flags=re.MULTILINE)
    first = re.search(r"^\s*(?:inline\s+)?namespace\s+([\w:]+)?\s*\{", code, re.MULTILINE)
    if first and not (first.group(1) or "").startswith("linlian"):
        yield Finding(name, checking.line_of(code, first.start()),
                      f"the outermost namespace is {first.group(1) or 'unnamed'}; put all code"
                      " into namespace linlian")


def owner_findings(name, text, code):
    """A shared_ptr has owners; the header that names it must say who they are."""
    match = re.search(r"\bstd::shared_ptr\b(?![^;]*\boverride;)", code)
    if match and not re.search(r"(?i)\bown", checking.comments(text)):
        yield Finding(name, checking.line_of(code, match.start()),
                      "a shared_ptr without a sentence saying who its owners are; say it, or use"
                      " unique_ptr or a value")


def new_findings(name, code):
    """A bare new. Inside a unique_ptr it may stand: make_unique cannot reach a private
    constructor."""
    for match in re.finditer(r"\bnew\s+[A-Za-z_][\w:]*(?=\s*[({])", code):
        statement = code[code.rfind(";", 0, match.start()) + 1:match.start()]
        if "unique_ptr" not in statement:
            yield Finding(name, checking.line_of(code, match.start()),
                          f"{match.group()}: a bare new has no owner; use std::make_unique or a"
                          " value")


def code_findings(name, text, code):
    yield from namespace_findings(name, code)
    yield from new_findings(name, code)
    yield from every(text, COMMENTED_CODE.pattern, name,
                     "commented-out code ({0}); delete it, the history keeps it")
    yield from every(text, r"\bgoto\s+\w+", name, "{0}; return early instead", code)
    # Without a value, or right before an include, it is a switch for somebody else's header.
    for match in re.finditer(r"^[ \t]*#[ \t]*define[ \t]+(\w+)(?=\(|[ \t]+\S)"
                             r"(?![^\n]*\n[ \t]*#[ \t]*include\b)", code, re.MULTILINE):
        if match.group(1).partition("_")[0] not in MACROS:
            yield Finding(name, checking.line_of(code, match.start(1)),
                          f"the macro {match.group(1)}; only {', '.join(sorted(MACROS))} are"
                          " macros, use constexpr, a template or a function")


def cpp_findings(name, text):
    code = checking.blank(text)
    if not re.fullmatch(r"[a-z0-9_]+\.(?:h|cpp)", Path(name).name):
        yield Finding(name, 1, "the file name is not snake_case; rename it")
    if name.endswith(".h"):
        yield from header_findings(name, text, code)
    yield from code_findings(name, text, code)
    yield from terminal_findings(name, code)
    if name.endswith("_test.cpp") or name.startswith("tests/"):
        yield from test_findings(name, code)


# Where text is written to standard output or error. In the program for people there is one place,
# which takes text that is safe to look at; everywhere else a name could move the cursor.
WRITES = (r"\bfmt::print\s*\(|\bstd::(?:cout|cerr|clog)\b|"
          r"\b(?:std::)?(?:f?printf|f?puts|f?putc|putchar|fwrite)\s*\(|"
          r"::write\s*\(\s*(?:STDOUT_FILENO|STDERR_FILENO|1|2)\b")


def terminal_findings(name, code):
    """Nothing of client, documents and apps but the terminal itself writes what people see."""
    shown = name.startswith(("src/client/", "src/documents/", "src/desk/", "src/apps/"))
    if not shown or name == "src/apps/terminal/terminal.cpp":
        return
    for match in re.finditer(WRITES, code):
        yield Finding(name, checking.line_of(code, match.start()),
                      f"{match.group().rstrip('( ')} writes past the terminal, which makes texts of"
                      " others safe; use apps/terminal/terminal.h")


def text_findings(name, text):
    """Blanks and line ends, and the line length where no formatter keeps it."""
    yield from every(text, r"[ \t]+$", name, "blanks at the end of the line; remove them")
    if text and not text.endswith("\n"):
        yield Finding(name, text.count("\n") + 1, "no line end at the end of the file; add one")
    if name.endswith((".py", ".sh", ".proto", ".cmake")):
        for number, line in enumerate(text.splitlines(), 1):
            # The texts of a schema in three languages stand in one line each.
            if len(line) > LINE_MAX and not (name.endswith(".proto") and '"' in line):
                yield Finding(name, number, f"the line has {len(line)} columns, more than"
                              f" {LINE_MAX}; break it")


def findings(root):
    for name in checking.files(root, ".h", ".cpp", under="src/") + checking.files(
            root, ".h", ".cpp", under="tests/"):
        yield from cpp_findings(name, checking.read(root, name))
    for name in checking.files(root, ".h", ".cpp", ".proto", ".py", ".sh", ".cmake", ".txt", ".md"):
        yield from text_findings(name, checking.read(root, name))


if __name__ == "__main__":
    checking.main(findings)
