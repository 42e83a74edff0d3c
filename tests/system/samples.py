"""The shipped samples as requests, and small invented budgets for tests that need one of their own."""
import uuid

import yaml

import environment

RECORDED = "regions/130303/agencies/101/budgets/2020"
INVENTED = "regions/990101/agencies/201/budgets/2026"
RECORDED_FOLDER = environment.SAMPLES / "shanhaiguan-npc-2020"
INVENTED_FOLDER = environment.SAMPLES / "yunlan-culture-2026"

BUDGETS = "budget.v1.BudgetService."
AGENCIES = "budget.v1.AgencyService."
PERFORMANCE = "performance.v1.PerformanceService."
STATEMENTS = "disclosure.v1.StatementService."
PACKS = "pack.v1.PackService."


def new_id():
    return uuid.uuid4().hex


def read(path):
    """A file of a sample as the JSON form of a request, without its request_id."""
    return yaml.safe_load(path.read_text("utf-8"))


def request(path):
    return {**read(path), "requestId": new_id()}


def create_agency(client, name, parent=""):
    attributes = {"validFrom": "2020-01-01", "fullName": f"虚构单位{name[-6:]}", "regionName": "虚构县"}
    if parent:
        attributes["parent"] = parent
    agency = {"name": name, "attributes": [attributes]}
    return client.call(AGENCIES + "CreateAgency", {"agency": agency, "requestId": new_id()})


def draft(name, **content):
    """A request for a small recorded budget, which can be submitted as it is."""
    budget = {
        "name": name,
        "kind": "STATEMENT_KIND_BUDGET",
        "origin": "BUDGET_ORIGIN_RECORDED",
        "pack": "cn-base",  # it is for every region and year
        "demonstration": True,
        "content": content or {"department": {"introduction": "虚构部门。"}},
    }
    return {"budget": budget, "requestId": new_id()}


def line(item, amount="1.00"):
    return {"agency": "201", "item": item, "amount": amount}


def write_lines(budget, lines, request_id=None):
    return {"name": budget.name, "etag": budget.etag, "lines": lines, "requestId": request_id or new_id()}
