"""The speakers whom articles quote: counted where quotes are written, listed where one asks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsreader.domain.quoting.quote import SURE, SpeakerKind
from newsreader.domain.quoting.speaker import (
    Speaker,
    fold_for_search,
    fold_name,
    is_named,
    join_roles,
)
from newsreader.storage.database import Database, chunks, moment
from newsreader.storage.rows import Rows

NEWEST = 20
"""How many of the newest quotes decide the spelling of a name and its roles."""


@dataclass(slots=True)  # not frozen: a list makes hundreds, and freezing costs
class _Person:
    """A row of ``person``; see schema.sql."""

    key: str
    name: str
    sought: str
    role: str
    quotes: int
    articles: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Totals:
    """What is counted of the quotes of one speaker."""

    quotes: int
    articles: int
    first: int
    last: int


@dataclass(slots=True)  # not frozen: twenty are read for each speaker that is counted
class _Naming:
    """How one quote names its speaker."""

    person: str
    speaker: str
    role: str


@dataclass(frozen=True, slots=True)
class _Joined:
    """A name that is joined to a speaker's; see ``corrections.Alias``."""

    person: str
    name: str
    person_name: str


@dataclass(slots=True)
class _Described(_Person):
    """A speaker, whether one quote at least is surely theirs, and what they are."""

    sure: bool
    kind: SpeakerKind


_PERSON = Rows(_Person, "person")
_TOTALS = Rows(
    _Totals,
    "quote",
    columns={
        "quotes": "count(*)",
        "articles": "count(DISTINCT article_id)",
        # Zero where nobody is quoted: the columns are then not read.
        "first": "coalesce(min(published), 0)",
        "last": "coalesce(max(published), 0)",
    },
)
_NAMING = Rows(_Naming, "quote")
_JOINED = Rows(_Joined, "alias")
SHOWN = (
    "NOT EXISTS (SELECT 1 FROM article AS muted INDEXED BY article_muted_by_id "
    "WHERE muted.id = quote.article_id AND muted.muted IS NOT NULL)"
)
"""Whether no rule muted the article of a quote, as SQL; it costs the same whatever is muted."""

_DESCRIBED = Rows(
    _Described,
    "person",
    columns={
        "sure": f"""EXISTS (SELECT 1 FROM quote
            WHERE quote.person = person.key AND confidence >= {SURE} AND {SHOWN})
        OR EXISTS (SELECT 1 FROM alias JOIN quote ON quote.person = alias.key
            WHERE alias.person = person.key AND confidence >= {SURE} AND {SHOWN})""",
        "kind": """coalesce((SELECT kind FROM quote WHERE quote.person = person.key
            AND corrected = 0 ORDER BY published DESC, id DESC LIMIT 1), '')""",
    },
)


def count_speakers(db: Database) -> None:
    """Count the speakers again whose quotes or aliases have changed, within a transaction.

    Only those with a name are kept count of, and only what is in articles that no rule muted.
    """
    changed = db.column(
        "SELECT DISTINCT coalesce(alias.person, person_to_count.key) FROM person_to_count "
        "LEFT JOIN alias ON alias.key = person_to_count.key"
    )
    if not changed:
        return
    execute = db.connection.execute
    # A name that has become an alias is nobody's own any more.
    execute("DELETE FROM person WHERE key IN (SELECT key FROM person_to_count)")
    for key in changed:
        execute("DELETE FROM person WHERE key = ?", (key,))
        counted = _count(db, key)
        if counted and is_named(counted.name):
            _PERSON.insert(db, [counted])
    execute("DELETE FROM person_to_count")


def find_speakers(
    db: Database, words: str = "", limit: int = 200, *, whole: bool = False
) -> tuple[Speaker, ...]:
    """Return the speakers with a name, the one quoted last first; ``limit`` -1 is all.

    Each of ``words`` begins a word of the name or of an alias, or is one where ``whole``.
    """
    where, wanted = _sought(words, whole=whole)
    chosen = f"SELECT key FROM person WHERE {where} ORDER BY last DESC, key LIMIT ?"
    rest = f"WHERE key IN ({chosen}) ORDER BY last DESC, key"
    found = _DESCRIBED.read(db, rest, (*wanted, limit))
    return tuple(_speakers(db, found))


def find_speaker(db: Database, name: str) -> Speaker | None:
    """Return who bears exactly this name or alias, with a name or without; None for nobody."""
    key = _own_key(db, name)
    counted = _count(db, key) if key else None
    return next(_speakers(db, [counted])) if counted else None


def keys_of(db: Database, name: str) -> list[str]:
    """Return all folded names of whoever bears ``name``: that one and its aliases."""
    return _all_keys(db, _own_key(db, name))


def _own_key(db: Database, name: str) -> str:
    key = fold_name(name)
    return str(db.value("SELECT person FROM alias WHERE key = ?", (key,), key))


def _all_keys(db: Database, key: str) -> list[str]:
    return [key, *db.column("SELECT key FROM alias WHERE person = ? ORDER BY key", (key,))]


def _count(db: Database, key: str) -> _Person | None:
    """Return what the quotes and aliases of a speaker tell; None for nobody quoted."""
    keys = _all_keys(db, key)
    theirs = f"WHERE person IN ({','.join('?' * len(keys))}) AND {SHOWN}"
    totals = _TOTALS.first(db, theirs, keys)
    if totals is None or not totals.quotes:
        return None
    newest = _NAMING.read(db, f"{theirs} ORDER BY published DESC, id DESC LIMIT ?", (*keys, NEWEST))
    joined = _JOINED.read(db, "WHERE person = ? ORDER BY key", (key,))
    own = Counter(one.speaker for one in newest if one.person == key)
    roles = Counter(one.role for one in newest if one.role)
    if own:
        name = own.most_common(1)[0][0]
    else:
        name = joined[-1].person_name if joined else newest[0].speaker
    names = (name, *(one.name for one in joined))
    return _Person(
        key=key,
        name=name,
        sought="".join(f" {fold_for_search(one)}" for one in names),
        role=join_roles(role for role, _ in roles.most_common()),
        quotes=totals.quotes,
        articles=totals.articles,
        first=totals.first,
        last=totals.last,
    )


def _speakers(db: Database, found: Sequence[_Person]) -> Iterator[Speaker]:
    aliases: dict[str, list[str]] = {}
    for marks, chunk in chunks([one.key for one in found]):
        for one in _JOINED.read(db, f"WHERE person IN ({marks}) ORDER BY name", chunk):
            aliases.setdefault(one.person, []).append(one.name)
    for person in found:
        yield Speaker(
            name=person.name,
            quotes=person.quotes,
            articles=person.articles,
            first=moment(person.first),
            last=moment(person.last),
            role=person.role,
            aliases=tuple(aliases.get(person.key, ())),
            sure=person.sure if isinstance(person, _Described) else True,
            kind=person.kind if isinstance(person, _Described) else SpeakerKind.UNKNOWN,
        )


def _sought(words: str, *, whole: bool = False) -> tuple[str, list[str]]:
    """Return the condition for names with these words, and its values."""
    wanted = [f"% {_like(word)}{' ' if whole else ''}%" for word in fold_for_search(words).split()]
    return " AND ".join(["true", *["sought || ' ' LIKE ? ESCAPE '\\'"] * len(wanted)]), wanted


def _like(text: str) -> str:
    for sign in "\\%_":
        text = text.replace(sign, "\\" + sign)
    return text
