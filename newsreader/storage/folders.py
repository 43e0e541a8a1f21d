"""Folders of feeds: made, renamed, nested, removed, and set by config.toml."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsreader.domain.errors import NotFound
from newsreader.domain.folder import clean_folder, is_inside, moved, with_parents
from newsreader.domain.options.effective_options import table_for
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.storage.database import Database
from newsreader.storage.own_options import FORMER
from newsreader.storage.rows import Rows


@dataclass(frozen=True, slots=True)
class _Filed:
    """What is read of ``feed`` to file it; see schema.sql."""

    id: int
    url: str
    former: tuple[str, ...]
    folder: str
    configured_folder: str


_FILED = Rows(_Filed, "feed", columns={"former": FORMER})


def folders(db: Database) -> tuple[str, ...]:
    """Return all folders with those around them, in the order of a tree, empty ones too."""
    return with_parents(
        str(path) for path in db.column("SELECT path FROM folder UNION SELECT folder FROM feed")
    )


def make_folder(db: Database, path: str) -> None:
    """Make a folder, with those around it; raises ``NotFound`` where there is one."""
    with db.transaction():
        _require_free(db, path)
        _keep(db, with_parents([path]))


def file_feeds(db: Database, feed_ids: Iterable[int], folder: str) -> None:
    """Put feeds into a folder, which is made where there is none; the one left stays."""
    with db.transaction() as connection:
        wanted = set(feed_ids)
        filed = [one for one in _FILED.read(db) if one.id in wanted]
        _keep(db, {one.folder for one in filed} | {folder})
        connection.executemany(
            "UPDATE feed SET folder = ? WHERE id = ?", [(folder, one.id) for one in filed]
        )


def move_folder(db: Database, old: str, new: str) -> None:
    """Give a folder another path; all that lies in it goes with it.

    Raises ``NotFound`` where there is no such folder, one of that path already, or the new path
    lies in the folder itself.
    """
    with db.transaction():
        _require(db, old)
        if new != old and is_inside(new, old):
            raise NotFound(f"“{old}” cannot lie in itself.")
        # Only the case of letters may change.
        if new.casefold() != old.casefold():
            _require_free(db, new)
        _refile(db, old, new)


def remove_folder(db: Database, path: str) -> None:
    """Remove a folder; what lies in it goes to the one around it. Raises ``NotFound``."""
    with db.transaction() as connection:
        _require(db, path)
        _refile(db, path, path.rpartition("/")[0])
        connection.execute("DELETE FROM folder WHERE path = ?", (path,))


def configure_folders(db: Database, options: Sequence[FeedOptions]) -> None:
    """Put feeds where config.toml says, as far as that has changed since it was read last.

    So what the user moved in the app stays there until the file says something else. A feed
    that the file no longer names a folder for stays where it is.
    """
    with db.transaction() as connection:
        for one in _FILED.read(db):
            found, _ = table_for(options, one.url, one.former)
            folder = clean_folder(found.folder) if found else ""
            if folder == one.configured_folder:
                continue
            connection.execute(
                "UPDATE feed SET configured_folder = ?1, "
                "folder = CASE ?1 WHEN '' THEN folder ELSE ?1 END WHERE id = ?2",
                (folder, one.id),
            )


def _refile(db: Database, old: str, new: str) -> None:
    made = set(map(str, db.column("SELECT path FROM folder"))) | {old}
    feeds = [one for one in _FILED.read(db) if one.folder and is_inside(one.folder, old)]
    inside = {one for one in made if is_inside(one, old)}
    db.connection.executemany("DELETE FROM folder WHERE path = ?", [(one,) for one in inside])
    _keep(db, {moved(one, old, new) for one in inside})
    db.connection.executemany(
        "UPDATE feed SET folder = ? WHERE id = ?",
        [(moved(one.folder, old, new), one.id) for one in feeds],
    )


def _keep(db: Database, paths: Iterable[str]) -> None:
    db.connection.executemany(
        "INSERT OR IGNORE INTO folder (path) VALUES (?)", [(path,) for path in paths if path]
    )


def _require(db: Database, path: str) -> None:
    if path not in folders(db):
        raise NotFound(f"There is no folder “{path}”.")


def _require_free(db: Database, path: str) -> None:
    if not path:
        raise NotFound("A folder needs a name.")
    if path.casefold() in map(str.casefold, folders(db)):
        raise NotFound(f"There is a folder “{path}” already.")
