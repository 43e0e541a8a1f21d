"""Tells what a command has changed: in a sentence, or as JSON."""

from newsreader.cli.invocation import Invocation
from newsreader.cli.json_output import envelope
from newsreader.cli.output import say, say_json


def tell_done(invocation: Invocation, name: str, content: object, *sentences: str) -> None:
    """Print the sentences, or with ``--json`` the content under its name."""
    if invocation.json:
        say_json(envelope(name, content))
        return
    for sentence in sentences:
        say(sentence)
