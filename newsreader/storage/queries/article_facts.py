"""Reads what a query may ask of articles, for whoever asks about single ones: rules, watches."""

from collections import defaultdict
from collections.abc import Sequence

from newsreader.domain.highlights.highlight import AnchorState, Verification
from newsreader.domain.query.fields import STATES
from newsreader.domain.query.matching import ArticleFacts, HighlightFacts, QuoteFacts
from newsreader.domain.query.tree import InState
from newsreader.frozen import dataclass
from newsreader.storage.corrections import all_aliases
from newsreader.storage.database import Database, chunks, moment
from newsreader.storage.feed_titles import SHOWN_TITLE
from newsreader.storage.queries.query_sql import to_sql
from newsreader.storage.rows import Rows


@dataclass(frozen=True, slots=True)
class _Row:
    """An article with its text and its feed."""

    id: int
    published: int
    title: str
    text: str
    author: str
    own_outlet: str
    url: str
    language: str
    words: int
    feed_id: int | None
    feed: str
    folder: str
    tags: tuple[str, ...]
    rules: tuple[str, ...]
    states: str


@dataclass(frozen=True, slots=True)
class _QuoteRow:
    """A quote of an article."""

    article_id: int
    text: str
    speaker: str
    person: str | None


@dataclass(frozen=True, slots=True)
class _MarkRow:
    """A highlight of an article."""

    article_id: int
    colour: str
    note: str
    state: AnchorState
    verification: Verification


_QUOTE = Rows(_QuoteRow, "quote")
_MARK = Rows(_MarkRow, "highlight")
_HELD = " || ' ' || ".join(
    f"CASE WHEN {to_sql(InState(state)).sql} THEN '{state}' ELSE '' END" for state in STATES
)
_ROW = Rows(
    _Row,
    "article",
    joins="LEFT JOIN feed ON feed.id = article.feed_id "
    "LEFT JOIN article_text ON article_text.article_id = article.id",
    columns={
        "text": "coalesce(article_text.text, '')",
        "own_outlet": "article.outlet",
        "language": "coalesce(nullif(article.language, ''), feed.language, '')",
        "feed": f"coalesce({SHOWN_TITLE}, '')",
        "folder": "coalesce(feed.folder, '')",
        "tags": "(SELECT group_concat(tag, char(10)) FROM article_tag "
        "WHERE article_id = article.id)",
        "rules": "(SELECT group_concat(rule, char(10)) FROM caught WHERE article_id = article.id)",
        "states": f"({_HELD})",
    },
)


def article_facts(db: Database, ids: Sequence[int]) -> dict[int, ArticleFacts]:
    """Return what a query may ask of these articles, by their numbers; missing ones left out."""
    names = _names(db)
    found: dict[int, ArticleFacts] = {}
    for marks, chunk in chunks(ids):
        quotes: dict[int, list[QuoteFacts]] = defaultdict(list)
        for quote in _QUOTE.read(db, f"WHERE kept = 1 AND article_id IN ({marks})", chunk):
            others = names.get(quote.person or "", ())
            speakers = () if quote.person is None else (quote.speaker, *others)
            quotes[quote.article_id].append(QuoteFacts(quote.text, speakers))
        highlights: dict[int, list[HighlightFacts]] = defaultdict(list)
        for one in _MARK.read(db, f"WHERE article_id IN ({marks})", chunk):
            facts = HighlightFacts(one.colour, one.note, one.state, one.verification)
            highlights[one.article_id].append(facts)
        for row in _ROW.read(db, f"WHERE article.id IN ({marks})", chunk):
            found[row.id] = ArticleFacts(
                published=moment(row.published),
                title=row.title,
                text=row.text,
                author=row.author,
                own_outlet=row.own_outlet,
                url=row.url,
                language=row.language,
                words=row.words,
                feed_id=row.feed_id,
                feed=row.feed,
                folder=row.folder,
                tags=row.tags,
                rules=row.rules,
                states=frozenset(row.states.split()),
                quotes=tuple(quotes[row.id]),
                highlights=tuple(highlights[row.id]),
            )
    return {one: found[one] for one in ids if one in found}


def _names(db: Database) -> dict[str, tuple[str, ...]]:
    """Return the names of those who have several, by each of the folded names."""
    joined: dict[str, list[str]] = defaultdict(list)
    keys: dict[str, set[str]] = defaultdict(set)
    for alias in all_aliases(db):
        joined[alias.person] += [alias.person_name, alias.name]
        keys[alias.person] |= {alias.person, alias.key}
    return {key: tuple(joined[person]) for person, theirs in keys.items() for key in theirs}
