"""Highlights where they are in the present text of their article."""

from newsreader.domain.anchor import reanchor
from newsreader.domain.article import by_position
from newsreader.domain.highlight import Highlight, with_confidence
from newsreader.storage.database import Database
from newsreader.storage.highlights import highlights as stored_highlights
from newsreader.storage.quotes import shown_quotes


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
