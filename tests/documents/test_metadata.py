import json

import pytest
from lxml import html

from newsreader.documents.images import Picture
from newsreader.documents.metadata import Metadata, read_metadata

URL = "https://paper.example/news/bridge?from=feed"


def metadata(head: str, body: str = "", attributes: str = "", url: str = URL) -> Metadata:
    page = f"<html {attributes}><head>{head}</head><body>{body}</body></html>"
    return read_metadata(html.document_fromstring(page), url)


def linked_data(data: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


STORY = {
    "@type": "NewsArticle",
    "headline": "Council votes &amp; rebuilds",
    "author": [{"@type": "Person", "name": "By Ann Reporter"}, {"name": "Tom Brandt"}],
    "publisher": {"@type": "Organization", "name": "Harbour Media plc"},
    "datePublished": "2026-11-20T08:15:00+02:00",
    "inLanguage": "en_gb",
    "description": "What it means.",
}


@pytest.mark.parametrize(
    "data",
    [
        STORY,
        [{"@type": "WebSite", "name": "x"}, STORY],
        {"@graph": [{"@type": "WebPage"}, STORY]},
        {"@type": "WebPage", "mainEntity": {**STORY, "@type": ["Article", "Report"]}},
    ],
    ids=["plain", "list", "graph", "nested"],
)
def test_linked_data_is_believed_first(data: object) -> None:
    found = metadata(linked_data(data) + "<meta property='og:title' content='Another title'>")
    assert found == Metadata(
        title="Council votes & rebuilds",
        author="Ann Reporter, Tom Brandt",
        outlet="Harbour Media plc",
        published="2026-11-20T08:15:00+02:00",
        language="en-GB",
        url=URL,
        summaries=("What it means.",),
        is_story=True,
    )


PIER = "https://paper.example/pier.jpg"


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (linked_data({**STORY, "image": PIER}), Picture("image", PIER)),
        (linked_data({**STORY, "image": ["/pier.jpg", "/b.jpg"]}), Picture("image", PIER)),
        (
            linked_data({**STORY, "image": {"url": PIER, "caption": "The pier"}}),
            Picture("The pier", PIER),
        ),
        (
            "<meta property=og:image content=/pier.jpg>"
            "<meta property=og:image:alt content='The pier by night'>",
            Picture("The pier by night", PIER),
        ),
        ("<meta name=twitter:image content=/pier.jpg>", Picture("image", PIER)),
        ("<meta itemprop=image content=/pier.jpg>", Picture("image", PIER)),
        ("<meta property=og:image content=/static/site-Logo.png>", None),
        ("<meta property=og:image content=data:image/png;base64,x>", None),
        (linked_data({**STORY, "image": [None, 7]}), None),
        (linked_data({**STORY, "image": "http://[pier"}), None),
        ("<meta property=og:image content='//[pier].jpg'>", None),
    ],
)
def test_the_lead_picture_is_named_with_what_it_shows(head: str, found: Picture | None) -> None:
    assert metadata(head).picture == found


def test_open_graph_and_meta_elements_come_second() -> None:
    found = metadata(
        "<meta property='og:title' content='Council votes - Harbour Gazette'>"
        "<meta property='og:site_name' content='Harbour Gazette'>"
        "<meta name='author' content='Von Ann Reporter'>"
        "<meta property='article:published_time' content='2026-11-20'>"
        "<meta property='og:description' content='One'><meta name=description content='Two'>",
        attributes="lang=de",
    )
    assert (found.title, found.author, found.outlet) == (
        "Council votes",
        "Ann Reporter",
        "Harbour Gazette",
    )
    assert (found.published, found.language) == ("2026-11-20", "de")
    assert found.summaries == ("One", "Two")


def test_heading_title_and_time_come_last() -> None:
    found = metadata(
        "<title>T</title>", "<h1>Head <i>line</i></h1><time datetime='2026-11-20'>x</time>"
    )
    assert (found.title, found.published) == ("Head line", "2026-11-20")
    assert metadata("<title>Only this</title>").title == "Only this"


def test_a_profile_address_is_nobodys_name() -> None:
    head = "<meta property='article:author' content='https://social.example/ann'>"
    assert metadata(head).author == ""


class TestCanonicalAddress:
    def test_it_is_resolved(self) -> None:
        assert metadata("<link rel=canonical href='/news/bridge'>").url == (
            "https://paper.example/news/bridge"
        )

    def test_a_front_page_is_no_storys_address(self) -> None:
        assert metadata("<link rel=canonical href='https://paper.example/'>").url == URL

    def test_it_is_never_another_scheme(self) -> None:
        assert metadata("<link rel=canonical href='javascript:x'>").url == URL


@pytest.mark.parametrize(
    "data",
    ["[" * 100_000, '{"author":[,', "null", '"x"', '{"@type": 5, "author": {"name": {}}}', "[[]]"],
    ids=["deep", "broken", "null", "string", "types", "empty"],
)
def test_broken_linked_data_is_passed_over(data: str) -> None:
    found = metadata(f"<script type='application/ld+json'>{data}</script><title>T</title>")
    assert (found.title, found.author) == ("T", "")


@pytest.mark.parametrize(
    ("more", "closed"),
    [
        ({}, False),
        ({"isAccessibleForFree": True}, False),
        ({"isAccessibleForFree": False}, True),
        ({"isAccessibleForFree": "False"}, True),
        ({"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "false"}}, True),
        ({"hasPart": ["x", {"isAccessibleForFree": False}]}, True),
        ({"hasPart": None}, False),
    ],
)
def test_a_story_may_be_declared_closed(more: dict[str, object], closed: bool) -> None:
    assert metadata(linked_data({**STORY, **more})).closed is closed


def test_everything_is_clean_and_bounded() -> None:
    head = linked_data({**STORY, "headline": "a\u001b[31m\u202e" + "b" * 5000, "author": "x" * 900})
    found = metadata(head)
    assert "\x1b" not in found.title and "\u202e" not in found.title
    assert (len(found.title), len(found.author)) == (1000, 500)
