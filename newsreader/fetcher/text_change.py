"""Tells whether a publisher changed the text of an article, when another one is to be stored."""

from newsreader.domain.anchoring.rewording import is_reworded
from newsreader.domain.boilerplate import StoryCleanup
from newsreader.domain.document import Document
from newsreader.storage import articles, boilerplate
from newsreader.storage.database import Database


def is_changed(
    db: Database,
    article_id: int,
    source: articles.Source,
    after: Document,
    cleanup: StoryCleanup | None,
) -> bool:
    """Whether the text from ``source`` has other words than the stored one that it will replace.

    Only texts of the same source are compared: that the page takes the place of what the feed had
    is no doing of the publisher. Nor is a text in place of a summary that stood in for it.
    """
    stored = articles.stored_text(db, article_id)
    if stored is None or stored.source != source or not stored.finder_version:
        return False
    left_out = [*boilerplate.left_out(db, article_id), *(cleanup.removed if cleanup else ())]
    before = articles.document(db, article_id)
    return is_reworded(before, after, [one.document.text for one in left_out])
