"""Highlights where they are in the present text of their article."""

from collections.abc import Iterator, Mapping, Sequence

from newsreader.domain.anchoring.carried_highlights import carry_over
from newsreader.domain.document import text_hash
from newsreader.domain.highlights.highlight import Highlight
from newsreader.storage import articles
from newsreader.storage.database import Database
from newsreader.storage.highlight_speakers import spoken
from newsreader.storage.highlights import highlights as stored_highlights
from newsreader.storage.highlights import texts_made_on


def anchored(database: Database, article_id: int, text: str, hash_: str) -> tuple[Highlight, ...]:
    """Return an article's highlights as they stand in its ``text``, by position, orphans last.

    Their speakers are those that its quotes have. ``hash_`` is the ``text_hash`` of the text.
    """
    found = stored_highlights(database, article_id)
    if any(one.text_hash != hash_ for one in found):
        found = carry_over(found, text, hash_, texts_made_on(database, found))
    return spoken(database, article_id, found)


def anchored_among(
    database: Database, of_article: Mapping[int, Sequence[Highlight]]
) -> Iterator[Highlight]:
    """Yield stored highlights of several articles as they stand in the present texts.

    No text is read for those that the writer of the present text has carried into it.
    """
    hashes = articles.text_hashes(database, list(of_article))
    for article_id, found in of_article.items():
        if any(one.text_hash != hashes.get(article_id) for one in found):
            wanted, text = {one.id for one in found}, articles.text(database, article_id)
            known = anchored(database, article_id, text, text_hash(text))
            yield from (one for one in known if one.id in wanted)
        else:
            yield from spoken(database, article_id, found)
