"""Exports a story to one Markdown file that can be exported again without harm.

The reader may rename the file, move it, write around the marked block, add properties; none of
it is ever lost, and an export of what has not changed does not touch the file. The form is for
Obsidian and for anything else that reads CommonMark.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from newsreader.domain.age import MONTHS
from newsreader.domain.article import Article, OpenArticle
from newsreader.domain.clean import clean_line, shown_url
from newsreader.export.escape import escape_line, link_target, tag
from newsreader.export.file_name import story_id
from newsreader.export.front_matter import Value, compose, update, yaml_string
from newsreader.export.highlights_section import write_highlights
from newsreader.export.managed_block import (
    ManagedBlock,
    block_ids,
    find_blocks,
    mark,
)
from newsreader.export.managed_file import (
    ID_KEY,
    ExportFolder,
    read_text,
)
from newsreader.export.quotes_section import write_voices

SCHEMA = 1
"""The version of the file's form, in its header."""
OWN_TAG = "newsreader"
"""The tag that every exported file carries."""

Outcome = Literal["written", "unchanged", "kept"]

_YOURS = "<!-- yours: anything outside the newsreader block is never touched -->"


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of one story's file."""

    path: Path
    """The file."""
    outcome: Outcome
    """``written``; ``unchanged``, then the file was not opened for writing; ``kept``, then it
    holds a block that the reader edited or unmarked, and that block was left alone."""
    message: str = ""
    """For ``kept``, one sentence that says why and what was done."""


def render(opened: OpenArticle) -> str:
    """Return the whole file of a story as it is made first: equal input, equal text."""
    heading = f"# {escape_line(opened.article.title) or 'Untitled'}"
    return (
        f"{compose(_properties(opened))}{heading}\n\n{_byline(opened.article)}\n\n"
        f"{mark(_content(opened))}\n{_YOURS}\n"
    )


def export_article(opened: OpenArticle, directory: Path) -> Exported:
    """Write the story to its file in ``directory``; raises ExportError.

    For several stories ``export_articles`` looks through the folder only once.
    """
    return next(export_articles((opened,), directory))


def export_articles(stories: Iterable[OpenArticle], directory: Path) -> Iterator[Exported]:
    """Write each story to its file in ``directory`` and yield what became of it.

    Raises ExportError for the first story that cannot be written; those before it are.
    """
    folder = ExportFolder(directory)
    for opened in stories:
        yield _export(opened, folder)


def _export(opened: OpenArticle, folder: ExportFolder) -> Exported:
    path = folder.find(opened)
    if path is None:
        path = folder.place(opened.article)
        folder.write(path, render(opened), opened.article)
        return Exported(path, "written")
    present = read_text(path)
    renewed, message = _renew(present, opened)
    if renewed != present:
        folder.write(path, renewed, opened.article)
    if message:
        return Exported(path, "kept", message)
    return Exported(path, "unchanged" if renewed == present else "written")


def _renew(present: str, opened: OpenArticle) -> tuple[str, str]:
    """Return the file ``present`` brought up to date, and a sentence where a block was kept.

    Unedited blocks are ours: the first takes the new content, others have served their time.
    Beside an edited block ours holds only the highlights that are nowhere else in the file.
    """
    text = update(present, _properties(opened))
    blocks = find_blocks(text)
    ours = [block for block in blocks if not block.edited]
    edited = len(ours) < len(blocks)
    if edited:
        theirs = _cut_out(text, ours)
        content = _join(write_highlights(opened, without=block_ids(theirs)))
    else:
        content = _content(opened)
    newline = "\r\n" if "\r\n" in text else "\n"
    block = mark(content).replace("\n", newline) if content else ""
    if ours:
        text = _cut_out(text, ours[1:])
        text = text[: ours[0].start] + block + text[ours[0].end :]
    elif block:
        gap = newline if not text or text.endswith("\n") else newline * 2
        text = f"{text}{gap}{block}"
    if not blocks:
        return text, "The markers of its block were gone, so a new block was added at the end."
    if not edited:
        return text, ""
    where = " and what is new stands in a block of its own" if block else ""
    return text, f"Its block was edited by hand, so it was left alone{where}."


def _cut_out(text: str, blocks: list[ManagedBlock]) -> str:
    for block in reversed(blocks):
        text = text[: block.start] + text[block.end :]
    return text


def _content(opened: OpenArticle) -> str:
    """Return everything that stands in the block of a new file."""
    parts = write_highlights(opened) + write_voices(opened)
    return _join(parts or ["*Nothing is highlighted in this story, and nobody is quoted.*"])


def _join(parts: list[str]) -> str:
    return "\n\n".join(parts) + "\n" if parts else ""


def _properties(opened: OpenArticle) -> dict[str, Value]:
    """Return our keys of the header; what is not known is left out."""
    article = opened.article
    marked = [moment for mark in opened.highlights for moment in (mark.created,) if moment]
    changed = [mark.updated or mark.created for mark in opened.highlights]
    moments = [*marked, *(moment for moment in changed if moment)]
    if article.bookmarked:
        moments.append(article.bookmarked)
    tags = [OWN_TAG, *(tag(name) for name in article.tags)]
    fields: dict[str, Value] = {
        "title": yaml_string(clean_line(article.title)),
        "source": yaml_string(shown_url(article.url)) if article.url else "",
        "author": tuple(yaml_string(name) for name in _authors(article)),
        "outlet": yaml_string(_outlet(article)) if _outlet(article) else "",
        "published": f"{article.published.astimezone(UTC):%Y-%m-%d}",
        "created": _stamp(min(moments)) if moments else "",
        "updated": _stamp(max(moments)) if moments else "",
        "tags": tuple(yaml_string(name) for name in dict.fromkeys(tags) if name),
        ID_KEY: yaml_string(story_id(article)),
        "newsreader-schema": str(SCHEMA),
    }
    return {key: value for key, value in fields.items() if value}


def _byline(article: Article) -> str:
    """Return authors, outlet and date, and the way to the page."""
    who = [escape_line(name) for name in (", ".join(_authors(article)),) if name]
    where = [f"*{escape_line(_outlet(article))}*"] if _outlet(article) else []
    line = ", ".join([*who, *where, _day(article.published.astimezone(UTC).date())])
    target = link_target(article.url)
    return f"{line} · [original]({target})" if target else line


def _authors(article: Article) -> list[str]:
    return [name for part in article.author.split(",") if (name := clean_line(part))]


def _outlet(article: Article) -> str:
    return clean_line(article.outlet or article.feed)


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
