"""Reads what a worker answers, and refuses what its job cannot have come to.

A worker has read bytes from outside; whatever became of it, an answer of the wrong shape, or
one that points outside of its text, must not reach the library.
"""

import re
import struct
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from newsreader.documents.page_story import PageStory
from newsreader.domain.clean import REASON_LIMIT, clean_line
from newsreader.domain.document import Document
from newsreader.domain.errors import FeedError, GivenUp
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.same_story import KEPT, LOOKED_UP, StorySketch
from newsreader.fetcher.workers.codec import MessageError, decode
from newsreader.fetcher.workers.messages import (
    DiffFeedJob,
    ExtractedPage,
    ExtractJob,
    FeedDiff,
    Job,
    ProcessedEntries,
    ProcessEntriesJob,
    ReadPageJob,
    ReadPicture,
    ReadPictureJob,
    Refusal,
)
from newsreader.fetcher.workers.stored_text_jobs import (
    CleanedArticles,
    CleanUpJob,
    FoundQuotes,
    ReattributeJob,
)

FIRST_MOMENT, LAST_MOMENT = -62_135_596_800_000, 253_402_300_799_000
"""The years 1 to 9999, in milliseconds since 1970 UTC."""
PNG_HEAD = struct.Struct(">16sII")
"""What a PNG begins with: its signature and the head of its first chunk, width and height."""
PNG_BEGIN = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
"""The first of these."""
MOST_SIDE = 1_600
"""Pixels of the longer side of a picture that is kept."""

_TAG = re.compile(r"[A-Za-z0-9-]{1,35}")
"""What a BCP 47 tag is made of (RFC 5646 §2.1)."""

_Answer = TypeVar("_Answer")


def read_answer(job: Job, kind: type[_Answer], message: bytes) -> _Answer:
    """Return the ``kind`` that a worker answered ``job`` with; raises MessageError."""
    answer = decode(kind, message)
    if check := _CHECKS.get(kind):
        check(job, answer)
    return answer


def read_refusal(message: bytes) -> FeedError:
    """Return the error that a worker answered with; raises MessageError."""
    refusal = decode(Refusal, message)
    kind = GivenUp if refusal.is_given_up else FeedError
    return kind(clean_line(refusal.reason, REASON_LIMIT), refusal.trouble)


def _check_diff(_: DiffFeedJob, answer: FeedDiff) -> None:
    for entry in answer.entries:
        if entry.published is not None and not FIRST_MOMENT <= entry.published <= LAST_MOMENT:
            raise MessageError("An entry is of no year.")


def _check_entries(job: ProcessEntriesJob, answer: ProcessedEntries) -> None:
    keys = [story.key for story in answer.stories]
    if len(set(keys)) < len(keys) or not set(keys) <= set(job.keys):
        raise MessageError("There is an entry that was not asked for.")
    for story in answer.stories:
        _check_language(story.language)
        _check_document(story.document)
        _check_quotes(story.quotes, story.document.text)
        _check_sketch(story.sketch)
        if story.cleanup:
            _check_documents(one.document for one in story.cleanup.removed)


def _check_page(_: ExtractJob, answer: ExtractedPage) -> None:
    _check_language(answer.language)
    _check_document(answer.document)
    _check_quotes(answer.quotes, answer.document.text)
    _check_sketch(answer.sketch)
    _check_documents(one.document for one in answer.cleanup.removed)


def _check_story(_: ReadPageJob, answer: PageStory) -> None:
    _check_document(answer.document)


def _check_found(job: ReattributeJob, answer: FoundQuotes) -> None:
    if not len(answer.quotes) == len(answer.languages) == len(job.texts):
        raise MessageError("There are quotes of other texts.")
    for stored, quotes, language in zip(job.texts, answer.quotes, answer.languages, strict=True):
        _check_quotes(quotes, stored.text)
        _check_language(language)


def _check_cleaned(job: CleanUpJob, answer: CleanedArticles) -> None:
    if len(answer.articles) != len(job.articles):
        raise MessageError("There are other articles.")
    for stored, cleaned in zip(job.articles, answer.articles, strict=True):
        if cleaned is None:
            continue
        _check_document(cleaned.document)
        _check_quotes(cleaned.quotes, cleaned.document.text)
        _check_documents(one.document for one in cleaned.removed)
        blocks = len(stored.document.blocks)
        if not all(0 <= one.index < blocks for one in cleaned.removed):
            raise MessageError("A block was left out that there is not.")


def _check_documents(documents: Iterable[Document]) -> None:
    for document in documents:
        _check_document(document)


def _check_document(document: Document) -> None:
    length, at = len(document.text), 0
    for block in document.blocks:
        if not at <= block.start <= block.end <= length:
            raise MessageError("A block lies outside of its text.")
        at = block.end
    for span in document.spans:
        if not 0 <= span.start <= span.end <= length:
            raise MessageError("A span lies outside of its text.")


def _check_language(tag: str) -> None:
    if tag and not _TAG.fullmatch(tag):
        raise MessageError("A text is in what is no language.")


def _check_quotes(quotes: Iterable[Quote], text: str) -> None:
    length = len(text)
    for quote in quotes:
        for start, end in ((quote.start, quote.end), *quote.parts, *quote.struck):
            if not 0 <= start <= end <= length:
                raise MessageError("A quote lies outside of its text.")


def _check_sketch(sketch: StorySketch) -> None:
    if len(sketch.keys) > LOOKED_UP + 1 or max(len(sketch.prints), len(sketch.numbers)) > KEPT:
        raise MessageError("A sketch is too long.")
    if not all(0 <= one < 2**32 for one in (*sketch.prints, *sketch.numbers)):
        raise MessageError("A sketch holds what is no hash.")


def _check_picture(_: ReadPictureJob, answer: ReadPicture) -> None:
    head = answer.png[: PNG_HEAD.size]
    if len(head) < PNG_HEAD.size or PNG_HEAD.unpack(head) != (
        PNG_BEGIN,
        answer.width,
        answer.height,
    ):
        raise MessageError("A picture is no PNG.")
    if not (0 < answer.width <= MOST_SIDE and 0 < answer.height <= MOST_SIDE):
        raise MessageError("A picture is too large.")


_CHECKS: Mapping[type, Callable[[Any, Any], None]] = {
    FeedDiff: _check_diff,
    ProcessedEntries: _check_entries,
    ExtractedPage: _check_page,
    PageStory: _check_story,
    ReadPicture: _check_picture,
    FoundQuotes: _check_found,
    CleanedArticles: _check_cleaned,
}
