"""docs/formats/state.md: the tree of the state and its proofs, places of rows, the log."""

from encoding import Refused, eight, need, sha256, tagged

EMPTY = bytes(32)


# ---- The state

def value_hash(value):
    return sha256(b"\x02" + value)


def tree_leaf(place, hashed):
    return sha256(b"\x00" + place + hashed)


def inner(left, right):
    return sha256(b"\x01" + left + right)


def bit(place, level):
    return place[level // 8] >> (7 - level % 8) & 1


def tree_root(rows, level=0):
    """Of (place, hash of the value)."""
    if not rows:
        return EMPTY
    if len(rows) == 1:
        return tree_leaf(*rows[0])
    sides = [[row for row in rows if bit(row[0], level) == side] for side in (0, 1)]
    return inner(tree_root(sides[0], level + 1), tree_root(sides[1], level + 1))


def read_proof(data):
    """(kind, siblings, place of the other, hash of its value)"""
    need(len(data) >= 3 and data[0] in (1, 2, 3), "no kind")
    depth = int.from_bytes(data[1:3], "big")
    need(depth <= 256, "too deep")
    at = 3 + (depth + 7) // 8
    bitmap = data[3:at]
    need(len(data) >= at, "no whole bitmap")
    bits = [bitmap[i // 8] >> (7 - i % 8) & 1 for i in range(len(bitmap) * 8)]
    need(not any(bits[depth:]), "bits beyond the depth")

    def take():
        nonlocal at
        need(at + 32 <= len(data), "too short")
        at += 32
        return data[at - 32:at]

    siblings = []
    for one in bits[:depth]:
        siblings.append(take() if one else EMPTY)
        need(not one or siblings[-1] != EMPTY, "an empty sibling")
    other = (take(), take()) if data[0] == 3 else (None, None)
    need(at == len(data), "bytes behind the end")
    return data[0], siblings, *other


def root_of_proof(data, place, value):
    """The root under which the proof says that `value` (None: nothing) stands at the place."""
    kind, siblings, other, other_value = read_proof(data)
    need((kind == 1) == (value is not None), "it says the opposite")
    if kind == 1:
        root = tree_leaf(place, value_hash(value))
    elif kind == 2:
        root = EMPTY
    else:
        need(other != place, "the other is the one")
        need(all(bit(other, i) == bit(place, i) for i in range(len(siblings))), "another way")
        root = tree_leaf(other, other_value)
    for level in reversed(range(len(siblings))):
        beside = siblings[level]
        root = inner(beside, root) if bit(place, level) else inner(root, beside)
    return root


# ---- Places

def secret(veil, kind, subject):
    return tagged("linlian/secret", veil + kind.encode("ascii") + b"\x00" + subject)


def secret_place(key, of):
    return tagged("linlian/place", of + key)


def row_salt(veil, identity, key):
    return tagged("linlian/row-salt", tagged("linlian/salt", veil + identity) + key)


# ---- The log

def log_leaf(entry):
    return sha256(b"\x00" + entry)


def split(size):
    return 1 << (size - 1).bit_length() - 1


def log_root(leaves):
    """Of hashes of leaves."""
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    half = split(len(leaves))
    return inner(log_root(leaves[:half]), log_root(leaves[half:]))


def frontier(leaves):
    data, at = eight(len(leaves)), 0
    for level in reversed(range(64)):
        if len(leaves) >> level & 1:
            data += log_root(leaves[at:at + (1 << level)])
            at += 1 << level
    return data


def root_of_frontier(data):
    size = int.from_bytes(data[:8], "big")
    peaks = [data[at:at + 32] for at in range(8, len(data), 32)]
    need(len(data) == 8 + 32 * bin(size).count("1"), "another size")
    if not peaks:
        return sha256(b"")
    root = peaks.pop()
    while peaks:
        root = inner(peaks.pop(), root)
    return root


def included(leaf, index, size, path, root):
    """RFC 9162 §2.1.3.2, told as the tree is built: from the root down to the leaf."""
    if index >= size:
        return False
    sides = []
    while size > 1:
        half = split(size)
        is_right = index >= half
        sides.append(is_right)
        index, size = (index - half, size - half) if is_right else (index, half)
    if len(path) != len(sides):
        return False
    for is_right, beside in zip(reversed(sides), path):
        leaf = inner(beside, leaf) if is_right else inner(leaf, beside)
    return leaf == root


def roots_of_consistency(old, new, path, old_root):
    """Both roots from a path, RFC 9162 §2.1.4.1: SUBPROOF read backwards."""
    def walk(size_old, size, is_whole):
        if size_old == size:
            one = old_root if is_whole else path.pop(0)
            return one, one
        half = split(size)
        if size_old <= half:
            was, now = walk(size_old, half, is_whole)
            return was, inner(now, path.pop(0))
        was, now = walk(size_old - half, size - half, False)
        left = path.pop(0)
        return inner(left, was), inner(left, now)
    try:
        return walk(old, new, True)
    except IndexError as error:
        raise Refused("too short") from error


def consistent(old, old_root, new, new_root, path):
    if old == 0:
        return old_root == sha256(b"") and not path
    if old == new:
        return old_root == new_root and not path
    rest = list(path)
    return old < new and roots_of_consistency(old, new, rest, old_root) == (old_root, new_root) \
        and not rest


def app_hash(state_root, log, size):
    return tagged("linlian/app", state_root + log + eight(size))
