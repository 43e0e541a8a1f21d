"""Decompressing within limits."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.fetcher.http.decompress import (
    GZIP_MAGIC,
    NotCompressed,
    TooMuch,
    inflate,
)

LIMIT = 1_000_000


def raw_deflate(body: bytes) -> bytes:
    machine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return machine.compress(body) + machine.flush()


@given(st.binary(max_size=2_000).filter(lambda body: not body.startswith(GZIP_MAGIC)))
def test_every_encoding_is_undone(body: bytes) -> None:
    assert inflate(body, "", LIMIT) == body
    assert inflate(body, "identity", LIMIT) == body
    assert inflate(gzip.compress(body, mtime=0), "GZip", LIMIT) == body
    assert inflate(gzip.compress(body, mtime=0), "", LIMIT) == body
    assert inflate(zlib.compress(body), "deflate", LIMIT) == body
    assert inflate(raw_deflate(body), "deflate", LIMIT) == body
    assert inflate(zlib.compress(gzip.compress(body, mtime=0)), "gzip, deflate", LIMIT) == body


def test_members_follow_each_other() -> None:
    assert (
        inflate(gzip.compress(b"one ", mtime=0) + gzip.compress(b"two"), "gzip", LIMIT)
        == b"one two"
    )


def test_a_plain_body_labelled_gzip_is_taken_as_it_is() -> None:
    assert inflate(b"<rss/>", "gzip", LIMIT) == b"<rss/>"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", ""])
def test_a_bomb_stops_at_the_limit(encoding: str) -> None:
    packed = (zlib if encoding == "deflate" else gzip).compress(b"\0" * (LIMIT + 1))
    with pytest.raises(TooMuch):
        inflate(packed, encoding, LIMIT)
    assert len(inflate(packed, encoding, LIMIT + 1)) == LIMIT + 1


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "gzip, gzip", ""])
@pytest.mark.parametrize("more", [0, 1, LIMIT])
def test_of_what_is_too_long_or_breaks_off_the_beginning_is_given(encoding: str, more: int) -> None:
    body = bytes(range(256)) * (LIMIT // 256) + bytes(LIMIT % 256)
    packed = (zlib if encoding == "deflate" else gzip).compress(body + b"\1" * more)
    if encoding == "gzip, gzip":
        packed = gzip.compress(packed)
    assert inflate(packed, encoding, LIMIT, cut=True) == body
    start = inflate(packed[: len(packed) // 2], encoding, LIMIT, cut=True)
    assert start and body.startswith(start)


def test_a_bomb_in_a_bomb_stops_at_the_limit() -> None:
    with pytest.raises(TooMuch):
        inflate(gzip.compress(gzip.compress(b"\0" * 5_000_000, mtime=0)), "gzip", LIMIT)


def test_many_members_count_together() -> None:
    with pytest.raises(TooMuch):
        inflate(gzip.compress(b"\0" * 300_000, mtime=0) * 4, "gzip", LIMIT)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(b"a story" * 99, mtime=0)[:-12], "gzip"),
        (b"\x1f\x8b\x08 not really", "gzip"),
        (b"not deflated", "deflate"),
        (b"anything", "br"),
        (b"anything", "gzip, gzip, gzip, gzip"),
    ],
)
def test_what_cannot_be_undone_is_refused(body: bytes, encoding: str) -> None:
    with pytest.raises(NotCompressed):
        inflate(body, encoding, LIMIT)
