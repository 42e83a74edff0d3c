#!/usr/bin/python3
"""kill -9 of any process between two calls, and amid writes: nothing acknowledged is lost, nothing is doubled, and
the trail goes on from what was signed."""
import itertools
import unittest

import environment

environment.require()

import samples
from ledger import Ledgers
from samples import AGENCIES, BUDGETS, INVENTED, INVENTED_FOLDER, PERFORMANCE, STATEMENTS, new_id
from suite import Suite
from trail_export import Checkpoint, Export

REGION = "regions/990101"
TRAIL = "budget.v1.BudgetTrailService."
WRITERS = 4
KILLS = 6
WRITES_BETWEEN_KILLS = 40


class KillBetweenCalls(unittest.TestCase):
    """The main job, where one of the four processes is killed and started again before every call."""

    def setUp(self):
        self.suite = self.enterContext(Suite())
        self.victims = itertools.cycle(environment.PROGRAMS)

    def after_a_kill(self, person, method, request):
        self.suite.restart(next(self.victims))
        client = self.suite.client(person)
        answer, _ = client.call_until_answered(method, request)
        if "requestId" in request:
            # Killed again before the repeat: the first answer stands, whoever gave it.
            self.suite.restart(next(self.victims))
            self.assertEqual(client.call_until_answered(method, request)[0], answer)
        return answer

    def test_the_main_job_survives(self):
        for path in sorted(INVENTED_FOLDER.glob("agency-*.yaml")):
            self.after_a_kill("finance", AGENCIES + "CreateAgency", samples.request(path))
        create = samples.request(INVENTED_FOLDER / "budget.yaml")
        budget = self.after_a_kill("department", BUDGETS + "CreateBudget", create)
        submit = {"name": INVENTED, "etag": budget.etag, "requestId": new_id()}
        revision = self.after_a_kill("department", BUDGETS + "SubmitBudget", submit)
        head = self.after_a_kill("approver", BUDGETS + "GetBudget", {"name": INVENTED})
        approve = {"name": revision.name, "etag": head.etag, "digest": revision.digest, "requestId": new_id()}
        self.after_a_kill("approver", BUDGETS + "ApproveBudget", approve | {"legalDate": "2026-02-05"})
        progress = samples.request(INVENTED_FOLDER / "progress.yaml")
        report = self.after_a_kill("department", PERFORMANCE + "WriteProgressReport", progress)
        evaluate = {"parent": revision.name, "progressReport": report.name, "requestId": new_id()}
        evaluation = self.after_a_kill("department", PERFORMANCE + "CreateEvaluation", evaluate)
        self.check_what_is_stored(revision, evaluation)

    def check_what_is_stored(self, revision, evaluation):
        listed = self.after_a_kill("department", PERFORMANCE + "ListEvaluations", {"parent": revision.name})
        self.assertEqual([found.name for found in listed.evaluations], [evaluation.name])
        feed = self.after_a_kill("department", BUDGETS + "ListBudgetChanges", {"parent": "regions/990101/agencies/201"})
        self.assertEqual(
            [(change.change_number, change.method.rpartition("/")[2]) for change in feed.changes],
            [(1, "CreateBudget"), (2, "SubmitBudget"), (3, "ApproveBudget")],
        )
        frozen = self.after_a_kill("approver", BUDGETS + "GetBudgetRevision", {"name": revision.name})
        self.assertEqual(frozen.digest, revision.digest)
        render = {"name": revision.name, "format": "text", "evaluation": evaluation.name}
        self.after_a_kill("publisher", STATEMENTS + "RenderStatement", render)


class KillUnderLoad(unittest.TestCase):
    def test_every_acknowledged_write_is_stored_once(self):
        with Suite() as suite:
            ledgers = Ledgers(suite, WRITERS)
            checkpoints = []
            for victim in itertools.islice(itertools.cycle(("submission", "gateway")), KILLS):
                ledgers.wait_for(WRITES_BETWEEN_KILLS)
                checkpoints.append(self.checkpoint(suite))
                suite.restart(victim)
            ledgers.wait_for(WRITES_BETWEEN_KILLS)
            ledgers.end()
            suite.restart("submission")
            suite.wait_until_ready()
            self.assertEqual(ledgers.lost_and_doubled(), ([], []))
            written = sum(len(writer.ledger) for writer in ledgers.writers)
            self.assertGreater(written, KILLS * WRITES_BETWEEN_KILLS)
            self.check_trail(suite, checkpoints, written)

    @staticmethod
    def checkpoint(suite):
        """Signed while the writers write."""
        answer, _ = suite.client("auditor").call_until_answered(TRAIL + "GetTrailCheckpoint", {"parent": REGION})
        return Checkpoint(answer.note)

    def check_trail(self, suite, checkpoints, written):
        """Every write is in the trail, and no kill ever took back what a checkpoint covered."""
        parts = suite.client("auditor").call_stream(TRAIL + "ExportTrail", {"parent": REGION})
        export = Export("".join(part.lines for part in parts))
        self.assertEqual(export.problems(suite.installation.trail_key.public_key, checkpoints), [])
        writes = [entry for entry in export.entries if entry["method"].endswith("/WriteBudgetLines")]
        self.assertEqual(len(writes), written)


if __name__ == "__main__":
    unittest.main()
