"""kill -9 at random under load, with a ledger of acknowledged writes; see tests/soak/run."""
import argparse
import datetime
import pathlib
import random
import sys
import time

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "system"), str(TESTS / "bench")]

import environment

environment.require()

from figures import median, where_and_when
from ledger import Ledgers
from suite import Suite

WRITERS = 8
MOST_WRITES_BETWEEN_KILLS = 120
# Submission holds what the writers write, so that it is killed more often than what stands around it.
VICTIMS = ("submission", "submission", "gateway", "performance", "disclosure")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", nargs="?", type=int, default=30)
    parser.add_argument("--seed", type=int, default=int(time.time()), help="repeats the order of a run's kills")
    return parser.parse_args()


def main():
    given = arguments()
    chance = random.Random(given.seed)
    print(f"{where_and_when()}; {given.kills} kills, {WRITERS} writers, seed {given.seed}")
    killed = dict.fromkeys(VICTIMS, 0)
    back, begin = [], time.monotonic()
    with Suite() as suite:
        ledgers = Ledgers(suite, WRITERS)
        for _ in range(given.kills):
            ledgers.wait_for(chance.randint(1, MOST_WRITES_BETWEEN_KILLS))
            victim = chance.choice(VICTIMS)
            start = time.monotonic()
            suite.restart(victim)
            ledgers.forget_acknowledged()
            ledgers.wait_for(1)
            back.append(time.monotonic() - start)
            killed[victim] += 1
        ledgers.end()
        suite.restart("submission")
        suite.wait_until_ready()
        lost, doubled = ledgers.lost_and_doubled()
    writes = sum(len(writer.ledger) for writer in ledgers.writers)
    repeats = sum(writer.repeats for writer in ledgers.writers)
    for victim, count in killed.items():
        print(f"  {victim}: killed {count} times")
    print(f"  acknowledged writes: {writes}; calls repeated with the same request_id: {repeats}")
    print(f"  from the kill to the next acknowledged write: median {median(back):.2f} s, worst {max(back):.2f} s")
    took = datetime.timedelta(seconds=round(time.monotonic() - begin))
    print(f"  lost: {len(lost)}  doubled: {len(doubled)}  in {took}")
    for what in (lost + doubled)[:20]:
        print(f"    {what}")
    return 1 if lost or doubled else 0


if __name__ == "__main__":
    sys.exit(main())
