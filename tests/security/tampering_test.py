#!/usr/bin/python3
"""Rows of the stopped service's database changed by hand: an export of the running service, verified by the program and
by an implementation of the test's own against checkpoints that were kept outside, shows each."""
import json
import shutil
import unittest

import system_modules  # noqa: F401
import environment

environment.require(*environment.PROGRAMS, "clearbudget")

import samples
from client import Refusal
from command_line import DONE, REFUSED, CommandLine
from forger import Forger, Store
from samples import BUDGETS, new_id
from suite import Suite
from trail_export import Checkpoint, Export, Tree

REGION, AGENCY = "regions/990101", "regions/990101/agencies/201"
BUDGET = f"{AGENCY}/budgets/2026"
AUDITOR = "yunlan-auditor"


class TheTestsOwnTree(unittest.TestCase):
    """The vectors of RFC 6962's reference implementation (certificate-transparency, merkle_tree_test.cc)."""

    INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    ROOTS = {
        0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    }

    def test_roots_and_proofs(self):
        tree = Tree("sha256")
        leaves = [tree.leaf(bytes.fromhex(text)) for text in self.INPUTS]
        for size, root in self.ROOTS.items():
            self.assertEqual(tree.root(leaves[:size]).hex(), root)
        proof = [leaves[1], tree.root(leaves[2:4]), tree.root(leaves[4:])]
        root = tree.root(leaves)
        self.assertTrue(tree.includes(leaves[0], 0, 8, proof, root))
        self.assertFalse(tree.includes(leaves[0], 1, 8, proof, root))
        consistency = [leaves[2], leaves[3], tree.root(leaves[:2]), tree.root(leaves[4:])]
        self.assertTrue(tree.is_consistent(3, tree.root(leaves[:3]), 8, root, consistency))
        self.assertFalse(tree.is_consistent(3, tree.root(leaves[:2]), 8, root, consistency))

    def test_the_national_hash(self):
        self.assertEqual(Tree("sm3").root([]).hex()[:16], "1ab21d8355cfa17f")  # SM3 of nothing, GB/T 32905


class Tampering(CommandLine):
    """One season; each attack begins with the same files."""

    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(Suite())
        cls.outside = cls.suite.folder / "outside"
        cls.write_season()
        cls.suite.processes["submission"].stop()
        cls.untouched = cls.suite.folder / "untouched"
        shutil.copytree(cls.suite.data, cls.untouched)

    def setUp(self):
        self.store = Store(self.suite.data)
        self.public_key = self.suite.installation.trail_key.public_key
        self.addCleanup(self.put_back, self.untouched)

    @classmethod
    def write_season(cls):
        finance, department, approver = (cls.suite.client(name) for name in ("finance", "department", "approver"))
        samples.create_agency(finance, AGENCY)
        budget = department.call(BUDGETS + "CreateBudget", samples.draft(BUDGET))
        for item in "abc":
            write = samples.write_lines(budget, [samples.line(item)])
            budget = department.call(BUDGETS + "WriteBudgetLines", write).budget
        cls.copy_of_yesterday = cls.suite.folder / "yesterday"
        cls.suite.processes["submission"].stop()
        shutil.copytree(cls.suite.data, cls.copy_of_yesterday)
        cls.suite.processes["submission"].start()
        submit = {"name": BUDGET, "etag": budget.etag, "requestId": new_id()}
        revision = department.call_until_answered(BUDGETS + "SubmitBudget", submit)[0]
        cls.refuse(department, revision)
        head = approver.call(BUDGETS + "GetBudget", {"name": BUDGET})
        approve = {"name": revision.name, "etag": head.etag, "digest": revision.digest, "requestId": new_id()}
        approver.call(BUDGETS + "ApproveBudget", approve)
        cls.keep_checkpoint()
        department.call(BUDGETS + "CreateBudget", samples.draft(f"{AGENCY}/budgets/2027"))

    @classmethod
    def refuse(cls, client, revision):
        try:
            approve = {"name": revision.name, "etag": "x", "digest": "x", "requestId": new_id()}
            client.call(BUDGETS + "ApproveBudget", approve)
        except Refusal:
            return
        raise AssertionError("a department approved")

    @classmethod
    def keep_checkpoint(cls):
        cls.outside.mkdir()
        note = cls.suite.client("auditor").call(
            "budget.v1.BudgetTrailService.GetTrailCheckpoint", {"parent": REGION}
        ).note
        (cls.outside / "kept.note").write_text(note, "utf-8")
        cls.kept = Checkpoint(note)

    def put_back(self, folder):
        self.suite.processes["submission"].stop()
        shutil.rmtree(self.suite.data / "submission")
        shutil.copytree(folder / "submission", self.suite.data / "submission")

    def export(self, *flags):
        """The path of an export by the service, which is started anew for it."""
        self.suite.processes["submission"].stop()
        self.suite.processes["submission"].start()
        self.suite.wait_until_ready()
        path = self.suite.folder / f"export-{new_id()}.jsonl"
        self.cli(DONE, AUDITOR, "trail", "export", REGION, "--service=submission", f"--out={path}", *flags)
        return path

    def verify(self, expected, path):
        """What the program says of an export, as JSON."""
        flags = (f"--key={self.public_key}", f"--checkpoint={self.outside}", "--json")
        return json.loads(self.cli(expected, None, "verify", path, *flags))

    def own_verdict(self, path):
        return Export(path.read_text("utf-8")).problems(self.public_key, [self.kept])

    def found(self, kind, leaf=None):
        """Exports what is there, and both verifiers find it; the program names the row."""
        path = self.export()
        result = self.verify(REFUSED, path)
        self.assertEqual(result["verdict"], "NOT_SOUND")
        kinds = [finding["fault"] for finding in result["findings"]]
        self.assertIn(kind, kinds, result)
        if leaf is not None:
            self.assertIn((kind, leaf), [(one["fault"], one.get("leafIndex")) for one in result["findings"]], result)
        self.assertNotEqual(self.own_verdict(path), [])
        return result

    def leaf_of(self, aggregate, number):
        rows = self.store.rows(
            f"SELECT leaf_index FROM trail_leaves WHERE aggregate = '{aggregate}' AND change_number = {number}"
        )
        return rows[0][0]

    def test_an_untouched_store_is_sound(self):
        path = self.export()
        self.assertEqual(self.verify(DONE, path)["verdict"], "SOUND")
        self.assertEqual(self.own_verdict(path), [])
        filtered = self.export("--method=WriteBudgetLines", f"--since-sizes={self.kept.size}")
        self.assertEqual(self.own_verdict(filtered), [])
        self.assertEqual(len(Export(filtered.read_text("utf-8")).entries), 3)
        self.verify(DONE, filtered)

    def test_every_row_of_the_season_is_there(self):
        entries = Export(self.export().read_text("utf-8")).entries
        methods = [entry["method"].rpartition("/")[2] for entry in entries if entry["record"] == "operation"]
        written = ["CreateAgency", "CreateBudget", *["WriteBudgetLines"] * 3, "SubmitBudget", "ApproveBudget"]
        self.assertEqual(methods, [*written, "CreateBudget"])
        self.assertIn("PERMISSION_DENIED", [entry.get("reason") for entry in entries])

    def test_a_row_is_edited(self):
        leaf = self.leaf_of(BUDGET, 5)
        for change in (
            "person = '别人'",
            "effect = replace(effect, 'a', 'b')",
            "system_time = system_time + 1",
            "legal_date = '2020-01-01'",
            "client_address = '203.0.113.9'",
            "answer_hash = zeroblob(32)",
        ):
            with self.subTest(change=change):
                self.put_back(self.untouched)
                self.store.change(f"UPDATE operations SET {change} WHERE aggregate = '{BUDGET}' AND change_number = 5")
                self.found("ROW_CHANGED", leaf)

    def test_a_refusal_is_made_harmless(self):
        leaf = self.store.rows("SELECT leaf_index FROM trail_leaves WHERE kind = 'audit'")[0][0]
        self.store.change("UPDATE audit_events SET person = '别人'")
        self.found("ROW_CHANGED", leaf)

    def test_a_row_is_deleted(self):
        leaf = self.leaf_of(BUDGET, 3)
        self.store.change(f"DELETE FROM operations WHERE aggregate = '{BUDGET}' AND change_number = 3")
        self.found("ROW_MISSING", leaf)

    def test_a_row_is_deleted_with_its_leaf(self):
        leaf = self.leaf_of(BUDGET, 3)
        self.store.change(
            f"DELETE FROM operations WHERE aggregate = '{BUDGET}' AND change_number = 3",
            f"DELETE FROM trail_leaves WHERE leaf_index = {leaf}",
        )
        self.found("LEAF_ORDER", leaf + 1)

    def test_two_rows_change_places(self):
        first, second = self.leaf_of(BUDGET, 2), self.leaf_of(BUDGET, 3)
        self.store.change(
            f"UPDATE operations SET change_number = -1 WHERE aggregate = '{BUDGET}' AND change_number = 2",
            f"UPDATE operations SET change_number = 2 WHERE aggregate = '{BUDGET}' AND change_number = 3",
            f"UPDATE operations SET change_number = 3 WHERE aggregate = '{BUDGET}' AND change_number = -1",
        )
        self.found("ROW_CHANGED", first)
        self.put_back(self.untouched)
        self.store.change(
            f"UPDATE trail_leaves SET leaf_index = -1 WHERE leaf_index = {first}",
            f"UPDATE trail_leaves SET leaf_index = {first} WHERE leaf_index = {second}",
            f"UPDATE trail_leaves SET leaf_index = {second} WHERE leaf_index = -1",
        )
        self.found("ROW_NUMBER", first)

    def test_the_end_is_cut_off(self):
        self.rebuild(lambda entries: entries[: self.kept.size - 4])
        self.found("TAIL_MISSING")

    def test_an_old_copy_is_put_back(self):
        self.put_back(self.copy_of_yesterday)
        self.found("TAIL_MISSING")

    def test_the_history_is_written_anew(self):
        """The person of one row is another; every hash that follows is made again, and the service signs it."""

        def rewrite(entries):
            for entry in entries:
                if (entry["aggregate"], entry["change_number"]) == (BUDGET, 4):
                    entry["person"] = "别人"
            return entries

        self.rebuild(rewrite)
        result = self.found("HISTORY_CHANGED")
        self.assertEqual({finding["fault"] for finding in result["findings"]}, {"HISTORY_CHANGED"})

    def test_a_row_is_put_where_the_log_has_gone_by(self):
        """In a place that a refusal holds: the log never takes it, and the service would replay it."""
        place = self.store.rows("SELECT store_position FROM audit_events WHERE region = '990101'")[0][0]
        forged = f"{AGENCY}/budgets/2020"
        for position in (0, place):
            with self.subTest(position=position):
                self.put_back(self.untouched)
                self.store.change(
                    f"CREATE TABLE forged AS SELECT * FROM operations WHERE aggregate = '{BUDGET}' AND change_number = 6",
                    f"UPDATE forged SET aggregate = '{forged}', resource = '{forged}', change_number = 1,"
                    f" request_id = 'forged', person = '别人', store_position = {position}",
                    "INSERT INTO operations SELECT * FROM forged",
                    "DROP TABLE forged",
                )
                self.assertEqual(self.unlogged(), {forged})

    def test_the_log_is_kept_from_growing(self):
        """As if it had gone by whatever will be done: what the service writes then is not in it."""
        last = self.store.rows("SELECT MAX(leaf_index) FROM trail_leaves WHERE region = '990101'")[0][0]
        self.store.change(f"UPDATE trail_leaves SET store_position = 1000000000 WHERE leaf_index = {last}")
        self.suite.processes["submission"].start()
        self.suite.wait_until_ready()
        unseen = f"{AGENCY}/budgets/2028"
        self.suite.client("department").call(BUDGETS + "CreateBudget", samples.draft(unseen))
        self.assertIn(unseen, self.unlogged())

    def unlogged(self):
        """The aggregates of the rows that are not in the log."""
        findings = self.found("ROW_UNLOGGED")["findings"]
        return {finding["aggregate"] for finding in findings if finding["fault"] == "ROW_UNLOGGED"}

    def rebuild(self, change):
        """Both tables, the leaves and the nodes as if the changed entries had always been there; no checkpoints."""
        Forger(self.store, change).run()


if __name__ == "__main__":
    unittest.main()
