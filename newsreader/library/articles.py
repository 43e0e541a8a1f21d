"""Articles: lists, searches, opened articles with their boilerplate, and article state."""

from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Literal

from newsreader.domain.anchor import reanchor
from newsreader.domain.article import Article, Listing, OpenArticle, by_position
from newsreader.domain.boilerplate import RemovedBlock
from newsreader.domain.clean import clean_line
from newsreader.domain.counts import counted
from newsreader.domain.document import text_hash
from newsreader.domain.highlight import AnchorState, Highlight, made_within, with_confidence
from newsreader.domain.query import Query
from newsreader.domain.query.completion import Catalog
from newsreader.domain.query.excerpts import Excerpt
from newsreader.domain.query.tree import Sought
from newsreader.domain.quote import Quote
from newsreader.domain.quote_matching import is_same_quote
from newsreader.domain.retelling import Retelling, Telling, retell
from newsreader.library.base import LibraryBase
from newsreader.storage import (
    article_state,
    articles,
    boilerplate,
    processing_queue,
    query_catalog,
    search,
    story_groups,
    ui_state,
)
from newsreader.storage.database import Database
from newsreader.storage.highlights import highlights as stored_highlights
from newsreader.storage.highlights import highlights_of
from newsreader.storage.quotes import shown_quotes
from newsreader.storage.row_changes import ARTICLE_TAG
from newsreader.storage.search import Hit

RETOLD = 12
"""At most so many other outlets of a story are compared."""
_LABELS = {
    ("bookmarked", True): "bookmarked {}",
    ("bookmarked", False): "took the bookmark from {}",
    ("later", True): "set {} aside for later",
    ("later", False): "no longer set {} aside",
}
"""What a step is called that marks articles so, or no longer."""


class Articles(LibraryBase):
    """The part of the library that knows articles."""

    def listing(
        self,
        query: Query,
        title: str = "All",
        limit: int = -1,
        *,
        best_first: bool = False,
        unfolded: Collection[int] | None = (),
    ) -> Listing:
        """Return the articles a query asks for, newest first unless it says otherwise.

        With ``best_first`` the best match of its words comes first. The same story is listed
        once, by its fullest article, and counts once; those of the stories in ``unfolded``
        follow it, and with None every article has its place. Raises ``QueryError`` when
        a pattern in it takes too long, as do all that ask by a query.
        """
        select = search.ranked_ids if best_first and not query.sort else search.select_ids
        if unfolded is None:
            ids = select(self._search, query, limit)
            return Listing(ids, title, search.count_unread(self._search, query))
        ids = select(self._search, query, limit if limit < 0 else 2 * limit)
        return self._folded(self._search, ids, query, title, limit, unfolded)

    def first_rows(self, query: Query, title: str, limit: int) -> Listing:
        """Return the newest articles that a query without words asks for, ``limit`` at most."""
        ids = search.select_ids(self._read, query, 2 * limit)
        return self._folded(self._read, ids, query, title, limit, ())

    def _folded(
        self,
        database: Database,
        ids: "array[int]",
        query: Query,
        title: str,
        limit: int,
        unfolded: Collection[int],
    ) -> Listing:
        folded, hidden = story_groups.fold(database, ids, unfolded)
        unread = search.count_unread(database, query) - hidden
        return Listing(folded if limit < 0 else folded[:limit], title, unread)

    def copies(self, article_id: int) -> list[Article]:
        """Return all articles that are the same story as one, itself too, the fullest first."""
        return articles.article_rows(self._read, story_groups.copies(self._read, article_id))

    def first_found(self, query: Query, title: str, limit: int) -> Listing:
        """Return the best matches of a query, ``limit`` at most, before anything is counted."""
        select = search.select_ids if query.sort else search.ranked_ids
        return Listing(select(self._search, query, limit), title)

    def count_unread(self, query: Query) -> int:
        """Return how many of the articles a query asks for are unread, each story once."""
        unread = search.count_unread(self._search, query)
        if not story_groups.has_unread(self._search):
            return unread
        return unread - story_groups.fold(self._search, search.select_ids(self._search, query))[1]

    def unread_copies(self) -> int:
        """Return by how much fewer stories than articles are unread in the whole library."""
        return story_groups.unread_copies(self._search)

    def search(self, query: Query, limit: int = 50, *, unfolded: bool = False) -> list[Hit]:
        """Return what a query finds with the words around that, the best match first.

        The same story is returned once, by its fullest article, unless ``unfolded``.
        """
        select = search.select_ids if query.sort else search.ranked_ids
        ids = select(self._search, query, limit if unfolded else 2 * limit)
        if not unfolded:
            ids = story_groups.fold(self._search, ids)[0][:limit]
        return search.excerpts(self._search, ids, query.words + query.said)

    def excerpt(self, article_id: int, sought: Sequence[Sought], width: int) -> Excerpt:
        """Return the words around what is looked for in the text of an article."""
        return search.excerpts(self._read, (article_id,), sought, width)[0].excerpt

    def catalog(self, rules: Iterable[str] = ()) -> Catalog:
        """Return the names by which articles can be asked for, to be offered while one types.

        ``rules`` are the names of the rules of config.toml.
        """
        return query_catalog.catalog(self._search, rules)

    def rows(self, ids: Sequence[int]) -> list[Article]:
        """Return the rows of these articles in their order; missing ones are left out."""
        return articles.article_rows(self._read, ids)

    def article(self, article_id: int) -> Article:
        """Return one article without its text; raises ``NotFound``."""
        return articles.article(self._read, article_id)

    def opened(self, article_id: int) -> OpenArticle:
        """Return an article with its text, quotes and highlights; raises ``NotFound``.

        Highlights made on an earlier version of the text are found again in this one.
        """
        return self._opened(self._read, article_id)

    def _opened(self, database: Database, article_id: int) -> OpenArticle:
        # The stamp first: a document that is written meanwhile is then read once more.
        stamp = articles.document_stamp(database, article_id)
        document = articles.document(database, article_id)
        hash_ = text_hash(document.text)
        article = articles.article(database, article_id)
        quotes = shown_quotes(database, article_id)
        return OpenArticle(
            article=article,
            document=document,
            quotes=quotes,
            retellings=_retellings(database, article, quotes),
            highlights=anchored(database, article_id, document.text, hash_),
            position=articles.position(database, article_id),
            processed=not processing_queue.queued_among(database, (article_id,)),
            text_hash=hash_,
            stamp=stamp,
        )

    def reopened(self, before: OpenArticle) -> OpenArticle:
        """Return an open article as it is now: ``before`` itself when nothing of it has changed.

        The document and the quotes are the same objects as long as they are equal; the text is
        read only when another one is stored. Raises ``NotFound`` when the article is gone.
        """
        database, article_id = self._read, before.article.id
        if articles.document_stamp(database, article_id) != before.stamp:
            return self.opened(article_id)
        article = articles.article(database, article_id)
        quotes = shown_quotes(database, article_id)
        text, hash_ = before.document.text, before.text_hash
        highlights = anchored(database, article_id, text, hash_)
        processed = not processing_queue.queued_among(database, (article_id,))
        now = (article, quotes, highlights, processed)
        if now == (before.article, before.quotes, before.highlights, before.processed):
            return before
        return replace(
            before,
            article=article,
            quotes=before.quotes if quotes == before.quotes else quotes,
            highlights=highlights,
            processed=processed,
            retellings=_retellings(database, article, quotes),
        )

    def unprocessed(self, ids: Sequence[int]) -> list[int]:
        """Return those of these articles that wait in the processing queue.

        Until then their text is their summary, nobody is quoted, and no search finds them.
        """
        return processing_queue.queued_among(self._search, ids)

    def count_unprocessed(self) -> int:
        """Return how many articles wait in the processing queue."""
        return processing_queue.count_queued(self._search)

    def highlights(self, query: Query) -> list[Highlight]:
        """Return the highlights in the articles a query asks for, newest first.

        The dates of the query are those at which the highlights were made.
        """
        asked, since, until = replace(query, limit=None).without_dates()
        if not asked.states:
            asked = asked.in_states(frozenset({"highlighted"}))
        ids = search.select_ids(self._search, asked, muted=True)
        found: list[Highlight] = []
        for article_id, stored in highlights_of(self._search, ids).items():
            if not any(made_within(one, since, until) for one in stored):
                continue
            text = articles.text(self._search, article_id)
            found += anchored(self._search, article_id, text, text_hash(text))
        wanted = (one for one in found if made_within(one, since, until))
        return sorted(wanted, key=lambda one: one.id, reverse=True)[: query.limit]

    def first_unread(self, ids: Sequence[int]) -> int | None:
        """Return the first of these articles, in their order, that is unread."""
        return article_state.first_unread(self._read, ids)

    def mark_read(self, ids: Sequence[int], read: bool = True) -> list[int]:
        """Mark articles read or unread; return those of them whose state changed.

        What is the same story elsewhere is marked with them. Read articles are changed ones no
        more, see ``domain.query.fields.STATES``.
        """
        with self._step() as step:
            wanted = story_groups.with_copies(self._write, ids)
            marked = article_state.set_read(self._write, wanted, read)
            asked = frozenset(ids)
            seen = self._known_by_now(ids) if read else []
            step.rows += article_state.forget_change(self._write, seen)
            both = list(dict.fromkeys((*marked, *seen)))
            changed = [one for one in both if one in asked] or both
            if changed:
                state = "read" if read else "unread"
                step.label = f"marked {counted(len(changed), 'article')} {state}"
                step.article_id = changed[0] if len(changed) == 1 else None
            if marked:
                step.rows.append(article_state.read_change(marked, read))
        return changed

    def mark_opened(self, article_id: int) -> bool:
        """Mark an article read because it was opened; return whether that changed its state.

        This is no action of its own and cannot be undone as one. As long as no other is opened
        the article stays in the library, however old it is.
        """
        if self.read_only:
            return False
        with self._write.transaction():
            ids = story_groups.with_copies(self._write, (article_id,))
            was_unread = article_id in article_state.set_read(self._write, ids, True)
            seen = self._known_by_now((article_id,))
            article_state.forget_change(self._write, seen)
            ui_state.keep(self._write, ui_state.OPENED, str(article_id))
        return was_unread or bool(seen)

    def _known_by_now(self, ids: Sequence[int]) -> list[int]:
        """Return those changed articles whose highlights all find their very words."""
        found = article_state.changed_among(self._write, ids)
        lost: set[int] = set()
        for article_id in highlights_of(self._write, found):
            text = articles.text(self._write, article_id)
            marked = anchored(self._write, article_id, text, text_hash(text))
            if any(one.is_lost for one in marked):
                lost.add(article_id)
        return [one for one in found if one not in lost]

    def bookmark(self, article_id: int, wanted: bool | None = None) -> bool:
        """Toggle an article's bookmark, or set it as ``wanted``; return whether it has one."""
        article = articles.article(self._write, article_id)
        on = article.bookmarked is None if wanted is None else wanted
        self._mark("bookmarked", [article_id], on)
        return on

    def bookmark_all(self, ids: Sequence[int], wanted: bool = True) -> list[int]:
        """Bookmark articles, or take their bookmarks away; return those that changed."""
        return self._mark("bookmarked", ids, wanted)

    def read_later(self, ids: Sequence[int], wanted: bool = True) -> list[int]:
        """Set articles aside to be read later, or no longer; return those that changed."""
        return self._mark("later", ids, wanted)

    def _mark(
        self, column: Literal["bookmarked", "later"], ids: Sequence[int], on: bool
    ) -> list[int]:
        label = _LABELS[column, on]
        with self._step() as step:
            changed = article_state.unmarked(self._write, column, ids, on)
            step.rows += article_state.set_mark(
                self._write, column, changed, self.clock() if on else None
            )
            if changed:
                alone = changed[0] if len(changed) == 1 else None
                step.label, step.article_id = label.format(self._named(changed)), alone
        return changed

    def _named(self, ids: Sequence[int]) -> str:
        """Return what a step calls articles: one by its title, several by their number."""
        if len(ids) > 1:
            return counted(len(ids), "article")
        return f"“{articles.article(self._write, ids[0]).title}”"

    def set_tags(self, article_id: int, tags: Sequence[str]) -> None:
        """Give an article exactly these tags; raises ``NotFound``."""
        title = articles.article(self._write, article_id).title
        wanted = sorted({clean_line(tag) for tag in tags} - {""})
        with (
            self._step(f"changed the tags of “{title}”", article_id) as step,
            step.watching(self._write, ARTICLE_TAG, "WHERE article_id = ?", (article_id,)),
        ):
            article_state.set_tags(self._write, article_id, wanted)

    def change_tags(
        self, ids: Sequence[int], add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> None:
        """Give articles some tags and take others from them; raises ``NotFound``."""
        with self.as_one_step(f"changed the tags of {counted(len(ids), 'article')}"):
            for article_id in ids:
                tags = set(articles.article(self._write, article_id).tags)
                self.set_tags(article_id, sorted(tags.union(add).difference(remove)))

    def keep_position(self, article_id: int, offset: int) -> None:
        """Remember the offset in the text at which reading stopped, where that can be kept."""
        if not self.read_only:
            article_state.set_position(self._write, article_id, offset)

    # Boilerplate that was left out of articles

    def left_out(self, article_id: int) -> tuple[str, ...]:
        """Return what was left out of an article as boilerplate, in the order of its page."""
        texts = (one.document.text for one in boilerplate.left_out(self._read, article_id))
        return tuple(text for text in texts if text)

    def opened_with_boilerplate(self, article_id: int) -> OpenArticle:
        """Return an article with all that was left out of it; raises ``NotFound``.

        Its offsets count in that longer text: it is to be read, not to be highlighted.
        """
        opened = self.opened(article_id)
        left_out = boilerplate.left_out(self._read, article_id)
        return _with_boilerplate(opened, left_out) if left_out else opened


def _retellings(
    database: Database, article: Article, quotes: Sequence[Quote]
) -> tuple[tuple[Retelling, ...], ...]:
    """Return how the others of a story have the quotes of an article."""
    if article.copies < 2 or not quotes:
        return ()
    from newsreader.documents.similarity import FuzzySimilarity  # few articles have copies

    alike = FuzzySimilarity()
    ids = [one for one in story_groups.copies(database, article.id) if one != article.id]
    others = [
        Telling(
            one.id,
            one.outlet,
            articles.document(database, one.id),
            shown_quotes(database, one.id),
        )
        for one in articles.article_rows(database, ids[:RETOLD])
    ]
    return retell(quotes, others, lambda one, other: is_same_quote(one, other, alike))


def anchored(database: Database, article_id: int, text: str, hash_: str) -> tuple[Highlight, ...]:
    """Return an article's highlights as they stand in its ``text``, by position, orphans last.

    ``hash_`` is the ``text_hash`` of the text.
    """
    highlights = stored_highlights(database, article_id)
    found = _found_again(highlights, text, hash_)
    if not any(one.speaker for one in found):
        return found
    return with_confidence(found, shown_quotes(database, article_id))


def _found_again(highlights: tuple[Highlight, ...], text: str, hash_: str) -> tuple[Highlight, ...]:
    if all(one.text_hash == hash_ for one in highlights):
        return highlights
    from newsreader.documents.similarity import FuzzySimilarity  # only a changed story needs it

    alike = FuzzySimilarity()
    found = [
        one if one.text_hash == hash_ else reanchor(one, text, hash_, alike) for one in highlights
    ]
    return tuple(sorted(found, key=by_position))


def _with_boilerplate(opened: OpenArticle, left_out: Sequence[RemovedBlock]) -> OpenArticle:
    from newsreader.documents.site_boilerplate import (  # few articles are shown so
        offset_with,
        put_back,
    )

    def move(offset: int) -> int:
        return offset_with(opened.document, left_out, offset)

    def move_range(start: int, end: int) -> tuple[int, int]:
        return move(start), move(end - 1) + 1

    def move_quote(quote: Quote) -> Quote:
        start, end = move_range(quote.start, quote.end)
        return replace(
            quote, start=start, end=end, parts=tuple(move_range(*part) for part in quote.parts)
        )

    def move_highlight(highlight: Highlight) -> Highlight:
        if highlight.state is AnchorState.ORPHAN:
            return highlight
        start, end = move_range(highlight.start, highlight.end)
        return replace(highlight, start=start, end=end)

    return replace(
        opened,
        document=put_back(opened.document, left_out),
        quotes=tuple(move_quote(quote) for quote in opened.quotes),
        highlights=tuple(move_highlight(highlight) for highlight in opened.highlights),
        position=move(opened.position),
    )
