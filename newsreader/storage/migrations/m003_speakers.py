"""Schema 3: speakers across articles, corrections, an index of quotes and keys of equal words.

The folding of names and words is a copy of what the program did when it wrote schema 3.
"""

import hashlib
import json
import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterator

TABLES = (
    "ALTER TABLE article_text ADD COLUMN finder_version INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX article_text_by_finder ON article_text (finder_version, article_id)",
    """
    UPDATE article_text SET finder_version = coalesce((SELECT min(finder_version) FROM quote
        WHERE quote.article_id = article_text.article_id), 0)
    """,
    "ALTER TABLE quote ADD COLUMN found_speaker TEXT",
    "ALTER TABLE quote ADD COLUMN found_role TEXT",
    "ALTER TABLE quote ADD COLUMN found_confidence REAL",
    "ALTER TABLE quote ADD COLUMN corrected INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE quote ADD COLUMN kept INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE quote ADD COLUMN person TEXT",
    "ALTER TABLE quote ADD COLUMN same TEXT",
    "ALTER TABLE quote ADD COLUMN published INTEGER NOT NULL DEFAULT 0",
    "UPDATE quote SET published = (SELECT published FROM article WHERE id = article_id)",
    "DROP INDEX quote_by_article",
    "CREATE INDEX quote_by_article ON quote (article_id, kept, start)",
    """
    CREATE INDEX quote_by_person ON quote (person, published DESC, id DESC, article_id)
        WHERE person IS NOT NULL
    """,
    "CREATE INDEX quote_by_words ON quote (same, article_id) WHERE same IS NOT NULL",
    "CREATE INDEX quote_by_date ON quote (published DESC, id DESC) WHERE kept = 1",
    """
    CREATE TABLE correction (
        id TEXT PRIMARY KEY,
        article_id INTEGER NOT NULL,
        words TEXT NOT NULL,
        start INTEGER NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        is_quote INTEGER NOT NULL,
        speaker TEXT NOT NULL DEFAULT '',
        found TEXT NOT NULL DEFAULT '',
        outlet TEXT NOT NULL DEFAULT '',
        made INTEGER NOT NULL
    )
    """,
    "CREATE INDEX correction_by_article ON correction (article_id)",
    "CREATE INDEX correction_by_outlet ON correction (outlet)",
    """
    CREATE TABLE alias (
        key TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        person TEXT NOT NULL,
        person_name TEXT NOT NULL,
        made INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE INDEX alias_by_person ON alias (person)",
    """
    CREATE TABLE person (
        key TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        sought TEXT NOT NULL,
        role TEXT NOT NULL,
        quotes INTEGER NOT NULL,
        articles INTEGER NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE INDEX person_by_last ON person (last DESC, key)",
    "CREATE TABLE person_to_count (key TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE VIEW quote_words AS SELECT id, text, speaker FROM quote WHERE kept = 1",
    """
    CREATE VIRTUAL TABLE quote_index USING fts5(
        text, speaker, content='quote_words', content_rowid='id',
        tokenize="unicode61 remove_diacritics 2"
    )
    """,
    "CREATE VIRTUAL TABLE quote_vocabulary USING fts5vocab(quote_index, col)",
)
TRIGGERS = (
    """
    CREATE TRIGGER quote_comes AFTER INSERT ON quote BEGIN
        INSERT INTO quote_index (rowid, text, speaker)
            SELECT new.id, new.text, new.speaker WHERE new.kept = 1;
        INSERT OR IGNORE INTO person_to_count SELECT new.person WHERE new.person IS NOT NULL;
    END
    """,
    """
    CREATE TRIGGER quote_goes AFTER DELETE ON quote BEGIN
        INSERT INTO quote_index (quote_index, rowid, text, speaker)
            SELECT 'delete', old.id, old.text, old.speaker WHERE old.kept = 1;
        INSERT OR IGNORE INTO person_to_count SELECT old.person WHERE old.person IS NOT NULL;
    END
    """,
    """
    CREATE TRIGGER quote_changes AFTER UPDATE OF speaker, role, kept, person ON quote BEGIN
        INSERT INTO quote_index (quote_index, rowid, text, speaker)
            SELECT 'delete', old.id, old.text, old.speaker WHERE old.kept = 1;
        INSERT INTO quote_index (rowid, text, speaker)
            SELECT new.id, new.text, new.speaker WHERE new.kept = 1;
        INSERT OR IGNORE INTO person_to_count SELECT old.person WHERE old.person IS NOT NULL;
        INSERT OR IGNORE INTO person_to_count SELECT new.person WHERE new.person IS NOT NULL;
    END
    """,
)

LIKELY = 0.35
"""Under this confidence a speaker is not named."""
NEWEST = 20
"""How many of the newest quotes decide the spelling of a name and its role."""
TELLING = 4
"""From so many words on, equal words share a key whoever is named for them."""

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»〝〞", '"'),
        **dict.fromkeys("‘’‚‛`´ʼ", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        ".": " ",
    }
)
_INDEFINITE = frozenset("a an another ein eine einer un une uno una um uma en ett".split())
_DEFINITE = frozenset(
    "the der die das den le la les el los las il lo gli i o os as det "
    "some several many most both no one two three four five six seven eight nine ten".split()
)
_PARTICLES = frozenset(
    "de van von der den ter ten di da del della du dos das al el bin ibn abu af av zu zum".split()
)
_APOSTROPHE = re.compile(r"(?<=[^\Wʼ])['’ʼ‘`´]+(?=\w)")
_WORDS = re.compile(
    r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables, enter the quotes that are there, then let triggers keep both in step."""
    for statement in TABLES:
        db.execute(statement)
    _add_keys(db)
    db.execute("INSERT INTO quote_index (quote_index) VALUES ('rebuild')")
    _add_people(db)
    for statement in TRIGGERS:
        db.execute(statement)


def _add_keys(db: sqlite3.Connection) -> None:
    """Give each quote the keys of its speaker and of its words."""
    rows = db.execute("SELECT id, text, start, speaker, confidence, parts FROM quote").fetchall()
    keyed = []
    for number, text, start, speaker, confidence, parts in rows:
        named = speaker if confidence >= LIKELY else ""
        pieces = list(_pieces(parts, start)) or [(0, len(text))]
        words = " ".join(text[first:last] for first, last in pieces)
        keyed.append((_fold_name(named) or None, _fingerprint(words, named) or None, number))
    db.executemany("UPDATE quote SET person = ?, same = ? WHERE id = ?", keyed)


def _pieces(parts: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a quote's text; nothing where the column is damaged."""
    try:
        found = json.loads(parts)
        yield from [(first - start, last - start) for first, last in found]
    except (ValueError, TypeError):
        return


def _add_people(db: sqlite3.Connection) -> None:
    """Count the people who are called by a name."""
    for (key,) in db.execute(
        "SELECT DISTINCT person FROM quote WHERE person IS NOT NULL"
    ).fetchall():
        counts = db.execute(
            "SELECT count(*), count(DISTINCT article_id), min(published), max(published) "
            "FROM quote WHERE person = ?",
            (key,),
        ).fetchone()
        newest = db.execute(
            "SELECT speaker, role FROM quote WHERE person = ? "
            "ORDER BY published DESC, id DESC LIMIT ?",
            (key, NEWEST),
        ).fetchall()
        name = Counter(speaker for speaker, _ in newest).most_common(1)[0][0]
        roles = Counter(role for _, role in newest if role).most_common(1)
        if _is_named(name):
            db.execute(
                "INSERT INTO person (key, name, sought, role, quotes, articles, first, last) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (key, name, f" {_without_accents(name)}", roles[0][0] if roles else "", *counts),
            )


def _fold_name(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).translate(_FOLDED)
    return " ".join(unicodedata.normalize("NFC", plain.casefold()).split())


def _without_accents(name: str) -> str:
    apart = unicodedata.normalize("NFD", _fold_name(name))
    return " ".join("".join(one for one in apart if not unicodedata.combining(one)).split())


def _is_named(speaker: str) -> bool:
    words = re.findall(r"[^\W_][\w'’.-]*", speaker)
    if len(words) > 1 and words[0].lower() in _INDEFINITE:
        return False
    while len(words) > 1 and (words[0].isdigit() or words[0].lower() in _DEFINITE):
        del words[0]
    while len(words) > 1 and words[0] in _PARTICLES:
        del words[0]
    return bool(words) and any(one.isalpha() and not one.islower() for one in words[0])


def _fingerprint(text: str, speaker: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    words = _WORDS.findall(_APOSTROPHE.sub("", plain))
    folded = " ".join(words)
    if len(words) < TELLING:
        person = _fold_name(speaker)
        if not folded or not person:
            return ""
        folded = f"{folded}\n{person}"
    return hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:16]
