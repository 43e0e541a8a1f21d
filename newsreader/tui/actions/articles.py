"""Reading on: paging, the next article, read marks, the browser."""

from typing import TYPE_CHECKING

from newsreader.domain.clean import clean_url
from newsreader.tui.article.text_units import Range
from newsreader.tui.widgets.article_pane import ArticlePane

if TYPE_CHECKING:
    from newsreader.tui.main_screen import MainScreen


async def page_or_next(screen: "MainScreen") -> None:
    """Open what is under the cursor, page it, and at its end go to the next unread article."""
    article_pane = screen.article_pane
    under_cursor = screen.list_pane.current
    if (
        screen.opened is None
        or screen.opened.article.id != under_cursor
        or screen.lectern.previewing
    ):
        await screen.lectern.open_current()
    elif article_pane.at_end:
        await next_unread(screen)
    else:
        article_pane.full_page()


async def next_unread(screen: "MainScreen") -> None:
    """Open the next unread article; in a search, go to the next match."""
    await _go_on(screen, 1)


async def previous_unread(screen: "MainScreen") -> None:
    """Open the previous unread article; in a search, go to the previous match."""
    await _go_on(screen, -1)


async def next_article(screen: "MainScreen") -> None:
    """Open the next article of the list."""
    await _open_row(screen, screen.list_pane.cursor + 1)


async def previous_article(screen: "MainScreen") -> None:
    """Open the previous article of the list."""
    await _open_row(screen, screen.list_pane.cursor - 1)


async def _go_on(screen: "MainScreen", by: int) -> None:
    if screen.finder.searching:
        hit = _next_hit(screen.article_pane, by) if screen.opened else None
        if hit is not None:
            screen.article_pane.focus_on(hit)
            return
        await _open_row(screen, screen.list_pane.cursor + by)
        return
    pane = screen.list_pane
    number = pane.cursor + by
    while 0 <= number < pane.count:
        article = pane.article(number)
        if article is not None and not article.read:
            await _open_row(screen, number)
            return
        number += by
    screen.status.say("No more unread articles in this list.")


def _next_hit(pane: ArticlePane, by: int) -> Range | None:
    hits = list(pane.ink.hits)
    if pane.steps is None or not hits:
        return None
    here = pane.ink.focus
    ahead = [hit for hit in hits if here is None or hit > here]
    behind = [hit for hit in hits if here is not None and hit < here]
    return next(iter(ahead), None) if by > 0 else next(iter(behind[::-1]), None)


async def _open_row(screen: "MainScreen", number: int) -> None:
    if 0 <= number < screen.list_pane.count:
        screen.list_pane.cursor = number
        await screen.lectern.open_current()


async def toggle_read(screen: "MainScreen") -> None:
    """Mark the article read, or unread again."""
    article = screen.lectern.article_at_hand
    if article is not None:
        wanted = not article.read
        await screen.change(lambda: screen.library.mark_read((article.id,), wanted))
        screen.marks_changed(article.id)


async def all_read(screen: "MainScreen") -> None:
    """Mark everything in this list read."""
    listing = screen.listing
    if listing is None:
        return
    changed = await screen.change(lambda: screen.library.mark_read(listing.ids))
    if changed:
        what = "1 article" if len(changed) == 1 else f"{len(changed):,} articles"
        screen.status.say(f"{what} marked read; u brings them back.")
        screen.marks_changed()


async def browser(screen: "MainScreen") -> None:
    """Open the article's page in the browser; in a selection, go to its other end."""
    if screen.article_pane.selecting:
        screen.article_pane.swap_ends()
        return
    article = screen.lectern.article_at_hand
    url = clean_url(article.url) if article else ""
    if url:
        screen.app.open_url(url)
        screen.status.say("Sent to the browser.")
    elif article:
        screen.status.say("This article has no address.")


async def full_text(screen: "MainScreen") -> None:
    """Fetch the whole story from the article's page."""
    article = screen.lectern.article_at_hand
    if article is not None:
        await screen.desk.fetch_page(article.id)
