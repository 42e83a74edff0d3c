#!/usr/bin/python3
"""Every method gets bytes that no honest client sends; each is refused, and all goes on being served."""
import random
import unittest

import environment

environment.require()

import samples
from client import Refusal
from suite import Suite

AGENCY = "regions/990101/agencies/201"
SEED = 20260101
# A message that cannot be read is INTERNAL, as gRPC itself says it.
REFUSED = {"INVALID_ARGUMENT", "INTERNAL", "NOT_FOUND", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED"}


def varint(number):
    encoded = bytearray()
    while number > 0x7F:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(encoded + bytes([number]))


def field(number, content):
    return varint(number << 3 | 2) + varint(len(content)) + content


def nested(number, depth):
    content = b""
    for _ in range(depth):
        content = field(number, content)
    return content


class HostileBytes(unittest.TestCase):
    def payloads(self):
        chance = random.Random(SEED)
        yield from (field(1, text) for text in (
            b"\xff\xfe",
            AGENCY.encode() + b"\x00",
            AGENCY.encode() + "\u202e".encode(),
            b"regions/990101/agencies/../../x",
            b"regions/990101/agencies/2'01;--",
            b"a" * 1_000_000,
        ))
        yield from (nested(number, 3000) for number in (1, 10))
        yield varint(1 << 3 | 2) + varint(1 << 32)  # a length beyond the message
        yield from (chance.randbytes(length) for length in (1, 50, 5000))

    def test_they_are_refused_by_every_method(self):
        with Suite() as suite:
            finance = suite.client("finance")
            for name, _ in suite.contracts.methods():
                path = suite.contracts.method(name)[0]
                for number, payload in enumerate(self.payloads()):
                    with self.subTest(method=name, payload=number):
                        self.refused(finance, path, payload, suite.contracts.method(name)[1])
            self.assertEqual([name for name, process in suite.processes.items() if process.has_ended_within(0)], [])
            suite.wait_until_ready()
            samples.create_agency(finance, AGENCY)

    def refused(self, client, path, payload, request_class):
        try:
            client.call_bytes(path, payload)
        except Refusal as refusal:
            self.assertIn(refusal.code, REFUSED)
        else:
            # Requests without fields take any message, as fields that are not known change nothing in a read.
            self.assertEqual(len(request_class.DESCRIPTOR.fields), 0)


if __name__ == "__main__":
    unittest.main()
