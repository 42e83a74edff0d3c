"""What it costs a service to know who calls and whether he may, in process, by the benchmark of common/rpc."""
import in_process
from figures import Row

WHAT = "who calls, and whether he may"
TARGET_US = 10.0


def measure():
    found = in_process.run("gate_benchmark")
    microseconds = {name.partition("/")[2]: run["cpu_time"] / 1e3 for name, run in found.items()}
    worst = max(microseconds, key=microseconds.get)
    return [
        Row(
            "caller, delegation, role and relation of a call, the assertion known",
            f"{microseconds[worst]:.1f} us CPU ({worst}, the dearest of {len(microseconds)})",
            f"< {TARGET_US:.0f} us with the gateway's part",
            met=microseconds[worst] < TARGET_US,
        )
    ]
