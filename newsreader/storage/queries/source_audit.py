"""Counts the quotes of articles for an audit of sources."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from newsreader.domain.query.timed_pattern import pattern_time
from newsreader.domain.query.tree import Quoted
from newsreader.domain.quoting.quote import SURE, SpeakerKind
from newsreader.domain.quoting.source_audit import AuditExtent, CountedQuotes, SourceDetails
from newsreader.domain.quoting.speaker import join_roles
from newsreader.storage.database import Database, chunks
from newsreader.storage.feed_titles import SHOWN_TITLE
from newsreader.storage.queries.query_sql import Condition, asked_quotes
from newsreader.storage.quotes import ALIASED
from newsreader.storage.rows import Rows

_WHO = "coalesce(alias.person, quote.person, '')"
"""The folded name of whoever says a quote, as SQL; empty for nobody."""
_OUTLET = f"coalesce(nullif(article.outlet, ''), {SHOWN_TITLE}, '')"
_FOLDER = "coalesce(feed.folder, '')"
_DAY_OF = "quote.published / 86400000"
_EPOCH = date(1970, 1, 1)


def _of_kind(kind: SpeakerKind) -> str:
    return f"sum(quote.kind = '{kind}' AND NOT quote.corrected)"


_COUNTED = Rows(
    CountedQuotes,
    "quote",
    joins=f"{ALIASED} JOIN article ON article.id = quote.article_id "
    "LEFT JOIN feed ON feed.id = article.feed_id",
    columns={
        "key": _WHO,
        # A column beside the only max() is that of its row (SQLite "SELECT", section 2.5).
        "name": "coalesce(alias.person_name, quote.speaker)",
        "outlet": _OUTLET,
        "folder": _FOLDER,
        "quotes": "count(*)",
        "sure": f"sum(quote.confidence >= {SURE})",
        "articles": "count(DISTINCT quote.article_id)",
        "last": "max(quote.published)",
        "organisations": _of_kind(SpeakerKind.ORGANISATION),
        "documents": _of_kind(SpeakerKind.DOCUMENT),
        "groups": _of_kind(SpeakerKind.GROUP),
    },
)


_EXTENT = Rows(
    AuditExtent,
    "quote",
    columns={
        "articles": "count(DISTINCT quote.article_id)",
        "first": "min(quote.published)",
        "last": "max(quote.published)",
    },
)


@dataclass(slots=True)  # not frozen: there is one for each day of a source
class _Day:
    """How often a source was quoted on a day, and when first on it."""

    key: str
    day: int
    quotes: int
    first: datetime


@dataclass(slots=True)
class _Role:
    """How often a source was given a role."""

    key: str
    role: str
    quotes: int


_DAY = Rows(
    _Day,
    "quote",
    joins=ALIASED,
    columns={
        "key": _WHO,
        "day": _DAY_OF,
        "quotes": "count(*)",
        "first": "min(quote.published)",
    },
)
_ROLE = Rows(_Role, "quote", joins=ALIASED, columns={"key": _WHO, "quotes": "count(*)"})


def count_quotes(
    db: Database, ids: Sequence[int], asked: Sequence[Quoted]
) -> tuple[list[CountedQuotes], AuditExtent]:
    """Return who is quoted how often in each outlet and folder of these articles.

    Only quotes that are one of those asked for count; all where none is.
    """
    wanted = _among(ids, asked)
    rest = f"WHERE {wanted.sql}"
    with pattern_time():
        counted = _COUNTED.read(
            db, f"{rest} GROUP BY {_WHO}, article.outlet, article.feed_id", wanted.values
        )
        extent = _EXTENT.read(db, rest, wanted.values)[0]
    return counted, extent


def details_of(
    db: Database, keys: Sequence[str], ids: Sequence[int], asked: Sequence[Quoted]
) -> dict[str, SourceDetails]:
    """Return more of what these articles tell of sources, by their keys; see ``count_quotes``."""
    wanted = _among(ids, asked)
    days: defaultdict[str, list[_Day]] = defaultdict(list)
    roles: defaultdict[str, list[str]] = defaultdict(list)
    with pattern_time():
        for marks, chunk in chunks(keys):
            rest = (
                f"WHERE quote.person IN (SELECT key FROM alias WHERE person IN ({marks}) "
                f"UNION ALL SELECT value FROM json_each(?)) AND {wanted.sql}"
            )
            values = (*chunk, json.dumps(chunk), *wanted.values)
            by_day = f"{rest} GROUP BY {_WHO}, {_DAY_OF} ORDER BY {_WHO}, {_DAY_OF}"
            for day in _DAY.each(db, by_day, values):
                days[day.key].append(day)
            order = f"ORDER BY {_WHO}, count(*) DESC, quote.role"
            given = f"{rest} AND quote.role <> '' GROUP BY {_WHO}, quote.role {order}"
            for role in _ROLE.each(db, given, values):
                roles[role.key].append(role.role)
    return {
        key: SourceDetails(
            join_roles(roles[key]),
            found[0].first,
            tuple((_EPOCH + timedelta(days=one.day), one.quotes) for one in found),
        )
        for key, found in days.items()
    }


def _among(ids: Sequence[int], asked: Sequence[Quoted]) -> Condition:
    """Return what finds, over ``quote``, those in articles that are one of those asked for."""
    wanted = asked_quotes(asked)
    return Condition(
        f"quote.article_id IN (SELECT value FROM json_each(?)) AND ({wanted.sql})",
        (json.dumps([*ids]), *wanted.values),
    )
