"""The command line: a contract for scripts, and the door to the screen.

Data goes to stdout and messages to stderr. What a command needs is imported inside it, so that
``newsreader --help`` stays quick.
"""

from newsreader.cli.main import main

__all__ = ["main"]
