"""The undo history: many steps, after a restart, bounded, and only where nothing came between."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.domain.query import Query
from newsreader.domain.rules import Rule
from newsreader.library import Library
from newsreader.storage import article_state, feeds, highlights
from newsreader.storage.feed_moves import move_feed
from newsreader.storage.history import KEPT_FOR, KEPT_STEPS
from tests.builders import NOW, STORIES, Clock, Story, a_library, bring, feed_url, id_of

BRIDGE, FERRY, RAIN, SUNDAYS = STORIES
WIRE = "Wire"
TABLES = {
    "feed": "id, url, title, own_title, folder",
    "folder": "*",
    "saved_view": "*",
    "article": "id, feed_id, key, title, read, bookmarked, later, outlet, muted, muted_by",
    "article_text": "article_id, text",
    "article_tag": "*",
    "caught": "*",
    "highlight": "id, article_id, start, end, text, made_on, text_hash, colour, note, speaker, "
    "role, created, updated, state, confidence, inferred, verification, checked_against, quoting",
    "highlight_tag": "*",
    "correction": "*",
    "alias": "*",
    "person": "*",
    "quote": "article_id, start, text, speaker, corrected, kept, person",
}


def everything(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    """Return what the user made, and what is derived from that."""
    return {
        table: sorted(library._read.rows(f"SELECT {columns} FROM {table}"), key=repr)
        for table, columns in TABLES.items()
    }


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = a_library(tmp_path)
    yield opened
    opened.close()


def reopened(library: Library) -> Library:
    library.close()
    return Library(library.path, clock=library.clock)


def do_one_of_each(library: Library) -> None:
    """Take a step of each kind."""
    bridge, ferry = id_of(library, BRIDGE.title), id_of(library, FERRY.title)
    library.mark_read([bridge, ferry])
    library.bookmark_all([bridge, ferry])
    library.read_later([ferry])
    library.change_tags([bridge, ferry], add=["pier"], remove=["none"])
    made = library.highlight(bridge, 0, 10).highlight
    library.change_highlight(made, note="mine")
    library.correct_speaker(bridge, library.opened(bridge).quotes[1], "Ann Shaw")
    library.merge_speakers("Ann Shaw", "Jane Roe")
    gazette = library.find_feed(BRIDGE.feed)
    library.rename_feed(gazette.id, "Mine")
    library.correct_address(gazette.id, "https://elsewhere.example/feed")
    library.remove_highlight(made)
    library.add_feed("https://new.example/")
    library.file_feeds([gazette.id], "News/Harbour")
    library.rename_folder("News", "Papers")
    view = library.add_view("Piers", "pier is:unread")
    other = library.add_view("Ferries", "ferry")
    library.place_view(other.id, 1)
    library.change_view(replace(view, name="Bridges"))
    library.remove_view(view.id)
    library.remove_folder("Papers")
    rules = Rule("bridge", "tag:seen, read, highlight, later"), Rule("ferry", "mute", "Quiet")
    assert len(library.apply_rules(rules).catches) == 2
    library.remove_feed(gazette.id)


def test_every_step_is_undone_and_redone_after_restarts(library: Library) -> None:
    before = everything(library)
    do_one_of_each(library)
    after, labels = everything(library), [one.label for one in library.steps()]
    assert len(labels) == 22 and labels[-1] == "marked 2 articles read"
    assert labels[1] == "applied rules to 2 articles"
    library = reopened(library)
    while taken := library.undo():
        assert taken.tally.done and not taken.tally.kept, taken
    assert everything(library) == before
    library = reopened(library)
    while taken := library.redo():
        assert taken.tally.done and not taken.tally.kept, taken
    assert everything(library) == after
    assert [one.label for one in library.steps()] == labels
    library.close()


def test_thousands_of_marks_are_one_small_step(library: Library) -> None:
    with library._write.transaction():
        library._write.connection.executemany(
            "INSERT INTO article (feed_id, key, title, published, fetched) VALUES (1, ?, '', 1, 1)",
            [(f"k{number}",) for number in range(5_000)],
        )
    ids = library.listing(Query()).ids
    unread = library.count_unread(Query())
    assert len(library.mark_read(ids)) == unread > 5_000
    (size,) = library._read.column("SELECT length(changes) FROM step")
    assert size < 1_000
    taken = library.undo()
    assert taken is not None and taken.sentence == f"Undone: marked {unread:,} articles read."
    assert library.count_unread(Query()) == unread


def test_what_was_changed_since_stays_and_is_told(library: Library) -> None:
    bridge, ferry = id_of(library, BRIDGE.title), id_of(library, FERRY.title)
    library.bookmark_all([bridge, ferry])
    article_state.set_mark(library._write, "bookmarked", [ferry], NOW + timedelta(days=1))
    taken = library.undo()
    assert taken is not None
    assert taken.sentence == (
        "Undone: bookmarked 2 articles; of 2 changes 1 was overtaken by others and left."
    )
    assert library.article(bridge).bookmarked is None
    assert library.article(ferry).bookmarked == NOW + timedelta(days=1)
    made = library.highlight(bridge, 0, 10).highlight
    noted = replace(made, note="theirs")
    highlights.swap_highlights(library._write, [made], [noted], BRIDGE.document.text)
    taken = library.undo()
    assert taken is not None
    assert taken.sentence.startswith("Not undone, as it was changed otherwise since: highlighted")
    assert library.opened(bridge).highlights == (noted,)


def test_undoing_an_addition_keeps_what_is_marked_and_says_so(library: Library) -> None:
    feed = library.add_feed(feed_url(WIRE))
    marked, other = bring(library.path, *(Story(f"Story {one}", feed=WIRE) for one in "ab"))
    rows = everything(library)
    library.apply_rules([Rule("title:a", "bookmark")])
    with library._write.transaction():
        library._write.connection.execute("DELETE FROM step WHERE label LIKE 'applied%'")
    taken = library.undo()
    assert taken is not None
    assert taken.sentence == f"Undone: added {feed.name}; 1 marked article stays."
    left = library.listing(Query()).ids
    assert marked in left and other not in left and library.article(marked).bookmarked
    assert feed.id not in [one.id for one in library.feeds()]
    library.redo()
    assert library.article(marked).feed_id == library.article(other).feed_id == feed.id
    assert library.undo() is not None and library.redo() is not None
    again = everything(library)
    assert again["feed"] == rows["feed"] and again["article_text"] == rows["article_text"]


def test_what_one_step_does_to_a_row_twice_is_taken_back_in_order(library: Library) -> None:
    before = everything(library)
    rules = [Rule("bridge", f"highlight, tag:{number}", f"r{number}") for number in range(3)] + [
        Rule('"the bridge"', "highlight, later, mute", "whole")
    ]
    assert len(library.apply_rules(rules, 1).catches) == 4
    after = everything(library)
    assert [one.label for one in library.steps()] == ["applied rules to 1 article"]
    with library.as_one_step("did it twice"):
        ferry = id_of(library, FERRY.title)
        library.highlight(ferry, 0, 10)
        library.highlight(ferry, 5, 20)
        library.set_tags(ferry, ["a"])
        library.set_tags(ferry, ["b"])
    library.undo()
    assert everything(library) == after
    library.undo()
    assert everything(library) == before
    library.redo()
    assert everything(library) == after


def test_a_removal_is_not_done_again_where_the_feed_was_followed_anew(library: Library) -> None:
    gazette = library.find_feed(BRIDGE.feed)
    library.remove_feed(gazette.id)
    library.undo()
    with library._write.transaction():  # as where a permanent redirect makes two feeds one
        anew = feeds.add_feed(library._write, "https://anew.example/", NOW)
        move_feed(library._write, gazette.id, "https://anew.example/", NOW)
        library._write.connection.execute(
            "UPDATE feed SET url = ? WHERE id = ?", (gazette.url, anew)
        )
    taken = library.redo()
    assert taken is not None and taken.sentence.startswith("Not redone, as it was changed")
    assert anew in [one.id for one in library.feeds()]


def test_what_is_done_next_forgets_what_was_undone(library: Library) -> None:
    feed = library.add_feed("https://new.example/")
    library.undo()
    assert library._read.column("SELECT DISTINCT feed_id FROM removed_rows") == [feed.id]
    library.bookmark(id_of(library, BRIDGE.title))
    assert library.redo() is None
    assert library._read.column("SELECT feed_id FROM removed_rows") == []
    assert [one.undone for one in library.steps()] == [False]


def test_the_history_is_bounded_by_steps_and_by_days(library: Library) -> None:
    removed = library.find_feed(FERRY.feed)
    library.remove_feed(removed.id)
    bridge = id_of(library, BRIDGE.title)
    for _ in range(KEPT_STEPS - 1):
        library.bookmark(bridge)
    assert len(library.steps(1_000)) == KEPT_STEPS
    assert library._read.value("SELECT count(*) FROM removed_rows") > 0
    library.bookmark(bridge)
    assert len(library.steps(1_000)) == KEPT_STEPS
    assert library._read.value("SELECT count(*) FROM removed_rows") == 0
    library.clock = Clock(NOW + KEPT_FOR + timedelta(days=1))
    library.bookmark(bridge)
    assert len(library.steps(1_000)) == 1


def test_several_calls_are_one_step_or_nothing(library: Library) -> None:
    before = everything(library)
    bridge = id_of(library, BRIDGE.title)
    with pytest.raises(ZeroDivisionError), library.as_one_step("did two things"):
        library.bookmark(bridge)
        raise ZeroDivisionError
    assert everything(library) == before and library.steps() == []
    with library.as_one_step("did two things"):
        library.bookmark(bridge)
        library.set_tags(bridge, ["a"])
    assert [one.label for one in library.steps()] == ["did two things"]
    library.undo()
    assert everything(library) == before


MOVES = st.lists(
    st.tuples(
        st.sampled_from(
            (
                *("read", "unread", "bookmark", "later", "tags", "highlight", "highlight"),
                *("note", "remove", "correct", "join", "part", "rename", "add feed"),
                *("remove feed", "fetch", "apply rule", "undo", "redo"),
            )
        ),
        st.integers(0, 1_000),
        st.integers(0, 1_000),
    ),
    max_size=14,
)


def act(library: Library, move: str, one: int, two: int) -> None:
    """Do something to whatever the numbers fall on; undo as often as redo."""
    ids, found = library.listing(Query()).ids, library.highlights(Query())
    own = [feed for feed in library.feeds() if feed.title != WIRE]
    article_id = ids[one % len(ids)]
    quotes = library.opened(article_id).quotes
    names = [who.name for who in library.speakers()]
    match move:
        case "read" | "unread":
            library.mark_read(ids[one % 4 :], move == "read")
        case "bookmark" | "later":
            mark = library.bookmark_all if move == "bookmark" else library.read_later
            mark(ids[one % 4 :], bool(two % 2))
        case "tags":
            library.set_tags(article_id, ["a", "b", "c"][two % 4 :])
        case "highlight":
            length = len(library.opened(article_id).document.text)
            library.highlight(article_id, two % (length - 1), min(length, two % (length - 1) + 40))
        case "note" if found:
            library.change_highlight(found[one % len(found)], note=f"note {two % 3}")
        case "remove" if found:
            library.remove_highlight(found[one % len(found)])
        case "correct" if quotes:
            library.correct_speaker(
                article_id, quotes[two % len(quotes)], ["Ann Shaw", ""][two % 2]
            )
        case "join" if names[1:]:
            library.merge_speakers(names[one % len(names)], names[two % len(names)])
        case "part" if names:
            library.split_speakers(names[one % len(names)])
        case "rename" if own:
            library.rename_feed(own[one % len(own)].id, ["", "Mine"][two % 2])
        case "add feed":
            library.add_feed(feed_url(f"Feed {two % 3}"))
        case "remove feed" if own:
            library.remove_feed(own[one % len(own)].id)
        case "apply rule":
            rule = Rule(("bridge", "title:story")[one % 2], "tag:r, highlight, read", f"r{two % 3}")
            library.apply_rules([rule])
        case "undo" if library.undo():
            assert library.redo() is not None


@settings(max_examples=60, deadline=None)
@given(MOVES)
def test_any_steps_lead_back_and_forth_and_lose_nothing_of_the_fetcher(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[str, int, int]]
) -> None:
    library = a_library(tmp_path_factory.mktemp("history"))
    bring(library.path, Story("A wire story", feed=WIRE))
    start, brought = everything(library), 0
    for move in moves:
        if move[0] == "fetch":
            brought += 1
            bring(library.path, Story(f"Wire story {brought}", f"Text {brought}.", feed=WIRE))
        else:
            act(library, *move)
    end = everything(library)
    while library.undo():
        pass
    back = everything(library)
    while library.redo():
        pass
    assert everything(library) == end
    if not brought:
        assert back == start
    for table in start:
        assert [row for row in back[table] if row in start[table]] == start[table]
    titles = {row[3] for row in back["article"]}
    assert titles == {row[3] for row in start["article"]} | {
        f"Wire story {number}" for number in range(1, brought + 1)
    }
    library.close()
