"""Highlights and notes; moves the focus and the selection that they take."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import ARTICLE, LIST, QUOTES
from newsreader.domain.highlights.highlight import HighlightsChange
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.struck import mark_struck
from newsreader.tui.actions.note_writing import write_note
from newsreader.tui.actions.targets import (
    NOWHERE,
    highlight_exactly_at,
    orphan_at_hand,
    range_at_hand,
)

if TYPE_CHECKING:
    from newsreader.tui.article.text_units import TextRange, UnitKind
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import ArticleText, View

MARKING = "Marking"
_TEXT = frozenset({ARTICLE})
_TEXT_AND_QUOTES = frozenset({ARTICLE, QUOTES})
_STORY = frozenset({LIST, ARTICLE, QUOTES})


def _moving(kind: "UnitKind", forward: str, backward: str) -> None:
    """Register the two commands that go to the next and the previous unit of a kind."""

    def register(which: str, keys: str, by: int) -> None:
        def move(session: "ReadingSession", view: "View", count: int = 1) -> None:
            moved = False
            while count and view.text.step_unit(kind, by):
                moved, count = True, count - 1
            if not moved:
                view.say(f"There is no {which} {kind}.")

        move.__doc__ = f"{which.title()} {kind}.\n\nPut the focus on the {which} {kind}."
        registering = command(
            f"{kind}_{which}", keys, group=MARKING, where=_TEXT, palette=False, counts=True
        )
        registering(move)

    register("next", forward, 1)
    register("previous", backward, -1)


_moving("sentence", ") shift+right", "( shift+left")
_moving("paragraph", "} shift+down", "{ shift+up")


@command(
    "jump", "F", group=MARKING, where=_TEXT, hint="jump", palette=False, words="go to sentence"
)
def jump(session: "ReadingSession", view: "View") -> None:
    """Jump to a sentence.

    Put a label on every sentence on the screen; typing it puts the focus there, in capitals it
    begins a selection, which the next label ends.
    """
    if view.text.begin_jump():
        view.say("Type a label, in capitals to select from there; Esc leaves.")
    else:
        view.say("There is no sentence on the screen.")


@command(
    "mark_next",
    "] 9",
    group=MARKING,
    where=_STORY,
    hint="quotes",
    palette=False,
    counts=True,
    words="quotation, quote",
)
def quote_or_highlight_next(session: "ReadingSession", view: "View", count: int = 1) -> None:
    """Next quote or highlight.

    Put the focus on the next quote or highlight.
    """
    _step(session, view, 1, count)


@command("mark_previous", "[ 8", group=MARKING, where=_STORY, palette=False, counts=True)
def quote_or_highlight_previous(session: "ReadingSession", view: "View", count: int = 1) -> None:
    """Previous quote or highlight.

    Put the focus on the previous quote or highlight.
    """
    _step(session, view, -1, count)


def _step(session: "ReadingSession", view: "View", by: int, count: int) -> None:
    if session.reading.opened is None:
        return
    if view.panes.here == QUOTES:
        view.pane.step(by * count)
        return
    view.go_to(view.panes.at(ARTICLE))
    while count and view.text.step_unit("marked", by):
        count -= 1


@command(
    "select",
    "v",
    group=MARKING,
    where=frozenset({LIST, ARTICLE}),
    hint="select",
    words="selection, visual",
)
def select(session: "ReadingSession", view: "View") -> None:
    """Select.

    Begin a selection of text, which j k w b ( ) { } 0 $ g G extend and H marks, or of rows; again
    it takes the paragraph, then the whole article.
    """
    if view.panes.here == LIST:
        _select_rows(view)
        return
    text = view.text
    if view.panes.here != ARTICLE:
        return
    if not text.selecting:
        text.begin_selection()
    elif not text.widen_selection():
        text.end_selection()


def _select_rows(view: "View") -> None:
    if view.rows.end_selection():
        view.say("Nothing is selected any more.")
    elif view.rows.count:
        view.rows.begin_selection()
        view.say("1 article selected; move to select more, then mark them.")
    else:
        view.say("This list is empty.")


@command("word_next", "w ctrl+right", group=MARKING, where=_TEXT, palette=False)
def word_next(session: "ReadingSession", view: "View") -> None:
    """Extend by a word.

    Move the end of the selection by a word.
    """
    _extend(view, lambda text: text.step_word(1))


@command("word_previous", "ctrl+left", group=MARKING, where=_TEXT, palette=False)
def word_previous(session: "ReadingSession", view: "View") -> None:
    """Extend back by a word.

    Move the end of the selection back by a word; the key that bookmarks does so too.
    """
    _extend(view, lambda text: text.step_word(-1))


@command("other_end", "%", group=MARKING, where=_TEXT, palette=False)
def other_end(session: "ReadingSession", view: "View") -> None:
    """Go to the other end.

    Let the other end of the selection move; the key that opens the browser does so too.
    """
    _extend(view, lambda text: text.swap_ends())


@command("line_start", "0 shift+home", group=MARKING, where=_TEXT, palette=False)
def line_start(session: "ReadingSession", view: "View") -> None:
    """Extend to the beginning of the line.

    Move the end of the selection to the beginning of its line.
    """
    _extend(view, lambda text: text.step_to_line_edge(end=False))


@command("line_end", "$ shift+end", group=MARKING, where=_TEXT, palette=False)
def line_end(session: "ReadingSession", view: "View") -> None:
    """Extend to the end of the line.

    Move the end of the selection to the end of its line.
    """
    _extend(view, lambda text: text.step_to_line_edge(end=True))


def _extend(view: "View", move: "Callable[[ArticleText], None]") -> None:
    if view.text.selecting:
        move(view.text)
    else:
        view.say("This extends a selection; v begins one.")


@command(
    "highlight",
    "H",
    group=MARKING,
    where=_TEXT_AND_QUOTES,
    hint="highlight",
    words="highlights, marker, underline",
)
async def highlight(session: "ReadingSession", view: "View") -> None:
    """Highlight.

    Highlight the sentence, quote or selection in focus; on a whole highlight, remove that.
    """
    if is_past(session, view):
        return
    found, orphan = range_at_hand(session, view), orphan_at_hand(view)
    if found is None and orphan is None:
        view.say("Nothing is in focus to be highlighted.")
        return
    passage, quote = found or (NOWHERE, None)
    old = orphan or highlight_exactly_at(session, passage)
    if old is not None and (orphan is not None or not view.text.selected):
        change = await session.change(lambda: session.library.remove_highlight(old))
        if change is not None:
            what = "Highlight and note are" if old.note else "The highlight is"
            view.say(f"{what} in the bin; u takes that back.")
    else:
        change = await make_highlight(session, passage, quote)
        if change is not None and change.removed == change.added:
            view.say(
                "This is highlighted already."
                if old is not None
                else "This is part of a longer highlight; + highlights it in another colour."
            )
    view.text.end_selection()
    session.highlights_changed(change)


@command(
    "note",
    "c",
    group=MARKING,
    where=_TEXT_AND_QUOTES,
    hint="note",
    words="notes, annotate, annotation, annotations, comment, remark",
)
def note(session: "ReadingSession", view: "View") -> None:
    """Note.

    Write a note on the highlight, passage or selection in focus, highlighting it if need be.
    """
    if is_past(session, view):
        return
    opened, found = session.reading.opened, range_at_hand(session, view)
    orphan = orphan_at_hand(view)
    if opened is None or (found is None and orphan is None):
        view.say("Nothing is in focus to write a note on.")
        return
    passage, quote = found or (NOWHERE, None)
    old = orphan or highlight_exactly_at(session, passage)
    words = opened.document.text[slice(*passage)] if old is None else old.text

    async def store(note: str) -> bool:
        if old is not None:
            change = await session.change(lambda: session.library.change_highlight(old, note=note))
        else:
            change = await make_highlight(session, passage, quote, note)
        view.text.end_selection()
        session.highlights_changed(change)
        return change is not None

    shown = words
    if old is None or not old.is_lost:
        start = passage[0] if old is None else old.start
        shown = mark_struck(words, opened.document.struck, start)
    write_note(session, view, opened.article.id, words, old, store, shown=shown)


def is_past(session: "ReadingSession", view: "View") -> bool:
    """Return whether a story is shown as it was, and say so: it is to be read only."""
    if session.reading.is_past:
        view.say("This is the story as it was; p leads to it as it is now.")
    return session.reading.is_past


async def make_highlight(
    session: "ReadingSession",
    passage: "TextRange",
    quote: Quote | None,
    note: str = "",
    *,
    colour: str = "",
) -> HighlightsChange | None:
    """Highlight a passage, in the colour that was used last where none is given."""
    opened = session.reading.opened
    if opened is None:
        return None
    start, end = passage
    seen = opened.document.text[start:end]
    speaker, role = (quote.speaker, quote.role) if quote else ("", "")
    confidence = quote.confidence if quote else 0.0

    def make() -> HighlightsChange:
        library = session.library
        if colour:
            library.use_colour(colour)
        return library.highlight(
            opened.article.id,
            start,
            end,
            words=seen,
            note=note,
            colour=library.colour_in_use(),
            speaker=speaker,
            role=role,
            confidence=confidence,
        )

    return await session.change(make)
