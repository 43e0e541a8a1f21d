"""Marking: the focus, selections, highlights, notes, bookmarks, tags, copies, exports, undo."""

from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.domain.age import full_date
from newsreader.domain.clean import clean_line, clean_text, shown_url
from newsreader.domain.highlight import COLOURS, Highlight
from newsreader.domain.quote import Quote
from newsreader.tui.article.text_units import Range
from newsreader.tui.dialogs.note import NoteScreen
from newsreader.tui.dialogs.prompt import PromptScreen
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.quote_sidebar import QuoteSidebar

if TYPE_CHECKING:
    from newsreader.tui.main_screen import MainScreen


def sentence_next(screen: "MainScreen") -> None:
    """The focus to the next sentence."""
    screen.article_pane.step_focus("sentence", 1)


def sentence_previous(screen: "MainScreen") -> None:
    """The focus to the previous sentence."""
    screen.article_pane.step_focus("sentence", -1)


def paragraph_next(screen: "MainScreen") -> None:
    """The focus to the next paragraph."""
    screen.article_pane.step_focus("paragraph", 1)


def paragraph_previous(screen: "MainScreen") -> None:
    """The focus to the previous paragraph."""
    screen.article_pane.step_focus("paragraph", -1)


def mark_next(screen: "MainScreen") -> None:
    """The focus to the next quote or highlight."""
    _step_mark(screen, 1)


def mark_previous(screen: "MainScreen") -> None:
    """The focus to the previous quote or highlight."""
    _step_mark(screen, -1)


def _step_mark(screen: "MainScreen", by: int) -> None:
    if screen.opened is None:
        return
    if not isinstance(screen.pane, QuoteSidebar):
        screen.panes.go_to(screen.article_pane)
        screen.article_pane.step_focus("mark", by)
    else:
        screen.quote_sidebar.step(by)


def select(screen: "MainScreen") -> None:
    """Begin a selection, or drop it."""
    pane = screen.article_pane
    if screen.pane is pane and not (pane.selecting and pane.end_selection()):
        pane.begin_selection()


def word_next(screen: "MainScreen") -> None:
    """The end of the selection to the next word."""
    screen.article_pane.step_word(1)


async def highlight(screen: "MainScreen") -> None:
    """Highlight what is in focus; where it is highlighted already, take that away."""
    found = _passage(screen)
    if found is None:
        return
    passage, quote = found
    old = _highlight_at(screen, passage)
    covered = old is not None and old.start <= passage[0] and passage[1] <= old.end
    if old is not None and covered and not screen.article_pane.ink.selected:
        await screen.change(lambda: screen.library.remove_highlight(old))
        screen.status.say("Highlight removed; u brings it back.")
    else:
        await _mark(screen, passage, quote)
    screen.article_pane.end_selection()
    screen.marks_changed(screen.lectern.article_id)


async def colour(screen: "MainScreen") -> None:
    """Give the highlight in focus the next colour."""
    found = _passage(screen)
    old = _highlight_at(screen, found[0]) if found else None
    if old is None:
        return
    following = COLOURS[(COLOURS.index(old.colour) + 1) % len(COLOURS)]
    await screen.change(lambda: screen.library.change_highlight(old, colour=following))
    screen.marks_changed(old.article_id)


async def note(screen: "MainScreen") -> None:
    """Write a note on what is in focus, highlighting it if need be."""
    found = _passage(screen)
    if found is None or screen.opened is None:
        return
    passage, quote = found
    old = _highlight_at(screen, passage)
    text = screen.opened.document.text[passage[0] : passage[1]] if old is None else old.text

    async def store(words: str | None) -> None:
        if words is None or words == (old.note if old else ""):
            return
        if old is not None:
            await screen.change(lambda: screen.library.change_highlight(old, note=words))
        else:
            await _mark(screen, passage, quote, words)
        screen.article_pane.end_selection()
        screen.marks_changed(screen.lectern.article_id)

    screen.app.push_screen(NoteScreen(text, old.note if old else ""), store)


async def bookmark(screen: "MainScreen") -> None:
    """Bookmark the article or take the bookmark away; in a selection, go back by a word."""
    if screen.article_pane.selecting:
        screen.article_pane.step_word(-1)
        return
    article = screen.lectern.article_at_hand
    if article is not None:
        on = await screen.change(lambda: screen.library.bookmark(article.id))
        screen.status.say("Bookmarked." if on else "Bookmark taken away; u brings it back.")
        screen.marks_changed(article.id)


async def tags(screen: "MainScreen") -> None:
    """Change the article's tags."""
    article = screen.lectern.article_at_hand
    if article is None:
        return

    async def store(words: str | None) -> None:
        if words is not None:
            wanted = [clean_line(tag.lstrip("#"), 60) for tag in words.replace(",", " ").split()]
            await screen.change(
                lambda: screen.library.set_tags(article.id, [tag for tag in wanted if tag])
            )
            screen.marks_changed(article.id)

    screen.app.push_screen(
        PromptScreen("Tags", "Words with spaces between them.", " ".join(article.tags)), store
    )


async def copy(screen: "MainScreen") -> None:
    """Send the passage in focus to the clipboard, with its speaker and source."""
    article = screen.lectern.article_at_hand
    if article is None:
        return
    found = _passage(screen) if screen.opened is not None else None
    source = ", ".join(
        part for part in (article.author, f"“{article.title}”", article.outlet) if part
    )
    source = f"{source}, {full_date(article.published)}, {shown_url(article.url)}".rstrip(", ")
    if found is None or screen.opened is None:
        words = source
    else:
        (start, end), quote = found
        speaker = f"{quote.attribution}, quoted in " if quote else ""
        words = f"“{screen.opened.document.text[start:end].strip()}”\n— {speaker}{source}"
    # Whatever is pasted into a shell is obeyed there: no control characters.
    screen.app.copy_to_clipboard(clean_text(words))
    screen.status.say("Sent to the clipboard, with its source.")


async def undo(screen: "MainScreen") -> None:
    """Take back the last change."""
    change = await screen.change(screen.library.undo)
    if change is None:
        screen.status.say("Nothing to undo.")
        return
    screen.status.say(f"Undone: {change.label}.")
    screen.everything_changed()


async def export(screen: "MainScreen") -> None:
    """Write the article's highlights and quotes to a Markdown file."""
    article = screen.lectern.article_at_hand
    if article is not None:
        await _export(screen, [article.id])


async def export_all(screen: "MainScreen") -> None:
    """Write a file for every marked article."""
    ids = await screen.jobs.read(screen.library.worth_exporting)
    if ids:
        await _export(screen, ids)
    else:
        screen.status.say("Nothing is bookmarked or highlighted yet.")


async def _export(screen: "MainScreen", ids: list[int]) -> None:
    if waiting := await screen.jobs.read(lambda: screen.library.unprocessed(ids)):
        await screen.desk.digest(waiting)
        await screen.desk.processed(waiting)
    done = await screen.change(lambda: list(screen.library.export(ids, screen.export_folder)))
    if not done:
        return
    kept = [one.message for one in done if one.message]
    if len(done) == 1:
        what = {"written": "Exported to", "unchanged": "Nothing has changed in"}
        head = kept[0] if kept else what.get(done[0].outcome, "")
        screen.report(f"{head}\n{_short(done[0].path)}")
    else:
        more = f"\n{len(kept)} of them you have edited: {kept[0]}" if kept else ""
        screen.report(f"{len(done)} files in\n{_short(screen.export_folder)}{more}")


def _short(path: Path) -> str:
    """Return a path with the home folder as ``~``."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


async def _mark(
    screen: "MainScreen", passage: Range, quote: Quote | None, words: str = ""
) -> Highlight | None:
    start, end = passage
    speaker = quote.speaker if quote else ""
    role = quote.role if quote else ""
    opened = screen.opened
    if opened is None:
        return None
    seen = opened.document.text[start:end]
    return await screen.change(
        lambda: screen.library.highlight(
            opened.article.id, start, end, words=seen, note=words, speaker=speaker, role=role
        )
    )


def _passage(screen: "MainScreen") -> tuple[Range, Quote | None] | None:
    """Return what a mark would take, and the quote that it is."""
    opened, pane = screen.opened, screen.pane
    if opened is None:
        return None
    if isinstance(pane, QuoteSidebar):
        chosen = pane.current
        return ((chosen.pieces[0][0], chosen.pieces[-1][1]), chosen) if chosen else None
    if not isinstance(pane, ArticlePane) or pane.passage is None:
        return None
    start, end = pane.passage
    for quote in opened.quotes:
        if quote.pieces[0][0] <= start and end <= quote.pieces[-1][1]:
            return (start, end), quote
    return (start, end), None


def _highlight_at(screen: "MainScreen", passage: Range) -> Highlight | None:
    """Return the shortest highlight that touches a passage."""
    touching = screen.opened.highlights_at(*passage) if screen.opened else ()
    return min(touching, key=lambda one: one.end - one.start, default=None)
