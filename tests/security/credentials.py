"""What the tests of credentials share: a suite whose issuer signs with every algorithm, and how a refusal looks."""
import unittest

import samples
from client import Refusal
from samples import AGENCIES
from suite import Suite

ALGORITHMS = ("EdDSA", "ES256", "PS256", "RS256")
AGENCY = "regions/990101/agencies/201"
GET_AGENCY = {"name": AGENCY}
ASSERTION = "x-clearbudget-assertion"
MISSING, INVALID, EXPIRED = "CREDENTIALS_MISSING", "CREDENTIALS_INVALID", "CREDENTIALS_EXPIRED"


class Credentials(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        suite = Suite()
        for algorithm in ALGORITHMS[1:]:
            suite.tokens.add_key(algorithm)
        suite.installation.write_policy(ALGORITHMS)
        cls.suite = cls.enterClassContext(suite)
        cls.tokens, cls.installation = suite.tokens, suite.installation
        samples.create_agency(suite.client("finance"), AGENCY)

    def refused(self, client, reason, method=AGENCIES + "GetAgency", request=None):
        with self.assertRaises(Refusal) as refused:
            client.call(method, GET_AGENCY if request is None else request)
        found = refused.exception
        self.assertEqual((found.code, found.reason), ("UNAUTHENTICATED", reason), found)
        return found

    def not_connected(self, client):
        path, request_class, _ = self.suite.contracts.method(AGENCIES + "GetAgency")
        with self.assertRaises(Refusal) as refused:
            client.call_bytes(path, request_class(name=AGENCY).SerializeToString(), wait_for_ready=False)
        self.assertEqual((refused.exception.code, refused.exception.reason), ("UNAVAILABLE", ""))
