"""Clears what a site sets into all its stories out of those that are stored already."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from newsreader.documents.site_boilerplate import (
    is_marked,
    join_left_out,
    learn,
    leave_out,
    moved,
    put_back,
)
from newsreader.domain.boilerplate import StoryCleanup
from newsreader.fetcher.workers.messages import Story
from newsreader.storage import (
    article_state,
    articles,
    boilerplate,
)
from newsreader.storage.database import Database


def spare_marked(db: Database, article_id: int, story: Story) -> Story:
    """Return a changed ``story`` whole where the reader marked what was left out of it."""
    learned = story.learned
    marked = marked_passages(db, article_id) if learned and learned.removed else ()
    if not learned or not any(is_marked(one.document.text, marked) for one in learned.removed):
        return story
    from newsreader.quotes.engine import find_quotes  # loads dictionaries, and is seldom needed

    document = put_back(story.document, learned.removed)
    quotes = find_quotes(document.text, story.entry.language, story.entry.title)
    return replace(story, document=document, quotes=quotes, learned=replace(learned, removed=()))


def marked_passages(db: Database, article_id: int) -> tuple[str, ...]:
    """Return what the reader highlighted in an article."""
    return tuple(one.text for one in article_state.highlights(db, article_id))


def clear_stored(db: Database, lessons: Iterable[StoryCleanup]) -> None:
    """Leave out of the stored stories what was just left out of others of their sites.

    Quotes are found anew, the reading position moves along, highlights find their passages by
    themselves; what the reader highlighted stays.
    """
    prints: defaultdict[str, set[int]] = defaultdict(set)
    for lesson in lessons:
        prints[lesson.site].update(one.fingerprint for one in lesson.removed if one.fingerprint)
    for site, wanted in prints.items():
        if wanted:
            _clear_site(db, site, wanted)


def _clear_site(db: Database, site: str, wanted: set[int]) -> None:
    from newsreader.quotes.engine import FINDER_VERSION, find_quotes

    stories = boilerplate.stories(db, site)
    habits = learn(stories.values())
    for article_id, traces in stories.items():
        earlier = boilerplate.left_out(db, article_id)
        if not wanted.intersection(traces.fingerprints) - {one.fingerprint for one in earlier}:
            continue
        whole = articles.document(db, article_id)
        document, more = leave_out(whole, habits, marked_passages(db, article_id))
        if not more:
            continue
        article = articles.article(db, article_id)
        position = moved(whole, more, articles.position(db, article_id))
        with db.transaction():
            articles.change_text(
                db,
                article_id,
                document,
                find_quotes(document.text, article.language, article.title),
                finder_version=FINDER_VERSION,
            )
            article_state.set_position(db, article_id, position)
            boilerplate.keep_left_out(db, article_id, join_left_out(earlier, more))
