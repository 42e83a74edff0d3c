"""What the programs of Google Benchmark in the modules say, by the names of their benchmarks."""
import json
import subprocess

import environment


def run(program, only=".*"):
    command = [str(environment.program(program)), "--benchmark_format=json", f"--benchmark_filter={only}"]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    return {found["name"]: found for found in json.loads(ended.stdout)["benchmarks"]}
