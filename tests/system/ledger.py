"""Clients that write without pause and keep a ledger of what was acknowledged, to be held against what is stored."""
import threading
import time

import samples
from samples import BUDGETS

AGENCY = "regions/990101/agencies/201"
FIRST_YEAR = 2030
PATIENCE = 30  # seconds without an answer


class Writer(threading.Thread):
    """Adds one line after another to a budget of its own; repeats each until it is acknowledged."""

    def __init__(self, suite, number, acknowledged):
        super().__init__()
        self.client = suite.client("finance")
        create = samples.draft(f"{AGENCY}/budgets/{FIRST_YEAR + number}")
        self.budget = self.client.call(BUDGETS + "CreateBudget", create)
        self.ledger = []  # (request id, item, amount)
        self.repeats = 0
        self.failure = None
        self._acknowledged = acknowledged
        self._ended = threading.Event()

    def run(self):
        try:
            while not self._ended.is_set():
                self._write()
        except Exception as error:  # told by the thread that holds the ledger against the store
            self.failure = error

    def end(self):
        self._ended.set()
        self.join()
        if self.failure is not None:
            raise self.failure

    def _write(self):
        item = f"{len(self.ledger):06}"
        amount = f"{len(self.ledger)}.25"
        request = samples.write_lines(self.budget, [samples.line(item, amount)])
        answer, repeats = self.client.call_until_answered(BUDGETS + "WriteBudgetLines", request, patience=PATIENCE)
        self.repeats += repeats
        if (answer.added_count, answer.replaced_count) != (1, 0):
            raise AssertionError(f"line {item} was written before: {answer}")
        self.budget = answer.budget
        self.ledger.append((request["requestId"], item, amount))
        self._acknowledged.release()


class Ledgers:
    """Several writers at once."""

    def __init__(self, suite, writers):
        self._suite = suite
        self.acknowledged = threading.Semaphore(0)
        samples.create_agency(suite.client("finance"), AGENCY)
        self.writers = [Writer(suite, number, self.acknowledged) for number in range(writers)]
        for writer in self.writers:
            writer.start()

    def wait_for(self, count):
        """Until so many more writes are acknowledged; the seconds until the first of them."""
        start = time.monotonic()
        first = None
        for _ in range(count):
            if not self.acknowledged.acquire(timeout=PATIENCE):
                raise AssertionError(f"no write was acknowledged for {PATIENCE} s: {[w.failure for w in self.writers]}")
            first = first or time.monotonic() - start
        return first

    def forget_acknowledged(self):
        """What was acknowledged before now no longer counts for wait_for."""
        while self.acknowledged.acquire(blocking=False):
            pass

    def end(self):
        for writer in self.writers:
            writer.end()

    def lost_and_doubled(self):
        """What stands in a ledger and not in the store, and what stands in the store more often than in the ledger."""
        lost, doubled = [], []
        for writer in self.writers:
            expected = [(item, amount) for _, item, amount in writer.ledger]
            stored = [(line.item, line.amount) for line in self._lines(writer)]
            lost += set(expected) - set(stored)
            doubled += set(stored) - set(expected)
            changes = self._changes(writer)
            ids = [change.request_id for change in changes if change.method.endswith("WriteBudgetLines")]
            doubled += [found for found in set(ids) if ids.count(found) > 1]
            lost += {request_id for request_id, _, _ in writer.ledger} - set(ids)
            numbers = [change.change_number for change in changes]
            if numbers != list(range(1, len(writer.ledger) + 2)):
                doubled.append(f"change numbers of {writer.budget.name} are not gapless: {numbers[-3:]}")
        return lost, doubled

    def _lines(self, writer):
        token = ""
        while True:
            request = {"parent": writer.budget.name, "pageToken": token, "pageSize": 5000}
            page = writer.client.call(BUDGETS + "ListBudgetLines", request)
            yield from page.lines
            token = page.next_page_token
            if not token:
                return

    def _changes(self, writer):
        changes, cursor = [], ""
        while True:
            request = {"parent": AGENCY, "cursor": cursor, "pageSize": 1000}
            page = writer.client.call(BUDGETS + "ListBudgetChanges", request)
            changes += [change for change in page.changes if change.budget == writer.budget.name]
            cursor = page.cursor
            if not page.changes:
                return changes
