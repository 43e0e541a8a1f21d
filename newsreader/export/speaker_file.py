"""Exports everything one person said to a Markdown file, each quote with its citation."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from newsreader.domain.age import MONTHS
from newsreader.domain.clean import clean_line
from newsreader.domain.quote import Quote
from newsreader.domain.quote_hit import QuoteHit
from newsreader.domain.speaker import Speaker, fold_name
from newsreader.export.escape import escape_line, link_target, quote_passage, slug, tag
from newsreader.export.file_name import KEY_DIGITS, speaker_file_name
from newsreader.export.front_matter import Value, compose, update, yaml_string
from newsreader.export.managed_block import find_blocks, mark
from newsreader.export.managed_file import (
    ID_KEY,
    ExportFolder,
    read_text,
)
from newsreader.export.markdown import OWN_TAG, SCHEMA, Exported
from newsreader.export.quotes_section import ID_DIGITS

FOLDER = "Speakers"
"""The folder, inside that of the exports, in which the pages of speakers lie."""

_YOURS = "<!-- yours: anything outside the newsreader block is never touched -->"


def render_speaker(person: Speaker, said: Sequence[QuoteHit]) -> str:
    """Return the page of a speaker as it is made first: equal input, equal text."""
    return (
        f"{compose(_properties(person, said))}# {escape_line(person.name)}\n\n"
        f"{mark(_content(person, said))}\n{_YOURS}\n"
    )


def export_speaker(person: Speaker, said: Sequence[QuoteHit], directory: Path) -> Exported:
    """Write the page of a speaker below ``directory``; raises ExportError.

    What the reader wrote around our block stays; a block that was edited is left alone.
    """
    folder = ExportFolder(directory)
    name = f"speaker-{_key(person)}"
    path = folder.known(name)
    if path is None:
        path = directory / FOLDER / speaker_file_name(person.name, _key(person))
        folder.put(path, render_speaker(person, said), name)
        return Exported(path, "written")
    present = read_text(path)
    text = update(present, _properties(person, said))
    newline = "\r\n" if "\r\n" in text else "\n"
    block = mark(_content(person, said)).replace("\n", newline)
    blocks = find_blocks(text)
    if any(one.edited for one in blocks):
        return Exported(path, "kept", "Its block was edited by hand, so it was left alone.")
    if blocks:
        text = text[: blocks[0].start] + block + text[blocks[0].end :]
    else:
        text = f"{text.rstrip()}{newline * 2}{block}"
    if text == present:
        return Exported(path, "unchanged")
    folder.put(path, text, name)
    return Exported(path, "written")


def _key(person: Speaker) -> str:
    folded = fold_name(person.name).encode("utf-8", "replace")
    return hashlib.sha256(folded).hexdigest()[:KEY_DIGITS]


def _properties(person: Speaker, said: Sequence[QuoteHit]) -> dict[str, Value]:
    """Return our keys of the header; what is not known is left out."""
    tags = [OWN_TAG, *([f"speaker/{slug(person.name)}"] if slug(person.name) else [])]
    fields: dict[str, Value] = {
        "title": yaml_string(clean_line(person.name)),
        "aliases": tuple(yaml_string(clean_line(alias)) for alias in person.aliases),
        "role": yaml_string(clean_line(person.role)) if clean_line(person.role) else "",
        "quotes": str(len(said)),
        "tags": tuple(yaml_string(tag(one)) for one in tags),
        ID_KEY: yaml_string(f"speaker-{_key(person)}"),
        "newsreader-schema": str(SCHEMA),
    }
    return {key: value for key, value in fields.items() if value}


def _content(person: Speaker, said: Sequence[QuoteHit]) -> str:
    """Return everything that stands in the block: who this is, and the quotes as given."""
    parts = [_summary(person, said)]
    for one, name in zip(said, _ids(said), strict=True):
        # The id stands right below the quotation: Obsidian gives it to the block before it.
        parts += [quote_passage(_words(one.quote)) or ">", f"^{name}", _citation(one)]
    return "\n\n".join(parts) + "\n"


def _summary(person: Speaker, said: Sequence[QuoteHit]) -> str:
    articles = len({one.article_id for one in said})
    facts = [escape_line(person.role)] if clean_line(person.role) else []
    facts.append(f"{_counted(len(said), 'quote')} in {_counted(articles, 'article')}")
    if said:
        days = [_day(one.published) for one in (said[-1], said[0])]
        facts.append(" – ".join(dict.fromkeys(days)))
    if person.aliases:
        facts.append(f"also {', '.join(escape_line(alias) for alias in person.aliases)}")
    return " · ".join(facts)


def _citation(one: QuoteHit) -> str:
    """Return outlet, headline with the way to the page, and date; doubt is said in words."""
    headline = escape_line(one.title) or "Untitled"
    target = link_target(one.url)
    outlet = f"*{escape_line(one.outlet)}*, " if clean_line(one.outlet) else ""
    title = f"[{headline}]({target})" if target else headline
    facts = [f"— {outlet}{title}, {_day(one.published)}"]
    if one.quote.attribution != one.quote.speaker:
        facts.append("probably theirs")
    if one.quote.corrected:
        facts.append("speaker named by the reader")
    if one.also_in:
        facts.append(f"also in {_counted(one.also_in, 'other article')}")
    return " · ".join(facts)


def _words(quote: Quote) -> str:
    """Return what was said; for the attribution that interrupts it stand dots in brackets."""
    pieces = (quote.text[start - quote.start : end - quote.start] for start, end in quote.pieces)
    return " […] ".join(pieces)


def _ids(said: Sequence[QuoteHit]) -> Iterator[str]:
    """Yield the block id of each quote, from its article's address and its words."""
    times: dict[str, int] = {}
    for one in said:
        source = "\n".join((one.url or str(one.article_id), " ".join(_words(one.quote).split())))
        times[source] = times.get(source, 0) + 1
        digest = hashlib.sha256(f"{source}\n{times[source]}".encode("utf-8", "replace"))
        yield f"nq-{digest.hexdigest()[:ID_DIGITS]}"


def _counted(number: int, thing: str) -> str:
    return f"1 {thing}" if number == 1 else f"{number:,} {thing}s"


def _day(moment: datetime) -> str:
    day = moment.astimezone(UTC).date()
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
