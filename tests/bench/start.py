"""Start of the whole suite, and what its processes take while nothing happens."""
import time

from figures import Row, median, memory_mib
from suite import Suite

WHAT = "start and idle memory"
ROUNDS = 5
START_TARGET = 1.0  # seconds
MEMORY_TARGET = 40  # MiB


def measure():
    seconds, memory = [], {}
    for _ in range(ROUNDS):
        suite = Suite()
        begin = time.perf_counter()
        with suite:
            seconds.append(time.perf_counter() - begin)
            for name, process in suite.processes.items():
                memory.setdefault(name, []).append(memory_mib(process))
    ready = median(seconds)
    rows = [
        Row(
            f"start: four processes one after another, exec to serving, median of {ROUNDS}",
            f"{ready:.2f} s (worst {max(seconds):.2f})",
            f"< {START_TARGET:.0f} s",
            met=ready < START_TARGET,
        )
    ]
    for name, values in memory.items():
        used = median(values)
        met = used <= MEMORY_TARGET
        rows.append(Row(f"idle memory (RSS): {name}", f"{used:.1f} MiB", f"<= {MEMORY_TARGET} MiB", met=met))
    return rows
