"""Holds the terminal between the first picture and the app that takes it over.

Whoever says something before the app has the terminal, or ends the program, gives it back first:
then it is as it was, and what is said stands on a clean screen.
"""

import os
import sys

if sys.platform == "win32":

    def hold(picture: bytes) -> bool:
        """Return that there is no such terminal here."""
        return False

    def is_held() -> bool:
        """Return whether the terminal is held."""
        return False

    def give_back() -> None:
        """Give the terminal back as it was, if it is held."""

else:
    import signal
    import termios
    from types import FrameType
    from typing import Any

    ENTER = "\x1b[?1049h"
    """Goes to the other screen of a terminal, which is empty; what stands on the first is kept."""
    _HIDE_CURSOR, _LEAVE = "\x1b[?25l", "\x1b[0m\x1b[?1049l\x1b[?25h"
    _ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT")

    _before: list[Any] | None = None
    """The attributes that the terminal had before it was held; None where it is not."""

    def hold(picture: bytes) -> bool:
        """Paint a picture on the other screen; keys typed from now on wait for the app.

        Returns whether the terminal is held: one that is none, or that is gone, is not.
        """
        global _before
        try:
            before = termios.tcgetattr(0)
            typed = termios.tcgetattr(0)
            # As Textual has it, but that Ctrl+C still ends the program: no line is waited for,
            # nothing is echoed, Return stays Return, and Ctrl+S, Ctrl+Q and Ctrl+Z are keys.
            typed[0] &= ~(
                termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
            )
            typed[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
            typed[6][termios.VMIN] = 1
            typed[6][termios.VSUSP] = os.fpathconf(0, "PC_VDISABLE").to_bytes(1, "big")
            termios.tcsetattr(0, termios.TCSANOW, typed)
            _before = before
            for name in _ENDING:
                number = getattr(signal, name)
                if signal.getsignal(number) is signal.SIG_DFL:
                    signal.signal(number, _end)
            _write(f"{ENTER}{_HIDE_CURSOR}".encode() + picture)
        except (OSError, termios.error):
            give_back()
        return is_held()

    def is_held() -> bool:
        """Return whether the terminal is held."""
        return _before is not None

    def attributes_before() -> list[Any] | None:
        """Return the attributes that a held terminal had before; None where none is held."""
        return _before

    def hand_over() -> None:
        """Leave the terminal to the app, which gives it back itself from now on."""
        global _before
        _before = None
        _listen_no_more()

    def give_back() -> None:
        """Give the terminal back as it was, if it is held."""
        global _before
        before, _before = _before, None
        if before is None:
            return
        _listen_no_more()
        try:
            termios.tcsetattr(0, termios.TCSANOW, before)
            _write(_LEAVE.encode())
        except (OSError, termios.error):
            return  # the terminal was closed: there is nothing to give back

    def _end(number: int, _frame: FrameType | None) -> None:
        give_back()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def _listen_no_more() -> None:
        for name in _ENDING:
            number = getattr(signal, name)
            if signal.getsignal(number) is _end:
                signal.signal(number, signal.SIG_DFL)

    def _write(data: bytes) -> None:
        """Write to where Textual paints, too."""
        while data:
            data = data[os.write(2, data) :]
