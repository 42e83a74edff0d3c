#!/usr/bin/python3
"""Every method, called by every role on its own, its unit's, another department's and another region's resources.

What is allowed is computed from the permissions in the published descriptors; refusals of what exists and of what does
not exist are the same.
"""
import re
import unittest

import environment

environment.require()

import samples
from client import Refusal
from samples import BUDGETS, new_id
from suite import Suite

OWN, OWN_OR_UNITS, REGION, ALL = 1, 2, 3, 4  # clearbudget.type.v1.Relation
AMOUNT, CODE, DATE, NAME = 1, 3, 4, 5  # clearbudget.type.v1.FactType
CALLER_REGION, CALLER_AGENCY = "regions/990101", "regions/990101/agencies/201"
# Each with the relations under which the caller stands to it.
RESOURCES = {
    CALLER_AGENCY: {OWN, OWN_OR_UNITS, REGION, ALL},
    "regions/990101/agencies/201001": {OWN_OR_UNITS, REGION, ALL},
    "regions/990101/agencies/777": {REGION, ALL},
    "regions/130303/agencies/101": {ALL},
}
YEAR, MISSING_YEAR = "2026", "1999"
VALID = {
    AMOUNT: "1.00",
    CODE: "1",
    DATE: "2026-01-01",
    NAME: f"{CALLER_AGENCY}/budgets/{YEAR}/revisions/1/progressReports/1",
}


class Method:
    """A method with a valid request for it, whose resource is set for each call."""

    def __init__(self, contracts, name, descriptor):
        self.name = name
        self._contracts = contracts
        permission = contracts.option(descriptor, "clearbudget.type.v1.permission")
        self.grants = {(grant.role, grant.relation) for grant in permission.grants}
        self.mutation = permission.mutation
        http = contracts.option(descriptor, "google.api.http")
        place = re.search(r"{([a-z_.]+)=([^}]+)}", http.get or http.post or http.patch or http.put)
        self.path, self._pattern = place.groups() if place else (None, "")
        self._request = contracts.method(name)[1]()
        self._fill(self._request)

    def request(self, agency, year):
        """A request on the agency or something below it; year tells apart what exists."""
        message = type(self._request)()
        message.CopyFrom(self._request)
        if self.mutation:
            message.request_id = new_id()
        if self.path:
            *parents, field = self.path.split(".")
            holder = message
            for parent in parents:
                holder = getattr(holder, parent)
            setattr(holder, field, self._resource(agency, year))
        return message

    def _resource(self, agency, year):
        values = {"regions": agency.split("/")[1], "agencies": agency.split("/")[3], "budgets": year}
        kinds = self._pattern.split("/")[::2]
        return "/".join(f"{kind}/{values.get(kind, '1')}" for kind in kinds)

    def _fill(self, message):
        for field in message.DESCRIPTOR.fields:
            rule = self._contracts.option(field, "clearbudget.type.v1.field")
            if not rule.required or rule.output_only:
                continue
            if field.message_type is None:
                setattr(message, field.name, VALID.get(rule.type, "x"))
            elif field.message_type.full_name == "google.protobuf.FieldMask":
                message.update_mask.paths.append("content.department")
            else:
                getattr(message, field.name).SetInParent()
                self._fill(getattr(message, field.name))


class Permissions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(Suite())
        cls.methods = [Method(cls.suite.contracts, *method) for method in cls.suite.contracts.methods()]
        cls.roles = sorted({role for method in cls.methods for role, _ in method.grants})
        cls.callers = {role: cls.suite.client_with(cls.suite.tokens.token(cls.person(role))) for role in cls.roles}
        finance, recorder = cls.suite.client("finance"), cls.suite.client("recorder")
        for agency in RESOURCES:
            client = finance if agency.startswith(CALLER_REGION) else recorder
            samples.create_agency(client, agency, parent="201" if agency.endswith("201001") else "")
            client.call(BUDGETS + "CreateBudget", samples.draft(f"{agency}/budgets/{YEAR}"))

    @staticmethod
    def person(role):
        return {
            "subject": f"test:{role}",
            "person": f"虚构-{role}",
            "region": CALLER_REGION,
            "agency": CALLER_AGENCY,
            "roles": [role],
        }

    def outcome(self, role, method, agency, year):
        """The code and texts of a call, with the resource's name left out."""
        try:
            self.callers[role].call(method.name, method.request(agency, year))
            return ("OK",)
        except Refusal as refusal:
            texts = [text.replace(year, "YEAR") for text in refusal.texts.values()]
            return (refusal.code, refusal.reason, *texts)

    def test_only_what_is_granted_is_answered(self):
        self.assertGreaterEqual(len(self.methods), 27)
        self.assertGreaterEqual(len(self.roles), 10)
        for method in self.methods:
            for role in self.roles:
                for agency, relations in RESOURCES.items():
                    granted = any(grant == (role, relation) for grant in method.grants for relation in relations)
                    with self.subTest(method=method.name, role=role, agency=agency):
                        self.check(role, method, agency, granted)

    def check(self, role, method, agency, granted):
        existing = self.outcome(role, method, agency, YEAR)
        missing = self.outcome(role, method, agency, MISSING_YEAR)
        if granted:
            self.assertNotIn(existing[0], ("PERMISSION_DENIED", "UNAUTHENTICATED", "INTERNAL", "UNKNOWN"))
        else:
            self.assertEqual(existing[:2], ("PERMISSION_DENIED", "PERMISSION_DENIED"))
            self.assertEqual(missing, existing)

    def test_lists_of_a_region_are_for_those_who_see_all_of_it(self):
        for role in self.roles:
            for method in ("ListBudgets", "ListBudgetChanges"):
                everything = {"parent": f"{CALLER_REGION}/agencies/-"}
                with self.subTest(role=role, method=method):
                    sees_all = any(
                        (role, relation) in found.grants
                        for found in self.methods
                        for relation in (REGION, ALL)
                        if found.name == BUDGETS + method
                    )
                    if sees_all:
                        self.callers[role].call(BUDGETS + method, everything)
                        continue
                    with self.assertRaises(Refusal) as refused:
                        self.callers[role].call(BUDGETS + method, everything)
                    self.assertEqual(refused.exception.code, "PERMISSION_DENIED")


if __name__ == "__main__":
    unittest.main()
