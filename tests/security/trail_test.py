#!/usr/bin/python3
"""What the trail tells: every change with what was before and after, every refusal, every read across agencies; in all
three services, under every hash and kind of key, and to auditors only."""
import unittest

import system_modules  # noqa: F401
import environment

environment.require()

import role_matrix
from any_request import AnyRequest
from client import Refusal
from people import PEOPLE
from samples import AGENCIES, BUDGETS, INVENTED, INVENTED_FOLDER, PERFORMANCE, STATEMENTS, new_id, request
from suite import Suite
from trail_export import Checkpoint, Export

REGION, AGENCY = "regions/990101", "regions/990101/agencies/201"
TRAILS = {
    "submission": "budget.v1.BudgetTrailService.",
    "performance": "performance.v1.PerformanceTrailService.",
    "disclosure": "disclosure.v1.DisclosureTrailService.",
}
READ, REFUSAL, OPERATION = "TRAIL_ENTRY_KIND_READ", "TRAIL_ENTRY_KIND_REFUSAL", "TRAIL_ENTRY_KIND_OPERATION"


class Season:
    """One budget from its draft to its statement, with a refusal in each service."""

    def __init__(self, suite):
        self.suite = suite
        finance, self.department, approver, self.auditor = (
            suite.client(name) for name in ("finance", "department", "approver", "auditor")
        )
        for path in sorted(INVENTED_FOLDER.glob("agency-*.yaml")):
            finance.call(AGENCIES + "CreateAgency", request(path))
        budget = self.department.call(BUDGETS + "CreateBudget", request(INVENTED_FOLDER / "budget.yaml"))
        submit = {"name": INVENTED, "etag": budget.etag, "requestId": new_id()}
        revision = self.department.call(BUDGETS + "SubmitBudget", submit)
        self.approve = {"name": revision.name, "digest": revision.digest, "legalDate": "2026-02-05"}
        self.approve |= {"etag": approver.call(BUDGETS + "GetBudget", {"name": INVENTED}).etag, "requestId": new_id()}
        self.refused(self.department, BUDGETS + "ApproveBudget", self.approve)
        approver.call(BUDGETS + "ApproveBudget", self.approve)
        report = self.department.call(PERFORMANCE + "WriteProgressReport", request(INVENTED_FOLDER / "progress.yaml"))
        evaluate = {"parent": revision.name, "progressReport": report.name, "requestId": new_id()}
        self.department.call(PERFORMANCE + "CreateEvaluation", evaluate)
        stranger = suite.client("recorder")
        self.refused(stranger, PERFORMANCE + "ListEvaluations", {"parent": revision.name})
        self.render = {"name": revision.name, "format": "text"}
        # A stranger's event is in the log of the region that he named once somebody of the region was there.
        self.auditor.call(STATEMENTS + "RenderStatement", self.render)
        self.refused(stranger, STATEMENTS + "RenderStatement", self.render)
        self.department.call(STATEMENTS + "RenderStatement", self.render)

    @staticmethod
    def refused(client, method, message):
        try:
            client.call(method, message)
        except Refusal as refusal:
            if refusal.code == "PERMISSION_DENIED":
                return
        raise AssertionError(f"{method} was not refused")

    def entries(self, service, **wanted):
        listed = {"parent": REGION, "pageSize": 1000, "filter": wanted}
        return list(self.auditor.call(TRAILS[service] + "ListTrailEntries", listed).entries)

    def checkpoint(self, service):
        return Checkpoint(self.auditor.call(TRAILS[service] + "GetTrailCheckpoint", {"parent": REGION}).note)

    def export(self, service):
        parts = self.auditor.call_stream(TRAILS[service] + "ExportTrail", {"parent": REGION})
        return Export("".join(part.lines for part in parts))


class WhatItTells(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.season = Season(cls.enterClassContext(Suite()))

    def test_a_change_with_who_when_from_where_before_and_after(self):
        entries = self.season.entries("submission", kind=OPERATION, method="ApproveBudget")
        self.assertEqual(len(entries), 1)
        entry, person = entries[0], PEOPLE["approver"]
        who = {"subject": entry.subject, "person": entry.person, "roles": list(entry.roles)}
        self.assertEqual(who, {name: person[name] for name in who})
        self.assertEqual((entry.client_address, entry.legal_date), ("127.0.0.1", "2026-02-05"))
        self.assertEqual((entry.aggregate, entry.request_id), (INVENTED, self.season.approve["requestId"]))
        changes = {change.path: (change.before, change.after) for change in entry.changes}
        self.assertEqual(changes["state"], ("SUBMITTED", "APPROVED"))

    def test_refusals_in_every_service(self):
        for service, method, person in (
            ("submission", "ApproveBudget", "department"),
            ("performance", "ListEvaluations", "recorder"),
            ("disclosure", "RenderStatement", "recorder"),
        ):
            found = self.season.entries(service, kind=REFUSAL, method=method)
            told = [(entry.subject, entry.code, entry.reason) for entry in found]
            self.assertEqual(told, [(PEOPLE[person]["subject"], "PERMISSION_DENIED", "PERMISSION_DENIED")], service)

    def test_reads_of_another_agency_and_none_of_ones_own(self):
        readers = {entry.subject for entry in self.season.entries("disclosure", kind=READ, method="RenderStatement")}
        self.assertEqual(readers, {PEOPLE["auditor"]["subject"]})
        readers = {entry.subject for entry in self.season.entries("submission", kind=READ, method="GetBudget")}
        self.assertIn(PEOPLE["approver"]["subject"], readers)
        self.assertNotIn(PEOPLE["department"]["subject"], readers)

    def test_every_method_that_shows_what_is_not_published(self):
        """As the reviewed table marks them, called by an auditor, who belongs to no agency."""
        _, table = role_matrix.reviewed()
        for name, descriptor in self.season.suite.contracts.methods():
            row = table[name]
            if row.audit == "write" or "auditor" not in row.reaches:
                continue
            method = AnyRequest(self.season.suite.contracts, name, descriptor)
            service = {"budget": "submission", "pack": "submission"}.get(name.split(".")[0], name.split(".")[0])
            before = self.reads(service, name)
            message = method.about(AGENCY, budgets="2026", progressReports="12")
            try:
                (self.season.auditor.call_stream if method.streams else self.season.auditor.call)(name, message)
            except Refusal as refusal:  # What is not there shows nothing.
                self.assertIn(refusal.code, ("NOT_FOUND", "INVALID_ARGUMENT"), name)
                continue
            with self.subTest(method=name):
                self.assertEqual(self.reads(service, name) > before or before > 0, row.audit == "read")

    def reads(self, service, name):
        return len(self.season.entries(service, kind=READ, method=name.rpartition(".")[2]))

    def test_who_reads_the_trail_stands_in_it(self):
        self.season.entries("submission", person="nobody")
        readers = {entry.subject for entry in self.season.entries("submission", kind=READ, method="ListTrailEntries")}
        self.assertEqual(readers, {PEOPLE["auditor"]["subject"]})

    def test_filters(self):
        everything = self.season.entries("submission")
        department = PEOPLE["department"]
        for wanted, holds in (
            ({"person": department["person"]}, lambda entry: entry.person == department["person"]),
            ({"subject": department["subject"]}, lambda entry: entry.subject == department["subject"]),
            ({"resource": INVENTED}, lambda entry: f"{INVENTED}/" in f"{entry.aggregate}/ {entry.resource}/"),
            ({"until": "2020-01-01T00:00:00Z"}, lambda entry: False),
        ):
            found = self.season.entries("submission", **wanted)
            names = [(entry.aggregate, entry.change_number) for entry in found]
            expected = [(entry.aggregate, entry.change_number) for entry in everything if holds(entry)]
            self.assertEqual(names[: len(expected)], expected, wanted)

    def test_nobody_else_reads_it(self):
        for service in TRAILS:
            for person in ("department", "finance", "approver", "publisher", "recorded-auditor"):
                client = self.season.suite.client(person)
                self.season.refused(client, TRAILS[service] + "ListTrailEntries", {"parent": REGION})


class Cryptography(unittest.TestCase):
    """Every hash and kind of key, judged by the implementation of the test."""

    def check(self, algorithm, hash_name):
        with Suite(service_options=[f"--trail_hash={hash_name}"], trail_algorithm=algorithm) as suite:
            season = Season(suite)
            key = suite.installation.trail_key.public_key
            for service in TRAILS:
                kept = season.checkpoint(service)
                season.refused(suite.client("recorder"), TRAILS[service] + "ListTrailEntries", {"parent": REGION})
                export = season.export(service)
                self.assertEqual(export.header["hash"], hash_name)
                self.assertEqual(export.checkpoint.origin, f"clearbudget/{service}/{REGION}")
                self.assertGreaterEqual(len(export.entries), kept.size)
                self.assertEqual(export.problems(key, [kept]), [], service)
                self.prove(season, service, kept, export.checkpoint)

    def prove(self, season, service, old, new):
        request = {"parent": REGION, "fromSize": old.size, "toSize": new.size}
        proof = season.auditor.call(TRAILS[service] + "GetTrailConsistencyProof", request)
        hashes = [bytes.fromhex(text) for text in proof.hashes]
        tree = season.export(service).tree
        self.assertTrue(tree.is_consistent(old.size, old.root, new.size, new.root, hashes))

    def test_ed25519_and_sha256(self):
        self.check("EdDSA", "sha256")

    def test_ecdsa_and_sha256(self):
        self.check("ES256", "sha256")

    def test_sm2_and_sm3(self):
        self.check("SM2", "sm3")


if __name__ == "__main__":
    unittest.main()
