"""What is said of an excerpt, around its text and not in it."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from newsreader.commands.keymap import Keymap
from newsreader.domain.article import ExcerptState
from newsreader.tui.actions import COMMANDS
from newsreader.tui.article.excerpt_note import ExcerptNote, excerpt_note
from newsreader.tui.article.layout import lay_out
from tests.builders import NOW
from tests.tui.samples import open_story

FILL = Keymap(COMMANDS, {}).fill


def note(state: ExcerptState | None) -> ExcerptNote:
    return excerpt_note(replace(open_story(), excerpt=state), FILL, NOW)


def test_it_says_how_sure_it_is_what_fetches_and_when_that_was_tried() -> None:
    assert note(None) == ExcerptNote()
    sure = note(ExcerptState(sure=True))
    assert sure.head == "excerpt only · x fetches"
    assert sure.foot == (
        "x fetches the whole story from coast.example, o shows it in the browser.",
    )
    tried = ExcerptState(False, NOW - timedelta(days=1), "The server is down.")
    clock = f"{tried.tried.astimezone():%H:%M}" if tried.tried else ""
    assert note(tried).head == f"perhaps an excerpt · x fetches · tried yesterday {clock}"
    assert note(tried).foot[1] == f"Tried yesterday {clock}: The server is down."


@given(st.integers(8, 80), st.booleans())
def test_the_places_of_the_text_are_found_as_without_it(width: int, sure: bool) -> None:
    opened = open_story()
    said = note(ExcerptState(sure, NOW, "The server is down."))
    plain, noted = lay_out(opened, width), lay_out(opened, width, said)
    assert noted.fits(opened, noted.width, said) and not noted.fits(opened, noted.width)
    moved = noted.first_text_line - plain.first_text_line
    for offset in range(len(opened.document.text)):
        assert noted.line_at(offset) == plain.line_at(offset) + moved
