#!/usr/bin/env python3
"""Recomputes the digests of a message from its JSON form, with nothing but the standard library.

It shares no code with the suite: the types come from the descriptor set that is published with the contracts
(clearbudget.protoset), and the canonical form is written down here once more. See common/facts/canonical_json.h.

  recompute_digest.py --descriptors clearbudget.protoset content.json     prints both digests
  recompute_digest.py --descriptors clearbudget.protoset --vectors DIR    checks every vector in a folder
"""
import argparse
import hashlib
import json
import pathlib
import sys
from decimal import Decimal

CONTENT = "clearbudget.budget.v1.BudgetContent"
FIELD_RULE = 50301  # clearbudget.type.v1.field, an extension of google.protobuf.FieldOptions
AMOUNT, NUMBER, INSTANT = 1, 2, 6  # clearbudget.type.v1.FactType
STRING, MESSAGE, BOOL, ENUM = 9, 11, 8, 14  # FieldDescriptorProto.Type
REPEATED = 3  # FieldDescriptorProto.Label
GREATEST_JSON_INTEGER = 2**53


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def fields_of(data):
    """Yields (number, value) of a serialized message; submessages, texts and bytes as bytes."""
    at = 0
    while at < len(data):
        tag, at = varint(data, at)
        number, wire = tag >> 3, tag & 7
        if wire == 0:
            value, at = varint(data, at)
        elif wire == 2:
            length, at = varint(data, at)
            value, at = data[at:at + length], at + length
        else:
            width = {1: 8, 5: 4}[wire]
            value, at = data[at:at + width], at + width
        yield number, value


def first(data, number, default):
    return next((value for n, value in fields_of(data) if n == number), default)


class Field:
    """One FieldDescriptorProto with the FieldRule among its options."""

    def __init__(self, data):
        self.name = first(data, 1, b"").decode()
        self.json_name = first(data, 10, b"").decode()
        self.type = first(data, 5, 0)
        self.type_name = first(data, 6, b"").decode().lstrip(".")
        self.repeated = first(data, 4, 0) == REPEATED
        self.presence = first(data, 17, 0) == 1  # proto3 optional
        rule = first(first(data, 8, b""), FIELD_RULE, b"")
        self.fact = first(rule, 1, 0)
        self.key = first(rule, 3, 0) == 1


def messages_in(prefix, data, number):
    for n, message in fields_of(data):
        if n == number:
            name = prefix + first(message, 1, b"").decode()
            yield name, [Field(value) for m, value in fields_of(message) if m == 2]
            yield from messages_in(name + ".", message, 3)


def types_of(descriptor_set):
    types = {}
    for number, file in fields_of(descriptor_set):
        if number == 1:
            types.update(messages_in(first(file, 2, b"").decode() + ".", file, 4))
    return types


class Canonical:
    def __init__(self, types):
        self.types = types

    def record(self, type_name, message):
        """The canonical members of a message; a fact that is not stated has none."""
        members = {}
        known = set()
        for field in self.types[type_name]:
            known.update((field.name, field.json_name))
            given = message.get(field.json_name, message.get(field.name))
            value = None if given is None else self.value(field, given)
            if value is not None and field.fact != INSTANT:
                members[field.name] = value
        unknown = set(message) - known
        if unknown:
            raise ValueError(f"{type_name} has no field {', '.join(sorted(unknown))}")
        return members

    def value(self, field, given):
        if field.type == MESSAGE:
            return (self.list(field, given) if field.repeated else self.record(field.type_name, given)) or None
        if field.fact == AMOUNT:
            return f"{Decimal(given):.2f}"
        if field.fact == NUMBER:
            text = f"{Decimal(given):f}"
            return text.rstrip("0").rstrip(".") if "." in text else text
        if field.type == BOOL:
            return given if given or field.presence else None
        if field.type == ENUM:
            return None if given.endswith("_UNSPECIFIED") else given
        if field.type == STRING:
            return given or None
        number = int(given)
        if number == 0 and not field.presence:
            return None
        return number if abs(number) <= GREATEST_JSON_INTEGER else str(number)

    def list(self, field, given):
        keys = [inner.name for inner in self.types[field.type_name] if inner.key]
        elements = [self.record(field.type_name, element) for element in given]
        return sorted(elements, key=lambda element: [self.key_text(element.get(key)) for key in keys])

    @staticmethod
    def key_text(value):
        if value is None:
            return (0, b"")
        text = value if isinstance(value, str) else json.dumps(value)
        return (1, text.encode())


def canonical_text(types, message_type, message):
    """RFC 8785: Python's escapes are those of the standard, and names are ASCII, so that sorting is simple."""
    members = Canonical(types).record(message_type, message)
    return json.dumps(members, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def digests(canonical):
    data = canonical.encode()
    return {
        "sha256": "cb1:sha256:" + hashlib.sha256(data).hexdigest(),
        "sm3": "cb1:sm3:" + hashlib.new("sm3", data).hexdigest(),
    }


def check_vector(types, path):
    vector = json.loads(path.read_text(encoding="utf-8"))
    canonical = canonical_text(types, vector["message"], vector["content"])
    found = {"canonical": canonical, **digests(canonical)}
    wrong = [name for name, value in found.items() if vector.get(name) != value]
    for name in wrong:
        print(f"{path.name}: {name}\n  stands: {vector.get(name)}\n  found:  {found[name]}")
    return not wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--descriptors", required=True, type=pathlib.Path)
    parser.add_argument("--message", default=CONTENT, help="full name of the message (default: %(default)s)")
    parser.add_argument("--vectors", type=pathlib.Path)
    parser.add_argument("content", nargs="?", help="a file in the JSON form of the contract; - for standard input")
    arguments = parser.parse_args()
    types = types_of(arguments.descriptors.read_bytes())
    if arguments.vectors:
        paths = sorted(arguments.vectors.glob("*.json"))
        results = [check_vector(types, path) for path in paths]
        print(f"{sum(results)} of {len(paths)} vectors agree")
        return 0 if paths and all(results) else 1
    if not arguments.content:
        parser.error("a content or --vectors is needed")
    text = sys.stdin.read() if arguments.content == "-" else pathlib.Path(arguments.content).read_text("utf-8")
    for digest in digests(canonical_text(types, arguments.message, json.loads(text))).values():
        print(digest)
    return 0


if __name__ == "__main__":
    sys.exit(main())
