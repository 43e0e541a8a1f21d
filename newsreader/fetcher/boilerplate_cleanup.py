"""Removes from stored articles the boilerplate of their sites as soon as it is known."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from newsreader.documents.site_boilerplate import is_highlighted, merge_removed, offset_without
from newsreader.domain.boilerplate import StoryCleanup, StoryFingerprints
from newsreader.domain.errors import FeedError
from newsreader.fetcher.context import FetchContext
from newsreader.fetcher.workers.stored_text_jobs import CleanedArticle, CleanUpJob, StoredArticle
from newsreader.storage import (
    article_state,
    articles,
    boilerplate,
)
from newsreader.storage.database import Database
from newsreader.storage.highlights import highlights

BATCH = 10
"""How many stored articles of a site one job cleans."""

_log = logging.getLogger(__name__)


def marked_passages(db: Database, article_id: int) -> tuple[str, ...]:
    """Return what the user highlighted in an article."""
    return tuple(one.text for one in highlights(db, article_id))


def takes_marked(db: Database, article_id: int, cleanup: StoryCleanup | None) -> bool:
    """Whether something was left out of an article that the user has highlighted by now."""
    if cleanup is None or not cleanup.removed:
        return False
    marked = marked_passages(db, article_id)
    return any(is_highlighted(one.document.text, marked) for one in cleanup.removed)


async def clean_up_stored(context: FetchContext, cleanups: Iterable[StoryCleanup]) -> None:
    """Leave out of stored articles what was just left out of others of their sites.

    Workers find what to leave out, and the quotes of the rest anew; the library is locked only
    to write one article. The reading position moves along, highlights find their passages by
    themselves, and what the user highlighted stays. What a stop or an error leaves undone is
    done with the next article of the site.
    """
    prints: defaultdict[str, set[int]] = defaultdict(set)
    for cleanup in cleanups:
        prints[cleanup.site].update(one.fingerprint for one in cleanup.removed if one.fingerprint)
    for site, wanted in prints.items():
        if not wanted:
            continue
        stories = boilerplate.stories(context.database, site)
        found = list(_having(context.database, stories, wanted))
        for at in range(0, len(found), BATCH):
            await _clean(context, found[at : at + BATCH], tuple(stories.values()))


def _having(
    db: Database, stories: Mapping[int, StoryFingerprints], wanted: Collection[int]
) -> Iterator[int]:
    """Yield the articles that still hold a paragraph with one of these fingerprints."""
    for article_id, traces in stories.items():
        if not frozenset(wanted).isdisjoint(traces.fingerprints):
            earlier = {one.fingerprint for one in boilerplate.left_out(db, article_id)}
            if frozenset(wanted).intersection(traces.fingerprints) - earlier:
                yield article_id


async def _clean(
    context: FetchContext, article_ids: Sequence[int], stories: Sequence[StoryFingerprints]
) -> None:
    database = context.database
    stored = {
        row.id: StoredArticle(
            articles.document(database, row.id),
            row.language,
            row.title,
            marked_passages(database, row.id),
        )
        for row in articles.article_rows(database, article_ids)
    }
    try:
        answer = await context.workers.clean_up(CleanUpJob(tuple(stored.values()), stories))
    except FeedError:
        _log.exception("stored articles cannot be cleaned")  # they stay as they are
        return
    for (article_id, before), cleaned in zip(stored.items(), answer.articles, strict=True):
        if cleaned is not None:
            _save(database, article_id, before, cleaned, answer.finder_version)


def _save(
    db: Database,
    article_id: int,
    before: StoredArticle,
    cleaned: CleanedArticle,
    finder_version: int,
) -> None:
    """Store a cleaned article, unless its text or its highlights have changed meanwhile."""
    with db.transaction():
        same = articles.document(db, article_id).text == before.document.text
        if not same or marked_passages(db, article_id) != before.marked:
            return
        position = articles.position(db, article_id)
        earlier = boilerplate.left_out(db, article_id)
        articles.change_text(
            db, article_id, cleaned.document, cleaned.quotes, finder_version=finder_version
        )
        article_state.set_position(
            db, article_id, offset_without(before.document, cleaned.removed, position)
        )
        boilerplate.keep_left_out(db, article_id, merge_removed(earlier, cleaned.removed))
