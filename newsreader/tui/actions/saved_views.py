"""Saves what is searched for as a view, and changes saved views."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.domain.query import QueryError, parse_query
from newsreader.domain.query.name_check import as_value
from newsreader.domain.query.pieces import with_conditions
from newsreader.domain.saved_view import SavedView
from newsreader.tui.actions.lists import FINDING, in_words
from newsreader.tui.listing.list_order import ORDERS
from newsreader.tui.listing.list_query import ListQuery
from newsreader.tui.questions import AskChoice, AskLine, AskQuery

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View


@command(
    "save_view",
    "ctrl+s",
    group=FINDING,
    words="save search, saved search, smart folder, query feed",
)
async def save_view(session: "ReadingSession", view: "View") -> None:
    """Save this search.

    Give what is searched for a name, under which it stands among the sources with its count.
    """

    def ask_name(query: str) -> None:
        async def save(name: str) -> str:
            words = f"Saved as {name.strip()}, among the sources"
            call = partial(session.library.add_view, name, query)
            return await _change(session, view, call, words, query)

        hint = "The name of the view; it stands among the sources."
        view.ask(AskLine(f"Save {query}", hint, query, save))

    async def check(query: str) -> str:
        try:
            parse_query(query, session.now)
        except QueryError as error:
            return str(error)
        return ""

    def go_on(query: str | None) -> None:
        if query and query.strip():
            ask_name(query.strip())

    if not session.list.is_understood():
        view.say("This search is not understood yet; mend it first.")
    elif session.list.query.searching:
        ask_name(_written(session.list.query))
    else:
        hint = "What it finds, as in a search: is:unread folder:Africa or speaker:Roe."
        view.ask(AskQuery("New view", hint, store=check, names=session.names.fresh()), go_on)


def _written(query: ListQuery) -> str:
    """Return a search with what it is narrowed to, as one query."""
    source = query.source
    if not query.narrow:
        return query.words
    where = [f"is:{state}" for state in sorted(source.states)]
    if source.folder:
        where.append(f"folder:{as_value(source.folder)}")
    if source.feed_id is not None:
        where.append(f"feed:{as_value(query.source_title)}")
    return with_conditions(query.words, [one for one in where if not one.endswith(":")])


def edit_view(session: "ReadingSession", view: "View", chosen: SavedView) -> None:
    """Offer what can be changed about a saved view."""
    library = session.library
    place = 1 + [one.id for one in session.shelf.views].index(chosen.id)

    def like(changed: SavedView) -> Callable[[], object]:
        return lambda: library.change_view(changed)

    async def rename(name: str) -> str:
        called = f"It is called {name.strip()}"
        return await _change(session, view, like(replace(chosen, name=name)), called)

    async def ask_again(query: str) -> str:
        done = "It asks otherwise now"
        return await _change(session, view, like(replace(chosen, query=query)), done, query)

    async def sort(index: int | None) -> None:
        if index is not None:
            changed = replace(chosen, sort=ORDERS[index])
            await _change_aloud(session, view, like(changed), "It is in that order now")

    async def choose(index: int | None) -> None:
        if index == 0:
            view.ask(AskLine("Name of the view", "What it is called.", chosen.name, rename))
        elif index == 1:
            hint = "What it finds, as in a search."
            names = session.names.fresh()
            view.ask(AskQuery("Query of the view", hint, chosen.query, ask_again, names=names))
        elif index == 2:
            view.ask(AskChoice("Order", [in_words(one) for one in ORDERS]), sort)
        elif index is not None:
            await _change_aloud(session, view, *at_once[index - 3])

    told = "It is silent" if chosen.notify else "You are told of what is new in it"
    at_once: list[tuple[Callable[[], object], str]] = [
        (like(replace(chosen, notify=not chosen.notify)), told),
        (lambda: library.place_view(chosen.id, place - 1), "It stands further up"),
        (lambda: library.place_view(chosen.id, place + 1), "It stands further down"),
        (lambda: library.remove_view(chosen.id), f"Removed {chosen.name}"),
    ]
    options = [
        ("Name", chosen.name),
        ("Query", chosen.query),
        ("Order", " · ".join(in_words(chosen.sort))),
        ("Notification", "on: Enter turns it off" if chosen.notify else "off: Enter turns it on"),
        ("Move up", "among the views"),
        ("Move down", "among the views"),
        ("Remove", "its articles stay"),
    ]
    view.ask(AskChoice(chosen.name, options), choose)


async def _change(
    session: "ReadingSession", view: "View", call: Callable[[], object], words: str, query: str = ""
) -> str:
    """Change something and say so; return why that failed, as one sentence, or nothing.

    ``query`` is the new one of a view, if there is one.
    """
    reason = await session.attempt(call)
    if not reason:
        view.say(f"{words}; u takes that back.")
        session.everything_changed()
        await session.tell_of_unknown(query)
    return reason


async def _change_aloud(
    session: "ReadingSession", view: "View", call: Callable[[], object], words: str
) -> None:
    if reason := await _change(session, view, call, words):
        view.say(reason)
