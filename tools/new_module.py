#!/usr/bin/env python3
"""Begins a module: tools/new_module.py NAME

Writes src/modules/NAME in the shape that every module has, as a small working example to change,
and adds its line to src/modules/all_modules.cpp. The example builds and its tests pass, once
tools/keep_made.sh has written its golden vectors and its page of the reference. A ledger that
exists goes on as before, until an amendment called NAME brings the module in.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = Path(__file__).resolve().parent / "module_template"


def version_of(root):
    """The release that is worked on, as the list of amendments names it."""
    build = root / "CMakeLists.txt"
    match = re.search(r"project\(\w+ VERSION (\d+\.\d+)", build.read_text(encoding="utf-8")) \
        if build.is_file() else None
    return match.group(1) if match else "0.1"


def write_folder(root, name):
    """The files of the module; returns their paths."""
    folder = root / "src/modules" / name
    folder.mkdir(parents=True)
    words = {"@name@": name, "@Name@": name.capitalize(), "@version@": version_of(root)}
    written = []
    for template in sorted(TEMPLATE.glob("*.in")):
        target = folder / re.sub(r"^name\.", f"{name}.", template.name.removesuffix(".in"))
        text = template.read_text(encoding="utf-8")
        for word, meaning in words.items():
            text = text.replace(word, meaning)
        target.write_text(text, encoding="utf-8")
        written.append(target)
    # Where a name falls among the includes depends on its letters.
    format_code(p for p in written if p.suffix in (".h", ".cpp"))
    return written


def format_code(paths):
    subprocess.run(["clang-format-16", "-i", *paths], check=True)


def list_module(text, name):
    """all_modules.cpp with the module's line after the last one, and its header among the others;
    nothing where the list does not look as expected."""
    last = list(re.finditer(r"^.*\b\w+::module\(\).*\n", text, re.MULTILINE))
    headers = list(re.finditer(r'^#include "modules/(\w+)/\1\.h"\n', text, re.MULTILINE))
    if not last or not headers:
        return None
    line = re.sub(r"\b\w+(?=::module\(\))", name, last[-1].group())
    text = text[:last[-1].end()] + line + text[last[-1].end():]
    after = [header for header in headers if header.group(1) < name]
    at = after[-1].end() if after else headers[0].start()
    return f'{text[:at]}#include "modules/{name}/{name}.h"\n{text[at:]}'


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", help="one word in lower case")
    parser.add_argument("--root", type=Path, default=ROOT, help="repository to write into")
    arguments = parser.parse_args()
    name, root = arguments.name, arguments.root
    if not re.fullmatch(r"[a-z][a-z0-9]*", name):
        sys.exit(f"{name}: a module is named by one word in lower case, such as mediation")
    if (root / "src/modules" / name).exists():
        sys.exit(f"src/modules/{name} is there already")
    for path in write_folder(root, name):
        print(f"wrote {path.relative_to(root)}")
    listing = root / "src/modules/all_modules.cpp"
    listed = list_module(listing.read_text(encoding="utf-8"), name) if listing.is_file() else None
    if listed:
        listing.write_text(listed, encoding="utf-8")
        format_code([listing])
        print("added its line to src/modules/all_modules.cpp; move it up where others need it")
    else:
        print(f"add the line {name}::module() to src/modules/all_modules.cpp")
    print("next: tools/keep_made.sh, then ./test; CONTRIBUTING.md tells the rest of the way")


if __name__ == "__main__":
    main()
