#!/usr/bin/python3
"""A service's own port, reached without the gateway: with wrong certificates and assertions, and with those that are
good; and what no port of the suite speaks."""
import socket
import ssl
import unittest
import warnings

import system_modules  # noqa: F401
import environment

environment.require()

from certificates import PAST, TRUST_DOMAIN, Authority
from client import Refusal
from credentials import AGENCY, ASSERTION, EXPIRED, GET_AGENCY, INVALID, MISSING, Credentials
from people import PEOPLE
from samples import AGENCIES, PACKS, new_id
from tokens import Key, assertion


class Transport(Credentials):
    def test_old_tls_and_none_at_all_are_refused(self):
        for name, process in self.suite.processes.items():
            address = ("127.0.0.1", process.port)
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            context.set_ciphers("ALL:@SECLEVEL=0")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
            with self.subTest(process=name), socket.create_connection(address, timeout=10) as plain:
                with self.assertRaises((ssl.SSLError, ConnectionError)):
                    context.wrap_socket(plain)
            with self.subTest(process=name), socket.create_connection(address, timeout=10) as plain:
                plain.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00")
                self.assertNotIn(b"\x04\x00\x00\x00\x00\x00", self.everything(plain))

    @staticmethod
    def everything(connection):
        """What comes until the other side ends the connection."""
        received = b""
        try:
            while part := connection.recv(4096):
                received += part
        except ConnectionError:
            pass
        return received


class AtAService(Credentials):
    """A service's own port, which only the suite's network should reach."""

    def stated(self, audience="submission", *, key=None, person="department", **others):
        return [(ASSERTION, assertion(key or self.installation.assertion_key, PEOPLE[person], audience, **others))]

    def from_gateway(self, metadata=()):
        return self.suite.direct("submission", self.installation.processes["gateway"], metadata=metadata)

    def test_the_gateways_word_is_taken(self):
        self.assertEqual(self.from_gateway(self.stated()).call(AGENCIES + "GetAgency", GET_AGENCY).name, AGENCY)

    def test_assertions_that_are_not_for_this_call(self):
        stranger = Key(self.suite.folder, "EdDSA")
        token = self.tokens.token(PEOPLE["department"])
        for what, metadata, reason in [
            ("none", [], MISSING),
            ("a client's token", [("authorization", f"Bearer {token}")], MISSING),
            ("a token as assertion", [(ASSERTION, token)], INVALID),
            ("for another audience", self.stated("performance"), INVALID),
            ("for two audiences", self.stated(aud=["submission", "performance"]), INVALID),
            ("of another issuer", self.stated(iss="clearbudget-development"), INVALID),
            ("expired", self.stated(age=90), EXPIRED),
            ("from the future", self.stated(age=-60), INVALID),
            ("valid for an hour", self.stated(lifetime=3600), INVALID),
            ("of a stranger", self.stated(key=stranger), INVALID),
            ("two", self.stated() + self.stated(person="finance"), INVALID),
            ("empty", [(ASSERTION, "")], INVALID),
        ]:
            with self.subTest(what=what):
                self.refused(self.from_gateway(metadata), reason)

    def test_a_peers_certificate_with_an_assertion_is_no_person(self):
        for peer in ("submission", "performance", "disclosure"):
            client = self.suite.direct("submission", self.installation.processes[peer], metadata=self.stated())
            with self.subTest(peer=peer), self.assertRaises(Refusal) as refused:
                client.call(PACKS + "ListPacks")
            self.assertIn(refused.exception.code, ("UNAUTHENTICATED", "PERMISSION_DENIED"))

    def test_certificates_that_are_none_of_the_suite(self):
        internal = self.installation.internal
        host = f"gateway.{TRUST_DOMAIN}"
        stranger = Authority(self.suite.folder / f"stranger-{new_id()}", "internal").issue("gateway", dns=[host])
        expired = internal.issue("expired", dns=[host], validity=PAST)
        for what, certificate in [
            ("none", None),
            ("stranger", stranger),
            ("expired", expired),
            ("a client's", self.installation.platform),
        ]:
            with self.subTest(what=what):
                self.not_connected(self.suite.direct("submission", certificate, metadata=self.stated()))
        for what, names in [
            ("another process", [f"intruder.{TRUST_DOMAIN}"]),
            ("another domain", ["gateway.evil.example"]),
            ("a name that only begins so", [f"{host}.evil.example"]),
            ("no name", []),
            ("two processes", [host, f"submission.{TRUST_DOMAIN}"]),
        ]:
            certificate = internal.issue(f"wrong-{new_id()}", dns=names)
            client = self.suite.direct("submission", certificate, metadata=self.stated())
            with self.subTest(what=what), self.assertRaises(Refusal) as refused:
                client.call(AGENCIES + "GetAgency", GET_AGENCY)
            self.assertIn(refused.exception.code, ("UNAUTHENTICATED", "PERMISSION_DENIED"))

    def test_a_certificate_that_was_revoked(self):
        lost = self.installation.internal.issue_process("performance")
        request = {"parent": "regions/990101"}
        self.suite.direct("submission", lost).call(AGENCIES + "ListAgencies", request)
        self.installation.internal.revoke(lost)
        self.installation.internal.write_revocation_list(self.installation.internal_revocations)
        client = self.suite.direct("submission", lost)
        self.suite.until(lambda: self.answer(client, request) in ("UNAUTHENTICATED", "UNAVAILABLE"))

    def answer(self, client, request):
        try:
            client.call(AGENCIES + "ListAgencies", request)
            return "OK"
        except Refusal as refusal:
            return refusal.code


if __name__ == "__main__":
    unittest.main()
