#!/usr/bin/env python3
"""Below the waterline the same bytes must give the same result on every machine, for ever. Bans
what could differ (clock, chance, thread, file, float, hash order, locale, environment) and names
the replacement. Exceptions stand in tools/determinism_allowed.txt, each with its reason."""

import re

import checking
from checking import Finding

ALLOWED = "tools/determinism_allowed.txt"

# Headers in angle brackets, and what to use instead.
HEADERS = {
    # <chrono> is not among them: its calendar is arithmetic. Its clocks and zones are words below.
    "time comes from the block header (base/timestamp.h)": "ctime time.h sys/time.h",
    "the machine runs in one thread; work in parallel belongs above the waterline":
        "thread mutex shared_mutex condition_variable future atomic semaphore latch barrier"
        " stop_token execution pthread.h",
    "randomness comes from an agreed seed, by hashing": "random",
    "bytes come as parameters; files and sockets belong to storage, engine and api":
        "fstream filesystem iostream cstdio stdio.h unistd.h fcntl.h sys/socket.h sys/stat.h"
        " netdb.h",
    "print with fmt, read with std::from_chars: streams follow the locale":
        "sstream iomanip ostream istream locale clocale locale.h regex",
    "hash order differs between machines; use std::map, std::set or a sorted vector":
        "unordered_map unordered_set",
    "there are no floats below the waterline; use checked integers": "cmath math.h cfloat",
    "the machine does not log; give back a refusal, an event or a fault":
        "spdlog/* boost/log/* syslog.h",
    "the machine sees a StateView, never a database": "rocksdb/*",
}

# Words of code, and what to use instead.
WORDS = {
    r"\b(?:\w+_clock|gettimeofday|clock_gettime|localtime|gmtime|mktime|__DATE__|__TIME__)\b|"
    r"\btime\s*\(\s*(?:nullptr|NULL|0|&)|\bclock\s*\(\s*\)":
        "time comes from the block header (base/timestamp.h)",
    r"\b(?:current_zone|locate_zone|time_zone|zoned_time|\w*tzdb\w*|tzset)\b":
        "zones differ between machines; China is UTC+8 (beijing_offset_ms, base/timestamp.h)",
    r"\b(?:std::)?s?rand\s*\(|\brandom_device\b|\bmt19937(?:_64)?\b|\b\w+_distribution\b|"
    r"\bstd::(?:shuffle|sample|random_shuffle)\b|\brandombytes\w*|\bRAND_\w+|\barc4random\w*":
        "randomness comes from an agreed seed, by hashing",
    r"\bstd::(?:async|thread|jthread|mutex|atomic\w*|future|promise)\b|\bthread_local\b":
        "the machine runs in one thread; work in parallel belongs above the waterline",
    r"\b(?:secure_)?getenv\b|\bsetenv\b|\benviron\b":
        "the environment differs between machines; pass a parameter",
    r"\b(?:float|double|float_t|double_t)\b|\bstd::sto[fd]\b|\bato[fil]\b|\bstrto[dfl]\b":
        "use checked integers, and std::from_chars to read them",
    r"\bunordered_(?:multi)?(?:map|set)\b|\bflat_hash_\w+|\bstd::hash\b":
        "hash order differs between machines; use std::map, std::set or a sorted vector",
    r"\b(?:std::)?(?:map|set)\s*<\s*(?:const\s+)?[\w:]+\s*\*":
        "order of addresses differs between runs; use an id as the key",
    r"\bsetlocale\b|\bstd::locale\b|\b(?:std::)?(?:isalpha|isalnum|isdigit|isspace|isupper|islower|"
    r"isprint|ispunct|toupper|tolower|strcoll|strftime)\s*\(":
        "the locale differs between machines; compare the bytes themselves",
    r"\bstd::c(?:out|err|in|log)\b|\bf?printf\s*\(|\bfopen\s*\(|\bputs\s*\(|\bspdlog\b":
        "the machine does not print; give back a refusal, an event or a fault",
    r"\brocksdb\b": "the machine sees a StateView, never a database",
    r"\bshared_ptr\b": "values below the waterline; pass const references",
    r"\bthrow\b": "no exceptions below the waterline; return a Refusal or a Fault",
}


def header_rules():
    rules = {}
    for advice, names in HEADERS.items():
        for name in names.split():
            rules[name] = advice
    return rules


def banned_in(text):
    """(position, word, advice) of everything banned in one source text."""
    rules = header_rules()
    for match in re.finditer(r"^\s*#\s*include\s*<([^>]+)>", checking.blank(text), re.MULTILINE):
        header = match.group(1)
        advice = rules.get(header) or rules.get(header.rsplit("/", 1)[0] + "/*")
        if advice:
            yield match.start(1), f"<{header}>", advice
    code = re.sub(r"^\s*#\s*include[^\n]*", lambda m: " " * len(m.group()), checking.blank(text),
                  flags=re.MULTILINE)
    for pattern, advice in WORDS.items():
        for match in re.finditer(pattern, code):
            yield match.start(), match.group().strip(" ("), advice


def allowed(root):
    """{(path, word): line} of the exceptions, and findings about the list itself."""
    entries, wrong = {}, []
    if (root / ALLOWED).is_file():
        for number, line in enumerate(checking.read(root, ALLOWED).splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            parts = [part.strip() for part in line.split(" | ")]
            if len(parts) != 3 or len(parts[2]) < 10:
                wrong.append(Finding(ALLOWED, number, "an exception without its reason; write"
                                     " `path | word | reason`"))
            else:
                entries[parts[0], parts[1]] = number
    return entries, wrong


def findings(root):
    plan = checking.floors(root)
    exceptions, found = allowed(root)
    used = set()
    for name in checking.files(root, ".h", ".cpp", under="src/"):
        if not plan.is_pure(name) or checking.is_test(name):
            continue
        text = checking.read(root, name)
        for position, word, advice in banned_in(text):
            if (name, word) in exceptions:
                used.add((name, word))
            else:
                found.append(Finding(name, checking.line_of(text, position),
                                     f"{word} below the waterline; {advice}"))
    for entry, number in exceptions.items():
        if entry not in used:
            found.append(Finding(ALLOWED, number, f"{entry[0]} no longer uses {entry[1]};"
                                 " cross the line off"))
    return found


if __name__ == "__main__":
    checking.main(findings)
