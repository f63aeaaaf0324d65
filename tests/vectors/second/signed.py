"""docs/formats/transaction.md, parcel.md, ask.md: what is signed, and what a block leaves."""

from curves import verifies
from encoding import Refused, decode, eight, encode, key_part, need, sha256, tagged
from trees import log_leaf

TRANSACTION_MOST = 32_768
PARCEL_MOST = 4_259_840
ACTS_MOST = 20_000


def signed_body(transaction):
    """The exact bytes of the body, and its fields; signed by its author."""
    envelope = decode("Transaction", transaction)
    raw = envelope.get("body", b"")
    body = decode("Body", raw)
    need(verifies(body.get("author_key", b""), tagged("linlian/sign", raw),
                  envelope.get("signature", b"")), "the signature")
    return raw, body


def open_transaction(transaction, community):
    """The same, as a node takes it: all that can be told without its act and without the state."""
    need(len(transaction) <= TRANSACTION_MOST, "too large")
    raw, body = signed_body(transaction)
    need(len(body.get("nonce", b"")) == 16, "the nonce")
    expires = body.get("expires_ms", 0)
    need(expires > 0 and expires % 60_000 == 0, "the expiry")
    need(body.get("community") == community, "another community")
    return raw, body


def identity(raw):
    return tagged("linlian/transaction", raw)


def opening_of(body):
    return {name: body[name] for name in ("nonce", "author_key", "act_type") if name in body}


def veiled(opening):
    return tagged("linlian/veiled", encode("LeafOpening", opening))


def leaf_hash(leaf):
    return log_leaf(encode("Leaf", leaf))


def effects_hash(effects):
    return tagged("linlian/effects", encode("Effects", effects))


def leaf_of(raw, body, block, receipt):
    """The leaf of a transaction, from it, the block and what the receipt says came of it."""
    effects, opening = receipt["effects"], receipt.get("opening")
    leaf = {"height": block["height"], "time_ms": block["time_ms"], "id": identity(raw),
            "expires_ms": body["expires_ms"], "effects_hash": effects_hash(effects)}
    if opening is None:
        leaf["author_key"], leaf["act_type"] = body["author_key"], body["act_type"]
        if receipt["leaf"].get("refusal"):
            leaf["refusal"] = receipt["leaf"]["refusal"]
        need(not effects.get("salt") and not effects.get("refusal"), "an open one has no salt")
        return leaf
    need(opening == opening_of(body) and effects["salt"] == body["nonce"], "the opening")
    leaf["veiled"] = veiled(opening)
    if effects.get("refusal"):
        leaf["refusal"] = "machine.VEILED"
    return leaf


def due_identity(row_key, height):
    return tagged("linlian/due", row_key + eight(height))


def due_row(row_key):
    """What the key of a row of machine/due/ says: time, type, hash32."""
    path = b"machine/due/"
    need(row_key.startswith(path), "another table")
    rest = row_key[len(path):]
    time = int.from_bytes(rest[:8], "big") - (1 << 63)
    kind, _, hashed = rest[8:].partition(b"\x00")
    need(len(hashed) == 32, "the hash")
    made = path + key_part("time", time) + key_part("text", kind.hex()) + hashed
    need(made == row_key, "no key")
    return time, kind.decode("ascii"), hashed


def fresh(of, places=(), number=0):
    return tagged("linlian/fresh", of + b"".join(map(eight, places)) + eight(number))[:16]


def community_of(genesis):
    form = {name: value for name, value in genesis.items() if name != "veil"}
    if genesis.get("veil"):
        form["veil_hash"] = tagged("linlian/veil", genesis["veil"])
    return tagged("linlian/genesis", encode("Genesis", form)), form


# ---- Parcels

def open_parcel(data, community):
    need(len(data) <= PARCEL_MOST, "too large")
    parcel = decode("Parcel", data)
    acts, node = parcel.get("acts", []), parcel.get("node", b"")
    need(len(node) == 33 and node[0] == 1, "the node's key")
    need(parcel.get("number", 0) > 0, "the number")
    need(bool(acts) != bool(parcel.get("height", 0)), "either acts or a height")
    need(len(acts) <= ACTS_MOST and all(0 < len(act) <= TRANSACTION_MOST for act in acts), "acts")
    bare = encode("Parcel", {name: value for name, value in parcel.items() if name != "signature"})
    signed = tagged("linlian/parcel", community + sha256(bare))
    need(verifies(node, signed, parcel.get("signature", b"")), "the signature")
    return parcel


# ---- Asks

def open_ask(header, community, target, now_ms):
    scheme, _, text = header.partition(" ")
    need(scheme.lower() == "linlian-ask", "another scheme")
    try:
        data = bytes.fromhex(text)
    except ValueError as error:
        raise Refused("no hex") from error
    signed = decode("SignedAsk", data)
    ask = decode("Ask", signed["ask"])
    need(ask["community"] == community and ask["target"] == target, "for another")
    need(now_ms < ask["expires_ms"] <= now_ms + 6 * 60_000, "not now")
    need(verifies(ask["asker_key"], tagged("linlian/ask", signed["ask"]), signed["signature"]),
         "the signature")
    return ask["asker_key"]
