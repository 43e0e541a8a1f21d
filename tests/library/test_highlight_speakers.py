"""A highlight's speaker is that of its quote now: corrected once, another everywhere."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.cli.json_output import highlight_record
from newsreader.cli.text_output import highlight_lines
from newsreader.domain.highlight import AnchorState, Highlight
from newsreader.domain.query import Query
from newsreader.library import Library
from newsreader.storage.backup import backup_lines
from tests.builders import STORIES, a_library, bring, id_of, passage

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
