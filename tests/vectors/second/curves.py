"""docs/formats/encoding.md, "Keys and signatures": Ed25519 by the strict rule and by ZIP-215, and
ECDSA on P-256. Plain arithmetic, slow and short."""

import hashlib


def multiple(scalar, point, plus, zero):
    """A point so many times, on either curve."""
    product = zero
    while scalar:
        if scalar & 1:
            product = plus(product, point)
        point = plus(point, point)
        scalar >>= 1
    return product


# ---- Ed25519: -x² + y² = 1 + d x² y² over p

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
IDENTITY = (0, 1, 1, 0)


def add(a, b):
    """Extended coordinates (x, y, z, x·y/z); complete: any two points."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    return ((f - e) * (h - g) % P, (h + g) * (f + e) % P, (h - g) * (h + g) % P,
            (f - e) * (f + e) % P)


def times(scalar, point):
    return multiple(scalar, point, add, IDENTITY)


def negated(point):
    return (-point[0] % P, point[1], point[2], -point[3] % P)


def is_identity(point):
    return point[0] == 0 and point[1] == point[2]


def encoded(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def point_of(raw):
    """Any encoding of any point: y modulo p, x of either sign, also where x is 0; else None."""
    number = int.from_bytes(raw, "little")
    sign, y = number >> 255, number % 2**255 % P
    ratio = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(ratio, (P + 3) // 8, P)
    if (x * x - ratio) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - ratio) % P:
        return None
    if x & 1 != sign:
        x = -x % P
    return (x, y, 1, x * y % P)


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_small(point):
    return is_identity(times(8, point))


def is_canonical(raw):
    return int.from_bytes(raw, "little") % 2**255 < P


def challenge(signature, key, message):
    return int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L


def ed25519_key(raw):
    """Whether it may be put on record: the one encoding of a point of prime order."""
    point = point_of(raw)
    return (point is not None and not is_identity(point) and is_identity(times(L, point))
            and encoded(point) == raw)


def ed25519(raw, message, signature):
    a, r = point_of(raw), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or not is_canonical(raw) or is_small(a) or r is None or is_small(r) or s >= L:
        return False
    k = challenge(signature, raw, message)
    return encoded(add(times(s, BASE), negated(times(k, a)))) == signature[:32]


def public_key(seed):
    """RFC 8032 §5.1.5"""
    hashed = bytearray(hashlib.sha512(seed).digest()[:32])
    hashed[0] &= 248
    hashed[31] = hashed[31] & 127 | 64
    return encoded(times(int.from_bytes(hashed, "little"), BASE))


def zip215(raw, message, signature):
    a, r = point_of(raw), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    k = challenge(signature, raw, message)
    rest = add(times(s, BASE), negated(add(r, times(k, a))))
    return is_small(rest)


# ---- P-256: y² = x³ - 3x + b over Q

Q = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
GENERATOR = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
             0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


def p256_sum(one, two):
    """None is the point at infinity."""
    if one is None or two is None:
        return two if one is None else one
    if one[0] == two[0]:
        if (one[1] + two[1]) % Q == 0:
            return None
        slope = (3 * one[0] * one[0] - 3) * pow(2 * one[1], Q - 2, Q)
    else:
        slope = (two[1] - one[1]) * pow(two[0] - one[0], Q - 2, Q)
    x = (slope * slope - one[0] - two[0]) % Q
    return x, (slope * (one[0] - x) - one[1]) % Q


def p256_times(scalar, point):
    return multiple(scalar, point, p256_sum, None)


def p256_point(raw):
    x = int.from_bytes(raw[1:], "big")
    if raw[0] not in (2, 3) or x >= Q:
        return None
    square = (x * x * x - 3 * x + B) % Q
    y = pow(square, (Q + 1) // 4, Q)
    if y * y % Q != square:
        return None
    return x, y if y & 1 == raw[0] & 1 else Q - y


def p256(raw, message, signature):
    point = p256_point(raw)
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if point is None or not 0 < r < N or not 0 < s < N:
        return False
    inverse = pow(s, N - 2, N)
    hashed = int.from_bytes(hashlib.sha256(message).digest(), "big")
    found = p256_sum(p256_times(hashed * inverse % N, GENERATOR),
                     p256_times(r * inverse % N, point))
    return found is not None and found[0] % N == r


# ---- By suite

def accepts(key):
    """Whether this encoded key may be put on record."""
    if len(key) == 33 and key[0] == 1:
        return ed25519_key(key[1:])
    return len(key) == 34 and key[0] == 2 and p256_point(key[1:]) is not None


def verifies(key, message, signature):
    if len(signature) != 64:
        return False
    if len(key) == 33 and key[0] == 1:
        return ed25519(key[1:], message, signature)
    return len(key) == 34 and key[0] == 2 and p256(key[1:], message, signature)
