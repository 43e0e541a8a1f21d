"""The command ``newsreader``: what is done before the modules of the command line are loaded."""

import sys

from newsreader.loading import loading


def main() -> int:
    """Run the command that the arguments of the process ask for; return its exit status."""
    with loading():
        from newsreader.cli.main import main as run
    return run(sys.argv[1:])
