"""Subscriptions written as OPML are read back as they were."""

from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.clean import clean_line
from newsreader.domain.feed import DEMO_URL, Feed
from newsreader.export.opml import write_opml
from newsreader.feeds.opml import read_opml


def test_a_title_of_the_users_own_and_the_folder_are_read_back() -> None:
    feed = Feed(1, "https://a.example/f", "Mine", folder="News/Local", published_title="Theirs")
    written = write_opml([feed])
    (outline,) = read_opml(written.encode()).outlines
    assert (outline.title, outline.own_title, outline.folder) == ("Theirs", "Mine", "News/Local")
    assert 'category="/News/Local"' in written


def test_the_demo_is_not_written() -> None:
    assert "demo" not in write_opml([Feed(1, DEMO_URL, "The demo")])


lines = st.text(max_size=20).map(lambda text: clean_line(text))
folders = st.lists(lines.filter(lambda text: text and "/" not in text), max_size=3)


@given(st.lists(st.tuples(lines, folders), max_size=6))
def test_what_is_written_is_read_back(parts: list[tuple[str, list[str]]]) -> None:
    feeds = [
        Feed(
            n, f"https://h{n}.example/f?a=1&b='\"<", title, f"https://h{n}.example/", "/".join(path)
        )
        for n, (title, path) in enumerate(parts)
    ]
    written = write_opml(feeds)
    reading = read_opml(written.encode())
    assert (reading.refused, reading.repeated, reading.repaired) == ((), 0, False)
    found = {one.url.partition("?")[0]: one for one in reading.outlines}
    assert len(found) == len(feeds)
    for one in feeds:
        outline = found[one.url.partition("?")[0]]
        assert (outline.title, outline.site_url, outline.folder) == (
            one.title,
            one.site_url,
            one.folder,
        )
