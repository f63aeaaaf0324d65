#!/usr/bin/env python3
"""Runs every check and test and counts the cases: what ./test and ./test --all stand on.

Test programs are those CMake registered with add_test; what GoogleTest counts inside them is
added up. Scripts in tests/scripts end with a line `N passed, N failed`. Only failures and skips
are shown; the last line is the sum of everything.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM_LIMIT_S = 900
SCRIPT_LIMIT_S = 3600
FUZZ_S = 60
WORKERS = min(os.cpu_count() or 1, 8)
COUNT_LINE = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$")


@dataclass
class Tally:
    """What ran, and what to say about it."""

    passed: int = 0
    failed: int = 0
    skipped: list = field(default_factory=list)  # names with their reasons
    said: list = field(default_factory=list)  # texts about failures

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.said += other.said

    def ran(self):
        return self.passed + self.failed


def failure(text):
    return Tally(failed=1, said=[text])


def run(command, limit_s, env=None, cwd=ROOT):
    """Output and exit status of a command; 124 where it ran past its limit."""
    try:
        done = subprocess.run(command, cwd=cwd, env={**os.environ, **(env or {})}, timeout=limit_s,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, errors="replace", check=False)
        return done.stdout, done.returncode
    except subprocess.TimeoutExpired as late:
        output = late.stdout or b""
        return output.decode(errors="replace") if isinstance(output, bytes) else output, 124


def tail(text, lines=60):
    return "\n".join(text.rstrip().splitlines()[-lines:])


def failed_blocks(output):
    """The parts of a GoogleTest log between RUN and FAILED, so that passing cases stay unseen."""
    blocks, current = [], None
    for line in output.splitlines():
        if line.startswith("[ RUN      ]"):
            current = []
        elif line.startswith("[       OK ]") or line.startswith("[  SKIPPED ]"):
            current = None
        elif line.startswith("[  FAILED  ]") and current is not None:
            blocks.append("\n".join([said[:400] for said in current[:40]] + [line]))
            current = None
        elif current is not None:
            current.append(line)
    return blocks


def last_started(output):
    started = re.findall(r"^\[ RUN      \] (\S+)", output, re.MULTILINE)
    return started[-1] if started else "before its first case"


def read_report(path):
    """Counts of one GoogleTest XML report."""
    tally = Tally()
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        name = f"{case.get('classname')}.{case.get('name')}"
        if case.find("failure") is not None:
            tally.failed += 1
        elif case.find("skipped") is not None or case.get("result") == "skipped":
            reason = case.find("skipped")
            message = (reason.get("message") or "") if reason is not None else ""
            tally.skipped.append(f"{name}: {' '.join(message.split()[1:])}".rstrip(": "))
        elif case.get("status") == "run":
            tally.passed += 1
    return tally


def run_program(test, env):
    """Runs one registered test program and counts its cases."""
    if not test["command"]:
        return failure(f"{test['name']} is registered with CMake and was not built")
    with tempfile.TemporaryDirectory(prefix="linlian-test-") as folder:
        report = Path(folder) / "report.xml"
        output, status = run(env.get("PREFIX", "").split() + test["command"], PROGRAM_LIMIT_S,
                             {**env, "GTEST_OUTPUT": f"xml:{report}", "GTEST_COLOR": "no",
                              "TMPDIR": folder}, test["cwd"])
        name = test["name"]
        if report.is_file():
            tally = read_report(report)
            tally.said = [f"{name}: {block}" for block in failed_blocks(output)]
            if status != 0 and tally.failed == 0:
                tally.add(failure(f"{name} ended with status {status}:\n{tail(output)}"))
            return tally
        if status == 0 and "[==========]" not in output:
            return Tally(passed=1)  # a program of another kind: one test, judged by its status
        why = "ran too long" if status == 124 else f"ended with status {status}"
        return failure(f"{name} {why}, last case: {last_started(output)}\n{tail(output)}")


def registered_tests(preset):
    """What CMake registered in this build, as name, command and working directory."""
    listing, status = run(["ctest", "--test-dir", f"build/{preset}", "--show-only=json-v1"], 60)
    if status != 0:
        return []
    tests = []
    for entry in json.loads(listing[listing.index("{"):])["tests"]:
        properties = {p["name"]: p["value"] for p in entry.get("properties", [])}
        # An entry has no command while its program is not built.
        tests.append({"name": entry["name"], "command": entry.get("command"),
                      "cwd": properties.get("WORKING_DIRECTORY", str(ROOT))})
    return tests


def run_programs(preset, env=None, wanted=None):
    tests = [t for t in registered_tests(preset) if wanted is None or t["name"] in wanted]
    tally = Tally()
    with ThreadPoolExecutor(WORKERS) as pool:
        for part in pool.map(lambda test: run_program(test, env or {}), tests):
            tally.add(part)
    if tally.ran() == 0:
        tally.add(failure(f"no test program of the {preset} build ran"))
    return tally


def run_script(path, stream=False):
    """Runs a script that ends with the line `N passed, N failed`."""
    output, status = run([str(path)], SCRIPT_LIMIT_S)
    lines = output.rstrip().splitlines()
    counts = COUNT_LINE.match(lines[-1]) if lines else None
    name = os.path.relpath(path, ROOT)
    if stream:
        print("\n".join(lines[:-1]), flush=True)
    if not counts:
        return failure(f"{name} ended with status {status} and without its count:\n{tail(output)}")
    named = [f"{name}: {line.partition(':')[2].strip()}" for line in lines
             if line.lower().startswith("skipped:")]
    unnamed = [f"{name}: a test it does not name"] * (int(counts[3] or 0) - len(named))
    tally = Tally(int(counts[1]), int(counts[2]), named + unnamed)
    if tally.failed and not stream:
        tally.said.append(f"{name}:\n{tail(output)}")
    if status != 0 and tally.failed == 0:
        tally.add(failure(f"{name} ended with status {status}:\n{tail(output)}"))
    return tally


def run_scripts(folder):
    tally = Tally()
    for path in sorted((ROOT / folder).glob("*.sh")):
        if os.access(path, os.X_OK):
            tally.add(run_script(path))
    return tally


def run_fuzzer(program):
    """Fuzzes for a minute, beginning with the committed corpus; inputs found stay in build/."""
    name = program.name.removesuffix("_fuzz")
    found = ROOT / "build/fuzz/found" / name
    found.mkdir(parents=True, exist_ok=True)
    corpus = [str(c) for c in [ROOT / "tests/fuzz/corpus" / name] if c.is_dir()]
    output, status = run([str(program), f"-max_total_time={FUZZ_S}", "-timeout=10",
                          "-rss_limit_mb=2048", f"-artifact_prefix={found}/", str(found), *corpus],
                         FUZZ_S * 3)
    if status == 0:
        return Tally(passed=1)
    return failure(f"fuzzer {name} found something (input under {found}):\n{tail(output)}")


def run_fuzzers():
    programs = sorted(p for p in (ROOT / "build/fuzz/fuzz").glob("*_fuzz") if os.access(p, os.X_OK))
    tally = Tally()
    if not programs:
        tally.skipped.append("fuzzers: the fuzz build has none")
    with ThreadPoolExecutor(WORKERS) as pool:
        for part in pool.map(run_fuzzer, programs):
            tally.add(part)
    return tally


def build(preset, targets=()):
    """Nothing to count when it works, one failure when not. Its progress goes straight through."""
    command = ["tools/build.sh", "--preset", preset, *targets]
    if subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode == 0:
        return Tally()
    return failure(f"the {preset} build failed (its messages stand above)")


SANITIZERS = {"ASAN_OPTIONS": "detect_stack_use_after_return=1",
              "LSAN_OPTIONS": "print_suppressions=0:suppressions="
                              + str(ROOT / "tools/lsan_suppressions.txt"),
              "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1"}
# gcc's thread sanitizer cannot live with much address randomisation, so these run without.
STEADY_ADDRESSES = ["setarch", os.uname().machine, "-R"]
THREADS = {"TSAN_OPTIONS": "halt_on_error=1:second_deadlock_stack=1:suppressions="
                           + str(ROOT / "tools/tsan_suppressions.txt")}
THREADED = ["engine_test", "storage_test", "state_test", "api_test"]


def built_and_run(preset, env=None, targets=()):
    tally = build(preset, targets)
    return tally if tally.failed else run_programs(preset, env, targets or None)


def built_and_fuzzed():
    tally = build("fuzz", ["fuzzers"])
    return tally if tally.failed else run_fuzzers()


def threads_built_and_run():
    known = {t["name"] for t in registered_tests("release")}
    programs = [name for name in THREADED if name in known]
    missing = [f"thread sanitizer: there is no {name}" for name in THREADED if name not in known]
    prefix = STEADY_ADDRESSES if run([*STEADY_ADDRESSES, "true"], 10)[1] == 0 else []
    tally = Tally(skipped=missing)
    if programs:
        tally.add(built_and_run("tsan", {**THREADS, "PREFIX": " ".join(prefix)}, programs))
    return tally


def parts(everything):
    """The parts of a run in their order: a name and what runs it."""
    yield "checks", lambda: run_script(ROOT / "tools/check.sh", stream=True)
    yield "build and unit tests", lambda: built_and_run("release")
    yield "scripts", lambda: run_scripts("tests/scripts")
    if everything:
        yield ("address and undefined-behaviour sanitizers",
               lambda: built_and_run("sanitize", SANITIZERS))
        yield "thread sanitizer", threads_built_and_run
        yield "fuzzers", built_and_fuzzed
        yield "long scripts", lambda: run_scripts("tests/scripts/all")


def duration(seconds):
    return f"{seconds:.1f} s" if seconds < 100 else f"{seconds / 60:.1f} min"


def summary(total):
    skips = f", {len(total.skipped)} skipped" if total.skipped else ""
    return f"{total.passed} passed, {total.failed} failed{skips}"


def main():
    everything = sys.argv[1:] == ["--all"]
    total, begun = Tally(), time.monotonic()
    for name, run_part in parts(everything):
        print(f"== {name}", flush=True)
        part_begun = time.monotonic()
        tally = run_part()
        for text in tally.said:
            print(text)
        for skip in tally.skipped:
            print(f"skipped: {skip}")
        print(f"   {summary(tally)} ({duration(time.monotonic() - part_begun)})", flush=True)
        total.add(tally)
    print(f"\nAll of it took {duration(time.monotonic() - begun)}.")
    if everything and total.skipped:
        print("Parts were skipped, and a run with --all may leave out nothing: not accepted.")
    print(summary(total))
    return 1 if total.failed or (everything and total.skipped) else 0


if __name__ == "__main__":
    sys.exit(main())
