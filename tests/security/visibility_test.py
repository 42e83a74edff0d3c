#!/usr/bin/python3
"""What lists, their tokens, filters and masks could tell of what the caller may not see."""
import base64
import unittest

import system_modules  # noqa: F401
import environment

environment.require()

import samples
from client import Refusal
from samples import AGENCIES, BUDGETS, new_id
from suite import Suite

REGION, AGENCY, OTHER = "regions/990101", "regions/990101/agencies/201", "regions/990101/agencies/777"
EVERYTHING = {"parent": f"{REGION}/agencies/-"}
TRAIL = "budget.v1.BudgetTrailService."
SUBMITTED_YEARS, DRAFT_YEARS = range(2021, 2026), range(2030, 2036)


class Visibility(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(Suite())
        for name in ("finance", "department", "approver", "auditor", "publisher"):
            setattr(cls, name, cls.suite.client(name))
        for agency in (AGENCY, OTHER):
            samples.create_agency(cls.finance, agency)
            for year in (*SUBMITTED_YEARS, *DRAFT_YEARS):
                budget = cls.finance.call(BUDGETS + "CreateBudget", samples.draft(f"{agency}/budgets/{year}"))
                if year in SUBMITTED_YEARS:
                    submit = {"name": budget.name, "etag": budget.etag, "requestId": new_id()}
                    cls.finance.call(BUDGETS + "SubmitBudget", submit)

    def refused(self, code, client, method, request):
        with self.assertRaises(Refusal) as refused:
            client.call(method, request)
        self.assertEqual(refused.exception.code, code, refused.exception)
        return refused.exception

    def pages(self, client, method, request, field):
        pages, token = [], ""
        while True:
            answer = client.call(method, request | {"pageToken": token})
            pages.append(list(getattr(answer, field)))
            token = answer.next_page_token
            if not token:
                return pages


class PageTokens(Visibility):
    def test_a_token_is_for_one_caller_method_parent_filter_and_power(self):
        first = self.department.call(BUDGETS + "ListBudgets", {"parent": AGENCY, "pageSize": 3})
        token = {"pageToken": first.next_page_token, "pageSize": 3}
        self.assertEqual(len(self.department.call(BUDGETS + "ListBudgets", {"parent": AGENCY, **token}).budgets), 3)
        other_account = self.suite.client("department", sub="test:another-account")
        for client, method, request in [
            (self.finance, "ListBudgets", {"parent": AGENCY}),
            (other_account, "ListBudgets", {"parent": AGENCY}),
            (self.finance, "ListBudgets", {"parent": OTHER}),
            (self.department, "ListBudgets", {"parent": AGENCY, "filter": {"year": 2021}}),
            (self.department, "ListBudgets", {"parent": AGENCY, "filter": {"state": "BUDGET_STATE_DRAFT"}}),
            (self.department, "ListBudgetRevisions", {"parent": f"{AGENCY}/budgets/2021"}),
            (self.department, "ListBudgetLines", {"parent": f"{AGENCY}/budgets/2021"}),
        ]:
            with self.subTest(method=method, request=request):
                self.refused("INVALID_ARGUMENT", client, BUDGETS + method, request | token)

    def test_a_token_tells_nothing_and_bears_no_change(self):
        request = {"parent": AGENCY, "pageSize": 3}
        token = self.department.call(BUDGETS + "ListBudgets", request).next_page_token
        again = self.department.call(BUDGETS + "ListBudgets", request).next_page_token
        data = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        for text in (b"2023", b"201", b"990101", b"budgets"):
            self.assertNotIn(text, data)
        self.assertNotEqual(token, again)
        for at in range(0, len(token), 3):
            other = "B" if token[at] == "A" else "A"
            changed = token[:at] + other + token[at + 1 :]
            self.refused("INVALID_ARGUMENT", self.department, BUDGETS + "ListBudgets", request | {"pageToken": changed})
        for wrong in (token[:-4], token + "AAAA", "AAAA", token * 2):
            self.refused("INVALID_ARGUMENT", self.department, BUDGETS + "ListBudgets", request | {"pageToken": wrong})

    def test_a_cursor_of_the_feed_is_for_its_caller(self):
        cursor = self.department.call(BUDGETS + "ListBudgetChanges", {"parent": AGENCY, "pageSize": 2}).cursor
        request = {"parent": AGENCY, "pageSize": 2, "cursor": cursor}
        self.department.call(BUDGETS + "ListBudgetChanges", request)
        self.refused("INVALID_ARGUMENT", self.finance, BUDGETS + "ListBudgetChanges", request)
        self.refused("INVALID_ARGUMENT", self.finance, BUDGETS + "ListBudgetChanges", request | {"parent": OTHER})

    def test_a_token_of_the_trail_is_for_its_filter(self):
        request = {"parent": REGION, "pageSize": 2}
        token = self.auditor.call(TRAIL + "ListTrailEntries", request).next_page_token
        self.auditor.call(TRAIL + "ListTrailEntries", request | {"pageToken": token})
        other = request | {"pageToken": token, "filter": {"method": "SubmitBudget"}}
        self.refused("INVALID_ARGUMENT", self.auditor, TRAIL + "ListTrailEntries", other)


class WhatIsHidden(Visibility):
    def test_drafts_leave_no_gaps_in_pages(self):
        """Who sees no drafts gets the pages that he would get if there were none."""
        pages = self.pages(self.approver, BUDGETS + "ListBudgets", EVERYTHING | {"pageSize": 3}, "budgets")
        self.assertEqual([len(page) for page in pages], [3, 3, 3, 1])
        years = {budget.name.rpartition("/")[2] for page in pages for budget in page}
        self.assertEqual(years, set(map(str, SUBMITTED_YEARS)))

    def test_filters_on_what_is_hidden_find_nothing(self):
        for wanted in ({"state": "BUDGET_STATE_DRAFT"}, {"year": DRAFT_YEARS[0]}):
            answer = self.approver.call(BUDGETS + "ListBudgets", EVERYTHING | {"filter": wanted})
            self.assertEqual((len(answer.budgets), answer.next_page_token), (0, ""))
            none = self.approver.call(BUDGETS + "ListBudgets", EVERYTHING | {"filter": {"year": 1999}})
            self.assertEqual(answer, none)

    def test_the_feed_tells_nothing_of_drafts(self):
        cursor, changes = "", []
        while True:
            page = self.approver.call(BUDGETS + "ListBudgetChanges", EVERYTHING | {"cursor": cursor, "pageSize": 3})
            changes += page.changes
            cursor = page.cursor
            if not page.changes:
                break
        years = {int(change.budget.rpartition("/")[2]) for change in changes}
        self.assertEqual(years, set(SUBMITTED_YEARS))

    def test_a_department_finds_its_own_only(self):
        for parent in (OTHER, EVERYTHING["parent"], "regions/130303/agencies/-", "regions/999999/agencies/201"):
            for method in ("ListBudgets", "ListBudgetChanges"):
                refusal = self.refused("PERMISSION_DENIED", self.department, BUDGETS + method, {"parent": parent})
                self.assertNotIn("2021", str(refusal.texts))
        self.refused("PERMISSION_DENIED", self.department, AGENCIES + "ListAgencies", {"parent": REGION})

    def test_masks_reach_nothing_that_the_caller_may_not_write(self):
        name = f"{AGENCY}/budgets/{DRAFT_YEARS[0]}"
        etag = self.department.call(BUDGETS + "GetBudget", {"name": name}).etag
        for mask in ("state", "latestRevision", "approvedRevision", "etag", "lineCount", "name", "pack", "*", ""):
            update = {"budget": {"name": name, "etag": etag, "content": {}}, "updateMask": mask, "requestId": new_id()}
            with self.subTest(mask=mask):
                self.refused("INVALID_ARGUMENT", self.department, BUDGETS + "UpdateBudget", update)
        # Whoever may not write is told so, and nothing of what there is to write.
        for mask in ("content.internalNotes", "content.omissions", "content.nothing"):
            texts = set()
            for year in (DRAFT_YEARS[0], 1999):
                budget = {"name": f"{AGENCY}/budgets/{year}", "etag": etag, "content": {}}
                update = {"budget": budget, "updateMask": mask, "requestId": new_id()}
                refusal = self.refused("PERMISSION_DENIED", self.publisher, BUDGETS + "UpdateBudget", update)
                texts.add(str(refusal.texts).replace(str(year), ""))
            self.assertEqual(len(texts), 1)

    def test_a_replay_by_another_gets_no_stored_answer(self):
        request = samples.draft(f"{AGENCY}/budgets/2050", department={"introduction": "只给编制人看"})
        self.department.call(BUDGETS + "CreateBudget", request)
        self.refused("PERMISSION_DENIED", self.publisher, BUDGETS + "CreateBudget", request)
        other = self.suite.client("department", agency=OTHER, sub="test:other-department", person="另一部门")
        self.refused("PERMISSION_DENIED", other, BUDGETS + "CreateBudget", request)
        # The same account in another department: permission is asked again before an answer is repeated.
        moved = self.suite.client("department", agency=OTHER)
        self.refused("PERMISSION_DENIED", moved, BUDGETS + "CreateBudget", request)
        self.refused("ALREADY_EXISTS", self.finance, BUDGETS + "CreateBudget", request)


if __name__ == "__main__":
    unittest.main()
