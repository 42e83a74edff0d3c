#!/usr/bin/python3
"""Who prepares or submits does not approve: by whatever account, under whatever delegation, of whatever revision,
whoever is first. And what a delegation may not do."""
import concurrent.futures
import datetime
import unittest
import zoneinfo

import system_modules  # noqa: F401
import environment

environment.require()

import samples
from client import Refusal
from people import PEOPLE
from samples import BUDGETS, new_id
from suite import Suite

REGION, AGENCY = "regions/990101", "regions/990101/agencies/201"
DELEGATIONS = "budget.v1.DelegationService."
TODAY = datetime.datetime.now(zoneinfo.ZoneInfo("Asia/Shanghai")).date()
DAY = datetime.timedelta(days=1)
OTHER_PERSON = ("FAILED_PRECONDITION", "OTHER_PERSON_REQUIRED")
DENIED = ("PERMISSION_DENIED", "PERMISSION_DENIED")
INVALID = ("PERMISSION_DENIED", "DELEGATION_INVALID")


class FourEyes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(Suite())
        for name in ("finance", "department", "approver", "auditor", "publisher"):
            setattr(cls, name, cls.suite.client(name))
        samples.create_agency(cls.finance, AGENCY)
        cls.years = iter(range(2001, 2100))

    def act(self, person, role, **others):
        """Another account of a person of PEOPLE, in another role."""
        account = {**PEOPLE[person], "subject": f"test:{person}-as-{role}", "roles": [role], **others}
        if role.startswith("finance"):
            account.pop("agency", None)
        return self.suite.client_with(self.suite.tokens.token(account))

    def submitted(self, by=None):
        client = by or self.department
        budget = client.call(BUDGETS + "CreateBudget", samples.draft(f"{AGENCY}/budgets/{next(self.years)}"))
        submit = {"name": budget.name, "etag": budget.etag, "requestId": new_id()}
        return client.call(BUDGETS + "SubmitBudget", submit)

    def approval(self, revision):
        budget = revision.name.partition("/revisions")[0]
        etag = self.finance.call(BUDGETS + "GetBudget", {"name": budget}).etag
        return {"name": revision.name, "etag": etag, "digest": revision.digest, "requestId": new_id()}

    def approve(self, client, revision):
        return client.call(BUDGETS + "ApproveBudget", self.approval(revision))

    def refused(self, outcome, act, *arguments):
        with self.assertRaises(Refusal) as refused:
            act(*arguments)
        self.assertEqual((refused.exception.code, refused.exception.reason), outcome, refused.exception)

    def lend(self, lender, delegate, roles, first=TODAY, last=TODAY, name=None):
        delegation = {
            "name": f"{REGION}/delegations/{name or new_id()}",
            "delegate": PEOPLE[delegate]["person"],
            "roles": roles,
            "firstDay": str(first),
            "lastDay": str(last),
            "reason": "出差",
        }
        return lender.call(DELEGATIONS + "CreateDelegation", {"delegation": delegation, "requestId": new_id()})

    def acting(self, person, delegation):
        return self.suite.client(person, acting_for=delegation.name)


class Approvals(FourEyes):
    def test_by_a_second_account_of_the_same_person(self):
        revision = self.submitted()
        self.refused(OTHER_PERSON, self.approve, self.act("department", "finance_approver"), revision)
        self.assertEqual(self.approve(self.approver, revision).decision.person, PEOPLE["approver"]["person"])

    def test_by_one_account_with_both_roles(self):
        both = {**PEOPLE["finance"], "roles": ["finance_budget_reviewer", "finance_approver"]}
        client = self.suite.client_with(self.suite.tokens.token(both))
        self.refused(OTHER_PERSON, self.approve, client, self.submitted(by=client))

    def test_by_who_edited_last_where_another_submitted(self):
        name = f"{AGENCY}/budgets/{next(self.years)}"
        budget = self.department.call(BUDGETS + "CreateBudget", samples.draft(name))
        editor = self.act("approver", "finance_budget_reviewer")
        written = editor.call(BUDGETS + "WriteBudgetLines", samples.write_lines(budget, [samples.line("a")])).budget
        submit = {"name": name, "etag": written.etag, "requestId": new_id()}
        revision = self.finance.call(BUDGETS + "SubmitBudget", submit)
        self.refused(OTHER_PERSON, self.approve, self.approver, revision)

    def test_under_a_delegation_of_the_submitter_and_by_its_delegator(self):
        # The submitter's power in the approver's hand: what is submitted with it, both have submitted.
        lent = self.lend(self.department, "approver", ["department_reviewer"])
        revision = self.submitted(by=self.acting("approver", lent))
        self.refused(OTHER_PERSON, self.approve, self.approver, revision)
        self.refused(OTHER_PERSON, self.approve, self.act("department", "finance_approver"), revision)
        self.approve(self.act("auditor", "finance_approver"), revision)

    def test_under_a_delegation_of_the_approver(self):
        lent = self.lend(self.approver, "department", ["finance_approver"])
        revision = self.submitted()
        self.refused(OTHER_PERSON, self.approve, self.acting("department", lent), revision)
        to_finance = self.lend(self.approver, "finance", ["finance_approver"])
        approved = self.approve(self.acting("finance", to_finance), revision)
        self.assertEqual(approved.decision.person, PEOPLE["finance"]["person"])
        self.assertEqual(approved.decision.delegator, PEOPLE["approver"]["person"])

    def test_of_a_stale_revision_or_another_digest(self):
        first = self.submitted()
        request = self.approval(first)
        wrong = {**request, "digest": "cb1:sha256:" + "0" * 64, "requestId": new_id()}
        self.refused(("FAILED_PRECONDITION", "DIGEST_MISMATCH"), self.approver.call, BUDGETS + "ApproveBudget", wrong)
        self.approver.call(
            BUDGETS + "ReturnBudget",
            {"name": first.name, "etag": request["etag"], "comment": "请补充", "requestId": new_id()},
        )
        budget = self.department.call(BUDGETS + "GetBudget", {"name": first.name.partition("/revisions")[0]})
        written = self.department.call(
            BUDGETS + "WriteBudgetLines", samples.write_lines(budget, [samples.line("a")])
        ).budget
        submit = {"name": budget.name, "etag": written.etag, "requestId": new_id()}
        second = self.department.call(BUDGETS + "SubmitBudget", submit)
        stale = {**self.approval(second), "name": first.name, "digest": first.digest}
        for seen in (request, stale, {**self.approval(second), "digest": first.digest}):
            with self.assertRaises(Refusal) as refused:
                self.approver.call(BUDGETS + "ApproveBudget", {**seen, "requestId": new_id()})
            self.assertIn(refused.exception.code, ("FAILED_PRECONDITION", "ABORTED"))
        self.approve(self.approver, second)

    def test_of_two_at_once_one_wins_and_the_other_is_told(self):
        other = self.act("auditor", "finance_approver")
        for _ in range(5):
            revision = self.submitted()
            requests = [(client, self.approval(revision)) for client in (self.approver, other)]

            def outcome(pair):
                try:
                    pair[0].call(BUDGETS + "ApproveBudget", pair[1])
                    return "OK"
                except Refusal as refusal:
                    return refusal.code

            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                outcomes = sorted(pool.map(outcome, requests))
            self.assertEqual(outcomes[1], "OK")
            self.assertIn(outcomes[0], ("ABORTED", "FAILED_PRECONDITION"))

    def test_a_platform_submits_and_never_approves(self):
        platform = self.suite.client_with(None, certificate=self.suite.installation.platform)
        revision = self.submitted(by=platform)
        self.refused(DENIED, self.approve, platform, revision)
        self.approve(self.approver, revision)

    def test_refusals_stand_in_the_trail(self):
        revision = self.submitted()
        self.refused(OTHER_PERSON, self.approve, self.act("department", "finance_approver"), revision)
        listed = self.auditor.call(
            "budget.v1.BudgetTrailService.ListTrailEntries",
            {"parent": REGION, "filter": {"kind": "TRAIL_ENTRY_KIND_REFUSAL", "resource": revision.name}},
        )
        self.assertEqual([entry.reason for entry in listed.entries], ["OTHER_PERSON_REQUIRED"])
        self.assertEqual(listed.entries[0].person, PEOPLE["department"]["person"])


class Delegations(FourEyes):
    def test_nobody_lends_what_he_has_not(self):
        self.refused(DENIED, self.lend, self.department, "publisher", ["finance_approver"])
        lent = self.lend(self.approver, "finance", ["finance_approver"])
        self.refused(DENIED, self.lend, self.acting("finance", lent), "publisher", ["finance_approver"])
        platform = self.suite.client_with(None, certificate=self.suite.installation.platform)
        self.refused(DENIED, self.lend, platform, "publisher", ["platform"])

    def test_it_holds_for_its_delegate_on_its_days_until_it_is_taken_back(self):
        read = lambda client: client.call(BUDGETS + "GetBudgetRevision", {"name": revision.name})  # noqa: E731
        revision = self.submitted()
        approver = ["finance_approver"]
        lent = self.lend(self.approver, "publisher", approver)
        read(self.acting("publisher", lent))
        self.refused(INVALID, read, self.acting("department", lent))
        self.refused(INVALID, read, self.acting("approver", lent))
        for first, last in ((TODAY - 5 * DAY, TODAY - DAY), (TODAY + DAY, TODAY + 5 * DAY)):
            other = self.lend(self.approver, "publisher", approver, first, last)
            self.refused(INVALID, read, self.acting("publisher", other))
        for name in ("none", f"{REGION}/delegations/none", "regions/130303/delegations/none", "../x"):
            self.refused(INVALID, read, self.suite.client("publisher", acting_for=name))
        revoke = {"name": lent.name, "etag": lent.etag, "requestId": new_id()}
        self.refused(DENIED, self.acting("publisher", lent).call, DELEGATIONS + "RevokeDelegation", revoke)
        self.refused(INVALID, self.department.call, DELEGATIONS + "GetDelegation", {"name": lent.name})
        self.assertTrue(self.approver.call(DELEGATIONS + "RevokeDelegation", revoke).revoked)
        self.refused(INVALID, read, self.acting("publisher", lent))

    def test_others_do_not_learn_that_there_is_one(self):
        lent = self.lend(self.approver, "publisher", ["finance_approver"])
        texts = set()
        for name in (lent.name, f"{REGION}/delegations/none"):
            with self.assertRaises(Refusal) as refused:
                self.department.call(DELEGATIONS + "GetDelegation", {"name": name})
            texts.add((refused.exception.code, str(refused.exception.texts).replace(name, "")))
        self.assertEqual(len(texts), 1)
        listed = self.department.call(DELEGATIONS + "ListDelegations", {"parent": REGION, "pageSize": 1000})
        self.assertNotIn(lent.name, [found.name for found in listed.delegations])
        for reader in (self.approver, self.publisher, self.auditor, self.finance):
            listed = reader.call(DELEGATIONS + "ListDelegations", {"parent": REGION, "pageSize": 1000})
            self.assertIn(lent.name, [found.name for found in listed.delegations])

    def test_under_it_only_what_was_lent_counts(self):
        lent = self.lend(self.approver, "department", ["finance_approver"])
        name = f"{AGENCY}/budgets/{next(self.years)}"
        self.refused(DENIED, self.acting("department", lent).call, BUDGETS + "CreateBudget", samples.draft(name))
        self.department.call(BUDGETS + "CreateBudget", samples.draft(name))


if __name__ == "__main__":
    unittest.main()
