"""What the user makes of the highlight in focus: its colour, its tags, whether it is checked."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import ARTICLE, QUOTES
from newsreader.domain.clean import clean_line
from newsreader.domain.counts import counted
from newsreader.domain.highlights.highlight import (
    COLOURS,
    Highlight,
    HighlightsChange,
    Verification,
    checked_in_words,
)
from newsreader.domain.tags import read_tags, write_tags
from newsreader.tui.actions.highlights import MARKING, is_past, make_highlight
from newsreader.tui.actions.targets import (
    NOWHERE,
    highlight_exactly_at,
    orphan_at_hand,
    range_at_hand,
)
from newsreader.tui.questions import AskChoice, AskColour, AskLine

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

Then = Callable[[HighlightsChange, str], Awaitable[None]]
"""Called with a change that was made, and what is to be said of it."""

_HERE = frozenset({ARTICLE, QUOTES})
_SHOWN = 50
"""So many deleted highlights are shown, those deleted last."""


@command("colour", "C", group=MARKING, where=_HERE, words="color, colours, colors")
async def colour(session: "ReadingSession", view: "View") -> None:
    """Next colour.

    Give the highlight in focus the next of five colours, which later highlights have, too.
    """
    old = _in_focus(session, view)
    if old is not None:
        await _recolour(session, old, COLOURS[(COLOURS.index(old.colour) + 1) % len(COLOURS)])


@command("choose_colour", "+", group=MARKING, where=_HERE, words="yellow, green, blue, red, purple")
async def choose_colour(session: "ReadingSession", view: "View") -> None:
    """Choose a colour.

    Give the highlight in focus one of five colours by 1 to 5, or highlight what is in focus in it.
    """
    if is_past(session, view):
        return
    found, old = range_at_hand(session, view), orphan_at_hand(view)
    if found is None and old is None:
        view.say("Nothing is in focus to be highlighted.")
        return
    passage, quote = found or (NOWHERE, None)
    old = old or highlight_exactly_at(session, passage)
    used = await session.change(session.library.colour_in_use)

    async def take(number: int | None) -> None:
        if number is None:
            return
        if old is not None:
            await _recolour(session, old, COLOURS[number])
        else:
            change = await make_highlight(session, passage, quote, colour=COLOURS[number])
            if change is not None and change.removed == change.added:
                view.say(f"This is part of a longer highlight, which is {COLOURS[number]}, too.")
            session.highlights_changed(change)
        view.text.end_selection()

    view.ask(AskColour(old.colour if old is not None else used or COLOURS[0]), take)


@command("highlight_tags", "&", group=MARKING, where=_HERE, words="label highlight")
def highlight_tags(session: "ReadingSession", view: "View") -> None:
    """Tags of the highlight.

    Change the tags of the highlight in focus, beside those of its article.
    """
    old = _in_focus(session, view)
    if old is None:
        return

    async def show(change: HighlightsChange, said: str) -> None:
        session.highlights_changed(change)

    ask_tags(session, view, old, show)


def ask_tags(session: "ReadingSession", view: "View", old: Highlight, then: Then) -> None:
    """Ask for the tags of a highlight, and give them to it."""

    async def store(words: str) -> str:
        tags = read_tags(words)
        change = await session.change(lambda: session.library.change_highlight(old, tags=tags))
        if change is not None:
            await then(change, f"Tagged {write_tags(tags)}." if tags else "It has no tag.")
        return ""

    hint = "Commas between them; t has those of the article."
    view.ask(AskLine("Tags of the highlight", hint, write_tags(old.tags), store))


@command("verify", group=MARKING, where=_HERE, words="check, checked, disputed, fact, verification")
def verify(session: "ReadingSession", view: "View") -> None:
    """Verify the highlight.

    Say of the highlight in focus that you checked it, and by which address, or that it is disputed.
    """
    old = _in_focus(session, view)
    if old is None:
        return

    async def show(change: HighlightsChange, said: str) -> None:
        session.highlights_changed(change)
        view.say(said)

    ask_verification(session, view, old, show)


def ask_verification(session: "ReadingSession", view: "View", old: Highlight, then: Then) -> None:
    """Ask whether a highlight was checked, and by which address, and keep that."""

    async def keep(answer: Verification, against: str) -> str:
        try:
            change = await session.change(
                lambda: session.library.verify_highlight(old, answer, against.strip())
            )
        except ValueError as error:
            return f"{error}."
        if change is not None:
            await then(change, f"The highlight is {answer}.")
        return ""

    async def take(number: int | None) -> None:
        if number is None:
            return
        answer = list(Verification)[number]
        if answer is Verification.UNCHECKED:
            await keep(answer, "")
            return
        heading, hint = f"{answer.title()} against", "The address by which you know, or none."
        view.ask(AskLine(heading, hint, old.checked_against, partial(keep, answer)))

    options = [
        ("1 unchecked", "You have not looked yet."),
        ("2 checked", "Its words are right, as you saw today."),
        ("3 disputed", "They are not, or somebody says so."),
    ]
    view.ask(AskChoice("Verification", options, checked_in_words(old)), take)


@command("bring_back", group=MARKING, words="bin, deleted, trash, recover, restore, undelete")
async def bring_back(session: "ReadingSession", view: "View") -> None:
    """Bring back a deleted highlight.

    Choose one of the highlights in the bin, which come back with their notes.
    """
    deleted = await session.read(session.library.deleted_highlights)
    if not deleted:
        view.say("The bin is empty.")
        return
    shown = deleted[:_SHOWN]

    async def take(number: int | None) -> None:
        if number is None:
            return
        id_ = shown[number].highlight.id
        change = await session.change(lambda: session.library.bring_back(id_))
        session.highlights_changed(change)
        if change is not None:
            view.say("The highlight is back; u takes that back.")

    options = [
        (
            clean_line(one.highlight.text, 60),
            " · ".join(filter(None, (clean_line(one.highlight.note, 60), one.title))),
        )
        for one in shown
    ]
    others = len(deleted) - len(shown)
    more = f"There are {counted(others, 'older one')} more; newsreader highlights --deleted."
    view.ask(AskChoice("Bring back", options, more if others else ""), take)


def _in_focus(session: "ReadingSession", view: "View") -> Highlight | None:
    """Return the very highlight in focus, or say that none is."""
    if is_past(session, view):
        return None
    found = range_at_hand(session, view)
    old = orphan_at_hand(view)
    if old is None and found is not None:
        old = highlight_exactly_at(session, found[0])
    if old is None:
        view.say("No highlight begins and ends here; ] goes to one, + chooses a colour.")
    return old


async def _recolour(session: "ReadingSession", old: Highlight, name: str) -> None:
    change = await session.change(lambda: session.library.change_highlight(old, colour=name))
    await session.change(lambda: session.library.use_colour(name))
    session.highlights_changed(change)
