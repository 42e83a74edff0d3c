#!/usr/bin/python3
"""The gateway as a stranger meets it: health, reflection, what it does not know; and what all four write in their logs.
"""
import concurrent.futures
import sys
import unittest

import environment

environment.require()

from google.protobuf import descriptor_pb2

import samples
from client import Refusal
from people import PEOPLE
from samples import BUDGETS
from suite import HEALTH, SERVING, Suite

sys.path.insert(0, str(environment.ROOT / "tests" / "contract"))
from recompute_digest import fields_of  # noqa: E402

# Fields of grpc.reflection.v1.ServerReflectionRequest and its answer.
FILE_CONTAINING_SYMBOL, LIST_SERVICES = 4, 7
FILES, SERVICES, ERROR = 4, 6, 7
AGENCY = "regions/990101/agencies/201"
CLIENTS = 64


def text_field(number, text):
    return bytes([number << 3 | 2, len(text)]) + text.encode()


def values(data, number):
    return [value for found, value in fields_of(data) if found == number]


class Edge(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = cls.enterClassContext(Suite())
        cls.stranger = cls.suite.client()

    def reflect(self, version, request):
        path = f"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo"
        return self.stranger.stream(path, [request])[0]

    def test_health_of_every_service(self):
        self.assertEqual(len(self.suite.contracts.services), 9)
        for service in ["", *self.suite.contracts.services]:
            self.assertEqual(self.stranger.call_bytes(HEALTH, text_field(1, service)), SERVING, service)
        with self.assertRaises(Refusal) as refused:
            self.stranger.call_bytes(HEALTH, text_field(1, "clearbudget.none.v1.NoService"))
        self.assertEqual(refused.exception.code, "NOT_FOUND")

    def test_reflection_lists_the_services_and_gives_their_files(self):
        for version in ("v1", "v1alpha"):
            answer = self.reflect(version, text_field(LIST_SERVICES, ""))
            services = values(values(answer, SERVICES)[0], 1)
            names = {values(service, 1)[0].decode() for service in services}
            self.assertLessEqual(set(self.suite.contracts.services), names, version)
            answer = self.reflect(version, text_field(FILE_CONTAINING_SYMBOL, "clearbudget.budget.v1.BudgetService"))
            files = values(values(answer, FILES)[0], 1)
            names = [descriptor_pb2.FileDescriptorProto.FromString(file).name for file in files]
            self.assertIn("clearbudget/budget/v1/budget_service.proto", names, version)
            answer = self.reflect(version, text_field(FILE_CONTAINING_SYMBOL, "clearbudget.none.v1.Nothing"))
            self.assertEqual(len(values(answer, ERROR)), 1, version)

    def test_methods_that_do_not_exist(self):
        finance = self.suite.client("finance")
        for path in (
            "/clearbudget.none.v1.NoService/Do",
            "/clearbudget.budget.v1.BudgetService/NoMethod",
            "/clearbudget.performance.v1.PerformanceService/NoMethod",
            "/clearbudget.disclosure.v1.StatementService/NoMethod",
            "/",
        ):
            with self.subTest(path=path), self.assertRaises(Refusal) as refused:
                finance.call_bytes(path, b"")
            self.assertEqual(refused.exception.code, "UNIMPLEMENTED")

    def test_a_deadline_that_has_passed(self):
        with self.assertRaises(Refusal) as refused:
            self.suite.client("finance").call(samples.PACKS + "ListPacks", timeout=0.000001)
        self.assertEqual(refused.exception.code, "DEADLINE_EXCEEDED")

    def test_logs_tell_the_call_and_never_its_content(self):
        finance = self.suite.client("finance")
        samples.create_agency(finance, AGENCY)
        request = samples.draft(f"{AGENCY}/budgets/2026", department={"introduction": "不该出现在日志里的文字"})
        budget = finance.call(BUDGETS + "CreateBudget", request)
        finance.call(BUDGETS + "WriteBudgetLines", samples.write_lines(budget, [samples.line("a", "31415926.53")]))
        with self.assertRaises(Refusal):
            finance.call(BUDGETS + "WriteBudgetLines", samples.write_lines(budget, [samples.line("a", "27182818,28")]))
        lines = self.suite.processes["submission"].log_lines()
        calls = [line for line in lines if line.get("request_id") == request["requestId"]]
        self.assertEqual(len(calls), 1)
        self.assertTrue(calls[0]["method"].endswith("CreateBudget"), calls)
        self.assertEqual((calls[0]["code"], calls[0]["subject"]), ("OK", PEOPLE["finance"]["subject"]))
        token = self.suite.tokens.token(PEOPLE["finance"])
        for process in self.suite.processes.values():
            for secret in ("31415926", "27182818", "不该出现", "Bearer", token[:30]):
                self.assertNotIn(secret, process.log(), process.name)


class ManyClients(unittest.TestCase):
    def test_64_clients_at_once_are_all_served(self):
        with Suite() as suite, concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
            clients = [suite.client("finance") for _ in range(CLIENTS)]
            samples.create_agency(clients[0], AGENCY)

            def write(number):
                client = clients[number]
                name = f"{AGENCY}/budgets/{2000 + number}"
                budget = client.call(BUDGETS + "CreateBudget", samples.draft(name))
                for item in ("a", "b", "c"):
                    request = samples.write_lines(budget, [samples.line(item)])
                    budget = client.call(BUDGETS + "WriteBudgetLines", request).budget
                return budget.line_count

            self.assertEqual(list(pool.map(write, range(CLIENTS))), [3] * CLIENTS)


class Stop(unittest.TestCase):
    def test_every_process_stops_in_order_when_asked(self):
        with Suite() as suite:
            codes = {name: process.stop() for name, process in suite.processes.items()}
        self.assertEqual(codes, dict.fromkeys(codes, 0))


if __name__ == "__main__":
    unittest.main()
