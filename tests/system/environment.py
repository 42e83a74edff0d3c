"""Where a test finds the build, and what it needs of the machine. Imported before anything that may be missing.

CLEARBUDGET_BUILD names the build folder (default: .build). What is missing is named, and the exit code is 77, which
ctest shows as skipped.
"""
import importlib
import os
import pathlib
import shutil
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("CLEARBUDGET_BUILD", ROOT / ".build"))
DESCRIPTORS = BUILD / "proto" / "clearbudget.protoset"
PACKS = ROOT / "deploy" / "packs"
SAMPLES = ROOT / "deploy" / "samples"
PROGRAMS = ("submission", "performance", "disclosure", "gateway")

# Connections that are refused on purpose are no news.
os.environ.setdefault("GRPC_VERBOSITY", "NONE")

MODULES = {"grpc": "python3-grpcio", "google.protobuf": "python3-protobuf", "yaml": "python3-yaml"}
SKIPPED = 77


def program(name):
    return BUILD / "bin" / name


def _is_there(module):
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


def require(*programs):
    """Leaves with the exit code of a skipped test where a module, a program or the descriptor set is missing."""
    missing = [f"{package} (for {sys.executable})" for module, package in MODULES.items() if not _is_there(module)]
    if shutil.which("openssl") is None:
        missing.append("openssl")
    missing += [str(path) for path in (*map(program, programs or PROGRAMS), DESCRIPTORS) if not path.exists()]
    if missing:
        print("skipped, since this is missing: " + ", ".join(missing))
        sys.exit(SKIPPED)
