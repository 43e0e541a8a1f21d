"""Answers a query for one article by its values, as ``storage.query_sql`` answers it in SQL."""

from datetime import datetime
from functools import cached_property

from newsreader.domain.highlights.highlight import AnchorState, Verification
from newsreader.domain.query.highlight_fields import STORED_STATES
from newsreader.domain.query.timed_pattern import Pattern
from newsreader.domain.query.tree import (
    And,
    Has,
    InFolder,
    InState,
    Length,
    Marked,
    Named,
    Node,
    Not,
    OfFeed,
    Or,
    Published,
    Quoted,
    Sought,
)
from newsreader.domain.words import fold_part, spaced_words
from newsreader.frozen import dataclass


@dataclass(frozen=True, slots=True)
class QuoteFacts:
    """What a query may ask of a quote."""

    text: str
    """Its words."""
    speakers: tuple[str, ...] = ()
    """The names of its speaker, as said and as joined to others; none where not sure enough."""


@dataclass(frozen=True, slots=True)
class HighlightFacts:
    """What a query may ask of a highlight."""

    colour: str
    """Its colour."""
    note: str = ""
    """The user's note."""
    state: AnchorState = AnchorState.OK
    """How it was found in the present text."""
    verification: Verification = Verification.UNCHECKED
    """Whether the user has checked it."""


@dataclass(frozen=True)
class ArticleFacts:
    """What a query may ask of an article."""

    published: datetime
    """When it was published, UTC, in whole milliseconds."""
    title: str = ""
    """Its headline."""
    text: str = ""
    """Its text."""
    author: str = ""
    """Its authors."""
    own_outlet: str = ""
    """Who published it where that is not its feed."""
    url: str = ""
    """Its address."""
    language: str = ""
    """BCP 47, its own or else its feed's."""
    words: int = 0
    """The length of its text in words."""
    feed_id: int | None = None
    """The number of its feed."""
    feed: str = ""
    """The title of its feed."""
    folder: str = ""
    """The folder of its feed."""
    tags: tuple[str, ...] = ()
    """The user's tags."""
    rules: tuple[str, ...] = ()
    """The names of the rules that caught it."""
    states: frozenset[str] = frozenset()
    """Those of ``fields.STATES`` that hold."""
    quotes: tuple[QuoteFacts, ...] = ()
    """Its quotes."""
    highlights: tuple[HighlightFacts, ...] = ()
    """Its highlights."""

    @cached_property
    def title_words(self) -> str:
        """The words of the headline, for ``Phrase.is_in``."""
        return spaced_words(self.title)

    @cached_property
    def text_words(self) -> str:
        """The words of the text, for ``Phrase.is_in``."""
        return spaced_words(self.text)


def matches(node: Node, article: ArticleFacts) -> bool:
    """Return whether a query finds an article; raises ``QueryError`` for a pattern too slow."""
    match node:
        case And(parts):
            return all(matches(part, article) for part in parts)
        case Or(parts):
            return any(matches(part, article) for part in parts)
        case Not(part):
            return not matches(part, article)
        case Has():
            return _has(node, article)
        case Named():
            return _is_named(node, article)
        case Quoted():
            return any(_is_said(node, quote) for quote in article.quotes)
        case Marked():
            return any(_is_marked(node, one) for one in article.highlights)
        case InState(state):
            return state in article.states
        case Published(since, until):
            return (since is None or since <= article.published) and (
                until is None or article.published < until
            )
        case Length(least, most):
            return least <= article.words and (most is None or article.words <= most)
        case OfFeed(feed_id):
            return article.feed_id == feed_id
        case InFolder(folder):
            return article.folder == folder or article.folder.startswith(f"{folder}/")


def _has(node: Has, article: ArticleFacts) -> bool:
    sought = node.sought
    if isinstance(sought, Pattern):
        in_title = node.place != "text" and sought.is_in(article.title)
        return in_title or (node.place != "title" and sought.is_in(article.text))
    in_title = node.place != "text" and sought.is_in(article.title_words)
    return in_title or (node.place != "title" and sought.is_in(article.text_words))


def is_sought(sought: Sought, text: str) -> bool:
    """Return whether a short text has the words, or matches the pattern."""
    return sought.is_in(text if isinstance(sought, Pattern) else spaced_words(text))


def is_part(value: str | Pattern, text: str) -> bool:
    """Return whether a name has the folded part, or matches the pattern."""
    return value.is_in(text) if isinstance(value, Pattern) else value in fold_part(text)


def is_in_folder(value: str | Pattern, folder: str) -> bool:
    """Return whether a folder is the one of that name or inside it, at whatever depth it lies."""
    if isinstance(value, Pattern):
        return value.is_in(folder)
    return bool(folder) and f"/{value}/" in f"/{fold_folder(folder)}/"


def fold_folder(path: str) -> str:
    """Return the path of a folder with letters folded, without blanks around its parts."""
    return "/".join(part.strip() for part in fold_part(path).split("/")).strip("/")


def _is_named(node: Named, article: ArticleFacts) -> bool:
    value = node.value
    match node.field:
        case "author":
            return is_part(value, article.author)
        case "url":
            return is_part(value, article.url)
        case "outlet":
            return is_part(value, article.own_outlet or article.feed)
        case "feed":
            return is_part(value, article.own_outlet) or is_part(value, article.feed)
        case "folder":
            return is_in_folder(value, article.folder)
        case "lang":
            language = article.language.lower()
            return language == value or language.startswith(f"{value}-")
        case "tag":
            return any(is_tag(value, tag) for tag in article.tags)
        case "rule":
            return any(is_tag(value, rule) for rule in article.rules)


def is_tag(value: str | Pattern, tag: str) -> bool:
    """Return whether a tag is the one that is asked for; case and accents do not matter."""
    return value.is_in(tag) if isinstance(value, Pattern) else fold_part(tag).strip() == value


def _is_said(node: Quoted, quote: QuoteFacts) -> bool:
    return all(is_sought(one, quote.text) for one in node.words) and all(
        any(is_sought(one, name) for name in quote.speakers) for one in node.speakers
    )


def _is_marked(node: Marked, highlight: HighlightFacts) -> bool:
    return (
        (not node.colour or node.colour == highlight.colour)
        and all(
            highlight.state in STORED_STATES[one] or highlight.verification in STORED_STATES[one]
            for one in node.states
        )
        and all(is_sought(one, highlight.note) for one in node.notes)
    )
