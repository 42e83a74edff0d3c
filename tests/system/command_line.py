"""The command-line client as a test runs it, against a suite of its own."""
import subprocess
import unittest

import environment
from suite import Suite

PEOPLE = environment.ROOT / "deploy" / "development" / "people.yaml"
DONE, REFUSED, USAGE, BAD_INPUT, UNAVAILABLE, PERMISSION, NOT_FOUND = 0, 1, 2, 3, 4, 5, 6


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.suite = self.enterContext(Suite())

    def settings(self, person):
        """The flags with which a command acts as a person of the people file."""
        installation = self.suite.installation
        return [
            f"--as={person}",
            f"--gateway={self.suite.gateway.address}",
            f"--people={PEOPLE}",
            f"--key={installation.tokens.keys['EdDSA'].private_key}",
            f"--ca={installation.public.certificate}",
        ]

    def command(self, person, *arguments):
        """A command as a person; without one for commands that call nobody or know the caller otherwise."""
        settings = [] if person is None else self.settings(person)
        return [str(environment.program("clearbudget")), *map(str, arguments), *settings]

    def cli(self, expected, person, *arguments):
        """Standard output, or the errors where those are expected."""
        command = self.command(person, *arguments)
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(ended.returncode, expected, f"{arguments}\n{ended.stdout[-2000:]}\n{ended.stderr[-2000:]}")
        self.assertNotIn("\x1b", ended.stdout, "no colours where nobody sees them")
        return ended.stdout if expected in (DONE, REFUSED) and not ended.stderr else ended.stderr
