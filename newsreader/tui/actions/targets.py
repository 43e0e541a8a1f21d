"""Finds what a command is about: the article, text unit, highlight, quote or feed at hand."""

from typing import TYPE_CHECKING

from newsreader.commands.scopes import ARTICLE, LIST, QUOTES, SOURCES
from newsreader.domain.article import Article
from newsreader.domain.feed import Feed
from newsreader.domain.highlights.highlight import Highlight
from newsreader.domain.quoting.quote import Quote
from newsreader.tui.listing.list_query import ListQuery

if TYPE_CHECKING:
    from newsreader.tui.article.text_units import TextRange
    from newsreader.tui.session import ReadingSession
    from newsreader.tui.view import View


NOWHERE = (0, 0)
"""The range of a passage that is not in the text any more."""


def article_at_hand(session: "ReadingSession", view: "View") -> Article | None:
    """Return the article under the cursor of the list, elsewhere the open one."""
    if view.panes.here == LIST and view.rows.count:
        return view.rows.article(view.rows.cursor)
    return session.reading.opened.article if session.reading.opened else None


def ids_at_hand(session: "ReadingSession", view: "View") -> list[int]:
    """Return the articles selected in the list, else the one at hand; none where none is."""
    if view.panes.here == LIST and view.rows.selecting:
        return view.rows.selected
    article = article_at_hand(session, view)
    return [] if article is None else [article.id]


def range_at_hand(
    session: "ReadingSession", view: "View"
) -> "tuple[TextRange, Quote | None] | None":
    """Return what a highlight would take, and the quote that it lies in."""
    if session.reading.opened is None:
        return None
    if view.panes.here == QUOTES:
        passage = view.sidebar.current_range
        if passage is not None and view.sidebar.current is not None:
            return passage, view.sidebar.current
    else:
        passage = view.text.passage if view.panes.here == ARTICLE else None
    if passage is None:
        return None
    text = session.reading.opened.document.text
    holding = (one for one in session.reading.opened.quotes if one.holds(text, *passage))
    return passage, next(holding, None)


def highlight_at(session: "ReadingSession", passage: "TextRange") -> Highlight | None:
    """Return the shortest highlight of the open article that touches a range."""
    touching = session.reading.opened.highlights_at(*passage) if session.reading.opened else ()
    return min(touching, key=lambda one: one.end - one.start, default=None)


def highlight_exactly_at(session: "ReadingSession", passage: "TextRange") -> Highlight | None:
    """Return the highlight of the open article that has the words of a range, and no others.

    Marks and spaces at the ends do not count; of several it is the one made last.
    """
    opened = session.reading.opened
    if opened is None:
        return None
    words = _letters(opened.document.text, passage)
    same = (
        one
        for one in opened.highlights_at(*passage)
        if _letters(opened.document.text, (one.start, one.end)) == words
    )
    return max(same, key=lambda one: one.id, default=None)


def _letters(text: str, passage: "TextRange") -> "TextRange":
    """Return a range without the marks and spaces at its ends; as it is without a letter."""
    letters = [at for at in range(*passage) if text[at].isalnum()]
    return (letters[0], letters[-1] + 1) if letters else passage


def orphan_at_hand(view: "View") -> Highlight | None:
    """Return the highlight under the cursor whose words are gone from the text."""
    if view.panes.here == QUOTES:
        return view.sidebar.current_orphan
    return view.text.lost if view.panes.here == ARTICLE else None


def quote_at_hand(session: "ReadingSession", view: "View") -> Quote | None:
    """Return the quote under the sidebar's cursor, else the one in the article's focus."""
    if session.reading.opened is None:
        return None
    if view.panes.here == QUOTES:
        return view.sidebar.current
    passage = view.text.passage
    if passage is None:
        return None
    for quote in session.reading.opened.quotes:
        if quote.pieces[0][0] < passage[1] and passage[0] < quote.pieces[-1][1]:
            return quote
    return None


def source_at_hand(session: "ReadingSession", view: "View") -> ListQuery:
    """Return the source under the cursor of the sources, elsewhere the one that is listed."""
    source = view.source if view.panes.here == SOURCES else None
    return session.list.query if source is None else ListQuery(source.title, source.query)


def feed_at_hand(session: "ReadingSession", view: "View") -> Feed | None:
    """Return the feed under the cursor of the sources, else the article's, else the one listed."""
    if view.panes.here == SOURCES:
        feed_id = view.source.query.feed_id if view.source else None
    else:
        article = article_at_hand(session, view)
        feed_id = article.feed_id if article else session.list.query.source.feed_id
    return next((feed for feed in session.feeds if feed.id == feed_id), None)
