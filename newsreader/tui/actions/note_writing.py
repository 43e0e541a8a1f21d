"""Has a note written; what is written of it outlives the app until it is kept or discarded."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from newsreader.domain.clean import clean_line
from newsreader.domain.highlight import Highlight
from newsreader.domain.note_draft import NoteDraft
from newsreader.tui.questions import AskNote

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

RECOVERED = "This was being written when the app ended."
"""What is said of a draft."""
_SHOWN = 40
"""Code points of a passage that are named."""


def write_note(
    session: "ReadingSession",
    view: "View",
    article_id: int,
    words: str,
    old: Highlight | None,
    store: Callable[[str], Awaitable[bool]],
    *,
    shown: str,
) -> None:
    """Ask for the note on a highlight, or on ``words`` that are none yet, ``shown`` above it.

    ``store`` keeps it and returns whether that is done. What an app that ended left of it stands
    in the dialog; so does what it left on words that the article has no more.
    """
    this = NoteDraft(article_id, old.id if old is not None else "", words)
    before = old.note if old is not None else ""
    left, told = _find_left(session, this)

    async def take(note: str | None) -> None:
        if note is None or note == before or await store(note):
            for one in (this, left):
                if one is not None:
                    await session.change(partial(session.library.drop_draft, one))

    def keep(note: str) -> None:
        if session.library.read_only:
            return
        draft = replace(this, note=note)
        session.begin(partial(session.change, partial(session.library.keep_draft, draft)), "")

    view.ask(AskNote(shown, left.note if left else before, told, keep), take)


def _find_left(session: "ReadingSession", this: NoteDraft) -> tuple[NoteDraft | None, str]:
    """Return the draft that is to be gone on with, and what is to be said of it."""
    drafts = session.glance(partial(session.library.note_drafts, this.article_id)) or []
    for one in drafts:
        if one.is_on_same(this):
            return one, RECOVERED
    opened = session.reading.opened
    for one in drafts:
        if opened and opened.article.id == this.article_id and one.has_lost_place(opened):
            passage = clean_line(one.passage, _SHOWN)
            return one, f"{RECOVERED} It is on “{passage}”, which is not there any more."
    return None, ""
