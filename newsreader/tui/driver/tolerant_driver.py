"""The terminal of Unix as it may be: closed, stopped, sending anything, or not reading at all."""

import sys

from textual.driver import Driver

if sys.platform == "win32":

    def tolerant(driver: type[Driver]) -> type[Driver]:
        """Return ``driver`` itself: the console of Windows sends characters, and hangs up never."""
        return driver

else:
    import os
    import signal
    import termios
    from codecs import getincrementaldecoder
    from selectors import EVENT_READ, SelectSelector
    from threading import Event
    from time import monotonic
    from types import FrameType
    from typing import Any, TextIO

    from textual import events
    from textual._xterm_parser import XTermParser
    from textual.drivers.linux_driver import LinuxDriver
    from textual.message import Message

    from newsreader import held_terminal
    from newsreader.tui.driver.paste import PasteEnd
    from newsreader.tui.key_order import OrderedKeysApp
    from newsreader.tui.look.terminal_ground import ASK, LET_GO, GroundReplies, GroundTold
    from newsreader.tui.pictures.graphics import TerminalAnswers

    RESTORING = (
        "\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
        "\x1b[?2031l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[0m"
    )
    """Takes back all that the app asks of a terminal: paste, wrap, resize and mouse reports,
    keyboard protocol, alternate screen, cursor, focus reports, colours."""

    INPUT_WAIT = 0.1
    """Seconds between two looks whether the app leaves, or a paste has ended."""
    INPUT_PIECE = 4096
    """How many bytes are read at once."""

    class Outlet:
        """A text file that may end at any moment; what is written afterwards is dropped.

        Textual's writer thread would die on the first error, and the app would wait for ever
        for room in its queue.
        """

        def __init__(self, file: TextIO) -> None:
            self._file = file
            self.gone = False
            """Whether the terminal is no longer there."""

        def write(self, text: str) -> int:
            """Write ``text``, or drop it."""
            if not self.gone:
                try:
                    return self._file.write(text)
                except (OSError, ValueError):
                    self.gone = True
            return len(text)

        def flush(self) -> None:
            """Pass on what is written, or drop it."""
            if not self.gone:
                try:
                    self._file.flush()
                except (OSError, ValueError):
                    self.gone = True

        def fileno(self) -> int:
            """Return the descriptor of the file."""
            return self._file.fileno()

        def isatty(self) -> bool:
            """Return whether the file is a terminal."""
            return self._file.isatty()

    class WakingEvent(Event):
        """An event that also makes a file readable, for who waits for other files besides.

        Textual joins the thread of the keyboard when it leaves, which would otherwise look for
        the event only every ``INPUT_WAIT`` seconds. The file is open as long as the process lives.
        """

        def __init__(self) -> None:
            super().__init__()
            self._reader, self._writer = os.pipe()

        def fileno(self) -> int:
            """Return the descriptor that can be read once the event is set."""
            return self._reader

        def set(self) -> None:
            """Wake whoever waits, once."""
            if not self.is_set():
                super().set()
                os.write(self._writer, b".")

        def clear(self) -> None:
            """Let others wait again."""
            if self.is_set():
                super().clear()
                os.read(self._reader, 1)

    class TolerantDriver(LinuxDriver):
        """Outlives its terminal long enough to end in order.

        It drops bytes that are not UTF-8, drops what is written to a terminal that is gone,
        sets up the terminal anew when a stopped app continues, ends a paste that does not end,
        and leaves input out that comes faster than it can be handled.
        """

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            assert sys.__stderr__ is not None
            self._file: Any = Outlet(sys.__stderr__)
            self.exit_event: WakingEvent = WakingEvent()
            self.answers = TerminalAnswers()
            """What the terminal is asked besides."""
            self._suspended = self._asked_for_ground = False
            self._first_attributes: list[Any] | None
            try:
                before = held_terminal.attributes_before()
                self._first_attributes = before or termios.tcgetattr(self.fileno)
            except termios.error:
                self._first_attributes = None
            signal.signal(signal.SIGCONT, self._continue)

        @property
        def is_gone(self) -> bool:
            """Whether the terminal was closed."""
            if self.input_tty and not self._file.gone:
                try:
                    termios.tcgetattr(self.fileno)
                except termios.error:
                    self._file.gone = True
            return bool(self._file.gone)

        def start_application_mode(self) -> None:
            """Take the terminal, also from what has painted on it before the app was loaded."""
            super().start_application_mode()  # type: ignore[no-untyped-call]
            self.ask_for_ground()
            if getattr(self._app, "shows_cursor", False):
                self.write("\x1b[?25h")
            if held_terminal.is_held():
                self.attrs_before = self._first_attributes
                held_terminal.hand_over()

        def ask_for_ground(self) -> None:
            """Ask the terminal for its ground where the theme follows that."""
            if getattr(self._app, "follows_ground", False):
                self._asked_for_ground = True
                self.write(ASK)
                self.flush()

        def stop_application_mode(self) -> None:
            """Give the terminal back."""
            if self._asked_for_ground:
                self._asked_for_ground = False
                self.write(LET_GO)
            super().stop_application_mode()

        def write(self, data: str) -> None:
            """Write to the terminal, or drop ``data`` where nobody writes any more."""
            if data == held_terminal.ENTER and held_terminal.is_held():
                return  # it would clear what is painted
            writer = self._writer_thread
            if writer is not None and writer.is_alive():
                writer.write(data)

        def close(self) -> None:
            """End the thread that writes."""
            writer = self._writer_thread
            if writer is not None and writer.is_alive():
                writer.stop()

        def suspend_application_mode(self) -> None:
            """Give the terminal back for a while."""
            self._suspended = True
            super().suspend_application_mode()

        def resume_application_mode(self) -> None:
            """Take the terminal again."""
            if self.is_gone:
                return
            super().resume_application_mode()
            self._suspended = False

        def restore_terminal(self) -> None:
            """Give the terminal back at once, whatever the threads of the app are doing."""
            if self._first_attributes is None or self.is_gone:
                return
            try:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._first_attributes)
                sys.__stderr__.write(RESTORING)  # type: ignore[union-attr]
                sys.__stderr__.flush()  # type: ignore[union-attr]
            except (OSError, ValueError, termios.error):
                self._file.gone = True

        def _continue(self, _signal: int, _frame: FrameType | None) -> None:
            """Draw anew after a stop, not amid what a stop before it still has drawn."""
            if not self._loop.is_closed():
                self._loop.call_soon_threadsafe(self._take_again)

        def _take_again(self) -> None:
            """Set up the terminal, which the shell may have changed, and draw."""
            if not self._auto_restart or self.is_gone:
                return
            if not self._suspended:  # SIGSTOP, which cannot be prepared for
                self.suspend_application_mode()
                self._must_signal_resume = True
            self.resume_application_mode()

        def run_input_thread(self) -> None:
            """Wait for input and dispatch events until the app leaves or its terminal is gone."""
            parser, paste, replies = XTermParser(self._debug), PasteEnd(), GroundReplies()
            # A paste in Latin-1 or noise on a line is nothing that can be understood.
            decoder = getincrementaldecoder("utf-8")("ignore")
            with SelectSelector() as selector:
                selector.register(self.fileno, EVENT_READ)
                selector.register(self.exit_event, EVENT_READ)
                while not self.exit_event.is_set():
                    text = ""
                    ready = [one.fd for one, _ in selector.select(INPUT_WAIT)]
                    if self.fileno in ready:
                        try:
                            data = os.read(self.fileno, INPUT_PIECE)
                        except OSError:  # the terminal was closed
                            self._file.gone = True
                            return
                        if not data:  # no terminal, but a file or a pipe that has ended
                            self.exit_event.wait(INPUT_WAIT)
                        text = decoder.decode(data)
                    text, told = replies.take(self.answers.take(text))
                    for dark in told:
                        self.send_message(GroundTold(dark))
                    if text := paste.pass_on(text, monotonic()):
                        for event in parser.feed(text):
                            self.process_message(event)
                    for event in parser.tick():
                        self.process_message(event)

        def process_message(self, message: Message) -> None:
            """Pass on what came from the terminal, but no more than can be handled."""
            app = self._app
            if (
                isinstance(app, OrderedKeysApp)
                and isinstance(message, events.Event)
                and not app.input_flow.lets_in(message)
            ):
                return
            super().process_message(message)

    def tolerant(driver: type[Driver]) -> type[Driver]:
        """Return what takes the place of ``driver``: the usual one of Unix is too strict."""
        return TolerantDriver if driver is LinuxDriver else driver
