#!/usr/bin/python3
"""Lists page by page, and the feed of changes with its cursor, through the gateway."""
import unittest

import environment

environment.require()

import samples
from client import Refusal
from samples import BUDGETS, new_id
from suite import Suite

AGENCY = "regions/990101/agencies/201"
YEARS = range(2021, 2028)


class Lists(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(Suite())
        cls.finance = cls.suite.client("finance")
        cls.department = cls.suite.client("department")
        samples.create_agency(cls.finance, AGENCY)
        for year in YEARS:
            cls.department.call(BUDGETS + "CreateBudget", samples.draft(f"{AGENCY}/budgets/{year}"))

    def pages(self, method, request, field):
        """Every page of a list, and the tokens between them."""
        pages, tokens, token = [], [], ""
        while True:
            answer = self.department.call(BUDGETS + method, {**request, "pageToken": token})
            pages.append(list(getattr(answer, field)))
            token = answer.next_page_token
            if not token:
                return pages, tokens
            tokens.append(token)

    def test_budgets_come_in_order_of_their_names_and_each_once(self):
        pages, tokens = self.pages("ListBudgets", {"parent": AGENCY, "pageSize": 3}, "budgets")
        self.assertEqual([len(page) for page in pages], [3, 3, 1])
        names = [budget.name for page in pages for budget in page]
        self.assertEqual(names, [f"{AGENCY}/budgets/{year}" for year in YEARS])
        for token in tokens:
            self.assertNotIn("2023", token)

    def test_a_filter_restricts(self):
        request = {"parent": AGENCY, "filter": {"year": 2024}}
        found = self.department.call(BUDGETS + "ListBudgets", request)
        self.assertEqual([budget.name for budget in found.budgets], [f"{AGENCY}/budgets/2024"])
        approved = {"parent": AGENCY, "filter": {"state": "BUDGET_STATE_APPROVED"}}
        none = self.department.call(BUDGETS + "ListBudgets", approved)
        self.assertEqual(len(none.budgets), 0)

    def test_a_page_token_is_for_its_caller_and_its_list_only(self):
        first = self.department.call(BUDGETS + "ListBudgets", {"parent": AGENCY, "pageSize": 3})
        token = first.next_page_token
        for client, request in [
            (self.finance, {"parent": AGENCY, "pageToken": token}),
            (self.department, {"parent": AGENCY, "pageToken": token, "filter": {"year": 2024}}),
            (self.department, {"parent": AGENCY, "pageToken": token[:-2] + "xx"}),
            (self.department, {"parent": AGENCY, "pageToken": "next"}),
        ]:
            with self.subTest(request=request), self.assertRaises(Refusal) as refused:
                client.call(BUDGETS + "ListBudgets", request)
            self.assertEqual(refused.exception.code, "INVALID_ARGUMENT")

    def test_lines_come_page_by_page(self):
        budget = self.department.call(BUDGETS + "GetBudget", {"name": f"{AGENCY}/budgets/2022"})
        lines = [samples.line(f"{i:03}") for i in range(25)]
        self.department.call(BUDGETS + "WriteBudgetLines", samples.write_lines(budget, lines))
        pages, _ = self.pages("ListBudgetLines", {"parent": budget.name, "pageSize": 10}, "lines")
        self.assertEqual([len(page) for page in pages], [10, 10, 5])
        self.assertEqual([line.item for page in pages for line in page], [line["item"] for line in lines])

    def test_the_feed_of_changes_goes_on_from_its_cursor(self):
        name = f"{AGENCY}/budgets/2023"
        budget = self.department.call(BUDGETS + "GetBudget", {"name": name})
        cursor = self.end_of_feed()
        written = self.department.call(BUDGETS + "WriteBudgetLines", samples.write_lines(budget, [samples.line("a")]))
        submit = {"name": name, "etag": written.budget.etag, "requestId": new_id()}
        self.department.call(BUDGETS + "SubmitBudget", submit)
        feed = self.department.call(BUDGETS + "ListBudgetChanges", {"parent": AGENCY, "cursor": cursor})
        changes = [change for change in feed.changes if change.budget == name]
        self.assertEqual([change.method.rpartition("/")[2] for change in changes], ["WriteBudgetLines", "SubmitBudget"])
        self.assertEqual([change.change_number for change in changes], [2, 3])
        self.assertEqual(changes[1].request_id, submit["requestId"])
        self.assertEqual(changes[1].revision, name + "/revisions/1")
        again = self.department.call(BUDGETS + "ListBudgetChanges", {"parent": AGENCY, "cursor": feed.cursor})
        self.assertEqual([change for change in again.changes if change.budget == name], [])

    def end_of_feed(self):
        cursor = ""
        while True:
            request = {"parent": AGENCY, "cursor": cursor, "pageSize": 3}
            page = self.department.call(BUDGETS + "ListBudgetChanges", request)
            cursor = page.cursor
            if not page.changes:
                return cursor


if __name__ == "__main__":
    unittest.main()
