"""Shows what speakers said, and corrects who says a quote."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import ARTICLE, QUOTES
from newsreader.domain.clean import clean_line
from newsreader.domain.errors import NotFound
from newsreader.domain.query import parse_query
from newsreader.domain.query.fields import SOURCES
from newsreader.domain.quoting.quote import Certainty, Quote
from newsreader.domain.quoting.quote_hit import QuoteHit
from newsreader.domain.quoting.speaker import Speaker
from newsreader.tui.actions.article_state import undo_last
from newsreader.tui.actions.speaker_deeds import NAME_LIMIT, ask_watch, carry_out
from newsreader.tui.actions.targets import quote_at_hand
from newsreader.tui.notices import Reported
from newsreader.tui.questions import AskSpeaker, Done, ShowSameQuote, ShowSpeaker

if TYPE_CHECKING:
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

LISTENING = "Listening"
_HEARING = frozenset({ARTICLE, QUOTES})
LISTED = 500
"""So many quotes of one speaker are listed."""
_NO_QUOTE = "Go to a quote first; ] finds the next."
_NOBODY = "Nobody is named for this quote; i names somebody."


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
        view.say(_NOBODY)
    else:
        await show_speaker(session, view, quote.speaker, partial(open_hit, session, view))


@command(
    "watch",
    "M @",
    group=LISTENING,
    where=_HEARING,
    words="alert, notify, tell me, follow, follow speaker, watch speaker, notification, "
    "notifications",
)
async def watch(session: "ReadingSession", view: "View") -> None:
    """Watch the speaker.

    Be told when the speaker of the quote in focus is quoted again, with words of your choice or
    with any.
    """
    quote = quote_at_hand(session, view)
    if quote is None:
        view.say(_NO_QUOTE)
    elif quote.certainty is Certainty.UNKNOWN:
        view.say(_NOBODY)
    else:
        await ask_watch(session, view, quote.speaker, _saying(view))


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
    quote, opened = quote_at_hand(session, view), session.reading.opened
    if quote is None or opened is None:
        view.say(_NO_QUOTE)
        return
    cast = tuple(dict.fromkeys(one.speaker for one in opened.quotes if one.speaker))
    _ask_speaker(session, view, opened.article.id, quote, cast, _saying(view))


def _saying(view: "View") -> Done:
    """Return what says a result in the last line."""

    async def say(words: str) -> None:
        view.say(words)

    return say


def _ask_speaker(
    session: "ReadingSession",
    view: "View",
    article_id: int,
    quote: Quote,
    cast: Sequence[str],
    done: Done,
) -> None:
    """Ask who says a quote, and store that; ``done`` is called with what is to be said of it."""
    library = session.library

    async def store(answer: tuple[str, str] | None) -> None:
        if answer is None:
            return
        what, name = answer[0], clean_line(answer[1], NAME_LIMIT)
        if what == "none":
            stored = await session.carry_out(lambda: library.not_a_quote(article_id, quote))
            said = "No quote any more; u brings it back."
        elif what == "merge":
            joined: list[bool] = []
            stored = await session.carry_out(
                lambda: joined.append(library.merge_speakers(quote.speaker, name))
            )
            said = f"{quote.speaker} is {name} from now on; u takes it back."
            if joined == [False]:
                said = f"{quote.speaker} and {name} are one already."
        else:
            stored = await session.carry_out(
                lambda: library.correct_speaker(article_id, quote, name)
            )
            said = f"{name or 'Nobody known'} says this; u takes it back."
        session.state_changed(article_id)
        if stored:
            await done(said)

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
        view.ask(ShowSameQuote(quote, found), partial(open_hit, session, view))
    elif found is not None:
        view.say("No other article in the library has these words.")


async def show_speaker(
    session: "ReadingSession",
    view: "View",
    name: str,
    then: Callable[[QuoteHit | None], Awaitable[None] | None],
    within: str = "",
) -> None:
    """Show what a speaker said in the articles of a query; ``then`` is called with the answer."""
    library = session.library
    if await session.read(lambda: library.speaker(name)) is None:
        return

    def listen(words: str) -> tuple[Speaker, tuple[QuoteHit, ...]] | None:
        try:
            who = library.speaker(name)
        except NotFound:
            return None
        hits = library.quote_hits(who.name, words, limit=-1 if within else LISTED)
        if not within:
            return who, hits
        asked = parse_query(within, session.now, typing=True, subject=SOURCES)
        ids = frozenset(library.listing(asked, unfolded=None).ids)
        return who, tuple(one for one in hits if one.article_id in ids)

    async def find(words: str) -> tuple[Speaker, tuple[QuoteHit, ...]] | None:
        return await session.read(lambda: listen(words))

    async def correct(hit: QuoteHit, done: Done) -> None:
        cast = session.glance(lambda: library.cast(hit.article_id))
        _ask_speaker(session, view, hit.article_id, hit.quote, cast or (), done)

    async def export() -> None:
        done = await session.read(lambda: library.export_speaker(name, session.export_folder))
        if done is not None:
            session.tell(Reported(f"{done.message or 'Exported to'}\n{done.path}"))

    do, undo = partial(carry_out, session, view), partial(undo_last, session)
    write = partial(session.begin, export, "export")
    question = ShowSpeaker(within, find, correct, do, undo, write)
    view.ask(question, then)


def open_hit(session: "ReadingSession", view: "View", hit: QuoteHit | None) -> None:
    """Open the article of a quote that was chosen on another page, at the quote."""
    if hit is None:
        return
    view.rows.go_to(hit.article_id)
    session.open(hit.article_id)
    view.go_to(view.panes.at(ARTICLE))
    view.text.select_unit((hit.quote.pieces[0][0], hit.quote.pieces[-1][1]))
