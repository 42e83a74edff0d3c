#!/usr/bin/python3
"""Every method by every role, on the caller's own agency, its unit, another department, another region, and what does
not exist: permitted as the reviewed table says, and refused in the same words whether there is something or not."""
import unittest

import system_modules  # noqa: F401
import environment

environment.require()

import role_matrix
import samples
from any_request import AnyRequest
from client import Refusal
from samples import BUDGETS, new_id
from suite import Suite

REGION, AGENCY = "regions/990101", "regions/990101/agencies/201"
UNIT, OTHER, ELSEWHERE = REGION + "/agencies/201001", REGION + "/agencies/777", "regions/130303/agencies/101"
# How far a role must reach to stand to the agency.
REACHES = {
    AGENCY: {"own", "units", "region", "all"},
    UNIT: {"units", "region", "all"},
    OTHER: {"region", "all"},
    ELSEWHERE: {"all"},
}
DRAFT, SUBMITTED, MISSING = "2026", "2025", "1999"
SERVICES = ("submission", "performance", "disclosure")
PERMITTED, REFUSED = "permitted", "refused"
NOT_PERMISSION = ("UNAUTHENTICATED", "INTERNAL", "UNKNOWN", "UNAVAILABLE")
# Where a draft is hidden within the answer and does not decide whether there is one.
LISTS = (BUDGETS + "ListBudgets", BUDGETS + "ListBudgetChanges")


def person(role):
    caller = {"subject": f"test:{role}", "region": REGION, "agency": AGENCY, "roles": [role]}
    return caller if role in ("platform", "public") else caller | {"person": f"虚构-{role}"}


class RoleMatrix(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(Suite())
        cls.roles, cls.table = role_matrix.reviewed()
        cls.contract = role_matrix.contracted(cls.suite.contracts)
        cls.methods = [AnyRequest(cls.suite.contracts, *method) for method in cls.suite.contracts.methods()]
        cls.callers = {role: cls.suite.client_with(cls.suite.tokens.token(person(role))) for role in cls.roles}
        finance, recorder = cls.suite.client("finance"), cls.suite.client("recorder")
        for agency in REACHES:
            client = recorder if agency == ELSEWHERE else finance
            samples.create_agency(client, agency, parent="201" if agency == UNIT else "")
            client.call(BUDGETS + "CreateBudget", samples.draft(f"{agency}/budgets/{DRAFT}"))
            budget = client.call(BUDGETS + "CreateBudget", samples.draft(f"{agency}/budgets/{SUBMITTED}"))
            submit = {"name": budget.name, "etag": budget.etag, "requestId": new_id()}
            client.call(BUDGETS + "SubmitBudget", submit)

    def test_the_table_is_the_contract(self):
        self.assertEqual(list(role_matrix.differences(self.table, self.contract)), [])

    def test_a_method_without_a_row_is_noticed(self):
        method = BUDGETS + "ApproveBudget"
        fewer = {name: row for name, row in self.table.items() if name != method}
        self.assertIn("has no row", "".join(role_matrix.differences(fewer, self.contract)))
        wider = self.table | {method: role_matrix.Row({"auditor": "all"}, [], "write")}
        self.assertIn("the table says", "".join(role_matrix.differences(wider, self.contract)))
        more = self.table | {BUDGETS + "EraseBudget": self.table[method]}
        self.assertIn("is no method", "".join(role_matrix.differences(more, self.contract)))

    def test_every_method_by_every_role(self):
        calls = 0
        for method in self.methods:
            for role in self.roles:
                for agency in REACHES if "agencies" in method.kinds else (AGENCY, ELSEWHERE):
                    for year in (DRAFT, SUBMITTED) if "budgets" in method.kinds else ("",):
                        calls += 1
                        with self.subTest(method=method.name, role=role, agency=agency, year=year):
                            self.check(method, role, agency, year)
        self.assertGreater(calls, 1500)

    def check(self, method, role, agency, year):
        existing = self.outcome(self.callers[role], method, agency, year, role)
        missing = self.outcome(self.callers[role], method, agency, MISSING, role)
        if self.expected(method, role, agency, year) == PERMITTED:
            # A permitted role is still told no more of others' delegations than that it has none by that name.
            if existing[:2] != ("PERMISSION_DENIED", "DELEGATION_INVALID"):
                self.assertNotIn(existing[0], (*NOT_PERMISSION, "PERMISSION_DENIED"), existing)
            # A draft that is hidden and one that is not there are told apart by nothing.
            if self.table[method.name].reach(role)[1] and method.name not in LISTS and "revisions" not in method.kinds:
                self.assertEqual(missing[:2], ("PERMISSION_DENIED", "PERMISSION_DENIED"), missing)
        else:
            self.assertEqual(existing[:2], ("PERMISSION_DENIED", "PERMISSION_DENIED"), existing)
            self.assertEqual(missing, existing)

    def expected(self, method, role, agency, year):
        relation, no_drafts = self.table[method.name].reach(role)
        reaches = REACHES[agency] if "agencies" in method.kinds else {"region", "all"} & REACHES[agency]
        if not method.kinds:
            reaches = {"all"}
        if relation not in reaches:
            return REFUSED
        if no_drafts and method.name not in LISTS and "revisions" not in method.kinds and year == DRAFT:
            return REFUSED
        return PERMITTED

    def outcome(self, client, method, agency, year, role="auditor"):
        """The code and texts of a call, with what was named left out; ("OK",) where it was answered."""
        ids = {"budgets": year or "1"} | ({"delegations": year} if year == MISSING else {})
        request = method.about(agency, role, **ids)
        try:
            (client.call_stream if method.streams else client.call)(method.name, request)
            return ("OK",)
        except Refusal as refusal:
            named = method.resource(agency, **ids)
            texts = [text.replace(named, "NAMED") if named else text for text in refusal.texts.values()]
            return (refusal.code, refusal.reason, *texts)

    def test_nobody_may_call_anything(self):
        nobody = self.suite.client()
        for method in self.methods:
            with self.subTest(method=method.name):
                outcome = self.outcome(nobody, method, AGENCY, DRAFT)
                self.assertEqual(outcome[:2], ("UNAUTHENTICATED", "CREDENTIALS_MISSING"))

    def test_services_may_call_what_their_row_lists_and_nothing_else(self):
        backends = {"budget": "submission", "pack": "submission"}
        for peer in SERVICES:
            certificate = self.suite.installation.processes[peer]
            clients = {name: self.suite.direct(name, certificate) for name in SERVICES}
            for method in self.methods:
                area = method.name.partition(".")[0]
                client = clients[backends.get(area, area)]
                with self.subTest(method=method.name, peer=peer):
                    outcome = self.outcome(client, method, AGENCY, SUBMITTED)
                    if peer in self.table[method.name].services:
                        self.assertNotIn(outcome[0], (*NOT_PERMISSION, "PERMISSION_DENIED"), outcome)
                    else:
                        self.assertEqual(outcome[:2], ("PERMISSION_DENIED", "PERMISSION_DENIED"))

    def test_disclosure_sees_of_budgets_the_disclosable_view_only(self):
        seen = {name for name, row in self.table.items() if name.startswith(BUDGETS) and "disclosure" in row.services}
        self.assertEqual(seen, {BUDGETS + "GetDisclosableView"})

    def test_lists_of_a_region_are_for_those_who_see_all_of_it(self):
        everything = {"parent": f"{REGION}/agencies/-"}
        for role in self.roles:
            for method in LISTS:
                with self.subTest(role=role, method=method):
                    relation, no_drafts = self.table[method].reach(role)
                    if relation not in ("region", "all"):
                        with self.assertRaises(Refusal) as refused:
                            self.callers[role].call(method, everything)
                        self.assertEqual(refused.exception.code, "PERMISSION_DENIED")
                        continue
                    answer = self.callers[role].call(method, everything)
                    text = str(answer)
                    self.assertIn(f"/budgets/{SUBMITTED}", text)
                    self.assertNotIn("regions/130303", text)
                    self.assertEqual(f"/budgets/{DRAFT}" in text, not no_drafts)


if __name__ == "__main__":
    unittest.main()
