"""Runs a program that config.toml names, without a shell and within limits."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress

from newsreader.domain.clean import clean_line
from newsreader.domain.errors import NotProvided

_GOODBYE = 2.0
"""How long a killed program is waited for, in seconds."""


async def run_program(
    command: Sequence[str],
    data: bytes = b"",
    *,
    seconds: float,
    limit: int,
    environment: Mapping[str, str] | None = None,
) -> bytes:
    """Return what ``command`` prints when it reads ``data``, at most ``limit`` bytes.

    It has the ``environment`` given, else that of newsreader.
    Raises NotProvided where it cannot be started, fails, prints more, or takes longer than
    ``seconds``; what it prints is never part of the message, as that may be a password.
    """
    name = f"The program “{clean_line(command[0], 80)}”"
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            start_new_session=True,
            env=environment,
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not valid"
        raise NotProvided(f"{name} cannot be started: {reason}.") from None
    try:
        async with asyncio.timeout(seconds):
            output = await _talk(process, data, limit)
            if output is None:
                raise NotProvided(f"{name} prints more than {limit / (1024 * 1024):.3g} MiB.")
            status = await process.wait()
    except TimeoutError:
        raise NotProvided(f"{name} takes more than {seconds:g} seconds.") from None
    finally:
        if process.returncode is None:
            await _end(process)
    if status:
        raise NotProvided(f"{name} failed (status {status}).")
    return output


async def _talk(process: Process, data: bytes, limit: int) -> bytes | None:
    """Give a program its input while its output is read; None where that is too long."""
    assert process.stdin is not None and process.stdout is not None
    feeding = asyncio.create_task(_feed(process, data))
    try:
        output = bytearray()
        while piece := await process.stdout.read(65_536):
            output += piece
            if len(output) > limit:
                return None
        return bytes(output)
    finally:
        feeding.cancel()
        await asyncio.gather(feeding, return_exceptions=True)


async def _end(process: Process) -> None:
    """Kill a program with all that it started, and read the rest, without which it never ends."""
    assert process.stdout is not None
    with suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    # One that left its group may hold the pipe; it is not waited for.
    with suppress(TimeoutError):
        async with asyncio.timeout(_GOODBYE):
            while await process.stdout.read(65_536):
                pass
            await process.wait()


async def _feed(process: Process, data: bytes) -> None:
    assert process.stdin is not None
    # A program need not read its input to the end.
    with suppress(ConnectionError):
        process.stdin.write(data)
        await process.stdin.drain()
        process.stdin.close()
