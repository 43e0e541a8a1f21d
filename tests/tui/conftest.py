"""Keeps the screen still: nothing blinks while it is looked at."""

import pytest
from textual import _wait
from textual.widgets import Input, TextArea


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Freeze the cursors, and do not wait longer than there is something to wait for."""
    monkeypatch.setattr(Input, "cursor_blink", False)
    monkeypatch.setattr(TextArea, "cursor_blink", False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    # After each key the pilot looks whether the app is idle, 20 ms at a time; that was most of
    # the time these tests took.
    monkeypatch.setattr(_wait, "SLEEP_GRANULARITY", 0.005)
    monkeypatch.setattr(_wait, "SLEEP_IDLE", 0.0025)
