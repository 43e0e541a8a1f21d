"""Finds highlights across the library, and reads them with what their articles are called."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing

from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.domain.highlights.highlight_hit import HighlightHit
from newsreader.domain.query import Query
from newsreader.domain.quoting.struck import Range
from newsreader.library.anchored_highlights import anchored_among
from newsreader.library.articles import Articles
from newsreader.storage import articles
from newsreader.storage.database import Database
from newsreader.storage.highlights import highlights_by_id
from newsreader.storage.queries.fulltext_index import mend_highlight_index
from newsreader.storage.queries.highlight_search import (
    find_highlights,
    needs_index,
    select_highlights,
)

INDEX_MENDED = "The index of your highlights was damaged and is made anew; none of them is lost."
"""What is said of an index that was mended."""


class HighlightSearch(Articles):
    """The part of the library that asks for highlights, whatever article they are in."""

    _index_is_whole = False
    """Whether the full-text index of highlights was looked at."""

    def highlight_ids(self, query: Query) -> list[str]:
        """Return the ids of the highlights that a query about ``HIGHLIGHTS`` asks for.

        Those made last come first unless it says otherwise.
        """
        self._mend_index_for(query)
        return select_highlights(self._search, query)

    def highlights(self, query: Query) -> list[Highlight]:
        """Return the highlights that a query about ``HIGHLIGHTS`` asks for, in its order."""
        self._mend_index_for(query)
        return _anchored(self._search, find_highlights(self._search, query))

    def _mend_index_for(self, query: Query) -> None:
        """Look once whether the index is whole that a query needs; ``complaint`` tells if not."""
        if self._index_is_whole or self.read_only or not needs_index(self._search, query):
            return
        with closing(self._search.another(durable=False)) as writing:
            mended = mend_highlight_index(writing)
        self._index_is_whole = True
        if mended:
            self.complain(INDEX_MENDED)

    def struck_in(self, article_ids: Sequence[int]) -> dict[int, tuple[Range, ...]]:
        """Return what is struck in the texts of these articles, as ranges in their order."""
        return articles.struck_in(self._search, article_ids)

    def highlighted_articles(self, ids: Sequence[str]) -> list[int]:
        """Return the articles of highlights by their ids, each once, in their order."""
        of = {one.id: one.article_id for one in highlights_by_id(self._search, ids)}
        return list(dict.fromkeys(of[one] for one in ids if one in of))

    def highlight_hits(self, ids: Sequence[str]) -> tuple[HighlightHit, ...]:
        """Return highlights by their ids, in their order; those that are gone are left out."""
        db = self._read
        known = {one.id: one for one in highlights_by_id(db, ids)}
        found = _anchored(db, [known[one] for one in ids if one in known])
        numbers = list(dict.fromkeys(one.article_id for one in found))
        rows = {one.id: one for one in articles.article_rows(db, numbers)}
        struck = articles.struck_in(db, numbers)
        return tuple(
            HighlightHit(
                one,
                row.title,
                row.outlet,
                row.url,
                row.published,
                row.dated,
                _words_now(db, one),
                struck.get(one.article_id, ()),
            )
            for one in found
            if (row := rows.get(one.article_id))
        )


def _anchored(db: Database, stored: Sequence[Highlight]) -> list[Highlight]:
    of_article: defaultdict[int, list[Highlight]] = defaultdict(list)
    for one in stored:
        of_article[one.article_id].append(one)
    known = {one.id: one for one in anchored_among(db, of_article)}
    return [known[one.id] for one in stored]


def _words_now(db: Database, one: Highlight) -> str:
    if one.state is not AnchorState.CHANGED:
        return ""
    return articles.text(db, one.article_id)[one.start : one.end]
