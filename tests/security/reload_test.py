#!/usr/bin/python3
"""Keys and certificates are replaced while calls run: no process is restarted, and no call fails."""
import http.server
import socket
import ssl
import threading
import unittest

import system_modules  # noqa: F401
import environment

environment.require()

import samples
from certificates import TRUST_DOMAIN
from client import Refusal
from people import PEOPLE
from samples import AGENCIES, PERFORMANCE
from suite import Suite
from tokens import Key, assertion

AGENCY = "regions/990101/agencies/201"
GET_AGENCY = {"name": AGENCY}
CALLERS = 3
# Through the gateway to performance, which asks submission for the register and the revision.
ACROSS = (PERFORMANCE + "ListEvaluations", {"parent": f"{AGENCY}/budgets/2026/revisions/1"})


class Caller(threading.Thread):
    """Calls without pause, over a connection of its own for every few calls, until told to end."""

    def __init__(self, suite, token):
        super().__init__()
        self._suite, self._token = suite, token
        self._ended = threading.Event()
        self.calls, self.failures = 0, []

    def run(self):
        while not self._ended.is_set():
            client = self._suite.client_with(self._token)
            for _ in range(20):
                self._call(client, AGENCIES + "GetAgency", GET_AGENCY)
                self._call(client, *ACROSS)
            client.close()

    def _call(self, client, method, request):
        try:
            client.call(method, request)
        except Refusal as refusal:
            if refusal.code != "NOT_FOUND":  # There is no such revision, which performance has to ask for.
                self.failures.append(str(refusal))
        self.calls += 1

    def end(self):
        self._ended.set()
        self.join()


class Reload(unittest.TestCase):
    def setUp(self):
        self.suite = self.enterContext(Suite())
        self.installation, self.tokens = self.suite.installation, self.suite.tokens
        samples.create_agency(self.suite.client("finance"), AGENCY)
        self.pids = {name: process.pid for name, process in self.suite.processes.items()}
        token = self.tokens.token(PEOPLE["department"])
        self.callers = [Caller(self.suite, token) for _ in range(CALLERS)]
        for caller in self.callers:
            caller.start()
        self.addCleanup(lambda: [caller.end() for caller in self.callers])

    def all_went_well(self):
        for caller in self.callers:
            caller.end()
            self.assertEqual(caller.failures, [])
            self.assertGreater(caller.calls, 20)
        for name, process in self.suite.processes.items():
            self.assertFalse(process.has_ended_within(0), name)
            self.assertEqual(process.pid, self.pids[name])

    def answer(self, client):
        try:
            client.call(AGENCIES + "GetAgency", GET_AGENCY)
            return "OK"
        except Refusal as refusal:
            return refusal.code

    def test_the_issuers_keys_are_rotated(self):
        old = self.tokens.keys["EdDSA"]
        lost = Key(self.suite.folder, "EdDSA")
        new = Key(self.suite.folder, "EdDSA")
        claims = self.tokens.claims(PEOPLE["department"])
        by_lost, by_new = (self.suite.client_with(key.token(claims)) for key in (lost, new))
        self.assertEqual((self.answer(by_lost), self.answer(by_new)), ("UNAUTHENTICATED", "UNAUTHENTICATED"))
        self.tokens.publish([old, lost])
        self.suite.until(lambda: self.answer(by_lost) == "OK")
        self.tokens.publish([old, new])
        self.suite.until(lambda: self.answer(by_new) == "OK")
        # What a withdrawn key signed holds no longer, though it was accepted before.
        self.suite.until(lambda: self.answer(by_lost) == "UNAUTHENTICATED")
        self.all_went_well()
        self.tokens.publish([new])
        by_old = self.suite.client("department")
        self.suite.until(lambda: self.answer(by_old) == "UNAUTHENTICATED")
        self.assertEqual(self.answer(by_new), "OK")

    def test_a_broken_file_of_keys_changes_nothing(self):
        self.tokens.jwks_file.write_text("{")
        self.suite.until(lambda: "reload" in self.suite.gateway.log() or "key_set" in self.suite.gateway.log())
        self.assertEqual(self.answer(self.suite.client("department")), "OK")
        self.all_went_well()

    def test_every_certificate_is_replaced(self):
        internal, public = self.installation.internal, self.installation.public
        shown = {}
        for name, certificate in self.installation.processes.items():
            fresh = internal.issue(f"fresh-{name}", dns=[f"{name}.{TRUST_DOMAIN}"])
            certificate.replace(fresh)
            shown[name] = fresh
        fresh = public.issue("fresh", dns=["localhost"], ips=["127.0.0.1"])
        self.installation.public_gateway.replace(fresh)
        self.suite.until(lambda: self.shown_by("gateway", public, "localhost") == self.der(fresh))
        for name in ("submission", "performance", "disclosure"):
            host = f"{name}.{TRUST_DOMAIN}"
            self.suite.until(lambda name=name, host=host: self.shown_by(name, internal, host) == self.der(shown[name]))
        self.all_went_well()
        self.assertEqual(self.answer(self.suite.client("department")), "OK")

    def shown_by(self, name, authority, host):
        """The certificate that a process shows to a new connection."""
        context = ssl.create_default_context(cafile=authority.certificate)
        context.set_alpn_protocols(["h2"])
        own = self.installation.processes["gateway"]
        context.load_cert_chain(own.certificate, own.key)
        address = ("127.0.0.1", self.suite.processes[name].port)
        with socket.create_connection(address, timeout=10) as plain:
            with context.wrap_socket(plain, server_hostname=host) as connection:
                return connection.getpeercert(binary_form=True)

    @staticmethod
    def der(certificate):
        return ssl.PEM_cert_to_DER_cert(certificate.certificate.read_text())

    def test_the_key_of_assertions_is_rotated(self):
        held = self.installation.assertion_key
        new = Key(self.suite.folder, "EdDSA")
        both = held.public_key.read_text() + new.public_key.read_text()
        self.replace(held.public_key, both)
        stated = [("x-clearbudget-assertion", assertion(new, PEOPLE["department"], "submission"))]
        direct = self.suite.direct("submission", self.installation.processes["gateway"], metadata=stated)
        self.suite.until(lambda: self.answer(direct) == "OK")
        self.replace(held.private_key, new.private_key.read_text())
        self.all_went_well()
        self.assertEqual(self.answer(self.suite.client("finance")), "OK")

    @staticmethod
    def replace(path, text):
        draft = path.with_suffix(".draft")
        draft.touch(mode=0o600)
        draft.write_text(text)
        draft.rename(path)


class Provider(http.server.ThreadingHTTPServer):
    """An identity provider that serves its JWKS over https."""

    def __init__(self, jwks_file, certificate):
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):  # noqa: N802
                provider.asked += 1
                body = jwks_file.read_bytes()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Cache-Control", "max-age=1")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = 0
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate.certificate, certificate.key)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        threading.Thread(target=self.serve_forever).start()

    @property
    def url(self):
        return f"https://localhost:{self.server_address[1]}/jwks"

    def end(self):
        self.shutdown()
        self.server_close()


class KeysByHttps(unittest.TestCase):
    def test_they_are_fetched_once_and_kept_while_the_provider_is_away(self):
        suite = Suite()
        tokens, installation = suite.tokens, suite.installation
        provider = Provider(tokens.jwks_file, installation.public.issue("provider", dns=["localhost"]))
        self.addCleanup(provider.end)
        installation.write_policy(keys_url=provider.url)
        with suite:
            finance = suite.client("finance")
            suite.until(lambda: self.is_accepted(finance))
            # Nobody makes the gateway ask again and again with keys that it does not know.
            stranger = Key(suite.folder, "EdDSA")
            for number in range(30):
                unknown = suite.client_with(stranger.token(tokens.claims(PEOPLE["finance"]), kid=f"unknown-{number}"))
                self.assertFalse(self.is_accepted(unknown))
            self.assertLessEqual(provider.asked, 3)
            provider.end()
            self.assertTrue(self.is_accepted(suite.client("approver")))

    @staticmethod
    def is_accepted(client):
        try:
            client.call(AGENCIES + "ListAgencies", {"parent": "regions/990101"})
            return True
        except Refusal as refusal:
            if refusal.code not in ("UNAUTHENTICATED", "UNAVAILABLE"):
                raise
            return False


if __name__ == "__main__":
    unittest.main()
