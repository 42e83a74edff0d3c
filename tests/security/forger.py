"""Somebody who owns the machine: the database of a stopped service, changed with Python's sqlite3."""
import sqlite3

from trail_export import ZEROS, Tree, encode


class Store:
    """The database of the stopped submission service, changed by somebody who owns the machine."""

    def __init__(self, folder):
        self.file = folder / "submission" / "submission.sqlite3"

    def change(self, *statements):
        with sqlite3.connect(self.file) as database:
            for statement in statements:
                database.execute(statement)
        database.close()

    def rows(self, query):
        database = sqlite3.connect(self.file)
        try:
            return database.execute(query).fetchall()
        finally:
            database.close()


class Forger:
    """Somebody with the database and the source code, and without the checkpoints that were kept elsewhere."""

    OPERATION = (
        "region", "aggregate", "change_number", "caller", "person", "agency", "roles", "delegator", "delegation",
        "client_address", "method", "resource", "request_id", "request_hash", "answer_type", "answer_hash",
        "legal_date", "system_time", "effect", "previous_hash",
    )  # fmt: skip
    AUDIT = (
        "region", "change_number", "kind", "caller", "person", "agency", "roles", "delegator", "delegation",
        "client_address", "method", "resource", "request_id", "code", "reason", "event_count", "first_time",
        "last_time", "previous_hash",
    )  # fmt: skip

    def __init__(self, store, change):
        self._store, self._change = store, change
        self._tree = Tree("sha256")

    def run(self):
        database = sqlite3.connect(self._store.file)
        database.row_factory = sqlite3.Row
        leaves = [dict(row) for row in database.execute("SELECT * FROM trail_leaves ORDER BY leaf_index")]
        before = [self._entry(database, leaf) for leaf in leaves if leaf["region"] == "990101"]
        after = self._change([dict(entry) for entry in before])
        for table in ("operations", "audit_events", "trail_leaves", "trail_nodes"):
            database.execute(f"DELETE FROM {table} WHERE region = '990101'")
        database.execute("DELETE FROM trail_checkpoints")
        last, hashes = {}, []
        for index, entry in enumerate(after):
            leaf = entry.pop("leaf")
            table = "operations" if leaf["kind"] == "operation" else "audit_events"
            entry["previous_hash"] = last.get(leaf["aggregate"], ZEROS)
            entry["row_hash"] = last[leaf["aggregate"]] = leaf["row_hash"] = self._row_hash(leaf["kind"], entry)
            if table == "audit_events":
                entry.pop("aggregate", None)
            self._insert(database, table, entry)
            self._insert(database, "trail_leaves", leaf | {"leaf_index": index})
            fields = ("clearbudget.leaf.v1", leaf["kind"], leaf["aggregate"], leaf["change_number"], leaf["row_hash"])
            hashes.append(self._tree.leaf(encode(fields)))
        self._nodes(database, hashes)
        database.execute("UPDATE trail_logs SET size = ? WHERE region = '990101'", (len(after),))
        database.commit()
        database.close()

    @staticmethod
    def _entry(database, leaf):
        if leaf["kind"] == "operation":
            query = "SELECT * FROM operations WHERE region = ? AND aggregate = ? AND change_number = ?"
            row = database.execute(query, (leaf["region"], leaf["aggregate"], leaf["change_number"])).fetchone()
            return dict(row) | {"leaf": leaf}
        query = "SELECT * FROM audit_events WHERE region = ? AND change_number = ?"
        row = database.execute(query, (leaf["region"], leaf["change_number"])).fetchone()
        return dict(row) | {"leaf": leaf, "aggregate": leaf["aggregate"]}

    def _row_hash(self, kind, entry):
        if kind == "audit":
            return self._tree.hash(encode(["clearbudget.audit.v1", *(entry[name] for name in self.AUDIT)]))
        values = entry | {"effect": self._tree.hash(entry["effect"].encode())}
        return self._tree.hash(encode(["clearbudget.operation.v2", *(values[name] for name in self.OPERATION)]))

    @staticmethod
    def _insert(database, table, row):
        marks = ", ".join("?" * len(row))
        database.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))

    def _nodes(self, database, hashes):
        level = 0
        while hashes:
            for index, found in enumerate(hashes):
                self._insert(
                    database, "trail_nodes", {"region": "990101", "level": level, "node_index": index, "hash": found}
                )
            pairs = range(0, len(hashes) - 1, 2)
            hashes = [self._tree.node(hashes[at], hashes[at + 1]) for at in pairs]
            level += 1
