"""The files of an article come back in their order, and the next list takes their place."""

from newsreader.domain.enclosure import Enclosure, EnclosureKind
from newsreader.storage.database import Database
from newsreader.storage.enclosures import enclosures, put_enclosures
from tests.builders import STORIES, save

SOUND = Enclosure("https://sea.example/1.mp3", "audio/mpeg", 9, "Ferry", 61)
CHAPTERS = Enclosure("https://sea.example/1.json", kind=EnclosureKind.CHAPTERS)


def test_they_are_kept_in_their_order_until_others_come(db: Database) -> None:
    first, second = save(db, STORIES[0]), save(db, STORIES[1])
    put_enclosures(db, first, [SOUND, CHAPTERS])
    put_enclosures(db, second, [CHAPTERS])
    assert enclosures(db, first) == (SOUND, CHAPTERS)
    put_enclosures(db, first, [CHAPTERS])
    assert enclosures(db, first) == (CHAPTERS,) == enclosures(db, second)
    put_enclosures(db, first, [])
    assert enclosures(db, first) == ()


def test_what_is_damaged_is_left_out(db: Database) -> None:
    article_id = save(db, STORIES[0])
    put_enclosures(db, article_id, [SOUND, CHAPTERS])
    with db.transaction() as connection:
        connection.execute("UPDATE enclosure SET url = 'file:///etc/passwd' WHERE number = 1")
        connection.execute("UPDATE enclosure SET kind = 'x', length = x'00' WHERE number = 0")
    (left,) = enclosures(db, article_id)
    assert (left.kind, left.length, left.title) == (EnclosureKind.FILE, None, "Ferry")
