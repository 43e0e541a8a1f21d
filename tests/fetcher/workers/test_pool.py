"""Digesting in processes that can be killed."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE

import pytest

from newsreader.domain.errors import FeedError
from newsreader.fetcher.workers.messages import (
    ExtractJob,
    ProcessEntriesJob,
)
from newsreader.fetcher.workers.pool import (
    Patience,
    Workers,
    default_size,
)
from newsreader.fetcher.workers.stored_text_jobs import QuotableText, ReattributeJob
from tests.fetcher.harbour import FULL_STORY, item, list_job, rss, story_page

GOOD = list_job(rss(item("1", "Ferry", FULL_STORY)))
# An entity that XML does not know leaves a feed to feedparser, which takes its time.
ENDLESS = list_job(rss("<item><title>&nbsp;</title></item>" * 50_000))


async def test_nothing_starts_before_it_is_needed() -> None:
    async with Workers(2) as workers:
        assert workers.running == 0
        digest = await workers.diff_feed(GOOD)
        assert digest.entries[0].title == "Ferry"
        assert workers.running == 1
        await workers.diff_feed(GOOD)
        assert workers.running == 1
        await workers.end_idle()
        assert workers.running == 0
        assert (await workers.diff_feed(GOOD)).entries


async def test_work_is_shared_but_never_by_more_than_agreed() -> None:
    async with Workers(2) as workers:
        digests = await asyncio.gather(*(workers.diff_feed(GOOD) for _ in range(8)))
        assert len(digests) == 8
        assert workers.running == 2


async def test_stories_and_pages_are_digested_too() -> None:
    async with Workers(1) as workers:
        feed = await workers.process_entries(ProcessEntriesJob(GOOD.document, ("1",)))
        assert [quote.speaker for quote in feed.stories[0].quotes] == ["Jane Roe"]
        job = ExtractJob(story_page().encode(), "https://harbour.example/1")
        assert "mayor of Harbour" in (await workers.extract_page(job)).document.text


async def test_what_is_no_feed_is_an_error_and_the_worker_lives_on() -> None:
    async with Workers(1) as workers:
        with pytest.raises(FeedError, match="a web page"):
            await workers.diff_feed(list_job("<html></html>"))
        assert workers.running == 1
        assert (await workers.diff_feed(GOOD)).entries


async def test_one_that_does_not_end_is_replaced() -> None:
    async with Workers(1, Patience(feed=0.5)) as workers:
        with pytest.raises(FeedError, match=r"more than 0\.5 seconds"):
            await workers.diff_feed(ENDLESS)
        assert workers.running == 0
        assert (await workers.diff_feed(GOOD)).entries


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on memory")
async def test_one_that_takes_too_much_memory_is_stopped() -> None:
    body = '{"items":[' + '{"":{}},' * 1_900_000 + "{}]}"
    async with Workers(1, Patience(feed=60)) as workers:
        with pytest.raises(FeedError, match="too much memory"):
            await workers.diff_feed(list_job(body))
        assert (await workers.diff_feed(GOOD)).entries


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
async def test_one_that_is_killed_from_outside_is_replaced() -> None:
    import signal

    async with Workers(1) as workers:
        await workers.diff_feed(GOOD)
        task = asyncio.create_task(workers.diff_feed(ENDLESS))
        (pid,) = await busy_workers(workers)
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(FeedError, match="crashed"):
            await task
        assert (await workers.diff_feed(GOOD)).entries


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
async def test_ctrl_c_is_for_the_parent_alone() -> None:
    import signal

    async with Workers(1) as workers:
        await workers.diff_feed(GOOD)
        (worker,) = workers._idle
        os.kill(worker.pid, signal.SIGINT)
        await workers.diff_feed(GOOD)
        assert workers._idle == [worker]


async def test_a_job_nobody_waits_for_does_not_answer_the_next() -> None:
    async with Workers(1) as workers:
        await workers.diff_feed(GOOD)
        task = asyncio.create_task(workers.diff_feed(ENDLESS))
        await busy_workers(workers)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await workers.diff_feed(GOOD)).title == "Harbour Gazette"


HOSTILE = """
import sys
sys.stdin.buffer.read(17)
answer = {answer}
sys.stdout.buffer.write(len(answer).to_bytes(8, "big") + bytes([{done}]) + answer)
sys.stdout.buffer.flush()
sys.stdin.buffer.read()
"""
"""Answers any job with some bytes, and goes on as if it were a worker."""


@pytest.mark.parametrize(
    ("answer", "done"),
    [
        ("b''", 1),
        ("b'\\x00' * 9", 1),
        ("b'\\x00\\x00\\x00\\x02[]'", 1),
        ("__import__('pickle').dumps(['title', '', '', (), None, None])", 1),
        ("b'\\x00\\x00\\x00\\x02[]'", 0),
        ("type('Endless', (bytes,), {'__len__': lambda self: 2**60})(b'x')", 1),
    ],
)
async def test_a_worker_that_answers_nonsense_is_replaced(answer: str, done: int) -> None:
    code = HOSTILE.format(answer=answer, done=done)
    stranger = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stdin=PIPE, stdout=PIPE
    )
    async with Workers(1) as workers:
        workers._idle.append(stranger)
        with pytest.raises(FeedError, match="crashed"):
            await workers.diff_feed(GOOD)
        assert stranger.returncode is not None
        assert (await workers.diff_feed(GOOD)).title == "Harbour Gazette"


async def test_stored_texts_are_read_again() -> None:
    text = FULL_STORY.replace("\n", " ")
    async with Workers(1) as workers:
        found = await workers.reattribute(ReattributeJob([QuotableText(text, "en", "Ferry")] * 2))
    assert [[one.speaker for one in quotes] for quotes in found.quotes] == [["Jane Roe"]] * 2


async def test_leaving_ends_every_process() -> None:
    async with Workers(2) as workers:
        await asyncio.gather(workers.diff_feed(GOOD), workers.diff_feed(GOOD))
    assert workers.running == 0


def test_there_is_always_a_worker() -> None:
    assert 1 <= default_size() <= 8


async def busy_workers(workers: Workers) -> list[int]:
    """Return the numbers of the processes at work, as soon as there are any."""
    while not workers._busy:
        await asyncio.sleep(0)
    return [process.pid for process in workers._busy]
