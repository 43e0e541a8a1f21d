"""Which request may begin."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from newsreader.fetcher.http.errors import HostBackingOff
from newsreader.fetcher.http.host_queue import HostQueue

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def test_a_host_is_asked_one_thing_at_a_time_while_others_are_asked() -> None:
    queue, running, most = HostQueue(10, 1, 0.0), dict.fromkeys("ab", 0), dict.fromkeys("ab", 0)
    together = 0

    async def ask(host: str) -> None:
        nonlocal together
        async with queue.slot(host):
            running[host] += 1
            most[host] = max(most[host], running[host])
            for _ in range(3):
                together = max(together, sum(running.values()))
                await asyncio.sleep(0)
            running[host] -= 1

    await asyncio.gather(*(ask(host) for host in "ababab"))
    assert (most, together) == ({"a": 1, "b": 1}, 2)


async def test_no_more_connections_than_allowed() -> None:
    queue, running, most = HostQueue(3, 1, 0.0), 0, 0

    async def ask(host: str) -> None:
        nonlocal running, most
        async with queue.slot(host):
            running += 1
            most = max(most, running)
            for _ in range(3):
                await asyncio.sleep(0)
            running -= 1

    await asyncio.gather(*(ask(str(number)) for number in range(9)))
    assert most == 3


@pytest.mark.parametrize(("host", "paused"), [("harbour.example", True), ("127.0.0.1", False)])
async def test_a_pause_lies_between_two_turns_of_a_host(host: str, paused: bool) -> None:
    queue, loop = HostQueue(10, 1, 0.05), asyncio.get_running_loop()
    async with queue.slot(host):
        pass
    began = loop.time()
    async with queue.slot("other.example"):
        pass
    assert loop.time() - began < 0.05, "another host need not wait"
    async with queue.slot(host):
        waited = loop.time() - began
    assert (waited >= 0.045) is paused


async def test_a_turn_without_end_does_not_hold_up_the_next() -> None:
    queue, began, done = HostQueue(10, 1, 0.0, longest=0.01), asyncio.Event(), asyncio.Event()

    async def hang() -> None:
        async with queue.slot("a"):
            began.set()
            await done.wait()

    hanging = asyncio.create_task(hang())
    await began.wait()
    async with asyncio.timeout(5), queue.slot("a"):
        assert not hanging.done()
    done.set()
    await hanging
    running = most = 0

    async def ask() -> None:
        nonlocal running, most
        async with queue.slot("a"):
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            running -= 1

    await asyncio.gather(ask(), ask())
    assert most == 1, "its slot was given back once, not twice"


async def test_who_gives_up_waiting_for_a_turn_takes_none() -> None:
    queue = HostQueue(10, 1, 0.0)

    async def ask() -> None:
        async with queue.slot("a"):
            raise AssertionError("not asked for")

    async with queue.slot("a"):
        waiting = asyncio.create_task(ask())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    async with asyncio.timeout(5), queue.slot("a"):
        pass


async def test_a_turn_that_fails_ends() -> None:
    queue = HostQueue(1, 1, 0.0)
    for _ in range(3):
        with pytest.raises(ValueError, match="no"):
            async with queue.slot("a"):
                raise ValueError("no")


def test_a_host_rests_until_its_time_is_over() -> None:
    queue = HostQueue(1, 1, 0.0)
    queue.check("a.example", NOW)
    queue.back_off("a.example", NOW + timedelta(hours=2))
    queue.back_off("a.example", NOW + timedelta(hours=1))
    with pytest.raises(HostBackingOff) as caught:
        queue.check("a.example", NOW + timedelta(minutes=119))
    assert caught.value.until == NOW + timedelta(hours=2)
    queue.check("a.example", NOW + timedelta(hours=2))
    queue.check("b.example", NOW)
