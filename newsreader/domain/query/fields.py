"""The table of the query language: each field, state and order with what it means.

Parser, completion, error messages and documentation are all made from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property


@dataclass(frozen=True, slots=True)
class QueryField:
    """A word that may stand before a colon."""

    name: str
    """The word."""
    takes: str
    """What follows the colon."""
    finds: str
    """What it finds, as the rest of a sentence that begins with "Articles" or "Passages"."""
    example: str
    """One use of it."""
    others: tuple[str, ...] = ()
    """What other programs and users call it, for "did you mean"."""


FIELDS: tuple[QueryField, ...] = (
    QueryField("title", "words", "with the words in the headline", "title:bridge", ("headline",)),
    QueryField(
        "text", "words", "with the words in the text", 'text:"iron bridge"', ("body", "content")
    ),
    QueryField("author", "part of a name", "by an author", "author:roe", ("by", "from", "writer")),
    QueryField(
        "outlet",
        "part of a name",
        "that an outlet published",
        "outlet:gazette",
        ("publisher", "source", "site"),
    ),
    QueryField(
        "feed",
        "part of a name",
        "of a feed, by its title or by the outlet",
        'feed:"Harbour Gazette"',
        ("feedtitle", "rss"),
    ),
    QueryField(
        "folder",
        "folder",
        "of the feeds in a folder and in those inside it",
        "folder:Africa",
        ("in", "category", "section", "group"),
    ),
    QueryField("tag", "tag", "with a tag of yours", "tag:harbour", ("tags", "label", "labels")),
    QueryField("rule", "rule", "that a rule of yours caught, muted ones too", "rule:budget"),
    QueryField("lang", "language", "in a language", "lang:de", ("language",)),
    QueryField(
        "url", "part of an address", "whose address has a part", "url:news.example", ("link",)
    ),
    QueryField(
        "speaker",
        "words of a name",
        "that quote somebody; a quote: behind it is by that speaker",
        'speaker:"Jane Roe" quote:bridge',
        ("said", "who", "person"),
    ),
    QueryField(
        "quote", "words", "with the words in one quote", 'quote:"close the school"', ("quotes",)
    ),
    QueryField(
        "note",
        "words",
        "with the words in a note of yours; one behind colour: is on that highlight",
        "note:check",
        ("notes", "comment"),
    ),
    QueryField("colour", "colour", "with a highlight of a colour", "colour:green", ("color",)),
    QueryField("is", "state", "in a state", "is:unread", ("state", "status", "has")),
    QueryField(
        "since",
        "time or A..B",
        "published at a time or later; A..B is what it is behind on:",
        "since:7d",
        ("after", "newer"),
    ),
    QueryField("until", "time", "published before a time", "until:2026-11-20", ("before", "older")),
    QueryField(
        "on",
        "day, month, year or A..B",
        "published on these days, in UTC",
        "on:2026-11-20..2026-11-25",
        ("date", "published", "day"),
    ),
    QueryField(
        "words",
        "number",
        "of a length; two letters of Chinese or Japanese and five of Thai count as a word",
        "words:>1000",
        ("length", "wordcount", "size"),
    ),
    QueryField(
        "sort", "order", "in an order, with a minus the other way round", "sort:-date", ("order",)
    ),
    QueryField("limit", "number", "at most so many", "limit:20", ("max", "top", "count")),
)
"""All fields, in the order in which they are explained."""

STATES: dict[str, str] = {
    "unread": "you have not read",
    "read": "you have read",
    "bookmarked": "with a bookmark",
    "later": "set aside to be read later",
    "saved": "saved as a page of the web, which no feed brought",
    "highlighted": "with a highlight",
    "noted": "with a note on a highlight",
    "changed": "whose publisher changed the text since you read or marked it; until you open it or "
    "mark it read, and as long as a highlight in it has lost its exact words",
    "muted": "that a rule muted, which only this and rule: find",
    "broken": "of a feed that cannot be read at present",
}
"""What may stand after ``is:``, with what it finds."""

SORTS: dict[str, str] = {
    "date": "newest first",
    "relevance": "best match first",
    "feed": "by feed, A to Z",
    "words": "longest first",
}
"""What may stand after ``sort:``, with what it does; a minus before it turns it round."""


@dataclass(frozen=True)
class Subject:
    """What a query asks for, and the fields by which."""

    fields: tuple[QueryField, ...]
    """The fields, in the order in which they are explained."""
    values: Mapping[str, Mapping[str, str]]
    """All that may stand behind some of them, with what that means."""
    names_speakers: bool = False
    """Whether words without a field begin words of a speaker's name, and not stand in texts."""

    @cached_property
    def by_name(self) -> Mapping[str, QueryField]:
        """The fields by their names."""
        return {one.name: one for one in self.fields}


ARTICLES = Subject(FIELDS, {"is": STATES, "sort": SORTS})
"""What is asked where nothing else is said."""
SOURCES = replace(ARTICLES, names_speakers=True)
"""What is asked where sources are listed, as who is quoted."""
