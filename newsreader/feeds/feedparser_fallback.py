"""Parses with feedparser the feeds that the expat parser does not support."""

import io
import time
from functools import cache
from typing import Any

from newsreader.domain.clean import AUTHOR_LIMIT
from newsreader.domain.errors import FeedError
from newsreader.feeds.entry_files import CHAPTERS, TRANSCRIPTS


def read_leniently(document: bytes) -> dict[str, Any]:
    """Return what feedparser finds in a UTF-8 ``document``; raises FeedError where it gives up.

    Its HTML options are off: of its time two thirds would go into markup that is read again.
    """
    try:
        parsed: dict[str, Any] = _feedparser().parse(
            # As bytes: a str would be opened as an address or a file.
            io.BytesIO(document),
            # The charset is certain here; without headers it would be guessed.
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        # feedparser lets exceptions of nearly every kind out on hostile input.
        raise FeedError(f"This feed is too broken to be read ({type(error).__name__}).") from error
    return parsed


def feedparser_date(entry: dict[str, Any], name: str) -> time.struct_time | None:
    """Return what feedparser made of the date ``name`` of an entry."""
    # dict.get() leaves out its own substitution of one date for another.
    return dict.get(entry, f"{name}_parsed")


@cache
def _feedparser() -> Any:
    """Return feedparser, kept from searching long texts of authors for addresses.

    Imported here because most feeds do without, and it takes a tenth of a second. It searches
    in quadratic time: an author of 16 KB holds it for seven seconds (kurtmckee/feedparser#562).
    """
    import feedparser
    from feedparser.mixin import _FeedParserMixin as Mixin

    tell_author = Mixin._sync_author_detail

    def tell_short_author(self: Any, key: str = "author") -> None:
        context = self._get_context()
        if isinstance(author := context.get(key), str) and len(author) > AUTHOR_LIMIT:
            context[key] = author[:AUTHOR_LIMIT]
        tell_author(self, key)

    Mixin._sync_author_detail = tell_short_author
    for element, key in (("transcript", TRANSCRIPTS), ("chapters", CHAPTERS)):
        setattr(Mixin, f"_start_podcast_{element}", _collecting(element, key))
        setattr(Mixin, f"_end_podcast_{element}", lambda self, name=element: self.pop(name))
    return feedparser


def _collecting(element: str, key: str) -> Any:
    """Return what feedparser does with an element of which it would keep only the last."""

    def begin(self: Any, attributes: dict[str, str]) -> None:
        self._get_context().setdefault(key, []).append(attributes)
        self.push(element, 0)

    return begin
