"""A well-formed request for any method, on any resource: made from the descriptors, so that a new method needs nothing
here."""
import re

from samples import new_id

AMOUNT, CODE, DATE, NAME, INSTANT = 1, 3, 4, 5, 6  # clearbudget.type.v1.FactType
_VALID = {
    AMOUNT: "1.00",
    CODE: "1",
    DATE: "2026-01-01",
    NAME: "regions/990101/agencies/201/budgets/2026/revisions/1/progressReports/1",
    INSTANT: "2026-01-01T00:00:00Z",
}
_ROLE = "department_reviewer"


class AnyRequest:
    """Requests of one method. `kinds` are the collections in the name of the resource that it is about."""

    def __init__(self, contracts, name, descriptor):
        self.name = name
        self.streams = descriptor.server_streaming
        self._contracts = contracts
        self._mutation = contracts.option(descriptor, "clearbudget.type.v1.permission").mutation
        http = contracts.option(descriptor, "google.api.http")
        place = re.search(r"{([a-z_.]+)=([^}]+)}", http.get or http.post or http.patch or http.put)
        self._path, pattern = place.groups() if place else (None, "")
        self.kinds = pattern.split("/")[::2] if pattern else []
        self._request = contracts.method(name)[1]()
        self._fill(self._request)

    def about(self, agency, role=_ROLE, **ids):
        """The request for the agency or what lies below it; ids such as budgets="2026". Nothing is changed by it. Where
        it names a role, it is the caller's."""
        message = type(self._request)()
        message.CopyFrom(self._request)
        if "delegation" in message.DESCRIPTOR.fields_by_name:
            message.delegation.roles[:] = [role]
        if self._mutation:
            message.request_id = new_id()
            if "validate_only" in message.DESCRIPTOR.fields_by_name:
                message.validate_only = True
        if self._path:
            *parents, field = self._path.split(".")
            holder = message
            for parent in parents:
                holder = getattr(holder, parent)
            setattr(holder, field, self.resource(agency, **ids))
        return message

    def resource(self, agency, **ids):
        """The name that the request is about; empty for a method that is about none."""
        values = {"regions": agency.split("/")[1], "agencies": agency.split("/")[3], **ids}
        return "/".join(f"{kind}/{values.get(kind, '1')}" for kind in self.kinds)

    def _fill(self, message):
        for field in message.DESCRIPTOR.fields:
            rule = self._contracts.option(field, "clearbudget.type.v1.field")
            if not rule.required or rule.output_only:
                continue
            repeated = field.label == field.LABEL_REPEATED
            if field.message_type is None:
                text = _ROLE if field.name == "roles" else _VALID.get(rule.type, "x")
                if repeated:
                    getattr(message, field.name).append(text)
                else:
                    setattr(message, field.name, text)
            elif field.message_type.full_name == "google.protobuf.FieldMask":
                message.update_mask.paths.append("content.department")
            else:
                part = getattr(message, field.name).add() if repeated else getattr(message, field.name)
                if not repeated:
                    part.SetInParent()
                self._fill(part)
