"""Submission of sound, sample-sized budgets by many clients at once, with the grouping of commits on and off."""
import concurrent.futures
import time

import in_process
import samples
from figures import Row, cpu_seconds, median, milliseconds, sync_seconds
from people import PEOPLE
from samples import AGENCIES, BUDGETS, INVENTED_FOLDER, new_id
from suite import Suite

WHAT = "submit with 64 clients, grouping on and off; the trail's part of it"
CLIENTS = 64
ROUNDS = 7
TARGET = 1.8
TRAIL_TARGET = 0.10
FIRST_REGION = 990200
THREADS = "--max_threads=256"  # a client that waits for its commit holds a thread


class Department:
    """The invented department in a region of its own, so that every client has a budget to submit."""

    def __init__(self, suite, number):
        region = f"regions/{FIRST_REGION + number}"
        self._suite = suite
        self._person = PEOPLE["finance"] | {"region": region}
        self._name = f"{region}/agencies/201/budgets/2026"
        self._region = region
        self.client = None
        self._etag = ""

    def create(self):
        self.client = self._suite.direct_as("submission", self._person)
        for path in sorted(INVENTED_FOLDER.glob("agency-*.yaml")):
            request = samples.request(path)
            request["agency"]["name"] = request["agency"]["name"].replace("regions/990101", self._region)
            self.client.call(AGENCIES + "CreateAgency", request)
        request = samples.request(INVENTED_FOLDER / "budget.yaml")
        request["budget"]["name"] = self._name
        self._etag = self.client.call(BUDGETS + "CreateBudget", request).etag

    def submit(self):
        request = {"name": self._name, "etag": self._etag, "requestId": new_id()}
        self._revision = self.client.call(BUDGETS + "SubmitBudget", request).name

    def take_back(self):
        etag = self.client.call(BUDGETS + "GetBudget", {"name": self._name}).etag
        request = {"name": self._revision, "etag": etag, "comment": "再改", "requestId": new_id()}
        self.client.call(BUDGETS + "ReturnBudget", request)
        self._etag = self.client.call(BUDGETS + "GetBudget", {"name": self._name}).etag


class Load:
    """64 clients of one submission service."""

    def __init__(self, suite, pool):
        self._process = suite.processes["submission"]
        self._pool = pool
        self._departments = [Department(suite, number) for number in range(CLIENTS)]
        self._all(Department.create)
        self.submits_per_second, self.cpu_per_submit = [], []

    def round(self):
        cpu, start = cpu_seconds(self._process), time.perf_counter()
        self._all(Department.submit)
        seconds = time.perf_counter() - start
        self.submits_per_second.append(CLIENTS / seconds)
        self.cpu_per_submit.append((cpu_seconds(self._process) - cpu) / CLIENTS)
        self._all(Department.take_back)

    def _all(self, act):
        for done in [self._pool.submit(act, department) for department in self._departments]:
            done.result()


def measure():
    with (
        concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool,
        Suite(submission_options=(THREADS,)) as grouped_suite,
        Suite(submission_options=(THREADS, "--group_commit=false")) as single_suite,
    ):
        sync = sync_seconds(grouped_suite.folder)
        grouped, single = Load(grouped_suite, pool), Load(single_suite, pool)
        for _ in range(ROUNDS):
            grouped.round()
            single.round()
    on, off = median(grouped.submits_per_second), median(single.submits_per_second)
    cpu_on, cpu_off = median(grouped.cpu_per_submit), median(single.cpu_per_submit)
    return [
        Row(
            f"submit with its check, {CLIENTS} clients, A-B-A-B, median of {ROUNDS} rounds",
            f"{on:.0f}/s, {milliseconds(cpu_on)} CPU of the service each: {on / off:.2f} x",
            f">= {TARGET} x",
            f"{off:.0f}/s, {milliseconds(cpu_off)} CPU each with grouping off; a sync takes {milliseconds(sync)}",
            on / off >= TARGET,
        ),
        trail_row(cpu_on),
    ]


def trail_row(cpu_per_submit):
    """The operation row with its chain, and its leaf in the region's log, beside all else that a submission costs."""
    found = in_process.run("trail_benchmark")
    seconds = sum(1 / found[part]["items_per_second"] for part in ("AppendRow", "SequenceRow"))
    share = seconds / (cpu_per_submit - seconds)
    return Row(
        "the trail of a submission: its row and its leaf",
        f"{seconds * 1e6:.0f} us CPU: {share:.1%} more",
        f"< {TRAIL_TARGET:.0%}",
        f"{milliseconds(cpu_per_submit - seconds)} CPU for the rest of a submission",
        share < TRAIL_TARGET,
    )
