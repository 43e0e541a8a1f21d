"""Shows the highlights of all articles, and changes, verifies and exports what is listed."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import ARTICLE, HIGHLIGHTS
from newsreader.domain.counts import counted
from newsreader.domain.highlights.highlight import COLOURS, AnchorState, HighlightsChange
from newsreader.domain.highlights.highlight_hit import HighlightHit
from newsreader.domain.query import QueryError, parse_query
from newsreader.domain.query import highlight_fields as asked
from newsreader.tui.actions.article_state import export_articles, exported_in_words, undo_last
from newsreader.tui.actions.highlight_changes import ask_tags, ask_verification
from newsreader.tui.actions.lists import FINDING
from newsreader.tui.actions.note_writing import write_note
from newsreader.tui.questions import HighlightDeed, ShowHighlights

if TYPE_CHECKING:
    from newsreader.tui.dialog_view import HighlightsDialog
    from newsreader.tui.session import ReadingSession
from newsreader.tui.view import View

Done = Callable[[str], Awaitable[None]]
"""Called with what is to be said of a change once it is made."""

GROUP, MOVING = "Pages", "Moving in pages and dialogs"
_HERE = frozenset({HIGHLIGHTS})


@command(
    "highlights",
    "Q",
    group=FINDING,
    words="marks, notes, annotations, all highlights, my highlights, passages, orphans",
    takes="a query",
)
def highlights(session: "ReadingSession", view: "View", query: str = "") -> None:
    """Highlights.

    Show every passage that you marked, newest first, to search, change, verify and export them.
    """
    before, at = ("", "") if query else session.highlights_page
    _show_highlights(session, view, query or before, at)


@command("review", group=FINDING, words="spaced repetition, look again, old highlights")
def review(session: "ReadingSession", view: "View") -> None:
    """Review.

    Look again at a few old highlights a day, to keep, tag or let go.
    """
    _show_highlights(session, view, review=True)


def _show_highlights(
    session: "ReadingSession", view: "View", query: str = "", at: str = "", *, review: bool = False
) -> None:
    library = session.library

    def ask(words: str) -> Sequence[str] | QueryError:
        names = library.known_names(session.rule_names)
        try:
            wanted = parse_query(
                words, session.now, typing=True, names=names, subject=asked.HIGHLIGHTS
            )
            found = library.highlight_ids(wanted)
            if review:
                among = frozenset(found)
                return [one for one in library.due_for_review() if one in among]
            return found
        except QueryError as error:
            return error

    async def find(words: str) -> Sequence[str] | QueryError:
        return await session.read(lambda: ask(words)) or ()

    def keep(query: str, at: str) -> None:
        if not review:
            session.highlights_page = (query, at)

    async def carry_out(deed: HighlightDeed, hit: HighlightHit, done: Done) -> None:
        await _DEEDS[deed](session, view, hit, done)

    async def undo() -> str:
        return await undo_last(session)

    async def export(ids: Sequence[str]) -> str:
        numbers = await session.read(lambda: library.highlighted_articles(ids))
        told = await export_articles(session, numbers or [])
        return told.words if told is not None else ""

    async def export_listed(ids: Sequence[str], query: str) -> str:
        folder, chosen = session.export_folder, query.strip() or ("review" if review else "")
        done = await session.read(lambda: list(library.export_highlights(ids, chosen, folder)))
        return "".join(map(exported_in_words, done or []))

    question = ShowHighlights(
        query,
        at,
        find,
        lambda ids: session.glance(lambda: library.highlight_hits(ids)) or (),
        session.names.fresh(),
        keep,
        carry_out,
        undo,
        export,
        export_listed,
        review,
    )
    view.ask(question, lambda hit: go_to_highlight(session, view, hit))


def go_to_highlight(session: "ReadingSession", view: "View", hit: HighlightHit | None) -> None:
    """Open the article of a highlight, at the passage where that is still there."""
    if hit is None:
        return
    one = hit.highlight
    view.rows.go_to(one.article_id)
    session.open(one.article_id)
    view.go_to(view.panes.at(ARTICLE))
    if one.state is AnchorState.ORPHAN:
        view.say("The publisher took these words out; p shows the story as it was.")
    else:
        view.text.select_unit((one.start, one.end))


# What can be done about one


async def _note(session: "ReadingSession", view: "View", hit: HighlightHit, done: Done) -> None:
    one = hit.highlight

    async def store(note: str) -> bool:
        library = session.library
        change = await session.change(lambda: library.change_highlight(one, note=note))
        await _show(session, change, done, "Note kept." if note else "Note taken away.")
        return change is not None

    write_note(session, view, one.article_id, one.text, one, store, shown=hit.marked_text)


async def _tag(session: "ReadingSession", view: "View", hit: HighlightHit, done: Done) -> None:
    ask_tags(session, view, hit.highlight, lambda change, said: _show(session, change, done, said))


async def _verify(session: "ReadingSession", view: "View", hit: HighlightHit, done: Done) -> None:
    ask_verification(
        session, view, hit.highlight, lambda change, said: _show(session, change, done, said)
    )


async def _colour(session: "ReadingSession", view: "View", hit: HighlightHit, done: Done) -> None:
    one = hit.highlight
    following = COLOURS[(COLOURS.index(one.colour) + 1) % len(COLOURS)]
    library = session.library
    change = await session.change(lambda: library.change_highlight(one, colour=following))
    await _show(session, change, done, f"It is {following} now.")


async def _delete(session: "ReadingSession", view: "View", hit: HighlightHit, done: Done) -> None:
    library = session.library
    change = await session.change(lambda: library.remove_highlight(hit.highlight))
    await _show(session, change, done, "In the bin; u brings it back.")


async def _keep(session: "ReadingSession", view: "View", hit: HighlightHit, done: Done) -> None:
    days = await session.change(lambda: session.library.keep_reviewed([hit.highlight.id]))
    if days is not None:
        await done(f"Kept; it comes again in {counted(days, 'day')}.")


async def _show(
    session: "ReadingSession", change: HighlightsChange | None, done: Done, said: str
) -> None:
    if change is not None:
        session.highlights_changed(change)
        await done(said)


_DEEDS = {
    HighlightDeed.NOTE: _note,
    HighlightDeed.TAG: _tag,
    HighlightDeed.COLOUR: _colour,
    HighlightDeed.VERIFY: _verify,
    HighlightDeed.DELETE: _delete,
    HighlightDeed.KEEP: _keep,
}


# Keys of the page


@command("highlights_open", "enter", group=GROUP, where=_HERE, palette=False)
def highlights_open(page: "HighlightsDialog") -> None:
    """Go there.

    Open the article of the passage under the cursor, at the passage.
    """
    page.take()


@command("highlights_search", "/", group=GROUP, where=_HERE, palette=False)
def highlights_search(page: "HighlightsDialog") -> None:
    """Search.

    Type a query for passages; they are narrowed as you type.
    """
    page.search()


@command("highlights_note", "c", group=GROUP, where=_HERE, palette=False)
def highlights_note(page: "HighlightsDialog") -> None:
    """Note.

    Write the note of the passage under the cursor.
    """
    page.carry_out(HighlightDeed.NOTE)


@command("highlights_tags", "t", group=GROUP, where=_HERE, palette=False)
def highlights_tags(page: "HighlightsDialog") -> None:
    """Tags.

    Change the tags of the passage under the cursor.
    """
    page.carry_out(HighlightDeed.TAG)


@command("highlights_verify", "V", group=GROUP, where=_HERE, palette=False)
def highlights_verify(page: "HighlightsDialog") -> None:
    """Verify.

    Say whether the words of the passage under the cursor are right, and where you saw that.
    """
    page.carry_out(HighlightDeed.VERIFY)


@command("highlights_colour", "C", group=GROUP, where=_HERE, palette=False)
def highlights_colour(page: "HighlightsDialog") -> None:
    """Next colour.

    Give the passage under the cursor the next of five colours.
    """
    page.carry_out(HighlightDeed.COLOUR)


@command("highlights_delete", "d", group=GROUP, where=_HERE, palette=False)
def highlights_delete(page: "HighlightsDialog") -> None:
    """Delete.

    Put the passage under the cursor into the bin, with its note.
    """
    page.carry_out(HighlightDeed.DELETE)


@command("highlights_keep", "r", group=GROUP, where=_HERE, palette=False)
def highlights_keep(page: "HighlightsDialog") -> None:
    """Keep.

    Keep the passage under the cursor as one that was reviewed; it comes again after twice as long.
    """
    page.carry_out(HighlightDeed.KEEP)


@command("highlights_undo", "u", group=GROUP, where=_HERE, palette=False)
async def highlights_undo(page: "HighlightsDialog") -> None:
    """Undo.

    Take back the last change while looking at the highlights.
    """
    await page.undo()


@command("highlights_export", "e", group=GROUP, where=_HERE, palette=False)
def highlights_export(page: "HighlightsDialog") -> None:
    """Export.

    Write a Markdown file for each article of the passages that are listed, with all it has.
    """
    page.export()


@command("highlights_export_listed", "E", group=GROUP, where=_HERE, palette=False)
def highlights_export_listed(page: "HighlightsDialog") -> None:
    """Export what is listed.

    Write the passages that are listed, and no others, into one Markdown file.
    """
    page.export(listed=True)


@command("highlights_first", "g home", group=MOVING, where=_HERE, palette=False)
def highlights_first(page: "HighlightsDialog") -> None:
    """First.

    Go to the first of the passages that are listed.
    """
    page.jump(False)


@command("highlights_last", "G end", group=MOVING, where=_HERE, palette=False)
def highlights_last(page: "HighlightsDialog") -> None:
    """Last.

    Go to the last of the passages that are listed.
    """
    page.jump(True)
