"""What the user made on several devices: told, taken in, merged, and nothing of it lost."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from newsreader.domain.errors import LibraryError
from newsreader.domain.highlights.highlight import Highlight, Verification
from newsreader.domain.mark_line import read_lines
from newsreader.domain.mark_record import RecordKind
from newsreader.domain.query import Query
from newsreader.domain.taken_marks import TakenMarks
from newsreader.library import Library
from tests.builders import STORIES, Clock, a_library, bring, id_of, passage

BRIDGE, FERRY = STORIES[0], STORIES[1]
Open = Callable[..., Library]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def device(tmp_path: Path, clock: Clock) -> Iterator[Open]:
    """Open libraries of one clock, each in a folder of its own."""
    libraries: list[Library] = []

    def open_one(*stories: object) -> Library:
        folder = tmp_path / str(len(libraries))
        libraries.append(a_library(folder, STORIES if stories == () else (), clock))
        return libraries[-1]

    yield open_one
    for one in libraries:
        one.close()


def lines(library: Library) -> list[str]:
    """Return what a library tells, without the name of the device."""
    return list(library.mark_lines())[1:]


def take(library: Library, other: Library) -> TakenMarks:
    return library.take_marks("other", "\n".join(other.mark_lines()))


def exchange(one: Library, other: Library) -> None:
    """Let both take in what the other has, until there is nothing new."""
    take(one, other)
    take(other, one)
    take(one, other)
    assert lines_without_seen(one) == lines_without_seen(other)
    assert not take(one, other) and not take(other, one)


def lines_without_seen(library: Library) -> list[object]:
    _, records = read_lines("\n".join(library.mark_lines()))
    return [replace(one, seen={}) for one in records]


def mark(library: Library, words: str = "northern pier", note: str = "why?") -> Highlight:
    bridge = id_of(library, BRIDGE.title)
    return library.highlight(bridge, *passage(library, bridge, words), note=note).highlight


def marked(library: Library) -> Highlight:
    """Return the only highlight of a library as it is now."""
    (one,) = library.highlights(Query())
    return one


def fill(library: Library) -> None:
    """Make one of everything that a user can make."""
    bridge, ferry = id_of(library, BRIDGE.title), id_of(library, FERRY.title)
    made = library.change_highlight(mark(library), tags=["port", "a, pier"], colour="red").highlight
    library.verify_highlight(
        made, Verification.CHECKED, "https://council.example/", date(2026, 11, 19)
    )
    library.remove_highlight(mark(library, "nine hours of debate", "so long"))
    library.highlight(ferry, 0, 11)
    quote = library.opened(bridge).quotes[0]
    library.correct_speaker(bridge, quote, "Ann Shaw")
    library.merge_speakers("Tom Brandt", "Thomas Brandt")
    library.bookmark_all([ferry])
    library.set_tags(ferry, ["sea"])
    library.mark_read([bridge])
    changed = replace(FERRY, text="The ferries sail again.\n\n" + FERRY.text, said=())
    bring(library.path, changed)


def test_an_empty_library_tells_the_same_after_taking_all_in(device: Open) -> None:
    first, empty = device(), device("empty")
    fill(first)
    told = lines(first)
    kinds = {line.partition('"')[2].partition('"')[0] for line in told}
    assert len(kinds) >= 5
    taken = take(empty, first)
    assert (taken.new, taken.deleted, taken.both) == (2, 0, 0)
    assert lines(empty) == told == lines(first)
    assert not take(empty, first)
    note, plain = sorted(empty.highlights(Query()), key=lambda one: one.note, reverse=True)
    assert (note.note, note.tags, note.colour) == ("why?", ("a, pier", "port"), "red")
    assert (note.verification, note.checked_on) == (Verification.CHECKED, "2026-11-19")
    assert plain.text == FERRY.text[:11]
    assert [one.highlight.note for one in empty.deleted_highlights()] == ["so long"]
    article = empty.article(plain.article_id)
    assert (article.title, article.tags) == (FERRY.title, ("sea",))
    assert len(empty.versions(plain.article_id)) == len(first.versions(id_of(first, FERRY.title)))


def test_the_documentation_names_all_that_is_told(device: Open) -> None:
    library = device()
    fill(library)
    page = Path(__file__).parents[2] / "assets" / "docs" / "marks.md"
    section = page.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \|.*?\| (.*) \|$", section, re.M))
    _, records = read_lines("\n".join(library.mark_lines()))
    assert rows.keys() == set(map(str, RecordKind))
    for one in records:
        names = {"tag:NAME" if name.startswith("tag:") else name for name in one.values}
        assert all(f"`{name}`" in rows[one.kind] for name in names), one.kind
        assert all(f"`{name}`" in section for name in one.seen)


def test_notes_that_were_written_on_both_sides_are_both_kept(device: Open) -> None:
    here, there = device(), device()
    mark(here)
    exchange(here, there)
    here.change_highlight(marked(here), note="mine", colour="blue")
    there.change_highlight(marked(there), note="theirs", tags=["city"])
    assert take(here, there).both == 1
    exchange(here, there)
    for library in (here, there):
        one = marked(library)
        assert one.note == "mine\n\n---\n\ntheirs"
        assert (one.colour, one.tags) == ("blue", ("city",))
    here.change_highlight(marked(here), note="settled")
    exchange(here, there)
    assert marked(there).note == "settled"


def test_deletions_and_what_was_brought_back_are_honoured(device: Open) -> None:
    here, there = device(), device()
    mark(here)
    exchange(here, there)
    here.remove_highlight(marked(here))
    assert take(there, here).deleted == 1
    assert there.highlights(Query()) == []
    assert [one.highlight.note for one in there.deleted_highlights()] == ["why?"]
    there.bring_back(there.deleted_highlights()[0].highlight.id)
    exchange(here, there)
    assert marked(here).note == marked(there).note == "why?"
    here.remove_highlight(marked(here))
    there.change_highlight(marked(there), note="a new thought")  # the deletion did not know it
    exchange(here, there)
    assert marked(here).note == marked(there).note == "a new thought"


def test_what_is_undone_is_undone_on_the_other_device(device: Open) -> None:
    here, there = device(), device()
    mark(here, note="")
    exchange(here, there)
    here.change_highlight(marked(here), note="wrong")
    exchange(here, there)
    here.undo()
    exchange(here, there)
    assert marked(there).note == ""
    here.undo()
    exchange(here, there)
    assert there.highlights(Query()) == here.highlights(Query()) == []
    here.redo()
    exchange(here, there)
    assert marked(there).text == "northern pier"


def test_article_states_corrections_and_joined_names_are_exchanged(device: Open) -> None:
    here, there = device(), device()
    bridge = id_of(here, BRIDGE.title)
    mark(here, "We will rebuild the bridge")
    here.bookmark_all([bridge])
    here.correct_speaker(bridge, here.opened(bridge).quotes[0], "Ann Shaw")
    here.merge_speakers("Tom Brandt", "Thomas Brandt")
    exchange(here, there)
    assert there.article(bridge).bookmarked and marked(there).attribution == "Ann Shaw"
    assert there.opened(bridge).quotes[1].speaker == "Thomas Brandt"
    there.bookmark_all([bridge], False)
    there.undo()
    there.split_speakers("Tom Brandt")
    exchange(here, there)
    assert here.article(bridge).bookmarked
    assert here.opened(bridge).quotes[1].speaker == "Tom Brandt"
    there.bookmark_all([bridge], False)
    exchange(here, there)
    assert not here.article(bridge).bookmarked
    assert id_of(here, BRIDGE.title) == bridge, "no article was made anew"


def test_no_article_is_made_for_what_carries_no_mark_any_more(device: Open) -> None:
    here, there = device(), device("empty")
    bridge = id_of(here, BRIDGE.title)
    mark(here)
    here.bookmark_all([bridge])
    list(here.mark_lines())
    here.remove_highlight(marked(here))
    here.bookmark_all([bridge], False)
    take(there, here)
    titles = {one.title for one in there.rows(there.listing(Query()).ids)}
    assert BRIDGE.title not in titles
    there.bring_back(there.deleted_highlights()[0].highlight.id)
    take(here, there)
    assert marked(here).note == marked(there).note == "why?"
    assert id_of(there, BRIDGE.title)


def test_each_device_finds_the_passage_in_the_text_that_it_has(device: Open, clock: Clock) -> None:
    here, there = device(), device()
    bring(there.path, replace(BRIDGE, text="UPDATED 14:05\n\n" + BRIDGE.text))
    mark(here)
    exchange(here, there)
    for library in (here, there):
        one = marked(library)
        text = library.opened(one.article_id).document.text
        assert text[one.start : one.end] == one.text == "northern pier"
    clock.advance(timedelta(days=1))
    assert lines(here) == lines(here)


def test_what_makes_no_sense_is_refused_whole(device: Open) -> None:
    here, there = device(), device()
    mark(here)
    told = list(here.mark_lines())
    for wrong, said in (
        ("{}", "marks.jsonl was not taken in: in line 1 it has another form"),
        ("\n".join([*told, "{"]), f"in line {len(told) + 1} "),
        ("\n".join(told).replace('"created":["', '"created":["x'), "makes no sense"),
        ("\n".join(told).replace('"deleted":[null', '"deleted":[7'), "makes no sense"),
        ("\n".join(told).replace('"feed":', '"fed":'), "makes no sense"),
        ("\n".join(told).replace('"article":{', '"article":"x","other":{'), "article is no object"),
        ("\n".join(told).replace('"colour":["yellow"', '"colour":[7'), ""),
    ):
        try:
            there.take_marks("marks.jsonl", wrong)
        except LibraryError as error:
            assert said in str(error) and said
        else:
            assert not said and marked(there).colour == "yellow"
