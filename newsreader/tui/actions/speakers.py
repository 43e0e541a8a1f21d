"""Listening: what one person said everywhere, who speaks at all, and putting it right."""

from functools import partial
from typing import TYPE_CHECKING

from newsreader.domain.clean import clean_line
from newsreader.domain.quote import Quote
from newsreader.domain.quote_hit import QuoteHit
from newsreader.tui.dialogs.speaker_correction import AttributionScreen
from newsreader.tui.pages.same_quote import SameQuotePage
from newsreader.tui.pages.speaker_page import SpeakerScreen
from newsreader.tui.pages.speakers_page import SpeakersPage
from newsreader.tui.widgets.quote_sidebar import QuoteSidebar

if TYPE_CHECKING:
    from newsreader.tui.main_screen import MainScreen


async def speaker(screen: "MainScreen") -> None:
    """Show everything that the speaker of the quote in focus said."""
    quote = quote_in_focus(screen)
    if quote is None:
        screen.status.say("Go to a quote first; ] finds the next.")
    elif not quote.speaker:
        screen.status.say("Nobody is named for this quote; i names somebody.")
    else:
        await show_speaker(screen, quote.speaker)


async def show_speaker(screen: "MainScreen", name: str) -> None:
    """Show everything that somebody said."""
    person = await screen.change(lambda: screen.library.speaker(name))
    if person is None:
        return
    page = SpeakerScreen(
        screen.library, person, screen.export_folder, screen.palette, screen.glyphs
    )
    screen.app.push_screen(page, partial(_open_said, screen))


def people(screen: "MainScreen") -> None:
    """Show everybody who says something in the library."""

    async def show(name: str | None) -> None:
        if name is not None:
            await show_speaker(screen, name)

    screen.app.push_screen(SpeakersPage(screen.library, screen.palette, screen.glyphs), show)


async def elsewhere(screen: "MainScreen") -> None:
    """Show the same words in other articles."""
    quote = quote_in_focus(screen)
    if quote is None:
        screen.status.say("Go to a quote first; ] finds the next.")
        return
    found: tuple[QuoteHit, ...] = await screen.jobs.read(
        lambda: screen.library.same_quotes(quote.id)
    )
    if not found:
        screen.status.say("No other article in the library has these words.")
        return
    page = SameQuotePage(quote, found, screen.palette, screen.glyphs)
    screen.app.push_screen(page, partial(_open_said, screen))


def attribute(screen: "MainScreen") -> None:
    """Say who speaks, that two names are one person, or that these words are no quote."""
    quote, opened = quote_in_focus(screen), screen.opened
    if quote is None or opened is None:
        screen.status.say("Go to a quote first; ] finds the next.")
        return
    article_id = opened.article.id

    async def store(answer: tuple[str, str] | None) -> None:
        if answer is None:
            return
        what, name = answer[0], clean_line(answer[1], 200)
        if what == "none":
            await screen.change(lambda: screen.library.not_a_quote(article_id, quote))
            screen.status.say("No quote any more; u brings it back.")
        elif what == "merge":
            await screen.change(lambda: screen.library.merge_speakers(quote.speaker, name))
            screen.status.say(f"{quote.speaker} is {name} from now on; u takes it back.")
        else:
            await screen.change(lambda: screen.library.correct_speaker(article_id, quote, name))
            screen.status.say(f"{name or 'Nobody known'} says this; u takes it back.")
        screen.marks_changed(article_id)

    cast = screen.library.cast(article_id)
    screen.app.push_screen(AttributionScreen(quote, cast), store)


def quote_in_focus(screen: "MainScreen") -> Quote | None:
    """Return the quote under the sidebar's cursor, or the one in the article's focus."""
    opened, pane = screen.opened, screen.pane
    if opened is None:
        return None
    if isinstance(pane, QuoteSidebar):
        return pane.current
    passage = screen.article_pane.passage
    if passage is None:
        return None
    for quote in opened.quotes:
        if quote.pieces[0][0] < passage[1] and passage[0] < quote.pieces[-1][1]:
            return quote
    return None


async def _open_said(screen: "MainScreen", said: QuoteHit | None) -> None:
    """Open the article of a quote that was chosen on another page, at the quote."""
    if said is None:
        return
    screen.list_pane.go_to(said.article_id)
    await screen.lectern.open(said.article_id)
    screen.panes.go_to(screen.article_pane)
    screen.article_pane.focus_on((said.quote.pieces[0][0], said.quote.pieces[-1][1]))
