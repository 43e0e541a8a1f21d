from newsreader.storage.database import Database
from newsreader.storage.ui_state import keep, recall


def test_the_last_value_is_remembered_and_else_the_default(db: Database) -> None:
    assert recall(db, "theme", "light") == "light"
    keep(db, "theme", "dark")
    keep(db, "theme", "")
    assert recall(db, "theme", "light") == ""
