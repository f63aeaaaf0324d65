"""docs/formats/ballot.md, slip.md, shown.md: rolls, votes, papers, results, slips, new keys."""

import unicodedata

from encoding import ROOT, decode, eight, encode, need, read_varint, tagged
from trees import log_leaf, log_root, secret

# ---- Rolls and votes


def roll_leaf(line):
    return log_leaf(tagged("linlian/roll", encode("RollLine", line)))


def cast_leaf(leaf):
    return log_leaf(tagged("linlian/cast", encode("CastLeaf", leaf)))


def without(message, name):
    return {key: value for key, value in message.items() if key != name}


def head_of_owners(owners):
    return tagged("linlian/head", b"".join(owners))


def head_of_resident(veil, ballot, member):
    return tagged("linlian/roll-resident", tagged("linlian/roll-heads", veil + ballot) + member)


def head_of_household(veil, ballot, premises):
    return tagged("linlian/roll-household", tagged("linlian/roll-heads", veil + ballot) + premises)


def roll_salt(veil, line):
    return tagged("linlian/roll-salt", veil + encode("RollLine", without(line, "salt")))


def cast_salt(veil, leaf):
    return tagged("linlian/cast-salt", veil + encode("CastLeaf", without(leaf, "salt")))


def line_secret(veil, ballot, head):
    return secret(veil, "ballot/line", ballot + head)


def line_secret_leaf(head, of):
    return log_leaf(tagged("linlian/line-secret", head + tagged("linlian/secret-hash", of)))


def path_of(joined):
    need(len(joined) % 32 == 0, "no whole hashes")
    return [joined[at:at + 32] for at in range(0, len(joined), 32)]


def scope(electors, asked, is_survey):
    if electors == "OFFICE_MEMBERS":
        asked = tagged("linlian/subjects/office", asked)[:16]
    elif electors != "OWNERS":
        asked = tagged("linlian/subjects/residents", asked)[:16]
    return tagged("linlian/subjects/surveys", asked)[:16] if is_survey else asked


def paper_seal(ballot, serial, number, member, salt, entry):
    return tagged("linlian/paper-seal", ballot + serial + eight(number) + member + salt +
                  encode("PaperEntry", entry))


def result_hash(rows):
    return tagged("linlian/verdicts", b"".join(eight(len(row)) + row for row in rows))


def result_link(community, ballot, of):
    return f"linlian:result?c={community.hex()}&b={ballot.hex()}&v={of.hex()}"


# ---- Rows by their numbers, where no page lists all of their fields

def raw_fields(data):
    """(number, kind, whole field, content) of each field."""
    at = 0
    while at < len(data):
        start = at
        head, at = read_varint(data, at)
        value, at = read_varint(data, at)
        if head & 7 == 2:
            value, at = data[at:at + value], at + value
        yield head >> 3, data[start:at], value


def field_of(data, number, default=0):
    found = [value for at, _, value in raw_fields(data) if at == number]
    return found[-1] if found else default


def without_fields(data, numbers):
    return b"".join(whole for number, whole, _ in raw_fields(data) if number not in numbers)


# ---- A recount, but for the arithmetic of the tally

STAGES = {4, 5}
POLL = {"stage": 1, "roll_root": 3, "roll_lines": 4}
VERDICT = {"roll_root": 1, "roll_lines": 2, "casts_root": 3, "casts": 4, "stage": 13, "height": 14,
           "time_ms": 15, "disputed": 16, "objections": 18, "upheld": 19}


def columns(row, numbers):
    return {name: field_of(row, number) for name, number in numbers.items()}


def check_counted(file, poll, verdicts):
    poll, rows = columns(poll, POLL), [columns(row, VERDICT) for row in verdicts]
    need(rows and poll["stage"] in STAGES, "no result")
    same = ("stage", "height", "time_ms", "objections", "upheld", "disputed")
    need(all(row[name] == rows[0][name] for row in rows for name in same), "of several counts")
    need(rows[0]["stage"] == poll["stage"], "another stage")
    lines, leaves = file.get("roll", []), file.get("casts", [])
    root = log_root([roll_leaf(line) for line in lines])
    need(root == poll["roll_root"] and len(lines) == poll["roll_lines"], "another roll")
    casts_root = log_root([cast_leaf(leaf) for leaf in leaves])
    for row in rows:
        need(row["roll_root"] == root and row["roll_lines"] == len(lines), "another roll")
        need(row["casts_root"] == casts_root and row["casts"] == len(leaves), "other votes")
    heads = [leaf["head"] for leaf in leaves]
    need(heads == sorted(set(heads)), "not ascending")
    by_head = {line["head"]: line for line in lines}
    for leaf in leaves:
        line, cast = by_head.get(leaf["head"]), leaf.get("cast", {})
        need(line is not None and not cast.get("struck"), "no vote of the roll")
        need(all(line.get(name) == cast.get(name) for name in ("area_centi", "building")), "area")
        marked = [choice["open"]["mark"] for choice in cast.get("choices", [])]
        items = [choice.get("item", 0) for choice in cast["choices"]]
        need(items == list(range(len(rows))), "items")
        need(4 not in marked or cast["channel"] != 1, "INVALID by phone")


def open_recount(data, prove):
    """`prove` checks a bundle and gives (community, height, seal, key, value) of its row."""
    need(len(data) <= 64 << 20, "too large")
    file = decode("Recount", data)
    need(file.get("kind") == "linlian-recount" and file.get("format") == 1, "no recount")
    ballot = file["ballot"]
    moments, values = set(), []
    keys = [b"ballot/call/" + ballot, b"ballot/poll/" + ballot]
    keys += [b"ballot/verdict/" + ballot + eight(i) for i in range(len(file["verdicts"]))]
    for key, bundle in zip(keys, [file["call"], file["poll"], *file["verdicts"]]):
        community, height, seal, proven, value = prove(bundle)
        need(proven == key and value is not None, "another row")
        moments.add((community, height, seal))
        values.append(value)
    need(len(moments) == 1, "of several moments")
    items = [one for number, _, one in raw_fields(field_of(values[0], 1, b"")) if number == 6]
    need(len(items) == len(file["verdicts"]), "the result of an item is missing")
    check_counted(file, values[1], values[2:])
    return moments.pop()[0], file


# ---- Slips

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SEPARATORS = " -._–—·－"


def code_of(seed):
    number = int.from_bytes(seed, "big")
    rest = (1021 + 1 - 1024 * number % 1021) % 1021
    digits = [number >> 5 * place & 31 for place in reversed(range(26))]
    return "".join(ALPHABET[digit] for digit in [*digits, rest // 32, rest % 32])


def grouped(code):
    return "-".join(code[at:at + 4] for at in range(0, len(code), 4))


def seed_of(typed):
    bare = "".join(unicodedata.normalize("NFKC", one) if 0xFF01 <= ord(one) <= 0xFF5E else one
                   for one in typed if one not in SEPARATORS)
    bare = bare.upper().replace("O", "0").replace("I", "1").replace("L", "1")
    need(len(bare) == 28 and all(one in ALPHABET for one in bare), "no code")
    number = 0
    for one in bare[:26]:
        number = number * 32 + ALPHABET.index(one)
    need(number < 1 << 128, "above the highest seed")
    seed = number.to_bytes(16, "big")
    need(code_of(seed) == bare, "mistyped")
    return seed


def slip_link(community, seed, number):
    return f"linlian:slip?c={community.hex()}&s={code_of(seed)}&n={number}"


def slip_key_seed(community, seed):
    return tagged("linlian/slip-key", seed + community)


def countersigned(community, act, subject, key):
    return tagged("linlian/countersign", community + act.encode("ascii") + b"\x00" + subject + key)


def in_fours(data):
    text = data.hex()
    return " ".join(text[at:at + 4] for at in range(0, len(text), 4))


# ---- The status of a refusal

def statuses(table):
    """A function of a code, from the rows (status, codes) of the page."""
    exact, begins, ends = {}, {}, {}
    for status, codes in table:
        for code in codes.split("`")[1::2]:
            exact[code] = int(status)
    for code in [one for one in exact if one.endswith("_")]:
        begins[code] = exact.pop(code)
    for code in [one for one in exact if one.startswith((".", "_"))]:
        ends[code] = exact.pop(code)

    def of(code):
        known = [exact.get(code)]
        known += [status for begin, status in begins.items() if code.startswith(begin)]
        known += [status for end, status in ends.items() if code.endswith(end)]
        return next((status for status in known if status is not None), 422)
    return of


def page(name):
    return (ROOT / "docs" / name).read_text(encoding="utf-8")
