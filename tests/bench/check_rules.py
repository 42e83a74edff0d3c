"""The rules in process, by the benchmark of common/rules."""
import in_process
from figures import Row

WHAT = "rules in process"
SAMPLE_TARGET_MS = 1.0
CELLS_TARGET = 1_000_000


def measure():
    found = in_process.run("rules_benchmark", "CheckSample|CheckEveryLine")
    sample = found["CheckSample"]["cpu_time"] / 1e6
    cells = found["CheckEveryLine/100000"]["items_per_second"]
    growth = found["CheckEveryLine/100000"]["cpu_time"] / found["CheckEveryLine/1000"]["cpu_time"]
    return [
        Row("check the audited figures in process", f"{sample:.3f} ms CPU", "< 1 ms", met=sample < SAMPLE_TARGET_MS),
        Row("cell checks on one core", f"{cells / 1e6:.1f} million/s", ">= 1 million/s", met=cells >= CELLS_TARGET),
        Row("100,000 lines against 1,000", f"{growth:.0f} x the time for 100 x the lines", "linear", met=growth < 150),
    ]
