#!/usr/bin/env python3
"""Chooses the golden vectors of the modules anew, from what all scenarios did:

    LINLIAN_VECTORS=FOLDER build/release/modules_test && tools/keep_vectors.py FOLDER

Scenarios that are kept stay while they show what no other does; others are added, the smallest
first, until each act that was carried out, each event and each refusal occurs in one. An element of
a list (a given row, a transaction, a receipt, a changed row) that several vectors of a module hold
stands once, in shared.json, and by its name in the vectors. Read what changed before committing
it."""

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

MODULES = Path(__file__).resolve().parent.parent / "src/modules"
LISTS = ("transactions", "receipts", "changes")


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def name_of(element):
    return "@" + hashlib.sha256(compact(element).encode()).hexdigest()[:8]


def lists_of(vector):
    yield vector["given"]
    for step in vector["steps"]:
        yield from (step[name] for name in LISTS if name in step)


def shown_by(vector):
    """Names of all acts carried out, events and refusals in it."""
    shown, proposed = set(), {}
    for step in vector["steps"]:
        if "refusal" in step:
            shown.add(step["refusal"]["code"])
        for receipt in step.get("receipts", []):
            shown.add(receipt.get("refusal", receipt["act_type"]))
            for event in receipt.get("events", []):
                kind, content = event["type"], event["content"]
                shown.add(kind)
                if kind == "linlian.motion.v1.Proposed":
                    proposed[content["motion"]] = content["act_type"]
                if kind == "linlian.motion.v1.Completed" and content["motion"] in proposed:
                    shown.add(proposed[content["motion"]])
    return shown


def chosen(vectors, kept):
    names = [name for name in sorted(vectors) if name in kept]
    shown = {name: shown_by(vector) for name, vector in vectors.items()}
    missing = set().union(*shown.values()) - set().union(*(shown[name] for name in names))
    size = {name: len(compact(vector)) for name, vector in vectors.items()}
    while missing:
        best = max(sorted(vectors), key=lambda name: len(shown[name] & missing) / size[name])
        names.append(best)
        missing -= shown[best]
    # What the others show together is not kept twice, the largest first.
    for name in sorted(names, key=lambda name: -size[name]):
        others = set().union(*(shown[other] for other in names if other != name))
        if shown[name] <= others:
            names.remove(name)
    return {name: vectors[name] for name in sorted(names)}


def shared_by(vectors):
    """The elements that stand more than once, by name."""
    counts = Counter(compact(element) for vector in vectors.values()
                     for elements in lists_of(vector) for element in elements)
    shared = {}
    for text, count in sorted(counts.items()):
        if count > 1:
            element = json.loads(text)
            assert shared.setdefault(name_of(element), element) == element
    return shared


def one_a_line(value, depth=0):
    """Lists of what stands in a vector have a line for each element."""
    if isinstance(value, list) and value and depth < 4:
        lines = [" " * depth + one_a_line(item, depth + 1) for item in value]
        return "[\n" + ",\n".join(lines) + "]"
    if isinstance(value, dict) and any(name in value for name in LISTS + ("steps",)):
        parts = [json.dumps(key) + ": " + one_a_line(item, depth + 1)
                 for key, item in value.items()]
        return "{" + (",\n" + " " * depth).join(parts) + "}"
    return compact(value)


def write(folder, vectors):
    shared = shared_by(vectors)
    for old in folder.glob("*.json"):
        old.unlink()
    folder.mkdir(exist_ok=True)
    lines = [f"{json.dumps(name)}: {compact(element)}" for name, element in sorted(shared.items())]
    (folder / "shared.json").write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")
    for name, vector in vectors.items():
        for elements in lists_of(vector):
            elements[:] = [name_of(element) if name_of(element) in shared else element
                           for element in elements]
        (folder / f"{name}.json").write_text(one_a_line(vector) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where modules_test wrote what scenarios did")
    for source in sorted(path for path in parser.parse_args().folder.iterdir() if path.is_dir()):
        vectors = {path.stem: json.loads(path.read_text(encoding="utf-8"))
                   for path in source.glob("*.json")}
        folder = MODULES / source.name / "golden"
        kept = chosen(vectors, {path.stem for path in folder.glob("*.json")})
        write(folder, kept)
        size = sum(path.stat().st_size for path in folder.glob("*.json"))
        print(f"{source.name}: {len(kept)} of {len(vectors)} vectors kept, {size // 1000} kB")


if __name__ == "__main__":
    main()
