#!/usr/bin/python3
"""What is refused, seen by an independent client through the gateway: where, why, in both languages, nothing stored."""
import re
import unittest

import environment

environment.require()

import samples
from client import Refusal
from people import PEOPLE
from samples import AGENCIES, BUDGETS, new_id
from suite import Suite

AGENCY = "regions/990101/agencies/201"
OTHER_DEPARTMENT = "regions/990101/agencies/777"
CHINESE = re.compile("[\u4e00-\u9fff]")


class Refusals(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(Suite())
        cls.finance = cls.suite.client("finance")
        cls.department = cls.suite.client("department")
        samples.create_agency(cls.finance, AGENCY)
        samples.create_agency(cls.finance, OTHER_DEPARTMENT)

    def refused(self, client, method, request, code, reason):
        with self.assertRaises(Refusal) as refused:
            client.call(method, request)
        refusal = refused.exception
        self.assertEqual((refusal.code, refusal.reason), (code, reason), refusal)
        self.assertEqual(refusal.domain, "clearbudget")
        self.assertRegex(refusal.texts.get("zh-CN", ""), CHINESE)
        self.assertNotRegex(refusal.texts["en"], CHINESE)
        return refusal

    def violation(self, client, method, request, path, reason):
        refusal = self.refused(client, method, request, "INVALID_ARGUMENT", "INVALID_REQUEST")
        self.assertIn(path, refusal.violations)
        chinese, english = refusal.violations[path].split("\n")
        self.assertRegex(chinese, f"^{reason}: .*应为")
        self.assertIn("expected", english)
        return chinese, english

    def new_budget(self, year):
        return self.department.call(BUDGETS + "CreateBudget", samples.draft(f"{AGENCY}/budgets/{year}"))

    def test_amounts_that_are_none(self):
        budget = self.new_budget(2021)
        for amount, reason in {
            "1e6": "AMOUNT_MALFORMED",
            "12.345": "TOO_MANY_PLACES|AMOUNT_MALFORMED",
            "１２，３４": "AMOUNT_MALFORMED",
            "1,000.00": "AMOUNT_MALFORMED",
            "": "AMOUNT_MALFORMED|REQUIRED",
            "NaN": "AMOUNT_MALFORMED",
            "99999999999999999999": "OUT_OF_RANGE",
        }.items():
            with self.subTest(amount=amount):
                request = samples.write_lines(budget, [samples.line("a"), samples.line("b", amount)])
                chinese, english = self.violation(
                    self.department, BUDGETS + "WriteBudgetLines", request, "lines[1].amount", f"({reason})"
                )
                self.assertIn(amount, chinese)
                self.assertIn(amount, english)
        after = self.department.call(BUDGETS + "GetBudget", {"name": budget.name})
        self.assertEqual((after.etag, after.line_count), (budget.etag, 0))

    def test_every_violation_is_told_with_its_path(self):
        budget = self.new_budget(2022)
        request = samples.write_lines(budget, [samples.line(str(i), "1e6") for i in range(20)])
        refusal = self.refused(
            self.department, BUDGETS + "WriteBudgetLines", request, "INVALID_ARGUMENT", "INVALID_REQUEST"
        )
        self.assertEqual(set(refusal.violations), {f"lines[{i}].amount" for i in range(20)})

    def test_codes_and_names_that_do_not_exist(self):
        budget = self.new_budget(2023)
        malformed = samples.write_lines(budget, [samples.line("a") | {"function": "类款项"}])
        self.violation(self.department, BUDGETS + "WriteBudgetLines", malformed, "lines[0].function", "CODE_MALFORMED")
        name = {"name": "regions/990101/agencies/201/budgets/二〇二六"}
        self.violation(self.department, BUDGETS + "GetBudget", name, "name", "NAME_MALFORMED")
        missing = {"name": f"{AGENCY}/budgets/1999"}
        self.refused(self.department, BUDGETS + "GetBudget", missing, "NOT_FOUND", "NOT_FOUND")

    def test_a_prepared_budget_that_is_not_sound_is_not_submitted(self):
        request = samples.draft(f"{AGENCY}/budgets/2030")
        request["budget"]["origin"] = "BUDGET_ORIGIN_PREPARED"
        budget = self.department.call(BUDGETS + "CreateBudget", request)
        # A source that the closed list of the pack does not have, and an agency of another department.
        wrong = samples.line("a") | {"source": "nowhere", "agency": "777"}
        written = self.department.call(BUDGETS + "WriteBudgetLines", samples.write_lines(budget, [wrong]))
        report = self.department.call(BUDGETS + "CheckBudget", {"name": budget.name})
        self.assertFalse(report.submittable)
        rules = {finding.rule_id: finding for finding in report.findings}
        self.assertIn("nowhere", rules["unknown-code"].message.chinese)
        self.assertIn("777", rules["foreign-agency"].message.chinese)
        submit = {"name": budget.name, "etag": written.budget.etag, "requestId": new_id()}
        refusal = self.refused(
            self.department, BUDGETS + "SubmitBudget", submit, "FAILED_PRECONDITION", "BUDGET_NOT_SOUND"
        )
        self.assertTrue(any("foreign-agency" in text for text in refusal.violations.values()), refusal)
        after = self.department.call(BUDGETS + "GetBudget", {"name": budget.name})
        self.assertEqual((after.etag, after.latest_revision), (written.budget.etag, ""))

    def test_fields_that_the_contract_does_not_have(self):
        path, request_class, _ = self.suite.contracts.method(BUDGETS + "CreateBudget")
        message = request_class(request_id=new_id())
        message.budget.name = f"{AGENCY}/budgets/2024"
        unknown = b"\x9a\x3f\x01\x78"  # field 1011, one byte of text
        with self.assertRaises(Refusal) as refused:
            self.department.call_bytes(path, message.SerializeToString() + unknown)
        self.assertEqual(refused.exception.code, "INVALID_ARGUMENT")
        texts = refused.exception.violations.values()
        self.assertTrue(any("UNKNOWN_FIELD" in text for text in texts), refused.exception)

    def test_a_file_of_50_megabytes(self):
        request = samples.draft(f"{AGENCY}/budgets/2025", department={"introduction": "长" * (50 * 1024 * 1024 // 3)})
        with self.assertRaises(Refusal) as refused:
            self.department.call(BUDGETS + "CreateBudget", request)
        self.assertEqual(refused.exception.code, "RESOURCE_EXHAUSTED")
        missing = {"name": f"{AGENCY}/budgets/2025"}
        self.refused(self.department, BUDGETS + "GetBudget", missing, "NOT_FOUND", "NOT_FOUND")

    def test_an_etag_of_another_state(self):
        budget = self.new_budget(2027)
        first = samples.write_lines(budget, [samples.line("a")])
        self.department.call(BUDGETS + "WriteBudgetLines", first)
        second = samples.write_lines(budget, [samples.line("b")])
        self.refused(self.department, BUDGETS + "WriteBudgetLines", second, "ABORTED", "ETAG_MISMATCH")

    def test_a_repeat_gets_the_first_answer_and_another_body_is_refused(self):
        budget = self.new_budget(2028)
        request = samples.write_lines(budget, [samples.line("a")])
        first = self.department.call(BUDGETS + "WriteBudgetLines", request)
        self.assertEqual(self.department.call(BUDGETS + "WriteBudgetLines", request), first)
        self.assertEqual(self.department.call(BUDGETS + "GetBudget", {"name": budget.name}).line_count, 1)
        other = {**request, "lines": [samples.line("a", "2.00")]}
        self.refused(self.department, BUDGETS + "WriteBudgetLines", other, "ALREADY_EXISTS", "REQUEST_ID_REUSED")
        submit = {"name": budget.name, "etag": first.budget.etag, "requestId": new_id()}
        revision = self.department.call(BUDGETS + "SubmitBudget", submit)
        self.assertEqual(self.department.call(BUDGETS + "SubmitBudget", submit), revision)

    def test_who_wrote_or_submitted_does_not_approve(self):
        everything = dict(PEOPLE["finance"], roles=["finance_budget_reviewer", "finance_approver"])
        both = self.suite.client_with(self.suite.tokens.token(everything))
        budget = both.call(BUDGETS + "CreateBudget", samples.draft(f"{AGENCY}/budgets/2029"))
        submit = {"name": budget.name, "etag": budget.etag, "requestId": new_id()}
        revision = both.call(BUDGETS + "SubmitBudget", submit)
        head = both.call(BUDGETS + "GetBudget", {"name": budget.name})
        approve = {"name": revision.name, "etag": head.etag, "digest": revision.digest, "requestId": new_id()}
        self.refused(both, BUDGETS + "ApproveBudget", approve, "FAILED_PRECONDITION", "OTHER_PERSON_REQUIRED")
        wrong = {**approve, "digest": "cb1:sha256:" + "0" * 64, "requestId": new_id()}
        approver = self.suite.client("approver")
        self.refused(approver, BUDGETS + "ApproveBudget", wrong, "FAILED_PRECONDITION", "DIGEST_MISMATCH")
        approved = approver.call(BUDGETS + "ApproveBudget", {**approve, "requestId": new_id()})
        self.assertEqual(approved.decision.person, PEOPLE["approver"]["person"])

    def test_callers_without_permission(self):
        approve = {"name": f"{AGENCY}/budgets/2026/revisions/1", "etag": "x", "digest": "x", "requestId": new_id()}
        self.refused(self.department, BUDGETS + "ApproveBudget", approve, "PERMISSION_DENIED", "PERMISSION_DENIED")
        other_region = samples.draft("regions/130303/agencies/101/budgets/2026")
        self.refused(self.department, BUDGETS + "CreateBudget", other_region, "PERMISSION_DENIED", "PERMISSION_DENIED")
        # Another region's agencies look the same whether they exist or not.
        recorder = self.suite.client("recorder")
        for name in (AGENCY, "regions/990101/agencies/none"):
            self.refused(recorder, AGENCIES + "GetAgency", {"name": name}, "PERMISSION_DENIED", "PERMISSION_DENIED")


if __name__ == "__main__":
    unittest.main()
