"""Measures whether an app that is left open grows: ``python -m tests.soak --refreshes 1000``.

The real app runs on a terminal and refreshes feeds that change each time, one refresh after the
other. Its memory, and that of its fetcher, is printed at ten points, each after a pause.
"""

import os
import re
import time
from pathlib import Path

from newsreader.child_process import command, environment
from tests.fake_web import FakeWeb, feed
from tests.fetcher.harbour import item, rss
from tests.terminal import Terminal, is_drawn, library_options

FEEDS = 6
NEW = 4
"""How many stories each feed brings each time."""
KEPT = 40
"""How many stories stand in a feed."""
READING = (b"gnj\r j", b"\x1b")
"""Keys that open two unread articles and go back to the list; Esc apart from the key after it."""
LOOKS = 10
FILLED = 3
"""At which look the caches of the app are full."""
GROWTH_KIB = 5 * 1024
"""How much the app may grow from then on."""
PAUSE = 3.0
"""Seconds without anything on the screen after which the app has come to rest."""
SAID = re.compile(rb"new articles?\.|Nothing new\.")
"""What the app says at the end of a refresh; the latter where an earlier answer was not seen."""
REMEMBERED = 400_000
"""How many of the last bytes of the app are kept: more than one read gives."""
READ_PAUSE = 0.3
"""Seconds of silence after which keys have had their effect."""
PATIENCE = 5.0
"""Seconds after which a refresh that did not begin is asked for again."""


def measure(folder: Path, web: FakeWeb, refreshes: int, *, reading: bool = False) -> list[str]:
    """Refresh so often, print the curve, and return what does not hold.

    With ``reading`` articles are opened meanwhile.
    """
    (folder / "config.toml").write_text('[fetch]\npause = 0\nfull_text = "never"\n')
    paths = [f"/{number}.xml" for number in range(FEEDS)]
    _turn(web, paths, 0)
    for path in paths:
        _add(folder, web.url(path))
    terminal = Terminal(folder)
    try:
        terminal.wait_for(is_drawn)
        curve: list[int] = []
        print("refreshes   articles   app KiB   fetcher KiB   descriptors")
        for done in range(refreshes + 1):
            if done:
                _turn(web, paths, done)
                _refresh(terminal, reading=reading)
            if done % max(1, refreshes // LOOKS) == 0:
                _rest(terminal)
                app = terminal.app.pid
                curve.append(_resident(app))
                fetcher = sum(_resident(one) for one in _children(app))
                descriptors = len(list(Path(f"/proc/{app}/fd").iterdir()))
                articles = FEEDS * (KEPT + NEW * done)
                print(
                    f"{done:>9}{articles:>11}{curve[-1]:>10}{fetcher:>14}{descriptors:>14}",
                    flush=True,
                )
    finally:
        os.write(terminal.leader, b"\x11")
        terminal.wait()
        terminal.close()
    grown = curve[-1] - curve[min(FILLED, len(curve) - 1)]
    return [f"the app grew by {grown} KiB"] if grown > GROWTH_KIB else []


def _add(folder: Path, url: str) -> None:
    import subprocess

    arguments = command("-m", "newsreader", *library_options(folder), "add", url)
    subprocess.run(arguments, env=environment(), check=True, capture_output=True)


def _turn(web: FakeWeb, paths: list[str], day: int) -> None:
    """Let each feed bring something new."""
    for path in paths:
        last = KEPT + NEW * day
        stories = (_story(path, number, day) for number in range(last - KEPT, last))
        web.answers[path] = feed(rss(*stories, title=f"Paper {path}"))


def _story(path: str, number: int, day: int) -> str:
    edited = f"<p>Corrected on day {day}.</p>" if number % 7 == day % 7 else ""
    said = "".join(
        f"<p>Paragraph {n} of story {number}. “The bridge stays closed for {n + number} days,” "
        "said Jane Roe, mayor of Harbour, on Thursday.</p>"
        for n in range(6)
    )
    return item(f"{path}-{number}", f"Story {number} of {path}", edited + said)


def _refresh(terminal: Terminal, *, reading: bool) -> None:
    """Press the key, and again where that is too early, until the app says what is new."""
    for keys in READING if reading else ():
        os.write(terminal.leader, keys)
        while _look(terminal, READ_PAUSE):
            pass
    terminal.output = b""
    while not SAID.search(terminal.output):
        os.write(terminal.leader, b"R")
        end = time.monotonic() + PATIENCE
        while not SAID.search(terminal.output) and time.monotonic() < end:
            _look(terminal, 0.05)


def _rest(terminal: Terminal) -> None:
    while _look(terminal, PAUSE):
        pass


def _look(terminal: Terminal, seconds: float) -> bool:
    """Read what the app writes; return whether there was anything."""
    found = terminal.read(seconds)
    assert terminal.app.poll() is None, terminal.output[-2_000:]
    terminal.output = terminal.output[-REMEMBERED:]
    return found


def _resident(pid: int) -> int:
    """Return the resident memory of a process in KiB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
