"""Messages come back as they went, and bytes that are no message do no harm."""

import dataclasses
import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.boilerplate import StoryFingerprints
from newsreader.domain.document import Document
from newsreader.domain.feed import FeedDocument, Inspection, OpmlReading
from newsreader.domain.quoting.quote import Quote
from newsreader.fetcher.workers.codec import INTEGER_LIMIT, MessageError, decode, encode
from newsreader.fetcher.workers.messages import (
    DiffFeedJob,
    ExtractedPage,
    FeedDiff,
    ProcessedEntries,
    Refusal,
)
from newsreader.fetcher.workers.stored_text_jobs import CleanedArticles, FoundQuotes
from tests.fetcher.workers.values import ANSWERS, HOSTILE, JOBS, documents, quotes

KINDS = (
    FeedDiff,
    ProcessedEntries,
    ExtractedPage,
    FoundQuotes,
    CleanedArticles,
    Refusal,
    Inspection,
    OpmlReading,
)
CAME = FeedDocument("https://h.example/", b"body", datetime(2026, 11, 24, tzinfo=UTC))


def plain(value: Any) -> Any:
    """Return a value whose equality is that of all its parts."""
    if dataclasses.is_dataclass(value):
        parts = [plain(getattr(value, field.name)) for field in dataclasses.fields(value)]
        return (type(value), *parts)
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return {k: plain(v) for k, v in value.items()} if isinstance(value, dict) else value


def message(text: bytes, blobs: bytes = b"") -> bytes:
    return len(text).to_bytes(4, "big") + text + blobs


@given(st.one_of(*JOBS, *ANSWERS))
def test_what_is_sent_comes_back(value: object) -> None:
    again = decode(type(value), encode(value))
    assert plain(again) == plain(value)


@given(documents, quotes)
def test_parts_come_back_alone(document: Document, quote: Quote) -> None:
    assert plain(decode(Document, encode(document))) == plain(document)
    assert decode(Quote, encode(quote)) == quote


@given(st.sampled_from(KINDS), HOSTILE, st.binary(max_size=8))
def test_nothing_but_the_type_that_was_asked_for_is_built(
    kind: type, value: object, blobs: bytes
) -> None:
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    with suppress(MessageError):
        assert isinstance(decode(kind, message(text, blobs)), kind)


@given(st.one_of(*ANSWERS), st.data())
def test_a_message_that_was_meddled_with_is_refused_or_still_well_typed(
    value: object, data: st.DataObject
) -> None:
    good = encode(value)
    at = data.draw(st.integers(0, len(good) - 1))
    rest = good[at + data.draw(st.integers(0, 4)) :]
    try:
        decoded = decode(type(value), good[:at] + data.draw(st.binary(max_size=4)) + rest)
    except MessageError:
        return
    assert plain(decode(type(value), encode(decoded))) == plain(decoded)


@given(st.one_of(*ANSWERS), st.data())
def test_a_message_that_breaks_off_or_goes_on_is_refused(
    value: object, data: st.DataObject
) -> None:
    good = encode(value)
    for bad in (good[: data.draw(st.integers(0, len(good) - 1))], good + b"x"):
        with pytest.raises(MessageError):
            decode(type(value), bad)


WRONG: tuple[Any, ...] = (None, "1", 1, 1.5, True, [1], [[1]], {})


def test_every_field_is_checked() -> None:
    good = json.loads(encode(Quote(1, 2, "a"))[4:])
    confidence, kind = 6, len(good) - 2
    for at, right in enumerate(good):
        for wrong in WRONG:
            fits = type(wrong) is type(right) and not (type(right) is list and wrong) and at < kind
            text = json.dumps([*good[:at], wrong, *good[at + 1 :]]).encode()
            if fits or (at == confidence and wrong in (1, 1.5) and wrong is not True):
                assert decode(Quote, message(text)) is not None
                continue
            with pytest.raises(MessageError):
                decode(Quote, message(text))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"[1]",
        b"{}",
        b'["a"]',
        b'["a","page","more"]',
        b'["a","no such trouble"]',
        b'["a",["page"]]',
        b'["a",null]',
        b'[NaN,"page"]',
        b"[" * 100_000,
        b'["a","page"',
        b"\xff\xfe",
        b'["a","page"] ["a","page"]',
    ],
)
def test_what_is_no_refusal(text: bytes) -> None:
    with pytest.raises(MessageError):
        decode(Refusal, message(text))


@pytest.mark.parametrize(
    "digits", [str(INTEGER_LIMIT), str(-INTEGER_LIMIT - 1), "9" * 5_000, "1e3", "1.0"]
)
def test_numbers_that_sqlite_cannot_hold_are_refused(digits: str) -> None:
    with pytest.raises(MessageError):
        decode(StoryFingerprints, message(f'["a",[{digits}]]'.encode()))
    edge = StoryFingerprints("a", (INTEGER_LIMIT - 1, -INTEGER_LIMIT))
    assert decode(StoryFingerprints, encode(edge)) == edge


def test_instants_are_in_utc() -> None:
    job = json.loads(encode(DiffFeedJob(CAME, {}))[4 : -len(b"body")])
    for when in ("2026-11-24T12:00:00", "2026-11-24T12:00:00+01:00", "soon", 5, None):
        job[0][2] = when
        with pytest.raises(MessageError):
            decode(DiffFeedJob, message(json.dumps(job).encode(), b"body"))


def test_byte_strings_are_as_long_as_they_say() -> None:
    job = json.loads(encode(DiffFeedJob(CAME, {}))[4 : -len(b"body")])
    for length in (3, 5, -1, "4", True, 2**40):
        job[0][1] = length
        with pytest.raises(MessageError):
            decode(DiffFeedJob, message(json.dumps(job).encode(), b"body"))
