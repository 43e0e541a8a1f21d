"""Writes citations as plain text, in Chicago, APA and MLA style, as Markdown and as BibTeX.

Rules: Chicago Manual of Style, 17th edition, 14.191 (news, in notes) and 14.260 ("quoted in");
APA, 7th edition, 8.6 (secondary sources) and 10.1 (periodicals); MLA Handbook, 9th edition, 6.77
(indirect sources). A story changes after its publication, so each says when it was accessed.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from newsreader.domain.age import MONTHS, day_in_words
from newsreader.export.bibtex_entry import bibtex_entry
from newsreader.export.citation import Citation
from newsreader.export.escape import escape_line, link_target, quote_passage


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """One style."""

    name: str
    """What the settings call it."""
    title: str
    """What the user reads."""
    write: Callable[[Citation], str]
    """Returns the citation, with the cited words before it."""


def write_plain(one: Citation) -> str:
    """Return words, speaker and source as prose."""
    facts = [f"“{_inner(one.title)}”", one.outlet, _dated(one, day_in_words), _paragraph(one)]
    where = [*_whole_names(one), *facts]
    source = ", ".join(filter(None, [*where, one.url]))
    return f"{_quoted(one)}{_said_in(one)}{source}{_original(one, ' (', ')')}"


def write_chicago(one: Citation) -> str:
    """Return a note in the style of the Chicago Manual."""
    names = _joined([name.whole for name in one.authors], " and ", ", and ")
    who = f"{names}, " if names else ""
    accessed = f"accessed {_american_day(one.accessed)}" if one.accessed else ""
    facts = [one.outlet, _dated(one, _american_day), _paragraph(one), accessed, one.url]
    source = f"{who}“{_ended(_inner(one.title), ',')}” {', '.join(filter(None, facts))}"
    return f"{_quoted(one)}{_said_in(one)}{source}{_original(one, '. ', '')}."


def write_apa(one: Citation) -> str:
    """Return a reference in the style of the APA, below the words with what cites them."""
    names = [name.initials for name in one.authors]
    who = _joined(names, ", & ", ", & ") if names else ""
    day = f"{one.published.year}, {_month_day(one.published)}" if one.published else "n.d."
    title = _ended(one.title, ".")
    head = f"{_ended(who, '.')} ({day}). {title}" if who else f"{title} ({day})."
    outlet = f" {_ended(one.outlet, '.')}" if one.outlet else ""
    original = f" {_original(one, '(', ')')}." if one.original else ""
    seen = f"Retrieved {_american_day(one.accessed)}" if one.accessed else ""
    link = ", from ".join(filter(None, [seen, one.url]))
    entry = f"{head}{outlet}{original} {link if one.url else _ended(link, '.')}".rstrip()
    if not one.words:
        return entry
    short = _joined([name.short for name in one.authors], " & ", ", & ", limit=2)
    source = [
        short or f"“{_inner(one.title)}”",
        str(one.published.year) if one.published else "n.d.",
    ]
    if one.paragraph:
        source.append(f"para. {one.paragraph}")
    said = f"{one.attribution}, as cited in " if one.attribution else ""
    said = said or ("as cited in " if one.said else "")
    return f"“{_inner(one.words)}” ({said}{', '.join(source)})\n{entry}"


def write_mla(one: Citation) -> str:
    """Return an entry in the style of the MLA, below the words with what cites them."""
    names = [name.whole for name in one.authors]
    names[:1] = [name.inverted for name in one.authors[:1]]
    who = _joined(names, ", and ", ", and ", limit=2)
    when = _mla_day(one.published) if one.published else ""
    where = ", ".join(filter(None, [one.outlet, when, one.url]))
    parts = [_ended(who, "."), f"“{_ended(_inner(one.title), '.')}”", _ended(where, ".")]
    parts.append(_ended(_original(one, "", ""), "."))
    parts.append(f"Accessed {_mla_day(one.accessed)}." if one.accessed else "")
    entry = " ".join(filter(None, parts))
    if not one.words:
        return entry
    short = _joined([name.short for name in one.authors], " and ", ", and ", limit=2)
    number = f"par. {one.paragraph}" if one.paragraph else ""
    source = ", ".join(filter(None, [short or f"“{_inner(one.title)}”", number]))
    said = f"{one.attribution}, qtd. in " if one.attribution else "qtd. in " if one.said else ""
    return f"“{_inner(one.words)}” ({said}{source})\n{entry}"


def write_markdown(one: Citation) -> str:
    """Return a quotation with its source below, which leads to the passage."""
    target, title = link_target(one.url), escape_line(one.title)
    linked = f"[{title}]({target})" if target else f"“{title}”"
    outlet = f"*{escape_line(one.outlet)}*" if one.outlet else ""
    names = [escape_line(name) for name in _whole_names(one)]
    facts = [*names, linked, outlet, _dated(one, day_in_words), _paragraph(one)]
    who = f"**{escape_line(one.speaker)}**" if one.speaker else ""
    who = f"probably {who}" if who and one.probable else who
    said = f"{who}, quoted in " if who else "quoted in " if one.said else ""
    accessed = f" (accessed {day_in_words(one.accessed)})" if one.accessed else ""
    source = f"{said}{', '.join(filter(None, facts))}{accessed}"
    source += escape_line(_original(one, ". ", "."))
    if not one.words:
        return source
    return f"{quote_passage(one.words)}\n>\n> — {source}"


STYLES = {
    style.name: style
    for style in (
        CitationStyle("plain", "Plain", write_plain),
        CitationStyle("chicago", "Chicago", write_chicago),
        CitationStyle("apa", "APA", write_apa),
        CitationStyle("mla", "MLA", write_mla),
        CitationStyle("markdown", "Markdown", write_markdown),
        CitationStyle("bibtex", "BibTeX", bibtex_entry),
    )
}
"""All styles by name, in the order in which they are offered."""


def _quoted(one: Citation) -> str:
    return f"“{_inner(one.words)}”\n— " if one.words else ""


def _inner(text: str) -> str:
    """Return ``text`` as it stands between double quotation marks: its own are single ones."""
    text = re.sub(r'"([^"\n]*)"', r"‘\1’", text)
    return text.replace("“", "‘").replace("”", "’")


def _said_in(one: Citation) -> str:
    if not (one.words and one.said):
        return ""
    return f"{one.attribution}, quoted in " if one.attribution else "quoted in "


def _whole_names(one: Citation) -> list[str]:
    return [", ".join(name.whole for name in one.authors)] if one.authors else []


def _joined(names: Sequence[str], two: str, last: str, limit: int = 20) -> str:
    """Return names as a list; of more than ``limit`` only the first, with ``et al.``"""
    if len(names) > limit:
        return f"{names[0]} et al."
    if len(names) < 3:
        return two.join(names)
    return f"{', '.join(names[:-1])}{last}{names[-1]}"


def _ended(text: str, mark: str) -> str:
    """Return ``text`` with a mark at its end, unless one stands there that is as good."""
    return text if not text or text[-1] in f"?!…{mark}" else f"{text}{mark}"


def _original(one: Citation, before: str, after: str) -> str:
    return f"{before}Originally published by {one.original}{after}" if one.original else ""


def _paragraph(one: Citation) -> str:
    return f"paragraph {one.paragraph}" if one.paragraph and one.words else ""


def _dated(one: Citation, write: Callable[[date], str]) -> str:
    return write(one.published) if one.published else "n.d."


def _month_day(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}"


def _american_day(day: date) -> str:
    return f"{_month_day(day)}, {day.year}"


def _mla_day(day: date) -> str:
    month = MONTHS[day.month - 1]
    short = month if len(month) < 5 else "Sept." if month == "September" else f"{month[:3]}."
    return f"{day.day} {short} {day.year}"
