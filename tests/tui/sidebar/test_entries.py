"""What the tabs of the sidebar list, without a screen."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.domain.article import OpenArticle
from newsreader.domain.document import Block, BlockKind, Document, Span, SpanKind
from newsreader.domain.highlights.highlight import AnchorState, Verification
from newsreader.domain.links import links_of
from newsreader.domain.quoting.quote import Quote
from newsreader.tui.look.glyphs import ASCII, UNICODE
from newsreader.tui.look.theme import palettes
from newsreader.tui.pages.sources_audit_page import AuditTab
from newsreader.tui.sidebar.contents import SidebarContents, Tab
from newsreader.tui.sidebar.entries import Entries, Part
from newsreader.tui.widgets.tab_line import tab_names
from tests.tui.samples import everything, highlight, open_document, open_story

DARK = palettes()["dark"]


def contents_of(opened: OpenArticle) -> SidebarContents:
    contents = SidebarContents.of(opened)
    assert contents is not None
    return contents


def listed(entries: Entries, width: int = 40, unfolded: int | None = None) -> list[str]:
    """Return the lines of all entries, without the empty ones."""
    lines = []
    for number in range(len(entries.places)):
        for line in entries.draw(number, width, DARK, unfolded=number == unfolded):
            if line.part is not Part.GAP:
                lines.append("".join(text for text, _, _ in line.segments).rstrip())
    return lines


SURE, LIKELY, NONE = 0.9, 0.5, 0.1


def said(*speakers: tuple[str, float, str]) -> Entries:
    """Return the entries of quotes with these speakers, how sure each is, and what they are."""
    document = Document.from_plain(
        "\n\n".join(f"Words {number}" for number in range(len(speakers)))
    )
    quotes = [
        Quote(block.start, block.end, "", name, role, confidence=sure)
        for block, (name, sure, role) in zip(document.blocks, speakers, strict=True)
    ]
    return contents_of(open_document(document, quotes)).entries(Tab.QUOTES, UNICODE)


def test_a_run_that_is_all_unsure_has_its_doubt_at_the_name() -> None:
    entries = said(("Tom Brandt", LIKELY, "engineer"), ("Tom Brandt", LIKELY, ""))
    assert listed(entries) == ["Tom Brandt ?", "engineer", "“Words 0”", "“Words 1”"]


def test_in_a_mixed_run_each_unsure_quote_has_its_doubt() -> None:
    entries = said(("Tom Brandt", SURE, ""), ("Tom Brandt", LIKELY, ""), ("Tom Brandt", SURE, ""))
    assert listed(entries) == ["Tom Brandt", "“Words 0”", "? “Words 1”", "“Words 2”"]


def test_who_cannot_be_named_is_not_named_and_a_role_is_told_once() -> None:
    entries = said(
        ("Jane Roe", SURE, "mayor"),
        ("Tom Brandt", NONE, "engineer"),
        ("", 0.0, ""),
        ("Jane Roe", SURE, "mayor"),
    )
    assert listed(entries) == [
        *("Jane Roe", "mayor", "“Words 0”"),
        *("unknown speaker", "“Words 1”", "“Words 2”"),
        *("Jane Roe", "“Words 3”"),
    ]
    assert [entries.heading_of(number) for number in range(4)] == [0, 1, 1, 3]


@given(
    st.lists(st.tuples(st.sampled_from(["", "Jane Roe", "Al"]), st.sampled_from([0.1, 0.5, 0.9])))
)
def test_every_run_shows_all_its_doubts(speakers: list[tuple[str, float]]) -> None:
    entries = said(*((name, sure, "") for name, sure in speakers))
    for number, (name, sure) in enumerate(speakers):
        first = entries.heading_of(number)
        shown = [
            "".join(text for text, _, _ in line.segments)
            for one in {first, number}
            for line in entries.draw(one, 40, DARK, unfolded=False)
            if one == number or line.part is Part.HEADING
        ]
        doubted = any(line.startswith("? “") or line.endswith(" ?") for line in shown)
        assert doubted == (bool(name) and sure == LIKELY), (number, shown)


def test_a_name_that_is_cut_keeps_its_doubt() -> None:
    assert listed(said(("An extraordinarily long name of somebody", LIKELY, "")), 12)[1].endswith(
        " ?"
    )


def test_marks_stand_in_their_order_with_notes_and_tags_and_lost_ones_last() -> None:
    marks = (
        replace(
            highlight(0, 3, note="who?\nand when?"),
            tags=("council", "late"),
            verification=Verification.CHECKED,
            checked_on="2026-11-19",
        ),
        replace(highlight(4, 11, state=AnchorState.CHANGED), text="counsel"),
        replace(highlight(5, 9, state=AnchorState.ORPHAN), text="gone words"),
    )
    entries = contents_of(open_story(highlights=marks)).entries(Tab.MARKS, UNICODE)
    assert listed(entries) == [
        *("The", "✎ who? and when?", "#council #late", "checked on 2026-11-19"),
        *("council", "reworded; you marked “counsel”"),
        *("no longer in the text", "gone words"),
    ]
    assert entries.places == [((0, 3),), ((4, 11),), ()]


def test_links_have_number_and_host_and_each_address_once() -> None:
    text = "one two three four"
    spans = (
        Span(SpanKind.LINK, 0, 3, "https://www.sea.example/a?b"),
        Span(SpanKind.STRONG, 4, 7),
        Span(SpanKind.LINK, 4, 7, "https://www.sea.example/a?b"),
        Span(SpanKind.LINK, 8, 13, "mailto:jane@sea.example"),
        Span(SpanKind.LINK, 14, 18, "https://user:secret@land.example/"),
    )
    document = Document(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), spans)
    entries = contents_of(open_document(document)).entries(Tab.LINKS, UNICODE)
    assert listed(entries) == ["1 one", "  sea.example", "2 four", "  land.example"]
    assert "secret" not in "".join(listed(entries, unfolded=1))
    assert links_of(document)[0].url == "https://www.sea.example/a?b"


def test_headings_are_indented_by_the_levels_that_there_are() -> None:
    text = "One\n\nTwo\n\nThree"
    levels = ((0, 3, 2), (5, 8, 4), (10, 15, 2))
    blocks = tuple(Block(BlockKind.HEADING, *place) for place in levels)
    entries = contents_of(open_document(Document(text, blocks))).entries(Tab.OUTLINE, UNICODE)
    assert listed(entries) == ["One", "  Two", "Three"]


@pytest.mark.parametrize("tab", Tab)
@pytest.mark.parametrize("width", [8, 25])
def test_entries_keep_to_the_width_and_show_no_control_character(tab: Tab, width: int) -> None:
    hostile = "wörter \x1b]0;b\x07 漢字漢字漢字漢字 " * 3
    document = everything()
    words = f"{hostile}\n\n{document.text}"
    by = len(hostile) + 2
    document = Document(
        words,
        (
            Block(BlockKind.HEADING, 0, len(hostile), 1),
            *(replace(one, start=one.start + by, end=one.end + by) for one in document.blocks),
        ),
        (Span(SpanKind.LINK, 0, len(hostile), "https://sea.example/" + "a" * 90),),
    )
    quotes = [Quote(0, len(hostile), "", hostile, hostile, confidence=LIKELY)]
    mark = replace(highlight(0, len(hostile), note=hostile), tags=("\x9d",))
    contents = contents_of(open_document(document, quotes, [mark]))
    for unfolded in (None, 0):
        lines = listed(contents.entries(tab, ASCII), width, unfolded)
        assert lines and max(map(cell_len, lines)) <= width
        assert not set("\x1b\x07\x9d\n") & set("".join(lines))


def test_only_filled_tabs_are_shown_and_turned_to() -> None:
    contents = contents_of(open_document(everything()))
    assert contents.tabs == (Tab.LINKS, Tab.OUTLINE)
    assert contents.shown(Tab.QUOTES) is Tab.LINKS and contents.shown(Tab.OUTLINE) is Tab.OUTLINE
    assert contents.after(Tab.LINKS) is Tab.OUTLINE and contents.after(Tab.OUTLINE) is Tab.LINKS
    nothing = contents_of(open_document(Document.from_plain("Nothing.")))
    assert nothing.tabs == () and nothing.after(Tab.QUOTES) is Tab.QUOTES


def test_what_hangs_on_the_document_alone_is_found_once() -> None:
    contents = contents_of(open_document(everything()))
    marked = replace(contents.opened, highlights=(highlight(0, 3),))
    again = SidebarContents.of(marked, contents)
    assert again is not None and again.tabs == (Tab.MARKS, Tab.LINKS, Tab.OUTLINE)
    assert again.links is contents.links and again.headings is contents.headings


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (40, "Quotes 16 · Marks · Links · Outline"),
        (30, "Quotes 16 Marks Links Outline"),
        (24, "Quotes 16 · Marks · …"),
        (14, "Quotes 16 · …"),
        (9, "Quotes 16 · …"),
    ],
)
def test_the_names_of_the_tabs_fit_as_well_as_they_can(width: int, line: str) -> None:
    parts = tab_names(tuple(Tab), Tab.QUOTES, 16, width, " · ")
    assert "".join(text for _, text in parts) == line


def test_names_are_whole_beside_the_one_that_is_shown_and_a_sign_leads_on() -> None:
    parts = tab_names(tuple(Tab), Tab.LINKS, 3, 20, " · ")
    assert "".join(text for _, text in parts) == "… · Links 3 · …"
    assert [tab for tab, _ in parts if tab] == [Tab.MARKS, Tab.LINKS, Tab.OUTLINE]
    for width in range(9, 60):
        for tab in AuditTab:
            shown = tab_names(tuple(AuditTab), tab, 12, width, " · ")
            words = [text.removesuffix(" 12") for _, text in shown if text.strip(" ·")]
            assert set(words) <= {*AuditTab, "…"} and tab in words
