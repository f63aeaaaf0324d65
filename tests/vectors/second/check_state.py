"""The checks of what follows from blocks: trees, logs, tables, a whole ledger, parcels, ids."""

import re

import encoding
import offices
import signed
import trees
from cases import check_message, present, raw, vectors
from encoding import encode, tagged


def check_trees(cases, kept):
    for tree in kept["trees"]:
        rows = sorted((encoding.sha256(raw(row["key"])), trees.value_hash(raw(row["value"])))
                      for row in tree["rows"])
        cases.equal(trees.tree_root(rows).hex(), tree["root"], f"tree of {len(rows)}")
        for one in tree["proofs"]:
            value = None if one["value"] is None else raw(one["value"])
            place = encoding.sha256(raw(one["key"]))
            found = trees.root_of_proof(raw(one["proof"]), place, value)
            cases.equal(found.hex(), tree["root"], f"proof of {one['key']}")
            cases.refused(lambda one=one, place=place, value=value: trees.root_of_proof(
                raw(one["proof"]), place, b"x" if value is None else None), "the opposite")
    for one in kept["refused_proofs"]:
        cases.refused(lambda one=one: trees.read_proof(raw(one["proof"])), f"proof: {one['why']}")


def check_logs(cases, kept):
    for log in kept["logs"]:
        size = log["size"]
        leaves = [trees.log_leaf(str(i).encode()) for i in range(size)]
        root = trees.log_root(leaves)
        cases.equal(root.hex(), log["root"], f"log of {size}")
        cases.equal(trees.frontier(leaves).hex(), log["frontier"], f"frontier of {size}")
        cases.equal(trees.root_of_frontier(raw(log["frontier"])), root, "its root")
        for i, path in enumerate(log["inclusion"]):
            cases.holds(trees.included(leaves[i], i, size, [raw(one) for one in path], root),
                        f"leaf {i} of {size}")
        for old, path in enumerate(log["consistency"]):
            cases.holds(trees.consistent(old, trees.log_root(leaves[:old]), size, root,
                                         [raw(one) for one in path]), f"{old} of {size}")


def check_tables(cases, kept):
    """The page's list of tables about persons against that of the program."""
    text = (encoding.PAGES / "state.md").read_text(encoding="utf-8")
    listed = {}
    for kind, paths, parts in encoding.tables(text, "kind of subject", "tables", "subject"):
        numbers = [int(number) for number in re.findall(r"\d", parts)]
        for path in re.findall(r"`([^`]+)`", paths):
            listed[path] = (re.match(r"`([^`]+)`", kind)[1], numbers)
    for one in kept["personal_tables"]:
        if one["hidden"]:
            cases.holds(one["table"] in text and one["table"] not in listed, one["table"])
            continue
        kind, numbers = listed.pop(one["table"], ("", [1]))
        before = sum(one["widths"][:numbers[0] - 1])
        width = sum(one["widths"][number - 1] for number in numbers)
        cases.equal([kind, len(one["table"]) + before, width],
                    [one["kind"], one["from"], one["bytes"]], f"the subject of {one['table']}")
    cases.equal(listed, {}, "tables of the page that the program does not have")


def check_state(cases):
    kept = vectors("state")
    check_trees(cases, kept)
    check_logs(cases, kept)
    check_tables(cases, kept)
    tables = {one["table"]: one for one in kept["personal_tables"]}
    for one in kept["places"]:
        table, key = tables[one["table"]], raw(one["key"])
        subject = key[table["from"]:table["from"] + table["bytes"]]
        secret = trees.secret(raw(kept["veil"]), table["kind"], subject)
        cases.equal(secret.hex(), one["secret"], f"secret in {one['table']}")
        cases.equal(tagged("linlian/secret-hash", secret).hex(), one["secret_hash"], "its hash")
        cases.equal(trees.secret_place(key, secret).hex(), one["place"], f"place in {one['table']}")


class Ledger:
    """Follows the blocks of a vector with its own eyes."""

    def __init__(self, cases, kept):
        self.cases, self.kept = cases, kept
        self.veil = raw(kept["genesis"]["fields"]["veil"])
        self.tables = {one["table"]: one for one in kept["personal_tables"]}
        self.rows = {raw(row["key"]): raw(row["value"]) for row in kept["rows"]}
        self.leaves, self.seen = [], set()

    def place(self, key):
        for path, table in self.tables.items():
            if key.startswith(path.encode()):
                subject = key[table["from"]:table["from"] + table["bytes"]]
                return trees.secret_place(key, trees.secret(self.veil, table["kind"], subject))
        return encoding.sha256(key)

    def root(self):
        return trees.tree_root(sorted((self.place(key), trees.value_hash(value))
                                      for key, value in self.rows.items())).hex()

    def receipts(self, block):
        return [{name: present(part) for name, part in receipt.items() if name != "leaf_hash"}
                for receipt in block["receipts"]]

    def check_due(self, block, receipt, due):
        leaf, name = receipt["leaf"], f"due work at {block['height']}"
        matching = [key for key in due if signed.due_identity(key, block["height"]) == leaf["id"]]
        self.cases.equal(len(matching), 1, name)
        time, kind, hashed = signed.due_row(matching[0])
        if kind == "machine.amendment":
            names = [key.removeprefix(b"machine/amendment/")[:-1] for key in self.rows
                     if key.startswith(b"machine/amendment/")]
            self.cases.holds(hashed in [tagged("linlian/amendment", one) for one in names], name)
        self.cases.holds(kind == leaf["act_type"] and time <= block["time_ms"], f"{name}: kind")
        salt = receipt["effects"].get("salt")
        if kind == "counter.person":
            self.cases.equal(salt, tagged("linlian/effects-salt", self.veil + leaf["id"]), name)
        else:
            self.cases.equal(salt, None, name)
        failed = [event for event in receipt["effects"].get("events", [])
                  if event["type"] == "linlian.machine.v1.WorkStuck"]
        self.cases.equal(bool(failed), "refusal" in leaf, f"{name}: WorkStuck")
        for event in failed:
            said = {number: value for number, _, value in offices.raw_fields(event["content"])}
            self.cases.equal(said, {1: kind.encode(), 2: leaf["refusal"].encode()}, name)
        self.cases.equal(sorted(set(leaf) - {"refusal"}),
                         ["act_type", "effects_hash", "height", "id", "time_ms"], f"{name}: fields")

    def check_block(self, block):
        community = raw(self.kept["community"])
        acts = []
        if block["receipts"] and signed.decode("Parcel", raw(block["parcel"])).get("acts"):
            acts = signed.open_parcel(raw(block["parcel"]), community)["acts"]
        due = [key for key in self.rows if key.startswith(b"machine/due/")]
        receipts = self.receipts(block)
        works = len(receipts) - len(acts)  # first the work, then the acts
        for receipt, kept in zip(receipts, block["receipts"]):
            self.cases.equal(signed.effects_hash(receipt["effects"]),
                             receipt["leaf"]["effects_hash"], "effects")
            self.leaves.append(signed.leaf_hash(receipt["leaf"]))
            self.cases.equal(self.leaves[-1].hex(), kept["leaf_hash"], "leaf hash")
            self.seen.add(receipt["leaf"]["id"])
        for receipt in receipts[:works]:
            self.check_due(block, receipt, due)
        self.cases.equal([act.hex() for act in acts],
                         [one["bytes"] for one in block["transactions"]], "acts of a parcel")
        for act, receipt, kept in zip(acts, receipts[works:], block["transactions"]):
            text, body = signed.open_transaction(act, community)
            self.cases.equal([text.hex(), signed.identity(text).hex(),
                              tagged("linlian/sign", text).hex()],
                             [kept["body"]["bytes"], kept["id"], kept["signed_hash"]], "body")
            check_message(self.cases, kept["body"], "body")
            self.cases.equal(signed.leaf_of(text, body, block, receipt), receipt["leaf"], "leaf")
        self.check_rows(block)

    def check_rows(self, block):
        ids = [raw(receipt["leaf"]["fields"]["id"]) for receipt in block["receipts"]]
        for row in block["rows"]:
            key, name = raw(row["key"]), f"row {row['key']}"
            self.cases.equal(self.place(key).hex(), row["place"], name)
            if row["value"] is None:
                self.rows.pop(key)
                continue
            self.rows[key] = raw(row["value"])
            if any(key.startswith(path.encode()) for path in self.tables):
                salts = [trees.row_salt(self.veil, one, key) for one in ids]
                self.cases.holds(self.rows[key][:32] in salts, f"salt of {name}")
        log = trees.log_root(self.leaves)
        self.cases.equal(self.root(), block["state_root"], f"state root {block['height']}")
        self.cases.equal(log.hex(), block["log_root"], f"log root {block['height']}")
        self.cases.equal(trees.frontier(self.leaves).hex(), block["frontier"], "frontier")
        self.cases.equal(trees.app_hash(raw(block["state_root"]), log, len(self.leaves)).hex(),
                         block["app_hash"], f"app hash {block['height']}")


def check_genesis(cases, genesis, ledger):
    for validator in genesis["validators"]:
        seat = b"machine/seat/" + tagged("linlian/seat", validator["key"])
        cases.holds(seat in ledger.rows, "seat")
    section, module = genesis["sections"][0], "counter"
    made = tagged(f"linlian/genesis/{module}", genesis["nonce"] + section.get("content", b""))
    personal = [key for key in ledger.rows if key.startswith(b"counter/note/")]
    cases.equal([ledger.rows[key][:32] for key in personal],
                [trees.row_salt(ledger.veil, made, key) for key in personal], "salts at first")
    cases.equal(len(personal), 1, "rows about persons at first")


def check_ledger(cases):
    kept = vectors("ledger")
    community, form = signed.community_of(present(kept["genesis"]))
    cases.equal(community.hex(), kept["community"], "community id")
    cases.equal(encode("Genesis", form).hex(), kept["public_form"]["bytes"], "public form")
    for one in kept["opened"]:
        attempt = lambda one=one: signed.open_transaction(raw(one["transaction"]), community)
        if one["refusal"] is None:
            cases.holds(attempt(), one["why"])
        else:
            cases.refused(attempt, f"transaction: {one['why']}")
    ledger = Ledger(cases, kept)
    cases.equal(ledger.root(), kept["state_root"], "state root at first")
    check_genesis(cases, present(kept["genesis"]), ledger)
    for block in kept["blocks"]:
        ledger.check_block(block)


def check_parcels(cases):
    kept = vectors("parcels")
    for one in kept["parcels"]:
        attempt = lambda one=one: signed.open_parcel(raw(one["parcel"]), raw(kept["community"]))
        if one["taken"]:
            cases.holds(attempt(), one["why"])
        else:
            cases.refused(attempt, f"parcel: {one['why']}")


def check_ids(cases):
    kept = vectors("ids")
    cases.equal(signed.fresh(raw(kept["proposal"])).hex(), kept["motion"], "id of a motion")
    cases.equal(kept["round"], 1, "a motion's first round")
    cases.equal(signed.fresh(raw(kept["support"]), [1]).hex(), kept["office"], "id by a motion")
