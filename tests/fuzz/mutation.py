"""Changes bytes at random, the way broken, cut and hostile files differ from good ones."""

import random
from collections.abc import Callable, Sequence

ODD = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    "\u202e".encode(),
    "\ud800".encode("utf-8", "surrogatepass"),
    "e\u0301\u200d".encode(),
    "“”„«»「」".encode(),
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"&#0;&#x110000;&lang=;",
    b"99999999999999999999",
    b"-1",
    b"1e400",
    b"../../etc",
    b"'\"`\\",
    b"\r\n\r\n",
)
"""What files break at."""


def mutate(seeds: Sequence[bytes], chance: random.Random, limit: int = 65_536) -> bytes:
    """Return one of the seeds after one to eight changes, cut to ``limit`` bytes."""
    data = chance.choice(seeds)
    for _ in range(chance.randint(1, 8)):
        change: Callable[[bytes, Sequence[bytes], random.Random], bytes] = chance.choice(CHANGES)
        data = change(data, seeds, chance)[:limit]
    return data


def _slice(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + int(chance.paretovariate(0.6)))


def _flip(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    if not data:
        return data
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]


def _drop(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _slice(data, chance)
    return data[:start] + data[end:]


def _cut(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _repeat(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _slice(data, chance)
    return data[:start] + data[start:end] * chance.choice((2, 3, 50, 2_000)) + data[end:]


def _splice(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(seeds)
    start, end = _slice(other, chance)
    place = chance.randint(0, len(data))
    return data[:place] + other[start:end] + data[place:]


def _insert(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    place = chance.randint(0, len(data))
    return data[:place] + chance.choice(ODD) + data[place:]


CHANGES = (_flip, _drop, _cut, _repeat, _splice, _insert)
