"""Brings single pages of the web into the library as articles, with their text and quotes."""

from contextlib import suppress
from datetime import datetime
from urllib.parse import urlsplit

from newsreader.domain.article import Article
from newsreader.domain.boilerplate import site_of
from newsreader.domain.clean import clean_url, shown_host
from newsreader.domain.errors import FeedError, NotFound
from newsreader.fetcher import full_text, processing_queue
from newsreader.fetcher.boilerplate_cleanup import clean_up_stored
from newsreader.fetcher.context import FetchContext
from newsreader.fetcher.discovery import complete_address
from newsreader.fetcher.http.client import PAGE_ACCEPT
from newsreader.fetcher.http.download import Download
from newsreader.fetcher.workers.messages import ExtractedPage, ExtractJob
from newsreader.storage import articles, boilerplate, feeds
from newsreader.storage.article_state import Mark, read_change, set_mark, set_read, unmarked
from newsreader.storage.database import Database
from newsreader.storage.full_text_queue import PageValidators, keep_validators
from newsreader.storage.history import StepDraft
from newsreader.storage.web_pages import add_page, find_page, note_trail

_MARKS: tuple[Mark, ...] = ("saved", "later")


async def bring_page(context: FetchContext, url: str, through: int | None) -> int:
    """Return the article of the page at ``url``, which is fetched unless it is there already.

    ``through`` is the article with the link. Raises FeedError and FetchError.
    """
    address = complete_address(url)
    known = find_page(context.database, address)
    source = _article(context, through)
    if known is not None:
        await _complete(context, known)
        return _noted(context, known, source)
    answer = await context.downloader.get(
        address, accept=PAGE_ACCEPT, named_by=_named_by(context, source)
    )
    known = find_page(context.database, answer.url)
    if known is not None:
        return _noted(context, known, source)
    page = await context.workers.extract_page(
        ExtractJob(
            body=answer.body,
            url=answer.url,
            charset=answer.charset,
            content_type=answer.content_type,
            parts=context.parts_of(answer.url),
            stories=tuple(boilerplate.stories(context.database, site_of(answer.url)).values()),
        )
    )
    article_id = _store(context, answer, page, source)
    await clean_up_stored(context, [page.cleanup])
    return article_id


def keep(db: Database, step: StepDraft, article_id: int, now: datetime) -> None:
    """Save a page to be read later, as a part of a step, inside a transaction.

    One that no feed brought is unread from then on.
    """
    article = articles.article(db, article_id)
    for mark in _MARKS:
        if unmarked(db, mark, [article_id], True):
            step.rows += set_mark(db, mark, [article_id], now)
    if article.saved is None and article.feed_id is None and set_read(db, [article_id], False):
        step.rows.append(read_change([article_id], False))
    step.label, step.article_id = f"saved “{article.title}”", article_id


def _store(
    context: FetchContext, answer: Download, page: ExtractedPage, source: Article | None
) -> int:
    database, now = context.database, context.clock()
    with database.transaction():
        if (known := find_page(database, answer.url)) is not None:
            return known  # another process was quicker
        host = shown_host(answer.url)
        article_id = add_page(database, clean_url(answer.url), page.title or host, now)
        articles.replace_text(
            database,
            article_id,
            page.document,
            page.quotes,
            now=now,
            finder_version=page.finder_version,
            author=page.author,
            outlet=page.outlet or host,
            language=page.language,
            published=page.published,
            sketch=page.sketch,
        )
        keep_validators(database, article_id, PageValidators(answer.etag, answer.last_modified))
        boilerplate.keep(database, article_id, page.cleanup)
        if source is not None:
            note_trail(database, article_id, source)
    return article_id


def _noted(context: FetchContext, article_id: int, source: Article | None) -> int:
    """Note through which article a page was found that no feed brought; return it."""
    page = articles.article(context.database, article_id)
    if source is not None and page.feed_id is None and source.id != article_id:
        note_trail(context.database, article_id, source)
    return article_id


async def _complete(context: FetchContext, article_id: int) -> None:
    """Have an article that is there already as whole as it can be; that it stays short is fine."""
    await processing_queue.process_now(context, [article_id])
    stored = articles.stored_text(context.database, article_id)
    excerpt = stored is None or (stored.source == "feed" and stored.page_tried is None)
    if excerpt and urlsplit(articles.article(context.database, article_id).url).hostname:
        with suppress(FeedError, NotFound):
            await full_text.fetch_page(context, article_id)


def _article(context: FetchContext, article_id: int | None) -> Article | None:
    if article_id is not None:
        with suppress(NotFound):  # removed just now
            return articles.article(context.database, article_id)
    return None


def _named_by(context: FetchContext, source: Article | None) -> str:
    """Return the address of what names a link: the feed of its article, else the article."""
    if source is None:
        return ""
    if source.feed_id is not None:
        with suppress(NotFound):
            return feeds.feed(context.database, source.feed_id).url
    return source.url
