"""Figures of a run: medians, what processes use, and the table that shows them beside their targets."""
import datetime
import os
import pathlib
import statistics
import subprocess
import time
from dataclasses import dataclass

import environment

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Row:
    what: str
    reached: str
    target: str = "-"
    baseline: str = "-"
    met: bool | None = None


def median(values):
    return statistics.median(values)


def milliseconds(seconds):
    return f"{seconds * 1000:.2f} ms"


def cpu_seconds(process):
    """The processor time that a process has used so far, by the kernel's ticks of 10 ms."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_mib(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")) / 1024


def timed(call, times):
    """Seconds of each of so many calls, one after another."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - start)
    return seconds


def sync_seconds(folder, times=50):
    """The median time of a write of 4 KiB that is synced to the disk under a folder."""
    path = folder / "sync"
    with path.open("wb", buffering=0) as file:
        seconds = timed(lambda: (file.write(b"x" * 4096), os.fdatasync(file.fileno())), times)
    path.unlink()
    return median(seconds)


def where_and_when():
    """Date, commit and machine of the run, and how busy the machine is."""
    git = ["git", "-C", str(environment.ROOT), "describe", "--always", "--dirty"]
    commit = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip() or "unknown"
    models = [line for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    model = models[0].partition(":")[2].strip() if models else "unknown processor"
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    date = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    return f"{date}, commit {commit}, {model} x {os.cpu_count()}, load average {load}"


def print_table(rows):
    header = ("what", "reached", "target", "baseline of the same run", "met")
    lines = [header] + [
        (row.what, row.reached, row.target, row.baseline, {True: "yes", False: "no", None: "-"}[row.met]) for row in rows
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    lines.insert(1, tuple("-" * width for width in widths))
    for line in lines:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |")
