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


def ending_signals() -> list[int]:
    """Return the signals that end a command: SIGTERM, and SIGHUP where it is not ignored."""
    known = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")]
    return [one for one in known if one and signal.getsignal(one) is not signal.SIG_IGN]


@contextmanager
def ending_on_signals() -> Iterator[None]:
    """Let ``ending_signals`` leave the block as an error would, and then the program.

    The status is 128 and the number of the signal, as shells have it.
    """

    def end(number: int, _: FrameType | None) -> NoReturn:
        sys.exit(128 + number)

    before = {number: signal.signal(number, end) for number in ending_signals()}
    try:
        yield
    finally:
        for number, handler in before.items():
            if signal.getsignal(number) is end:  # the app listens to the end
                signal.signal(number, handler)


def wait_for(work: Coroutine[Any, Any, Result]) -> Result:
    """Return what ``work`` returns when it is done in an event loop.

    ``ending_signals`` cancel it, as Ctrl+C does by itself, before they end the program.
    """
    import asyncio  # which most commands do without

    heard = []

    async def cancellable() -> Result:
        task = asyncio.current_task()
        assert task is not None

        def end(number: int) -> None:
            heard.append(number)
            task.cancel()

        for number in ending_signals() if sys.platform != "win32" else ():
            asyncio.get_running_loop().add_signal_handler(number, end, number)
        return await work

    try:
        return asyncio.run(cancellable())
    except asyncio.CancelledError:
        sys.exit(128 + heard[0] if heard else INTERRUPTED)
