#!/usr/bin/python3
"""The main job on both samples, driven through the gateway by an independent client."""
import hashlib
import unittest
from decimal import Decimal

import environment

environment.require()

from samples import AGENCIES, BUDGETS, INVENTED, INVENTED_FOLDER, PERFORMANCE, RECORDED, RECORDED_FOLDER, STATEMENTS
from samples import new_id, read, request
from client import Refusal
from suite import Suite

# The rows of the audit of the published statement that its data shows: rule, outcome, severity.
AUDIT = [
    ("three-public-is-sum", "INSUFFICIENT_DATA", "ERROR"),
    ("indicator-target-stated", "FAIL", "ERROR"),
    ("three-public-scope-restated", "FAIL", "EXPLAIN"),
    ("insured-vehicles-are-held-vehicles", "FAIL", "EXPLAIN"),
    ("asset-purchases-in-procurement", "FAIL", "WARNING"),
    ("asset-purchases-traceable", "INSUFFICIENT_DATA", "WARNING"),
    ("asset-tables-share-unit", "FAIL", "WARNING"),
    ("purchase-plan-labelled-for-its-year", "FAIL", "WARNING"),
    ("statutory-disclosure", "INSUFFICIENT_DATA", "WARNING"),
    ("operating-costs-other-share", "FAIL", "WARNING"),
    ("year-on-year-change-within-half", "FAIL", "WARNING"),
    ("indicator-basis-stated", "FAIL", "WARNING"),
    ("rate-target-of-hundred-is-equality", "FAIL", "WARNING"),
    ("indicator-output-detail", "FAIL", "WARNING"),
    ("completion-target-meets-goal", "FAIL", "WARNING"),
    ("project-name-same-in-text", "FAIL", "WARNING"),
    ("staff-figures-differ", "FAIL", "ADVISORY"),
    ("project-other-funds-stated", "INSUFFICIENT_DATA", "ADVISORY"),
]


def stated_figures(content):
    """Every amount that a content states."""
    if isinstance(content, list):
        return [figure for element in content for figure in stated_figures(element)]
    if not isinstance(content, dict):
        return []
    amounts = ("thisYear", "change", "amount", "value", "statedFixedAssets")
    own = [Decimal(content[key]) for key in amounts if isinstance(content.get(key), str)]
    return own + [figure for value in content.values() for figure in stated_figures(value)]


def forms_of(amount):
    """The ways in which a statement may print an amount; a decrease is printed in words."""
    yuan, ten_thousand = abs(amount), abs(amount) / 10000
    return {f"{yuan:.2f}", f"{yuan:,.2f}", f"{yuan.normalize():f}", f"{yuan:.1f}0", f"{ten_thousand.normalize():f}"}


def name_of(message, field, prefix):
    number = getattr(message, field)
    return message.DESCRIPTOR.fields_by_name[field].enum_type.values_by_number[number].name.removeprefix(prefix)


def findings(report):
    return [
        (finding.rule_id, name_of(finding, "outcome", "OUTCOME_"), name_of(finding, "severity", "SEVERITY_"))
        for finding in report.findings
    ]


class MainJob(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(Suite())

    def submit_and_approve(self, clerk, approver, name, **approval):
        draft = clerk.call(BUDGETS + "GetBudget", {"name": name})
        submit = {"name": name, "etag": draft.etag, "requestId": new_id()}
        revision = clerk.call(BUDGETS + "SubmitBudget", submit)
        self.assertRegex(revision.digest, "^cb1:sha256:[0-9a-f]{64}$")
        self.assertRegex(revision.digest_national, "^cb1:sm3:[0-9a-f]{64}$")
        head = approver.call(BUDGETS + "GetBudget", {"name": name})
        approve = {"name": revision.name, "etag": head.etag, "digest": revision.digest, "requestId": new_id()}
        approved = approver.call(BUDGETS + "ApproveBudget", approve | approval)
        self.assertEqual(name_of(approved, "state", "REVISION_STATE_"), "APPROVED")
        self.assertNotEqual(approved.decision.person, approved.submission.person)
        return approved

    def render(self, reader, revision, expected, **options):
        statements = {}
        for format_id in ("text", "html"):
            rendered = reader.call(STATEMENTS + "RenderStatement", {"name": revision, "format": format_id, **options})
            self.assertEqual(hashlib.sha256(rendered.content).hexdigest(), rendered.content_sha256)
            statements[format_id] = rendered.content.decode("utf-8")
            missing = [text for text in expected if text not in statements[format_id]]
            self.assertEqual(missing, [], format_id)
        return statements

    def test_the_recorded_sample(self):
        recorder = self.suite.client("recorder")
        for file in ("agency.yaml", "agency-101002.yaml"):
            recorder.call(AGENCIES + "CreateAgency", request(RECORDED_FOLDER / file))
        recorder.call(BUDGETS + "CreateBudget", request(RECORDED_FOLDER / "budget.yaml"))
        report = recorder.call(BUDGETS + "CheckBudget", {"name": RECORDED})
        self.assertEqual(findings(report), AUDIT)
        self.assertTrue(report.submittable)
        approved = self.submit_and_approve(recorder, self.suite.client("recorded-approver"), RECORDED)
        self.assertEqual(approved.digest, report.subject_digest)

        auditor = self.suite.client("recorded-auditor")
        published = self.render(auditor, approved.name, ["山海关区人大", "车辆保险费"])
        for format_id, statement in published.items():
            figures = stated_figures(read(RECORDED_FOLDER / "budget.yaml")["budget"]["content"])
            self.assertGreater(len(figures), 40)
            missing = [figure for figure in figures if not any(form in statement for form in forms_of(figure))]
            self.assertEqual(missing, [], f"figures of the sample that its statement does not show ({format_id})")
        with_findings = self.render(auditor, approved.name, ["山海关"], includeFindings=True)
        for format_id, statement in published.items():
            self.assertGreater(len(with_findings[format_id]), len(statement), format_id)
        self.assertIn("<html", published["html"])

    def test_the_invented_sample(self):
        department = self.suite.client("department")
        self.prepare_the_invented_sample(department)
        approved = self.submit_and_approve(
            department,
            self.suite.client("approver"),
            INVENTED,
            legalDate="2026-02-05",
            documentNumber="云财预〔2026〕3号",
        )
        report = department.call(PERFORMANCE + "WriteProgressReport", request(INVENTED_FOLDER / "progress.yaml"))
        evaluation = department.call(
            PERFORMANCE + "CreateEvaluation",
            {"parent": approved.name, "progressReport": report.name, "requestId": new_id()},
        )
        self.check_evaluation(evaluation, approved)
        again = department.call(PERFORMANCE + "GetEvaluation", {"name": evaluation.name})
        self.assertEqual(again, evaluation)
        listed = department.call(PERFORMANCE + "ListEvaluations", {"parent": approved.name})
        self.assertEqual([found.name for found in listed.evaluations], [evaluation.name])
        publisher = self.suite.client("publisher")
        self.render(publisher, approved.name, ["云岚县文化和旅游局", "演示数据"], evaluation=evaluation.name)

    def prepare_the_invented_sample(self, department):
        finance = self.suite.client("finance")
        for path in sorted(INVENTED_FOLDER.glob("agency-*.yaml")):
            finance.call(AGENCIES + "CreateAgency", request(path))
        department.call(BUDGETS + "CreateBudget", request(INVENTED_FOLDER / "budget.yaml"))
        report = department.call(BUDGETS + "CheckBudget", {"name": INVENTED})
        self.assertEqual(findings(report), [("statutory-disclosure", "INSUFFICIENT_DATA", "WARNING")])
        self.assertTrue(report.submittable)
        with self.assertRaises(Refusal) as refused:
            self.suite.client("preparer").call(BUDGETS + "GetBudget", {"name": INVENTED})
        self.assertEqual(refused.exception.code, "PERMISSION_DENIED")

    def check_evaluation(self, evaluation, approved):
        self.assertEqual(evaluation.revision_digest, approved.digest)
        self.assertTrue(evaluation.demonstration)
        self.assertEqual(len(evaluation.projects), 4)
        for project in evaluation.projects:
            self.assertRegex(project.total_score, r"^\d+(\.\d{1,2})?$")
            self.assertTrue(project.grade_name)
            self.assertTrue(all(indicator.working.chinese for indicator in project.indicators))
        grades = [indicator.grade for block in evaluation.duty_blocks for indicator in block.indicators]
        self.assertEqual(len(grades), 6)
        self.assertTrue(all(grades))


if __name__ == "__main__":
    unittest.main()
