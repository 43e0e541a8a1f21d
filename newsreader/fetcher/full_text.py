"""Fetches the pages of articles whose feed has only the beginning, and stores the whole text."""

import asyncio
from collections.abc import Collection
from datetime import datetime, timedelta

from newsreader.domain.article import Article
from newsreader.domain.boilerplate import site_of
from newsreader.domain.errors import FeedError, FetchError, NotFound
from newsreader.feeds.plain_text import made_title
from newsreader.fetcher.boilerplate_cleanup import clean_up_stored, marked_passages
from newsreader.fetcher.context import FetchContext
from newsreader.fetcher.http.client import PAGE_ACCEPT
from newsreader.fetcher.task_group import together
from newsreader.fetcher.text_change import is_changed
from newsreader.fetcher.workers.messages import ExtractJob, ProcessedEntry
from newsreader.protocol import PageDone
from newsreader.storage import (
    articles,
    boilerplate,
    feeds,
    full_text_queue,
)
from newsreader.storage.article_state import note_change

PAGES = 30
"""How many pages of one feed are fetched in one refresh, the newest."""
AT_ONCE = 32
"""From how many feeds pages are fetched at the same time."""
GIVE_UP = 3
"""After how many failures in a row the rest of a feed's pages is left alone."""
AGAIN = timedelta(days=1)
"""How long a page is left alone after it was asked, also when its entry changes."""

RETRIES = (timedelta(days=1), timedelta(days=7))
"""How long a page that could not be read is left alone: first, then once more, then for good."""

CHECKS = (timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=30))
"""At which ages of a marked article its page is asked whether the story was changed."""

UNTITLED = "Untitled"
"""What an article is called whose feed says nothing at all."""


def wants_page(story: ProcessedEntry, tried: datetime | None, now: datetime) -> bool:
    """Whether the page of a new or changed entry is to be fetched; it was last ``tried`` then.

    Not when it was asked lately: some feeds change their entries with every refresh.
    """
    if not (story.excerpt and story.has_page):
        return False
    return tried is None or not timedelta() <= now - tried < AGAIN


async def fetch_wanted(context: FetchContext, feed_ids: Collection[int]) -> None:
    """Fetch the pages that are wanted of these feeds, and of articles that belong to none.

    Also some that failed a while ago, and of marked articles those that may have changed.
    """
    database = context.database
    full_text_queue.want_failed_pages(database, context.clock(), RETRIES)
    full_text_queue.want_marked_pages(database, context.clock(), CHECKS)
    places = asyncio.Semaphore(AT_ONCE)

    async def fetch(feed_id: int | None) -> None:
        async with places:
            await fetch_pages(context, feed_id)

    async with together() as group:
        for feed_id in (*full_text_queue.feeds_wanting_pages(database) & frozenset(feed_ids), None):
            feed = None if feed_id is None else feeds.feed(database, feed_id)
            if context.full_text_of(feed) != "off":
                group.create_task(fetch(feed_id))


async def fetch_pages(context: FetchContext, feed_id: int | None) -> None:
    """Fetch the newest wanted pages of a feed, or of none, one by one; what fails changes none."""
    failures = 0
    for article_id in full_text_queue.wanted_pages(context.database, feed_id, PAGES):
        try:
            done = await fetch_page(context, article_id, again=False)
        except NotFound:
            continue  # removed while the others were fetched
        if done.status == "new":
            context.apply_rules(
                [article_id], new=False
            )  # the rest of its text may be what is sought
        failures = failures + 1 if done.status == "failed" else 0
        if failures == GIVE_UP:
            return


async def fetch_page(context: FetchContext, article_id: int, *, again: bool = True) -> PageDone:
    """Fetch the page of an article, whatever was tried before, and store its story.

    Where it is not to be read ``again`` and the text was taken from it, its server is only asked
    whether it changed. Tells and returns whether there is a story; why not is stored too. Raises
    NotFound.
    """
    article = articles.article(context.database, article_id)
    if articles.text_source(context.database, article_id) == "page":
        beginning = article.summary
    else:
        beginning = articles.document(context.database, article_id).text
    try:
        if not article.url:
            raise FeedError("This article names no page.")
        feed = None if article.feed_id is None else feeds.feed(context.database, article.feed_id)
        known = full_text_queue.PageValidators()
        if not again:
            known = full_text_queue.page_validators(context.database, article_id)
        answer = await context.downloader.get(
            article.url,
            etag=known.page_etag,
            last_modified=known.page_last_modified,
            accept=PAGE_ACCEPT,
            named_by=feed.url if feed else "",  # not where it was removed
            proxy=context.options_of(feed).proxy if feed else "",
        )
        if answer.unchanged:
            full_text_queue.record_unchanged_page(context.database, article_id, context.clock())
            done = PageDone(article_id, article.feed_id, "unchanged")
            context.tell(done)
            return done
        page = await context.workers.extract_page(
            ExtractJob(
                body=answer.body,
                url=answer.url,
                charset=answer.charset,
                content_type=answer.content_type,
                parts=context.parts_of(answer.url, feed),
                title=article.title,
                language=article.language,
                beginning=beginning,
                stories=tuple(boilerplate.stories(context.database, site_of(answer.url)).values()),
                marked=marked_passages(context.database, article_id),
            )
        )
    except (FetchError, FeedError) as error:
        full_text_queue.record_page_failure(
            context.database, article_id, context.clock(), str(error)
        )
        done = PageDone(article_id, article.feed_id, "failed", str(error))
    else:
        with context.database.transaction():
            articles.article(context.database, article_id)  # it may be gone by now
            if is_changed(context.database, article_id, "page", page.document, page.cleanup):
                note_change(context.database, article_id, context.clock())
                context.noted.note_changed(context.database, article_id)
            articles.replace_text(
                context.database,
                article_id,
                page.document,
                page.quotes,
                now=context.clock(),
                finder_version=page.finder_version,
                title=page.title if _is_untitled(article) else "",
                author=page.author,
                outlet=page.outlet if _lies_elsewhere(context, article, answer.url) else "",
                language=page.language,
                published=page.published,
                sketch=page.sketch,
            )
            validators = full_text_queue.PageValidators(answer.etag, answer.last_modified)
            full_text_queue.keep_validators(context.database, article_id, validators)
            boilerplate.keep(context.database, article_id, page.cleanup)
        await clean_up_stored(context, [page.cleanup])
        done = PageDone(article_id, article.feed_id)
    context.tell(done)
    return done


def _is_untitled(article: Article) -> bool:
    """Whether the headline of an article was only made of its beginning."""
    return article.title in (made_title(article.summary), UNTITLED)


def _lies_elsewhere(context: FetchContext, article: Article, url: str) -> bool:
    """Whether the page of an article is another site's than its feed."""
    if article.feed_id is None:
        return False
    feed = feeds.feed(context.database, article.feed_id)
    host, own = site_of(url), {site_of(feed.url), site_of(feed.site_url)}
    return not any(
        host == one or host.endswith(f".{one}") or one.endswith(f".{host}") for one in own if one
    )
