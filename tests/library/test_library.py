from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.domain.errors import LibraryError, NotFound
from newsreader.domain.feed import DEMO_URL
from newsreader.domain.highlights.highlight import COLOURS, AnchorState, HighlightsChange
from newsreader.domain.query import Query, parse_query
from newsreader.library import Library, utc_now
from newsreader.storage import article_state
from newsreader.storage.feed_moves import move_feed
from newsreader.storage.safety.opening import open_library
from tests.builders import (
    NOW,
    STORIES,
    Clock,
    Story,
    a_library,
    asking,
    bring,
    feed_url,
    id_of,
    passage,
    written_beside,
)

BRIDGE, FERRY, RAIN, SUNDAYS = STORIES
EVERYTHING = Query()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """The four stories of the builders."""
    opened = a_library(tmp_path)
    yield opened
    opened.close()


def state(library: Library) -> tuple[Any, ...]:
    """Return everything that a reader can see."""
    listing = library.listing(EVERYTHING)
    opened = [library.opened(article_id) for article_id in listing.ids]
    return (
        library.feeds(),
        list(listing.ids),
        listing.unread,
        library.rows(listing.ids),
        [(one.document.text, one.quotes, one.highlights, one.position) for one in opened],
        library.highlights(EVERYTHING),
        [hit.article_id for hit in library.search(asking("the"))],
    )


# Feeds


def test_a_feed_is_found_by_number_address_title_or_a_part_of_it(library: Library) -> None:
    gazette = next(feed for feed in library.feeds() if "Gazette" in feed.title)
    other = gazette.url.replace("https://the", "http://THE")
    for name in (str(gazette.id), gazette.url, other, "the harbour gazette", "gazette"):
        assert library.find_feed(name) == gazette
    with pytest.raises(NotFound, match="no feed is"):
        library.find_feed("Nowhere Times")
    with pytest.raises(NotFound, match="no feed is"):
        library.find_feed("")
    library.add_feed("https://other.example/", title="Other Gazette")
    with pytest.raises(NotFound, match="more than one feed is"):
        library.find_feed("gazette")


def test_a_feed_is_added_once_and_can_be_undone_once(library: Library) -> None:
    before = state(library)
    feed = library.add_feed("https://new.example/", folder="news")
    assert library.add_feed("https://new.example/", title="Else") == feed
    change = library.undo()
    assert change is not None and change.label == "added new.example"
    assert state(library) == before
    assert library.undo() is None


def test_undoing_takes_no_feed_that_was_known_by_an_older_address(library: Library) -> None:
    gazette = library.find_feed("gazette")
    move_feed(library._write, gazette.id, "https://moved.example/", NOW)
    before = state(library)
    assert library.add_feed(gazette.url).id == gazette.id
    assert library.undo() is None
    assert state(library) == before


def test_marked_articles_survive_their_feed(library: Library) -> None:
    sundays, bridge = id_of(library, SUNDAYS.title), id_of(library, BRIDGE.title)
    library.highlight(bridge, *passage(library, bridge, "northern pier"), note="which?")
    feed = library.find_feed("gazette")
    assert library.remove_feed(feed.id) == 2
    assert {row.id for row in library.rows([sundays, bridge])} == {sundays, bridge}
    (kept,) = library.opened(bridge).highlights
    assert (kept.note, kept.state) == ("which?", AnchorState.OK)
    assert set(library.worth_exporting()) == {sundays, bridge}


def test_removing_what_is_not_there_is_said(library: Library) -> None:
    with pytest.raises(NotFound):
        library.remove_feed(99)
    assert library.undo() is None


# Articles


def test_a_listing_is_what_was_asked_for_newest_first(library: Library) -> None:
    listing = library.listing(parse_query("is:unread", NOW), "Unread")
    assert [row.title for row in library.rows(listing.ids)] == [
        story.title for story in (BRIDGE, FERRY, RAIN)
    ]
    assert (listing.title, listing.unread) == ("Unread", 3)
    assert len(library.listing(EVERYTHING, limit=2).ids) == 2


def test_what_another_process_brings_is_seen(library: Library) -> None:
    before = library.version()
    (new,) = bring(library.path, Story("Just in", age=timedelta(0)))
    assert library.version() != before
    assert library.listing(EVERYTHING).ids[0] == new
    assert library.search(asking("just"))[0].article_id == new


def test_there_is_no_such_article(library: Library) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: library.article(99),
        lambda: library.opened(99),
        lambda: library.bookmark(99),
        lambda: library.set_tags(99, ["a"]),
        lambda: library.highlight(99, 0, 1),
        lambda: library.article(2**80),
    ]
    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt()
    assert library.mark_read([99]) == []
    assert library.undo() is None


# Marks and undo


def test_a_bookmark_toggles_or_is_set(library: Library) -> None:
    bridge = id_of(library, BRIDGE.title)
    assert library.bookmark(bridge) is True
    assert library.bookmark(bridge, True) is True
    assert library.bookmark(bridge) is False
    assert library.article(bridge).bookmarked is None
    change = library.undo()
    assert change is not None
    assert change.label == f"took the bookmark from “{BRIDGE.title}”"
    assert library.article(bridge).bookmarked is not None


def test_reading_is_no_action_of_its_own(library: Library) -> None:
    bridge = id_of(library, BRIDGE.title)
    assert library.mark_opened(bridge) is True
    assert library.mark_opened(bridge) is False
    assert library.undo() is None
    assert library.article(bridge).read


def test_a_changed_text_is_told_until_it_is_opened_or_marked_read(library: Library) -> None:
    ids = [id_of(library, one.title) for one in (BRIDGE, FERRY)]
    library.mark_read(ids)
    for article_id in ids:
        article_state.note_change(library._write, article_id, NOW)
    assert library.mark_opened(ids[0]) is True
    assert list(library.listing(asking("is:changed")).ids) == ids[1:]
    assert library.mark_read(ids) == ids[1:]
    assert not library.listing(asking("is:changed")).ids
    library.undo()
    assert library.article(ids[1]).changed == NOW
    assert library.article(ids[1]).read


def test_a_highlight_that_lost_its_words_keeps_the_change_told(library: Library) -> None:
    bridge = id_of(library, BRIDGE.title)
    change = library.highlight(bridge, *passage(library, bridge, "Work begins in spring."))
    bring(library.path, replace(BRIDGE, text=BRIDGE.text.replace("Work begins in spring.", "")))
    article_state.note_change(library._write, bridge, NOW)
    library.mark_opened(bridge)
    library.mark_read([bridge])
    assert library.article(bridge).changed == NOW
    library.remove_highlight(change.highlight)
    assert library.article(bridge).changed is None
    library.undo()
    assert library.article(bridge).changed == NOW


def test_only_what_changed_is_undone(library: Library) -> None:
    ids = list(library.listing(EVERYTHING).ids)
    before = state(library)
    changed = library.mark_read(ids)
    assert id_of(library, SUNDAYS.title) not in changed
    change = library.undo()
    assert change is not None and change.label == "marked 3 articles read"
    assert state(library) == before


def test_tags_are_clean_lines(library: Library) -> None:
    bridge = id_of(library, BRIDGE.title)
    library.set_tags(bridge, ["two\nlines", " x ", "x", "", "\x1b[31m", "half \ud800"])
    assert library.article(bridge).tags == ("[31m", "half \ufffd", "two lines", "x")
    library.undo()
    library.set_tags(bridge, [])
    assert library.undo() is None


def test_the_place_where_reading_stopped_is_kept(library: Library) -> None:
    bridge = id_of(library, BRIDGE.title)
    library.keep_position(bridge, 120)
    assert library.opened(bridge).position == 120


def test_a_change_that_cannot_be_undone_now_can_be_later(library: Library) -> None:
    bridge = id_of(library, BRIDGE.title)
    library.bookmark(bridge)
    writer = open_library(library.path).database
    library._write.connection.execute("PRAGMA busy_timeout = 0")
    with writer.transaction(), pytest.raises(LibraryError, match="locked"):
        library.undo()
    writer.close()
    assert library.undo() is not None
    assert library.article(bridge).bookmarked is None


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(
            (
                *("read", "unread", "bookmark", "tags", "highlight", "highlight"),
                *("note", "colour", "remove", "add feed", "remove feed"),
            )
        ),
        st.integers(0, 10**6),
        st.integers(0, 10**6),
    ),
    max_size=12,
)


def act(library: Library, action: str, one: int, two: int) -> None:
    """Do something to whatever the numbers fall on."""
    ids = library.listing(EVERYTHING).ids
    highlights, feeds = library.highlights(EVERYTHING), library.feeds()
    article_id = ids[one % len(ids)] if ids else None
    colour = COLOURS[two % 2]
    match action:
        case "read" | "unread":
            library.mark_read(ids[one % 5 :], action == "read")
        case "bookmark" if article_id:
            library.bookmark(article_id)
        case "tags" if article_id:
            library.set_tags(article_id, ["a", "b", "c"][two % 4 :])
        case "highlight" if article_id:
            length = len(library.opened(article_id).document.text)
            start = two % (length - 1)
            end = min(length, start + 1 + one % 60)
            library.highlight(article_id, start, end, colour=colour, note="n" * (two % 2))
        case "note" if highlights:
            library.change_highlight(highlights[one % len(highlights)], note=f"note {two % 3}")
        case "colour" if highlights:
            library.change_highlight(highlights[one % len(highlights)], colour=colour)
        case "remove" if highlights:
            library.remove_highlight(highlights[one % len(highlights)])
        case "add feed":
            library.add_feed(feed_url(f"Feed {two % 3}"))
        case "remove feed" if feeds:
            library.remove_feed(feeds[one % len(feeds)].id)


def undoable(library: Library) -> int:
    return sum(not one.undone for one in library.steps())


@settings(max_examples=40, deadline=None)
@given(ACTIONS)
def test_undoing_everything_restores_everything(
    tmp_path_factory: pytest.TempPathFactory, actions: list[tuple[str, int, int]]
) -> None:
    library = a_library(tmp_path_factory.mktemp("undo"))
    states = [state(library)]
    counts = [undoable(library)]
    for action in actions:
        act(library, *action)
        states.append(state(library))
        counts.append(undoable(library))
    for before, count in zip(reversed(states), reversed(counts), strict=True):
        while undoable(library) > count:
            library.undo()
        assert state(library) == before
    library.close()


# Highlights


def test_a_highlight_is_returned_as_it_is_stored(library: Library) -> None:
    bridge = id_of(library, BRIDGE.title)
    made = library.highlight(
        bridge,
        *passage(library, bridge, "northern pier"),
        colour="green",
        note="*which?*",
        speaker="Tom Brandt",
        role="engineer",
    ).highlight
    assert library.opened(bridge).highlights == (made,)
    assert (made.text, made.is_quote) == ("northern pier", True)
    assert made.prefix.endswith("that the ") and made.suffix.startswith(" would not")
    assert library.highlights(EVERYTHING) == [made]
    assert library.article(bridge).highlights == library.article(bridge).notes == 1


def test_the_present_moment_is_stored_as_it_is(tmp_path: Path) -> None:
    real = a_library(tmp_path)
    real.clock = utc_now
    bridge = id_of(real, BRIDGE.title)
    made = real.highlight(bridge, 0, 5).highlight
    assert real.opened(bridge).highlights == (made,)
    real.close()


@pytest.mark.parametrize(
    ("start", "end"), [(0, 0), (5, 4), (-1, 3), (0, 10**6), (10**6, 10**6 + 1)]
)
def test_a_range_outside_the_text_is_refused(library: Library, start: int, end: int) -> None:
    bridge = id_of(library, BRIDGE.title)
    with pytest.raises(ValueError, match="no passage at"):
        library.highlight(bridge, start, end)
    assert library.undo() is None


def test_a_colour_that_no_theme_knows_is_refused(library: Library) -> None:
    bridge = id_of(library, BRIDGE.title)
    with pytest.raises(ValueError, match="no colour 'mauve'"):
        library.highlight(bridge, 0, 5, colour="mauve")
    made = library.highlight(bridge, 0, 5).highlight
    with pytest.raises(ValueError, match="no colour"):
        library.change_highlight(made, colour="mauve")


def test_touching_highlights_become_one_and_come_apart_again(library: Library) -> None:
    bridge = id_of(library, BRIDGE.title)
    first = library.highlight(bridge, 0, 10, note="mine").highlight
    second = library.highlight(bridge, 20, 30).highlight
    before = state(library)
    joined = library.highlight(bridge, 8, 22).highlight
    assert (joined.id, joined.start, joined.end, joined.note) == (first.id, 0, 30, "mine")
    assert library.opened(bridge).highlights == (joined,)
    library.undo()
    assert library.opened(bridge).highlights == (first, second)
    assert state(library) == before


def test_marking_the_same_again_is_no_change(library: Library) -> None:
    bridge = id_of(library, BRIDGE.title)
    made = library.highlight(bridge, 0, 10).highlight
    for change in (library.highlight(bridge, 2, 8), library.change_highlight(made, note="")):
        assert change.removed == change.added == (made,)
    library.undo()
    assert library.opened(bridge).highlights == ()
    assert library.undo() is None


def test_an_old_copy_of_a_highlight_changes_only_what_is_asked(library: Library) -> None:
    bridge = id_of(library, BRIDGE.title)
    old = library.highlight(bridge, 0, 10).highlight
    library.highlight(bridge, 5, 20)
    changed = library.change_highlight(old, note="a note \ud800").highlight
    assert (changed.start, changed.end, changed.note) == (0, 20, "a note \ufffd")
    library.remove_highlight(old)
    for attempt in (library.remove_highlight, library.change_highlight):
        with pytest.raises(NotFound, match="removed meanwhile"):
            attempt(old)


def test_a_change_of_highlights_leads_from_the_old_article_to_the_new(library: Library) -> None:
    bridge = id_of(library, BRIDGE.title)
    opened = library.opened(bridge)

    def follow(change: HighlightsChange) -> None:
        nonlocal opened
        assert change.text_hash == opened.text_hash
        document = opened.document
        opened = opened.with_highlights(change)
        assert opened.document is document
        now = library.opened(bridge)
        assert (opened.highlights, opened.article) == (now.highlights, now.article)
        assert library.reopened(opened) is opened

    follow(library.highlight(bridge, 20, 30, note="mine"))
    follow(library.highlight(bridge, 0, 10))
    follow(library.highlight(bridge, 8, 22))  # joins both
    follow(library.highlight(bridge, 40, 50, colour="green"))
    follow(library.change_highlight(opened.highlights[0], colour="blue"))
    follow(library.change_highlight(opened.highlights[1], note="another"))
    follow(library.remove_highlight(opened.highlights[0]))
    while undone := library.undo():
        assert undone.highlights is not None
        follow(undone.highlights)
    assert opened.highlights == ()


def test_an_article_in_which_nothing_changed_is_the_same_object(library: Library) -> None:
    bridge = id_of(library, BRIDGE.title)
    opened = library.opened(bridge)
    bring(library.path, Story("Other news", "Of other things."))
    library.mark_opened(id_of(library, FERRY.title))
    assert library.reopened(opened) is opened


def test_of_a_changed_article_only_what_changed_is_another_object(library: Library) -> None:
    bridge = id_of(library, BRIDGE.title)
    opened = library.opened(bridge)
    library.bookmark(bridge)
    library.highlight(bridge, 0, 10)
    now = library.reopened(opened)
    assert (now.document, now.quotes) == (opened.document, opened.quotes)
    assert now.quotes is opened.quotes
    assert now.article.bookmarked and len(now.highlights) == 1
    library.not_a_quote(bridge, now.quotes[0])
    corrected = library.reopened(now)
    assert corrected.quotes == now.quotes[1:] and corrected.document is now.document
    bring(library.path, replace(BRIDGE, text=BRIDGE.text + "\n\nMore.", said=()))
    longer = library.reopened(corrected)
    assert longer.document.text.endswith("More.") and longer.quotes == ()
    assert longer.highlights == library.opened(bridge).highlights


def test_an_article_that_has_gone_cannot_be_reopened(library: Library) -> None:
    rain = library.opened(id_of(library, RAIN.title))
    library.remove_feed(library.find_feed(RAIN.feed).id)
    with pytest.raises(NotFound):
        library.reopened(rain)


def test_own_changes_are_no_news_of_another_process(library: Library) -> None:
    before = library.version()
    library.bookmark(id_of(library, BRIDGE.title))
    library.highlight(id_of(library, BRIDGE.title), 0, 5)
    assert library.version() == before
    bring(library.path, Story("Just in", "News."))
    assert library.version() != before


def test_two_programs_share_one_history(library: Library, tmp_path: Path) -> None:
    bridge = id_of(library, BRIDGE.title)
    mine = library.highlight(bridge, 0, 10).highlight
    other = Library(tmp_path / "newsreader.db", clock=Clock(NOW + timedelta(hours=1)))
    theirs = other.highlight(bridge, 50, 60, note="theirs").highlight
    assert [one.label for one in library.steps()] == [
        f"highlighted a passage in “{BRIDGE.title}”"
    ] * 2
    library.undo()
    assert library.opened(bridge).highlights == (mine,)
    redone = other.redo()
    assert redone is not None and redone.sentence.startswith("Redone: highlighted a passage")
    assert library.opened(bridge).highlights == (mine, theirs)
    other.close()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"Work begins": "The work begins"}, AnchorState.OK),
        ({"After nine": "Harbour. After nine"}, AnchorState.MOVED),
        ({"would not": "would\u00a0not"}, AnchorState.MOVED),
        ({"in May": "in June"}, AnchorState.CHANGED),
        ({"Engineers had warned in May that the northern pier": "It"}, AnchorState.ORPHAN),
    ],
)
def test_a_highlight_is_found_again_in_a_changed_story(
    library: Library, change: dict[str, str], found: AnchorState
) -> None:
    bridge = id_of(library, BRIDGE.title)
    marked = "warned in May that the northern pier would not stand"
    made = library.highlight(bridge, *passage(library, bridge, marked), note="keep me").highlight
    text = BRIDGE.text
    for old, new in change.items():
        text = text.replace(old, new)
    bring(library.path, replace(BRIDGE, text=text, said=()))
    opened = library.opened(bridge)
    (highlight,) = opened.highlights
    assert highlight.state is found
    assert (highlight.id, highlight.text, highlight.note) == (made.id, marked, "keep me")
    present = opened.document.text[highlight.start : highlight.end]
    if found is AnchorState.ORPHAN:
        assert (highlight.start, highlight.end) == (made.start, made.end)
    else:
        assert present.startswith("warned in") and present.endswith("not stand")
    assert library.highlights(EVERYTHING) == [highlight]
    # It is still the same highlight: its note can be changed, and that undone.
    library.change_highlight(highlight, note="changed")
    library.undo()
    assert library.opened(bridge).highlights == (highlight,)
    bring(library.path, BRIDGE)
    (back,) = library.opened(bridge).highlights
    assert BRIDGE.document.text[back.start : back.end] == marked


def test_a_highlight_that_undo_put_back_is_stored_where_it_is_once_its_story_is_opened(
    library: Library,
) -> None:
    bridge = id_of(library, BRIDGE.title)
    made = library.highlight(bridge, *passage(library, bridge, "the northern pier")).highlight
    library.remove_highlight(made)
    bring(library.path, replace(BRIDGE, text="New. " + BRIDGE.text, said=()))
    library.undo()
    (found,) = library.opened(bridge).highlights
    assert (found.start, found.state) == (made.start + len("New. "), AnchorState.MOVED)
    library.mark_opened(bridge)
    with written_beside(library.path) as other:
        stored = other.execute("SELECT start, state, text_hash FROM highlight").fetchall()
    assert stored == [(found.start, "moved", found.text_hash)]


def test_highlights_are_asked_for_like_articles(library: Library) -> None:
    bridge, ferry = id_of(library, BRIDGE.title), id_of(library, FERRY.title)
    first = library.highlight(bridge, 0, 5).highlight
    second = library.highlight(ferry, 0, 5, note="a note").highlight
    assert library.highlights(EVERYTHING) == [second, first]
    assert library.highlights(parse_query("is:noted", NOW)) == [second]
    assert library.highlights(parse_query("feed:gazette", NOW)) == [first]
    assert list(library.worth_exporting()) == [bridge, ferry, id_of(library, SUNDAYS.title)]


def test_small_facts_are_kept(library: Library) -> None:
    assert library.recall("theme", "light") == "light"
    library.keep("theme", "dark")
    assert library.recall("theme") == "dark"


# Export and demo


def test_the_marked_articles_are_exported_and_exported_again(
    library: Library, tmp_path: Path
) -> None:
    bridge = id_of(library, BRIDGE.title)
    library.highlight(bridge, *passage(library, bridge, "northern pier"), note="which?")
    for _ in range(2):
        written = list(library.export([bridge], tmp_path / "exports"))
        assert len(written) == 1
    (file,) = (tmp_path / "exports").rglob("*.md")
    assert "northern pier" in file.read_text() and "which?" in file.read_text()


def test_the_demo_planted_twice_is_planted_once(tmp_path: Path) -> None:
    empty = a_library(tmp_path, stories=())
    feed = empty.add_demo()
    assert (feed.url, feed.is_demo) == (DEMO_URL, True)
    planted = list(empty.listing(EVERYTHING).ids)
    assert feed.unread == len(planted) > 0
    opened = [empty.opened(article_id) for article_id in planted]
    assert any(quote.speaker for one in opened for quote in one.quotes)
    empty.mark_read(planted[:1])
    assert empty.add_demo() == replace(feed, unread=feed.unread - 1)
    assert sorted(empty.listing(EVERYTHING).ids) == sorted(planted)
    assert len(empty.search(asking(opened[0].article.title.split()[0]))) > 0
    empty.close()
