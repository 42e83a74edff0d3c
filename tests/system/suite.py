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
from people import PEOPLE
from tokens import TokenMaker

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


class Suite:
    """Use as a context: starts all processes, and stops them and removes their data at the end."""

    def __init__(self, submission_options=()):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="clearbudget-suite-"))
        self.contracts = Contracts(environment.DESCRIPTORS)
        self.tokens = TokenMaker(self.folder / "keys")
        self.processes = {}
        self._submission_options = submission_options
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
        data = [f"--data_dir={self.folder / 'data'}"]
        key = [f"--token_public_key_file={self.tokens.public_key}"]
        own = [f"--pack_dir={environment.PACKS}", *self._submission_options]
        submission = self._start("submission", [*data, *key, *own])
        calls_submission = [*key, f"--submission_address={submission.address}"]
        performance = self._start("performance", [*data, *calls_submission])
        disclosure = self._start("disclosure", [*calls_submission, f"--performance_address={performance.address}"])
        backends = ",".join(f"{process.name}={process.address}" for process in (submission, performance, disclosure))
        self._start("gateway", [f"--backends={backends}", f"--descriptor_set={environment.DESCRIPTORS}"])
        self.wait_until_ready()

    def wait_until_ready(self):
        client = Client(self.contracts, self.gateway.address)
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

    def client(self, name=None, **claims):
        """A client of the gateway for one of PEOPLE; without a name, for nobody."""
        token = self.tokens.token(PEOPLE[name], **claims) if name else None
        return self.client_with(token)

    def client_with(self, token):
        self._clients.append(Client(self.contracts, self.gateway.address, token))
        return self._clients[-1]

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
