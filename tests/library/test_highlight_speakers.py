"""A highlight's speaker is that of its quote now: corrected once, another everywhere."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsreader.cli.text_output import highlight_lines
from newsreader.domain.anchoring.anchor import made_at
from newsreader.domain.document import text_hash
from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.domain.highlights.highlight_record import highlight_record
from newsreader.domain.query import Query, parse_query
from newsreader.domain.query.highlight_fields import HIGHLIGHTS
from newsreader.domain.quoting.quote import Certainty, Quote
from newsreader.library import Library
from newsreader.quotes.engine import FINDER_VERSION
from newsreader.storage.highlights import add_highlight
from newsreader.storage.quotes import put_quotes
from newsreader.storage.safety.backup import backup_lines
from tests.builders import NOW, STORIES, Story, a_library, bring, id_of, passage

BRIDGE = STORIES[0]
UNSURE = replace(BRIDGE, confidence=0.5)
WORDS = "“We will rebuild the bridge, and we will not close the school to pay for it,”"
SHORTER = replace(
    UNSURE, text=BRIDGE.text.replace(f"{WORDS} Mayor Jane Roe said.\n\n", ""), said=BRIDGE.said[1:]
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = a_library(tmp_path, (UNSURE, *STORIES[1:]))
    yield library
    library.close()


def marked(library: Library, speaker: str = "") -> Highlight:
    bridge = id_of(library, BRIDGE.title)
    return library.highlight(bridge, *passage(library, bridge, WORDS), speaker=speaker).highlight


def doors(library: Library, folder: Path) -> set[str]:
    """Return by which names every way out of the library calls who says the only highlight."""
    (listed,) = library.highlights(Query())
    (shown,) = library.opened(listed.article_id).highlights
    (line,) = (one["highlight"] for one in backup_lines(library._read) if "highlight" in one)
    (file,) = library.export([listed.article_id], folder)
    written = file.path.read_text()
    section = written[written.index(f"^{listed.block_id}") :].splitlines()[2]
    told = {
        listed.attribution,
        shown.attribution,
        replace(shown, speaker=line["speaker"], confidence=line["confidence"]).attribution,
        list(highlight_lines(listed))[1].removeprefix("  — ").removesuffix(" (inferred)"),
        section.partition(" · ")[0].removeprefix("— ").replace("*", ""),
    }
    record = highlight_record(listed)
    assert (record["speaker"], record["confidence"]) == (listed.speaker, listed.confidence)
    assert record["inferred"] == listed.inferred == line["inferred"]
    return told


def test_a_corrected_speaker_is_another_at_every_door(library: Library, tmp_path: Path) -> None:
    made = marked(library, speaker="Jane Roe")
    assert doors(library, tmp_path / "1") == {"probably Jane Roe"}
    quote = library.opened(made.article_id).quotes[0]
    library.correct_speaker(made.article_id, quote, "Ann Shaw")
    assert doors(library, tmp_path / "1") == {"Ann Shaw"}
    library.undo()
    assert doors(library, tmp_path / "1") == {"probably Jane Roe"}
    library.merge_speakers("Jane Roe", "Jane Roe-Miller")
    assert doors(library, tmp_path / "1") == {"probably Jane Roe-Miller"}


def test_an_orphan_keeps_what_was_known_last(library: Library, tmp_path: Path) -> None:
    made = marked(library)
    quote = library.opened(made.article_id).quotes[0]
    library.correct_speaker(made.article_id, quote, "Ann Shaw")
    bring(library.path, SHORTER)
    (orphan,) = library.opened(made.article_id).highlights
    assert orphan.state is AnchorState.ORPHAN
    assert doors(library, tmp_path) == {"Ann Shaw"}
    library.merge_speakers("Ann Shaw", "Ann Shaw-Smith")
    assert doors(library, tmp_path) == {"Ann Shaw-Smith"}


def test_an_orphan_of_an_unsure_quote_is_probable(library: Library, tmp_path: Path) -> None:
    made = marked(library)
    bring(library.path, SHORTER)
    assert library.opened(made.article_id).highlights[0].state is AnchorState.ORPHAN
    assert doors(library, tmp_path) == {"probably Jane Roe"}


def test_what_is_no_quote_is_said_by_nobody(library: Library) -> None:
    made = marked(library, speaker="Jane Roe")
    quote = library.opened(made.article_id).quotes[0]
    library.not_a_quote(made.article_id, quote)
    assert [one.speaker for one in library.highlights(Query())] == [""]
    library.undo()
    assert [one.speaker for one in library.highlights(Query())] == ["Jane Roe"]


def test_what_goes_to_the_bin_has_the_speaker_of_then(library: Library) -> None:
    made = marked(library)
    quote = library.opened(made.article_id).quotes[0]
    library.correct_speaker(made.article_id, quote, "Ann Shaw")
    library.remove_highlight(made)
    (gone,) = library.deleted_highlights()
    assert gone.highlight.attribution == "Ann Shaw"


SAYINGS = (
    "They met. “We came,” said Roe. “We saw,” she said, “and left.” It rained. “Who won?” "
    "asked Brandt; “nobody,” he thought. Nobody else spoke."
)
PIECES = re.compile(r"[^“”]+(?=”|$)")
"""The parts of a quote that attribution interrupts."""
SAID_BY = (
    ("We came,", "Jane Roe", 0.9),
    ("We saw,” she said, “and left.", "Jane Roe", 0.9),
    ("Who won?", "Tom Brandt", 0.6),
    ("nobody,", "Tom Brandt", 0.1),
)


@given(st.lists(st.tuples(st.integers(0, 130), st.integers(1, 130)), min_size=1, max_size=8))
@example([(10, 9), (0, 30), (9, 20), (31, 31), (10, 60), (75, 8)])
@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_query_finds_whom_each_passage_is_shown_with(
    tmp_path: Path, ranges: list[tuple[int, int]]
) -> None:
    with TemporaryDirectory(dir=tmp_path) as folder:
        library = a_library(Path(folder), (Story("Sayings", SAYINGS),))
        article_id = id_of(library, "Sayings")
        quotes = []
        for words, speaker, confidence in SAID_BY:
            at = SAYINGS.index(words)
            pieces = [(at + one.start(), at + one.end()) for one in PIECES.finditer(words)]
            parts = tuple(pieces) if len(pieces) > 1 else ()
            quotes.append(
                Quote(at, at + len(words), words, speaker, confidence=confidence, parts=parts)
            )
        put_quotes(library._write, article_id, quotes, SAYINGS, FINDER_VERSION)
        for start, length in ranges:
            if SAYINGS[start : start + length].strip():
                end = min(len(SAYINGS), start + length)
                one = made_at(
                    article_id, SAYINGS, text_hash(SAYINGS), start, end, "red", library.clock()
                )
                with library._write.transaction():
                    add_highlight(library._write, one, SAYINGS)
        shown = library.highlights(Query())
        for name in ("Jane Roe", "Tom Brandt"):
            asked = parse_query(f'speaker:"{name}"', NOW, subject=HIGHLIGHTS)
            expected = {
                one.id
                for one in shown
                if one.speaker == name and one.certainty is not Certainty.UNKNOWN
            }
            assert set(library.highlight_ids(asked)) == expected
        library.close()
