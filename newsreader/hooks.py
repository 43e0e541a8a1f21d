"""Runs the programs of the table ``[hooks]``: one at a time, within limits, and to no harm.

A program reads one JSON object; what it prints is read by nobody.
"""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from newsreader.domain.errors import NotProvided
from newsreader.programs import run_program
from newsreader.settings.values import Hooks

SECONDS = 30.0
"""How long a program may take."""
OUTPUT = 1024 * 1024
"""How much it may print, in bytes."""
SCHEMA = 1
"""The version of what programs read; it changes when a key changes its meaning or goes."""


class HookRunner:
    """Runs hooks for one process; of each it tells once that it failed."""

    def __init__(self, hooks: Hooks, tell: Callable[[str, str], object]) -> None:
        """``tell`` is called with the name of a hook that failed, and why, in one sentence."""
        self.hooks = hooks
        self._tell = tell
        self._failed: set[str] = set()

    def is_set(self, name: str) -> bool:
        """Return whether there is a program for a hook."""
        return bool(getattr(self.hooks, name))

    async def run(self, name: str, content: Mapping[str, object]) -> None:
        """Let the program of a hook read something, if there is one."""
        words = getattr(self.hooks, name)
        if not words:
            return
        record = {"schema": SCHEMA, "hook": name, **content}
        data = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")
        environment = {**os.environ, "NEWSREADER_HOOK": name}
        try:
            await run_program(
                at_home(words), data, seconds=SECONDS, limit=OUTPUT, environment=environment
            )
        except NotProvided as error:
            if name not in self._failed:
                self._failed.add(name)
                self._tell(name, str(error))


def at_home(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a program and its arguments with the home folder for a ``~`` before the program."""
    return (str(Path(words[0]).expanduser()), *words[1:])
