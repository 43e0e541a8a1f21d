"""Highlights where they are in the present text of their article."""

from newsreader.domain.carried_highlights import carry_over
from newsreader.domain.highlight import Highlight, with_confidence
from newsreader.storage.database import Database
from newsreader.storage.highlights import highlights as stored_highlights
from newsreader.storage.highlights import texts_made_on
from newsreader.storage.quotes import shown_quotes


def anchored(database: Database, article_id: int, text: str, hash_: str) -> tuple[Highlight, ...]:
    """Return an article's highlights as they stand in its ``text``, by position, orphans last.

    ``hash_`` is the ``text_hash`` of the text.
    """
    found = stored_highlights(database, article_id)
    if any(one.text_hash != hash_ for one in found):
        found = carry_over(found, text, hash_, texts_made_on(database, found))
    if not any(one.speaker for one in found):
        return found
    return with_confidence(found, shown_quotes(database, article_id))
