"""The checks of what offices and people make: ballots, papers, results, slips, asks, refusals."""

import bundles
import curves
import encoding
import offices
import signed
import trees
from cases import check_message, message, present, raw, vectors
from encoding import encode, tagged


def check_ballot(cases):
    kept = vectors("ballot")
    lines = [message(line) for line in kept["roll"]["lines"]]
    root = trees.log_root([offices.roll_leaf(present(line)) for line in kept["roll"]["lines"]])
    cases.equal(root.hex(), kept["roll"]["root"], "root of the roll")
    cases.equal(encoding.sha256(b"").hex(), kept["empty_roll_root"], "root of an empty roll")
    cases.equal(tagged("linlian/roll-office-member", raw(kept["office_member"])).hex(),
                kept["office_head"], "head of a member of an office")
    cases.equal([line["head"] for line in lines], sorted(line["head"] for line in lines), "order")
    for i, line in enumerate(kept["roll"]["lines"]):
        check_message(cases, line, "roll line")
        leaf = offices.roll_leaf(present(line))
        cases.equal(leaf.hex(), line["leaf"], "leaf of a line")
        cases.equal(offices.head_of_owners(lines[i]["owners"]), lines[i]["head"], "head")
        cases.holds(trees.included(leaf, i, len(lines), [raw(one) for one in line["path"]], root),
                    "path of a line")
    for one in kept["scopes"]:
        cases.equal(offices.scope(one["electors"], raw(one["asked"]), one["survey"]).hex(),
                    one["scope"], f"scope of {one['electors']}")
    seal = kept["seal"]
    check_message(cases, seal["entry"], "entry of a paper")
    cases.equal(offices.paper_seal(raw(seal["ballot"]), raw(seal["serial"]), seal["round"],
                                   raw(seal["member"]), raw(seal["salt"]),
                                   present(seal["entry"])).hex(), seal["seal"], "seal")


def prove(bundle):
    fact = bundles.open_bundle(bundle, bundles.open_place)
    return (fact["community"], fact["height"], fact["sealed_by"], fact["row"]["key"],
            fact["row"]["value"])


def check_recount(cases):
    kept = vectors("recount")
    leaves = [present(leaf) for leaf in kept["casts"]["leaves"]]
    for leaf, vector in zip(leaves, kept["casts"]["leaves"]):
        check_message(cases, vector, "cast leaf")
        cases.equal(offices.cast_leaf(leaf).hex(), vector["leaf"], "leaf of a vote")
        cases.holds("ruled_by" not in leaf["cast"] and "entered_by" not in leaf["cast"], "14, 15")
    cases.equal(trees.log_root(list(map(offices.cast_leaf, leaves))).hex(), kept["casts"]["root"],
                "root of the votes")
    result = kept["result"]
    found = offices.result_hash([raw(row) for row in result["rows"]])
    cases.equal(found.hex(), result["hash"], "hash of a result")
    cases.equal(offices.result_link(raw(result["community"]), raw(result["ballot"]), found),
                result["link"], "link of a result")
    file = raw(kept["recount"]["file"])
    community, read = offices.open_recount(file, prove)
    cases.equal(community.hex(), kept["recount"]["community"], "community of a recount")
    cases.equal([len(read["roll"]), len(read["casts"])],
                [kept["recount"]["heads"], kept["recount"]["casts"]], "counted")
    for name in ("roll", "casts"):
        changed = encode("Recount", {**read, name: read[name][1:]})
        cases.refused(lambda changed=changed: offices.open_recount(changed, prove), f"less {name}")
    for one in kept["refused"]:
        cases.refused(lambda one=one: offices.open_recount(raw(one["file"]), prove), one["why"])


def check_private(cases):
    for kept in vectors("private")["surveys"]:
        veil, ballot = raw(kept["veil"]), raw(kept["ballot"])
        cases.equal(signed.fresh(raw(kept["call"])).hex(), kept["ballot"], "id of a ballot")
        lines = [present(line) for line in kept["lines"]]
        secrets = present(kept["line_secrets"])
        cases.equal(trees.log_root(list(map(offices.roll_leaf, lines))).hex(), kept["roll_root"],
                    f"roll of {kept['electors']}")
        if kept["electors"] == "HOUSEHOLDS":
            heads = {offices.head_of_household(veil, ballot, raw(one)) for one in kept["premises"]}
        else:
            heads = {offices.head_of_resident(veil, ballot, line["owners"][0]) for line in lines}
        for i, (line, vector) in enumerate(zip(lines, kept["lines"])):
            cases.holds(line["head"] in heads, f"head of {kept['electors']}")
            cases.equal(offices.roll_salt(veil, line), line["salt"], "salt of a line")
            secret = offices.line_secret(veil, ballot, line["head"])
            cases.equal(secret.hex(), vector["secret"], "secret of a line")
            proof = present(vector["secret_proof"])
            cases.equal(proof.get("index", 0), i, "its place")
            cases.holds(trees.included(offices.line_secret_leaf(line["head"], secret), i,
                                       secrets["lines"], offices.path_of(proof.get("path", b"")),
                                       secrets["root"]), "path of a secret")
        leaves = [present(leaf) for leaf in kept["casts"]]
        for leaf in leaves:
            cases.equal(offices.cast_salt(veil, leaf), leaf["salt"], "salt of a vote")
        cases.equal(trees.log_root(list(map(offices.cast_leaf, leaves))).hex(), kept["casts_root"],
                    f"votes of {kept['electors']}")


def check_slip(cases):
    kept = vectors("slip")
    for one in kept["slips"]:
        seed, community = raw(one["seed"]), raw(one["community"])
        cases.equal(offices.grouped(offices.code_of(seed)), one["code"], "code")
        cases.equal(offices.slip_link(community, seed, one["number"]), one["link"], "link")
        key_seed = offices.slip_key_seed(community, seed)
        cases.equal(key_seed.hex(), one["key_seed"], "seed of the key")
        cases.equal((b"\x01" + curves.public_key(key_seed)).hex(), one["key"], "its key")
    for one in kept["typed"]:
        if one["seed"]:
            cases.equal(offices.seed_of(one["typed"]).hex(), one["seed"], one["typed"])
        else:
            cases.refused(lambda one=one: offices.seed_of(one["typed"]), one["typed"])
    for one in kept["countersignatures"]:
        key = raw(one["key"])
        found = offices.countersigned(raw(kept["community"]), one["act"], raw(one["subject"]), key)
        cases.equal(found.hex(), one["hash"], f"what a key of {one['act']} signs")
        in_key, _, signature = one["consent"].partition(".")
        cases.holds(in_key == one["key"] and curves.verifies(key, found, raw(signature)), "consent")
    key = raw(kept["fingerprint"]["key"])
    cases.equal(tagged("linlian/key", key).hex(), kept["on_record"], "key on record")
    for name, tag, text in (("fingerprint", "linlian/key-fingerprint", kept["fingerprint"]["key"]),
                            ("batch", "linlian/slips", kept["batch"]["bytes"])):
        cases.equal(offices.in_fours(tagged(tag, raw(text))[:16]), kept[name]["text"], name)


def check_shown(cases):
    kept = vectors("shown")
    motion = kept["motion"]
    check_message(cases, motion["shown"], "what is shown of a motion")
    cases.equal(tagged("linlian/shown/motion", encode("Shown", message(motion["shown"]))).hex(),
                motion["hash"], "motion")
    cases.equal(tagged("linlian/shown/ballot", raw(kept["ballot"]["row"])).hex(),
                kept["ballot"]["hash"], "ballot")
    bare = offices.without_fields(raw(kept["objection"]["row"]), range(9, 14))
    cases.equal(bare.hex(), kept["objection"]["without_ruling"], "objection without its ruling")
    cases.equal(tagged("linlian/shown/objection", bare).hex(), kept["objection"]["hash"],
                "objection")
    so_far = bytes(32)
    for chunk in kept["draft"]:
        so_far = tagged("linlian/draft", so_far + raw(chunk["bytes"]))
        cases.equal(so_far.hex(), chunk["hash_so_far"], "draft")


def check_ask(cases):
    for one in vectors("ask")["asks"]:
        expires, community = int(one["expires_ms"]), raw(one["community"])
        for now, is_taken in ((expires - 300_000, True), (expires - 360_000, True),
                              (expires - 360_001, False), (expires, False)):
            attempt = lambda one=one, now=now: signed.open_ask(one["header"], community,
                                                               one["target"], now)
            if is_taken:
                cases.holds(attempt(), "ask")
            else:
                cases.refused(attempt, "ask, not now")
        header, target, now = one["header"], one["target"], expires - 1
        for name, *ask in (("for another target", header, community, "/x", now),
                           ("of another community", header, bytes(32), target, now),
                           ("of another scheme", f"X{header}", community, target, now),
                           ("with another signature", header[:-1] + ("0" if header[-1] != "0"
                                                                     else "1"),
                            community, target, now)):
            cases.refused(lambda ask=ask: signed.open_ask(*ask), f"ask {name}")


def check_statuses(cases):
    of = offices.statuses(encoding.tables(offices.page("reference/http.md"), "status", "codes"))
    for code, status in vectors("statuses").items():
        cases.equal(of(code), status, code)
