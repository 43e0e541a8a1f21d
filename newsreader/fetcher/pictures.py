"""Fetches the pictures of articles, and keeps those that were shown last in a folder."""

import asyncio
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from newsreader.domain.clean import clean_url
from newsreader.domain.errors import FetchError
from newsreader.fetcher.context import FetchContext
from newsreader.fetcher.workers.messages import ReadPictureJob
from newsreader.storage import articles, feeds

PICTURE_ACCEPT = "image/webp, image/png, image/jpeg, image/gif;q=0.9, */*;q=0.1"
"""What is asked for where a picture is expected."""
KEPT = 64 * 1024 * 1024
"""Bytes of pictures that are kept; those that were not shown for longest go first."""
SUFFIX = ".png"
"""What the kept pictures are."""


def kept_at(folder: Path, url: str) -> Path:
    """Return where the picture at an address is kept."""
    return folder / f"{sha256(url.encode('utf-8', 'replace')).hexdigest()[:32]}{SUFFIX}"


async def fetch_picture(context: FetchContext, folder: Path, article_id: int, url: str) -> Path:
    """Return the file of a picture of an article, fetched unless it is kept.

    Raises FeedError, FetchError, and NotFound where there is no such article.
    """
    path = kept_at(folder, url)
    with suppress(OSError):
        await asyncio.to_thread(os.utime, path)
        return path
    if not clean_url(url):
        raise FetchError("This picture has no address of the web.")
    article = articles.article(context.database, article_id)
    feed = None if article.feed_id is None else feeds.feed(context.database, article.feed_id)
    answer = await context.downloader.get(
        url,
        accept=PICTURE_ACCEPT,
        named_by=feed.url if feed else article.url,
        proxy=context.options_of(feed).proxy if feed else "",
    )
    picture = await context.workers.read_picture(ReadPictureJob(answer.body, answer.url))
    try:
        await asyncio.to_thread(_keep, path, picture.png)
    except OSError as error:
        raise FetchError(f"The picture cannot be kept: {error.strerror}.") from error
    return path


def _keep(path: Path, png: bytes) -> None:
    """Write a picture, whole or not at all, and remove the oldest where there are too many."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}")
    part.write_bytes(png)
    part.replace(path)
    remove_oldest(path.parent, KEPT)


def remove_oldest(folder: Path, most: int) -> None:
    """Remove the pictures that were not shown for longest until ``most`` bytes are left."""
    found = []
    for path in folder.iterdir():
        with suppress(OSError):  # another process has removed it
            about = path.stat()
            found.append((about.st_mtime_ns, about.st_size, path))
    total = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if total <= most:
            return
        path.unlink(missing_ok=True)
        total -= size
