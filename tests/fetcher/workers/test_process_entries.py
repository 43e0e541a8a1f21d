"""From bytes to stories."""

from dataclasses import replace

import pytest

from newsreader.documents.blocks import read_html
from newsreader.documents.images import Picture
from newsreader.domain.document import BlockKind
from newsreader.domain.errors import FeedError
from newsreader.domain.feed import DocumentKind, Entry
from newsreader.fetcher.workers.extract import led_by
from newsreader.fetcher.workers.messages import ExtractJob, ProcessEntriesJob
from newsreader.fetcher.workers.process_entries import (
    ENOUGH,
    continues,
    extract_page,
    process_entries,
)
from newsreader.quotes.engine import FINDER_VERSION
from tests.fetcher.harbour import (
    FULL_STORY,
    STORY_BEGINNING,
    document,
    item,
    rss,
    story_page,
)

CONSENT = " ".join(
    f"Purpose {number}: our {number} partners measure, store and combine what you read here. "
    "You can agree to all of that, or choose one by one in the settings of your device."
    for number in range(12)
)


def job(*items: str, keys: tuple[str, ...] = tuple("0123456789")) -> ProcessEntriesJob:
    return ProcessEntriesJob(document(rss(*items)), keys)


def test_entries_become_documents_with_quotes() -> None:
    digest = process_entries(job(item("1", "Ferry is back", f"<p>{FULL_STORY}</p>")))
    (story,) = digest.stories
    assert digest.finder_version == FINDER_VERSION
    assert story.document.text.startswith("The ferry")
    assert [quote.speaker for quote in story.quotes] == ["Jane Roe"]
    start, end = story.quotes[0].start, story.quotes[0].end
    assert story.document.text[start:end] == story.quotes[0].text
    assert not story.excerpt


def excerpts(*items: str) -> list[bool]:
    return [story.excerpt for story in process_entries(job(*items)).stories]


def test_a_beginning_is_told_from_a_story() -> None:
    assert excerpts(item("1", "Ferry", STORY_BEGINNING), item("2", "Long", FULL_STORY)) == [
        True,
        False,
    ]
    short = item("3", "Rain", "Rain is expected by noon.")
    assert excerpts(short, item("4", "Sun", "Sun after that.")) == [True, True]


def test_a_short_entry_among_whole_stories_is_a_short_story() -> None:
    short = item("0", "Rain", "Rain is expected by noon.")
    whole = [item(str(number), "Long", FULL_STORY) for number in range(1, ENOUGH + 1)]
    assert excerpts(short, *whole) == [False] * (ENOUGH + 1)
    assert excerpts(short, *whole[1:])[0], "too few to tell"
    assert excerpts(item("9", "Nothing", ""), *whole)[0]
    assert excerpts(item("9", "Trailing", "Rain is expected by…"), *whole)[0]
    alone = process_entries(job(short, *whole, keys=("0",)))
    assert [story.excerpt for story in alone.stories] == [False], "also when only it is wanted"


def test_a_post_without_a_title_is_whole() -> None:
    post = "<item><guid>1</guid><description>Rain is expected by noon.</description></item>"
    assert excerpts(post) == [False]
    assert excerpts(post.replace("noon.", "noon…")) == [True]


def test_what_is_asked_for_is_digested_in_the_order_of_the_feed() -> None:
    items = [item(key, f"Story {key}", "Text") for key in "12345"]
    digest = process_entries(job(*items, keys=("4", "2", "9")))
    assert [story.key for story in digest.stories] == ["2", "4"]


def test_a_page_gives_the_whole_story() -> None:
    digest = extract_page(
        ExtractJob(story_page().encode(), "https://harbour.example/1", beginning=STORY_BEGINNING)
    )
    assert "cost of the repair" in digest.document.text
    assert "Subscribe" not in digest.document.text
    assert [quote.speaker for quote in digest.quotes] == ["Jane Roe"]
    assert digest.language == "en"


def test_the_lead_picture_of_a_page_stands_in_front_of_its_story() -> None:
    lead = "<meta property=og:image content=/a.jpg><meta property=og:image:alt content='A ferry'>"
    body = story_page().replace("</head>", f"{lead}</head>")
    found = extract_page(ExtractJob(body.encode(), "https://harbour.example/1")).document
    first = found.blocks[0]
    assert (first.kind, first.marker) == (BlockKind.IMAGE, "https://harbour.example/a.jpg")
    assert found.text.startswith("A ferry\n\nThe ferry between")


def test_a_story_with_pictures_of_its_own_needs_none_in_front() -> None:
    picture = Picture("A ferry", "https://harbour.example/a.jpg")
    story = read_html("<p>The ferry sails.</p><img src=https://harbour.example/b.jpg alt=Crew>")
    assert led_by(picture, story) is story
    bare = read_html("<p>The ferry <em>sails</em>.</p>")
    assert led_by(None, bare) is bare
    led = led_by(picture, bare)
    assert led.text == "A ferry\n\nThe ferry sails."
    assert [led.text[span.start : span.end] for span in led.spans] == ["sails"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"", "empty"),
        (b"<html><body></body></html>", "no story"),
        (story_page(CONSENT).encode(), "does not hold this story"),
    ],
)
def test_a_page_without_the_story_is_refused(body: bytes, words: str) -> None:
    with pytest.raises(FeedError, match=words):
        extract_page(ExtractJob(body, "https://harbour.example/1", beginning=STORY_BEGINNING))


def test_a_page_must_continue_what_the_feed_began() -> None:
    assert continues(STORY_BEGINNING, FULL_STORY)
    assert continues("", "anything")
    assert not continues(STORY_BEGINNING, STORY_BEGINNING)
    assert not continues(STORY_BEGINNING, "quite other words " * 50)
    assert not continues("", "")


def test_an_entry_can_come_as_html_of_its_own() -> None:
    html = f"<p>{FULL_STORY}</p><p><a href='map.html'>Map</a></p>"
    source = replace(document(html), url="https://harbour.example/1/", kind=DocumentKind.ARTICLE)
    entry = Entry(key="1", title="Ferry", url="https://harbour.example/1/", language="en")
    (story,) = process_entries(ProcessEntriesJob(source, ("1",), entry=entry)).stories
    assert (story.key, story.excerpt, story.has_page) == ("1", False, True)
    assert [quote.speaker for quote in story.quotes] == ["Jane Roe"]
    assert [span.href for span in story.document.spans] == ["https://harbour.example/1/map.html"]
    assert story.cleanup is not None and story.cleanup.site == "harbour.example"
