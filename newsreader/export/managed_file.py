"""The policy for exported files, which also belong to the user: find, write, bring up to date.

A file is recognised by the ``newsreader-id`` in its header, never by its name, so that the user
may rename and move it. newsreader changes its own keys of the header and its own block; a block
that the user edited is left alone. A file is replaced as a whole or not at all, and nothing is
written outside the export folder.
"""

import os
import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from newsreader.domain.article import Article, OpenArticle
from newsreader.domain.errors import ExportError
from newsreader.export.file_name import SUFFIX, file_name, folder_name, story_id, story_key
from newsreader.export.front_matter import Value, read_key, update
from newsreader.export.managed_block import (
    ManagedBlock,
    block_ids,
    find_blocks,
    wrap_block,
)

ID_KEY = "newsreader-id"
"""The key of the header by which a file is recognised."""
HEAD_BYTES = 16 * 1024
"""How many bytes of each file are read to find that key."""
YOURS = "<!-- yours: anything outside the newsreader block is never touched -->"
"""The line below the block of a new file."""

Outcome = Literal["written", "unchanged", "kept"]


@dataclass(frozen=True, slots=True)
class Exported:
    """The result of exporting to one file."""

    path: Path
    """The file."""
    outcome: Outcome
    """``written``; ``unchanged``, then the file was not opened for writing; ``kept``, then it
    holds a block that the user edited or unmarked, and that block was left alone."""
    message: str = ""
    """For ``kept``, one sentence that says why and what was done."""


@dataclass(frozen=True, slots=True)
class Managed:
    """What newsreader manages in one file."""

    name: str
    """The value of ``ID_KEY``: a key shared by copies, a dash, a number."""
    fields: Mapping[str, Value]
    """Its keys of the header, ``ID_KEY`` included."""
    content: str
    """The content of its block, Markdown."""
    render: Callable[[], str]
    """Returns the text of a new file."""
    beside_edited: Callable[[str], str] | None = None
    """Returns the content of a block beside one that the user edited, given the user's text;
    without it such a file is left alone as a whole."""


def update_text(present: str, managed: Managed) -> tuple[str, str]:
    """Return the text ``present`` brought up to date, and a sentence where a block was kept.

    The first unedited block gets the new content, further ones are removed. Beside an edited
    block stands only what ``beside_edited`` returns.
    """
    text = update(present, managed.fields)
    blocks = find_blocks(text)
    ours = [block for block in blocks if not block.edited]
    edited = len(ours) < len(blocks)
    content = managed.content
    if edited and managed.beside_edited is None:
        return present, "Its block was edited by hand, so it was left alone."
    if edited and managed.beside_edited is not None:
        content = managed.beside_edited(_without(text, ours))
    newline = "\r\n" if "\r\n" in text else "\n"
    block = wrap_block(content).replace("\n", newline) if content else ""
    unmarked = not blocks and bool(block_ids(text))
    if ours:
        text = _without(text, ours[1:])
        text = text[: ours[0].start] + block + text[ours[0].end :]
    elif block:
        gap = newline if not text or text.endswith("\n") else newline * 2
        text = f"{text}{gap}{block}"
    if unmarked:
        return text, "The markers of its block were gone, so a new block was added at the end."
    if not edited:
        return text, ""
    where = " and what is new stands in a block of its own" if block else ""
    return text, f"Its block was edited by hand, so it was left alone{where}."


def _without(text: str, blocks: list[ManagedBlock]) -> str:
    for block in reversed(blocks):
        text = text[: block.start] + text[block.end :]
    return text


class ExportFolder:
    """The folder of exported files during one export; the ids of its files are read once."""

    def __init__(self, directory: Path) -> None:
        """Take ``directory``, which need not exist yet."""
        self.directory = directory
        self._files: dict[str, dict[str, Path]] | None = None
        self._claimed: set[Path] = set()

    def find(self, opened: OpenArticle) -> Path | None:
        """Return the file of the story, or None; raises ExportError when it cannot be read.

        A file of the same address but another number is returned when a restored library gave
        the article a new number: then it holds a highlight of this article, or none that could
        be lost, and was not returned before. A file whose header lost its id is recognised by
        the name that it was given.
        """
        found = self._find(opened)
        if found is not None:
            self._claimed.add(found)
        return found

    def _find(self, opened: OpenArticle) -> Path | None:
        article = opened.article
        files = self._index().get(story_key(article), {})
        if exact := files.get(story_id(article)):
            return exact
        ours = {highlight.block_id for highlight in opened.highlights}
        for path in files.values():
            if path in self._claimed:
                continue
            theirs = {name for name in block_ids(read_text(path)) if name.startswith("nr-")}
            if not theirs or theirs & ours:
                return path
        named = self.place(article)
        return named if named.exists() and not _file_id(named) else None

    def place(self, article: Article) -> Path:
        """Return where a new file for ``article`` goes: its outlet's folder, its own name.

        A folder that differs only in case is taken, since elsewhere it is the same folder.
        """
        name = folder_name(article.outlet or article.feed)
        folder = self.directory / name
        if not folder.exists() and self.directory.is_dir():
            same = (
                path
                for path in sorted(self.directory.iterdir())
                if path.is_dir() and path.name.casefold() == name.casefold()
            )
            folder = next(same, folder)
        path = folder / file_name(article)
        if path.exists() and _file_id(path) not in ("", story_id(article)):
            return folder / file_name(article, numbered=True)
        return path

    def known(self, name: str) -> Path | None:
        """Return the file with exactly this ``newsreader-id``, or None; raises ExportError."""
        return self._index().get(name.partition("-")[0], {}).get(name)

    def save(self, found: Path | None, new: Callable[[], Path], managed: Managed) -> Exported:
        """Bring the file ``found`` up to date, or write a new one at ``new()`` where it is None.

        Raises ExportError, the old file intact.
        """
        if found is None:
            path = new()
            self.write(path, managed.render(), managed.name)
            return Exported(path, "written")
        present = read_text(found)
        text, message = update_text(present, managed)
        if text != present:
            self.write(found, text, managed.name)
        if message:
            return Exported(found, "kept", message)
        return Exported(found, "unchanged" if text == present else "written")

    def write(self, path: Path, text: str, name: str) -> None:
        """Write ``text``, whose id is ``name``, to ``path`` as a whole; raises ExportError.

        A new file is written beside it, flushed to disk and renamed over it, and the old file
        stays intact on an error; a symbolic link is followed as long as it stays in the folder.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            target = path.resolve()
            if not target.is_relative_to(self.directory.resolve()):
                raise ExportError(f"{path} leads out of the export folder, so it was not written.")
            _replace(target, text.encode("utf-8", "replace"))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise ExportError(f"{path} could not be written: {reason}.") from error
        self._claimed.add(path)
        # A file that was another article's until now is found by its new id only.
        files = self._index().setdefault(name.partition("-")[0], {})
        for other in [other for other, known in files.items() if known == path]:
            del files[other]
        files[name] = path

    def _index(self) -> dict[str, dict[str, Path]]:
        """Return the files by story key and by id, the first of several copies."""
        if self._files is None:
            self._files = {}
            for path in _markdown_files(self.directory):
                if name := _file_id(path):
                    self._files.setdefault(name.partition("-")[0], {}).setdefault(name, path)
        return self._files


def read_text(path: Path) -> str:
    """Return the text of ``path`` with its line ends as they are; raises ExportError."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ExportError(f"{path} could not be read: {reason}.") from error
    except UnicodeDecodeError as error:
        raise ExportError(f"{path} is not UTF-8 text, so it was left alone.") from error


def _markdown_files(directory: Path) -> list[Path]:
    """Return the Markdown files under ``directory``; hidden folders hold bins and settings."""
    found: list[Path] = []
    for folder, folders, names in os.walk(directory):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(folder, name) for name in names if name.lower().endswith(SUFFIX)]
    inside = directory.resolve()
    return [
        path for path in sorted(found) if path.is_file() and path.resolve().is_relative_to(inside)
    ]


def _file_id(path: Path) -> str:
    """Return the story id in the header of ``path``; raises ExportError when it is unreadable."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ExportError(f"{path} could not be read: {reason}.") from error
    return read_key(head.decode("utf-8", "replace"), ID_KEY)


def _replace(target: Path, content: bytes) -> None:
    """Write ``content`` beside ``target``, flush it to disk and rename it over ``target``."""
    temporary = target.with_name(f".newsreader-{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
