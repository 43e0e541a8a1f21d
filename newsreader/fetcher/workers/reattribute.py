"""Finds the quotes of stored articles again, with or without removing boilerplate first."""

from newsreader.documents.site_boilerplate import RecurringBlocks, count_recurring, remove_recurring
from newsreader.fetcher.workers.stored_text_jobs import (
    CleanedArticle,
    CleanedArticles,
    CleanUpJob,
    FoundQuotes,
    ReattributeJob,
    StoredArticle,
)
from newsreader.languages.recognition import settle
from newsreader.quotes.engine import FINDER_VERSION, find_quotes, find_quotes_in


def reattribute(job: ReattributeJob) -> FoundQuotes:
    """Return the quotes of stored texts, and the languages that these are in."""
    languages = tuple(settle(one.language, f"{one.title}\n{one.text}") for one in job.texts)
    quotes = tuple(
        find_quotes(one.text, language, one.title)
        for one, language in zip(job.texts, languages, strict=True)
    )
    return FoundQuotes(quotes, languages, FINDER_VERSION)


def clean_up(job: CleanUpJob) -> CleanedArticles:
    """Leave out of stored articles what recurs in those of their site."""
    habits = count_recurring(job.stories)
    return CleanedArticles(tuple(_clean(one, habits) for one in job.articles), FINDER_VERSION)


def _clean(article: StoredArticle, habits: RecurringBlocks) -> CleanedArticle | None:
    document, left_out = remove_recurring(article.document, habits, article.marked)
    if not left_out:
        return None
    quotes = find_quotes_in(document, article.language, article.title)
    return CleanedArticle(document, quotes, left_out)
