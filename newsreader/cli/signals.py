"""Lets signals end a command in order: locks are freed, folders cleared, workers ended."""

import signal
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn, TypeVar

Result = TypeVar("Result")

INTERRUPTED = 130
"""The status after Ctrl+C: 128 and the number of SIGINT, as shells have it."""
TERMINATED = 143
"""The status after SIGTERM: 128 and its number."""


@contextmanager
def ending_on_sigterm() -> Iterator[None]:
    """Let SIGTERM leave the block as an error would, and then the program."""

    def end(_: int, __: FrameType | None) -> NoReturn:
        sys.exit(TERMINATED)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def wait_for(work: Coroutine[Any, Any, Result]) -> Result:
    """Return what ``work`` returns when it is done in an event loop.

    SIGTERM cancels it, as Ctrl+C does by itself, before it ends the program.
    """
    import asyncio  # which most commands do without

    async def cancellable() -> Result:
        task = asyncio.current_task()
        assert task is not None
        if sys.platform != "win32":
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await work

    try:
        return asyncio.run(cancellable())
    except asyncio.CancelledError:
        sys.exit(TERMINATED)
