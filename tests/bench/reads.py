"""Check, evaluate and render over RPC, each beside the cheapest call of the same service by the same client."""
import samples
from figures import Row, cpu_seconds, median, milliseconds, timed
from people import PEOPLE
from samples import AGENCIES, BUDGETS, INVENTED, INVENTED_FOLDER, PERFORMANCE, RECORDED, RECORDED_FOLDER
from samples import STATEMENTS, new_id
from suite import Suite

WHAT = "check, evaluate and render, over RPC"
CALLS = 100
WARM_UP = 10


class Measured:
    """Calls of one client to one service; wall time a call, and the service's processor time a call."""

    def __init__(self, suite, process, person):
        self._process = suite.processes[process]
        self._client = suite.client(person) if process == "gateway" else suite.direct_as(process, PEOPLE[person])

    def take(self, method, request):
        call = lambda: self._client.call(method, request)  # noqa: E731
        timed(call, WARM_UP)
        before = cpu_seconds(self._process)
        wall = median(timed(call, CALLS))
        return wall, (cpu_seconds(self._process) - before) / CALLS


def submit_and_approve(suite, folder, name, clerk, approver, **approval):
    writer, decider = suite.client(clerk), suite.client(approver)
    # The department before its units.
    for path in sorted(folder.glob("agency*.yaml"), key=lambda path: len(path.name)):
        writer.call(AGENCIES + "CreateAgency", samples.request(path))
    budget = writer.call(BUDGETS + "CreateBudget", samples.request(folder / "budget.yaml"))
    revision = writer.call(BUDGETS + "SubmitBudget", {"name": name, "etag": budget.etag, "requestId": new_id()})
    head = decider.call(BUDGETS + "GetBudget", {"name": name})
    approve = {"name": revision.name, "etag": head.etag, "digest": revision.digest, "requestId": new_id(), **approval}
    decider.call(BUDGETS + "ApproveBudget", approve)
    return revision.name


def row(what, taken, target, limit, floor, floor_name):
    wall, cpu = taken
    return Row(
        f"{what} (RPC, 1 client, {CALLS} calls)",
        f"{milliseconds(wall)} wall, {milliseconds(cpu)} CPU of the service",
        target,
        f"{milliseconds(floor[0])} wall, {milliseconds(floor[1])} CPU: {floor_name}",
        None if limit is None else wall < limit,
    )


def measure():
    with Suite() as suite:
        recorded = submit_and_approve(suite, RECORDED_FOLDER, RECORDED, "recorder", "recorded-approver")
        invented = submit_and_approve(suite, INVENTED_FOLDER, INVENTED, "finance", "approver", legalDate="2026-02-05")
        rows = []
        service = Measured(suite, "submission", "recorded-auditor")
        floor = service.take(BUDGETS + "GetBudget", {"name": RECORDED})
        through = Measured(suite, "gateway", "recorded-auditor").take(BUDGETS + "GetBudget", {"name": RECORDED})
        rows.append(row("GetBudget, head, through the gateway", through, "-", None, floor, "straight to submission"))
        report = service.take(BUDGETS + "CheckBudget", {"name": recorded})
        rows.append(row("check the recorded sample", report, "< 1 ms in process", None, floor, "GetBudget, head"))
        service = Measured(suite, "submission", "auditor")
        report = service.take(BUDGETS + "CheckBudget", {"name": invented})
        rows.append(row("check the invented sample", report, "< 1 ms in process", None, floor, "GetBudget, head"))
        rows += evaluations(suite, invented, "finance")
        rows += statements(suite, recorded, "recorded-auditor", "recorded")
        rows += statements(suite, invented, "auditor", "invented")
        return rows


def evaluations(suite, revision, person):
    clerk = suite.client("finance")
    report = clerk.call(PERFORMANCE + "WriteProgressReport", samples.request(INVENTED_FOLDER / "progress.yaml"))
    service = Measured(suite, "performance", person)
    floor = service.take(PERFORMANCE + "GetProgressReport", {"name": report.name})
    request = {"parent": revision, "progressReport": report.name, "requestId": new_id(), "validateOnly": True}
    taken = service.take(PERFORMANCE + "CreateEvaluation", request)
    return [row("evaluate the invented sample, not stored", taken, "-", None, floor, "GetProgressReport")]


def statements(suite, revision, person, sample):
    service = Measured(suite, "disclosure", person)
    floor = service.take(STATEMENTS + "ListFormats", {})
    return [
        row(
            f"render the {sample} sample, {format_id}",
            service.take(STATEMENTS + "RenderStatement", {"name": revision, "format": format_id}),
            "< 2 ms in process",
            None,
            floor,
            "ListFormats",
        )
        for format_id in ("text", "html")
    ]
