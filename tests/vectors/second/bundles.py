"""docs/formats/bundle.md and block.md: a whole bundle checked offline, and the vectors of it."""

import json

from curves import zip215
from encoding import (MESSAGES, ROOT, block, decode, encode, need, read_fields, sha256, tag, tagged,
                      varint)
from signed import (community_of, effects_hash, identity, leaf_hash, opening_of, signed_body,
                    veiled)
from trees import app_hash, consistent, included, log_leaf, log_root, root_of_proof, secret_place

TESTDATA = ROOT / "src/light/testdata"

# The messages of block.md; those behind an exclamation mark there are always written.
COMET = {
    "CometVersion": "1 block uint64, 2 app uint64",
    "CometTime": "1 seconds int64, 2 nanos int32",
    "CometParts": "1 total uint32, 2 hash bytes",
    "CometBlockId": "1 hash bytes, 2 parts CometParts",
    "CometHeader": "1 version CometVersion, 2 chain_id string, 3 height int64, 4 time CometTime, "
                   "5 last CometBlockId, 6 last_commit_hash bytes, 7 data_hash bytes, "
                   "8 validators_hash bytes, 9 next_validators_hash bytes, "
                   "10 consensus_hash bytes, 11 app_hash bytes, "
                   "12 last_results_hash bytes, 13 evidence_hash bytes, "
                   "14 proposer_address bytes",
    "CometSignature": "1 flag uint32, 2 address bytes, 3 time CometTime, 4 signature bytes",
    "CometCommit": "1 height int64, 2 round int32, 3 block_id CometBlockId, "
                   "4* signatures CometSignature",
    "CometKey": "1 ed25519 bytes",
    "CometValidator": "1 key CometKey, 2 power int64",
}
ALWAYS = {"CometHeader": ("version", "time", "last"), "CometBlockId": ("parts",),
          "CometSignature": ("time",), "CometCommit": ("block_id",)}
MESSAGES.update({name: read_fields(fields) for name, fields in COMET.items()})


def merkle(items):
    return log_root([log_leaf(item) for item in items])


def check_always(name, values):
    for field in ALWAYS.get(name, ()):
        need(field in values, f"no {field}")
    for field in MESSAGES[name]:
        if field.type in COMET:
            for inner in values.get(field.name, []) if field.is_list else [values[field.name]]:
                check_always(field.type, inner)
    return values


def read_comet(name, data):
    return check_always(name, decode(name, data))


def header_hash(header):
    def scalar(name, kind=2):
        value = header.get(name)
        if not value:
            return b""
        return tag(1, 0) + varint(value) if kind == 0 else block(1, value)
    return merkle([encode("CometVersion", header["version"]),
                   block(1, header["chain_id"].encode()) if header.get("chain_id") else b"",
                   scalar("height", 0), encode("CometTime", header["time"]),
                   encode("CometBlockId", header["last"])] +
                  [scalar(name) for name in
                   ("last_commit_hash", "data_hash", "validators_hash", "next_validators_hash",
                    "consensus_hash", "app_hash", "last_results_hash", "evidence_hash",
                    "proposer_address")])


def address(key):
    return sha256(key)[:20]


def validators_hash(validators):
    return merkle([encode("CometValidator", {"key": {"ed25519": key}, "power": power})
                   for key, power in validators])


def in_order(validators):
    return sorted(validators, key=lambda one: (-one[1], address(one[0])))


def fixed(number, value):
    return tag(number, 1) + value.to_bytes(8, "little", signed=True) if value else b""


def signed_vote(chain_id, commit, vote):
    text = tag(1, 0) + varint(2) + fixed(2, commit.get("height", 0))
    text += fixed(3, commit.get("round", 0))
    if vote["flag"] == 2:
        text += block(4, encode("CometBlockId", commit["block_id"]))
    text += block(5, encode("CometTime", vote["time"])) + block(6, chain_id.encode())
    return varint(len(text)) + text


def check_votes(chain_id, validators, commit):
    """The power of those who signed for the block."""
    power = 0
    for (key, weight), vote in zip(validators, commit["signatures"]):
        if vote["flag"] == 1:
            need(vote == {"flag": 1, "time": {"seconds": -62135596800}}, "an absent one signs")
            continue
        need(vote["address"] == address(key), "another validator")
        need(zip215(key, signed_vote(chain_id, commit, vote), vote["signature"]), "the signature")
        power += weight if vote["flag"] == 2 else 0
    return power


def open_signed(signed, chain_id, validators):
    header = read_comet("CometHeader", signed["header"])
    commit = read_comet("CometCommit", signed["commit"])
    need(1 <= len(validators) <= 10_000 and all(power > 0 for _, power in validators), "the set")
    need(len(dict(validators)) == len(validators), "one key twice")
    need(header["chain_id"] == chain_id, "another chain")
    need(header["validators_hash"] == validators_hash(validators), "other validators")
    need(commit["height"] == header["height"], "another height")
    need(commit["block_id"]["hash"] == header_hash(header), "another block")
    need(len(commit["signatures"]) == len(validators), "miscounted")
    power = check_votes(chain_id, validators, commit)
    need(3 * power > 2 * sum(weight for _, weight in validators), "too little power")
    return header


def members(listed):
    for one in listed:
        need(len(one["key"]) == 33 and one["key"][0] == 1, "no key of a validator")
    return [(one["key"][1:], one["power"]) for one in listed]


class Signers:
    """Who signs: the validators of the genesis, then those that headers name."""

    def __init__(self, genesis, community):
        self.chain_id = "linlian-" + community[:20].hex()
        self.validators, self.since = in_order(members(genesis["validators"])), 0

    def open(self, signed):
        header = open_signed(signed, self.chain_id, self.validators)
        need(header["height"] > self.since, "not higher")
        return header

    def follow(self, change):
        header = self.open(change["last"])
        following = members(change["next"])
        need(header["next_validators_hash"] == validators_hash(following), "other ones follow")
        self.validators, self.since = following, header["height"]


def sealed_app(app, header):
    found = app_hash(app["state_root"], app["log_root"], app.get("log_size", 0))
    need(found == header["app_hash"], "another state")
    return app


def check_transaction(fact, app, community):
    leaf = fact["leaf"]
    need(included(leaf_hash(leaf), fact.get("index", 0), app["log_size"], fact.get("path", []),
                  app["log_root"]), "outside the log")
    need(effects_hash(fact.get("effects", {})) == leaf["effects_hash"], "other effects")
    if "author_key" not in leaf and "veiled" not in leaf:
        return need("transaction" not in fact, "due work has no transaction")
    raw, body = signed_body(fact["transaction"])
    need(identity(raw) == leaf["id"] and body["community"] == community, "another transaction")
    need(body["expires_ms"] == leaf["expires_ms"], "another expiry")
    if "veiled" in leaf:
        return need(veiled(opening_of(body)) == leaf["veiled"], "another opening")
    return need(all(body[name] == leaf[name] for name in ("author_key", "act_type")), "author, act")


def open_place(key, secret):
    """A place where all tables are open."""
    need(secret is None, "an open row has no secret")
    return sha256(key)


def check_row(fact, app, place_of, vouches):
    key, secret = fact["key"], fact.get("secret")
    kind = fact["proof"][0]
    value = fact.get("value", b"") if kind == 1 else None
    need(kind == 1 or "value" not in fact, "an absent row has no value")
    root = root_of_proof(fact["proof"], place_of(key, secret), value)
    need(root == app["state_root"], "outside the state")
    voucher = fact.get("voucher")
    need((voucher is not None) == (kind != 1 and secret is not None), "a voucher")
    if voucher is not None:
        at = place_of(voucher["key"], secret)
        found = root_of_proof(voucher["proof"], at, voucher.get("value", b""))
        need(found == app["state_root"] and vouches(voucher["key"], key), "the secret is unproven")


def check_prefix(fact, app):
    need(consistent(fact.get("old_size", 0), fact["old_root"], app["log_size"], app["log_root"],
                    fact.get("path", [])), "no beginning")


def check_rewrite(bundle, app, seal, community):
    fact, older = bundle["rewrite"], bundle["rewrite"]["older"]
    height = read_comet("CometHeader", older["header"])["height"]
    signers = Signers(bundle["genesis"], community)
    for change in bundle.get("history", []):
        if read_comet("CometHeader", change["last"]["header"])["height"] >= height:
            break
        signers.follow(change)
    before = sealed_app(fact["app"], signers.open(older))
    need(height < seal["height"], "not older")
    if before["log_size"] > app["log_size"]:
        return need("root" not in fact and "path" not in fact, "nothing to compare")
    check_prefix({"old_size": before["log_size"], "old_root": fact["root"],
                  "path": fact.get("path", [])}, app)
    return need(fact["root"] != before["log_root"], "no rewritten past")


def open_bundle(data, place_of, vouches=None):
    """Checks a bundle; gives it with `community`, `height`, `sealed_by` and the seal's header."""
    need(34 < len(data) <= 16 << 20 and data[-34:-32] == b"\x7a\x20", "no digest")
    need(tagged("linlian/bundle", data[:-34]) == data[-32:], "damaged")
    bundle = decode("Bundle", data)
    need(bundle.get("format") == 2 and not bundle["genesis"].get("veil"), "another format")
    community, _ = community_of(bundle["genesis"])
    signers = Signers(bundle["genesis"], community)
    for change in bundle.get("history", []):
        signers.follow(change)
    seal = signers.open(bundle["seal"])
    bundle.update(community=community, height=seal["height"] - 1, sealed_by=header_hash(seal))
    if "fork" in bundle:
        other = signers.open(bundle["fork"])
        need("app" not in bundle and other["height"] == seal["height"], "no fork")
        need(header_hash(other) != header_hash(seal), "the same block")
        return bundle
    app = sealed_app(bundle["app"], seal)
    if "transaction" in bundle:
        check_transaction(bundle["transaction"], app, community)
    elif "row" in bundle:
        check_row(bundle["row"], app, place_of, vouches)
    elif "prefix" in bundle:
        check_prefix(bundle["prefix"], app)
    else:
        check_rewrite(bundle, app, seal, community)
    return bundle


# ---- The vectors: trees are open, birds and their nests about persons, a bird's row vouches

def place_of_sample(key, secret):
    if key.startswith(b"trees/"):
        return open_place(key, secret)
    need(secret is not None and len(secret) == 32, "no secret")
    return secret_place(key, secret)


def bird_vouches(key, of):
    return key == b"birds/" + of.removeprefix(b"nests/")


def told(bundle):
    """What a bundle states, in the names of the vectors."""
    if "row" in bundle:
        row = bundle["row"]
        value = row.get("value", b"").hex() if row["proof"][0] == 1 else None
        return {"key": row["key"].hex(), "value": value}
    if "prefix" in bundle:
        app, fact = bundle["app"], bundle["prefix"]
        return {"old_size": fact["old_size"], "old_root": fact["old_root"].hex(),
                "size": app["log_size"], "root": app["log_root"].hex()}
    if "fork" in bundle:
        other = header_hash(read_comet("CometHeader", bundle["fork"]["header"]))
        return {"one": bundle["sealed_by"].hex(), "other": other.hex()}
    if "rewrite" in bundle:
        fact = bundle["rewrite"]
        header = read_comet("CometHeader", fact["older"]["header"])
        return {"older_height": header["height"], "older": header_hash(header).hex(),
                "size": fact["app"]["log_size"], "then": fact["app"]["log_root"].hex(),
                "now": fact["root"].hex() if "root" in fact else None}
    fact = bundle["transaction"]
    leaf = fact["leaf"]
    act = signed_body(fact["transaction"])[1]["act"].hex() if "transaction" in fact else None
    return {"index": fact.get("index", 0), "height": leaf["height"], "time_ms": leaf["time_ms"],
            "id": leaf["id"].hex(), "act_type": leaf["act_type"],
            "refusal": leaf.get("refusal", ""), "act": act,
            "events": len(fact.get("effects", {}).get("events", []))}


def check_bundles(cases):
    listed = json.loads((TESTDATA / "bundle_vectors.json").read_text(encoding="utf-8"))
    for one in listed:
        data, stated = bytes.fromhex(one["file"]), one["statement"]
        bundle = open_bundle(data, place_of_sample, bird_vouches)
        cases.equal(told(bundle), stated["fact"], f"bundle of {one['name']}")
        cases.equal([bundle["community"].hex(), bundle["height"], bundle["sealed_by"].hex()],
                    [stated["community"], stated["height"], stated["sealed_by"]], "its seal")
        broken = data[:200] + bytes([data[200] ^ 1]) + data[201:]
        cases.refused(lambda broken=broken: open_bundle(broken, place_of_sample, bird_vouches),
                      f"a bit of {one['name']}")
    cases.equal(len(listed), 10, "bundles")
