"""Shows who is quoted: how often, when and where, and does something about each."""

from functools import partial
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import SAID, SPEAKER, SPEAKERS
from newsreader.domain.query import QueryError, parse_query
from newsreader.domain.query.fields import SOURCES
from newsreader.domain.quoting.quote_hit import QuoteHit
from newsreader.domain.quoting.source_audit import AuditDetails, QuotedSource, SourceAudit
from newsreader.tui.actions.article_state import undo_last
from newsreader.tui.actions.speaker_deeds import carry_out
from newsreader.tui.actions.speakers import LISTENING, open_hit, show_speaker
from newsreader.tui.notices import Reported
from newsreader.tui.questions import ShowSources, SpeakerDeed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from newsreader.domain.query import Query
    from newsreader.tui.dialog_view import SayingsDialog, SourcesDialog, SpeakersDialog
    from newsreader.tui.session import ReadingSession
from newsreader.tui.view import View

GROUP, MOVING = "Pages", "Moving in pages and dialogs"
_SOURCES, _SAYINGS = frozenset({SPEAKERS}), frozenset({SPEAKER})


@command(
    "people",
    "P",
    group=LISTENING,
    words="who, who is quoted, speakers, person, persons, source audit, audit, quoted, numbers, "
    "statistics, stats, count, counts",
)
def people(session: "ReadingSession", view: "View") -> None:
    """People and sources.

    Show who is quoted how often, when and where: people, organisations, documents, groups and
    unnamed sources apart, by outlet and by folder.
    """
    library = session.library
    sources = library.sources_by_name()

    def asked(words: str) -> "Query":
        names = library.known_names(session.rule_names)
        return parse_query(words, session.now, typing=True, names=names, subject=SOURCES)

    def count(words: str) -> SourceAudit | QueryError:
        try:
            return sources.find(asked(words))
        except QueryError as error:
            return error

    async def find(words: str, anew: bool) -> SourceAudit | QueryError | None:
        if anew:
            await session.read(sources.forget)
        return await session.read(lambda: count(words))

    async def details(words: str, seen: "Sequence[QuotedSource]") -> AuditDetails:
        return await session.read(lambda: library.audit_details(asked(words), seen)) or {}

    async def show(
        source: QuotedSource, words: str, then: "Callable[[QuoteHit | None], Awaitable[None]]"
    ) -> None:
        await show_speaker(session, view, source.name, then, words)

    async def write(words: str) -> None:
        folder = session.export_folder
        path = await session.read(lambda: library.export_sources(asked(words), folder))
        if path is not None:
            session.tell(Reported(f"Exported to\n{path}"))

    def keep(words: str) -> None:
        session.sources_query = words

    question = ShowSources(
        session.sources_query,
        session.now,
        session.names.fresh(),
        find,
        details,
        show,
        partial(carry_out, session, view),
        partial(undo_last, session),
        lambda words: session.begin(partial(write, words), "export"),
        keep,
    )
    view.ask(question, partial(open_hit, session, view))


# Keys of the pages


@command("sources_search", "/", group=GROUP, where=SAID, palette=False)
def sources_search(page: "SpeakersDialog") -> None:
    """Search.

    Type a name or a query for sources, or words in what one said.
    """
    page.search()


@command("sources_next", "tab", group=GROUP, where=_SOURCES, palette=False)
def sources_next(page: "SourcesDialog") -> None:
    """Next tab.

    List people, organisations, documents, groups, sources without a name, outlets or folders.
    """
    page.turn(1)


@command("sources_previous", "shift+tab", group=GROUP, where=_SOURCES, palette=False)
def sources_previous(page: "SourcesDialog") -> None:
    """Previous tab.

    List what the tab before names.
    """
    page.turn(-1)


@command("said_correct", "i", group=GROUP, where=_SAYINGS, palette=False)
def said_correct(page: "SayingsDialog") -> None:
    """Correct.

    Say who says the quote under the cursor, join two names, or say that it is no quote.
    """
    page.correct()


@command("sources_join", "J", group=GROUP, where=SAID, palette=False)
def sources_join(page: "SpeakersDialog") -> None:
    """Join.

    Let the name of this source be another name of somebody.
    """
    page.carry_out(SpeakerDeed.JOIN)


@command("sources_part", "p", group=GROUP, where=SAID, palette=False)
def sources_part(page: "SpeakersDialog") -> None:
    """Part.

    Let a name that was joined to this source be somebody of its own again.
    """
    page.carry_out(SpeakerDeed.PART)


@command("sources_watch", "w @", group=GROUP, where=SAID, palette=False)
def sources_watch(page: "SpeakersDialog") -> None:
    """Watch.

    Be told when this source is quoted, with words of your choice or with any.
    """
    page.carry_out(SpeakerDeed.WATCH)


@command("page_export", "e ctrl+e", group=GROUP, where=SAID, palette=False)
def page_export(page: "SpeakersDialog") -> None:
    """Export.

    Write the sources that are listed to a table (CSV), or what one said to a Markdown file.
    """
    page.export()


@command("sources_undo", "u", group=GROUP, where=SAID, palette=False)
async def sources_undo(page: "SpeakersDialog") -> None:
    """Undo.

    Take back the last change while looking at sources.
    """
    await page.undo()


@command("sources_first", "g home", group=MOVING, where=SAID, palette=False)
def sources_first(page: "SpeakersDialog") -> None:
    """First.

    Go to the first row.
    """
    page.jump(False)


@command("sources_last", "G end", group=MOVING, where=SAID, palette=False)
def sources_last(page: "SpeakersDialog") -> None:
    """Last.

    Go to the last row.
    """
    page.jump(True)
