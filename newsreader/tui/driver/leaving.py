"""Ends the app when the system asks: in order, and by force where that takes too long."""

import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

DEADLINE = 8.0
"""Seconds after which an app that was asked to end is ended, terminal restored, work committed."""
LEAVING_SIGNALS = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM")
"""What asks an app to end, by name: not every system has them all."""


class Departure:
    """Turns signals into a wish to leave, with a deadline.

    ``leave`` is called from the main thread, perhaps in the middle of anything: it may only
    schedule. ``restore`` gives the terminal back and is called from another thread.
    """

    def __init__(self, leave: Callable[[], object], restore: Callable[[], object]) -> None:
        self._leave = leave
        self._restore = restore
        self._timer: threading.Timer | None = None

    @property
    def begun(self) -> bool:
        """Whether the system has asked to end."""
        return self._timer is not None

    def watch(self) -> None:
        """Listen to the signals; one that the parent has set to be ignored stays ignored."""
        for name in LEAVING_SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._heard)

    def _heard(self, number: int, _frame: FrameType | None) -> None:
        self.begin(128 + number)
        self._leave()

    def begin(self, status: int) -> None:
        """Start the deadline; ``status`` is the exit status of an app that misses it."""
        if self._timer is None:
            self._timer = threading.Timer(DEADLINE, self._end, [status])
            self._timer.daemon = True
            self._timer.start()

    def _end(self, status: int) -> None:
        self._restore()
        os._exit(status)
