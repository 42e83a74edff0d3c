#!/usr/bin/python3
"""What the quick start does, step by step with the command-line client, and how the client tells what is wrong."""
import datetime
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import zoneinfo

import environment

environment.require(*environment.PROGRAMS, "clearbudget")

import samples
from command_line import BAD_INPUT, DONE, NOT_FOUND, PERMISSION, REFUSED, UNAVAILABLE, USAGE, CommandLine
from installation import MadeByClient
from samples import BUDGETS, INVENTED, INVENTED_FOLDER, RECORDED, RECORDED_FOLDER
from suite import Suite

LINES = 12_000
HEAD = """
budget:
  name: regions/990101/agencies/201/budgets/2026
  kind: STATEMENT_KIND_BUDGET
  origin: BUDGET_ORIGIN_PREPARED
  pack: demo-2026
  content:
"""


class MainJob(CommandLine):
    def test_the_recorded_sample(self):
        files = [RECORDED_FOLDER / name for name in ("agency.yaml", "agency-101002.yaml", "budget.yaml")]
        finance, approver, auditor = "shanhaiguan-finance", "shanhaiguan-approver", "shanhaiguan-auditor"
        self.assertEqual(self.cli(DONE, finance, "apply", *files).count("created"), 3)
        self.assertEqual(self.cli(DONE, finance, "apply", *files).count("unchanged"), 3)
        self.assertIn("three-public-is-sum", self.cli(DONE, finance, "check", RECORDED))
        self.cli(DONE, finance, "submit", RECORDED)
        self.cli(DONE, finance, "submit", RECORDED)
        self.cli(PERMISSION, finance, "approve", RECORDED + "/revisions/1")
        self.cli(NOT_FOUND, approver, "approve", RECORDED + "/revisions/2")
        self.cli(DONE, approver, "approve", RECORDED + "/revisions/1")
        self.cli(DONE, approver, "approve", RECORDED + "/revisions/1")
        self.assertEqual(len(self.changes(finance, "regions/130303/agencies/-")), 3)
        out = self.suite.folder / "statements"
        render = ("render", RECORDED + "/revisions/1", "--format", "text,html", "--findings", "--out", out)
        self.cli(DONE, auditor, *render)
        self.assertEqual({path.suffix for path in out.iterdir()}, {".txt", ".html"})
        self.assertTrue(all("4620332.98" in path.read_text("utf-8") for path in out.iterdir()))

    def test_the_invented_sample(self):
        finance, department = "yunlan-finance", "yunlan-department"
        self.cli(DONE, finance, "apply", *sorted(INVENTED_FOLDER.glob("agency-*.yaml")))
        for _ in range(2):
            self.cli(DONE, department, "apply", INVENTED_FOLDER / "budget.yaml")
        self.cli(DONE, department, "check", INVENTED)
        self.cli(DONE, department, "submit", INVENTED)
        revision = INVENTED + "/revisions/1"
        legal = ("--legal-date", "2026-02-05", "--document-number", "云财预〔2026〕3号")
        self.cli(DONE, "yunlan-approver", "approve", revision, *legal)
        self.cli(DONE, department, "apply", INVENTED_FOLDER / "progress.yaml")
        for _ in range(2):
            self.cli(DONE, department, "evaluate", revision, "--progress", revision + "/progressReports/12")
        evaluations = json.loads(self.cli(DONE, department, "list", "evaluations", revision, "--json"))["evaluations"]
        self.assertEqual([evaluation["name"] for evaluation in evaluations], [revision + "/evaluations/1"])
        lines = json.loads(self.cli(DONE, department, "list", "lines", revision, "--json"))["lines"]
        self.assertEqual(json.loads(self.cli(DONE, department, "show", revision, "--json"))["lineCount"], len(lines))
        out = self.suite.folder / "statements"
        evaluation = ("--evaluation", revision + "/evaluations/1")
        self.cli(DONE, "yunlan-publisher", "render", revision, "--format", "text", *evaluation, "--out", out)
        self.assertIn("演示数据", next(out.iterdir()).read_text("utf-8"))

    def changes(self, person, parent):
        return json.loads(self.cli(DONE, person, "list", "changes", parent, "--json"))["changes"]


class CutOff(CommandLine):
    def test_a_repeat_completes_an_apply_that_was_killed(self):
        finance = self.suite.client("finance")
        self.cli(DONE, "yunlan-finance", "apply", *sorted(INVENTED_FOLDER.glob("agency-*.yaml")))
        path = self.suite.folder / "large.json"
        lines = [{"agency": "201001", "item": f"{number:05}", "amount": f"{number}.00"} for number in range(LINES)]
        budget = samples.draft(INVENTED)["budget"] | {"content": {"lines": lines}}
        path.write_text(json.dumps({"budget": budget}))
        with subprocess.Popen(
            self.command("yunlan-finance", "apply", path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as cut:
            while len(self.changes_of(finance)) < 3 and cut.poll() is None:
                pass
            cut.kill()
        stored = finance.call(BUDGETS + "GetBudget", {"name": INVENTED}).line_count
        self.assertTrue(0 < stored < LINES, f"{stored} lines were stored when the apply was killed")
        self.cli(DONE, "yunlan-finance", "apply", path)
        self.cli(DONE, "yunlan-finance", "apply", path)
        answer = finance.call(BUDGETS + "ListBudgetLines", {"parent": INVENTED, "pageSize": 5000})
        found = list(answer.lines)
        while answer.next_page_token:
            request = {"parent": INVENTED, "pageSize": 5000, "pageToken": answer.next_page_token}
            answer = finance.call(BUDGETS + "ListBudgetLines", request)
            found += answer.lines
        self.assertEqual([(line.item, line.amount) for line in found], [(line["item"], line["amount"]) for line in lines])
        ids = [change.request_id for change in self.changes_of(finance)]
        self.assertEqual(len(ids), len(set(ids)))

    def changes_of(self, client):
        parent = {"parent": "regions/990101/agencies/201"}
        return client.call(BUDGETS + "ListBudgetChanges", parent).changes


class Delegation(CommandLine):
    def test_power_is_lent_used_and_taken_back(self):
        approver, delegate, name = "yunlan-approver", "yunlan-performance", "regions/990101/delegations/leave"
        finance, department, revision = "yunlan-finance", "yunlan-department", INVENTED + "/revisions/1"
        self.cli(DONE, finance, "apply", *sorted(INVENTED_FOLDER.glob("agency-*.yaml")))
        self.cli(DONE, department, "apply", INVENTED_FOLDER / "budget.yaml")
        self.cli(DONE, department, "submit", INVENTED)
        legal = ("--legal-date", "2026-02-05")
        refusal = self.cli(REFUSED, "yunlan-department-as-approver", "approve", revision, *legal)
        self.assertIn("OTHER_PERSON_REQUIRED", refusal)
        self.cli(PERMISSION, delegate, "approve", revision, *legal)
        today = str(datetime.datetime.now(zoneinfo.ZoneInfo("Asia/Shanghai")).date())
        lend = ("--to", "演示-云岚绩效审核员", "--roles", "finance_approver", "--first-day", today, "--last-day", today)
        for _ in range(2):
            self.cli(DONE, approver, "delegate", "create", name, *lend, "--reason", "出差")
        self.cli(DONE, delegate, "approve", revision, *legal, "--acting-for", name)
        listed = json.loads(self.cli(DONE, delegate, "delegate", "list", "regions/990101", "--json"))
        self.assertEqual([found["name"] for found in listed["delegations"]], [name])
        self.cli(PERMISSION, delegate, "delegate", "revoke", name)
        for _ in range(2):
            self.assertTrue(json.loads(self.cli(DONE, approver, "delegate", "revoke", name, "--json"))["revoked"])
        self.cli(PERMISSION, delegate, "show", revision, "--acting-for", name)


class Keys(CommandLine):
    """The suite with what `clearbudget keys` makes, and nothing else."""

    def setUp(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="clearbudget-keys-"))
        self.addCleanup(shutil.rmtree, folder)
        self.keys = folder / "keys"
        self.cli(DONE, None, "keys", self.keys)
        self.suite = self.enterContext(Suite(installation=MadeByClient(self.keys)))

    def settings(self, person):
        """Without --ca: the client finds the authority beside its key."""
        return [flag for flag in super().settings(person) if not flag.startswith("--ca=")]

    def test_people_and_platforms_are_known_and_strangers_are_not(self):
        finance, department = "yunlan-finance", "regions/990101/agencies/201"
        self.cli(DONE, finance, "apply", *sorted(INVENTED_FOLDER.glob("agency-*.yaml")))
        gateway = f"--gateway={self.suite.gateway.address}"
        clients = self.keys / "clients"
        own = (f"--certificate={clients}/platform.pem", f"--certificate-key={clients}/platform_key.pem")
        authority = f"--ca={self.keys}/public/ca.pem"
        self.assertIn("云岚", self.cli(DONE, None, "show", department, gateway, authority, *own))
        short = "--timeout=1s"
        self.cli(UNAVAILABLE, None, "show", department, gateway, f"--ca={self.keys}/internal/ca.pem", short, *own)
        self.cli(UNAVAILABLE, finance, "show", department, "--plaintext", short)

    def test_renewed_certificates_are_taken_up(self):
        finance = "yunlan-finance"
        self.cli(DONE, finance, "apply", *sorted(INVENTED_FOLDER.glob("agency-*.yaml")))
        made = json.loads(self.cli(DONE, None, "keys", self.keys, "--renew", "--json"))["files"]
        self.assertEqual({file["state"] for file in made}, {"RENEWED", "KEPT"})
        before = [process.pid for process in self.suite.processes.values()]
        for _ in range(5):
            self.cli(DONE, finance, "list", "budgets", "regions/990101/agencies/201")
        self.assertEqual([process.pid for process in self.suite.processes.values()], before)


class BadInput(CommandLine):
    def setUp(self):
        super().setUp()
        self.cli(DONE, "yunlan-finance", "apply", *sorted(INVENTED_FOLDER.glob("agency-*.yaml")))

    def refused(self, content, *expected, name="wrong.yaml"):
        """Applies a file; it is refused, every expected text is told, and nothing is stored."""
        path = self.suite.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        errors = self.cli(BAD_INPUT, "yunlan-department", "apply", path)
        for text in expected:
            self.assertIn(text, errors)
        self.assertRegex(errors, re.compile("[\u4e00-\u9fff].*[a-z]", re.DOTALL))
        self.cli(NOT_FOUND, "yunlan-department", "show", INVENTED)

    def test_amounts(self):
        figures = "    expenditure:\n" + "".join(
            f"      {field}: {{thisYear: {text}}}\n"
            for field, text in {
                "total": "1e6",
                "basic": '"12.345"',
                "personnel": '"１２，３４"',
                "operating": "0x10",
                "project": '""',
            }.items()
        )
        parts = ("total", "basic", "personnel", "operating", "project")
        self.refused(HEAD + figures, *(f"content.expenditure.{part}.this_year" for part in parts), "1e6", "12.345")

    def test_files_that_are_no_yaml(self):
        self.refused("budget: [1, 2\nname: {", "SYNTAX_ERROR")
        self.refused("", "REQUIRED")
        self.refused(b"\x00\xff\xfe\x7fELF" * 100, "TEXT_MALFORMED")
        self.refused(HEAD + "    department: &a {introduction: x}\n    targets: *a\n", "SYNTAX_ERROR")
        self.refused('{"budget": {"name": "x",}}', "SYNTAX_ERROR", name="wrong.json")

    def test_keys_that_are_wrong(self):
        twice = "    department:\n      introduction: 甲\n      introduction: 乙\n      staffInService: 010\n      staff: 3\n"
        self.refused(
            HEAD + twice,
            "content.department.introduction",
            "DUPLICATE_KEY",
            "content.department.staff_in_service",
            "content.department.staff ",
            "UNKNOWN_FIELD",
        )

    def test_a_file_of_50_megabytes(self):
        self.refused(HEAD + "    department:\n      introduction: " + "长" * (50 * 1024 * 1024 // 3) + "\n")

    def test_files_and_callers_that_are_not_there(self):
        self.cli(BAD_INPUT, "yunlan-department", "apply", self.suite.folder / "none.yaml")
        self.assertIn("yunlan-department", self.cli(USAGE, "nobody", "show", INVENTED))
        self.cli(USAGE, "yunlan-department", "no-such-command")
        self.suite.gateway.kill()
        self.cli(UNAVAILABLE, "yunlan-department", "show", INVENTED, "--timeout=1s")


if __name__ == "__main__":
    unittest.main()
