"""Articles as they are read: with text, quotes, highlights and the boilerplate left out."""

from collections.abc import Sequence
from dataclasses import replace

from newsreader.domain.article import Article, ExcerptState, OpenArticle
from newsreader.domain.boilerplate import RemovedBlock
from newsreader.domain.clean import shown_host
from newsreader.domain.document import text_hash
from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.quote_matching import is_same_quote
from newsreader.domain.quoting.retelling import Retelling, Telling, retell
from newsreader.library.anchored_highlights import anchored
from newsreader.library.article_states import ArticleStates
from newsreader.library.listings import Listings
from newsreader.storage import (
    articles,
    boilerplate,
    processing_queue,
    story_groups,
)
from newsreader.storage.database import Database
from newsreader.storage.enclosures import enclosures
from newsreader.storage.quotes import shown_quotes
from newsreader.storage.web_pages import trail

RETOLD = 12
"""At most so many other outlets of a story are compared."""


class Articles(ArticleStates, Listings):
    """The part of the library that reads articles."""

    def copies(self, article_id: int) -> list[Article]:
        """Return all articles that are the same story as one, itself too, the fullest first."""
        return articles.article_rows(self._read, story_groups.copies(self._read, article_id))

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
            excerpt=_excerpt(database, article, document.text),
            stamp=stamp,
            enclosures=enclosures(database, article_id),
            trail=trail(database, article_id),
        )

    def reopened(self, before: OpenArticle) -> OpenArticle:
        """Return an open article as it is now: ``before`` itself when nothing of it has changed.

        The document and the quotes are the same objects as long as they are equal; the text is
        read only when another one is stored. Raises ``NotFound`` when the article is gone.
        """
        database, article_id = self._read, before.article.id
        if before.version is not None:  # what was does not change
            articles.article(database, article_id)
            return before
        if articles.document_stamp(database, article_id) != before.stamp:
            return self.opened(article_id)
        article = articles.article(database, article_id)
        quotes = shown_quotes(database, article_id)
        text, hash_ = before.document.text, before.text_hash
        highlights = anchored(database, article_id, text, hash_)
        processed = not processing_queue.queued_among(database, (article_id,))
        excerpt = _excerpt(database, article, text)
        files = enclosures(database, article_id)
        now = (article, quotes, highlights, processed, excerpt, files)
        then = (
            *(before.article, before.quotes, before.highlights, before.processed, before.excerpt),
            before.enclosures,
        )
        if now == then:
            return before
        return replace(
            before,
            article=article,
            quotes=before.quotes if quotes == before.quotes else quotes,
            highlights=highlights,
            processed=processed,
            excerpt=excerpt,
            retellings=_retellings(database, article, quotes),
            enclosures=files,
        )

    def unprocessed(self, ids: Sequence[int]) -> list[int]:
        """Return those of these articles that wait in the processing queue.

        Until then their text is their summary, nobody is quoted, and no search finds them.
        """
        return processing_queue.queued_among(self._search, ids)

    def count_unprocessed(self) -> int:
        """Return how many articles wait in the processing queue."""
        return processing_queue.count_queued(self._search)

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


def _excerpt(database: Database, article: Article, text: str) -> ExcerptState | None:
    """Return what is known of the page of an article whose text may be only an excerpt."""
    stored = articles.stored_text(database, article.id)
    if stored is None or stored.source != "feed" or not shown_host(article.url):
        return None
    from newsreader.domain.excerpt import is_excerpt, trails_off  # needs the words of languages

    if not is_excerpt(text, article.summary):
        return None
    return ExcerptState(trails_off(text), stored.page_tried, stored.page_error)


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
