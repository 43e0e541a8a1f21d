"""The screen's end of the pipe to the fetcher process, which is started on first need."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

Event = Mapping[str, Any]
"""One line of the fetcher, as ``newsreader.fetcher.events`` describes them."""

LINE_LIMIT = 4 * 1024 * 1024
"""The longest event line read, in bytes."""


class FetcherClient:
    """Sends commands to the fetcher process and hands its events on.

    A fetcher that dies is reported as an event ``{"event": "lost"}`` and started anew with the
    next command; the screen goes on as if nothing had happened.
    """

    def __init__(self, data_dir: Path, config: Path) -> None:
        self._arguments = ["--data-dir", str(data_dir), "--config", str(config)]
        self._log = data_dir / "fetcher.log"
        self._hear: Callable[[Event], None] = lambda event: None
        self._process: Process | None = None
        self._listener: asyncio.Task[None] | None = None
        self._starting = asyncio.Lock()

    def listen(self, hear: Callable[[Event], None]) -> None:
        """Hand all events from now on to ``hear``, in the event loop."""
        self._hear = hear

    async def send(self, command: Mapping[str, Any]) -> None:
        """Give the fetcher a command, starting it when it does not run."""
        async with self._starting:
            process = self._process
            if process is None or process.returncode is not None:
                process = await self._start()
        assert process.stdin is not None
        process.stdin.write(json.dumps(command).encode() + b"\n")
        with suppress(ConnectionError):  # its end is reported by the listener
            await process.stdin.drain()

    async def close(self) -> None:
        """End the fetcher: its input closes, and it is not waited for longer than a moment."""
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
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",  # what lies in the working folder is not ours to run
                "-m",
                "newsreader.fetcher",
                *self._arguments,
                stdin=PIPE,
                stdout=PIPE,
                stderr=log,
                limit=LINE_LIMIT,
                env=os.environ | {"PYTHONUTF8": "1"},
            )
        self._process = process
        self._listener = asyncio.create_task(self._read(process))
        return process

    async def _read(self, process: Process) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            try:
                event = json.loads(line)
            except ValueError:
                continue  # a library printed something; only events are lines of JSON
            if isinstance(event, dict) and "event" in event:
                self._hear(event)
        await process.wait()
        if self._process is process:
            self._process = None
            self._hear({"event": "lost", "status": process.returncode})
