"""Ampersands that begin no entity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.documents.blocks import read_html
from newsreader.feeds.ampersands import escape_ampersands
from newsreader.feeds.parse import parse_feed
from newsreader.feeds.plain_text import plain_line

QUERIES = (
    "a=1&lang=en&copy=2&reg=3&sect=4&notit=5",
    "a=1&copyright=2&amp=3&lt=4&quot=5",
    "a&copy&reg",
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("AT&T, R&D & more", "AT&amp;T, R&amp;D &amp; more"),
        ("a&b;c &notit; &;", "a&amp;b;c &amp;notit; &amp;;"),
        ("&amp; &#38; &#x26; &nbsp; &eacute;", "&amp; &#38; &#x26; &nbsp; &eacute;"),
        ("Caf&eacute au lait, &copy 2026", "Caf&eacute au lait, &copy 2026"),
        ("&copy=2 &eacutet", "&amp;copy=2 &amp;eacutet"),
        ("<![CDATA[a & b]]> & <!-- & -->", "<![CDATA[a & b]]> &amp; <!-- & -->"),
        ("https://harbour.example/?a&copy b", "https://harbour.example/?a&amp;copy b"),
        ("<!ENTITY ship 'S'> &ship;", "<!ENTITY ship 'S'> &ship;"),
    ],
)
def test_only_entities_keep_their_ampersands(written: str, meant: str) -> None:
    assert escape_ampersands(written) == meant


@given(st.text(alphabet="&;=#x1copyamp<>![CDATA-/ ?:", max_size=60))
def test_what_is_escaped_once_stays(text: str) -> None:
    once = escape_ampersands(text)
    assert escape_ampersands(once) == once


@pytest.mark.parametrize("query", QUERIES)
def test_addresses_in_broken_feeds_keep_their_parameters(query: str) -> None:
    page = f"https://harbour.example/?{query}"
    feed = parse_feed(
        f"""<rss version="2.0"><channel><title>Fish & Chips</title><item><title>AT&T & R&D</title>
        <link>{page}</link><enclosure url="{page}" type="audio/mpeg" length="1"/>
        <description>&lt;a href="{page}"&gt;Ship&lt;/a&gt;</description></item></channel></rss>
        """.encode(),
        "https://harbour.example/feed",
    )
    (entry,) = feed.entries
    assert (feed.title, entry.title, entry.url) == ("Fish & Chips", "AT&T & R&D", page)
    assert [file.url for file in entry.enclosures] == [page]
    assert f'"{page}"' in entry.html


@pytest.mark.parametrize("query", QUERIES[:2])
def test_links_of_documents_keep_their_parameters(query: str) -> None:
    page = f"https://harbour.example/?{query}"
    (span,) = read_html(f'<p><a href="{page}">Ship</a></p>').spans
    assert span.href == page


def test_a_word_that_begins_like_an_entity_is_none() -> None:
    assert plain_line("&notit; &copyright; &copy; &#65;") == "&notit; &copyright; © A"


@pytest.mark.parametrize("piece", ["&", "://?a&copy", "<!--", "<![CDATA[", "://?"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    assert escape_ampersands(piece * 100_000)
