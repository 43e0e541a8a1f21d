"""The worker process: takes one job after another from its parent and may be killed at any time.

Jobs come by standard input and answers go by standard output, in the form of ``codec`` behind
the heads of ``messages``. The parent is the only one that can write there.
"""

import gc
import logging
import math
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from newsreader.domain.errors import FeedError, NewsreaderError
from newsreader.fetcher.workers.codec import decode, encode
from newsreader.fetcher.workers.messages import (
    ANSWER_HEAD,
    ANSWER_LIMIT,
    JOB_HEAD,
    JOBS,
    DiffFeedJob,
    ExtractJob,
    InspectJob,
    Job,
    ParseFeedJob,
    ProcessEntriesJob,
    ReadPageJob,
    ReadPictureJob,
    Refusal,
)
from newsreader.fetcher.workers.stored_text_jobs import CleanUpJob, ReattributeJob

MEMORY = 512 * 1024 * 1024
"""How much memory a job may take, beyond what the program itself takes."""

YOUNG = 50_000
"""So many new objects there may be before they are searched for garbage: a feed makes more than
the usual 700 and leaves next to none."""

Skill = Callable[[Any], object]
"""Does one kind of job."""

_log = logging.getLogger(__name__)


def main() -> None:
    """Work until the parent closes the pipe."""
    # Ctrl+C reaches every process at the terminal; the parent decides what ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source = sys.stdin.buffer
    # Whatever a library prints must not get between the answers.
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    gc.set_threshold(YOUNG)
    skills: dict[type[Job], Skill] = {}
    while len(head := source.read(JOB_HEAD.size)) == JOB_HEAD.size:
        length, number, seconds = JOB_HEAD.unpack(head)
        kind = JOBS[number]
        job = decode(kind, source.read(length))
        if kind not in skills:
            skills[kind] = _learn(kind)
            gc.freeze()  # what was just loaded stays, and need not be searched for garbage
            _limit_memory()
        _limit_time(seconds)
        done, answer = _do(job, skills[kind])
        try:
            target.write(ANSWER_HEAD.pack(len(answer), done) + answer)
            target.flush()
        except BrokenPipeError:
            # The parent was killed; leaving in order would try to write this again, and fail.
            os._exit(1)


def _learn(kind: type[Job]) -> Skill:
    """Load what jobs of a kind need, and nothing for others: that takes time and memory."""
    if kind is DiffFeedJob:
        from newsreader.fetcher.workers.diff_feed import diff_feed

        return diff_feed
    if kind is ProcessEntriesJob or kind is ExtractJob:
        from newsreader.fetcher.workers.process_entries import extract_page, process_entries

        return process_entries if kind is ProcessEntriesJob else extract_page
    if kind is ReattributeJob or kind is CleanUpJob:
        from newsreader.fetcher.workers.reattribute import clean_up, reattribute

        return reattribute if kind is ReattributeJob else clean_up
    if kind is InspectJob:
        from newsreader.feeds.link_discovery import inspect

        return lambda job: inspect(job.body, job.url, job.charset, job.links)
    if kind is ParseFeedJob:
        from newsreader.fetcher.workers.diff_feed import parse_whole_entries

        return lambda job: parse_whole_entries(job.document, job.cut)
    if kind is ReadPageJob:
        from newsreader.fetcher.workers.extract import extract_story

        return lambda job: extract_story(
            job.body, job.url, job.charset, content_type=job.content_type, parts=job.parts
        )
    if kind is ReadPictureJob:
        from newsreader.fetcher.workers.picture import read_picture

        return read_picture
    from newsreader.feeds.subscription_list import read_subscriptions

    return lambda job: read_subscriptions(job.body)


def _do(job: Job, skill: Skill) -> tuple[bool, bytes]:
    """Return whether a job could be done, and its answer or else a ``Refusal``."""
    try:
        answer = encode(skill(job))
        if len(answer) <= ANSWER_LIMIT:
            return True, answer
        refusal = Refusal("There is too much text in this.")
    except FeedError as error:
        refusal = Refusal(str(error), error.trouble)
    except NewsreaderError as error:
        refusal = Refusal(str(error))
    except MemoryError:
        refusal = Refusal("It takes too much memory to read this.", is_given_up=True)
    except Exception as error:
        _log.exception("%s of %s failed", type(job).__name__, job.url)
        refusal = Refusal(f"This cannot be read ({type(error).__name__}).")
    return False, encode(refusal)


if sys.platform == "win32":

    def _limit_memory() -> None:
        """Do nothing: Windows has no such limits, and the parent watches the clock."""

    def _limit_time(seconds: float) -> None:
        """Do nothing: Windows has no such limits, and the parent watches the clock."""

else:
    import resource

    def _limit_memory() -> None:
        """Let the system refuse memory beyond ``MEMORY``, and write no core files."""
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = _taken() + MEMORY
        if most == resource.RLIM_INFINITY or limit < most:
            try:
                resource.setrlimit(resource.RLIMIT_AS, (limit, most))
            except (ValueError, OSError):
                _log.info("this system does not limit memory")

    def _limit_time(seconds: float) -> None:
        """Let the system end this process after that much more CPU time."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        limit = math.ceil(usage.ru_utime + usage.ru_stime + seconds)
        if most == resource.RLIM_INFINITY or limit < most:
            resource.setrlimit(resource.RLIMIT_CPU, (limit, most))

    def _taken() -> int:
        """Return the size of this process's address space."""
        try:
            with open("/proc/self/statm", "rb") as pages:  # noqa: PTH123
                return int(pages.read().split()[0]) * resource.getpagesize()
        except (OSError, ValueError):
            return MEMORY


if __name__ == "__main__":
    main()
