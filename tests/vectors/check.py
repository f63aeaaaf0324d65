#!/usr/bin/env python3
"""Holds the vectors of this folder against an implementation of its own, written from the pages
under docs/formats in another language, and against the pages: what these show in hex stands in the
vectors. Prints what differs, then `N passed, N failed`. Needs Python's own library alone."""

import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "second"))
# pylint: disable=wrong-import-position
import bundles
import curves
import encoding
from cases import Cases, check_message, raw, vectors
from check_offices import (check_ask, check_ballot, check_private, check_recount, check_shown,
                           check_slip, check_statuses)
from check_state import check_ids, check_ledger, check_parcels, check_state
from encoding import decode, tagged


def check_encoding(cases):
    kept = vectors("encoding")
    for one in kept["tagged"]:
        cases.equal(tagged(one["tag"], raw(one["message"])).hex(), one["hash"], one["tag"])
    shown = set()
    for one in kept["messages"] + kept["taken"]:
        check_message(cases, one, f"{one['type']}: {one.get('why', 'every field')}")
        shown.add(one["type"])
    cases.equal(sorted(set(encoding.MESSAGES) - set(bundles.COMET) - shown), [],
                "messages of the pages without a vector")
    cases.equal(encoding.ENUMS, kept["enums"], "enums of the pages")
    for one in kept["messages"]:
        listed = {field.name for field in encoding.MESSAGES[one["type"]] if not field.excludes}
        cases.equal(sorted(listed - set(one["fields"])), [], f"fields of {one['type']}")
    for one in kept["refused"]:
        cases.refused(lambda one=one: decode(one["type"], raw(one["bytes"])), one["why"])
    for one in kept["table_keys"]:
        parts = [encoding.key_part(*item) for part in one["parts"] for item in part.items()]
        cases.equal((one["table"].encode() + b"".join(parts)).hex(), one["key"], one["table"])


def check_keys(cases):
    kept = vectors("keys")
    for one in kept["keys"]:
        name = f"key: {one['why']} {one['key']}"
        cases.equal(curves.accepts(raw(one["key"])), one["accepted"], name)
    for one in kept["signatures"]:
        key, text, signature = raw(one["key"]), raw(one["message"]), raw(one["signature"])
        name = f"signature: {one['why']} {one['signature']}"
        cases.equal(curves.verifies(key, text, signature), one["right"], name)
        if "zip215" in one:
            cases.equal(curves.zip215(key[1:], text, signature), one["zip215"], f"ZIP-215, {name}")


LINK = re.compile(r"linlian:(?:slip|result)\?c=[0-9a-f]{64}\S*|\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}\b")
HEX = re.compile(r"\b[0-9a-f]{24,}\b")
# Hex that goes on in the next line.
MANY_LINES = re.compile(r"(?<=[0-9a-f]{24})\n\s*(?=[0-9a-f]{2,}\s*$)", re.MULTILINE)


def texts_of(value):
    """Every text in what a file of JSON holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_of(inner)


def check_pages(cases):
    """What a page shows in hex, its links and codes are values of the vectors."""
    kept = set()
    for folder in (encoding.ROOT / "tests/vectors", bundles.TESTDATA):
        for path in sorted(folder.glob("*.json")):
            kept.update(texts_of(json.loads(path.read_text(encoding="utf-8"))))
    kept.update(text.removeprefix("Linlian-Ask ") for text in list(kept))
    kept.update(text[-64:] for text in list(kept) if text[-68:-64] == "7a20")  # digests of bundles
    for page in sorted(encoding.PAGES.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        links = LINK.findall(text)
        found = HEX.findall(MANY_LINES.sub("", LINK.sub("", text)))
        cases.holds(links + found or "## Vector" not in text, f"{page.name} shows no vector")
        for shown in links + found:
            cases.holds(shown in kept, f"{page.name}: {shown[:60]}… is in no vector")


def check_tags(cases):
    """The pages name the tags of hashes that were tried here, all of them and no others."""
    tag = re.compile(r'"(linlian/[a-z-]+(?:/[a-z-]+)?)')
    pages = {name for page in encoding.PAGES.glob("*.md")
             for name in tag.findall(page.read_text(encoding="utf-8"))}
    here = Path(__file__).resolve().parent
    tried = {name for path in [here / "check.py", *here.glob("second/*.py")]
             for name in tag.findall(path.read_text(encoding="utf-8"))}
    cases.equal(sorted(pages - tried), [], "tags that stand on a page and are not tried")
    cases.equal(sorted(tried - pages), [], "tags that stand on no page")


def main():
    cases = Cases()
    for run in (check_encoding, check_keys, check_state, check_ledger, check_parcels, check_ballot,
                check_recount, check_private, check_ids, check_slip, check_shown, check_ask,
                check_statuses, bundles.check_bundles, check_pages, check_tags):
        cases.group(run)
    print(f"{cases.passed} passed, {cases.failed} failed")
    return 1 if cases.failed else 0


if __name__ == "__main__":
    sys.exit(main())
