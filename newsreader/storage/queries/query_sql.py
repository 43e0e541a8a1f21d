"""Turns the tree of a query into a condition of SQL over ``article``.

``domain.query.matching`` gives the same answers for one article; a property test holds both equal.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from newsreader.domain.highlights.highlight import Verification
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
from newsreader.domain.words import Phrase
from newsreader.storage.database import to_ms
from newsreader.storage.feed_titles import SHOWN_TITLE

_STATES = {
    "unread": "article.read = 0",
    "read": "article.read = 1",
    "bookmarked": "article.bookmarked IS NOT NULL",
    "later": "article.later IS NOT NULL",
    "saved": "article.saved IS NOT NULL",
    "highlighted": "EXISTS (SELECT 1 FROM highlight WHERE article_id = article.id)",
    "noted": "EXISTS (SELECT 1 FROM highlight WHERE article_id = article.id AND note <> '')",
    "changed": "article.changed IS NOT NULL",
    "muted": "article.muted IS NOT NULL",
    "broken": "article.feed_id IN (SELECT id FROM feed WHERE error <> '')",
}
_IN_INDEX = "article.id IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)"


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL that is true or false, and the values for its question marks."""

    sql: str
    values: tuple[object, ...] = ()


def to_sql(node: Node) -> Condition:
    """Return what finds the articles that ``node`` asks for."""
    index = index_expression(node)
    if index:
        return Condition(_IN_INDEX, (index,))
    match node:
        case And(parts):
            return _all(parts)
        case Or(parts):
            return join(" OR ", _grouped(parts, " OR "))
        case Not(part):
            inner = to_sql(part)
            return Condition(f"NOT coalesce({inner.sql}, 0)", inner.values)  # no feed is NULL
        case Has():
            return _pattern_in(node)
        case Named():
            return _named(node)
        case Quoted():
            return _said(node)
        case Marked():
            return _marked(node)
        case InState(state):
            return Condition(_STATES[state])
        case Published(since, until):
            return between("article.published", to_ms(since), to_ms(until))
        case Length(least, most):
            return between("article.words", least or None, None if most is None else most + 1)
        case OfFeed(feed_id):
            return Condition("article.feed_id = ?", (feed_id,))
        case InFolder(folder):
            return Condition(
                "article.feed_id IN (SELECT id FROM feed WHERE folder = ?1 "
                "OR substr(folder, 1, length(?1) + 1) = ?1 || '/')".replace("?1", "?"),
                (folder, folder, folder),
            )


def index_expression(node: Node) -> str:
    """Return the FTS5 expression that finds just what ``node`` does; empty where there is none."""
    match node:
        case Has(sought, place) if isinstance(sought, Phrase):
            return f"{place} : {phrase(sought)}" if place else phrase(sought)
        case And(parts) | Or(parts) if parts:
            found = [index_expression(part) for part in parts]
            word = " AND " if isinstance(node, And) else " OR "
            return f"({word.join(found)})" if all(found) else ""
        case _:
            return ""


def words_expression(parts: Iterable[Node]) -> str:
    """Return the FTS5 expression for those of several conditions that are about words."""
    return " AND ".join(found for part in parts if (found := index_expression(part)))


def phrase(sought: Phrase) -> str:
    """Return the FTS5 expression for a phrase, all of whose words are letters and digits."""
    return f'"{" ".join(sought.words)}"{" *" if sought.unfinished else ""}'


def _all(parts: tuple[Node, ...]) -> Condition:
    return join(" AND ", _grouped(parts, " AND ")) if parts else Condition("1")


def _grouped(parts: tuple[Node, ...], word: str) -> list[Condition]:
    """Return the conditions of parts, those about words as one look into the index."""
    found = [(part, index_expression(part)) for part in parts]
    indexed = [expression for _, expression in found if expression]
    conditions = [Condition(_IN_INDEX, (word.join(indexed),))] if indexed else []
    others = [to_sql(part) for part, expression in found if not expression]
    # A pattern reads whole texts: it comes last, for what the others have left.
    return conditions + sorted(others, key=lambda one: "fits_pattern" in one.sql)


def join(word: str, conditions: Sequence[Condition]) -> Condition:
    """Return one or more conditions with a ``word`` of SQL between them."""
    if len(conditions) == 1:
        return conditions[0]
    return Condition(
        f"({word.join(one.sql for one in conditions)})",
        tuple(value for one in conditions for value in one.values),
    )


def between(column: str, least: int | None, below: int | None) -> Condition:
    """Return what finds rows of which a column has ``least`` or more, and less than ``below``."""
    bounds = [
        Condition(f"{column} {sign} ?", (value,))
        for sign, value in ((">=", least), ("<", below))
        if value is not None
    ]
    return join(" AND ", bounds) if bounds else Condition("1")


def _pattern_in(node: Has) -> Condition:
    assert isinstance(node.sought, Pattern)
    source = (node.sought.source,)
    title = Condition("fits_pattern(?, article.title)", source)
    text = Condition(
        "EXISTS (SELECT 1 FROM article_text WHERE article_id = article.id "
        "AND fits_pattern(?, article_text.text))",
        source,
    )
    if node.place:
        return title if node.place == "title" else text
    return join(" OR ", [title, text])


def _part(column: str) -> Callable[[str | Pattern], Condition]:
    """Return what compares a column of articles with a part of it.

    SQLite's LIKE does as ``fold_part`` where all is ASCII, and is ten times as fast.
    """

    def compare(value: str | Pattern) -> Condition:
        if isinstance(value, Pattern):
            return Condition(f"fits_pattern(?, {column})", (value.source,))
        return Condition(
            f"CASE WHEN length({column}) = length(CAST({column} AS BLOB)) "
            f"THEN {column} LIKE ? ESCAPE '\\' ELSE is_part(?, {column}) END",
            (_like(value), value),
        )

    return compare


def _of_feeds(function: str, column: str, value: str | Pattern) -> Condition:
    if isinstance(value, Pattern):
        function, value = "fits_pattern", value.source
    return Condition(
        f"article.feed_id IN (SELECT id FROM feed WHERE {function}(?, {column}))", (value,)
    )


def named_outlet(value: str | Pattern) -> Condition:
    """Return what finds articles whose own outlet has a folded part in its name."""
    return _part("article.outlet")(value)


def _named(node: Named) -> Condition:
    value = node.value
    outlet = named_outlet
    match node.field:
        case "author" | "url":
            return _part(f"article.{node.field}")(value)
        case "feed":
            return join(" OR ", [outlet(value), _of_feeds("is_part", SHOWN_TITLE, value)])
        case "outlet":
            feed = _of_feeds("is_part", SHOWN_TITLE, value)
            return Condition(
                f"CASE WHEN article.outlet <> '' THEN {outlet(value).sql} ELSE {feed.sql} END",
                (*outlet(value).values, *feed.values),
            )
        case "folder":
            return _of_feeds("is_in_folder", "feed.folder", value)
        case "lang":
            assert isinstance(value, str)
            like = f"{_like(value)[1:-1]}-%"
            return Condition(
                "CASE WHEN article.language <> '' "
                "THEN article.language LIKE ? OR article.language LIKE ? "
                "ELSE article.feed_id IN "
                "(SELECT id FROM feed WHERE language LIKE ? OR language LIKE ?) END",
                (value, like, value, like),
            )
        case "tag":
            return labelled("article_tag", "tag", value)
        case "rule":
            return labelled("caught", "rule", value)


def labelled(table: str, column: str, value: str | Pattern, of: str = "article") -> Condition:
    """Return what finds the articles, or rows of another table, to which ``table`` gives a word."""
    function = "fits_pattern" if isinstance(value, Pattern) else "is_tag"
    sought = value.source if isinstance(value, Pattern) else value
    return Condition(
        f"{of}.id IN (SELECT {of}_id FROM {table} WHERE {function}(?, {column}))", (sought,)
    )


def has_words(sought: Sought, column: str) -> Condition:
    """Return what finds rows that have words in a short column, or a match of a pattern."""
    if isinstance(sought, Pattern):
        return Condition(f"fits_pattern(?, {column})", (sought.source,))
    words = " ".join(sought.words)
    return Condition(f"has_words(?, ?, {column})", (words, sought.unfinished))


def _said(node: Quoted) -> Condition:
    """Return what finds articles in which one quote has all words and all parts of a name."""
    inner = quote_condition(node)
    return Condition(
        f"article.id IN (SELECT quote.article_id FROM quote WHERE {inner.sql})", inner.values
    )


def quote_condition(node: Quoted) -> Condition:
    """Return what finds, over ``quote``, those that have all words and all parts of a name.

    A quote is found by the name it was said under, and by those to which the user joined that.
    """
    found = [Condition("quote.kept = 1")]
    phrases = [one for one in node.words if isinstance(one, Phrase)]
    if phrases:
        words = " AND ".join(phrase(one) for one in phrases)
        found.append(_in_quote_index(f"text : ({words})"))
    found += [has_words(one, "quote.text") for one in node.words if isinstance(one, Pattern)]
    if node.speakers:
        found.append(Condition("quote.person IS NOT NULL"))
        found += [_by(one) for one in node.speakers]
    return join(" AND ", found)


def asked_quotes(asked: Sequence[Quoted]) -> Condition:
    """Return what finds, over ``quote``, those that one of ``asked`` finds; all where none is."""
    if not asked:
        return Condition("quote.kept = 1")
    return join(" OR ", [quote_condition(one) for one in asked])


def _in_quote_index(expression: str) -> Condition:
    return Condition(
        "quote.id IN (SELECT rowid FROM quote_index WHERE quote_index MATCH ?)", (expression,)
    )


def _by(speaker: Sought) -> Condition:
    if isinstance(speaker, Phrase):
        said = _in_quote_index(f"speaker : {phrase(speaker)}")
    else:
        said = has_words(speaker, "quote.speaker")
    name, shown = has_words(speaker, "name"), has_words(speaker, "person_name")
    persons = f"SELECT person FROM alias WHERE {name.sql} OR {shown.sql}"
    twice = (*name.values, *shown.values) * 2
    return Condition(
        f"({said.sql} OR quote.person IN ({persons}) "
        f"OR quote.person IN (SELECT key FROM alias WHERE person IN ({persons})))",
        (*said.values, *twice),
    )


def _marked(node: Marked) -> Condition:
    inner = highlight_condition(node)
    return Condition(
        f"EXISTS (SELECT 1 FROM highlight WHERE highlight.article_id = article.id AND {inner.sql})",
        inner.values,
    )


def highlight_condition(node: Marked) -> Condition:
    """Return what finds, over ``highlight``, those that have all that is asked."""
    found = [_in_states(one) for one in node.states]
    if node.colour:
        found.append(Condition("highlight.colour = ?", (node.colour,)))
    return join(" AND ", found + [in_highlight(one, "note") for one in node.notes])


def in_highlight(sought: Sought, *columns: str) -> Condition:
    """Return what finds, over ``highlight``, those that have words in one of these columns."""
    if isinstance(sought, Pattern):
        return join(" OR ", [has_words(sought, f"highlight.{one}") for one in columns])
    return Condition(
        "highlight.number IN (SELECT rowid FROM highlight_index WHERE highlight_index MATCH ?)",
        (f"{{{' '.join(columns)}}} : {phrase(sought)}",),
    )


def _in_states(state: str) -> Condition:
    stored = STORED_STATES[state]
    column = "verification" if isinstance(stored[0], Verification) else "state"
    return Condition(f"highlight.{column} IN ({','.join('?' * len(stored))})", stored)


def _like(text: str) -> str:
    for sign in "\\%_":
        text = text.replace(sign, "\\" + sign)
    return f"%{text}%"
