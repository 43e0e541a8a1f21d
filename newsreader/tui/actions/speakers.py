"""Shows what speakers said, and corrects who says a quote."""

from functools import partial
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import ARTICLE, QUOTES
from newsreader.domain.clean import clean_line
from newsreader.domain.quote import Certainty
from newsreader.domain.quote_hit import QuoteHit
from newsreader.tui.actions.targets import quote_at_hand
from newsreader.tui.notices import Reported
from newsreader.tui.questions import (
    AskSpeaker,
    RankedSpeakers,
    ShowSameQuote,
    ShowSpeaker,
    ShowSpeakers,
)

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

LISTENING = "Listening"
_HEARING = frozenset({ARTICLE, QUOTES})
_NAME_LIMIT = 200
"""The longest name that is given to somebody, in code points."""
_NO_QUOTE = "Go to a quote first; ] finds the next."


@command(
    "speaker",
    "s",
    group=LISTENING,
    where=_HEARING,
    hint="speaker",
    words="who, who said, speaker, person",
)
async def speaker(session: "ReadingSession", view: "View") -> None:
    """Speaker's page.

    Show everything that the speaker of the quote in focus said.
    """
    quote = quote_at_hand(session, view)
    if quote is None:
        view.say(_NO_QUOTE)
    elif quote.certainty is Certainty.UNKNOWN:
        view.say("Nobody is named for this quote; i names somebody.")
    else:
        await _show_speaker(session, view, quote.speaker)


@command(
    "attribute",
    "i",
    group=LISTENING,
    where=_HEARING,
    hint="identify",
    words="correct speaker, wrong speaker, rename speaker",
)
def attribute(session: "ReadingSession", view: "View") -> None:
    """Identify the speaker.

    Say who speaks, join two names, or say that it is no quote.
    """
    quote, opened, library = quote_at_hand(session, view), session.reading.opened, session.library
    if quote is None or opened is None:
        view.say(_NO_QUOTE)
        return
    article_id = opened.article.id

    async def store(answer: tuple[str, str] | None) -> None:
        if answer is None:
            return
        what, name = answer[0], clean_line(answer[1], _NAME_LIMIT)
        if what == "none":
            done = await session.carry_out(lambda: library.not_a_quote(article_id, quote))
            said = "No quote any more; u brings it back."
        elif what == "merge":
            done = await session.carry_out(lambda: library.merge_speakers(quote.speaker, name))
            said = f"{quote.speaker} is {name} from now on; u takes it back."
        else:
            done = await session.carry_out(lambda: library.correct_speaker(article_id, quote, name))
            said = f"{name or 'Nobody known'} says this; u takes it back."
        if done:
            view.say(said)
        session.state_changed(article_id)

    cast = tuple(dict.fromkeys(one.speaker for one in opened.quotes if one.speaker))
    view.ask(AskSpeaker(quote, cast), store)


@command(
    "elsewhere",
    "E",
    group=LISTENING,
    where=_HEARING,
    hint="elsewhere",
    words="same quote, other sources",
)
async def same_quote(session: "ReadingSession", view: "View") -> None:
    """Same words elsewhere.

    Show the same words in other articles.
    """
    quote = quote_at_hand(session, view)
    if quote is None:
        view.say(_NO_QUOTE)
        return
    found = await session.read(lambda: session.library.same_quotes(quote.id))
    if found:
        view.ask(ShowSameQuote(quote, found), partial(_open_hit, session, view))
    elif found is not None:
        view.say("No other article in the library has these words.")


@command("people", "P", group=LISTENING, words="speakers, who, person, persons, quoted")
def speakers(session: "ReadingSession", view: "View") -> None:
    """People.

    Find anybody who says something.
    """

    async def find(words: str) -> RankedSpeakers:
        return await session.read(lambda: session.library.ranked_speakers(words)) or ((), ())

    async def show(name: str | None) -> None:
        if name is not None:
            await _show_speaker(session, view, name)

    view.ask(ShowSpeakers(find, session.now), show)


async def _show_speaker(session: "ReadingSession", view: "View", name: str) -> None:
    library = session.library
    who = await session.read(lambda: library.speaker(name))
    if who is None:
        return

    async def find(words: str) -> tuple[QuoteHit, ...]:
        return await session.read(lambda: library.quote_hits(who.name, words)) or ()

    async def export() -> None:
        done = await session.read(lambda: library.export_speaker(who.name, session.export_folder))
        if done is not None:
            session.tell(Reported(f"{done.message or 'Exported to'}\n{done.path}"))

    question = ShowSpeaker(who, find, partial(session.begin, export, "export"))
    view.ask(question, partial(_open_hit, session, view))


def _open_hit(session: "ReadingSession", view: "View", hit: QuoteHit | None) -> None:
    """Open the article of a quote that was chosen on another page, at the quote."""
    if hit is None:
        return
    view.rows.go_to(hit.article_id)
    session.open(hit.article_id)
    view.go_to(view.panes.at(ARTICLE))
    view.text.select_unit((hit.quote.pieces[0][0], hit.quote.pieces[-1][1]))
