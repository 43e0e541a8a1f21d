"""An answer must fit its job and point into its own text only."""

from dataclasses import replace

import pytest

from newsreader.domain.boilerplate import RemovedBlock, StoryCleanup, StoryFingerprints
from newsreader.domain.document import Block, BlockKind, Document, Span, SpanKind
from newsreader.domain.errors import FeedError
from newsreader.domain.feed import EntryRow
from newsreader.domain.health import Trouble
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.same_story import sketch
from newsreader.domain.schedule import Wishes
from newsreader.fetcher.workers.answers import read_answer, read_refusal
from newsreader.fetcher.workers.codec import MessageError, encode
from newsreader.fetcher.workers.messages import (
    ExtractedPage,
    ExtractJob,
    FeedDiff,
    Job,
    ProcessedEntries,
    ProcessedEntry,
    ProcessEntriesJob,
    Refusal,
)
from newsreader.fetcher.workers.stored_text_jobs import (
    CleanedArticle,
    CleanedArticles,
    CleanUpJob,
    FoundQuotes,
    QuotableText,
    ReattributeJob,
    StoredArticle,
)
from tests.fetcher.harbour import document, list_job, rss

TEXT = "It sails on Monday."
GOOD = Document.from_plain(TEXT)
ROW = EntryRow("1", "Ferry", "", "https://h.example/1", "", "en", TEXT, 0, "hash")
LEARNED = StoryCleanup("h.example", StoryFingerprints("h.example/1", (1, 2)))
OUTSIDE = (
    replace(GOOD, text=TEXT[:-1]),
    Document(TEXT, (Block(BlockKind.PARAGRAPH, 5, 3),)),
    Document(TEXT, (Block(BlockKind.PARAGRAPH, -1, 3),)),
    Document(TEXT, (Block(BlockKind.PARAGRAPH, 0, 9), Block(BlockKind.PARAGRAPH, 5, 12))),
    Document(TEXT, (), (Span(SpanKind.LINK, 0, 99),)),
)
STRAY = (Quote(0, 99, ""), Quote(-1, 3, ""), Quote(5, 3, ""), Quote(0, 5, "", parts=((0, 99),)))

SKETCH = sketch("", GOOD)

PROCESS = ProcessEntriesJob(document(rss()), ("1", "2"))
EXTRACT = ExtractJob(b"", "https://h.example/1")
REATTRIBUTE = ReattributeJob((QuotableText(TEXT, "en", ""),))
CLEAN = CleanUpJob((StoredArticle(GOOD, "en", ""),), ())


def entries(*stories: ProcessedEntry) -> ProcessedEntries:
    return ProcessedEntries(stories, 1)


def entry(text: Document = GOOD, *quotes: Quote, key: str = "1") -> ProcessedEntry:
    return ProcessedEntry(key, text, quotes, sketch=SKETCH, excerpt=False, cleanup=LEARNED)


def page(text: Document = GOOD, *quotes: Quote, cleanup: StoryCleanup = LEARNED) -> ExtractedPage:
    return ExtractedPage(text, quotes, "", "", "", None, "en", cleanup, SKETCH, 1)


def teaching(text: Document) -> StoryCleanup:
    return replace(LEARNED, removed=(RemovedBlock(0, 1, text),))


def cleaned(text: Document = GOOD, *quotes: Quote, index: int = 0) -> CleanedArticles:
    return CleanedArticles((CleanedArticle(text, quotes, (RemovedBlock(index, 1, GOOD),)),), 1)


def diff(published: int | None) -> FeedDiff:
    return FeedDiff("", "", "", (ROW._replace(published=published),), (), None, Wishes())


@pytest.mark.parametrize(
    ("job", "answer"),
    [
        (list_job(""), diff(None)),
        (PROCESS, entries(entry(), entry(key="2"))),
        (EXTRACT, page(GOOD, Quote(0, 2, "It"))),
        (REATTRIBUTE, FoundQuotes(((Quote(0, 2, "It"),),), ("en",), 1)),
        (CLEAN, cleaned()),
        (CLEAN, CleanedArticles((None,), 1)),
    ],
)
def test_a_good_answer_is_read(job: Job, answer: object) -> None:
    assert encode(read_answer(job, type(answer), encode(answer))) == encode(answer)


@pytest.mark.parametrize(
    ("job", "answer"),
    [
        (list_job(""), diff(2**62)),
        (PROCESS, entries(replace(entry(), sketch=replace(SKETCH, prints=(2**32,))))),
        (EXTRACT, replace(page(), sketch=replace(SKETCH, keys=tuple(range(999))))),
        (PROCESS, entries(entry(key="3"))),
        (PROCESS, entries(entry(), entry())),
        (REATTRIBUTE, FoundQuotes((), (), 1)),
        (REATTRIBUTE, FoundQuotes(((),), (), 1)),
        (REATTRIBUTE, FoundQuotes(((),), ("de; DROP",), 1)),
        (PROCESS, entries(replace(entry(), language="a" * 36))),
        (EXTRACT, replace(page(), language="de\n")),
        (CLEAN, CleanedArticles((), 1)),
        (CLEAN, cleaned(index=1)),
        (CLEAN, cleaned(index=-1)),
        *((PROCESS, entries(entry(text))) for text in OUTSIDE),
        *((EXTRACT, page(text)) for text in OUTSIDE),
        *(
            (EXTRACT, page(cleanup=replace(LEARNED, removed=(RemovedBlock(0, 1, text),))))
            for text in OUTSIDE
        ),
        *((CLEAN, cleaned(text)) for text in OUTSIDE),
        *((PROCESS, entries(entry(GOOD, quote))) for quote in STRAY),
        *((EXTRACT, page(GOOD, quote)) for quote in STRAY),
        *((CLEAN, cleaned(GOOD, quote)) for quote in STRAY),
        *((REATTRIBUTE, FoundQuotes(((quote,),), ("",), 1)) for quote in STRAY),
    ],
)
def test_an_answer_that_its_job_cannot_have_is_refused(job: Job, answer: object) -> None:
    with pytest.raises(MessageError):
        read_answer(job, type(answer), encode(answer))


def test_a_refusal_is_one_clean_line() -> None:
    error = read_refusal(encode(Refusal("No\x1b[31m feed\n" * 200, Trouble.PAGE)))
    assert isinstance(error, FeedError) and error.trouble is Trouble.PAGE
    assert "\x1b" not in str(error) and "\n" not in str(error) and len(str(error)) < 500
