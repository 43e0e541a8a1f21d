"""Downloads a file with a program of the user, and tells what that prints."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import PurePath

from newsreader.child_process import environment
from newsreader.domain.clean import REASON_LIMIT, clean_line
from newsreader.domain.counts import grouped
from newsreader.tui.browser import with_address

_PIECE = 4_096
"""How many bytes are read at once."""


async def download(program: Sequence[str], url: str, tell: Callable[[str], object]) -> str:
    """Run a program that downloads ``url``; return what became of that, as one sentence.

    ``tell`` gets its last line whenever that is another one, as progress is printed in place. It
    ends with the app.
    """
    arguments = with_address(program, url)
    name = clean_line(PurePath(arguments[0]).name, 40)
    try:
        process = await asyncio.create_subprocess_exec(
            *arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=environment(),
        )
    except OSError as error:
        return f"{name} could not be started: {error.strerror or error}."
    try:
        last = await _listen(process, name, tell)
        status = await process.wait()
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.terminate()
            await process.wait()
    if status == 0:
        return f"{name} is done."
    ended = f"{name} ended with status {grouped(status)}"
    return f"{ended}: {last}" if last else f"{ended}."


async def _listen(
    process: asyncio.subprocess.Process, name: str, tell: Callable[[str], object]
) -> str:
    """Tell the lines that a program prints; return the last one."""
    assert process.stdout is not None
    last, rest = "", b""
    while piece := await process.stdout.read(_PIECE):
        *whole, rest = (rest + piece).replace(b"\r", b"\n").split(b"\n")
        rest = rest[-_PIECE:]
        lines = [clean_line(line.decode("utf-8", "replace"), REASON_LIMIT) for line in whole]
        if said := [line for line in lines if line]:
            last = said[-1]
            tell(f"{name}: {last}")
    return clean_line(rest.decode("utf-8", "replace"), REASON_LIMIT) or last
