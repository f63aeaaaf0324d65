#!/usr/bin/env python3
"""Every line of the generated table of powers was read by a person in its present form.

docs/powers-review.md names acts and, beside them, a mark: the start of the SHA-256 of their lines
in the table. A line that changed, came or went has to be read before its mark is written anew."""

import hashlib
import re

import checking
from checking import Finding

TABLE = "docs/reference/powers.md"
REVIEW = "docs/powers-review.md"
ROW = re.compile(r"\| (\w+) [^|]*\|.*\|")
REVIEWED = re.compile(r"\| (\w+(?:, \w+)*) \| (\w*) \|.*\|")


def mark_of(rows):
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:8]


def rows_of_table(text):
    return {match.group(1): (number, match.group(0))
            for number, match in enumerate(map(ROW.fullmatch, text.splitlines()), 1)
            if match and match.group(1) != "act"}


def reviewed_findings(review, table, seen):
    for number, match in enumerate(map(REVIEWED.fullmatch, review.splitlines()), 1):
        if not match or match.group(1) == "act":
            continue
        acts = match.group(1).split(", ")
        gone = [act for act in acts if act not in table]
        if gone:
            yield Finding(REVIEW, number, f"{TABLE} has no {', '.join(gone)}; take it out")
            continue
        seen.update(acts)
        mark = mark_of([table[act][1] for act in acts])
        if mark != match.group(2):
            yield Finding(REVIEW, number, f"the table's line of {match.group(1)} is not the one "
                          f"that was read; read it, mend the words here and mark it {mark}")


def findings(root):
    if not (root / TABLE).exists():
        return
    table = rows_of_table(checking.read(root, TABLE))
    seen = set()
    yield from reviewed_findings(checking.read(root, REVIEW), table, seen)
    for act, (number, _) in table.items():
        if act not in seen:
            yield Finding(TABLE, number, f"{act} is not in {REVIEW}; read its line and say there "
                          "what stands against its misuse")


if __name__ == "__main__":
    checking.main(findings)
