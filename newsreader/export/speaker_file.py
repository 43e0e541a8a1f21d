"""Exports all quotes of one speaker to a Markdown file, each with its citation."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from newsreader.domain.age import day_in_words, undated
from newsreader.domain.clean import clean_line
from newsreader.domain.counts import counted
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.quote_hit import QuoteHit
from newsreader.domain.quoting.speaker import Speaker, fold_name
from newsreader.export.escape import escape_line, link_target, quote_passage, slug, tag
from newsreader.export.file_name import KEY_DIGITS, speaker_file_name
from newsreader.export.front_matter import Value, compose, yaml_string
from newsreader.export.managed_block import wrap_block
from newsreader.export.managed_file import ID_KEY, YOURS, Exported, ExportFolder
from newsreader.export.managed_text import Managed
from newsreader.export.markdown import OWN_TAG, SCHEMA
from newsreader.export.quotes_section import ID_DIGITS

FOLDER = "Speakers"
"""The folder for the files of speakers, inside the export folder."""


def render_speaker(speaker: Speaker, hits: Sequence[QuoteHit]) -> str:
    """Return the text of a new file for a speaker; equal input gives equal text."""
    return (
        f"{compose(_properties(speaker, hits))}# {escape_line(speaker.name)}\n\n"
        f"{wrap_block(_content(speaker, hits))}\n{YOURS}\n"
    )


def export_speaker(speaker: Speaker, hits: Sequence[QuoteHit], directory: Path) -> Exported:
    """Write the file of a speaker below ``directory``; a failure is a result, too."""
    folder = ExportFolder(directory)
    name = f"speaker-{_key(speaker)}"
    managed = Managed(
        name,
        _properties(speaker, hits),
        _content(speaker, hits),
        lambda: render_speaker(speaker, hits),
    )
    new = directory / FOLDER / speaker_file_name(speaker.name, _key(speaker))
    return next(folder.export(lambda: folder.known(name, new), lambda: new, managed))


def _key(speaker: Speaker) -> str:
    folded = fold_name(speaker.name).encode("utf-8", "replace")
    return hashlib.sha256(folded).hexdigest()[:KEY_DIGITS]


def _properties(speaker: Speaker, hits: Sequence[QuoteHit]) -> dict[str, Value]:
    """Return the keys of the header that newsreader writes; unknown values are left out."""
    tags = [OWN_TAG, *([f"speaker/{slug(speaker.name)}"] if slug(speaker.name) else [])]
    fields: dict[str, Value] = {
        "title": yaml_string(clean_line(speaker.name)),
        "aliases": tuple(yaml_string(clean_line(alias)) for alias in speaker.aliases),
        "role": yaml_string(clean_line(speaker.role)) if clean_line(speaker.role) else "",
        "quotes": str(len(hits)),
        "tags": tuple(yaml_string(tag(one)) for one in tags),
        ID_KEY: yaml_string(f"speaker-{_key(speaker)}"),
        "newsreader-schema": str(SCHEMA),
    }
    return {key: value for key, value in fields.items() if value}


def _content(speaker: Speaker, hits: Sequence[QuoteHit]) -> str:
    """Return the content of the block: a summary of the speaker, then ``hits`` in their order."""
    parts = [_summary(speaker, hits)]
    for one, name in zip(hits, _ids(hits), strict=True):
        # The id stands right below the quotation: Obsidian gives it to the block before it.
        parts += [quote_passage(_words(one.quote)) or ">", f"^{name}", _citation(one)]
    return "\n\n".join(parts) + "\n"


def _summary(speaker: Speaker, hits: Sequence[QuoteHit]) -> str:
    articles = len({one.article_id for one in hits})
    facts = [escape_line(speaker.role)] if clean_line(speaker.role) else []
    facts.append(f"{counted(len(hits), 'quote')} in {counted(articles, 'article')}")
    if hits:
        days = [_day(one.published) for one in (hits[-1], hits[0])]
        facts.append(" – ".join(dict.fromkeys(days)))
    if speaker.aliases:
        facts.append(f"also {', '.join(escape_line(alias) for alias in speaker.aliases)}")
    return " · ".join(facts)


def _citation(one: QuoteHit) -> str:
    """Return outlet, headline with a link, and date; an unsure speaker is said in words."""
    headline = escape_line(one.title) or "Untitled"
    target = link_target(one.url)
    outlet = f"*{escape_line(one.outlet)}*, " if clean_line(one.outlet) else ""
    title = f"[{headline}]({target})" if target else headline
    day = _day(one.published)
    facts = [f"— {outlet}{title}, {day if one.dated else undated(day)}"]
    if one.quote.attribution != one.quote.speaker:
        facts.append("probably theirs")
    if one.quote.corrected:
        facts.append("speaker named by the reader")
    if one.also_in:
        facts.append(f"also in {counted(one.also_in, 'other article')}")
    return " · ".join(facts)


def _words(quote: Quote) -> str:
    """Return the quoted words; "[…]" stands for an attribution that interrupts them."""
    return " […] ".join(quote.marked_pieces)


def _ids(hits: Sequence[QuoteHit]) -> Iterator[str]:
    """Yield the block id of each quote, from its article's address and its words."""
    times: dict[str, int] = {}
    for one in hits:
        source = "\n".join((one.url or str(one.article_id), " ".join(_words(one.quote).split())))
        times[source] = times.get(source, 0) + 1
        digest = hashlib.sha256(f"{source}\n{times[source]}".encode("utf-8", "replace"))
        yield f"nq-{digest.hexdigest()[:ID_DIGITS]}"


def _day(moment: datetime) -> str:
    return day_in_words(moment.astimezone(UTC).date())
