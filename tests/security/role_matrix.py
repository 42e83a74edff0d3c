"""The reviewed table of permissions, read from role_matrix.tsv, and the same read from the contract."""
import pathlib

TABLE = pathlib.Path(__file__).with_name("role_matrix.tsv")
RELATIONS = {1: "own", 2: "units", 3: "region", 4: "all"}  # clearbudget.type.v1.Relation
# The states of a budget in which a grant with a star holds.
NO_DRAFTS = ["submitted", "returned", "approved"]
_NOT_ROLES = ("services", "audit")


class Row:
    """What is permitted for one method: {role: reach} without roles that have none, the services, and the audit."""

    def __init__(self, reaches, services, audit):
        self.reaches, self.services, self.audit = reaches, services, audit

    def __eq__(self, other):
        return vars(self) == vars(other)

    def __repr__(self):
        return str(vars(self))

    def reach(self, role):
        """(relation or None, whether drafts are out of it)"""
        text = self.reaches.get(role)
        return (None, False) if text is None else (text.rstrip("*"), text.endswith("*"))


def reviewed():
    """(roles, {method: Row}) of the table."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    head = lines[0].split("\t")
    rows = {}
    for line in lines[1:]:
        cells = dict(zip(head, line.split("\t"), strict=True))
        method = cells.pop("method")
        if method in rows:
            raise ValueError(f"{method} has two rows")
        services = sorted(cells["services"].split(",")) if cells["services"] != "-" else []
        reaches = {role: reach for role, reach in cells.items() if role not in _NOT_ROLES and reach != "-"}
        rows[method] = Row(reaches, services, cells["audit"])
    return [role for role in head[1:] if role not in _NOT_ROLES], rows


def contracted(contracts):
    """{method: Row} of the descriptors."""
    permission = "clearbudget.type.v1.permission"
    return {name: _row(contracts.option(method, permission)) for name, method in contracts.methods()}


def _row(permission):
    reaches = {}
    for grant in permission.grants:
        if grant.role in reaches:
            raise ValueError(f"{grant.role} is granted twice")
        states = list(grant.states)
        if states not in ([], NO_DRAFTS):
            raise ValueError(f"the table has no sign for the states {states}")
        reaches[grant.role] = RELATIONS[grant.relation] + ("*" if states else "")
    audit = "write" if permission.mutation else "read" if permission.unpublished else "-"
    return Row(reaches, sorted(permission.services), audit)


def differences(table, contract):
    """What a reviewer has to look at, a line each."""
    for method in sorted(table.keys() | contract.keys()):
        if method not in table:
            yield f"{method} has no row: {contract[method]}"
        elif method not in contract:
            yield f"{method} has a row and is no method"
        elif table[method] != contract[method]:
            yield f"{method}: the table says {table[method]}, the contract {contract[method]}"
