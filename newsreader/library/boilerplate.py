"""Shows again what was left out of an article because its site sets it into many stories."""

from collections.abc import Sequence
from dataclasses import replace

from newsreader.domain.article import OpenArticle
from newsreader.domain.boilerplate import RemovedBlock
from newsreader.domain.highlight import AnchorState, Highlight
from newsreader.domain.quote import Quote
from newsreader.library.articles import Articles
from newsreader.storage import boilerplate


class Boilerplate(Articles):
    """The part of the library that knows the furniture of sites."""

    def dropped(self, article_id: int) -> tuple[str, ...]:
        """Return what was left out of an article as furniture, in the order of its page."""
        texts = (one.document.text for one in boilerplate.left_out(self._read, article_id))
        return tuple(text for text in texts if text)

    def opened_whole(self, article_id: int) -> OpenArticle:
        """Return an article with all that was left out of it; raises ``NotFound``.

        Its offsets count in that longer text: it is to be looked at, not to be marked.
        """
        opened = self.opened(article_id)
        left_out = boilerplate.left_out(self._read, article_id)
        return _furnish(opened, left_out) if left_out else opened


def _furnish(opened: OpenArticle, left_out: Sequence[RemovedBlock]) -> OpenArticle:
    from newsreader.documents.site_boilerplate import (  # few articles are shown so
        put_back,
        returned,
    )

    def move(offset: int) -> int:
        return returned(opened.document, left_out, offset)

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
