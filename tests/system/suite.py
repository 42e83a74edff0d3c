"""The four processes of the suite on free ports, with their data in a folder of their own."""
import json
import os
import pathlib
import select
import shutil
import signal
import subprocess
import tempfile
import time

import environment
from client import Client, Refusal
from contracts import Contracts
from installation import Installation
from people import PEOPLE
from tokens import assertion

READY_WITHIN = 20  # seconds; a machine under load is slow, and a start that hangs is found all the same
STOPPED_WITHIN = 25
HEALTH = "/grpc.health.v1.Health/Check"
SERVING = b"\x08\x01"


class StartFailed(Exception):
    pass


class Process:
    """One program of the suite. It keeps its port over restarts, as its peers know it by that."""

    def __init__(self, name, folder, arguments):
        self.name = name
        self._log = folder / f"{name}.log"
        self._port_file = folder / f"{name}.port"
        self._arguments = arguments
        self._process = None
        self.port = 0

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    @property
    def pid(self):
        return self._process.pid

    def start(self):
        """Returns once the program listens."""
        self._port_file.unlink(missing_ok=True)
        command = [
            str(environment.program(self.name)),
            "--listen_address=127.0.0.1",
            f"--port={self.port}",
            f"--port_file={self._port_file}",
            *self._arguments,
        ]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        end = time.monotonic() + READY_WITHIN
        while not self._port_file.exists():
            if self.has_ended_within(0.002) or time.monotonic() > end:
                raise StartFailed(f"{self.name} did not start: {self.log()[-2000:]}")
        self.port = int(self._port_file.read_text())

    def kill(self):
        """As a power cut would end it."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def ask_to_stop(self):
        if self._process is not None:
            self._process.terminate()

    def stop(self):
        """The exit code of an orderly stop; None where there is nothing to stop."""
        if self._process is None:
            return None
        self.ask_to_stop()
        try:
            return self._process.wait(STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            self.kill()
            return -signal.SIGKILL

    def log(self):
        return self._log.read_text(errors="replace")

    def log_lines(self):
        """The JSON lines of the log."""
        return [json.loads(line) for line in self.log().splitlines() if line.startswith("{")]

    def has_ended_within(self, seconds):
        """Waits so long, or until the process has ended."""
        handle = os.pidfd_open(self._process.pid)
        try:
            return bool(select.select([handle], [], [], seconds)[0])
        finally:
            os.close(handle)


class Word:
    """The gateway's word about a person for a service, said anew before it expires."""

    LIFE = 30  # seconds

    def __init__(self, key, person, service):
        self._make = lambda: assertion(key, person, service)
        self._until, self._metadata = 0, ()

    def __call__(self):
        if time.monotonic() > self._until:
            self._metadata = (("x-clearbudget-assertion", self._make()),)
            self._until = time.monotonic() + self.LIFE
        return self._metadata


class Suite:
    """Use as a context: starts all processes, and stops them and removes their data at the end."""

    def __init__(
        self, submission_options=(), service_options=(), gateway_options=(), trail_algorithm="EdDSA", installation=None
    ):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="clearbudget-suite-"))
        self.data = self.folder / "data"
        self.contracts = Contracts(environment.DESCRIPTORS)
        self.installation = installation or Installation(self.folder / "keys", trail_algorithm)
        self.tokens = self.installation.tokens
        self.processes = {}
        self._submission_options = submission_options
        self._service_options = service_options
        self._gateway_options = gateway_options
        self._clients = []

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for client in self._clients:
            client.close()
        for process in self.processes.values():
            process.ask_to_stop()
        for process in self.processes.values():
            process.stop()
        shutil.rmtree(self.folder)

    def start(self):
        """Starts the processes one after another, and returns once every service answers through the gateway."""
        own = [f"--pack_dir={environment.PACKS}", *self._submission_options]
        submission = self._start_service("submission", own)
        calls_submission = [f"--submission_address={submission.address}"]
        performance = self._start_service("performance", calls_submission)
        own = [*calls_submission, f"--performance_address={performance.address}"]
        disclosure = self._start_service("disclosure", own)
        backends = ",".join(f"{process.name}={process.address}" for process in (submission, performance, disclosure))
        options = [f"--backends={backends}", f"--descriptor_set={environment.DESCRIPTORS}"]
        self._start("gateway", [*options, *self.installation.gateway_options(), *self._gateway_options])
        self.wait_until_ready()

    def wait_until_ready(self):
        client = Client(self.contracts, self.gateway.address, self.installation.to_gateway())
        end = time.monotonic() + READY_WITHIN
        waiting = list(self.contracts.services)
        while waiting:
            waiting = [service for service in waiting if not self._is_serving(client, service)]
            if waiting and (self.gateway.has_ended_within(0.002) or time.monotonic() > end):
                raise StartFailed(f"not serving: {waiting}")
        client.close()

    def restart(self, name):
        """kill -9, and a new start on the same port and data."""
        self.processes[name].kill()
        self.processes[name].start()

    @property
    def gateway(self):
        return self.processes["gateway"]

    def client(self, name=None, *, acting_for=None, **claims):
        """A client of the gateway for one of PEOPLE; without a name, for nobody."""
        token = self.tokens.token(PEOPLE[name], **claims) if name else None
        return self.client_with(token, acting_for=acting_for)

    def client_with(self, token, *, certificate=None, acting_for=None, metadata=()):
        """A client of the gateway that shows a token, a certificate of its own, both or nothing."""
        tls = self.installation.to_gateway(certificate)
        return self._keep(
            Client(self.contracts, self.gateway.address, tls, token, acting_for=acting_for, metadata=metadata)
        )

    def direct(self, service, certificate, *, metadata=()):
        """A client of a service itself, with a certificate or none."""
        tls = self.installation.to_service(service, certificate)
        return self._keep(Client(self.contracts, self.processes[service].address, tls, metadata=metadata))

    def direct_as(self, service, person):
        """A client of a service itself that has the gateway's certificate and key, and speaks for one of PEOPLE."""
        word = Word(self.installation.assertion_key, person, service)
        tls = self.installation.to_service(service, self.installation.processes["gateway"])
        return self._keep(Client(self.contracts, self.processes[service].address, tls, stated=word))

    def until(self, holds, within=READY_WITHIN):
        """Asks again and again until it holds."""
        end = time.monotonic() + within
        while not holds():
            if self.gateway.has_ended_within(0.01) or time.monotonic() > end:
                raise AssertionError("what should have come did not")

    def _keep(self, client):
        self._clients.append(client)
        return client

    def _start_service(self, name, arguments):
        shared = [f"--data_dir={self.data}", *self.installation.service_options(name), *self._service_options]
        return self._start(name, [*shared, *arguments])

    def _start(self, name, arguments):
        self.processes[name] = Process(name, self.folder, arguments)
        self.processes[name].start()
        return self.processes[name]

    @staticmethod
    def _is_serving(client, service):
        request = b"\x0a" + bytes([len(service)]) + service.encode()
        try:
            return client.call_bytes(HEALTH, request, timeout=READY_WITHIN) == SERVING
        except Refusal as refusal:
            if refusal.code != "UNAVAILABLE":
                raise
            return False
