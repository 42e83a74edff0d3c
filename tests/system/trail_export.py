"""Exports of the trail checked by an implementation of its own: RFC 9162 for the tree, https://c2sp.org/tlog-checkpoint
and https://c2sp.org/signed-note for checkpoints, common/trail/README.md for what is hashed. Python's hashlib and the
openssl program, nothing of the suite.
"""
import base64
import hashlib
import json
import pathlib
import struct
import subprocess
import tempfile

from certificates import openssl

ZEROS = b"\0" * 32
_OPERATION = (
    "region", "aggregate", "changeNumber", "caller", "person", "agency", "roles", "delegator", "delegation",
    "clientAddress", "method", "resource", "requestId", "requestHash", "answerType", "answerHash", "legalDate",
    "systemTime", "effect", "previousHash",
)  # fmt: skip
_AUDIT = (
    "region", "changeNumber", "record", "caller", "person", "agency", "roles", "delegator", "delegation",
    "clientAddress", "method", "resource", "requestId", "code", "reason", "count", "firstTime", "lastTime",
    "previousHash",
)  # fmt: skip
_HASHES = ("requestHash", "answerHash", "previousHash")


class Tree:
    """Merkle trees with one hash algorithm."""

    def __init__(self, algorithm):
        self._algorithm = algorithm

    def hash(self, data):
        return hashlib.new(self._algorithm, data).digest()

    def leaf(self, data):
        return self.hash(b"\0" + data)

    def node(self, left, right):
        return self.hash(b"\1" + left + right)

    def root(self, leaves):
        """RFC 9162, 2.1.1: a tree is split at the largest power of two below its size."""
        if not leaves:
            return self.hash(b"")
        if len(leaves) == 1:
            return leaves[0]
        split = 1 << (len(leaves) - 1).bit_length() - 1
        return self.node(self.root(leaves[:split]), self.root(leaves[split:]))

    def includes(self, leaf, index, size, proof, root):
        """RFC 9162, 2.1.3.2."""
        if index >= size:
            return False
        number, last, found = index, size - 1, leaf
        for part in proof:
            if last == 0:
                return False
            if number & 1 or number == last:
                found = self.node(part, found)
                while not number & 1 and number:
                    number, last = number >> 1, last >> 1
            else:
                found = self.node(found, part)
            number, last = number >> 1, last >> 1
        return last == 0 and found == root

    def is_consistent(self, old_size, old_root, new_size, new_root, proof):
        """RFC 9162, 2.1.4.2."""
        if old_size == new_size:
            return not proof and old_root == new_root
        if not 0 < old_size < new_size:
            return False
        if old_size & (old_size - 1) == 0:
            proof = [old_root, *proof]
        number, last = old_size - 1, new_size - 1
        while number & 1:
            number, last = number >> 1, last >> 1
        if not proof:
            return False
        old = new = proof[0]
        for part in proof[1:]:
            if last == 0:
                return False
            if number & 1 or number == last:
                old, new = self.node(part, old), self.node(part, new)
                while not number & 1 and number:
                    number, last = number >> 1, last >> 1
            else:
                new = self.node(new, part)
            number, last = number >> 1, last >> 1
        return last == 0 and old == old_root and new == new_root


def encode(fields):
    """One byte 0 for what is absent; else one byte 1, the length as 8 bytes big-endian, and the bytes."""
    encoded = b""
    for field in fields:
        if field is None:
            encoded += b"\0"
            continue
        data = field if isinstance(field, bytes) else str(field).encode()
        encoded += b"\1" + struct.pack(">Q", len(data)) + data
    return encoded


class _Kind:
    """A kind of key: how it is told from others, what openssl needs to know of it, and its id in notes."""

    def __init__(self, oid, options, key_id):
        self.oid, self.options, self.key_id = bytes.fromhex(oid), options, key_id


def _id(data):
    return hashlib.sha256(data).digest()[:4]


_KINDS = (
    _Kind("06032b6570", (), lambda origin, der: _id(origin.encode() + b"\n\x01" + der[-32:])),  # Ed25519
    _Kind("06082a8648ce3d030107", ("-digest", "sha256"), lambda _, der: _id(der)),  # P-256
    _Kind(
        "06082a811ccf5501822d",  # SM2
        ("-digest", "sm3", "-pkeyopt", "distid:1234567812345678"),
        lambda origin, der: _id(origin.encode() + b"\n\xffclearbudget/sm2-with-sm3/v1" + der[-65:]),
    ),
)


class Checkpoint:
    """A signed note over a tree."""

    def __init__(self, note):
        self.text, _, signatures = note.partition("\n\n")
        self.text += "\n"
        self.origin, size, root = self.text.splitlines()[:3]
        self.size, self.root = int(size), base64.b64decode(root)
        self.signatures = [line.split(" ") for line in signatures.splitlines()]

    def is_signed(self, public_key):
        """True with one signature of the key, which is a PEM file, under the name of the origin."""
        der = openssl("pkey", "-pubin", "-in", public_key, "-outform", "DER")
        kind = next(kind for kind in _KINDS if kind.oid in der)
        key_id = kind.key_id(self.origin, der)
        for dash, name, text in self.signatures:
            signature = base64.b64decode(text)
            if (dash, name, signature[:4]) == ("—", self.origin, key_id):
                if self._verifies(public_key, kind.options, signature[4:]):
                    return True
        return False

    def _verifies(self, public_key, options, signature):
        with tempfile.TemporaryDirectory() as folder:
            text, file = pathlib.Path(folder) / "text", pathlib.Path(folder) / "signature"
            text.write_text(self.text, "utf-8")
            file.write_bytes(signature)
            verify = ("pkeyutl", "-verify", "-pubin", "-inkey", public_key, "-rawin", *options, "-in", text)
            try:
                openssl(*verify, "-sigfile", file)
            except subprocess.CalledProcessError:
                return False
        return True


class Export:
    """An export by its lines, and everything that does not fit in it."""

    def __init__(self, text):
        lines = [json.loads(line) for line in text.splitlines()]
        self.header, self.end = lines[0], lines[-1]
        self.checkpoint = Checkpoint(lines[1]["note"])
        self.consistency = [line for line in lines if line["record"] == "consistency"]
        self.entries = [line for line in lines if line["record"] in ("operation", "refusal", "read", "missing")]
        self.unlogged = [line for line in lines if line["record"] == "unlogged"]
        self.is_filtered = any(self.header["filter"].values())
        self.tree = Tree(self.header["hash"])

    def problems(self, public_key, kept=()):
        """What is wrong, in words; kept are checkpoints from outside."""
        found = list(self._rows())
        found += [f"{line['aggregate']} no. {line['changeNumber']} is not in the log" for line in self.unlogged]
        leaves = [bytes.fromhex(entry["leafHash"]) for entry in self.entries]
        if self.end != {"record": "end", "entries": len(self.entries)}:
            found.append("the end counts other entries")
        if not self.checkpoint.is_signed(public_key) or self.checkpoint.size != self.header["treeSize"]:
            found.append("the checkpoint is not signed, or of another size")
        if self.is_filtered:
            found += self._proofs(kept)
        else:
            found += self._log([self.checkpoint, *kept], leaves)
        unsigned = [note for note in kept if not note.is_signed(public_key)]
        return found + [f"a kept checkpoint over {note.size} is not signed" for note in unsigned]

    def _rows(self):
        before = {}
        for number, entry in enumerate(self.entries):
            name = f"entry {entry['leafIndex']}"
            if not self.is_filtered and entry["leafIndex"] != number:
                yield f"{name} is out of order"
            if entry["record"] == "missing":
                yield f"{name} is missing"
                continue
            operation = entry["record"] == "operation"
            aggregate = entry["aggregate"] if operation else f"regions/{entry['region']}/auditEvents"
            row_hash = bytes.fromhex(entry["rowHash"])
            if self._row_hash(entry) != row_hash:
                yield f"{name} was changed"
            table = "operation" if operation else "audit"
            leaf = encode(("clearbudget.leaf.v1", table, aggregate, entry["changeNumber"], row_hash))
            if self.tree.leaf(leaf).hex() != entry["leafHash"]:
                yield f"{name} is another leaf"
            last_number, last_hash = before.get(aggregate, (0, ZEROS))
            if not self.is_filtered and entry["changeNumber"] != last_number + 1:
                yield f"{name} has not the next number"
            if not self.is_filtered and bytes.fromhex(entry["previousHash"]) != last_hash:
                yield f"{name} is not linked"
            before[aggregate] = entry["changeNumber"], row_hash

    def _row_hash(self, entry):
        operation = entry["record"] == "operation"
        values = dict(entry)
        for name in _HASHES:
            if name in values:
                values[name] = bytes.fromhex(values[name])
        if operation:
            values["effect"] = self.tree.hash(entry["effect"].encode())
        kind = "clearbudget.operation.v2" if operation else "clearbudget.audit.v1"
        return self.tree.hash(encode([kind, *(values[name] for name in (_OPERATION if operation else _AUDIT))]))

    def _log(self, checkpoints, leaves):
        for checkpoint in checkpoints:
            if checkpoint.size > len(leaves):
                yield f"a checkpoint covers {checkpoint.size} entries, and there are {len(leaves)}"
            elif self.tree.root(leaves[: checkpoint.size]) != checkpoint.root:
                yield f"the first {checkpoint.size} entries are not those of the checkpoint"

    def _proofs(self, kept):
        for entry in self.entries:
            proof = [bytes.fromhex(part) for part in entry["inclusion"]]
            leaf = bytes.fromhex(entry["leafHash"])
            if not self.tree.includes(leaf, entry["leafIndex"], self.checkpoint.size, proof, self.checkpoint.root):
                yield f"entry {entry['leafIndex']} is not in the tree"
        for note in kept:
            proofs = [line["hashes"] for line in self.consistency if line["fromSize"] == note.size]
            proof = [bytes.fromhex(part) for part in proofs[0]] if proofs else []
            if not self.tree.is_consistent(note.size, note.root, self.checkpoint.size, self.checkpoint.root, proof):
                yield f"the log is not one with the checkpoint over {note.size}"
