"""Writes what was marked in many stories into one note, or into a note for each day.

These are notes of the user, in which newsreader manages a block, as in the notes of single stories.
The note of a day is often kept by another program already: it gets no properties from newsreader.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from itertools import groupby
from pathlib import Path

from newsreader.domain.article import OpenArticle
from newsreader.domain.highlights.highlight import Highlight
from newsreader.export.escape import escape_line
from newsreader.export.file_name import SUFFIX, query_name
from newsreader.export.front_matter import Value, compose, yaml_string
from newsreader.export.highlights_section import write_highlights
from newsreader.export.managed_block import block_ids, find_blocks, wrap_block
from newsreader.export.managed_file import ID_KEY, YOURS, Exported, ExportFolder, read_text
from newsreader.export.managed_text import Managed
from newsreader.export.markdown import OWN_TAG, byline

SINGLE_ID = "highlights-all"
"""The id of the one note of all stories."""
SINGLE_NAME = f"Highlights{SUFFIX}"
"""Its name, until the user gives it another."""


@dataclass(frozen=True, slots=True)
class GatheredForm:
    """A form whose notes hold several stories each."""

    name: str
    """What it is called."""
    texts: Callable[[Iterable[OpenArticle]], Iterator[str]]
    """Yields the text of each new note."""
    write: Callable[[Sequence[OpenArticle], ExportFolder, bool], Iterator[Exported]]
    """Writes the notes; the last argument says whether the stories are all that there are."""
    whole: bool = False
    """Whether the stories are all that there are, so that what else stands in notes may go."""
    as_marked: bool = False
    """As in ``ArticleForm``."""

    def export(
        self, stories: Iterable[OpenArticle], directory: Path, *, force: bool = False
    ) -> Iterator[Exported]:
        """Write below ``directory``, as ``ExportArticles`` does."""
        yield from self.write(list(stories), ExportFolder(directory, force=force), self.whole)


def marked_since(opened: OpenArticle, since: datetime) -> OpenArticle:
    """Return a story with those of its highlights that were made at ``since`` or later."""
    made = (one for one in opened.highlights if one.created and one.created >= since)
    return replace(opened, highlights=tuple(made))


def only(opened: OpenArticle, ids: Collection[str]) -> OpenArticle:
    """Return a story with some of its highlights, and without its quotes."""
    chosen = tuple(one for one in opened.highlights if one.id in ids)
    return replace(opened, highlights=chosen, quotes=())


def _section(opened: OpenArticle, without: frozenset[str] = frozenset()) -> str:
    """Return a story as a part of a note: headline, byline, its highlights below."""
    marks = write_highlights(opened, without)
    if without and not marks:
        return ""
    parts = [f"## {escape_line(opened.article.title) or 'Untitled'}", byline(opened.article)]
    parts += [f"#{part}" if part.startswith("## ") else part for part in marks]
    return "\n\n".join(parts)


def _content(stories: Sequence[OpenArticle], without: frozenset[str] = frozenset()) -> str:
    sections = filter(None, (_section(one, without) for one in stories))
    text = "\n\n".join(sections)
    return f"{text}\n" if text else ""


def _managed(
    name: str, stories: Sequence[OpenArticle], fields: dict[str, Value], heading: str
) -> Managed:
    content = _content(stories)
    header = compose(fields) if fields else ""
    return Managed(
        name,
        fields,
        content,
        lambda: f"{header}# {heading}\n\n{wrap_block(content)}\n{YOURS}\n",
        lambda theirs: _content(stories, block_ids(theirs)),
    )


def note_of_query(query: str) -> GatheredForm:
    """Return the form that writes one note of what a query for highlights finds.

    The notes of stories have all their highlights always, whatever is found: this is another one.
    """
    name = f"highlights {query_name(query)}"
    file = f"{name[:1].upper()}{name[1:]}{SUFFIX}"
    return _one_note(name, name, file, f"Highlights: {escape_line(query)}")


def _one_note(name: str, id_: str, file: str, heading: str) -> GatheredForm:
    """Return the form of one note of all stories, with the name that it has at first."""

    def managed(stories: Iterable[OpenArticle]) -> Managed:
        fields: dict[str, Value] = {"tags": (yaml_string(OWN_TAG),), ID_KEY: yaml_string(id_)}
        return _managed(id_, list(stories), fields, heading)

    def write(
        stories: Sequence[OpenArticle], folder: ExportFolder, whole: bool
    ) -> Iterator[Exported]:
        new = folder.directory / file
        yield from folder.export(partial(folder.known, id_, new), lambda: new, managed(stories))

    return GatheredForm(name, lambda stories: iter([managed(stories).render()]), write)


def _days(stories: Iterable[OpenArticle]) -> list[tuple[date, list[OpenArticle]]]:
    """Return the stories by the days on which passages in them were marked, oldest first."""
    found = [
        (day, replace(opened, highlights=tuple(marks), quotes=()))
        for opened in stories
        for day, marks in groupby(sorted(opened.highlights, key=_made), key=_day)
        if day is not None
    ]
    found.sort(key=lambda one: one[0])
    return [(day, [one for _, one in of_day]) for day, of_day in groupby(found, key=lambda x: x[0])]


def _made(highlight: Highlight) -> tuple[bool, str, str]:
    day = _day(highlight)
    return day is None, str(day), highlight.id


def _day(highlight: Highlight) -> date | None:
    """Return the day a highlight was made on, where the user is: a diary is written there."""
    return highlight.created.astimezone().date() if highlight.created else None


def _daily(day: date, stories: Sequence[OpenArticle]) -> Managed:
    return _managed(day.isoformat(), stories, {}, day.isoformat())


def _write_daily(
    stories: Sequence[OpenArticle], folder: ExportFolder, whole: bool
) -> Iterator[Exported]:
    days = dict(_days(stories))
    if whole:
        days |= {day: [] for day in _written_days(folder.directory) - days.keys()}
    for day in sorted(days):
        yield from folder.export(*_note_of(folder.directory, day), _daily(day, days[day]))


def _note_of(directory: Path, day: date) -> tuple[Callable[[], Path | None], Callable[[], Path]]:
    """Return what finds the note of a day, and what says where it goes."""
    path = directory / f"{day.isoformat()}{SUFFIX}"
    return lambda: path if path.exists() else None, lambda: path


def _written_days(directory: Path) -> set[date]:
    """Return the days whose notes have a block of newsreader's."""
    found = set()
    for path in directory.glob(f"????-??-??{SUFFIX}") if directory.is_dir() else ():
        try:
            day = date.fromisoformat(path.stem)
        except ValueError:
            continue
        if path.is_file() and find_blocks(read_text(path)):
            found.add(day)
    return found


SINGLE = _one_note("single file", SINGLE_ID, SINGLE_NAME, "Highlights")
"""One note of all stories."""
DAILY = GatheredForm(
    "daily",
    lambda stories: (_daily(day, found).render() for day, found in _days(stories)),
    _write_daily,
)
"""A note for each day, of what was marked then."""
