"""Starts the fetcher process on first need, sends it commands and hands its events on."""

import asyncio
from asyncio import StreamReader
from asyncio.subprocess import Process
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from newsreader.child_process import start
from newsreader.protocol import (
    Command,
    Event,
    Failed,
    NotUnderstood,
    event_from_line,
    to_line,
)


@dataclass(frozen=True, slots=True)
class FetcherLost:
    """The fetcher process ended by itself; the next command starts another."""

    status: int | None
    """Its exit status; negative is the number of the signal that ended it."""


Report = Event | FetcherLost
"""Anything that the client hands on."""

LINE_LIMIT = 4 * 1024 * 1024
"""The longest event line read, in bytes."""


class FetcherClient:
    """Sends commands to the fetcher process and hands its events on.

    A process that dies is reported as ``FetcherLost`` and started anew with the next command.
    Lines of it that are not understood are reported as one ``Failed`` per process.
    """

    def __init__(self, data_dir: Path, config: Path) -> None:
        self._arguments = ["--data-dir", str(data_dir), "--config", str(config)]
        self.config = config
        """The settings that the fetcher reads."""
        self._log = data_dir / "fetcher.log"
        self._hear: Callable[[Report], None] = lambda report: None
        self._process: Process | None = None
        self._listener: asyncio.Task[None] | None = None
        self._starting = asyncio.Lock()

    def listen(self, hear: Callable[[Report], None]) -> None:
        """Hand all events from now on to ``hear``, in the event loop."""
        self._hear = hear

    async def send(self, command: Command) -> None:
        """Give the fetcher a command, starting it when it does not run; raises OSError."""
        async with self._starting:
            process = self._process
            if process is None or process.returncode is not None:
                process = await self._start()
        assert process.stdin is not None
        process.stdin.write(to_line(command).encode() + b"\n")
        with suppress(ConnectionError):  # its end is reported by the listener
            await process.stdin.drain()

    async def close(self) -> None:
        """End the fetcher: its input closes, and it is not waited for longer than a moment."""
        async with self._starting:
            process, self._process = self._process, None
        if self._listener is not None:
            self._listener.cancel()
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            process.terminate()
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), 1.0)
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _start(self) -> Process:
        with self._log.open("wb") as log:  # the details of a failure, for whoever asks
            process = await start(
                "newsreader.fetcher", *self._arguments, stderr=log, limit=LINE_LIMIT
            )
        self._process = process
        self._listener = asyncio.create_task(self._read(process))
        return process

    async def _read(self, process: Process) -> None:
        assert process.stdout is not None
        complained = False
        while line := await _next_line(process.stdout):
            try:
                event = event_from_line(line)
            except NotUnderstood as error:
                if not complained:  # a newer one, installed meanwhile, may say it often
                    complained = True
                    self._hear(Failed(error.what, str(error)))
                continue
            self._hear(event)
        await process.wait()
        if self._process is process:
            self._process = None
            self._hear(FetcherLost(process.returncode))


async def _next_line(stream: StreamReader) -> bytes:
    """Return the next line, nothing at the end; of one over the limit only its end."""
    while True:
        try:
            return await stream.readline()
        except ValueError:  # over the limit: what was read of it is dropped
            continue
