#!/usr/bin/env python3
"""Every relative link and every repository path named in a Markdown page must exist, and every
header that the template of a module includes: no compiler sees that one before it is used."""

import re
from pathlib import Path

import checking
from checking import Finding

LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
NAMED = re.compile(r"`([\w.-]+(?:/[\w.+-]+)+/?)`")
INCLUDE = re.compile(r'^#include "([^"@]+)"', re.MULTILINE)
TEMPLATE = "tools/module_template/"
ROOMS_OF_THE_TREE = {"src", "tools", "docs", "tests", "cmake", "web", ".ci"}
HISTORY = "CHANGELOG.md"  # names what was, so only its links must hold


def without_code_blocks(text):
    return re.sub(r"^```.*?^```", lambda m: re.sub(r"[^\n]", " ", m.group()), text,
                  flags=re.MULTILINE | re.DOTALL)


def exists(root, page, target):
    starts = [root / Path(page).parent, root, root / "src"]
    return any((start / target).exists() for start in starts)


def looks_like_ours(root, target):
    """A path counts when it begins with a folder of the tree or a room of src/."""
    first = target.split("/")[0]
    return first in ROOMS_OF_THE_TREE or (root / "src" / first).is_dir()


def template_findings(root):
    for name in checking.files(root, ".in", under=TEMPLATE):
        text = checking.read(root, name)
        for match in INCLUDE.finditer(text):
            source = match.group(1).replace(".pb.h", ".proto")
            if not any((root / start / source).is_file() for start in ("src", "tests")):
                yield Finding(name, checking.line_of(text, match.start(1)),
                              f"{match.group(1)} does not exist; name the header as it is now")


def findings(root):
    yield from template_findings(root)
    for page in checking.files(root, ".md"):
        text = without_code_blocks(checking.read(root, page))
        for match in LINK.finditer(text):
            target = match.group(1).split("#")[0]
            if re.match(r"[a-z]+:", target) or not target:
                continue
            base = root if target.startswith("/") else (root / page).parent
            if not (base / target.lstrip("/")).exists():
                yield Finding(page, checking.line_of(text, match.start()),
                              f"the link to {target} leads nowhere; mend or remove it")
        if page == HISTORY:
            continue
        for match in NAMED.finditer(text):
            target = match.group(1)
            if looks_like_ours(root, target) and not exists(root, page, target):
                yield Finding(page, checking.line_of(text, match.start()),
                              f"{target} does not exist; name the file as it is called now")


if __name__ == "__main__":
    checking.main(findings)
