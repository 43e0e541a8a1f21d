"""A few worker processes that read what came from outside, and are killed when they do not end.

A thread would not do: one regular expression on 16 KB of hostile text holds Python's lock for
seconds and freezes every other thread with it.
"""

import asyncio
import logging
import os
import sys
from asyncio.subprocess import Process
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar

from newsreader.child_process import start
from newsreader.documents.page_story import PageStory
from newsreader.domain.errors import FeedError, GivenUp
from newsreader.domain.feed import Inspection, OpmlReading, ParsedFeed
from newsreader.fetcher.workers.answers import read_answer, read_refusal
from newsreader.fetcher.workers.codec import MessageError, encode
from newsreader.fetcher.workers.messages import (
    ANSWER_HEAD,
    ANSWER_LIMIT,
    JOB_HEAD,
    JOBS,
    DiffFeedJob,
    ExtractedPage,
    ExtractJob,
    FeedDiff,
    InspectJob,
    Job,
    ParseFeedJob,
    ProcessedEntries,
    ProcessEntriesJob,
    ReadOpmlJob,
    ReadPageJob,
    ReadPicture,
    ReadPictureJob,
)
from newsreader.fetcher.workers.stored_text_jobs import (
    CleanedArticles,
    CleanUpJob,
    FoundQuotes,
    ReattributeJob,
)

MOST = 8
"""How many workers are useful at most."""
PATIENCE = 3
"""How many times its CPU time a job may take by the clock, as other programs run too."""

_PROGRAM = "newsreader.fetcher.workers.process"
"""What a worker runs."""
_DYING = 1.0
"""How long a process that closed its pipe is waited for, in seconds."""

_CRASHED = "The program that reads feeds crashed on this."
_Answer = TypeVar("_Answer")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a job may take, in seconds of CPU time."""

    feed: float = 10.0
    """To compare a feed, or to make articles of some of its entries or of stored texts."""
    page: float = 5.0
    """To take the article from one page."""


class Workers:
    """The pool, alive as long as the ``async with`` around it; processes start on first need."""

    def __init__(self, size: int | None = None, patience: Patience | None = None) -> None:
        self.size = size or default_size()
        self.patience = patience or Patience()
        self._slots = asyncio.Semaphore(self.size)
        self._idle: list[Process] = []
        self._busy: set[Process] = set()

    @property
    def running(self) -> int:
        """How many processes there are."""
        return len(self._idle) + len(self._busy)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.end_idle()
        for process in list(self._busy):
            await _kill(process)

    async def end_idle(self) -> None:
        """End the processes that have nothing to do; the next job starts a new one."""
        idle, self._idle = self._idle, []
        for process in idle:
            await _kill(process)

    async def diff_feed(self, job: DiffFeedJob) -> FeedDiff:
        """Return what is new in a feed; raises FeedError, also when it takes too long."""
        return await self._run(job, FeedDiff, self.patience.feed)

    async def process_entries(self, job: ProcessEntriesJob) -> ProcessedEntries:
        """Return entries as articles; raises FeedError, also when it takes too long."""
        return await self._run(job, ProcessedEntries, self.patience.feed)

    async def extract_page(self, job: ExtractJob) -> ExtractedPage:
        """Return the article of a page; raises FeedError, also when it takes too long."""
        return await self._run(job, ExtractedPage, self.patience.page)

    async def reattribute(self, job: ReattributeJob) -> FoundQuotes:
        """Return the quotes of stored texts; raises FeedError, also when it takes too long."""
        return await self._run(job, FoundQuotes, self.patience.feed)

    async def clean_up(self, job: CleanUpJob) -> CleanedArticles:
        """Return articles without boilerplate; raises FeedError, also when it takes too long."""
        return await self._run(job, CleanedArticles, self.patience.feed)

    async def inspect(self, job: InspectJob) -> Inspection:
        """Return what some bytes are; raises FeedError, also when it takes too long."""
        return await self._run(job, Inspection, self.patience.page)

    async def read_opml(self, job: ReadOpmlJob) -> OpmlReading:
        """Return the outlines of a list; raises FeedError, also when it takes too long."""
        return await self._run(job, OpmlReading, self.patience.feed)

    async def parse_feed(self, job: ParseFeedJob) -> ParsedFeed:
        """Return what is in a feed; raises FeedError, also when it takes too long."""
        return await self._run(job, ParsedFeed, self.patience.feed)

    async def read_page(self, job: ReadPageJob) -> PageStory:
        """Return the story of a page; raises FeedError, also when it takes too long."""
        return await self._run(job, PageStory, self.patience.page)

    async def read_picture(self, job: ReadPictureJob) -> ReadPicture:
        """Return a picture to be shown; raises FeedError, also when it takes too long."""
        return await self._run(job, ReadPicture, self.patience.page)

    async def _run(self, job: Job, kind: type[_Answer], seconds: float) -> _Answer:
        async with self._slots:
            # The one that rested longest: all stay ready for every kind of job.
            process = self._idle.pop(0) if self._idle else await start(_PROGRAM)
            self._busy.add(process)
            try:
                async with asyncio.timeout(seconds * PATIENCE):
                    done, message = await _exchange(process, seconds, job)
                if not done:
                    refusal = read_refusal(message)
                else:
                    answer = read_answer(job, kind, message)
            except TimeoutError:
                await _kill(process)
                raise GivenUp(_too_long(seconds)) from None
            except (asyncio.IncompleteReadError, ConnectionError):
                await _see_off(process)
                raise GivenUp(_cause(process, seconds)) from None
            except MessageError:
                _log.exception("a worker answered what nobody can use")
                await _kill(process)  # it does what it was not told to do
                raise FeedError(_CRASHED) from None
            except BaseException:
                await _kill(process)  # an answer nobody waits for would be taken for the next
                raise
            finally:
                self._busy.discard(process)
            self._idle.append(process)
        if not done:
            raise refusal
        return answer


def default_size() -> int:
    """Return how many workers this machine can use; a container may see only some of its cores."""
    allowed = getattr(os, "sched_getaffinity", None)
    cores = len(allowed(0)) if allowed else os.cpu_count() or 1
    return min(MOST, cores)


async def _exchange(process: Process, seconds: float, job: Job) -> tuple[bool, bytes]:
    """Send one job; return whether it was done, and the message that the worker answered."""
    assert process.stdin is not None and process.stdout is not None
    message = encode(job)
    head = JOB_HEAD.pack(len(message), JOBS.index(type(job)), seconds)
    process.stdin.writelines((head, message))
    await process.stdin.drain()
    length, done = ANSWER_HEAD.unpack(await process.stdout.readexactly(ANSWER_HEAD.size))
    if length > ANSWER_LIMIT:
        raise MessageError(f"The answer has {length:,} bytes.")
    return done, await process.stdout.readexactly(length)


async def _see_off(process: Process) -> None:
    """End a process that has closed its pipe, as a rule because it has died.

    Killing it at once would race with asyncio for how it ended, which is to be told.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(_DYING):
            await process.wait()
    await _kill(process)


async def _kill(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()
    assert process.stdin is not None
    process.stdin.close()
    await process.wait()


def _too_long(seconds: float) -> str:
    return f"It takes more than {seconds:g} seconds to read this."


def _cause(process: Process, seconds: float) -> str:
    """Say why a worker died: the system ends it when its time is used up."""
    if sys.platform != "win32":
        import signal

        if process.returncode == -signal.SIGXCPU:
            return _too_long(seconds)
    return _CRASHED
