"""Keeps who waits for what of the fetcher: a command, the end of a refresh, articles processed."""

import asyncio
from collections.abc import Collection
from contextlib import suppress

PATIENCE = 10.0
"""Seconds after which articles are exported although they could not be processed."""


class AwaitedAnswers:
    """What is waited for; an answer ends the waiting of whom it is for."""

    def __init__(self) -> None:
        self._request: tuple[str, asyncio.Future[str]] | None = None
        self._refreshes: list[asyncio.Future[None]] = []
        self._articles: dict[asyncio.Event, frozenset[int]] = {}

    def request(self, name: str) -> asyncio.Future[str]:
        """Return what will be why a command failed, by its name; it takes the place of another."""
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._request = name, answer
        return answer

    def awaits(self, name: str) -> bool:
        """Return whether the answer to a command is waited for."""
        return self._request is not None and self._request[0] == name

    def answer(self, name: str | None, reason: str = "") -> bool:
        """End the waiting for a command, None for any; return whether somebody waits for it."""
        asked, answer = self._request or ("", None)
        if answer is None or answer.done() or name not in (asked, None):
            return False
        answer.set_result(reason)
        return True

    def refresh(self) -> asyncio.Future[None]:
        """Return what is done at the end of the refresh, whatever it is."""
        over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._refreshes.append(over)
        return over

    def end_refresh(self) -> None:
        """End the waiting for the end of a refresh."""
        for over in self._refreshes:
            if not over.done():
                over.set_result(None)
        self._refreshes.clear()

    async def processed(self, ids: Collection[int]) -> None:
        """Wait until these articles are processed, as long as that can be expected to take."""
        done = asyncio.Event()
        self._articles[done] = frozenset(ids)
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), PATIENCE)
        del self._articles[done]

    def note_processed(self, ids: frozenset[int]) -> None:
        """Take note of articles that are processed now."""
        for wait, wanted in self._articles.items():
            if wanted <= ids:
                wait.set()
