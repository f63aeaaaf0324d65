"""What the cases of a run have in common: counting, and saying which one failed."""

import json
import traceback
from pathlib import Path

from encoding import Refused, decode, encode, from_json

VECTORS = Path(__file__).resolve().parent.parent


class Cases:
    """Counts what held; says what did not."""

    def __init__(self):
        self.passed = self.failed = 0

    def equal(self, ours, theirs, name):
        self.holds(ours == theirs, f"{name}\n  here  {ours!r:.300}\n  there {theirs!r:.300}")

    def holds(self, is_so, name):
        if is_so:
            self.passed += 1
        else:
            self.failed += 1
            print(f"failed: {name}")

    def refused(self, attempt, name):
        try:
            attempt()
        except Refused:
            self.passed += 1
        else:
            self.holds(False, f"{name} is taken")

    def group(self, run):
        """Runs one group; what it could not even try counts as a failure."""
        try:
            run(self)
        except Exception:  # pylint: disable=broad-except
            self.holds(False, f"{run.__name__}\n{traceback.format_exc()}")


def vectors(name):
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))


raw = bytes.fromhex


def message(vector):
    return from_json(vector["type"], vector["fields"])


def present(vector):
    """Only what the bytes hold: JSON shows fields that are left out."""
    return decode(vector["type"], raw(vector["bytes"]))


def check_message(cases, vector, name):
    cases.equal(encode(vector["type"], message(vector)).hex(), vector["bytes"], name)
    cases.equal(encode(vector["type"], present(vector)).hex(), vector["bytes"], f"{name}, read")
