"""Has a note written; what is written of it outlives the app until it is kept or discarded."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from newsreader.domain.clean import clean_line
from newsreader.domain.highlights.highlight import Highlight
from newsreader.domain.highlights.note_draft import NoteDraft
from newsreader.tui.notices import Complained
from newsreader.tui.questions import AskNote

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

RECOVERED = "This was being written when the app ended."
"""What is said of a draft."""
NOT_KEPT = "This could not be kept; it stays here until it can be."
"""What is said of a note that the library did not take."""
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

    ``store`` keeps it and returns whether that is done; where it is not, the note is asked for
    again as it was written. What an app that ended left of it stands in the dialog; so does what
    it left on words that the article has no more.
    """
    this = NoteDraft(article_id, old.id if old is not None else "", words)
    before = old.note if old is not None else ""
    left, told = _find_left(session, this)

    async def take(note: str | None, over: asyncio.Event) -> None:
        try:
            if note is not None and note != before and not await store(note):
                ask(note, NOT_KEPT)
                return
            for one in (this, left):
                if one is not None:
                    await session.change(partial(session.library.drop_draft, one))
        finally:
            over.set()

    complained = False

    async def remember(draft: NoteDraft) -> None:
        nonlocal complained
        reason = await session.attempt(partial(session.library.keep_draft, draft))
        if reason and not complained:  # it is tried again at the next letter
            complained = True
            session.tell(Complained(reason))

    def keep(note: str) -> None:
        if not session.library.read_only:
            session.begin(partial(remember, replace(this, note=note)), "")

    def ask(note: str, said: str) -> None:
        over = asyncio.Event()
        view.ask(AskNote(shown, note, said, keep, over), lambda written: take(written, over))

    ask(left.note if left else before, told)


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
