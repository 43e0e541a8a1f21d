"""What lets the app leave at once: the thread of the keyboard is woken, not waited for."""

import sys
from select import select

import pytest

if sys.platform == "win32":
    pytest.skip("the console of Windows has another driver", allow_module_level=True)

from newsreader.tui.driver.tolerant_driver import WakingEvent


def test_an_event_wakes_who_waits_for_files() -> None:
    event = WakingEvent()
    assert not select([event], [], [], 0)[0]
    for _ in range(2):  # as the app leaves, or stops and goes on
        event.set()
        event.set()
        assert select([event], [], [], 0)[0] and event.is_set()
        event.clear()
        event.clear()
        assert not select([event], [], [], 0)[0] and not event.is_set()
