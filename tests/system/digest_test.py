#!/usr/bin/python3
"""A revision's digests are recomputed from its JSON form by another language, and are those that the service says."""
import json
import sys
import unittest

import environment

environment.require()

from google.protobuf import json_format

import samples
from samples import AGENCIES, BUDGETS, INVENTED, INVENTED_FOLDER, RECORDED, RECORDED_FOLDER, new_id
from suite import Suite

sys.path.insert(0, str(environment.ROOT / "tests" / "contract"))
from recompute_digest import CONTENT, canonical_text, digests, types_of  # noqa: E402


class Digest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(Suite())
        cls.types = types_of(environment.DESCRIPTORS.read_bytes())

    def submit(self, client, folder, name):
        for path in sorted(folder.glob("agency*.yaml")):
            client.call(AGENCIES + "CreateAgency", samples.request(path))
        budget = client.call(BUDGETS + "CreateBudget", samples.request(folder / "budget.yaml"))
        return client.call(BUDGETS + "SubmitBudget", {"name": name, "etag": budget.etag, "requestId": new_id()})

    def recomputed(self, content):
        message = json.loads(json_format.MessageToJson(content))
        return digests(canonical_text(self.types, CONTENT, message))

    def check(self, person, folder, name):
        client = self.suite.client(person)
        submitted = self.submit(client, folder, name)
        revision = client.call(BUDGETS + "GetBudgetRevision", {"name": submitted.name, "view": "BUDGET_VIEW_FULL"})
        self.assertEqual(revision.line_count, len(revision.content.lines))
        found = self.recomputed(revision.content)
        self.assertEqual(found, {"sha256": revision.digest, "sm3": revision.digest_national})
        self.assertEqual(revision.digest, submitted.digest)
        # The order of the lines says nothing: the canonical form sorts them by their keys.
        revision.content.lines.reverse()
        self.assertEqual(self.recomputed(revision.content), found)
        view = client.call(BUDGETS + "GetDisclosableView", {"name": submitted.name})
        self.assertEqual(self.recomputed(view.content)["sha256"], view.digest)
        self.assertEqual(view.revision_digest, revision.digest)

    def test_the_recorded_sample(self):
        self.check("recorder", RECORDED_FOLDER, RECORDED)

    def test_the_invented_sample(self):
        self.check("finance", INVENTED_FOLDER, INVENTED)

    def test_digests_differ_where_one_figure_does(self):
        content = samples.read(RECORDED_FOLDER / "budget.yaml")["budget"]["content"]
        before = digests(canonical_text(self.types, CONTENT, content))
        content["income"]["total"]["thisYear"] = "4620332.97"
        after = digests(canonical_text(self.types, CONTENT, content))
        self.assertNotEqual(before, after)


if __name__ == "__main__":
    unittest.main()
