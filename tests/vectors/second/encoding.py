"""docs/formats/encoding.md: hashes, canonical messages, keys of tables. What the messages are is
read from the tables of the pages themselves, so that a wrong page shows."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PAGES = ROOT / "docs/formats"
NUMBERS = {"uint32", "uint64", "int32", "int64", "bool", "enum"}
DEEPEST = 32


class Refused(Exception):
    """Bytes that are not what the page says."""


def need(holds, why):
    if not holds:
        raise Refused(why)


def sha256(message):
    return hashlib.sha256(message).digest()


def tagged(tag, message):
    prefix = sha256(tag.encode("ascii"))
    return sha256(prefix + prefix + message)


def eight(number):
    return number.to_bytes(8, "big")


# ---- The schema, from the pages

@dataclass
class Field:
    number: int
    name: str
    type: str
    enum: str
    is_list: bool
    excludes: bool  # behind "one of:"


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def tables(text, *head):
    """The rows of every table with this head."""
    lines = text.splitlines()
    for i, line in enumerate(lines):
        if line.startswith("|") and cells(line) == list(head):
            for row in lines[i + 2:]:
                if not row.startswith("|"):
                    break
                yield cells(row)


def read_field(text, excludes):
    match = re.fullmatch(r"(\d+)(\*?) (\w+) (?:(enum) )?(\w+)", text)
    if not match:
        raise ValueError(f"no field: {text}")
    number, star, name, enum, kind = match.groups()
    return Field(int(number), name, enum or kind, kind if enum else "", bool(star), excludes)


def read_fields(text):
    fields, excludes = [], False
    for group in filter(None, (part.strip() for part in text.split(";"))):
        for part in group.split(", "):
            if part.startswith("one of: "):
                part, excludes = part.removeprefix("one of: "), True
            fields.append(read_field(part, excludes))
        excludes = False
    return fields


def read_schema():
    messages, enums = {}, {}
    for page in sorted(PAGES.glob("*.md")):
        if page.name == "block.md":  # CometBFT's messages, in a notation of their own
            continue
        text = page.read_text(encoding="utf-8")
        for name, fields in tables(text, "message", "fields"):
            if name in messages:
                raise ValueError(f"{name} stands on two pages")
            messages[name] = read_fields(fields)
        for name, values in tables(text, "enum", "values"):
            enums[name] = {value: int(number) for number, value in
                           (one.split(" ") for one in values.split(", "))}
    return messages, enums


MESSAGES, ENUMS = read_schema()


# ---- Writing

def varint(number):
    number &= (1 << 64) - 1
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def tag(number, kind):
    return varint(number * 8 + kind)


def block(number, content):
    return tag(number, 2) + varint(len(content)) + content


def element(field, value):
    """One value that is no number, as bytes."""
    if field.type == "bytes":
        return value
    return value.encode("utf-8") if field.type == "string" else encode(field.type, value)


def encode_field(field, value):
    if field.type in NUMBERS:
        if not field.is_list:
            return tag(field.number, 0) + varint(int(value)) if value or field.excludes else b""
        return block(field.number, b"".join(varint(int(one)) for one in value)) if value else b""
    if field.is_list:
        return b"".join(block(field.number, element(field, one)) for one in value)
    is_written = value or field.excludes or field.type not in ("bytes", "string")
    return block(field.number, element(field, value)) if is_written else b""


def encode(name, values):
    """The canonical bytes; `values` has only fields that are there."""
    return b"".join(encode_field(field, values[field.name])
                    for field in sorted(MESSAGES[name], key=lambda one: one.number)
                    if field.name in values)


# ---- Reading

def read_varint(data, at):
    number = shift = 0
    while True:
        need(at < len(data) and shift < 70, "a varint without an end")
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            break
    need(number < 1 << 64, "a varint above 2^64")
    need(byte != 0 or shift == 7, "a varint with a byte too many")
    return number, at


def read_block(data, at):
    length, at = read_varint(data, at)
    need(at + length <= len(data), "less than the length says")
    return data[at:at + length], at + length


def number_of(field, number):
    if field.type == "bool":
        need(number <= 1, "a bool that is neither")
        return bool(number)
    if field.type == "uint32":
        need(number < 1 << 32, "too great for a uint32")
    if field.type == "enum":
        need(number == 0 or number in ENUMS[field.enum].values(), "an unknown value of an enum")
    if field.type in ("int32", "int64") and number >> 63:
        number -= 1 << 64
    if field.type == "int32":
        need(-(1 << 31) <= number < 1 << 31, "too great for an int32")
    return number


def value_of(field, content, depth):
    if field.type == "bytes":
        return content
    if field.type != "string":
        return decode(field.type, content, depth - 1)
    try:
        return content.decode("utf-8")  # strict: no overlong form, no surrogate
    except UnicodeDecodeError as error:
        raise Refused("no UTF-8") from error


def read_field_of(field, kind, data, at, depth):
    if field.type not in NUMBERS:
        need(kind == 2, "another kind of field")
        content, at = read_block(data, at)
        return value_of(field, content, depth), at
    if not field.is_list:
        need(kind == 0, "another kind of field")
        number, at = read_varint(data, at)
        return number_of(field, number), at
    need(kind == 2, "a list of numbers as single fields")
    content, at = read_block(data, at)
    numbers, inner = [], 0
    while inner < len(content):
        number, inner = read_varint(content, inner)
        numbers.append(number_of(field, number))
    return numbers, at


def decode(name, data, depth=DEEPEST):
    need(depth >= 0, "messages within messages too deep")
    by_number = {field.number: field for field in MESSAGES[name]}
    values, at = {}, 0
    while at < len(data):
        head, at = read_varint(data, at)
        field = by_number.get(head >> 3)
        need(field is not None, "an unknown field")
        value, at = read_field_of(field, head & 7, data, at, depth)
        if field.is_list and field.type not in NUMBERS:
            values.setdefault(field.name, []).append(value)
        else:
            values[field.name] = value
    there = [field for field in by_number.values() if field.excludes and field.name in values]
    need(len(there) <= 1, "fields that exclude each other")
    need(encode(name, values) == data, "not the canonical bytes")
    return values


# ---- JSON as the HTTP API prints it

def from_json_value(field, value):
    if field.type == "bytes":
        return bytes.fromhex(value)
    if field.type == "enum":
        return ENUMS[field.enum].get(value, 0)
    if field.type in NUMBERS:
        return int(value)
    return value if field.type == "string" else from_json(field.type, value)


def from_json(name, values):
    by_name = {field.name: field for field in MESSAGES[name]}
    unknown = set(values) - set(by_name)
    if unknown:
        raise ValueError(f"the page does not list {name}.{unknown}")
    return {key: [from_json_value(by_name[key], one) for one in value] if by_name[key].is_list
            else from_json_value(by_name[key], value) for key, value in values.items()}


# ---- Keys of tables

def key_part(kind, value):
    if kind == "number":
        return eight(int(value))
    if kind == "time":
        return eight((int(value) & (1 << 64) - 1) ^ 1 << 63)
    raw = bytes.fromhex(value)
    if kind == "text":
        return raw.replace(b"\x01", b"\x01\x02").replace(b"\x00", b"\x01\x01") + b"\x00"
    return raw
