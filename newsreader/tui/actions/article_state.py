"""Changes the state of whole articles: bookmarks, tags, read or not; undoes and exports."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import ARTICLE, LIST, QUOTES, SOURCES
from newsreader.domain.counts import counted
from newsreader.domain.tags import read_tags, write_tags
from newsreader.tui.actions.highlights import MARKING
from newsreader.tui.actions.link_hints import use_link
from newsreader.tui.actions.targets import article_at_hand, ids_at_hand, source_at_hand
from newsreader.tui.link_use import LinkUse
from newsreader.tui.notices import Reported, Said
from newsreader.tui.questions import AskLine

if TYPE_CHECKING:
    from newsreader.domain.step import StepTaken
    from newsreader.export.managed_file import Exported
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

_STORY = frozenset({LIST, ARTICLE, QUOTES})


@command(
    "bookmark",
    "b",
    group=MARKING,
    where=_STORY,
    hint="bookmark",
    words="bookmarks, star, favourite, favorite, keep, save, flag, archive, pin, like",
)
async def bookmark(session: "ReadingSession", view: "View") -> None:
    """Bookmark.

    Keep the article, or let it go.
    """
    article, ids = article_at_hand(session, view), ids_at_hand(session, view)
    if article is None:
        return
    wanted = article.bookmarked is None
    _advance(session, view, ids)
    changed = await _mark(session, view, ids, lambda: session.library.bookmark_all(ids, wanted))
    if changed is not None:
        if ids[1:]:
            done = "bookmarked" if wanted else "no longer bookmarked"
            view.say(_several(changed, done))
        else:
            view.say("Bookmarked." if wanted else "Bookmark taken away; u brings it back.")


@command("later", "B", group=MARKING, where=_STORY, words="later, set aside, queue")
async def later(session: "ReadingSession", view: "View") -> None:
    """Read later.

    Set the article, or the selected ones, aside to be read later, or no longer; in the sidebar save
    the page of the link under the cursor.
    """
    if view.panes.here == QUOTES and view.sidebar.current_link:
        await use_link(session, view, view.sidebar.current_link, LinkUse.LATER)
        return
    article, ids = article_at_hand(session, view), ids_at_hand(session, view)
    if article is None:
        return
    wanted = article.later is None
    changed = await _mark(session, view, ids, lambda: session.library.read_later(ids, wanted))
    if changed is not None:
        if ids[1:]:
            view.say(_several(changed, "set aside for later" if wanted else "no longer set aside"))
        else:
            view.say("Set aside for later." if wanted else "No longer set aside; u brings it back.")


async def _mark(
    session: "ReadingSession", view: "View", ids: list[int], change: Callable[[], list[int]]
) -> list[int] | None:
    """Mark articles and show that; return those that changed, None where that went wrong."""
    changed = await session.change(change)
    view.rows.end_selection()
    session.state_changed(ids[0] if len(ids) == 1 else None)
    return changed


def _advance(session: "ReadingSession", view: "View", ids: list[int]) -> None:
    """Go on to the next row where the settings say so and only the row under the cursor is marked.

    That comes before the mark, as the row may leave the list with it.
    """
    here = view.panes.here == LIST and not view.rows.selecting and ids == [view.rows.current]
    if here and session.settings.look.advance:
        view.rows.cursor += 1


def _several(changed: list[int], done: str) -> str:
    return f"{counted(len(changed), 'article')} {done}; u takes that back."


@command(
    "tags", "t", group=MARKING, where=_STORY, words="tag, label, labels, keyword", takes="tags"
)
async def tags(session: "ReadingSession", view: "View", given: str = "") -> None:
    """Tags.

    Change the article's tags, or give tags to the selected ones.
    """
    article, ids = article_at_hand(session, view), ids_at_hand(session, view)
    if article is None:
        return

    async def give(words: str) -> str:
        wanted = read_tags(words)
        reason = await session.attempt(lambda: session.library.change_tags(ids, add=wanted))
        view.rows.end_selection()
        session.state_changed()
        if wanted and not reason:
            view.say(f"Tagged {write_tags(wanted)}; u takes that back.")
        return reason

    if given:
        if reason := await give(given):
            view.say(reason)
        return
    if ids[1:]:
        title = f"Tags for {counted(len(ids), 'article')}"
        view.ask(AskLine(title, "Commas between them; those they have stay.", "", give))
        return

    async def store(words: str) -> str:
        wanted = read_tags(words)
        if set(wanted) == set(article.tags):
            return ""
        reason = await session.attempt(lambda: session.library.set_tags(article.id, wanted))
        session.state_changed(article.id)
        if not reason:
            told = f"Tagged {write_tags(wanted)}" if wanted else "It has no tag any more"
            view.say(f"{told}; u takes that back.")
        return reason

    view.ask(AskLine("Tags", "Commas between them.", write_tags(article.tags), store))


@command(
    "toggle_read",
    "m",
    group=MARKING,
    where=_STORY,
    words="read, unread, mark read, mark unread, seen, archive, done",
)
async def toggle_read(session: "ReadingSession", view: "View") -> None:
    """Read or unread.

    Mark the article, or the selected ones, read, or unread again.
    """
    article, ids = article_at_hand(session, view), ids_at_hand(session, view)
    if article is None:
        return
    wanted = not article.read
    _advance(session, view, ids)
    changed = await _mark(session, view, ids, lambda: session.library.mark_read(ids, wanted))
    if changed is not None and ids[1:]:
        view.say(_several(changed, f"marked {'read' if wanted else 'unread'}"))


@command("read_above", "ctrl+up ^", group=MARKING, where=frozenset({LIST}))
async def read_above(session: "ReadingSession", view: "View") -> None:
    """Read above.

    Mark everything read that is listed above the cursor.
    """
    await _mark_rows(session, view, slice(None, view.rows.cursor), "above")


@command("read_below", "ctrl+down &", group=MARKING, where=frozenset({LIST}))
async def read_below(session: "ReadingSession", view: "View") -> None:
    """Read below.

    Mark everything read that is listed below the cursor.
    """
    await _mark_rows(session, view, slice(view.rows.cursor + 1, None), "below")


@command("read_to_here", ".", group=MARKING, where=frozenset({LIST}))
async def read_to_here(session: "ReadingSession", view: "View") -> None:
    """Read up to here.

    Mark the article under the cursor read, and everything that is listed above it.
    """
    await _mark_rows(session, view, slice(None, view.rows.cursor + 1), "up to")


async def _mark_rows(session: "ReadingSession", view: "View", which: slice, where: str) -> None:
    listing = session.list.listing
    ids = list(listing.ids[which]) if listing else []
    changed = await _mark(session, view, ids, lambda: session.library.mark_read(ids))
    if changed:
        here = "up to here" if where == "up to" else where
        view.say(_several(changed, f"{here} marked read"))
    elif changed is not None:
        view.say(f"Nothing is unread {where} this row.")


@command(
    "all_read",
    "A",
    group=MARKING,
    where=frozenset({LIST, SOURCES}),
    words="mark all read, catch up, catchup",
)
async def all_read(session: "ReadingSession", view: "View") -> None:
    """All read.

    Mark everything read that is in this list, or in the source under the cursor.
    """
    listing = session.list.listing
    if view.panes.here == SOURCES:
        asked = source_at_hand(session, view)
        listing = await session.read(
            lambda: session.library.listing(asked.query(session.now), asked.title)
        )
    if listing is None:
        return
    ids = listing.ids
    changed = await session.change(lambda: session.library.mark_read(ids))
    if changed:
        what, them = counted(len(changed), "article"), "them" if changed[1:] else "it"
        where = f" in {listing.title}" if view.panes.here == SOURCES else ""
        view.say(f"{what}{where} marked read; u brings {them} back.")
        session.state_changed()
    elif changed is not None:
        view.say("Nothing is unread here.")


@command("undo", "u", group=MARKING, words="take back, revert, oops")
async def undo(session: "ReadingSession", view: "View") -> None:
    """Undo.

    Take back the last change, one after another, also those of earlier days and other programs.
    """
    view.say(await undo_last(session))


@command("redo", "U", group=MARKING, words="again, repeat")
async def redo(session: "ReadingSession", view: "View") -> None:
    """Redo.

    Do again what was taken back last, one after another.
    """
    view.say(await _take_step(session, session.library.redo, "Nothing to redo."))


async def undo_last(session: "ReadingSession") -> str:
    """Take back the last change; return what is to be said of that."""
    return await _take_step(session, session.library.undo, "Nothing to undo.")


async def _take_step(
    session: "ReadingSession", take: Callable[[], "StepTaken | None"], nothing: str
) -> str:
    found: list[StepTaken | None] = []
    if not await session.carry_out(lambda: found.append(take())):
        return ""
    taken = found[0]
    if taken is None:
        return nothing
    if taken.highlights is not None:
        session.highlights_changed(taken.highlights)
        session.reading.reopen()  # the step may be about who says a highlighted quote
    elif taken.article_id is not None:
        session.state_changed(taken.article_id)
        session.list.relist(keep=True)
    else:
        session.everything_changed()
    return taken.sentence


@command(
    "export",
    "e",
    group=MARKING,
    where=_STORY,
    hint="export",
    words="markdown, obsidian, write",
)
async def export(session: "ReadingSession", view: "View") -> None:
    """Export.

    Write the article's highlights and quotes to a Markdown file.
    """
    article = article_at_hand(session, view)
    if article is not None:
        await _export(session, [article.id])


@command("export_all", "ctrl+e", group=MARKING, words="backup")
async def export_all(session: "ReadingSession", view: "View") -> None:
    """Export all marked.

    Write a Markdown file for every bookmarked or highlighted article.
    """
    ids = await session.read(session.library.worth_exporting)
    if ids:
        await _export(session, ids)
    else:
        view.say("Nothing is bookmarked or highlighted yet.")


async def _export(session: "ReadingSession", ids: list[int]) -> None:
    if told := await export_articles(session, ids):
        session.tell(told)


async def export_articles(session: "ReadingSession", ids: list[int]) -> Reported | Said | None:
    """Write articles to Markdown files; return what is to be told of that, None for nothing."""
    library, folder = session.library, session.export_folder
    if waiting := await session.read(lambda: library.unprocessed(ids)):
        await session.fetcher.process(waiting)
        await session.fetcher.processed(waiting)
    done = await session.read(lambda: list(library.export(ids, folder)))
    if not done:
        return None
    told = [f"{one.message}\n{_short(one.path)}" for one in done if one.message]
    if len(ids) > 1:
        written = sum(one.outcome not in ("failed", "passed by") for one in done)
        first = f"{counted(written, 'file')} in {_short(folder)}"
        if len(told) > 1:
            first += f"; {counted(len(told), 'file')} want a look, the first:"
    else:
        first = exported_in_words(replace(done[0], message=""))
    if told:
        return Reported("\n".join(filter(None, [first, told[0]])))
    return Said(first)


def exported_in_words(one: "Exported") -> str:
    """Return what is to be said of a file that was to be written."""
    what = {"written": "Exported to", "unchanged": "Nothing has changed in"}
    head = what.get(one.outcome, "")
    first = f"{head} {_short(one.path)}" if head else ""
    return "\n".join(filter(None, [first, one.message]))


def _short(path: Path) -> str:
    """Return a path with the home folder as ``~``."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
