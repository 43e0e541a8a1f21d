"""The app's child process: reads commands and writes events, one line of JSON each.

It ends when its input closes, so that it never outlives the app. Nothing but events goes to
standard output; details of failures go to standard error.
"""

import argparse
import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import TextIO, assert_never

from newsreader.domain.errors import NewsreaderError, SettingsError
from newsreader.fetcher import service
from newsreader.fetcher.service import FetchService
from newsreader.places import find_places
from newsreader.protocol import (
    COMMAND,
    START,
    AddFeed,
    BringPage,
    Command,
    DiscoverFeeds,
    Event,
    Failed,
    FetchPage,
    FetchPicture,
    ImportFeeds,
    Listener,
    NotUnderstood,
    ProcessArticles,
    RebuildQuotes,
    RefreshFeeds,
    command_from_line,
    to_line,
)
from newsreader.reinstallation import WHILE_OPEN, Installation
from newsreader.settings.file_watch import FileWatch
from newsreader.settings.reading import load_settings

IDLE = 30.0
"""Seconds without work after which the worker processes are ended."""
NOTHING = b"\n"
"""A line without a command."""

_log = logging.getLogger("newsreader.fetcher")


def main() -> None:
    """Serve the process that holds the other end of the pipes."""
    arguments = _arguments()
    # Ctrl+C at the terminal is meant for the app, which closes the pipe when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    output = _take_output()

    def tell(event: Event) -> None:
        output.write(to_line(event) + "\n")
        output.flush()

    try:
        asyncio.run(_serve(arguments, tell))
    except NewsreaderError as error:
        _log.exception("the fetcher cannot start")
        tell(Failed(START, str(error), error.exit_status))
        sys.exit(error.exit_status)
    except BrokenPipeError:
        # Nobody listens any more; there is nothing left to do, and nobody to tell.
        os._exit(0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m newsreader.fetcher", description=__doc__)
    parser.add_argument("--data-dir", type=Path, help="the folder of the library")
    parser.add_argument("--config", type=Path, help="the configuration file")
    return parser.parse_args()


def _take_output() -> TextIO:
    """Keep standard output for events; what a library prints goes to standard error."""
    output = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace", newline="\n")
    os.dup2(2, 1)
    return output


class _LiveSettings:
    """The settings of the fetcher, which follow their file."""

    def __init__(self, config: Path) -> None:
        self._config = config
        self._watch = FileWatch(config)
        self.now = load_settings(config)
        """What the file says, or said when it could be used."""

    def have_changed(self) -> bool:
        """Return whether the file says something else by now that can be used."""
        if not self._watch.has_changed():
            return False
        before = self.now
        with suppress(SettingsError):  # which the app tells
            self.now = load_settings(self._config)
        return self.now != before


async def _serve(arguments: argparse.Namespace, tell: Listener) -> None:
    """Run commands until the input closes, each as the settings say when it comes.

    While others run, it is as they said when the first of these came.
    """
    places = find_places(arguments.data_dir, arguments.config)
    settings = _LiveSettings(places.config)
    lines: asyncio.Queue[bytes] = asyncio.Queue()
    _listen(lines)
    line = NOTHING
    while line:
        async with service.open(places, settings.now, tell, beside_app=True) as fetcher:
            line = await _obey_lines(fetcher, line, lines, settings, tell)


async def _obey_lines(
    fetcher: FetchService,
    line: bytes,
    lines: "asyncio.Queue[bytes]",
    settings: _LiveSettings,
    tell: Listener,
) -> bytes:
    """Run commands side by side, the first of them ``line``; drop at the end what still runs.

    Returns the line that other settings hold for, nothing where the input has closed.
    """
    running: set[asyncio.Task[None]] = set()
    installation = Installation()
    while line:
        if line.strip():
            task = asyncio.create_task(_obey(fetcher, line, tell, installation))
            running.add(task)
            task.add_done_callback(running.discard)
        line = await _next_line(fetcher, lines, running)
        if line.strip() and not running and settings.have_changed():
            return line
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    return line


async def _next_line(
    fetcher: FetchService, lines: "asyncio.Queue[bytes]", running: Collection[object]
) -> bytes:
    """Return the next line; end the workers where there is nothing for them to do until then."""
    while True:
        try:
            busy = running or fetcher.has_workers
            return await asyncio.wait_for(lines.get(), IDLE if busy else None)
        except TimeoutError:
            await fetcher.end_idle_workers()


def _listen(lines: "asyncio.Queue[bytes]") -> None:
    """Read standard input in a thread: pipes of every system can be read that way."""
    loop = asyncio.get_running_loop()

    def read() -> None:
        while line := sys.stdin.buffer.readline():
            loop.call_soon_threadsafe(lines.put_nowait, line)
        loop.call_soon_threadsafe(lines.put_nowait, b"")

    threading.Thread(target=read, daemon=True).start()


async def _obey(
    fetcher: FetchService, line: bytes, tell: Listener, installation: Installation
) -> None:
    """Carry out one command; whatever goes wrong is told in one sentence."""
    try:
        command = command_from_line(line)
    except NotUnderstood as error:
        _log.warning("a command cannot be understood: %r", line[:200])
        tell(Failed(error.what or COMMAND, str(error)))
        return
    try:
        await _carry_out(fetcher, command)
    except NewsreaderError as error:
        tell(Failed(command.name, str(error), error.exit_status))
    except Exception as error:
        _log.exception("%s failed", command.name)
        fault = f"The fetcher has a fault ({type(error).__name__})."
        tell(Failed(command.name, WHILE_OPEN if installation.has_changed() else fault))


async def _carry_out(fetcher: FetchService, command: Command) -> None:
    match command:
        case RefreshFeeds(feeds, due):
            await fetcher.refresh(feeds, due=due)
        case ProcessArticles(articles):
            await (fetcher.process_queue() if articles is None else fetcher.process_now(articles))
        case RebuildQuotes():
            await fetcher.rebuild_quotes()
        case FetchPage(article):
            await fetcher.fetch_page(article)
        case FetchPicture(article, url):
            await fetcher.fetch_picture(article, url)
        case BringPage(url, save, through):
            await fetcher.bring_page(url, save=save, through=through)
        case DiscoverFeeds(url):
            await fetcher.discover(url)
        case AddFeed(url, title):
            await fetcher.add(url, title=title)
        case ImportFeeds(path):
            await fetcher.import_opml(path)
        case _:
            assert_never(command)


if __name__ == "__main__":
    main()
