"""Waits for the pictures that the fetcher was asked for."""

import asyncio
from collections.abc import Awaitable, Callable

from newsreader.protocol import Command, FetchPicture, PictureDone


class PictureRequests:
    """The pictures that are waited for, by address; several may wait for one."""

    def __init__(self, send: Callable[[Command], Awaitable[None]]) -> None:
        self._send = send
        self._waiting: dict[str, asyncio.Future[PictureDone]] = {}

    async def fetch(self, article_id: int, url: str) -> PictureDone:
        """Have a picture of an article fetched; return where it is or why it is nowhere."""
        waiting = self._waiting.get(url)
        if waiting is None:
            waiting = self._waiting[url] = asyncio.get_running_loop().create_future()
            await self._send(FetchPicture(article_id, url))
        return await asyncio.shield(waiting)

    def hear(self, done: PictureDone) -> None:
        """Answer those who wait for a picture."""
        waiting = self._waiting.pop(done.url, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(done)

    def give_up(self, reason: str) -> bool:
        """Answer all, as nothing will come; return whether anybody waited."""
        urls = list(self._waiting)
        for url in urls:
            self.hear(PictureDone(0, url, error=reason))
        return bool(urls)
