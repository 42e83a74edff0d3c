"""The callers of these tests. All are invented; who approves is another person than who writes."""


def _person(region, agency, role, person):
    caller = {"subject": f"test:{person}", "person": person, "region": region, "roles": [role]}
    return caller | ({"agency": agency} if agency else {})


_RECORDED = "regions/130303"
_INVENTED = "regions/990101"

PEOPLE = {
    "recorder": _person(_RECORDED, "", "finance_budget_reviewer", "录入员甲"),
    "recorded-approver": _person(_RECORDED, "", "finance_approver", "审批人乙"),
    "recorded-auditor": _person(_RECORDED, "", "auditor", "审计员丙"),
    "finance": _person(_INVENTED, "", "finance_budget_reviewer", "预算审核人丁"),
    "preparer": _person(_INVENTED, f"{_INVENTED}/agencies/201001", "unit_preparer", "编制人戊"),
    "department": _person(_INVENTED, f"{_INVENTED}/agencies/201", "department_reviewer", "部门审核人己"),
    "approver": _person(_INVENTED, "", "finance_approver", "审批人辛"),
    "publisher": _person(_INVENTED, f"{_INVENTED}/agencies/201", "publisher", "公开专员壬"),
    "auditor": _person(_INVENTED, "", "auditor", "审计员癸"),
}
