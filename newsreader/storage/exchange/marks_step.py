"""Takes down what taking in marks of others does, so that it can be undone as one step."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from newsreader.storage.database import Database
from newsreader.storage.history import StepDraft
from newsreader.storage.row_changes import (
    ALIAS,
    ARTICLE,
    ARTICLE_TAG,
    CORRECTION,
    DELETED_HIGHLIGHT,
    HIGHLIGHT,
    HIGHLIGHT_TAG,
    SHARED_RECORD,
    compare,
    snapshot,
)

_MADE = (ARTICLE_TAG, HIGHLIGHT, HIGHLIGHT_TAG, DELETED_HIGHLIGHT, CORRECTION, ALIAS)
"""The tables of what comes in, besides the states of articles."""
_UNMARKED = {"read": 1, "muted_by": ""}
"""What is not NULL of an article that was made for its marks, once these are undone."""


@contextmanager
def watching_marks(db: Database, step: StepDraft) -> Iterator[None]:
    """Take down what a block does to all that the user made.

    Articles that it makes stay when it is undone, read and without marks.
    """
    articles, told = snapshot(db, ARTICLE, ""), snapshot(db, SHARED_RECORD, "")
    before = len(step.rows)
    with ExitStack() as watched:
        for table in _MADE:
            watched.enter_context(step.watching(db, table))
        yield
    after = snapshot(db, ARTICLE, "")
    unmarked = tuple(_UNMARKED.get(name) for name in ARTICLE.columns)
    made = {key: unmarked for key in after if key not in articles}
    step.rows += compare(ARTICLE, {**articles, **made}, after)
    if len(step.rows) == before:
        return  # there was nothing new
    records = snapshot(db, SHARED_RECORD, "")
    new = {key: record for key, record in records.items() if key not in told}
    step.rows += compare(SHARED_RECORD, {}, new)
