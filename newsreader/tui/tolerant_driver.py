"""Reads the keyboard of a terminal that may send anything: a stray byte does not end the app."""

import sys

from textual.driver import Driver

if sys.platform == "win32":

    def forgiving(driver: type[Driver]) -> type[Driver]:
        """Return ``driver`` itself: the console of Windows sends characters, not bytes."""
        return driver

else:
    from textual.drivers.linux_driver import LinuxDriver

    class ForgivingDriver(LinuxDriver):
        """Drops what comes together with bytes that are not UTF-8, and goes on reading."""

        def run_input_thread(self) -> None:
            """Wait for input and dispatch events until the app leaves."""
            reading = True
            while reading:
                try:
                    super().run_input_thread()
                    reading = False
                except UnicodeDecodeError:
                    # A paste in Latin-1, noise on a line: nothing that can be understood.
                    reading = not self.exit_event.is_set()

    def forgiving(driver: type[Driver]) -> type[Driver]:
        """Return what takes the place of ``driver``: the usual one of Unix is too strict."""
        return ForgivingDriver if driver is LinuxDriver else driver
