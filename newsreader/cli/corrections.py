"""Prints what the user corrected in quotes: for a look, or to contribute cases."""

from collections import Counter
from collections.abc import Sequence

from newsreader.cli.invocation import Invocation
from newsreader.cli.json_output import Record, envelope
from newsreader.cli.output import note, say, say_json, say_row
from newsreader.domain.clean import clean_line
from newsreader.domain.correction import Correction
from newsreader.domain.counts import grouped
from newsreader.domain.instant import instant


def print_corrections(invocation: Invocation) -> None:
    """Print all corrections, how often whom first; nothing of them leaves this machine."""
    with invocation.library() as library:
        found = library.corrections()
    times = _times(found)
    if invocation.json:
        counts = [
            {"found": name, "speaker": speaker, "is_quote": is_quote, "times": count}
            for (name, speaker, is_quote), count in times
        ]
        say_json(envelope("corrections", [_record(one) for one in found]) | {"times": counts})
        return
    for change, count in times:
        say_row(f"{grouped(count):>6}  {_became(*change)}")
    if not found:
        note("Nothing was corrected.")
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


def _record(one: Correction) -> Record:
    return {
        "id": one.id,
        "article_id": one.article_id,
        "outlet": one.outlet,
        "prefix": one.prefix,
        "words": one.words,
        "suffix": one.suffix,
        "found": one.found,
        "is_quote": one.is_quote,
        "speaker": one.speaker,
        "made": instant(one.made),
    }
