"""Copies passages with their sources, in the style of the settings or in one that is chosen."""

from dataclasses import replace
from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import ARTICLE, LIST, QUOTES
from newsreader.domain.clean import clean_line, clean_text
from newsreader.tui.actions.highlights import MARKING
from newsreader.tui.actions.link_hints import use_link
from newsreader.tui.actions.targets import (
    article_at_hand,
    highlight_at,
    orphan_at_hand,
    range_at_hand,
)
from newsreader.tui.link_use import LinkUse
from newsreader.tui.questions import AskChoice

if TYPE_CHECKING:
    from newsreader.export.citation import Citation
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View

PREVIEW = 60
"""How much of a citation is shown where one chooses its style, in code points."""
_STORY = frozenset({LIST, ARTICLE, QUOTES})


@command(
    "copy",
    "y",
    group=MARKING,
    where=_STORY,
    words="cite, citation, clipboard, yank, share, quote text",
)
async def copy(session: "ReadingSession", view: "View") -> None:
    """Copy with citation.

    Copy the highlight, passage or selection in focus to the clipboard, with speaker and source.
    """
    if view.panes.here == QUOTES and view.sidebar.current_link:
        await use_link(session, view, view.sidebar.current_link, LinkUse.COPY)
    elif (cited := _citation(session, view)) is not None:
        await _copy(view, cited, session.settings.copy.style)


@command(
    "copy_as",
    "Y",
    group=MARKING,
    where=_STORY,
    words="cite as, chicago, apa, mla, bibtex, bibliography, harvard, mla style",
)
def copy_as(session: "ReadingSession", view: "View") -> None:
    """Copy with citation in a style.

    Copy what y copies with its source as Chicago, APA, MLA, Markdown or BibTeX have it.
    """
    from newsreader.export.citation_styles import STYLES  # not at start

    cited = _citation(session, view)
    if cited is None:
        return
    names = list(STYLES)
    source = replace(cited, words="")
    options = [(one.title, clean_line(one.write(source), PREVIEW)) for one in STYLES.values()]

    async def choose(index: int | None) -> None:
        if index is not None:
            await _copy(view, cited, names[index])

    view.ask(AskChoice("Copy as", options), choose)


async def _copy(view: "View", cited: "Citation", style: str) -> None:
    from newsreader.export.citation_styles import STYLES

    # Whatever is pasted into a shell is obeyed there: no control characters.
    view.say(await view.copy(clean_text(STYLES[style].write(cited))))


def _citation(session: "ReadingSession", view: "View") -> "Citation | None":
    """Return the citation of what is in focus, else of the article at hand."""
    from newsreader.export.citation import cite_article, cite_highlight, cite_passage

    article, opened = article_at_hand(session, view), session.reading.opened
    if article is None:
        return None
    lost = orphan_at_hand(view)
    if lost is not None and opened is not None:
        return cite_highlight(opened, lost, session.now)
    found = range_at_hand(session, view)
    if found is None or opened is None:
        is_open = opened is not None and opened.article.id == article.id
        return cite_article(opened if is_open else None, article, session.now)
    (start, end), quote = found
    old = highlight_at(session, found[0])
    if old is not None and not view.text.selected and old.end - old.start > end - start:
        start, end = old.start, old.end
        if quote and not quote.holds(opened.document.text, start, end):
            quote = None
    if old is not None and quote is None and (start, end) == (old.start, old.end):
        return cite_highlight(opened, old, session.now)  # in a past version only it knows who spoke
    return cite_passage(opened, start, end, quote, session.now)
