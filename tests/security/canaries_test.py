#!/usr/bin/python3
"""A season's run with marked texts in another department's draft, in internal notes, in omission records and in a draft
that was opened again: everything that is answered to who may not see them, and every log, is searched for the marks."""
import unittest

import system_modules  # noqa: F401
import environment

environment.require()

import role_matrix
import samples
from any_request import AnyRequest
from client import Refusal
from samples import AGENCIES, BUDGETS, INVENTED, INVENTED_FOLDER, PERFORMANCE, STATEMENTS, new_id, request
from suite import Suite

REGION = "regions/990101"
OWN, UNIT, OTHER = f"{REGION}/agencies/201", f"{REGION}/agencies/201001", f"{REGION}/agencies/777"
ELSEWHERE = "regions/130303/agencies/101"
SEEN_OF_DRAFTS = {"finance_budget_reviewer", "auditor"}  # of another department's, by the reviewed table
# The department itself prepares; its unit's preparer does not see the department's.
SEEN_OF_OWN = {"department_reviewer", "platform", *SEEN_OF_DRAFTS}
# Where what is internal may be answered: to who works on the budget, and in the trail of what was changed.
INTERNAL_METHODS = (
    BUDGETS + "GetBudget",
    BUDGETS + "GetBudgetRevision",
    BUDGETS + "ListBudgetChanges",
    "budget.v1.BudgetTrailService.ListTrailEntries",
    "budget.v1.BudgetTrailService.ExportTrail",
)


def mark(of):
    return f"canary-{of}-{new_id()}"


class Canaries(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.marks = {of: mark(of) for of in ("draft", "line", "note", "omission", "reopened", "remark")}
        cls.suite = cls.enterClassContext(
            Suite(service_options=["--log_level=debug"], gateway_options=["--log_level=debug"])
        )
        cls.methods = [AnyRequest(cls.suite.contracts, *method) for method in cls.suite.contracts.methods()]
        cls.roles, cls.table = role_matrix.reviewed()
        cls.answers = []  # (role, method, text) of everything that anybody was answered while the season went on
        cls.season()

    @classmethod
    def season(cls):
        suite, marks = cls.suite, cls.marks
        finance, recorder, department = (suite.client(name) for name in ("finance", "recorder", "department"))
        for path in sorted(INVENTED_FOLDER.glob("agency-*.yaml")):
            finance.call(AGENCIES + "CreateAgency", request(path))
        samples.create_agency(finance, OTHER)
        samples.create_agency(recorder, ELSEWHERE)
        cls.other_department(finance)
        create = request(INVENTED_FOLDER / "budget.yaml")
        content = create["budget"]["content"]
        content["internalNotes"] = [{"number": 1, "text": marks["note"]}]
        content["omissions"] = [
            {"number": 1, "kind": "other_legal", "legalBasis": marks["omission"], "decidedBy": marks["omission"]}
        ]
        budget = department.call(BUDGETS + "CreateBudget", create)
        cls.listen()
        submit = {"name": INVENTED, "etag": budget.etag, "requestId": new_id()}
        first = department.call(BUDGETS + "SubmitBudget", submit)
        cls.listen()
        head = finance.call(BUDGETS + "GetBudget", {"name": INVENTED})
        back = {"name": first.name, "etag": head.etag, "comment": marks["remark"], "requestId": new_id()}
        suite.client("approver").call(BUDGETS + "ReturnBudget", back)
        cls.listen()
        head = department.call(BUDGETS + "GetBudget", {"name": INVENTED})
        submit = {"name": INVENTED, "etag": head.etag, "requestId": new_id()}
        second = department.call(BUDGETS + "SubmitBudget", submit)
        head = finance.call(BUDGETS + "GetBudget", {"name": INVENTED})
        approve = {"name": second.name, "etag": head.etag, "digest": second.digest, "legalDate": "2026-02-05"}
        suite.client("approver").call(BUDGETS + "ApproveBudget", approve | {"requestId": new_id()})
        progress = request(INVENTED_FOLDER / "progress.yaml")
        named = progress["progressReport"]
        named["name"] = named["name"].replace("/revisions/1/", "/revisions/2/")
        report = department.call(PERFORMANCE + "WriteProgressReport", progress)
        evaluate = {"parent": second.name, "progressReport": report.name, "requestId": new_id()}
        evaluation = department.call(PERFORMANCE + "CreateEvaluation", evaluate)
        cls.revision, cls.evaluation = second.name, evaluation.name
        cls.listen()
        head = department.call(BUDGETS + "GetBudget", {"name": INVENTED})
        content = {"department": {"introduction": marks["reopened"]}}
        budget = {"name": INVENTED, "etag": head.etag, "content": content}
        update = {"budget": budget, "updateMask": "content.department", "requestId": new_id()}
        department.call(BUDGETS + "UpdateBudget", update)
        cls.listen()

    @classmethod
    def other_department(cls, finance):
        draft = samples.draft(f"{OTHER}/budgets/2026", department={"introduction": cls.marks["draft"]})
        budget = finance.call(BUDGETS + "CreateBudget", draft)
        finance.call(BUDGETS + "WriteBudgetLines", samples.write_lines(budget, [samples.line(cls.marks["line"])]))

    @classmethod
    def person(cls, role, agency=OWN):
        caller = {"subject": f"test:{role}", "region": REGION, "agency": agency, "roles": [role]}
        return caller if role in ("platform", "public") else caller | {"person": f"虚构-{role}"}

    @classmethod
    def listen(cls):
        """Every method that changes nothing, by every role, on everything there is; what it answers is kept."""
        for role in cls.roles:
            client = cls.suite.client_with(cls.suite.tokens.token(cls.person(role)))
            for method in cls.methods:
                ids = [(agency, revision) for agency in (OWN, UNIT, OTHER, ELSEWHERE) for revision in ("1", "2")]
                for agency, revision in {
                    method.resource(agency, budgets="2026", revisions=revision): (agency, revision)
                    for agency, revision in ids
                }.values():
                    cls.ask(role, client, method, method.about(agency, budgets="2026", revisions=revision))
            client.close()

    @classmethod
    def ask(cls, role, client, method, asked):
        if "view" in asked.DESCRIPTOR.fields_by_name:
            asked.view = 3  # everything
        try:
            if method.streams:
                answer = "".join(part.lines for part in client.call_stream(method.name, asked))
            else:
                path = cls.suite.contracts.method(method.name)[0]
                answer = client.call_bytes(path, asked.SerializeToString()).decode("utf-8", "replace")
        except Refusal as refusal:
            answer = f"{refusal} {refusal.metadata} {refusal.texts} {refusal.violations}"
        cls.answers.append((role, method.name, answer))

    def found(self, mark, may_see):
        """(role, method) that were answered the mark without need."""
        told = {(role, method) for role, method, answer in self.answers if self.marks[mark] in answer}
        return sorted(one for one in told if not may_see(*one))

    def test_the_marks_are_seen_where_they_may_be(self):
        for of, role in (("draft", "auditor"), ("note", "department_reviewer"), ("omission", "auditor")):
            self.assertTrue(any(self.marks[of] in text for found, _, text in self.answers if found == role), of)
        self.assertGreater(len(self.answers), 5_000)

    def test_another_departments_draft(self):
        for of in ("draft", "line"):
            self.assertEqual(self.found(of, lambda role, _: role in SEEN_OF_DRAFTS), [])

    def test_internal_notes_and_omission_records(self):
        for of in ("note", "omission"):
            self.assertEqual(self.found(of, lambda role, method: method in INTERNAL_METHODS), [], of)
            self.assertEqual(self.found(of, lambda role, _: role != "public"), [], of)

    def test_a_draft_that_was_opened_again(self):
        self.assertEqual(self.found("reopened", lambda role, _: role in {"unit_preparer", *SEEN_OF_OWN}), [])

    def test_every_rendering(self):
        publisher = self.suite.client("publisher")
        formats = [found.id for found in publisher.call(STATEMENTS + "ListFormats").formats]
        self.assertGreaterEqual(len(formats), 2)
        for format_id in formats:
            for more in ({}, {"evaluation": self.evaluation}, {"includeFindings": True}):
                asked = {"name": self.revision, "format": format_id} | more
                rendered = publisher.call(STATEMENTS + "RenderStatement", asked)
                self.assertEqual([of for of, text in self.marks.items() if text.encode() in rendered.content], [])
                self.assertGreater(len(rendered.content), 1000)

    def test_who_belongs_to_another_department_or_region(self):
        for region, agency in ((REGION, OTHER), ("regions/130303", ELSEWHERE)):
            for role in ("unit_preparer", "department_reviewer", "publisher", "platform"):
                person = self.person(role, agency) | {"region": region, "subject": f"test:{role}-{agency}"}
                client = self.suite.client_with(self.suite.tokens.token(person))
                before = len(self.answers)
                for method in self.methods:
                    for revision in ("1", "2"):
                        self.ask(role, client, method, method.about(OWN, budgets="2026", revisions=revision))
                heard = self.answers[before:]
                del self.answers[before:]
                for of in ("note", "omission", "reopened", "remark"):
                    told = [method for _, method, text in heard if self.marks[of] in text]
                    self.assertEqual(told, [], (of, agency, role))

    def test_every_log(self):
        for process in self.suite.processes.values():
            log = process.log()
            self.assertIn("call", log)
            self.assertEqual([of for of, text in self.marks.items() if text in log], [], process.name)


if __name__ == "__main__":
    unittest.main()
