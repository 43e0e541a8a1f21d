"""Fetches the pages of stories that their feed only begins, and stores the whole text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from newsreader.domain.errors import FeedError, FetchError
from newsreader.fetcher.download import PAGE_ACCEPT
from newsreader.fetcher.events import PageDone
from newsreader.fetcher.jobs import PageJob, Story
from newsreader.fetcher.means import Means
from newsreader.storage import articles

PAGES = 30
"""How many pages of one feed are fetched in one refresh, the newest."""
GIVE_UP = 3
"""After how many failures in a row the rest of a feed's pages is left alone."""
AGAIN = timedelta(days=1)
"""How long a page is left alone after it was asked, also when its entry changes."""

_MEDIA = ("audio/", "video/")
_UNDATED = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An article whose page is wanted."""

    article_id: int
    """The article."""
    feed_id: int | None
    """Its feed."""
    url: str
    """The page."""
    title: str
    """The headline."""
    language: str
    """The language, as far as it is known."""
    beginning: str
    """The text there is, which the page must continue."""
    published: datetime | None = None
    """When it was published."""


def wants_page(story: Story, stored: articles.Stored | None, now: datetime) -> bool:
    """Whether the page of a new or changed story is to be fetched.

    Not for sound and video, whose page holds no more text, and not when it was asked lately:
    some feeds change their entries with every refresh.
    """
    if not story.excerpt or not story.entry.url:
        return False
    if any(file.type.startswith(_MEDIA) for file in story.entry.enclosures):
        return False
    tried = stored.page_tried if stored else None
    return tried is None or now - tried >= AGAIN


async def fetch_pages(means: Means, wanted: Sequence[Wanted]) -> None:
    """Fetch the newest pages one after the other; what fails keeps the feed's text."""
    newest = sorted(wanted, key=lambda one: one.published or _UNDATED, reverse=True)
    failures = 0
    for one in newest[:PAGES]:
        done = await fetch_page(means, one)
        failures = failures + 1 if done.status == "failed" else 0
        if failures == GIVE_UP:
            return


async def fetch_full_text(means: Means, article_id: int) -> PageDone:
    """Fetch the page of one article, whatever was tried before; raises NotFound."""
    article = articles.article(means.database, article_id)
    text = articles.document(means.database, article_id).text
    source = articles.text_source(means.database, article_id)
    wanted = Wanted(
        article_id=article_id,
        feed_id=article.feed_id,
        url=article.url,
        title=article.title,
        language=article.language,
        beginning=article.summary if source == "page" else text,
    )
    return await fetch_page(means, wanted)


async def fetch_page(means: Means, wanted: Wanted) -> PageDone:
    """Fetch one page and store its story, or why there is none; tell and return which."""
    try:
        answer = await means.downloader.get(wanted.url, accept=PAGE_ACCEPT)
        page = await means.workers.digest_page(
            PageJob(
                body=answer.body,
                url=answer.url,
                charset=answer.charset,
                title=wanted.title,
                language=wanted.language,
                beginning=wanted.beginning,
            )
        )
    except (FetchError, FeedError) as error:
        articles.record_page_failure(means.database, wanted.article_id, means.clock(), str(error))
        done = PageDone(wanted.article_id, wanted.feed_id, "failed", str(error))
    else:
        articles.replace_text(
            means.database,
            wanted.article_id,
            page.document,
            page.quotes,
            now=means.clock(),
            finder_version=page.finder_version,
            author=page.author,
            language=page.language,
        )
        done = PageDone(wanted.article_id, wanted.feed_id)
    means.tell(done)
    return done
