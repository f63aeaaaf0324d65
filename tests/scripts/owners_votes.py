#!/usr/bin/env python3
"""Writes the worked examples of an owners' vote as cases for `linlian tally`, with what must come
out: one folder, for each example NAME.json and NAME.expected (the verdict, then each check as
name needed have holds). E1 to E10 are an estate of 100 flats with units and ballots; R2 to R6 are
figures that were published."""

import json
import sys
from pathlib import Path

FLAT = "90.00"


def estate():
    """X owns three flats, the developer ten unsold and two undelivered, everybody else one."""
    units = [(f"x{i}", "X", "flat") for i in range(3)]
    units += [(f"d{i}", "D", "unsold" if i < 10 else "undelivered") for i in range(12)]
    units += [(f"s{i}", f"S{i}", "flat") for i in range(85)]
    return [{"id": name, "area": FLAT, "owner": [owner], "kind": kind}
            for name, owner, kind in units]


def ballots(agree=(), disagree=(), abstain=()):
    return [{"owner": [owner], "choice": choice, "channel": "paper" if i % 3 else "phone"}
            for choice, owners in (("agree", agree), ("disagree", disagree), ("abstain", abstain))
            for i, owner in enumerate(owners)]


def singles(begin, end):
    return [f"S{i}" for i in range(begin, end)]


def vote(matter, cast, **more):
    return {"matter": matter, "units": estate(), "ballots": cast, **more}


def silence(agreed):
    """The first 80 singles, X and the developer were reached; five singles were not."""
    reached = [{"owner": [name]} for name in singles(0, 80) + ["X", "D"]]
    return {"agreed": agreed, "warned": True, "delivered": reached}


def heads(**counts):
    return {name: {"heads": count} for name, count in counts.items()}


def couple(*choices):
    """Two spouses with one flat, and somebody else with two."""
    units = [{"id": "1", "area": FLAT, "owner": ["he", "she"], "kind": "flat"},
             {"id": "2", "area": FLAT, "owner": ["it"], "kind": "shop"},
             {"id": "3", "area": FLAT, "owner": ["it"], "kind": "flat"}]
    cast = [{"owner": ["she", "he"], "choice": choice, "channel": "phone"} for choice in choices]
    return {"rule": {"checks": [{"name": "agreement.heads", "of": "all", "at_least": "1/2"},
                                {"name": "agreement.area", "of": "all", "at_least": "1/3"}]},
            "units": units, "ballots": cast}


ALL_AREA = "participation.area 6000.00 "
CASES = {
    "e1": (vote("278.5", ballots(singles(0, 57) + ["X"])), "failed",
           ["participation.heads 58 58 true", ALL_AREA + "5400.00 false",
            "agreement.heads 30 58 true", "agreement.area 2700.01 5400.00 true"]),
    "e2": (vote("278.5", ballots(singles(0, 57) + ["D"])), "passed",
           ["participation.heads 58 58 true", ALL_AREA + "6210.00 true",
            "agreement.heads 30 58 true", "agreement.area 3105.01 6210.00 true"]),
    "e3": (vote("278.8", ballots(singles(0, 43) + ["D"], singles(43, 57))), "passed",
           ["participation.heads 58 58 true", ALL_AREA + "6210.00 true",
            "agreement.heads 44 44 true", "agreement.area 4657.50 4950.00 true"]),
    "e3_one_less": (vote("278.8", ballots(singles(0, 42) + ["D"], singles(42, 57))), "failed",
                    ["participation.heads 58 58 true", ALL_AREA + "6210.00 true",
                     "agreement.heads 44 43 false", "agreement.area 4657.50 4860.00 true"]),
    "e4": (vote("278.5", ballots(singles(0, 28) + ["D"], singles(28, 57))), "failed",
           ["participation.heads 58 58 true", ALL_AREA + "6210.00 true",
            "agreement.heads 30 29 false", "agreement.area 3105.01 3600.00 true"]),
    "e5": (vote("278.5", ballots(["X"])), "failed",
           ["participation.heads 58 1 false", ALL_AREA + "270.00 false",
            "agreement.heads 1 1 true", "agreement.area 135.01 270.00 true"]),
    "e6": (couple("agree"), "passed",
           ["agreement.heads 1 1 true", "agreement.area 90.00 90.00 true"]),
    "e6_changed": (couple("agree", "disagree"), "failed",
                   ["agreement.heads 1 0 false", "agreement.area 90.00 0.00 false"]),
    "e7": (vote("278.5", ballots(singles(0, 30), singles(30, 40)), silence=silence(True)),
           "passed",
           ["participation.heads 58 82 true", ALL_AREA + "8550.00 true",
            "agreement.heads 42 72 true", "agreement.area 4275.01 7650.00 true"]),
    "e8": (vote("278.5", ballots(singles(0, 30), singles(30, 40)), silence=silence(False)),
           "failed",
           ["participation.heads 58 40 false", ALL_AREA + "3600.00 false",
            "agreement.heads 21 30 true", "agreement.area 1800.01 2700.00 true"]),
    "e10": (vote("278.5", ballots(abstain=singles(0, 80))), "failed",
            ["participation.heads 58 80 true", ALL_AREA + "7200.00 true",
             "agreement.heads 41 0 false", "agreement.area 3600.01 0.00 false"]),
    "r2": ({"matter": "278.5", **heads(totals=44, participating=36, agree=35, abstain=1)},
           "cannot_decide",
           ["participation.heads 30 36 true", "participation.area null null null",
            "agreement.heads 19 35 true", "agreement.area null null null"]),
    "r3": ({"matter": "278.8", **heads(totals=24, agree=17, disagree=4, abstain=3)}, "failed",
           ["participation.heads 16 24 true", "participation.area null null null",
            "agreement.heads 18 17 false", "agreement.area null null null"]),
    "r3_one_more": ({"matter": "278.8", **heads(totals=24, agree=18, disagree=4, abstain=2)},
                    "cannot_decide",
                    ["participation.heads 16 24 true", "participation.area null null null",
                     "agreement.heads 18 18 true", "agreement.area null null null"]),
    "r4": ({"rule": {"checks": [{"name": "agreement.heads", "of": "cast", "at_least": "3/4"}]},
            **heads(agree=47, disagree=2, abstain=0)}, "passed", ["agreement.heads 37 47 true"]),
    "r5": ({"matter": "278.3", **heads(totals=2219, participating=1672)}, "cannot_decide",
           ["participation.heads 1480 1672 true", "participation.area null null null",
            "agreement.heads 837 null null", "agreement.area null null null"]),
    "r6": ({"matter": "278.9", **heads(totals=2237, agree=1151)}, "cannot_decide",
           ["participation.heads 1492 null null", "participation.area null null null",
            "agreement.heads null 1151 true", "agreement.area null null null"]),
}


def main(folder):
    for name, (case, verdict, checks) in CASES.items():
        text = json.dumps(case, ensure_ascii=False)
        (Path(folder) / f"{name}.json").write_text(text, encoding="utf-8")
        (Path(folder) / f"{name}.expected").write_text("\n".join([verdict, *checks]) + "\n",
                                                      encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
