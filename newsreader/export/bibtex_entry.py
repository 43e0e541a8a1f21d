"""Writes a citation as an entry for BibTeX and biblatex."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC
from itertools import chain, count
from string import ascii_lowercase

from newsreader.domain.article import OpenArticle
from newsreader.export.citation import Citation, cite_article, last_marked

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    '"': r"\textquotedbl{}",
    **{char: f"\\{char}" for char in "$&#_%"},
}
"""What TeX reads as a command, and what it prints as that character."""
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SMALL = frozenset("a an and as at by for from in of on the to with".split())


def bibtex_entry(one: Citation, key: str = "") -> str:
    """Return an ``@article`` entry; ``key`` is made from author, year and title when empty.

    Words and speaker stand in ``note``, for there is no field for them, and whoever is quoted is
    not the author.
    """
    fields = {
        "author": " and ".join(
            _author(name.family, name.given, name.whole) for name in one.authors
        ),
        "title": f"{{{tex(one.title)}}}",
        "journal": tex(one.outlet),
        "date": one.published.isoformat() if one.published else "",
        "year": str(one.published.year) if one.published else "",
        "url": _address(one.url),
        "urldate": one.accessed.isoformat() if one.accessed else "",
        "langid": re.sub(r"[^A-Za-z-]", "", one.language),
        "note": tex(_note(one)),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    if one.published:
        lines.append(f"  month = {_MONTHS[one.published.month - 1]}")
    inside = ",\n".join([key or bibtex_key(one), *lines])
    return f"@article{{{inside}\n}}"


def write_bibtex(stories: Sequence[OpenArticle]) -> str:
    """Return an entry for each story, with keys that differ."""
    cited = [cite_article(one, one.article, last_marked(one), UTC) for one in stories]
    entries = (bibtex_entry(one, key) for one, key in zip(cited, citation_keys(cited), strict=True))
    return "\n\n".join(entries) + "\n" if cited else ""


def citation_keys(citations: Sequence[Citation]) -> list[str]:
    """Return a key for each citation, each another."""
    taken: set[str] = set()
    keys = []
    for one in citations:
        first = bibtex_key(one) or "source"
        letters = chain([""], ascii_lowercase[1:], (str(number) for number in count(27)))
        key = next(key for letter in letters if (key := f"{first}{letter}") not in taken)
        taken.add(key)
        keys.append(key)
    return keys


def bibtex_key(one: Citation) -> str:
    """Return a key as people make them: ``reporter2026council``."""
    who = one.authors[0].short if one.authors else one.outlet
    year = str(one.published.year) if one.published else "nd"
    words = (_ascii(word) for word in one.title.split())
    title = next((word for word in words if word and word not in _SMALL), "")
    return f"{_ascii(who)}{year}{title}"


def tex(text: str) -> str:
    """Return ``text`` as TeX prints it, on one line."""
    line = "".join(_SPECIAL.get(char, char) for char in " ".join(text.split()))
    # Of two of these TeX makes another sign.
    return re.sub(r"([-'`,<>])(?=\1)|([?!])(?=`)", r"\g<0>{}", line)


def _author(family: str, given: str, whole: str) -> str:
    if not family:
        return f"{{{tex(whole)}}}"
    first, comma, suffix = given.partition(", ")
    # "Family, Jr., Given" is BibTeX's order of three parts.
    parts = [family, suffix, first] if comma else [family, first]
    return ", ".join(map(tex, parts))


def _address(url: str) -> str:
    return url.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _note(one: Citation) -> str:
    words = f"“{one.words}”" if one.words else ""
    said = f"{one.attribution}, quoted" if one.attribution else "quoted" if one.said else ""
    place = f"paragraph {one.paragraph}" if one.paragraph and words else ""
    first = f"Originally published by {one.original}" if one.original else ""
    return ". ".join(filter(None, [", ".join(filter(None, [words, said, place])), first, one.way]))


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain.lower())
