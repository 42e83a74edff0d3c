#!/usr/bin/python3
"""Texts with a secrecy marking are refused wherever they stand, and nothing of them is kept: not in a file, not in a
log, not in the answer."""
import datetime
import unittest

import system_modules  # noqa: F401
import environment

environment.require()

import samples
from client import Refusal
from people import PEOPLE
from samples import AGENCIES, BUDGETS, new_id
from suite import Suite

REGION, AGENCY = "regions/990101", "regions/990101/agencies/201"
MARKINGS = ("机密★", "绝密★30年", "秘密★１０年", "★机密", "機密☆5年", "绝　密★", "机\u200b密★", "秘密10年", "机密（６个月）", "绝密：长期")
WORDS = "保守国家秘密教育专项，机密文件柜 3 组"


class Secrecy(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        options = ["--log_level=debug"]
        cls.suite = cls.enterClassContext(Suite(service_options=options, gateway_options=options))
        cls.finance, cls.department = cls.suite.client("finance"), cls.suite.client("department")
        samples.create_agency(cls.finance, AGENCY)
        cls.budget = cls.department.call(BUDGETS + "CreateBudget", samples.draft(f"{AGENCY}/budgets/2026"))
        cls.secrets = []

    def marked(self, marking):
        """A text with the marking and a word beside it that occurs nowhere else."""
        word = f"beside-{new_id()}"
        self.secrets.append(word)
        return f"{word}（{marking}）"

    def requests(self, marking):
        """(client, method, request) with a marked text in one field each."""
        budget = self.budget
        parts = {
            "department": {"introduction": self.marked(marking)},
            "internalNotes": [{"number": 1, "text": self.marked(marking)}],
            "omissions": [
                {"number": 1, "kind": "state_secret", "legalBasis": self.marked(marking), "decidedBy": "甲"}
            ],
        }
        for name, part in parts.items():
            yield self.department, "CreateBudget", samples.draft(f"{AGENCY}/budgets/2030", **{name: part})
            update = {"name": budget.name, "etag": budget.etag, "content": {name: part}}
            request = {"budget": update, "updateMask": f"content.{name}", "requestId": new_id()}
            yield self.department, "UpdateBudget", request
        line = samples.line(self.marked(marking))
        yield self.department, "WriteBudgetLines", samples.write_lines(budget, [line])
        decision = {"name": f"{budget.name}/revisions/1", "etag": "x", "requestId": new_id()}
        yield self.finance, "ReturnBudget", decision | {"comment": self.marked(marking)}
        approval = decision | {"digest": "x", "comment": self.marked(marking), "documentNumber": self.marked(marking)}
        yield self.suite.client("approver"), "ApproveBudget", approval

    def other_requests(self, marking):
        agency = {"name": f"{REGION}/agencies/202", "attributes": [
            {"validFrom": "2020-01-01", "fullName": self.marked(marking), "regionName": "虚构县"}]}  # fmt: skip
        yield self.finance, AGENCIES + "CreateAgency", {"agency": agency, "requestId": new_id()}
        today = str(datetime.date.today())
        delegation = {
            "name": f"{REGION}/delegations/{new_id()}",
            "delegate": PEOPLE["publisher"]["person"],
            "roles": ["department_reviewer"],
            "firstDay": today,
            "lastDay": today,
            "reason": self.marked(marking),
        }
        request = {"delegation": delegation, "requestId": new_id()}
        yield self.department, "budget.v1.DelegationService.CreateDelegation", request

    def test_marked_texts_leave_no_trace(self):
        for marking in MARKINGS:
            budgets = [(client, BUDGETS + method, request) for client, method, request in self.requests(marking)]
            for client, method, request in [*budgets, *self.other_requests(marking)]:
                with self.subTest(marking=marking, method=method):
                    self.refused(client, method, request)
        self.assertGreater(len(self.secrets), 80)
        self.suite.processes["submission"].stop()
        for path in self.suite.data.rglob("*"):
            if path.is_file():
                self.assertEqual(self.kept_in(path.read_bytes()), [], path.name)
        for process in self.suite.processes.values():
            self.assertEqual(self.kept_in(process.log().encode()), [], process.name)
        self.suite.processes["submission"].start()

    def kept_in(self, data):
        return [secret for secret in self.secrets if secret.encode() in data or secret.encode("utf-16-le") in data]

    def refused(self, client, method, request):
        with self.assertRaises(Refusal) as refused:
            client.call_until_answered(method, request)
        found = refused.exception
        self.assertEqual((found.code, found.reason), ("INVALID_ARGUMENT", "INVALID_REQUEST"), found)
        self.assertTrue(any("CONFIDENTIAL_CONTENT" in text for text in found.violations.values()), found)
        self.assertEqual(self.kept_in(f"{found} {found.metadata} {found.texts} {found.violations}".encode()), [])

    def test_texts_about_secrets_are_welcome(self):
        draft = samples.draft(f"{AGENCY}/budgets/2031", department={"introduction": WORDS})
        budget = self.department.call_until_answered(BUDGETS + "CreateBudget", draft)[0]
        found = self.department.call(BUDGETS + "GetBudget", {"name": budget.name, "view": "BUDGET_VIEW_FULL"})
        self.assertEqual(found.content.department.introduction, WORDS)


if __name__ == "__main__":
    unittest.main()
