"""Gives the article to a program of the user's, and shows what that prints."""

import os
import shlex
from functools import partial
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import ARTICLE, LIST, QUOTES
from newsreader.domain.clean import clean_line, clean_text
from newsreader.domain.errors import NotProvided
from newsreader.hooks import at_home
from newsreader.programs import run_program
from newsreader.tui.actions.targets import article_at_hand
from newsreader.tui.questions import AskLine, ShowOutput

if TYPE_CHECKING:
    from newsreader.settings.values import Piping
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

OUTPUT = 4 * 1024 * 1024
"""How much such a program may print, in bytes."""
_FORMS = ("text", "markdown", "html", "json")
_LAST = "pipe"


@command(
    "pipe",
    "| ctrl+y",
    group="Marking",
    where=frozenset({LIST, ARTICLE, QUOTES}),
    words="pipe to, program, shell, summarise, print, external, translate, translation, summary, "
    "summarize, ai, llm, tts, speech, read aloud, mail, email, send, share",
    takes="a program",
)
async def pipe(session: "ReadingSession", view: "View", given: str = "") -> None:
    """Pipe to a program.

    Give the article to a program as text, Markdown, HTML or JSON, and show what that prints.
    """
    article = article_at_hand(session, view)
    if article is None:
        return
    known = session.settings.pipe

    def begin(line: str | None) -> None:
        if line:
            session.begin(partial(_run, session, view, article.id, line), "pipe")

    async def check(line: str) -> str:
        try:
            read_line(line, known)
        except ValueError as error:
            return str(error)
        return ""

    if given:
        reason = await check(given)
        if reason:
            view.say(reason)
        else:
            begin(given)
        return
    names = ", ".join(known.programs)
    hint = "A program and its arguments" + (f", or {names}" if names else "")
    last = session.glance(lambda: session.library.recall(_LAST)) or ""
    hint += ". A form may go before it: html: w3m -T text/html -dump"
    view.ask(AskLine("Pipe the article to", hint, last, check, replaced=True), begin)


def read_line(line: str, known: "Piping") -> tuple[str, tuple[str, ...]]:
    """Return the form and the program that a line names; raises ``ValueError`` with a sentence."""
    form, colon, rest = line.strip().partition(":")
    if not (colon and form in _FORMS):
        form, rest = known.form, line
    if (name := rest.strip()) in known.programs:
        return form, known.programs[name]
    try:
        words = shlex.split(rest)
    except ValueError:
        raise ValueError("A quotation mark is not closed.") from None
    if not words:
        raise ValueError("Write a program.")
    return form, tuple(words)


async def _run(session: "ReadingSession", view: "View", article_id: int, line: str) -> None:
    from newsreader.export.whole_text import TEXTS  # which few need

    known = session.settings.pipe
    form, words = read_line(line, known)
    opened = session.glance(lambda: session.library.opened(article_id))
    if opened is None:
        return
    if not session.library.read_only:
        await session.change(lambda: session.library.keep(_LAST, line))
    environment = {
        **os.environ,
        "NEWSREADER_ID": str(article_id),
        "NEWSREADER_TITLE": clean_line(opened.article.title),
        "NEWSREADER_URL": opened.article.url,
    }
    try:
        printed = await run_program(
            at_home(words),
            TEXTS[form](opened).encode("utf-8", "replace"),
            seconds=known.seconds,
            limit=OUTPUT,
            environment=environment,
        )
    except NotProvided as error:
        view.say(str(error))
        return
    text = clean_text(printed.decode("utf-8", "replace")).strip()
    if text:
        view.ask(ShowOutput(clean_line(line), text))
    else:
        view.say(f"Piped to {clean_line(words[0])}, which printed nothing.")
