from dataclasses import replace
from datetime import UTC, date, datetime
from typing import get_args
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.article import OpenArticle
from newsreader.domain.document import Block, BlockKind, Document, Span, SpanKind
from newsreader.domain.highlights.highlight import AnchorState
from newsreader.domain.quoting.quote import LIKELY, SURE
from newsreader.export.citation import Citation, cite_article, cite_highlight, cite_passage
from newsreader.export.citation_styles import STYLES
from newsreader.export.cited_names import cited_names
from newsreader.export.original_outlet import original_outlet
from newsreader.export.text_fragment import fragment_url
from newsreader.settings.values import CiteAs
from tests.export.samples import article, document, highlight, marked, opened

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
PAGE = "https://gazette.example/2026/11/20/bridge"
TITLE = "Council votes 7–5 to rebuild ‘Iron Bridge’: what it costs"
CITED = cite_passage(marked(), *(marked().quotes[0].pieces[0]), marked().quotes[0], NOW)
FRAGMENT = f"{PAGE}#:~:text=We%20will%20rebuild%20the%20bridge%2C"


def write(style: str, one: Citation) -> list[str]:
    """Return a citation in a style, by lines."""
    return STYLES[style].write(one).split("\n")


def test_the_settings_name_every_style() -> None:
    assert get_args(CiteAs) == tuple(STYLES)


def test_a_quote_is_cited_at_second_hand_in_every_style() -> None:
    words = "“We will rebuild the bridge,”"
    assert write("plain", CITED) == [
        words,
        f"— Jane Roe, quoted in Ann Reporter, Bo Writer, “{TITLE}”, The Harbour Gazette, "
        f"20 November 2026, paragraph 2, {FRAGMENT}",
    ]
    assert write("chicago", CITED) == [
        words,
        f"— Jane Roe, quoted in Ann Reporter and Bo Writer, “{TITLE},” The Harbour Gazette, "
        f"November 20, 2026, paragraph 2, accessed November 28, 2026, {FRAGMENT}.",
    ]
    assert write("apa", CITED) == [
        f"{words} (Jane Roe, as cited in Reporter & Writer, 2026, para. 2)",
        "Reporter, A., & Writer, B. (2026, November 20). Council votes 7–5 to rebuild “Iron "
        "Bridge”: what it costs. The Harbour Gazette. Retrieved November 28, 2026, from "
        f"{FRAGMENT}",
    ]
    assert write("mla", CITED) == [
        f"{words} (Jane Roe, qtd. in Reporter and Writer, par. 2)",
        f"Reporter, Ann, and Bo Writer. “{TITLE}.” The Harbour Gazette, 20 Nov. 2026, "
        f"{FRAGMENT}. Accessed 28 Nov. 2026.",
    ]
    assert write("markdown", CITED) == [
        "> We will rebuild the bridge,",
        ">",
        "> — **Jane Roe**, quoted in Ann Reporter, Bo Writer, [Council votes 7–5 to rebuild “Iron "
        f"Bridge”: what it costs]({FRAGMENT}), *The Harbour Gazette*, 20 November 2026, paragraph "
        "2 (accessed 28 November 2026)",
    ]
    assert write("bibtex", CITED)[0] == "@article{reporter2026council,"


@pytest.mark.parametrize("style", STYLES)
@given(confidence=st.floats(0, 1), corrected=st.booleans())
def test_no_guess_is_cited_as_sure(style: str, confidence: float, corrected: bool) -> None:
    quote = replace(marked().quotes[0], confidence=confidence, corrected=corrected)
    text = STYLES[style].write(cite_passage(marked(), quote.start, quote.end, quote, NOW))
    assert ("Jane Roe" in text) == (confidence >= LIKELY)
    assert ("probably" in text) == (LIKELY <= confidence < SURE)
    assert "unknown" not in text


@pytest.mark.parametrize("style", STYLES)
def test_no_date_is_made_up(style: str) -> None:
    one = cite_article(None, article(dated=False), NOW)
    text = STYLES[style].write(one)
    assert one.published is None
    assert "20" not in text.replace(PAGE, "").replace("2026-11-28", "").replace(
        "28 November 2026", ""
    ).replace("November 28, 2026", "").replace("28 Nov. 2026", "")
    assert ("n.d." in text) == (style not in ("mla", "bibtex"))


@pytest.mark.parametrize("style", STYLES)
def test_where_it_was_published_first_is_said(style: str) -> None:
    text = "Words.\n\nThis article was originally published by The Coast Review."
    story = OpenArticle(article(), Document.from_plain(text), (), ())
    assert "Originally published by The Coast Review" in STYLES[style].write(
        cite_article(story, story.article, NOW)
    )
    plain = STYLES[style].write(cite_article(marked(), article(), NOW))
    assert "Originally" not in plain


@pytest.mark.parametrize(
    ("said", "outlet"),
    [
        ("This story first appeared on Grist.", "Grist"),
        ("This article was first published in the New Harbour Times on 3 May.",
         "the New Harbour Times"),
        ("Originally published in Coast & Sea, a magazine.", "Coast & Sea"),
        ("Dieser Artikel erschien zuerst in der Hafenzeitung.", "Hafenzeitung"),
        ("Este artículo se publicó originalmente en El Puerto.", "El Puerto"),
        ("This article was first published on Monday.", ""),
        ("This article was originally published in November 2026.", ""),
        ("This article was originally published by The Harbour Gazette.", ""),
        ("The bridge was originally published by nobody.", ""),
        ("It originally appeared in the print edition.", ""),
    ],
)  # fmt: skip
def test_the_first_outlet_is_named_only_where_the_article_names_it(said: str, outlet: str) -> None:
    found = original_outlet(Document.from_plain(f"One.\n\n{said}"), "The Harbour Gazette")
    assert found == outlet


def test_the_first_outlet_may_be_a_link() -> None:
    text = "This story was first published by the people of coast review, a site."
    start = text.index("people of coast review")
    link = Span(SpanKind.LINK, start, start + 22, "https://coast.example/")
    story = Document(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), (link,))
    assert original_outlet(story) == "people of coast review"


@pytest.mark.parametrize(
    ("author", "inverted", "initials"),
    [
        ("Ann Reporter", "Reporter, Ann", "Reporter, A."),
        ("Jean-Paul de la Tour", "de la Tour, Jean-Paul", "de la Tour, J.-P."),
        ("Tom O’Brandt Jr.", "O’Brandt, Tom, Jr.", "O’Brandt, T., Jr."),
        ("Tom Brandt, Jr.", "Brandt, Tom, Jr.", "Brandt, T., Jr."),
        ("Associated Press", "Associated Press", "Associated Press"),
        ("Gazette staff", "Gazette staff", "Gazette staff"),
        ("BBC World Desk", "BBC World Desk", "BBC World Desk"),
        ("王小明", "王小明", "王小明"),
        ("Reuters", "Reuters", "Reuters"),
        ("AFP Paris", "AFP Paris", "AFP Paris"),
    ],
)
def test_a_name_is_parted_only_where_that_is_sure(
    author: str, inverted: str, initials: str
) -> None:
    (name,) = cited_names(author)
    assert (name.inverted, name.initials) == (inverted, initials)
    assert cited_names(f"{author}, The Gazette, {author}", "The Gazette") == (name,)


def test_an_interrupted_quote_is_cited_without_what_interrupts_it() -> None:
    quote = marked().quotes[0]
    words = cite_passage(marked(), quote.start, quote.end, quote, NOW).words
    assert words == "We will rebuild the bridge, […] And we will not close the school."


def test_a_highlight_that_is_gone_is_cited_without_a_place() -> None:
    gone = highlight("Gone", state=AnchorState.ORPHAN, speaker="Jane Roe", confidence=0.5)
    cited = cite_highlight(opened(gone), gone, NOW)
    assert (cited.url, cited.paragraph, cited.attribution) == (PAGE, 0, "probably Jane Roe")
    there = marked().highlights[1]
    assert cite_highlight(marked(), there, NOW).paragraph == 3
    assert cite_article(None, article(author="", url=""), NOW).authors == ()


@given(st.integers(0, len(document().text)), st.integers(0, len(document().text)))
def test_a_fragment_holds_words_of_the_passage(one: int, other: int) -> None:
    text, (start, end) = document().text, sorted((one, other))
    url = fragment_url(f"{PAGE}#part", text, start, end)
    if not text[start:end].strip():
        assert url == f"{PAGE}#part"
        return
    base, _, directive = url.partition(":~:text=")
    assert base == f"{PAGE}#part" and url.isascii()
    parts = directive.split(",")
    words = [unquote(part) for part in parts if not (part.endswith("-") or part.startswith("-"))]
    assert 1 <= len(words) <= 2
    assert text[start:end].strip().startswith(words[0]) and text[start:end].strip().endswith(
        words[-1]
    )
    beside = [unquote(part.strip("-")) for part in parts if part not in map(_quoted, words)]
    assert all(part in text for part in beside)


def _quoted(words: str) -> str:
    return fragment_url(PAGE, words, 0, len(words)).partition("=")[2]


def test_a_passage_that_stands_there_twice_is_told_apart() -> None:
    text = "The end came late.\n\nNobody wanted the end of it."
    at = text.index("the end")
    assert fragment_url(PAGE, text.replace("The", "the"), at, at + 7) == (
        f"{PAGE}#:~:text=Nobody%20wanted-,the%20end,-of%20it."
    )
    assert fragment_url("", text, 0, 3) == ""
    assert cite_article(None, article(dated=True), NOW).published == date(2026, 11, 20)
