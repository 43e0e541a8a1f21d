"""The policy for exported files, which also belong to the user: find, write, bring up to date.

A file is recognised by the ``newsreader-id`` in its header, never by its name, so that the user
may rename and move it; a copy that a syncing program made of it is left alone. newsreader changes
its own keys of the header and its own block; a block that the user edited is left alone. A file
is replaced as a whole or not at all, and nothing is written outside the export folder. One file
that cannot be read or written keeps no other from being written.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from newsreader.domain.article import Article, OpenArticle
from newsreader.export.atomic_file import FileError, reason_of, replace_file
from newsreader.export.conflict_copies import is_conflict_copy, originals_first
from newsreader.export.file_name import SUFFIX, story_file, story_id, story_key
from newsreader.export.front_matter import read_key
from newsreader.export.managed_block import block_ids
from newsreader.export.managed_text import Managed, update_text

ID_KEY = "newsreader-id"
"""The key of the header by which a file is recognised."""
HEAD_BYTES = 16 * 1024
"""How many bytes of each file are read to find that key."""
YOURS = "<!-- yours: anything outside the newsreader block is never touched -->"
"""The line below the block of a new file."""

Outcome = Literal["written", "unchanged", "kept", "passed by", "failed"]


@dataclass(frozen=True, slots=True)
class Exported:
    """The result of exporting to one file."""

    path: Path
    """The file."""
    outcome: Outcome
    """``written``; ``unchanged``, then the file was not opened for writing; ``kept``, then
    something in it is the user's by now and was left alone; ``passed by``, then it is a copy, or
    cannot be read, and no story was to be written to it; ``failed``."""
    message: str = ""
    """For all but the first two, one sentence that says why and what was done."""


class ExportFolder:
    """The folder of exported files during one export; the ids of its files are read once."""

    def __init__(self, directory: Path, *, force: bool = False) -> None:
        """Take ``directory``, which need not exist yet; ``force`` refreshes edited blocks."""
        self.directory = directory
        self._force = force
        self._files: dict[str, dict[str, list[Path]]] | None = None
        self._claimed: set[Path] = set()
        self._passed_by: list[Exported] = []

    def export(
        self, found: Callable[[], Path | None], new: Callable[[], Path], managed: Managed
    ) -> Iterator[Exported]:
        """Yield the result of saving to the file that ``found`` returns, and what was passed by.

        A failure is a result, too.
        """
        try:
            yield self.save(found(), new, managed)
        except FileError as error:
            yield Exported(error.path, "failed", str(error))
        passed, self._passed_by = self._passed_by, []
        yield from passed

    def find(self, opened: OpenArticle) -> Path | None:
        """Return the file of the story, or None; raises FileError when it cannot be read.

        A file of the same address but another number is returned when a restored library gave
        the article a new number: then it holds a highlight of this article, or none that could
        be lost, and was not returned before. A file whose header lost its id is recognised by
        the name that it was given, before copies that a syncing program made.
        """
        found = self._find(opened)
        if found is not None:
            self._claimed.add(found)
        return found

    def _find(self, opened: OpenArticle) -> Path | None:
        article = opened.article
        files = self._index().get(story_key(article), {})
        named = story_file(self.directory, article)
        if exact := self._original(files.get(story_id(article), []), named):
            return exact
        ours = {highlight.block_id for highlight in opened.highlights}
        for copies in files.values():
            path = self._original(copies, named)
            if path is None or path in self._claimed:
                continue
            theirs = {name for name in block_ids(read_text(path)) if name.startswith("nr-")}
            if not theirs or theirs & ours:
                return path
        return named if _is_unlabelled(named) else None

    def _original(self, paths: list[Path], named: Path) -> Path | None:
        """Return the file that the others of one id are copies of, and remember those.

        ``named`` is where a new file would go; it may have lost its id.
        """
        if not paths:
            return None
        first, *copies = originals_first(paths, named.name)
        if is_conflict_copy(first) and _is_unlabelled(named):
            first, copies = named, [first, *copies]
        said = f"This is a copy of “{first.name}”, so it was left alone."
        for path in copies:
            if all(one.path != path for one in self._passed_by):
                self._passed_by.append(Exported(path, "passed by", said))
        return first

    def place(self, article: Article) -> Path:
        """Return where a new file for ``article`` goes."""
        path = story_file(self.directory, article)
        if path.exists() and _file_id(path) not in ("", story_id(article)):
            return story_file(self.directory, article, numbered=True)
        return path

    def known(self, name: str, new: Path) -> Path | None:
        """Return the file with exactly this ``newsreader-id``, or None for a ``new`` one."""
        return self._original(self._index().get(name.partition("-")[0], {}).get(name, []), new)

    def save(self, found: Path | None, new: Callable[[], Path], managed: Managed) -> Exported:
        """Bring the file ``found`` up to date, or write a new one at ``new()`` where it is None.

        Raises FileError, the old file intact.
        """
        if found is None:
            path = new()
            self.write(path, managed.render(), managed.name)
            return Exported(path, "written")
        present = read_text(found)
        text, message = update_text(present, managed, force=self._force)
        if text != present:
            self.write(found, text, managed.name)
        if message:
            return Exported(found, "kept", message)
        return Exported(found, "unchanged" if text == present else "written")

    def write(self, path: Path, text: str, name: str) -> None:
        """Write ``text``, whose id is ``name``, to ``path`` as a whole; raises FileError.

        A new file is written beside it, flushed to disk and renamed over it, and the old file
        stays intact on an error; a symbolic link is followed as long as it stays in the folder.
        """
        if not path.resolve().is_relative_to(self.directory.resolve()):
            said = f"{path} leads out of the export folder, so it was not written."
            raise FileError(path, said)
        replace_file(path, text.encode("utf-8", "replace"))
        self._claimed.add(path)
        # A file that was another article's until now is found by its new id only.
        files = self._index().setdefault(name.partition("-")[0], {})
        for other in [other for other, known in files.items() if path in known]:
            files[other] = [known for known in files[other] if known != path]
        files.setdefault(name, []).append(path)

    def _index(self) -> dict[str, dict[str, list[Path]]]:
        """Return the files by story key and by id; what cannot be read is passed by."""
        if self._files is None:
            self._files = {}
            for path in _markdown_files(self.directory):
                try:
                    name = _file_id(path)
                except FileError as error:
                    self._passed_by.append(Exported(path, "passed by", str(error)))
                    continue
                if name:
                    same = self._files.setdefault(name.partition("-")[0], {})
                    same.setdefault(name, []).append(path)
        return self._files


def read_text(path: Path) -> str:
    """Return the text of ``path`` with its line ends as they are; raises FileError."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise FileError(path, f"{path} could not be read: {reason_of(error)}.") from error
    except UnicodeDecodeError as error:
        raise FileError(path, f"{path} is not UTF-8 text, so it was left alone.") from error


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


def _is_unlabelled(path: Path) -> bool:
    return path.exists() and not _file_id(path)


def _file_id(path: Path) -> str:
    """Return the story id in the header of ``path``; raises FileError when it is unreadable."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        raise FileError(path, f"{path} could not be read: {reason_of(error)}.") from error
    return read_key(head.decode("utf-8", "replace"), ID_KEY)
