"""What all the check_*.py scripts share: finding files, reading the floors, blanking comments and
strings, and saying what is wrong as `file:line: what is wrong; what to do`."""

import argparse
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

NOT_OURS = {".git", "build", "data", "node_modules", "dist", "__pycache__"}


@dataclass(frozen=True, order=True)
class Finding:
    path: str
    line: int
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.text}"


def main(findings):
    """Runs one check on the repository (or on --root) and ends the process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    found = sorted(set(findings(parser.parse_args().root.resolve())))
    for finding in found:
        print(finding)
    sys.exit(1 if found else 0)


@lru_cache
def all_files(root):
    """Every file of the repository that git does not ignore, as paths relative to the root."""
    listing = subprocess.run(["git", "-C", root, "ls-files", "-z", "--cached", "--others",
                              "--exclude-standard"], capture_output=True, text=True, check=False)
    if listing.returncode == 0 and (root / ".git").exists():
        names = [name for name in listing.stdout.split("\0") if name]
    else:  # an unpacked archive
        names = [str(path.relative_to(root)) for path in root.rglob("*")]
    return sorted(name for name in set(names)
                  if (root / name).is_file() and not NOT_OURS & set(Path(name).parts))


def files(root, *endings, under=""):
    return [name for name in all_files(root)
            if name.startswith(under) and (not endings or name.endswith(endings))]


@lru_cache
def read(root, name):
    return (root / name).read_text(encoding="utf-8", errors="replace")


def is_test(name):
    return name.endswith(("_test.cpp", "_test.proto", "_for_tests.h")) or name.startswith("tests/")


TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|R"(?P<mark>[^(\s]{0,16})\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"|"""
    r"""(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'""", re.DOTALL)


def blank(text, strings=True):
    """The text with comments (and strings) replaced by blanks: same lines, same columns."""

    def blanked(match):
        token = match.group()
        if token.startswith("/") or strings:
            return re.sub(r"[^\n]", " ", token)
        return token

    return TOKEN.sub(blanked, text)


def comments(text):
    """The text with everything but its comments replaced by blanks."""
    kept, position = [], 0
    for match in TOKEN.finditer(text):
        kept.append(re.sub(r"[^\n]", " ", text[position:match.start()]))
        token = match.group()
        kept.append(token if token.startswith("/") else re.sub(r"[^\n]", " ", token))
        position = match.end()
    kept.append(re.sub(r"[^\n]", " ", text[position:]))
    return "".join(kept)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


@dataclass(frozen=True)
class Floors:
    floor: dict  # room -> number of its line, ground = 0
    pure: frozenset  # rooms below the waterline

    def is_pure(self, name):
        parts = Path(name).parts
        return len(parts) > 2 and parts[0] == "src" and parts[1] in self.pure


def floors(root):
    """src/FLOORS: the rooms, ground first, neighbours on one line; ~~~ is the waterline."""
    floor, pure, number = {}, set(), 0
    below = True
    for line in read(root, "src/FLOORS").splitlines():
        if line.startswith("~~~"):
            below = False
        elif line.strip() and not line.startswith("#"):
            for room in line.split():
                floor[room] = number
                if below:
                    pure.add(room)
            number += 1
    return Floors(floor, frozenset(pure))


if __name__ == "__main__":  # checking.py ENDING...: our files with these endings, for other tools
    print("\n".join(files(Path(__file__).resolve().parent.parent, *sys.argv[1:])))
