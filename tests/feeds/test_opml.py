"""Lists of subscriptions, as programs really write them."""

import pytest

from newsreader.domain.errors import FeedError
from newsreader.domain.feed import OpmlReading, Outline
from newsreader.feeds.opml import (
    read_opml,
)


def read(body: str, head: str = "<?xml version='1.0'?>") -> OpmlReading:
    return read_opml(f"{head}<opml version='2.0'><head/><body>{body}</body></opml>".encode())


def urls(body: str) -> list[str]:
    return [outline.url for outline in read(body).outlines]


def test_folders_are_kept() -> None:
    reading = read(
        "<outline text='News'><outline text='Coast'>"
        "<outline text='Gazette' type='rss' xmlUrl='https://g.example/feed' "
        "htmlUrl='https://g.example/'/></outline>"
        "<outline title='Daily' xmlUrl='https://d.example/feed'/></outline>"
        "<outline text='Empty'/>"
        "<outline text='Top' xmlUrl='https://t.example/feed'/>"
    )
    assert reading == OpmlReading(
        (
            Outline("https://g.example/feed", "Gazette", "https://g.example/", "News/Coast"),
            Outline("https://d.example/feed", "Daily", "", "News"),
            Outline("https://t.example/feed", "Top", "", ""),
        )
    )


@pytest.mark.parametrize(
    "outline",
    [
        "<outline xmlUrl='https://a.example/f'/>",
        "<outline type='rss' xmlurl='https://a.example/f'/>",
        "<OUTLINE TYPE='rss' XMLURL='https://a.example/f'/>",
        "<outline url='https://a.example/f' type='rss'/>",
        "<outline xmlUrl=' feed://https://a.example/f '/>",
        "<outline xmlUrl='feed:https://a.example/f'/>",
        "<outline type='rss' text='folder'><outline xmlUrl='https://a.example/f'/></outline>",
        "<outline xmlUrl='https://a.example/f'><outline text='note'/></outline>",
    ],
)
def test_the_ways_to_write_an_address(outline: str) -> None:
    assert urls(outline) == ["https://a.example/f"]


def test_feed_without_scheme_is_http() -> None:
    assert urls("<outline xmlUrl='feed://a.example/f'/>") == ["http://a.example/f"]


def test_only_the_web_is_accepted() -> None:
    reading = read(
        "<outline xmlUrl='|~/bin/fetch'/><outline xmlUrl='exec:rm -rf x'/>"
        "<outline xmlUrl='filter:cat:https://a.example'/><outline xmlUrl='file:///etc/passwd'/>"
        "<outline xmlUrl='https://a.example/f'/><outline xmlUrl='http://A.example/f#'/>"
        "<outline type='link' url='https://a.example/page'/>"
        "<outline type='include' url='https://a.example/other.opml'/>"
    )
    assert [outline.url for outline in reading.outlines] == ["https://a.example/f"]
    assert reading.refused == (
        *("|~/bin/fetch", "exec:rm -rf x", "filter:cat:https://a.example", "file:///etc/passwd"),
    )
    assert reading.repeated == 1


def test_a_category_is_a_folder_where_there_is_none() -> None:
    (outline,) = read("<outline xmlUrl='https://a.example/f' category='/News/Coast,tag'/>").outlines
    assert (outline.folder, outline.categories) == ("News/Coast", "tag")
    (outline,) = read("<outline xmlUrl='https://a.example/f' category='tag, /News'/>").outlines
    assert outline.folder == "News"
    (outline,) = read("<outline xmlUrl='https://a.example/f' category='one,two'/>").outlines
    assert (outline.folder, outline.categories) == ("", "one,two")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Surf & Turf", "Surf & Turf"),
        ("Surf &amp; Turf &nbsp; &copy;", "Surf & Turf ©"),
        ("an <em>odd</em> one", "an <em>odd</em> one"),
        ("R&D;", "R&D;"),
    ],
)
def test_ill_formed_titles_are_mended(title: str, expected: str) -> None:
    reading = read(
        f"<outline text='N'><outline text='{title}' xmlUrl='https://a.example/f?a=1&b=2'/>"
        "</outline><outline xmlUrl='https://b.example/f'/>"
    )
    assert [outline.url for outline in reading.outlines] == [
        "https://a.example/f?a=1&b=2",
        "https://b.example/f",
    ]
    assert (reading.outlines[0].title, reading.outlines[0].folder) == (expected, "N")
    assert reading.repaired


def test_raw_quotes_lose_no_feed() -> None:
    reading = read(
        '<outline text="N"><outline text="The "best" one" xmlUrl="https://a.example/f" /></outline>'
        '<outline text="B" xmlUrl="https://b.example/f" />'
    )
    assert [(one.url, one.folder) for one in reading.outlines] == [
        ("https://a.example/f", "N"),
        ("https://b.example/f", ""),
    ]
    assert reading.repaired


def test_a_byte_order_mark_and_another_encoding() -> None:
    text = "<opml><body><outline text='Zürich' xmlUrl='https://a.example/f'/></body></opml>"
    assert read_opml(b"\xef\xbb\xbf" + text.encode()).outlines[0].title == "Zürich"
    latin = f"<?xml version='1.0' encoding='iso-8859-1'?>{text}".encode("latin-1")
    assert read_opml(latin).outlines[0].title == "Zürich"


def test_nothing_is_expanded_or_opened() -> None:
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    head = f"<!DOCTYPE opml [<!ENTITY l0 'ha'>{laughs}<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    (outline,) = read("<outline text='&l9;&x;' xmlUrl='https://a.example/f'/>", head).outlines
    assert len(outline.title) < 20
    assert "root" not in outline.title


@pytest.mark.parametrize("data", [b"", b"<html><body>x</body></html>", b"words", b'{"a":1}'])
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(FeedError, match="not an OPML list"):
        read_opml(data)


def test_an_empty_list_is_a_list() -> None:
    assert read("") == OpmlReading(())


@pytest.mark.parametrize("section", ["<![CCC DATA[x]]>", "<![", "<![x", "<![if x]>", "<![-", "<!["])
def test_a_broken_section_does_not_break_it(section: str) -> None:
    assert urls(f"{section}<outline xmlUrl='https://a.example/f'/") in (["https://a.example/f"], [])
    assert urls(f"<outline xmlUrl='https://a.example/f'/><x{section}") == ["https://a.example/f"]


def test_deep_nesting_does_not_break_it() -> None:
    body = "<outline text='a'>" * 5_000 + "<outline xmlUrl='https://a.example/f'/>"
    assert urls(body + "</outline>" * 5_000) == ["https://a.example/f"]
