"""What `linlian --json charter powers` says on standard input, against docs/reference/powers.md:
who can cause each act, in what time, and what the act itself asks. Prints the acts that differ."""

import json
import sys

KINDS = {"party": "Party organisation", "street": "street office", "owners": "owners' committee",
         "residents": "residents' committee", "preparatory": "preparatory group",
         "property": "property company", "*": "the office named"}


def page():
    """The first cells of each row, by the name of its act."""
    rows = {}
    with open("docs/reference/powers.md", encoding="utf-8") as file:
        for line in file:
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if line.startswith("| ") and len(cells) == 5 and cells[0] != "act":
                cells[1] = cells[1].replace("any office", KINDS["*"])  # where an act names none
                rows[cells[0].split()[0]] = cells[1:4]
    return rows


def holder(one):
    if not one["kind"]:
        return "any member"
    return f"{one['role'] or 'any role'} of {KINDS.get(one['kind'], one['kind'])}"


def who(line):
    if line["own_matter"]:
        return "whose own matter it is"
    return "<br>".join(" + ".join(map(holder, one["holders"])) for one in line["who"])


def main():
    rows, differ = page(), []
    for line in map(json.loads, sys.stdin):
        name = line["act"].rsplit(".", 1)[1]
        if rows.pop(name, None) != [who(line), line["time"], line["asks"]]:
            differ.append(f"{name}: {who(line)}")
    print("; ".join(differ + [f"{name} is missing" for name in rows]))


main()
