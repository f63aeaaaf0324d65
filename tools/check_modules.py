#!/usr/bin/env python3
"""Every module has the same shape, so that who has read one can read all: its files, the headings
of its README, and a schema within the subset that has one encoding only."""

import re
from pathlib import Path

import checking
from checking import Finding

HEADINGS = ["Purpose", "Words", "Acts", "Rules", "Invariants", "Events", "Refusals"]


def shape(module):
    return ["README.md", f"{module}.proto", f"{module}.h", "module.cpp", "state.h", "acts.cpp",
            "acts_test.cpp"]


def readme_findings(name, text):
    headings = [(match.group(1).strip(), checking.line_of(text, match.start()))
                for match in re.finditer(r"^## (.+)$", text, re.MULTILINE)]
    names = [heading for heading, _ in headings]
    if names != HEADINGS:
        missing = [heading for heading in HEADINGS if heading not in names]
        extra = [heading for heading in names if heading not in HEADINGS]
        why = (f"lacks {', '.join(missing)}" if missing else
               f"has {', '.join(extra)} besides" if extra else "has them in another order")
        yield Finding(name, headings[0][1] if headings else 1,
                      f"the second-level headings must be {', '.join(HEADINGS)}, and it {why};"
                      " keep the order, go deeper with third-level headings")


def schema_findings(name, text):
    """The subset of protobuf that encodes one message in one way only."""
    code = checking.blank(text)
    if not re.search(r'^\s*syntax\s*=\s*"proto3"\s*;', checking.blank(text, strings=False),
                     re.MULTILINE):
        yield Finding(name, 1, 'the syntax is not proto3; begin with `syntax = "proto3";`')
    bans = {
        r"\bmap\s*<": "a map has no order; use repeated rows sorted by their key",
        r"\b(?:float|double)\s+\w+\s*=": "floats differ between machines; use integers of the"
                                         " smallest unit",
        r"\bgoogle\.protobuf\.Any\b": "Any hides the type; carry the type name and the bytes",
        r"\bgroup\s+\w+\s*=": "groups are gone from proto3; use a message",
    }
    for pattern, advice in bans.items():
        for match in re.finditer(pattern, code):
            yield Finding(name, checking.line_of(code, match.start()),
                          f"{match.group().split()[0]} in a schema; {advice}")
    for match in re.finditer(r"\benum\s+(\w+)\s*\{([^}]*)\}", code):
        first = re.search(r"^\s*(?!option\b|reserved\b)(\w+)\s*=\s*(-?\w+)", match.group(2),
                          re.MULTILINE)
        if not first or not first.group(1).endswith("UNSPECIFIED") or first.group(2) != "0":
            yield Finding(name, checking.line_of(code, match.start()),
                          f"enum {match.group(1)} does not start with *_UNSPECIFIED = 0; zero is"
                          " what an absent field reads as, so it must mean nothing")


def package_findings(name, text, module):
    wanted = f"linlian.{module}.v1"
    match = re.search(r"^\s*package\s+([\w.]+)\s*;", checking.blank(text), re.MULTILINE)
    if not match or match.group(1) != wanted:
        yield Finding(name, checking.line_of(text, match.start(1)) if match else 1,
                      f"the package must be {wanted}; acts are named by it")


def module_findings(root, module):
    folder = f"src/modules/{module}"
    for part in shape(module):
        if not (root / folder / part).is_file():
            yield Finding(f"{folder}/{part}", 1, "missing; every module has it"
                          " (tools/new_module.py shows the shape)")
    if (root / folder / "README.md").is_file():
        yield from readme_findings(f"{folder}/README.md",
                                   checking.read(root, f"{folder}/README.md"))
    schema = f"{folder}/{module}.proto"
    if (root / schema).is_file():
        yield from package_findings(schema, checking.read(root, schema), module)


def findings(root):
    plan = checking.floors(root)
    inside = checking.files(root, under="src/modules/")
    for module in sorted({Path(name).parts[2] for name in inside if len(Path(name).parts) > 3}):
        yield from module_findings(root, module)
    for name in checking.files(root, ".proto", under="src/"):
        if plan.is_pure(name):
            yield from schema_findings(name, checking.read(root, name))


if __name__ == "__main__":
    checking.main(findings)
