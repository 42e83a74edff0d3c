#!/usr/bin/python3
"""One service is away: who needs it says so and names it, the others answer, and all goes on when it is back."""
import unittest

import environment

environment.require()

import samples
from client import Refusal
from samples import AGENCIES, BUDGETS, INVENTED, INVENTED_FOLDER, PERFORMANCE, STATEMENTS, new_id
from suite import Suite


class Outage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(Suite())
        cls.finance, cls.approver = cls.suite.client("finance"), cls.suite.client("approver")
        for path in sorted(INVENTED_FOLDER.glob("agency-*.yaml")):
            cls.finance.call(AGENCIES + "CreateAgency", samples.request(path))
        budget = cls.finance.call(BUDGETS + "CreateBudget", samples.request(INVENTED_FOLDER / "budget.yaml"))
        submit = {"name": INVENTED, "etag": budget.etag, "requestId": new_id()}
        revision = cls.finance.call(BUDGETS + "SubmitBudget", submit)
        etag = cls.approver.call(BUDGETS + "GetBudget", {"name": INVENTED}).etag
        approve = {"name": revision.name, "etag": etag, "digest": revision.digest, "requestId": new_id()}
        cls.approver.call(BUDGETS + "ApproveBudget", approve | {"legalDate": "2026-02-05"})
        progress = samples.request(INVENTED_FOLDER / "progress.yaml")
        report = cls.finance.call(PERFORMANCE + "WriteProgressReport", progress)
        cls.evaluate = {"parent": revision.name, "progressReport": report.name, "requestId": new_id()}
        cls.evaluation = cls.finance.call(PERFORMANCE + "CreateEvaluation", cls.evaluate)
        cls.render = {"name": revision.name, "format": "text"}
        cls.render_evaluated = cls.render | {"evaluation": cls.evaluation.name}

    def away(self, name):
        self.suite.processes[name].kill()
        self.addCleanup(self.suite.wait_until_ready)
        self.addCleanup(self.suite.processes[name].start)

    def unavailable(self, service, method, request):
        with self.assertRaises(Refusal) as refused:
            self.finance.call(method, request)
        refusal = refused.exception
        self.assertEqual((refusal.code, refusal.reason), ("UNAVAILABLE", "BACKEND_UNAVAILABLE"), refusal)
        self.assertIn(service, refusal.texts["zh-CN"])
        self.assertIn(service, refusal.texts["en"])

    def test_without_submission(self):
        self.away("submission")
        self.unavailable("submission", BUDGETS + "GetBudget", {"name": INVENTED})
        self.unavailable("submission", STATEMENTS + "RenderStatement", self.render)
        # Its repeat needs nothing of others, since the first answer is kept.
        self.assertEqual(self.finance.call(PERFORMANCE + "CreateEvaluation", self.evaluate), self.evaluation)
        self.finance.call(STATEMENTS + "ListFormats")

    def test_without_performance(self):
        self.away("performance")
        self.unavailable("performance", PERFORMANCE + "GetEvaluation", {"name": self.evaluation.name})
        self.unavailable("performance", STATEMENTS + "RenderStatement", self.render_evaluated)
        self.finance.call(STATEMENTS + "RenderStatement", self.render)
        self.finance.call(BUDGETS + "CheckBudget", {"name": INVENTED})

    def test_without_disclosure(self):
        self.away("disclosure")
        self.unavailable("disclosure", STATEMENTS + "RenderStatement", self.render)
        self.finance.call(BUDGETS + "CheckBudget", {"name": INVENTED})
        self.finance.call(PERFORMANCE + "GetEvaluation", {"name": self.evaluation.name})

    def test_afterwards_statements_are_the_same_byte_for_byte(self):
        before = self.finance.call(STATEMENTS + "RenderStatement", self.render_evaluated)
        for name in environment.PROGRAMS:
            self.suite.restart(name)
        self.suite.wait_until_ready()
        again, _ = self.finance.call_until_answered(STATEMENTS + "RenderStatement", self.render_evaluated)
        self.assertEqual(again, before)


if __name__ == "__main__":
    unittest.main()
