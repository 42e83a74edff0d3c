#!/usr/bin/python3
"""Tokens, metadata and certificates that no honest client has, at the gateway; and those that are good."""
import hashlib
import hmac
import unittest

import system_modules  # noqa: F401
import environment

environment.require()

import samples
from certificates import PAST, Authority
from client import Refusal
from credentials import AGENCY, ALGORITHMS, ASSERTION, EXPIRED, GET_AGENCY, INVALID, MISSING, Credentials
from people import PEOPLE
from samples import AGENCIES, BUDGETS, STATEMENTS, new_id
from tokens import TokenMaker, as_json, assertion, encode


class Tokens(Credentials):
    def test_every_algorithm_of_the_policy_is_accepted(self):
        for algorithm in ALGORITHMS:
            with self.subTest(algorithm=algorithm):
                token = self.tokens.token(PEOPLE["department"], algorithm=algorithm)
                self.assertEqual(self.suite.client_with(token).call(AGENCIES + "GetAgency", GET_AGENCY).name, AGENCY)

    def claims(self, **others):
        return self.tokens.claims(PEOPLE["department"], **others)

    def forged(self):
        """(what, token, reason)"""
        good, rsa = self.tokens.keys["EdDSA"], self.tokens.keys["RS256"]
        genuine = good.token(self.claims())
        head, body, signature = genuine.split(".")
        other = good.token(self.tokens.claims(PEOPLE["finance"])).split(".")[1]
        stranger = TokenMaker(self.suite.folder / f"stranger-{new_id()}").keys["EdDSA"]
        yield "signed by a stranger", stranger.token(self.claims()), INVALID
        yield "signed by a stranger under a known kid", stranger.token(self.claims(), kid=good.kid), INVALID
        yield "another's claims", f"{head}.{other}.{signature}", INVALID
        none = f"{encode(as_json({'alg': 'none', 'typ': 'JWT', 'kid': good.kid}))}.{body}."
        yield "alg none", none, INVALID
        yield "alg None with a signature", good.token(self.claims(), alg="None"), INVALID
        for alg in ("ES256", "RS256", "HS256", "eddsa", "Ed448", ["EdDSA"]):
            yield f"alg {alg}", good.token(self.claims(), alg=alg), INVALID
        yield "HS256 with the RSA key as secret", self.hs256(rsa), INVALID
        yield "PS256 swapped for RS256", rsa.token(self.claims(), alg="PS256"), INVALID
        paths = ("../issuer/jwks.json", "/dev/null", "https://evil.example/jwks", "' OR 1=1 --")
        for kid in (*paths, "", "unknown", 7, None):
            yield f"kid {kid}", good.token(self.claims(), kid=kid), INVALID
        yield "an embedded key", stranger.token(self.claims(), kid=stranger.kid, jwk=stranger.jwk), INVALID
        yield "an address of keys", stranger.token(self.claims(), jku="https://evil.example/jwks"), INVALID
        yield "crit", good.token(self.claims(), crit=["exp"]), INVALID
        yield "typ of an assertion", good.token(self.claims(), typ="clearbudget-assertion+jwt"), INVALID
        yield "expired", good.token(self.claims(iat=1, nbf=1, exp=2)), EXPIRED
        yield "not yet valid", good.token(self.claims(nbf=self.claims()["nbf"] + 3000)), INVALID
        yield "issued in the future", good.token(self.claims(iat=self.claims()["iat"] + 3000)), INVALID
        yield "valid for years", good.token(self.claims(lifetime=10**9)), INVALID
        for name, values in {
            "aud": ("another", ["another"], "", None),
            "iss": ("another", "", None),
            "exp": ("tomorrow", 1e300, -1, None),
            "sub": ("", 7, "x" * 5000, "a\x00b", None),
            "roles": ([], "", ["root"], ["platform", "finance_approver"], 7, None),
            "agency": ("regions/130303/agencies/101", "../201", 7),
            "region": ("990101", ["regions/990101"]),
            "person": ("", "x" * 5000, 7),
        }.items():
            for value in values:
                claims = self.claims() | {name: value}
                if value is None:
                    claims.pop(name)
                yield f"{name} {str(value)[:20]}", good.token(claims), INVALID
        text = as_json(self.claims())
        yield "a claim twice", good.token(text[:-1] + b',"sub":"test:admin"}'), INVALID
        yield "roles twice", good.token(b'{"roles":["finance_approver"],' + text[1:]), INVALID
        yield "text behind the claims", good.token(text + b"{}"), INVALID
        yield "no object", good.token(b"[]"), INVALID
        yield "two parts", f"{head}.{body}", INVALID
        yield "four parts", f"{genuine}.{signature}", INVALID
        yield "padding", f"{head}.{body}.{signature}==", INVALID
        yield "nothing of a token", "x", INVALID
        yield "9 kB long", good.token(self.claims(note="x" * 6_600)), INVALID

    def hs256(self, key):
        signed = f"{encode(as_json({'alg': 'HS256', 'typ': 'JWT', 'kid': key.kid}))}.{encode(as_json(self.claims()))}"
        secret = key.public_key.read_bytes()
        return f"{signed}.{encode(hmac.new(secret, signed.encode(), hashlib.sha256).digest())}"

    def test_forged_tokens_are_refused_for_every_service(self):
        for what, token, reason in self.forged():
            with self.subTest(what=what):
                client = self.suite.client_with(token)
                self.refused(client, reason)
                self.refused(client, reason, STATEMENTS + "ListFormats", {})
                client.close()

    def test_a_token_of_a_megabyte_reaches_nobody(self):
        token = self.tokens.token(PEOPLE["department"], note="x" * 1_000_000)
        with self.assertRaises(Refusal) as refused:
            self.suite.client_with(token).call(AGENCIES + "GetAgency", GET_AGENCY)
        self.assertIn(refused.exception.code, ("UNAUTHENTICATED", "RESOURCE_EXHAUSTED", "INTERNAL", "UNAVAILABLE"))
        self.suite.client("department").call(AGENCIES + "GetAgency", GET_AGENCY)

    def test_what_is_no_bearer_token(self):
        token = self.tokens.token(PEOPLE["department"])
        for value in ("Basic dXNlcjpwYXNz", token, "Bearer", f"Bearer {token} {token}"):
            with self.subTest(value=value[:20]), self.assertRaises(Refusal) as refused:
                client = self.suite.client_with(None, metadata=[("authorization", value)])
                client.call(AGENCIES + "GetAgency", GET_AGENCY)
            self.assertEqual(refused.exception.code, "UNAUTHENTICATED")
        other = self.tokens.token(PEOPLE["finance"])
        both = [("authorization", f"Bearer {token}"), ("authorization", f"Bearer {other}")]
        self.refused(self.suite.client_with(None, metadata=both), INVALID)
        self.refused(self.suite.client(), MISSING)

    def test_forged_identity_metadata_is_stripped(self):
        genuine = assertion(self.installation.assertion_key, PEOPLE["finance"], "submission")
        forged = [
            (ASSERTION, genuine),
            ("x-clearbudget-client-address", "203.0.113.7"),
            ("x-clearbudget-caller", "test:admin"),
            ("x-clearbudget-roles-bin", b"finance_approver"),
        ]
        self.refused(self.suite.client_with(None, metadata=forged), MISSING)
        department = self.suite.client_with(self.tokens.token(PEOPLE["department"]), metadata=forged)
        self.assertEqual(department.call(AGENCIES + "GetAgency", GET_AGENCY).name, AGENCY)
        with self.assertRaises(Refusal) as refused:  # Finance may, a department may not.
            department.call(AGENCIES + "ListAgencies", {"parent": "regions/990101"})
        self.assertEqual(refused.exception.code, "PERMISSION_DENIED")
        trail = self.suite.client("auditor").call(
            "budget.v1.BudgetTrailService.ListTrailEntries",
            {"parent": "regions/990101", "filter": {"method": "ListAgencies"}},
        )
        self.assertEqual({entry.subject for entry in trail.entries}, {PEOPLE["department"]["subject"]})
        self.assertEqual({entry.client_address for entry in trail.entries}, {"127.0.0.1"})


class ClientCertificates(Credentials):
    def test_a_platform_acts_as_its_row_says(self):
        platform = self.suite.client_with(None, certificate=self.installation.platform)
        self.assertEqual(platform.call(AGENCIES + "GetAgency", GET_AGENCY).name, AGENCY)
        budget = platform.call(BUDGETS + "CreateBudget", samples.draft(f"{AGENCY}/budgets/2040"))
        submit = {"name": budget.name, "etag": budget.etag, "requestId": new_id()}
        revision = platform.call(BUDGETS + "SubmitBudget", submit)
        approve = {"name": revision.name, "etag": "x", "digest": revision.digest, "requestId": new_id()}
        with self.assertRaises(Refusal) as refused:
            platform.call(BUDGETS + "ApproveBudget", approve)
        self.assertEqual(refused.exception.code, "PERMISSION_DENIED")

    def test_certificates_that_are_not_those_of_a_client(self):
        clients, name = self.installation.clients, "platform.test.example"
        unknown = clients.issue("unknown", dns=["unknown.test.example"])
        self.refused(self.suite.client_with(None, certificate=unknown), INVALID)
        stranger = Authority(self.suite.folder / "stranger", "clients").issue("platform", dns=[name])
        expired = clients.issue("expired", dns=[name], validity=PAST)
        revoked = clients.issue("revoked", dns=[name])
        clients.revoke(revoked)
        clients.write_revocation_list(self.installation.client_revocations)
        # The suite's own certificates are another authority's, and say nothing here.
        internal = self.installation.processes["gateway"]
        for what, certificate in [("stranger", stranger), ("expired", expired), ("internal", internal)]:
            with self.subTest(what=what):
                self.not_connected(self.suite.client_with(None, certificate=certificate))
        self.suite.until(lambda: self.is_turned_away(revoked))

    def is_turned_away(self, certificate):
        try:
            self.suite.client_with(None, certificate=certificate).call(
                AGENCIES + "GetAgency", GET_AGENCY, wait_for_ready=False
            )
            return False
        except Refusal as refusal:
            return refusal.code in ("UNAVAILABLE", "UNAUTHENTICATED")


if __name__ == "__main__":
    unittest.main()
