"""The JSON of the command line: keys that programs rely on, times in ISO 8601 UTC."""

from collections.abc import Iterable, Sequence
from dataclasses import fields

from newsreader.domain.article import Article, OpenArticle
from newsreader.domain.clean import shown_url
from newsreader.domain.document import Document
from newsreader.domain.enclosure import Enclosure
from newsreader.domain.feed import Feed
from newsreader.domain.highlights.highlight_record import highlight_record
from newsreader.domain.instant import instant
from newsreader.domain.links import links_of
from newsreader.domain.options.effective_options import OWN, EffectiveOptions, is_set
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.domain.options.option_words import option_words
from newsreader.domain.query.excerpts import Excerpt
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.speaker import Speaker
from newsreader.domain.story_version import StoryVersion

SCHEMA = 1
"""The version of these records; it changes when a key changes its meaning or goes."""

Record = dict[str, object]


def envelope(name: str, content: object) -> Record:
    """Return what ``--json`` prints: the schema and, under its name, the content."""
    return {"schema": SCHEMA, name: content}


def article_record(article: Article) -> Record:
    """Return an article without its text."""
    return {
        "id": article.id,
        "feed_id": article.feed_id,
        "feed": article.feed,
        "outlet": article.outlet,
        "title": article.title,
        "url": shown_url(article.url),
        "author": article.author,
        "published": instant(article.published) if article.dated else None,
        "seen": None if article.dated else instant(article.published),
        "language": article.language,
        "read": article.read,
        "bookmarked": article.bookmarked is not None,
        "later": article.later is not None,
        "saved": instant(article.saved),
        "muted": instant(article.muted),
        "muted_by": article.muted_by,
        "changed": instant(article.changed),
        "tags": list(article.tags),
        "story": article.story if article.copies > 1 else None,
    }


def excerpt_record(excerpt: Excerpt) -> Record:
    """Return the words around what was found; ``marks`` are ranges of code points in them."""
    return {"excerpt": {"text": excerpt.text, "marks": [list(one) for one in excerpt.marks]}}


def copy_records(copies: Iterable[Article]) -> list[Record]:
    """Return the articles that are the same story, the fullest first, each in short."""
    return [
        {
            "id": one.id,
            "feed": one.feed,
            "outlet": one.outlet,
            "title": one.title,
            "url": shown_url(one.url),
            "words": one.words,
        }
        for one in copies
    ]


def retelling_records(opened: OpenArticle) -> list[Record]:
    """Return how other outlets of the same story have the quotes of an article."""
    return [
        {
            "quote_id": quote.id,
            "article_id": one.article_id,
            "outlet": one.outlet,
            "text": one.words or None,
            "introduction": one.introduction or None,
        }
        for quote, retellings in zip(opened.quotes, opened.retellings, strict=False)
        for one in retellings
    ]


def story_record(opened: OpenArticle) -> Record:
    """Return an article with its text, its quotes and its highlights."""
    return {
        **article_record(opened.article),
        "text": opened.document.text,
        "struck": [list(one) for one in opened.document.struck],
        "links": link_records(opened.document),
        "enclosures": enclosure_records(opened.enclosures),
        "found_through": [
            {
                "article_id": one.article_id or None,
                "title": one.title,
                "outlet": one.outlet,
                "url": shown_url(one.url),
            }
            for one in opened.trail
        ],
        "quotes": quote_records(opened.quotes, opened.article.id),
        "retellings": retelling_records(opened),
        "highlights": [highlight_record(one) for one in opened.highlights],
    }


def enclosure_records(files: Iterable[Enclosure]) -> list[Record]:
    """Return the files that come with an article."""
    return [
        {
            "url": shown_url(file.url),
            "title": file.title,
            "type": file.type,
            "length": file.length,
            "seconds": file.seconds,
            "kind": str(file.kind),
        }
        for file in files
    ]


def link_records(document: Document) -> list[Record]:
    """Return the links of a text, each address once, by the number that its footnote has."""
    return [
        {"number": number, "start": one.start, "end": one.end, "url": shown_url(one.url)}
        for number, one in enumerate(links_of(document), 1)
    ]


def feed_record(feed: Feed, configured: Sequence[FeedOptions] = ()) -> Record:
    """Return a feed; a name and password in its address are left out.

    ``configured`` are the tables of config.toml.
    """
    effective = feed.effective(configured)
    return {
        "id": feed.id,
        "title": feed.title,
        "url": feed.url if feed.is_demo else shown_url(feed.url),
        "site_url": shown_url(feed.site_url),
        "folder": feed.folder,
        "unread": feed.unread,
        "error": feed.error,
        "checked": instant(feed.checked),
        "due": instant(feed.due),
        "state": str(feed.state),
        "advice": feed.advice,
        "note": " ".join(filter(None, (feed.note, effective.note(feed.url)))),
        "options": {
            name: option_words(name, getattr(effective.options, name)) or None for name in OWN
        },
        "config": _table_record(effective),
    }


def _table_record(effective: EffectiveOptions) -> Record | None:
    """Return which table of config.toml applies to a feed, and what it says, without secrets."""
    if effective.table is None:
        return None
    table = effective.table
    said = [one.name for one in fields(table) if one.name != "url"]
    return {
        "url": shown_url(table.url) if "//" in table.url else table.url,
        "former": shown_url(effective.former),
        "says": [name for name in said if is_set(getattr(table, name))],
        "withheld": list(effective.withheld),
    }


def quote_records(quotes: Iterable[Quote], article_id: int | None) -> list[Record]:
    """Return quotes; those that are not from the library have no ids."""
    return [
        {
            "id": quote.id or None,
            "article_id": article_id,
            "start": quote.start,
            "end": quote.end,
            "text": quote.text,
            "struck": [list(one) for one in quote.struck],
            "speaker": quote.speaker,
            "role": quote.role,
            "cue": quote.cue,
            "confidence": round(quote.confidence, 3),
            "certainty": str(quote.certainty),
            "inferred": quote.inferred,
            "kind": str(quote.kind),
        }
        for quote in quotes
    ]


def speaker_record(person: Speaker) -> Record:
    """Return somebody who is quoted in the library."""
    return {
        "name": person.name,
        "role": person.role,
        "aliases": list(person.aliases),
        "quotes": person.quotes,
        "articles": person.articles,
        "first": instant(person.first),
        "last": instant(person.last),
        "certainty": str(person.certainty),
        "kind": str(person.kind),
    }


def streamed_quote(quote: Quote) -> Record:
    """Return a quote as ``quotes --jsonl`` writes it.

    It has ``parts`` only where it is interrupted, ``struck`` only where something in it is so.
    """
    record: Record = {
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "speaker": quote.speaker,
        "cue": quote.cue,
        "confidence": round(quote.confidence, 3),
        "certainty": str(quote.certainty),
    }
    if quote.parts:
        record["parts"] = [list(part) for part in quote.parts]
    if quote.struck:
        record["struck"] = [list(part) for part in quote.struck]
    return record


def version_record(version: StoryVersion) -> Record:
    """Return a version of a story without its text."""
    return {
        "number": version.number,
        "title": version.title,
        "seen": instant(version.seen),
        "source": version.source,
        "hash": version.hash,
    }
