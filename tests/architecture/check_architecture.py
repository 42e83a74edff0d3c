#!/usr/bin/env python3
"""Holds the tree to its layers and house rules; see services/README.md for why they are as they are.

Prints one line a violation, `file:line: what is wrong; what to do`, and fails if there is any.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(sys.argv[1]).resolve()

# Pure modules: they may include the standard library, these, and each other.
PURE_COMMON = {"money", "classification", "targets", "facts", "rules", "errors", "names", "ports", "merkle"}
# Pure in a module that is not.
PURE_HEADERS = {"common/identity/caller.h"}
# Not pure inside, since it wraps OpenSSL, but a function of bytes for those who use it.
USABLE_COMMON = PURE_COMMON | {"digest"}
PURE_EXTERNAL = re.compile(r"^(absl/(status|numeric|types|strings|container|base)/|fmt/)")
# Where a system header may appear at all, by the folder or file that wraps it.
WRAPPED = {
    r"^spdlog/": r"^common/observability/.*\.cc$",
    r"^sqlite3\.h$": r"^(common/storage|tests)/.*\.cc$",
    r"^openssl/": r"^(common/certificates|common/digest|common/identity|common/trail|common/rpc|common/testing|services/submission/adapters|services/gateway|tests)/.*\.cc$",
    r"^nghttp2/": r"^services/gateway/.*\.(cc|h)$",
    r"^(jansson\.h|curl/)": r"^common/identity/.*\.cc$",
    r"^yaml\.h$": r"^(common/contract|services/cli)/.*\.cc$",
    r".*\.grpc\.pb\.h$": r"(^services/[^/]+/(rpc|client|adapters|testing)/|^common/(rpc|register_client)/|_test\.(cc|h)$|^tests/|^services/[^/]+/main\.cc$)",
}
PURE_FORBIDDEN_STD = {"fstream", "filesystem", "iostream", "random", "thread", "mutex", "cstdlib", "ctime"}
CLOCK = re.compile(r"_clock::now\(")
# How far a call reaches is decided in one place; elsewhere a scope is taken, never made.
SCOPE_MADE = re.compile(r"\bScope::Of(Agency|Region)\(")
SCOPE_MAKERS = re.compile(r"^common/rpc/|^common/ports/scope\.h$|_test\.(cc|h)$|^services/[^/]+/testing/|^tests/")
FLOATING = re.compile(r"\b(double|float)\b")
TOP_LEVEL = {"CMakeLists.txt", "proto", "services", "common", "deploy", "tests", "README.md"}

violations = []


def violation(path, line, text):
    violations.append(f"{path}:{line}: {text}")


def is_pure(path):
    parts = path.split("/")
    if path in PURE_HEADERS:
        return True
    if parts[0] == "common":
        return parts[1] in PURE_COMMON and not path.endswith(("_test.cc", "_test.h", "_benchmark.cc"))
    return parts[0] == "services" and len(parts) > 3 and parts[2] == "domain" and not path.endswith("_test.cc")


def check_include(path, number, header, angled):
    parts = path.split("/")
    for pattern, allowed in WRAPPED.items():
        if re.match(pattern, header) and not re.search(allowed, path):
            violation(path, number, f"{header} is wrapped elsewhere; include the wrapping header instead")
    if not angled and header.startswith("services/"):
        service = header.split("/")[1]
        if parts[0] == "common":
            violation(path, number, f"common includes no service; move what is shared into common ({header})")
        if parts[0] == "services" and parts[1] != service:
            violation(path, number, f"no service includes another; talk over the contract ({header})")
    layer = parts[2] if parts[0] == "services" and len(parts) > 3 else ""
    if layer in ("use_cases", "ports") and not path.endswith("_test.cc") and not angled:
        outward = re.search(r"\.pb\.h$|^(grpc|google/protobuf|spdlog|common/(contract|storage|config|observability)/)|/(adapters|conversion|rpc)/", header)
        if outward and header != "common/rpc/call_context.h":
            violation(path, number, f"{header}: a use case or port knows the domain only; adapters and rpc know it, not the reverse")
    if not is_pure(path):
        return
    if angled and header in PURE_FORBIDDEN_STD and not path.endswith(("/system_clock.cc", "/random_id_source.cc")):
        violation(path, number, f"<{header}> has no place in a domain; use a port")
    if header.endswith(".pb.h") or header.startswith(("google/protobuf", "grpc")):
        violation(path, number, f"{header}: a domain knows no protobuf and no gRPC; convert at the edge")
    if not angled and header.startswith("common/") and header.split("/")[1] not in USABLE_COMMON and header not in PURE_HEADERS:
        violation(path, number, f"{header}: a domain includes pure modules only ({', '.join(sorted(USABLE_COMMON))})")
    if not angled and not header.startswith(("common/", "services/")) and not PURE_EXTERNAL.match(header):
        violation(path, number, f"{header} is not for a domain")


def check_file(path):
    text = (ROOT / path).read_text(encoding="utf-8")
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        include = re.match(r'\s*#include\s+([<"])([^>"]+)[>"]', line)
        if include:
            check_include(path, number, include.group(2), include.group(1) == "<")
        code = line.split("//")[0]
        if is_pure(path) and FLOATING.search(code):
            violation(path, number, "floating point holds no amount, rate or score; use money::Amount, Decimal or Ratio")
        if is_pure(path) and CLOCK.search(code) and not path.endswith("/system_clock.cc"):
            violation(path, number, "a domain reads no clock; take ports::Clock")
        if SCOPE_MADE.search(code) and not SCOPE_MAKERS.search(path):
            violation(path, number, "only the gate of the calls makes a scope; take the one of the call")
        if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line) and not path.startswith("tests/architecture/"):
            violation(path, number, "say it in the README's state of things, or do it")
        if (path.endswith("_test.cc") or path.startswith("tests/")) and re.search(r"sleep_for|SleepFor|usleep\(", line):
            violation(path, number, "a test waits for what it waits for, never for a time")
    count = len(lines) - 1
    if path.endswith("/main.cc") and count > 80:
        violation(path, count, f"a main has at most 80 lines ({count}); move what it does into a class")
    elif re.search(r"/rpc/.*\.cc$", path) and path.startswith("services/") and not path.endswith("_test.cc") and count > 150:
        violation(path, count, f"a handler file has at most 150 lines ({count})")
    elif count > 450:
        violation(path, count, f"a file is read at one sitting: at most 450 lines ({count}); split it by meaning")


def main():
    tracked = subprocess.run(["git", "-c", "safe.directory=*", "-C", ROOT, "ls-files"], capture_output=True, text=True, check=True).stdout.split("\n")
    for path in filter(None, tracked):
        top = path.split("/")[0]
        if top not in TOP_LEVEL and not top.startswith("."):
            violation(path, 1, f"the top level holds {', '.join(sorted(TOP_LEVEL))} and dotfiles only")
        if any(part in ("util", "utils", "helpers", "misc") for part in path.split("/")):
            violation(path, 1, "a folder is named after what it holds")
        if path.endswith((".cc", ".h")) and (ROOT / path).exists():
            check_file(path)
    print("\n".join(violations))
    print(f"{len(violations)} violations")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
