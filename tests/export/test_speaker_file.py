from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.quote_hit import QuoteHit
from newsreader.domain.quoting.speaker import Speaker
from newsreader.export.managed_block import block_ids
from newsreader.export.speaker_file import export_speaker, render_speaker
from tests.export.rendered import headings, properties, quotations

ROE = Speaker(
    "Jane Roe",
    2,
    2,
    datetime(2026, 11, 3, tzinfo=UTC),
    datetime(2026, 11, 20, tzinfo=UTC),
    "mayor of Harbour",
    ("Ms Roe",),
)
BRIDGE = QuoteHit(
    Quote(10, 36, "We will rebuild the bridge", "Jane Roe", confidence=0.9, id=1),
    7,
    "Council votes [7–5] to rebuild",
    "The Harbour Gazette",
    "https://gazette.example/bridge",
    datetime(2026, 11, 20, 18, tzinfo=UTC),
    also_in=3,
)
FERRY = QuoteHit(
    Quote(0, 23, "The ferry is the answer", "Jane Roe", confidence=0.5, id=2),
    8,
    "Ferry strike",
    "Coast Daily",
    "",
    datetime(2026, 11, 3, 9, tzinfo=UTC),
)


def test_each_quote_stands_over_its_citation() -> None:
    page = render_speaker(ROE, (BRIDGE, FERRY))
    assert headings(page) == ["Jane Roe"]
    assert quotations(page) == ["We will rebuild the bridge", "The ferry is the answer"]
    assert (
        "mayor of Harbour · 2 quotes in 2 articles · 3 November 2026 – 20 November 2026 · also Ms "
        "Roe\n"
    ) in page
    assert (
        "— *The Harbour Gazette*, [Council votes \\[7–5\\] to rebuild]"
        "(https://gazette.example/bridge), 20 November 2026 · also in 3 other articles\n"
    ) in page
    assert "— *Coast Daily*, Ferry strike, 3 November 2026 · probably theirs\n" in page
    assert properties(page) == {
        "title": "Jane Roe",
        "aliases": ["Ms Roe"],
        "role": "mayor of Harbour",
        "quotes": 2,
        "tags": ["newsreader", "speaker/jane-roe"],
        "newsreader-id": properties(page)["newsreader-id"],
        "newsreader-schema": 1,
    }


def test_the_readers_own_word_is_told_apart() -> None:
    corrected = replace(BRIDGE, quote=replace(BRIDGE.quote, confidence=1.0, corrected=True))
    assert "· speaker named by the reader" in render_speaker(ROE, (corrected,))


def test_an_interrupted_quote_leaves_its_attribution_out() -> None:
    words = "We will,” Roe said, “and we shall"
    quote = Quote(5, 5 + len(words), words, "Jane Roe", confidence=1.0, parts=((5, 13), (26, 38)))
    page = render_speaker(ROE, (replace(BRIDGE, quote=quote),))
    assert quotations(page) == ["We will, […] and we shall"]


@given(st.text(), st.text(min_size=1), st.text())
def test_any_words_keep_the_page_whole(name: str, words: str, title: str) -> None:
    quote = Quote(0, len(words), words, name, confidence=1.0)
    one = replace(BRIDGE, quote=quote, title=title, outlet=name)
    page = render_speaker(replace(ROE, name=name, role=words, aliases=(title,)), (one, one))
    assert len(block_ids(page)) == 2
    assert len(quotations(page)) == 2
    assert properties(page)["newsreader-schema"] == 1


def test_a_page_is_written_once_and_brought_up_to_date(tmp_path: Path) -> None:
    first = export_speaker(ROE, (FERRY,), tmp_path)
    assert first.outcome == "written"
    assert first.path.parent == tmp_path / "Speakers"
    assert first.path.name.startswith("Jane Roe ~")
    assert export_speaker(ROE, (FERRY,), tmp_path).outcome == "unchanged"
    moved = tmp_path / "Mayor.md"
    first.path.rename(moved)
    moved.write_text(moved.read_text(encoding="utf-8") + "\nMy own words.\n", encoding="utf-8")
    again = export_speaker(ROE, (BRIDGE, FERRY), tmp_path)
    assert (again.outcome, again.path) == ("written", moved)
    text = moved.read_text(encoding="utf-8")
    assert text.endswith("\nMy own words.\n")
    assert len(quotations(text)) == 2
    assert properties(text)["quotes"] == 2


def test_a_block_that_was_edited_is_left_alone(tmp_path: Path) -> None:
    path = export_speaker(ROE, (FERRY,), tmp_path).path
    edited = path.read_text(encoding="utf-8").replace("the answer", "an answer")
    path.write_text(edited, encoding="utf-8")
    again = export_speaker(ROE, (BRIDGE, FERRY), tmp_path)
    assert again.outcome == "kept" and again.message.endswith(".")
    assert path.read_text(encoding="utf-8") == edited


def test_a_page_that_lost_its_block_gets_it_again(tmp_path: Path) -> None:
    path = export_speaker(ROE, (FERRY,), tmp_path).path
    head = path.read_text(encoding="utf-8").split("# Jane Roe")[0]
    path.write_text(f"{head}Mine.", encoding="utf-8")
    assert export_speaker(ROE, (FERRY,), tmp_path).outcome == "written"
    text = path.read_text(encoding="utf-8")
    assert "\nMine.\n\n<!-- newsreader:begin" in text
    assert export_speaker(ROE, (FERRY,), tmp_path).outcome == "unchanged"


def test_two_people_have_two_pages(tmp_path: Path) -> None:
    other = replace(ROE, name="Tom Brandt", aliases=())
    paths = {export_speaker(one, (FERRY,), tmp_path).path for one in (ROE, other)}
    assert len(paths) == 2
