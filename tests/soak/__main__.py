"""Runs app, fetcher and scripts on one library for a while, lets things go wrong, and counts.

What must hold afterwards: the file is sound, everything that was acknowledged is there, no
process is left, and neither memory nor descriptors of the app have grown without end. Prints
what it did; ends with 1 where something does not hold. The seed makes the choices repeatable,
though not the moments at which processes meet.
"""

import argparse
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from newsreader.child_process import command, environment
from tests.fake_web import FakeWeb
from tests.soak.memory import measure
from tests.soak.world import World
from tests.terminal import PATIENCE, Terminal, is_drawn, library_options, processes_of

KEYS = [*'jkJKnNmbgGHc123/SzPsy[]{}()vA"', "\r", "\x1b", " ", "\t", "\x04", "\x15", "R", "r"]
"""What a user with a cat on the keyboard presses; nothing that removes, leaves or takes back what a
command did."""
FEEDS = 6
GROWTH_KIB = 12 * 1024
"""How much the memory of the app may grow between its first and its last settled look."""


class Soak:
    """One run, and what is to be answered for afterwards."""

    def __init__(self, folder: Path, web: FakeWeb, chance: random.Random) -> None:
        self.folder, self.web, self.chance = folder, web, chance
        self.world = World(web, chance, FEEDS)
        self.done: Counter[str] = Counter()
        self.bookmarked: set[int] = set()
        self.tagged: dict[int, str] = {}
        self.sizes: list[int] = []
        self.descriptors: list[int] = []
        self.sessions: list[int] = []
        self.app: Terminal | None = None

    # Commands

    def command(self, *arguments: str, full: bool = False, kill: bool = False) -> str | None:
        """Run a command; return its output, None where it failed or was killed."""
        running = subprocess.Popen(
            command("-m", "newsreader", *library_options(self.folder), *arguments),
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=_fill_the_disk if full else None,
        )
        self.sessions.append(running.pid)
        try:
            out, err = running.communicate(timeout=self.chance.random() if kill else 120)
        except subprocess.TimeoutExpired:
            assert kill, f"{arguments} does not end"
            os.killpg(running.pid, signal.SIGKILL)
            running.communicate()
            self.done["killed"] += 1
            return None
        assert "Traceback" not in err, err
        self.done[arguments[0]] += 1
        return out if running.returncode == 0 else None

    def mark(self) -> None:
        """Bookmark and tag something by command; what is acknowledged is written down."""
        listed = self.command("list", "--json", "--limit", "40")
        articles = json.loads(listed)["articles"] if listed else []
        if not articles:
            return
        number = int(self.chance.choice(articles)["id"])
        if self.command("mark", "bookmark", str(number)) is not None:
            self.bookmarked.add(number)
        tag = f"t{self.chance.randrange(9)}"
        if self.command("mark", "tag", tag, str(number)) is not None:
            self.tagged[number] = tag

    def refresh(self) -> None:
        """Ask the feeds what is new; another refresh may be running, which is fine."""
        self.command("refresh")

    # The app

    def press(self) -> None:
        """Press a few keys in the app, which is started where it does not run."""
        if self.app is None or self.app.app.poll() is not None:
            if self.app is not None:
                self.app.close()
            self.app = Terminal(self.folder)
            self.sessions.append(self.app.app.pid)
            self.sizes.clear()
            self.descriptors.clear()
            self.app.wait_for(is_drawn)
            self.done["app started"] += 1
        keys = "".join(self.chance.choices(KEYS, k=self.chance.randrange(1, 12)))
        with suppress(OSError):
            os.write(self.app.leader, keys.encode())
        while self.app.read(0.05):
            assert b"Traceback" not in self.app.output, self.app.output[-3_000:]
            self.app.output = self.app.output[-20_000:]
        self.done["keys"] += len(keys)

    def look(self) -> None:
        """Note memory (KiB) and descriptors of the app."""
        if self.app is None or self.app.app.poll() is not None:
            return
        pid = self.app.app.pid
        status = Path(f"/proc/{pid}/status")
        if status.exists():
            line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
            self.sizes.append(int(line.split()[1]))
            self.descriptors.append(len(list(Path(f"/proc/{pid}/fd").iterdir())))

    def accident(self) -> None:
        """Let something go wrong: a kill, a closed window, a full disk, a wrong clock."""
        kind = self.chance.choice(
            ("kill app", "close window", "kill refresh", "disk full", "clock")
        )
        self.done[kind] += 1
        if kind == "kill app" and self.app is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.app.app.pid, signal.SIGKILL)
            self.app.app.wait()
        elif kind == "close window" and self.app is not None:
            self.app.close()
            self.app.app.wait(30)
            self.app = None
        elif kind == "kill refresh":
            self.command("refresh", kill=True)
        elif kind == "disk full":
            self.command("refresh", full=True)
        elif kind == "clock" and (faketime := shutil.which("faketime")):
            day = self.chance.choice(("2031-05-05", "2019-01-01"))
            later = command("-m", "newsreader", *library_options(self.folder), "refresh")
            subprocess.run(
                [faketime, day, *later],
                env=environment(),
                capture_output=True,
                check=False,
                timeout=120,
            )

    # The reckoning

    def faults(self) -> list[str]:
        """Return what does not hold after everything has ended."""
        found: list[str] = []
        if self.app is not None and self.app.app.poll() is None:
            os.write(self.app.leader, b"\x11")
            if self.app.wait() != 0 or not self.app.is_restored():
                found.append("the app did not leave in order")
            self.app.close()
        end = time.monotonic() + PATIENCE
        while left := [pid for session in self.sessions for pid in processes_of(session)]:
            if time.monotonic() > end:
                found.append(f"{len(left)} processes are left")
                break
            time.sleep(0.1)
        database = sqlite3.connect(self.folder / "data" / "newsreader.db")
        if database.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            found.append("the file is damaged")
        if broken := database.execute("PRAGMA foreign_key_check").fetchall():
            found.append(f"{len(broken)} rows refer to nothing")
        kept = {one for (one,) in database.execute("SELECT id FROM article")}
        database.close()
        if lost := (self.bookmarked | self.tagged.keys()) - kept:
            found.append(f"articles that were marked are gone: {sorted(lost)}")
        for number, tag in self.tagged.items():
            shown = self.command("show", str(number), "--json")
            if shown is None or tag not in json.loads(shown)["article"]["tags"]:
                found.append(f"article {number} has lost its tag {tag}")
        if len(self.sizes) > 4 and self.sizes[-1] - self.sizes[2] > GROWTH_KIB:
            found.append(f"memory went from {self.sizes[2]} to {self.sizes[-1]} KiB")
        if len(self.descriptors) > 4 and self.descriptors[-1] > self.descriptors[2] + 8:
            found.append(f"descriptors went from {self.descriptors[2]} to {self.descriptors[-1]}")
        return found


def _fill_the_disk() -> None:
    """Let no file of this process grow beyond half a megabyte."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (512 * 1024, 512 * 1024))


def main() -> int:
    """Run for a while; return 0 where all holds."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--refreshes", type=int, help="only measure memory over so many refreshes")
    parser.add_argument("--reading", action="store_true", help="open articles meanwhile")
    options = parser.parse_args()
    if options.refreshes:
        with tempfile.TemporaryDirectory() as name, FakeWeb() as web:
            faults = measure(Path(name), web, options.refreshes, reading=options.reading)
        for fault in faults:
            print(f"does not hold: {fault}")
        return 1 if faults else 0
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name, FakeWeb() as web:
        soak = Soak(Path(name), web, chance)
        soak.world.turn()
        for path in soak.world.paths:
            soak.command("add", web.url(path))
        end = time.monotonic() + options.seconds
        while time.monotonic() < end:
            chance.choices(
                (soak.press, soak.world.turn, soak.mark, soak.look, soak.accident, soak.refresh),
                (40, 6, 4, 6, 2, 6),
            )[0]()
        faults = soak.faults()
        print(f"seed {options.seed}:", ", ".join(f"{n} {what}" for what, n in soak.done.items()))
        print(f"memory {soak.sizes[:1]} to {soak.sizes[-1:]} KiB,", end=" ")
        print(f"descriptors {soak.descriptors[:1]} to {soak.descriptors[-1:]}")
    for fault in faults:
        print(f"does not hold: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
