"""Prints the figures of the suite; see tests/bench/run."""
import pathlib
import sys
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "system"))

import environment

environment.require()

import check_rules
import permission
import reads
import start
import submit
from figures import print_table, where_and_when


def main():
    print(where_and_when())
    rows = []
    for part in (start, permission, reads, submit, check_rules):
        print(f"  measuring: {part.WHAT}", file=sys.stderr)
        try:
            rows += part.measure()
        except Exception:  # a figure that cannot be taken is told and does not hide the others
            print(f"could not be measured: {part.WHAT}", file=sys.stderr)
            traceback.print_exc()
    print_table(rows)
    print("Calls come from a Python client in this machine, so that latencies include its own part; see the baselines.")


if __name__ == "__main__":
    main()
