#!/usr/bin/python3
"""A budget's way beside the main job: changes of a draft, returns, later revisions, and two who act at once."""
import concurrent.futures
import unittest

import environment

environment.require()

import samples
from client import Refusal
from samples import BUDGETS, new_id
from suite import Suite

AGENCY = "regions/990101/agencies/201"


class Workflow(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(Suite())
        cls.finance = cls.suite.client("finance")
        cls.approver = cls.suite.client("approver")
        samples.create_agency(cls.finance, AGENCY)

    def new_budget(self, year, **content):
        return self.finance.call(BUDGETS + "CreateBudget", samples.draft(f"{AGENCY}/budgets/{year}", **content))

    def get(self, name, view="BUDGET_VIEW_HEAD"):
        return self.finance.call(BUDGETS + "GetBudget", {"name": name, "view": view})

    def submit(self, name):
        request = {"name": name, "etag": self.get(name).etag, "requestId": new_id()}
        return self.finance.call(BUDGETS + "SubmitBudget", request)

    def approve(self, revision):
        etag = self.get(revision.name.partition("/revisions/")[0]).etag
        request = {"name": revision.name, "etag": etag, "digest": revision.digest, "requestId": new_id()}
        return self.approver.call(BUDGETS + "ApproveBudget", request | {"legalDate": "2026-02-05"})

    def update(self, budget, mask, content, **more):
        changed = {"name": budget.name, "etag": budget.etag, "pack": budget.pack, "content": content}
        request = {"budget": changed, "updateMask": mask, "requestId": new_id(), **more}
        return self.finance.call(BUDGETS + "UpdateBudget", request)

    def refused(self, code, act, *arguments, **named):
        with self.assertRaises(Refusal) as refused:
            act(*arguments, **named)
        self.assertEqual(refused.exception.code, code, refused.exception)
        return refused.exception

    def test_a_mask_replaces_what_it_names_and_nothing_else(self):
        goals = {"overallGoals": [{"number": 1, "text": "乙"}]}
        budget = self.new_budget(2021, department={"introduction": "甲"}, targets=goals)
        budget = self.update(budget, "content.department", {"department": {"introduction": "丙"}})
        content = self.get(budget.name, "BUDGET_VIEW_FULL").content
        self.assertEqual(content.department.introduction, "丙")
        self.assertTrue(content.HasField("targets"))
        budget = self.update(budget, "content.targets", {})
        self.assertFalse(self.get(budget.name, "BUDGET_VIEW_FULL").content.HasField("targets"))
        for mask in ("content.nothing", "name", "content.lines"):
            with self.subTest(mask=mask):
                self.refused("INVALID_ARGUMENT", self.update, budget, mask, {})

    def test_validate_only_stores_nothing(self):
        budget = self.new_budget(2022)
        self.update(budget, "content.department", {"department": {"introduction": "丁"}}, validateOnly=True)
        lines = samples.write_lines(budget, [samples.line("a")]) | {"validateOnly": True}
        self.finance.call(BUDGETS + "WriteBudgetLines", lines)
        submit = {"name": budget.name, "etag": budget.etag, "requestId": new_id(), "validateOnly": True}
        self.finance.call(BUDGETS + "SubmitBudget", submit)
        after = self.get(budget.name)
        self.assertEqual((after.etag, after.line_count, after.latest_revision), (budget.etag, 0, ""))

    def test_lines_are_replaced_and_removed_by_their_keys_all_or_none(self):
        budget = self.new_budget(2023)
        budget = self.finance.call(
            BUDGETS + "WriteBudgetLines", samples.write_lines(budget, [samples.line(item) for item in "abc"])
        ).budget
        request = samples.write_lines(budget, [samples.line("a", "9.00"), samples.line("d")])
        request["removals"] = [{"line": {"agency": "201", "item": "b"}}]
        answer = self.finance.call(BUDGETS + "WriteBudgetLines", request)
        self.assertEqual((answer.added_count, answer.replaced_count, answer.removed_count), (1, 1, 1))
        for lines, removals in (
            ([samples.line("e"), samples.line("e")], []),
            ([samples.line("e")], [{"line": {"agency": "201", "item": "none"}}]),
        ):
            wrong = samples.write_lines(answer.budget, lines) | {"removals": removals}
            self.refused("INVALID_ARGUMENT", self.finance.call, BUDGETS + "WriteBudgetLines", wrong)
        listed = self.finance.call(BUDGETS + "ListBudgetLines", {"parent": budget.name}).lines
        self.assertEqual([(line.item, line.amount) for line in listed], [("a", "9.00"), ("c", "1.00"), ("d", "1.00")])

    def test_a_return_opens_the_draft_and_a_later_approval_supersedes(self):
        budget = self.new_budget(2024)
        first = self.submit(budget.name)
        self.refused("FAILED_PRECONDITION", self.update, self.get(budget.name), "content.department", {})
        request = {"name": first.name, "etag": self.get(budget.name).etag, "comment": "请补充", "requestId": new_id()}
        self.approver.call(BUDGETS + "ReturnBudget", request)
        self.refused("FAILED_PRECONDITION", self.approve, first)
        second = self.approve(self.submit(budget.name))
        changed = self.update(self.get(budget.name), "content.department", {"department": {"introduction": "调整"}})
        self.assertEqual(changed.approved_revision, second.name)
        third = self.approve(self.submit(budget.name))
        listed = self.finance.call(BUDGETS + "ListBudgetRevisions", {"parent": budget.name}).revisions
        self.assertEqual([revision.name for revision in listed], [third.name, second.name, first.name])
        self.assertEqual([revision.state for revision in listed], [3, 4, 2])  # approved, superseded, returned
        self.assertNotEqual(listed[0].digest, listed[1].digest)

    def test_of_many_who_change_one_state_one_wins(self):
        budget = self.new_budget(2025)

        def write(item):
            try:
                self.finance.call(BUDGETS + "WriteBudgetLines", samples.write_lines(budget, [samples.line(item)]))
                return "OK"
            except Refusal as refusal:
                return refusal.code

        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            codes = sorted(pool.map(write, map(str, range(16))))
        self.assertEqual(codes, ["ABORTED"] * 15 + ["OK"])
        self.assertEqual(self.get(budget.name).line_count, 1)

    def test_one_request_sent_many_times_at_once_acts_once(self):
        budget = self.new_budget(2026)
        request = {"name": budget.name, "etag": budget.etag, "requestId": new_id()}
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            # One that comes while the first runs may be told to repeat.
            answers = list(pool.map(lambda _: self.submit_until_answered(request), range(16)))
        self.assertEqual({answer.name for answer in answers}, {budget.name + "/revisions/1"})
        self.assertTrue(all(answer == answers[0] for answer in answers))
        self.assertEqual(len(self.finance.call(BUDGETS + "ListBudgetRevisions", {"parent": budget.name}).revisions), 1)

    def submit_until_answered(self, request):
        for _ in range(10):
            try:
                return self.finance.call(BUDGETS + "SubmitBudget", request)
            except Refusal as refusal:
                if refusal.reason != "OPERATION_CONFLICT":
                    raise
        raise AssertionError("a repeat was refused ten times")

    def test_request_ids_that_are_none(self):
        budget = self.new_budget(2027)
        for request_id in ("", "x" * 65, "一", "a b"):
            request = samples.write_lines(budget, [samples.line("a")]) | {"requestId": request_id}
            refusal = self.refused("INVALID_ARGUMENT", self.finance.call, BUDGETS + "WriteBudgetLines", request)
            self.assertIn("request_id", refusal.violations)


if __name__ == "__main__":
    unittest.main()
