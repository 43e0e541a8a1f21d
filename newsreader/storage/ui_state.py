"""Small facts about the screen that outlive it: the theme, what was open, what was folded."""

from newsreader.storage.database import Database

OPENED = "article opened last"
"""Under which key it is kept which article was opened last, by its number."""

SHARED = "marks written"
"""Under which key it is kept which file of marks was last written for other devices."""


def recall(db: Database, key: str, default: str) -> str:
    """Return the value kept under ``key``, else ``default``."""
    return str(db.value("SELECT value FROM remembered WHERE key = ?", (key,), default))


def keep(db: Database, key: str, value: str) -> None:
    """Keep ``value`` under ``key`` in place of what was there."""
    with db.transaction() as connection:
        connection.execute(
            "INSERT INTO remembered (key, value) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )
