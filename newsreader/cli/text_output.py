"""Sets articles, stories and quotes as plain lines of text."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime

from newsreader.cli.footnotes import with_footnotes, with_struck
from newsreader.cli.styled_line import StyledLine, StyledText, alike
from newsreader.domain.age import age, dateline, full_date
from newsreader.domain.article import Article, OpenArticle
from newsreader.domain.clean import NAME_LIMIT, clean_line, clean_text, shown_url
from newsreader.domain.counts import grouped
from newsreader.domain.document import Block, BlockKind, Document
from newsreader.domain.enclosure import Enclosure
from newsreader.domain.highlights.highlight import (
    AnchorState,
    Highlight,
    checked_in_words,
    in_quotation_marks,
)
from newsreader.domain.links import Link
from newsreader.domain.query.excerpts import Excerpt
from newsreader.domain.quoting.quote import Certainty, Quote
from newsreader.domain.quoting.quote_hit import QuoteHit
from newsreader.domain.quoting.speaker import Speaker, told_beside
from newsreader.domain.quoting.struck import Range, mark_struck

LINE = 72
"""How wide text is set where there is no terminal to ask, in cells."""
ROW = 400
"""How wide a line of a list may be where there is no terminal to ask, in cells."""


def terminal_width() -> int | None:
    """Return the columns of the terminal on stdout; None when there is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def headline(article: Article, now: datetime) -> str:
    """Return title, outlet and age, the face of an article in one line."""
    outlet = clean_line(article.outlet, NAME_LIMIT)
    when = age(article.published, now)
    parts = (clean_line(article.title), outlet, article.carried_by, when)
    return " · ".join(part for part in parts if part)


def said_under(said: QuoteHit, now: datetime) -> str:
    """Return the same line for the article in which something was said."""
    outlet = clean_line(said.outlet, NAME_LIMIT)
    parts = (clean_line(said.title), outlet, age(said.published, now))
    return " · ".join(part for part in parts if part)


def person_line(person: Speaker, now: datetime) -> str:
    """Return a speaker as one line: how many quotes, the name, the role, when quoted last."""
    told = person.role or ("" if person.kind.is_human else str(person.kind))
    parts = (person.attribution, told, ", ".join(person.aliases), age(person.last, now))
    return f"{grouped(person.quotes):>6}  {' · '.join(clean_line(part) for part in parts if part)}"


def row(article: Article, now: datetime, columns: int | None) -> str:
    """Return an article's line of a list: number, marks, headline, cut as ``fit`` does."""
    unread = " " if article.read else "●"
    starred = "★" if article.bookmarked else "◷" if article.later else " "
    return fit(f"{article.id:>6} {unread}{starred} {headline(article, now)}", columns)


def row_line(article: Article, now: datetime, columns: int | None) -> StyledLine:
    """Return the same with the look of each part."""
    line = row(article, now, columns)
    marks = len(f"{article.id:>6} ")
    title = marks + len("●★ ")
    rest = title + len(clean_line(article.title))
    return (
        StyledText(line[:marks], "dim"),
        StyledText(line[marks : marks + 1], "unread"),
        StyledText(line[marks + 1 : title], "kept"),
        StyledText(line[title:rest], "" if article.read else "title"),
        StyledText(line[rest:], "dim"),
    )


def excerpt_lines(excerpt: Excerpt, width: int, margin: str) -> Iterator[StyledLine]:
    """Yield the words around what was found in lines, with the look of what was found."""
    if not excerpt.text:
        return
    at = 0
    for line in wrap(excerpt.text, width, first=margin, hanging=margin):
        words = line[len(margin) :]
        start = max(excerpt.text.find(words, at), at)
        at = start + len(words)
        pieces = [StyledText(margin)]
        done = 0
        for found in excerpt.marks:
            first, last = (min(max(one - start, done), len(words)) for one in found)
            pieces += [StyledText(words[done:first]), StyledText(words[first:last], "found")]
            done = last
        yield (*pieces, StyledText(words[done:]))


def fit(line: str, columns: int | None) -> str:
    """Return ``line`` cut to ``columns`` cells, to ``ROW`` where there is no terminal to ask."""
    room = columns or ROW
    if line.isascii():
        return line if len(line) <= room else line[: room - 1].rstrip() + "…"
    from rich.cells import cell_len, set_cell_size

    return line if cell_len(line) <= room else set_cell_size(line, room - 1).rstrip() + "…"


def story(opened: OpenArticle, width: int) -> Iterator[StyledLine]:
    """Yield the lines of a whole story: headline, byline, text, links, quotes and highlights."""
    article = opened.article
    yield from alike(wrap(clean_line(article.title), width), "title")
    byline = (article.author, article.outlet, dateline(article.published, article.dated))
    yield from alike(wrap(" · ".join(clean_line(part) for part in byline if part), width), "dim")
    if article.url:
        yield (StyledText(shown_url(article.url), "address"),)
    for through in opened.trail:
        yield from alike(wrap(f"{through.in_words}.", width), "dim")
        if through.url:
            yield StyledText("  "), StyledText(shown_url(through.url), "address")
    if article.muted is not None:
        yield from alike(
            wrap(f"Muted by the rule “{clean_line(article.muted_by)}”.", width), "kept"
        )
    if article.changed is not None:
        changed = f"Its publisher changed the text on {full_date(article.changed)}."
        yield from alike(wrap(changed, width), "kept")
    document, links = with_footnotes(opened.document)
    yield from alike(text_lines(document, width))
    yield from _leading_on(links, opened.enclosures, width)
    if opened.quotes:
        yield from alike(("", "WHO SAID WHAT", ""), "heading")
        for number, quote in enumerate(opened.quotes):
            yield from _quote_lines(quote, width)
            for one in opened.retellings[number : number + 1]:
                for other in one:
                    told = clean_line(other.in_short(quote), ROW)
                    yield from alike(wrap(told, width, first="    ", hanging="      "), "dim")
    if opened.highlights:
        yield from alike(("", "HIGHLIGHTS", ""), "heading")
        for highlight in opened.highlights:
            style = highlight.colour
            for line in highlight_lines(highlight, struck=opened.document.struck):
                yield from alike(wrap(line, width, hanging="  "), style)
                style = ""  # which is of the words, not of the note under them


def _quote_lines(quote: Quote, width: int) -> Iterator[StyledLine]:
    """Yield a quote in lines; its speaker has a look where the first line holds all of him."""
    speaker = quote_line(quote).partition(": “")[0]
    style = "speaker" if quote.certainty is Certainty.SURE else "unsure"
    for number, line in enumerate(wrap(quote_line(quote), width, hanging="  ")):
        told = len(speaker) if number == 0 and line.startswith(speaker) else 0
        yield (StyledText(line[:told], style), StyledText(line[told:]))


def _leading_on(
    links: Sequence[Link], files: Sequence[Enclosure], width: int
) -> Iterator[StyledLine]:
    """Yield where a story leads: its links by the numbers in the text, then its files."""
    if links:
        yield from alike(("", "LINKS", ""), "heading")
        for number, link in enumerate(links, 1):  # not cut, as it is to be copied
            yield StyledText(f"[{number}] "), StyledText(shown_url(link.url), "address")
    if files:
        yield from alike(("", "FILES", ""), "heading")
        for file in files:
            yield from alike(wrap(clean_line(file.in_words), width, hanging="  "))
            yield StyledText("  "), StyledText(shown_url(file.url), "address")


def text_lines(document: Document, width: int) -> Iterator[str]:
    """Yield the lines of a text, each block under an empty one, the items of a list together."""
    previous: Block | None = None
    document = with_struck(document)
    for block in document.blocks:
        tight = previous is not None and previous.kind is block.kind is BlockKind.LIST_ITEM
        if not tight:
            yield ""
        yield from _block(document.text, block, width)
        previous = block


def quote_line(quote: Quote) -> str:
    """Return a quote as one line: who, as surely as is known, and the words."""
    who = quote.attribution
    if told := told_beside(quote):
        who += f", {told}"
    if quote.inferred and quote.attribution == quote.speaker:  # "probably" says it already
        who += " (inferred)"
    words = quote.marked_text
    return f"{clean_line(who)}: “{clean_line(words, len(words) or 1)}”"


def highlight_lines(
    highlight: Highlight, *, named: bool = False, struck: Sequence[Range] = ()
) -> Iterator[str]:
    """Yield a highlight and, under it, who said it, the note, tags and whether it was checked.

    ``named`` adds the id by which commands know it; ``struck`` is what is so in its article.
    """
    became = {AnchorState.ORPHAN: " (no longer in the text)", AnchorState.CHANGED: " (reworded)"}
    gone = became.get(highlight.state, "")
    words = highlight.text if gone else mark_struck(highlight.text, struck, highlight.start)
    yield f"{in_quotation_marks(clean_line(words, len(words) or 1))}{gone}"
    if highlight.speaker:
        role = f", {highlight.role}" if highlight.role else ""
        role = role if highlight.certainty is not Certainty.UNKNOWN else ""
        sure = highlight.certainty is Certainty.SURE  # "probably" says it already
        inferred = " (inferred)" if highlight.inferred and sure else ""
        before = "— " if highlight.is_quote else ""
        yield f"  {before}{clean_line(highlight.attribution + role + inferred)}"
    for line in clean_text(highlight.note).splitlines():
        yield f"  {line}"
    facts = [*(f"#{clean_line(tag)}" for tag in highlight.tags), checked_in_words(highlight)]
    if told := " · ".join(filter(None, [highlight.block_id if named else "", *facts])):
        yield f"  {told}"


def wrap(text: str, width: int, *, first: str = "", hanging: str = "") -> Iterator[str]:
    """Yield ``text`` in lines of at most ``width`` cells, with indents in front of them."""
    from rich.console import Console  # both only where text is set
    from rich.text import Text

    room = max(10, width - len(hanging or first))
    lines = Text(text).wrap(Console(width=room), room, tab_size=4)
    for number, line in enumerate(lines):
        yield ((hanging if number else first) + line.plain).rstrip()


def _block(text: str, block: Block, width: int) -> Iterator[str]:
    content = text[block.start : block.end]
    match block.kind:
        case BlockKind.CODE | BlockKind.TABLE:
            for line in clean_text(content).splitlines():
                yield from (f"    {piece}" for piece in _pieces(line))
        case BlockKind.RULE:
            yield "—" * min(width, 12)
        case BlockKind.IMAGE:
            yield from wrap(f"[{content}]" if content else "[picture]", width)
        case BlockKind.LIST_ITEM:
            indent = "  " * max(0, block.level - 1)
            marker = f"{indent}{block.marker} " if block.marker else f"{indent}  "
            yield from _paragraph(content, width, marker, " " * len(marker))
        case BlockKind.QUOTATION:
            yield from _paragraph(content, width, "> " * block.level, "> " * block.level)
        case _:
            yield from _paragraph(content, width, "", "")


def _pieces(line: str) -> Sequence[str]:
    """Return a line that must not be set anew; one of more than ``ROW`` cells in pieces of that."""
    if len(line) * 2 <= ROW:
        return (line,)
    from rich.cells import chop_cells

    return chop_cells(line, ROW)


def _paragraph(content: str, width: int, first: str, hanging: str) -> Iterator[str]:
    for number, line in enumerate(clean_text(content).split("\n")):
        yield from wrap(line, width, first=hanging if number else first, hanging=hanging)
