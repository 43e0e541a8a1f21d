"""Sees when files were changed, by what the system says of them."""

from pathlib import Path


class FileWatch:
    """Sees when a file was changed, made or taken away."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen = self._state()

    def has_changed(self) -> bool:
        """Return whether the file is another one than at the last look."""
        seen, self._seen = self._seen, self._state()
        return self._seen != seen

    def _state(self) -> tuple[int, int, int] | None:
        try:
            found = self._file.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino


class FolderWatch:
    """Sees when the files in a folder were changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen = self._state()

    def has_changed(self) -> bool:
        """Return whether there are other files than at the last look."""
        seen, self._seen = self._seen, self._state()
        return self._seen != seen

    def _state(self) -> list[tuple[str, int, int]]:
        try:
            found = [(one.name, one.stat()) for one in self._folder.iterdir()]
        except OSError:
            return []
        return sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)
