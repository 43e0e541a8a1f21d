"""The folder that exports go to: finds the file of a story wherever the reader moved it.

Files are told by the ``newsreader-id`` in their header, never by name. Everything written is
on disk whole or not at all, and nothing is ever written outside the folder.
"""

import os
import secrets
import shutil
from pathlib import Path

from newsreader.domain.article import Article, OpenArticle
from newsreader.domain.errors import ExportError
from newsreader.export.file_name import file_name, folder_name, story_id, story_key
from newsreader.export.front_matter import read_key
from newsreader.export.managed_block import block_ids

ID_KEY = "newsreader-id"
"""The property that a story's file is known by."""
HEAD_BYTES = 16 * 1024
"""How much of each file is read to find that property."""


class ExportFolder:
    """A folder of exported files during one run: its files are looked through once."""

    def __init__(self, directory: Path) -> None:
        """Take ``directory``, which need not exist yet."""
        self.directory = directory
        self._files: dict[str, dict[str, Path]] | None = None
        self._claimed: set[Path] = set()

    def find(self, opened: OpenArticle) -> Path | None:
        """Return the file of the story, or None; raises ExportError when it cannot be read.

        A file of the same address but another number is taken when a restored library gave
        the article a new one: then it holds a highlight of ours, or none at all that could be
        lost, and is no other story's of this run. A file whose header lost its id is still known
        by the name that it was given.
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
        ours = {mark.block_id for mark in opened.highlights}
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

    def write(self, path: Path, text: str, article: Article) -> None:
        """Put the ``text`` of a story at ``path``; raises ExportError, the old file intact."""
        self.put(path, text, story_id(article))

    def put(self, path: Path, text: str, name: str) -> None:
        """Put ``text``, whose id is ``name``, at ``path`` as a whole; raises ExportError.

        A new file is written beside it, flushed to disk and renamed; a symbolic link is
        followed as long as it stays in the folder.
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
        found += [Path(folder, name) for name in names if name.lower().endswith(".md")]
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
