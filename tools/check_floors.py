#!/usr/bin/env python3
"""Holds every include and schema import to src/FLOORS: down or within the room, never up or
sideways; modules only through their public headers, and only those that stand earlier in the
list."""

import re
from pathlib import Path

import checking
from checking import Finding

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
IMPORT = re.compile(r'^\s*import\s+(?:public\s+|weak\s+)?"([^"]+)"', re.MULTILINE)
MODULE_LIST = "src/modules/all_modules.cpp"
KNOW_MODULES = ("modules", "powers", "client", "documents", "desk", "node", "apps")


def module_order(root):
    """Modules as all_modules.cpp lists them; None while there is no list."""
    if not (root / MODULE_LIST).is_file():
        return None
    return re.findall(r"\b(\w+)::module\(\)", checking.blank(checking.read(root, MODULE_LIST)))


def header_complaint(order, source, target, is_test):
    """What is wrong with a module's file including another module's file, or None."""
    own, other = source.parts[2], target.parts[1]
    headers = {f"{other}.h", f"{other}.pb.h", f"{other}.proto"}
    if is_test:
        headers.add("state.h")
    if len(target.parts) != 3 or target.name not in headers:
        return (f"modules/{own} reaches behind the public header of modules/{other}; include"
                f" modules/{other}/{other}.h and add there what is missing")
    if order is not None and own in order and (
            other not in order or order.index(other) > order.index(own)):
        return (f"modules/{own} includes modules/{other}, which does not stand before it in"
                " all_modules.cpp; let a motion, an event or the caller carry it instead")
    return None


def is_face(name):
    """Whether it is a face of the client: what parses, calls and prints. Demo and bench fill
    ledgers."""
    return name.startswith(("src/apps/", "src/desk/")) and not name.startswith(
        ("src/apps/demo/", "src/apps/bench/")) and not checking.is_test(name)


def complaint(plan, order, name, target_name):
    """What is wrong with `name` including `target_name`, or None."""
    source, target = Path(name), Path(target_name)
    room, is_test = source.parts[1], checking.is_test(name)
    if is_test and target.parts[0] in ("tests", "kit"):
        return None
    if target.parts[0] == "google" and name.endswith(".proto"):
        return None
    if len(target.parts) < 2:
        return f'"{target}" names no room; write the path from src/, as "{room}/{target}"'
    into = target.parts[0]
    if into not in plan.floor:
        return f"{into} is no room of src/FLOORS; include what is outside with <>"
    if into != room and plan.floor[into] >= plan.floor[room]:
        way = "up" if plan.floor[into] > plan.floor[room] else "sideways"
        return (f"{room} includes {way} into {into}; move what is shared to a lower room, or pass"
                " it in as a parameter")
    if into == "modules" and room not in KNOW_MODULES and not is_test:
        return (f"{room} names a module; only powers, client, what stands on it and tests may, the"
                " registry hands modules in")
    if into == "modules" and is_face(name) and target.name != "all_modules.h" and not (
            target.name.endswith((".pb.h", ".proto"))):
        return (f"{name} reads rows or rules of a module by itself; let client do it, so that other"
                " faces have it too")
    if into == room == "modules" and len(source.parts) > 3 and len(target.parts) > 2 and (
            source.parts[2] != target.parts[1]):
        return header_complaint(order, source, target, is_test)
    return None


# What a client cannot know: a terminal, files, the arguments of a program.
FACES = re.compile(r"^\s*#\s*include\s*<(CLI/[^>]+|iostream|fstream|filesystem|termios\.h|"
                   r"unistd\.h)>", re.MULTILINE)


def face_findings(name, text):
    """Includes of the client that are a face's."""
    if not name.startswith("src/client/") or checking.is_test(name):
        return
    for match in FACES.finditer(text):
        yield Finding(name, checking.line_of(text, match.start(1)),
                      f"<{match.group(1)}> in client, which knows no terminal and no file; let the"
                      " face hand in what is needed")


def findings(root):
    plan, order = checking.floors(root), module_order(root)
    for name in checking.files(root, ".h", ".cpp", ".proto", under="src/"):
        room = Path(name).parts[1]
        if room not in plan.floor:
            yield Finding(name, 1, f"{room} is no room of src/FLOORS; give it a line there")
            continue
        text = checking.blank(checking.read(root, name), strings=False)
        yield from face_findings(name, text)
        pattern = IMPORT if name.endswith(".proto") else INCLUDE
        for match in pattern.finditer(text):
            said = complaint(plan, order, name, match.group(1))
            if said:
                yield Finding(name, checking.line_of(text, match.start(1)), said)


if __name__ == "__main__":
    checking.main(findings)
