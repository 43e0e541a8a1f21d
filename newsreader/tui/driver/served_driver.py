"""Speaks with a browser by way of ``newsreader serve``, and ends in order when that is gone."""

import os
from typing import Any

from textual.drivers.web_driver import WebDriver


class ServedDriver(WebDriver):
    """Sees that its window was closed, as the driver of a terminal does.

    Textual would end the app at once then, and what is being written would be lost.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_gone = False
        """Whether nobody sees the app any more."""
        self._write = self._write_or_drop  # type: ignore[assignment]

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Take what the server tells beside keys."""
        if packet_type == "quit":
            self.is_gone = True
        else:
            super().on_meta(packet_type, payload)

    def run_input_thread(self) -> None:
        """Wait for input until the app leaves, or the server has."""
        super().run_input_thread()
        self.is_gone = True

    def _write_or_drop(self, data: bytes) -> int:
        if not self.is_gone:
            try:
                return os.write(self.fileno, data)
            except OSError:
                self.is_gone = True
        return len(data)
