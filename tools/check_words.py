#!/usr/bin/env python3
"""Words that do not belong in the repository: paths of one machine, hosts of package registries,
and notes to oneself."""

import re

import checking
from checking import Finding

BINARY = (".png", ".jpg", ".ico", ".woff2", ".ttf", ".pdf", ".bin", ".zip", ".xlsx", ".wasm", ".gz")

# One letter of each stands in brackets, so that this file does not contain what it looks for.
RULES = {
    r"(?<![\w.~-])/(?:wor[k]|hom[e]/\w+|roo[t])/\w":
        "a path of one machine; say it relative to the repository",
    r"\b(?:registry\.npm[j]s|registry\.npm[m]irror|pyp[i]|files\.pythonh[o]sted|deb\.deb[i]an|"
    r"security\.deb[i]an|proxy\.gol[a]ng|index\.cr[a]tes)\.(?:org|com|io)\b":
        "the host of a package registry; leave it to the machine's own settings (in npm:"
        " omit-lockfile-registry-resolved=true)",
    r"\b(?:TOD[O]|FIXM[E]|XX[X])\b":
        "a note to oneself; do it, or write down the limit as a whole sentence",
}


def findings(root):
    for name in checking.files(root):
        if name.endswith(BINARY) or name == "LICENSE" or "/corpus/" in name:
            continue
        text = checking.read(root, name)
        for pattern, advice in RULES.items():
            for match in re.finditer(pattern, text):
                yield Finding(name, checking.line_of(text, match.start()),
                              f"{match.group()} is {advice}")


if __name__ == "__main__":
    checking.main(findings)
