"""The headings of lists that a library groups."""

from pathlib import Path

from newsreader.domain.list_headings import NO_FEED, Heading
from tests.builders import STORIES, a_library, id_of, written_beside

BRIDGE, FERRY, RAIN, SUNDAYS = (story.title for story in STORIES)


def test_what_is_unfolded_stands_under_the_heading_of_its_story(tmp_path: Path) -> None:
    library = a_library(tmp_path)
    bridge, ferry, rain, sundays = (
        id_of(library, title) for title in (BRIDGE, FERRY, RAIN, SUNDAYS)
    )
    with written_beside(library.path) as db:
        db.execute("UPDATE article SET story = 7 WHERE id IN (?, ?)", (bridge, sundays))
        db.execute("UPDATE article SET feed_id = NULL WHERE id = ?", (rain,))
    unfolded = [ferry, bridge, sundays]
    counts = [one.count for one in library.headings(unfolded, "day", {7})]
    assert counts == [3], "the copy is three days older"
    assert [one.count for one in library.headings(unfolded, "day")] == [2, 1]
    assert library.headings([ferry, rain], "feed") == (
        Heading(0, "Coast Daily", 1),
        Heading(1, NO_FEED, 1),
    )
    assert library.headings(unfolded, "") == () == library.headings([], "day")
    library.close()
