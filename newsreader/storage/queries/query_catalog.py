"""The names in a library by which articles can be asked for, to be offered while one types."""

from collections.abc import Iterable

from newsreader.domain.query.completion import Catalog
from newsreader.storage.database import Database
from newsreader.storage.queries.query_names import names, outlets, titles

SPEAKERS = 5_000
"""So many speakers are offered, those quoted last."""


def catalog(db: Database, rules: Iterable[str] = ()) -> Catalog:
    """Return the names that there are; ``rules`` are those of rules that are not in the library."""
    return Catalog(
        feeds=_in_order(titles(db)),
        outlets=_in_order(outlets(db)),
        folders=tuple(names(db, "folder")),
        tags=tuple(
            db.column(
                "SELECT tag FROM (SELECT tag FROM article_tag UNION ALL SELECT tag "
                "FROM highlight_tag) GROUP BY tag ORDER BY count(*) DESC, tag"
            )
        ),
        rules=_in_order({*names(db, "rule"), *rules}),
        speakers=tuple(
            db.column("SELECT name FROM person ORDER BY last DESC, key LIMIT ?", (SPEAKERS,))
        ),
        languages=tuple(db.column("SELECT DISTINCT language FROM feed WHERE language <> ''")),
    )


def _in_order(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(found, key=str.casefold))
