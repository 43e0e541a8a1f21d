"""Collects what a feed says in feedparser's shapes, by feedparser's rules of precedence."""

import re
from collections.abc import Callable
from typing import Any

from newsreader.domain.clean import AUTHOR_LIMIT
from newsreader.feeds.expat.namespaces import Vocabulary
from newsreader.feeds.expat.xhtml import InlineWriter
from newsreader.feeds.expat.xml_repair import repair

Thing = dict[str, Any]
"""A feed, an entry or a source, with feedparser's keys."""

_EMAIL = re.compile(
    r"[\w.+-]+@(?:\[\d{1,3}\.\d{1,3}\.\d{1,3}\.|(?:[A-Za-z\d-]+\.)+)(?:[A-Za-z]{2,4}|\d{1,3})\]?"
    r"(?:\?subject=\S+)?",
    re.ASCII,
)
_AROUND_EMAIL = re.compile(r"\(\)|<>|&lt;&gt;")
_TAGS_COMPARED = 200
_IMAGE = frozenset("title link description url href width height".split())
_TEXT_INPUT = frozenset("title link description name".split())


class ParserState:
    """What one document has said so far, and about what it is speaking."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        """The names of its elements."""
        self.repair: Callable[[str], str] = repair
        """What mends its texts; nothing does where none is broken."""
        self.version = ""
        """The format in feedparser's terms: ``rss20``, ``atom10``."""
        self.feed: Thing = {}
        """What is said of the feed."""
        self.entries: list[Thing] = []
        """What is said of each entry."""
        self.depth = 0
        """How deep the present element lies; the root at 1."""
        self.base = ""
        """What relative addresses are relative to (``xml:base``)."""
        self.language: str | None = None
        """The language of the present element (``xml:lang``)."""
        self.text: list[str] | None = None
        """The pieces of the text of the present element; None where nobody listens."""
        self.closed = False
        """Whether the present element is a plain text, in which no other may stand."""
        self.body: Thing = {}
        """Type, language and base of the present text with markup."""
        self.inline: InlineWriter | None = None
        """What takes the markup of the present text, where that is part of the XML."""
        self.in_feed = False
        """Whether the feed itself is open; items of RDF stand after it."""
        self.entry: Thing | None = None
        """The entry that is open."""
        self.source: Thing | None = None
        """The feed that the open entry was taken over from."""
        self.aside: Thing | None = None
        """The picture or the search box of the feed, whose title is not the feed's."""
        self.title_depth = -1
        """How deep the title was that counts; titles as deep or deeper are others'."""
        self.has_content = False
        """Whether the open entry has a body, beside which further summaries are summaries."""
        self.permanent = False
        """Whether the id of the open entry is its address."""
        self.in_author = False
        self.in_publisher = False
        self._depths: dict[str, int] = {}
        self._aside_names = _IMAGE

    @property
    def context(self) -> Thing:
        """What the document is speaking about."""
        if self.source is not None:
            return self.source
        if self.entry is not None:
            return self.entry
        return self.feed if self.aside is None else self.aside

    @property
    def expecting(self) -> bool:
        """Whether a title or a link here is anybody's."""
        return self.in_feed or self.entry is not None or self.source is not None

    def begin_text(self) -> None:
        """Take the text of the present element, in which no other may stand."""
        self.text = []
        self.closed = True

    def raw_text(self) -> str:
        """Return the text of the present element as it is written."""
        return "".join(self.text or ()).strip()

    def text_value(self) -> str:
        """Return the text of the present element as it was meant."""
        return self.repair("".join(self.text or ()).strip())

    def drop(self) -> None:
        """End an element from which nothing is kept."""

    def open_entry(self, about: str) -> None:
        """Begin a new entry; ``about`` is its id in RDF."""
        self.entry = {"id": about} if about else {}
        self.entries.append(self.entry)
        self.permanent = False
        self.title_depth = -1
        self._depths = {}

    def close_entry(self) -> None:
        """End the entry, with its files counted out of its links."""
        if self.entry is not None and (links := self.entry.get("links")):
            self.entry["enclosures"] = [link for link in links if link["rel"] == "enclosure"]
        self.entry = None
        self.has_content = False

    def turn_aside(self, *, picture: bool) -> None:
        """Speak about the feed's picture or search box."""
        self.aside = {}
        self._aside_names = _IMAGE if picture else _TEXT_INPUT
        self.title_depth = -1

    def leave_aside(self, name: str) -> None:
        """Return to the feed where an element comes that no picture or search box has."""
        if name not in self._aside_names and "_" not in name:
            self.aside = None

    def save(self, key: str, text: str, detail: Thing | None = None) -> None:
        """Keep a text; in an entry the outermost element of a kind counts, and the last of them."""
        if self.entry is not None and self.source is None:
            if self.depth <= self._depths.get(key, self.depth):
                self._depths[key] = self.depth
                self.entry[key] = text
            if detail is not None:
                self.entry[f"{key}_detail"] = {**detail, "value": text}
        elif self.in_feed or self.source is not None:
            context = self.context
            context[key] = text
            if detail is not None:
                context[f"{key}_detail"] = {**detail, "value": text}

    def save_content(self, content: Thing) -> None:
        """Keep a body of an entry beside the others."""
        if self.entry is not None and self.source is None:
            self.entry.setdefault("content", []).append(content)

    @property
    def links(self) -> list[dict[str, str]]:
        """The links so far."""
        links: list[dict[str, str]] = self.context.setdefault("links", [])
        return links

    def add_tag(
        self, term: str | None, scheme: str | None = None, label: str | None = None
    ) -> None:
        """Keep a topic, once; one without a term is named by the text that follows."""
        tags = self.tags
        tag = {"term": term, "scheme": scheme, "label": label}
        # Looking among all of a hundred thousand topics would take for ever.
        if (scheme or label) and tag in tags[:_TAGS_COMPARED]:
            return
        if term or scheme or label:
            tags.append(tag)

    @property
    def tags(self) -> list[dict[str, str | None]]:
        """The topics so far."""
        tags: list[dict[str, str | None]] = self.context.setdefault("tags", [])
        return tags

    @property
    def authors(self) -> list[dict[str, str]]:
        """The authors so far."""
        authors: list[dict[str, str]] = self.context.setdefault("authors", [])
        return authors

    def save_author(self, key: str, text: str) -> None:
        """Keep a name, an address or a page of the last author."""
        self.tell_author()
        authors = self.authors
        if not authors:
            authors.append({})
        authors[-1][key] = text

    def tell_author(self) -> None:
        """Bring what is known of the last author and the text of the author into line."""
        context = self.context
        authors = self.authors if "authors" in context else []
        author = authors[-1] if authors else {}
        if author:
            name, email = author.get("name"), author.get("email")
            if name or email:
                context["author"] = f"{name} ({email})" if name and email else name or email
            return
        # Searched in quadratic time, so that a long text must not be searched.
        text = str(context.get("author") or "")[:AUTHOR_LIMIT]
        found = _EMAIL.search(text) if "@" in text else None
        if found:
            text = _AROUND_EMAIL.sub("", text.replace(found[0], "")).strip()
            text = text.removeprefix("(").removesuffix(")").strip()
            author["email"] = found[0]
        if text:
            author["name"] = text


Attributes = dict[str, str]
"""The attributes of an element by their names in lower case; nobody else holds them."""
End = Callable[[ParserState], None]
"""What is done where an element ends."""
Begin = Callable[[ParserState, Attributes], End | None]
"""What is done where an element begins; it may ask for something to be done at the end."""
