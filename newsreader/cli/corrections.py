"""Prints what the user corrected in quotes: for a look, or to contribute cases."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.cli.invocation import Invocation
from newsreader.cli.json_output import Record, envelope
from newsreader.cli.output import note, say, say_json, say_row
from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import clean_line
from newsreader.domain.counts import grouped
from newsreader.domain.document import Document
from newsreader.domain.instant import instant
from newsreader.domain.quoting.correction import Correction

if TYPE_CHECKING:
    from newsreader.library import Library


def print_corrections(invocation: Invocation) -> None:
    """Print all corrections, how often whom first; nothing of them leaves this machine."""
    with invocation.library() as library:
        found, joined = library.corrections(), library.joined_names()
        records = _records(library, found) if invocation.json else []
    times = _times(found)
    if invocation.json:
        counts = [
            {"found": name, "speaker": speaker, "is_quote": is_quote, "times": count}
            for (name, speaker, is_quote), count in times
        ]
        names = [{"name": o.name, "into": o.into, "made": instant(o.made)} for o in joined]
        say_json(envelope("corrections", records) | {"times": counts, "joined": names})
        return
    for change, count in times:
        say_row(f"{grouped(count):>6}  {_became(*change)}")
    for name in joined:
        say_row(f"{'joined':>6}  {clean_line(name.name)} → {clean_line(name.into)}")
    if not found and not joined:
        note("Nothing was corrected.")
    if not found:
        return
    say()
    for correction in found:
        said = clean_line(correction.words, len(correction.words) or 1)
        became = _became(correction.found, correction.speaker, correction.is_quote)
        say(f"{correction.article_id:>6}  {became}: “{said}”")


def _became(found: str, speaker: str, is_quote: bool) -> str:
    named = clean_line(speaker) or "unknown" if is_quote else "no quote"
    return f"{clean_line(found) or 'unknown'} → {named}"


def _times(found: Sequence[Correction]) -> list[tuple[tuple[str, str, bool], int]]:
    """Return who was found, who it is, whether it is a quote, and how often, the most first."""
    counts = Counter((one.found, one.speaker, one.is_quote) for one in found)
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _records(library: "Library", found: Sequence[Correction]) -> list[Record]:
    """Return the corrections, each with the language and the paragraph of its quote."""
    opened = {one.article_id: library.opened(one.article_id) for one in found}
    return [_record(one, opened[one.article_id]) for one in found]


def _record(one: Correction, opened: OpenArticle) -> Record:
    return {
        "id": one.id,
        "article_id": one.article_id,
        "outlet": one.outlet,
        "language": opened.article.language,
        "paragraph": _paragraph(one, opened.document),
        "prefix": one.prefix,
        "words": one.words,
        "suffix": one.suffix,
        "found": one.found,
        "is_quote": one.is_quote,
        "speaker": one.speaker,
        "made": instant(one.made),
    }


def _paragraph(one: Correction, document: Document) -> str:
    """Return the paragraphs in which the words stand now; empty where they do not any more."""
    text, words = document.text, one.words
    start = one.start if text.startswith(words, one.start) else text.find(words)
    if start < 0:
        return ""
    end = start + len(words)
    around = [block for block in document.blocks if block.start < end and start < block.end]
    return text[around[0].start : around[-1].end] if around else words
