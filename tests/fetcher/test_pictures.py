"""Pictures of articles: fetched within limits, made small, kept with a limit."""

import os
import sys
from io import BytesIO
from pathlib import Path
from zlib import crc32

import pytest
from PIL import Image

from newsreader.domain.errors import FeedError, FetchError
from newsreader.fetcher.pictures import fetch_picture, kept_at, remove_oldest
from newsreader.fetcher.workers.messages import ReadPictureJob
from newsreader.fetcher.workers.picture import HIGHEST, WIDEST, read_picture
from tests.fake_web import Answer, FakeWeb, feed, refusal
from tests.fetcher.conftest import Newsroom
from tests.fetcher.harbour import STORY_BEGINNING, item, rss


def a_picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB") -> bytes:
    written = BytesIO()
    Image.new(mode, size, 200 if mode in ("L", "P") else "red").save(written, kind)
    return written.getvalue()


def png_bomb() -> bytes:
    """Return a PNG of a few bytes that says it has 400 million pixels."""
    whole = bytearray(a_picture())
    whole[16:24] = (20_000).to_bytes(4, "big") * 2
    whole[29:33] = crc32(whole[12:29]).to_bytes(4, "big")
    return bytes(whole)


def picture(body: bytes) -> Answer:
    return Answer(body, headers={"Content-Type": "image/png"})


async def an_article(web: FakeWeb, newsroom: Newsroom) -> int:
    entry = item("1", "Story", STORY_BEGINNING, link="https://news.example/1", date="2026-11-20")
    web.answers["/feed"] = feed(rss(entry))
    newsroom.subscribe(web.url("/feed"))
    await newsroom.headlines()
    return 1


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_pictures_of_the_web_become_png(kind: str) -> None:
    read = read_picture(ReadPictureJob(a_picture(kind), "https://x.example/p"))
    assert (read.width, read.height) == (40, 30)
    with Image.open(BytesIO(read.png)) as shown:
        assert shown.format == "PNG" and shown.size == (40, 30)


def test_a_large_picture_becomes_small() -> None:
    read = read_picture(ReadPictureJob(a_picture("JPEG", (4_000, 1_000)), ""))
    assert (read.width, read.height) == (WIDEST, WIDEST // 4)
    assert read.height <= HIGHEST


def test_what_is_transparent_stays_so() -> None:
    read = read_picture(ReadPictureJob(a_picture(mode="RGBA"), ""))
    with Image.open(BytesIO(read.png)) as shown:
        assert shown.mode == "RGBA"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (png_bomb(), "too large"),
        (a_picture("BMP"), "no picture that can be shown"),
        (b"<html>", "no picture that can be shown"),
        (b"", "no picture that can be shown"),
        (a_picture("JPEG", (300, 300))[:500], "broken"),
    ],
)
def test_why_a_picture_is_not_shown_is_said(body: bytes, reason: str) -> None:
    with pytest.raises(FeedError, match=reason):
        read_picture(ReadPictureJob(body, ""))


def test_without_pillow_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    body = a_picture()
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(FeedError, match=r"newsreader-tui\[images\]"):
        read_picture(ReadPictureJob(body, ""))


async def test_a_picture_is_fetched_once(web: FakeWeb, newsroom: Newsroom, tmp_path: Path) -> None:
    article = await an_article(web, newsroom)
    url, folder = web.url("/p.png"), tmp_path / "pictures"
    web.answers["/p.png"] = picture(a_picture())
    path = await fetch_picture(newsroom.context, folder, article, url)
    assert path == kept_at(folder, url) and path.read_bytes().startswith(b"\x89PNG")
    assert await fetch_picture(newsroom.context, folder, article, url) == path
    assert web.count("/p.png") == 1
    assert [one.name for one in folder.iterdir()] == [path.name]


async def test_a_picture_that_cannot_be_had_leaves_nothing(
    web: FakeWeb, newsroom: Newsroom, tmp_path: Path
) -> None:
    article, folder = await an_article(web, newsroom), tmp_path / "pictures"
    web.answers |= {"/gone": refusal(404), "/text": picture(b"no picture")}
    with pytest.raises(FetchError):
        await fetch_picture(newsroom.context, folder, article, web.url("/gone"))
    with pytest.raises(FeedError, match="no picture"):
        await fetch_picture(newsroom.context, folder, article, web.url("/text"))
    with pytest.raises(FetchError, match="no address"):
        await fetch_picture(newsroom.context, folder, article, "file:///etc/passwd")
    assert not folder.exists()


def test_pictures_not_shown_for_longest_go_first(tmp_path: Path) -> None:
    for number in range(4):
        path = tmp_path / f"{number}.png"
        path.write_bytes(b"x" * 10)
        os.utime(path, (number, number))
    remove_oldest(tmp_path, 25)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["2.png", "3.png"]
