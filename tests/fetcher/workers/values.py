"""Strategies for all that goes between the processes, and for bytes that pretend to be that."""

from datetime import UTC, timedelta
from typing import Any

from hypothesis import strategies as st

from newsreader.documents.images import Picture
from newsreader.documents.page_story import PageStory
from newsreader.domain.boilerplate import RemovedBlock, StoryCleanup, StoryFingerprints
from newsreader.domain.document import Block, BlockKind, Document, Span, SpanKind
from newsreader.domain.enclosure import Enclosure, EnclosureKind
from newsreader.domain.feed import (
    DocumentKind,
    Entry,
    EntryRow,
    FeedCandidate,
    FeedDocument,
    Inspection,
    OpmlReading,
    Outline,
    ParsedFeed,
)
from newsreader.domain.health import Trouble
from newsreader.domain.options.page_parts import PageParts
from newsreader.domain.quoting.quote import Quote, SpeakerKind
from newsreader.domain.same_story import StorySketch
from newsreader.domain.schedule import Wishes
from newsreader.fetcher.workers.messages import (
    DiffFeedJob,
    ExtractedPage,
    ExtractJob,
    FeedDiff,
    InspectJob,
    ParseFeedJob,
    ProcessedEntries,
    ProcessedEntry,
    ProcessEntriesJob,
    ReadOpmlJob,
    ReadPageJob,
    ReadPicture,
    ReadPictureJob,
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

words = st.text(st.characters(exclude_categories=()), max_size=20)
"""Also lone surrogates, which a JSON feed may hold."""
numbers = st.integers(-(2**63), 2**63 - 1)
places = st.integers(0, 50)
instants = st.datetimes(timezones=st.just(UTC))


def rows(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


blocks = st.builds(Block, st.sampled_from(BlockKind), places, places, places, words)
spans = st.builds(Span, st.sampled_from(SpanKind), places, places, words)
documents = st.builds(Document, words, rows(blocks), rows(spans))
quotes = st.builds(
    Quote,
    *(places, places, words, words, words, words),
    st.floats(0, 1),
    st.booleans(),
    rows(st.tuples(places, places)),
    numbers,
    st.booleans(),
    st.sampled_from(SpeakerKind),
)
traces = st.builds(StoryFingerprints, words, rows(numbers))
left_out = st.builds(RemovedBlock, places, numbers, documents)
cleanup = st.builds(StoryCleanup, words, traces, rows(left_out))
bodies = st.binary(max_size=20)
kinds = st.sampled_from(DocumentKind)
feed_documents = st.builds(FeedDocument, words, bodies, instants, words, words, words, kinds)
entry_rows = st.builds(EntryRow, *[words] * 7, st.none() | numbers, words)
wishes = st.builds(
    Wishes,
    *[st.timedeltas(timedelta(), timedelta(days=400))] * 2,
    st.frozensets(st.integers(0, 23)),
)
by_name = st.dictionaries(words, rows(words), max_size=2)

enclosures = st.builds(
    Enclosure,
    *(words, words, st.none() | numbers, words, st.none() | numbers),
    st.sampled_from(EnclosureKind),
)
entries = st.builds(
    Entry,
    *([words] * 5 + [st.none() | instants] + [words] * 4),
    rows(words),
    rows(enclosures),
)
sketches = st.builds(
    StorySketch, *(numbers, numbers, rows(numbers), rows(numbers), numbers, rows(numbers))
)

page_parts = st.builds(PageParts, rows(words), rows(words))

JOBS = (
    st.builds(DiffFeedJob, feed_documents, st.dictionaries(words, words, max_size=3), numbers),
    st.builds(
        ProcessEntriesJob,
        *(feed_documents, rows(words), st.dictionaries(words, rows(traces), max_size=2), by_name),
        st.none() | entries,
    ),
    st.builds(
        ExtractJob, bodies, *[words] * 3, page_parts, *[words] * 3, rows(traces), rows(words)
    ),
    st.builds(ReattributeJob, rows(st.builds(QuotableText, words, words, words))),
    st.builds(
        CleanUpJob,
        rows(st.builds(StoredArticle, documents, words, words, rows(words))),
        rows(traces),
    ),
    st.builds(InspectJob, bodies, words, words),
    st.builds(ReadOpmlJob, bodies),
    st.builds(ParseFeedJob, feed_documents),
    st.builds(ReadPageJob, bodies, *[words] * 3, page_parts),
    st.builds(ReadPictureJob, bodies, words),
)

ANSWERS = (
    st.builds(
        FeedDiff,
        *(words, words, words, rows(entry_rows), rows(words)),
        st.none() | feed_documents,
        wishes,
    ),
    st.builds(
        ProcessedEntries,
        rows(
            st.builds(
                ProcessedEntry,
                *(words, documents, rows(quotes), sketches, st.booleans(), words, st.booleans()),
                st.none() | cleanup,
                rows(enclosures),
            )
        ),
        numbers,
    ),
    st.builds(
        ExtractedPage,
        *(documents, rows(quotes), words, words, words, st.none() | instants, words),
        cleanup,
        sketches,
        numbers,
    ),
    st.builds(ReadPicture, bodies, numbers, numbers),
    st.builds(FoundQuotes, rows(rows(quotes)), rows(words), numbers),
    st.builds(
        CleanedArticles,
        rows(st.none() | st.builds(CleanedArticle, documents, rows(quotes), rows(left_out))),
        numbers,
    ),
    st.builds(Inspection, words, words, words, rows(st.builds(FeedCandidate, words, words, words))),
    st.builds(
        OpmlReading,
        *(rows(st.builds(Outline, *[words] * 4)), rows(words), numbers, st.booleans()),
    ),
    st.builds(
        PageStory,
        *(documents, words, words, words, st.none() | instants, words, words),
        st.none() | st.builds(Picture, words, words),
        words,
        rows(words),
    ),
    st.builds(
        ParsedFeed,
        *(words, words, words),
        rows(entries),
    ),
    st.builds(Refusal, words, st.sampled_from(Trouble)),
)

HOSTILE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=12) | st.dictionaries(words, inner, max_size=3),
)
"""Whatever JSON can say, and the numbers that Python's says besides."""
