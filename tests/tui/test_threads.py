"""Slow work off the event loop: writes in order, reads beside them."""

import asyncio
import threading

import pytest

from newsreader.domain.errors import NotFound
from newsreader.tui.threads import Threads


async def test_writes_run_one_after_another_in_one_thread() -> None:
    jobs, order, threads = Threads(), list[int](), set[int]()

    def write(number: int) -> int:
        order.append(number)
        threads.add(threading.get_ident())
        return number

    numbers = await asyncio.gather(*(jobs.write(lambda n=n: write(n)) for n in range(50)))  # type: ignore[misc]
    assert numbers == order == list(range(50))
    assert len(threads) == 1 and threading.get_ident() not in threads
    jobs.close()


async def test_a_slow_read_does_not_hold_up_a_write() -> None:
    jobs, written = Threads(), threading.Event()
    reading = asyncio.ensure_future(jobs.read(lambda: written.wait(30)))
    await jobs.write(written.set)
    assert await reading
    jobs.close()


async def test_what_goes_wrong_comes_back() -> None:
    jobs = Threads()

    def fail() -> None:
        raise NotFound("No such article.")

    for run in (jobs.write, jobs.read):
        with pytest.raises(NotFound, match="No such article"):
            await run(fail)
    jobs.close()


async def test_closing_finishes_what_was_begun() -> None:
    jobs, written = Threads(), list[int]()
    begun = [asyncio.ensure_future(jobs.write(lambda n=n: written.append(n))) for n in range(20)]  # type: ignore[misc]
    await begun[0]
    await asyncio.to_thread(jobs.close)
    assert written == list(range(20))
    await asyncio.gather(*begun)
