"""Folders: made, renamed, nested, removed, and filled with feeds."""

from collections.abc import Callable, Sequence

from newsreader.domain.counts import counted
from newsreader.domain.errors import NotFound
from newsreader.domain.folder import clean_folder
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.library.base import LibraryBase
from newsreader.storage import feed_titles, folders
from newsreader.storage.row_changes import FEED, FOLDER


class Folders(LibraryBase):
    """The part of the library that knows where feeds lie."""

    def folders(self) -> tuple[str, ...]:
        """Return all folders in the order of a tree, empty ones too."""
        return folders.folders(self._search)

    def find_folder(self, name: str) -> str:
        """Return the folder of this path, else the only one of this name; raises ``NotFound``."""
        known, wanted = self.folders(), clean_folder(name).casefold()
        for one in known:
            if one.casefold() == wanted:
                return one
        called = [one for one in known if one.rpartition("/")[2].casefold() == wanted]
        if len(called) == 1:
            return called[0]
        if called:
            raise NotFound(f"“{name}” may be {' or '.join(called)}.")
        raise NotFound(f"There is no folder “{name}”.")

    def make_folder(self, name: str) -> str:
        """Make a folder; return its path. Raises ``NotFound`` where there is one."""
        path = clean_folder(name)
        self._refile(f"made the folder {path}", lambda: folders.make_folder(self._write, path))
        return path

    def move_folder(self, old: str, new: str) -> str:
        """Give a folder another path, with all that lies in it; return it. Raises ``NotFound``."""
        path = clean_folder(new)
        self._refile(f"moved the folder {old}", lambda: folders.move_folder(self._write, old, path))
        return path

    def rename_folder(self, old: str, name: str) -> str:
        """Give a folder another name where it lies; return its path. Raises ``NotFound``."""
        around = old.rpartition("/")[0]
        if not clean_folder(name):
            raise NotFound("A folder needs a name.")
        return self.move_folder(old, f"{around}/{clean_folder(name).replace('/', '-')}")

    def nest_folder(self, old: str, into: str) -> str:
        """Move a folder into another, or to the top; return its path. Raises ``NotFound``."""
        return self.move_folder(old, f"{into}/{old.rpartition('/')[2]}")

    def remove_folder(self, path: str) -> None:
        """Remove a folder; what lies in it goes to the one around it. Raises ``NotFound``."""
        self._refile(f"removed the folder {path}", lambda: folders.remove_folder(self._write, path))

    def file_feeds(self, feed_ids: Sequence[int], folder: str) -> str:
        """Put feeds into a folder, which is made where there is none, or to the top."""
        path = clean_folder(folder)
        what = (
            feed_titles.name_of(self._write, feed_ids[0])
            if len(feed_ids) == 1
            else counted(len(feed_ids), "feed")
        )
        self._refile(f"moved {what}", lambda: folders.file_feeds(self._write, feed_ids, path))
        return path

    def configure_feeds(self, options: Sequence[FeedOptions]) -> None:
        """Let feeds be called, and lie, as config.toml says."""
        if not self.read_only:
            feed_titles.configure_titles(self._write, options)
            folders.configure_folders(self._write, options)

    def _refile(self, label: str, change: Callable[[], None]) -> None:
        """Change where things lie, so that it can be undone."""
        with (
            self._step(label) as step,
            step.watching(self._write, FOLDER),
            step.watching(self._write, FEED),
        ):
            change()
