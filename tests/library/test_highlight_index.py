"""A damaged index of highlights is made anew at the first search for words, and that is told."""

from pathlib import Path

import pytest

from newsreader.domain.query import Query, parse_query
from newsreader.domain.query.highlight_fields import HIGHLIGHTS
from newsreader.library import Library
from newsreader.library.highlight_search import INDEX_MENDED
from newsreader.tui.pages.highlights_page import HighlightsPage
from tests.builders import NOW, Story, a_library, id_of, passage, written_beside
from tests.tui.stage import WIDE, on_stage

BRIDGE = Story("The bridge", "We will rebuild the bridge. The council agreed. Nobody objected.")
DAMAGE = {
    "zeroed": "UPDATE highlight_index_data SET block = zeroblob(length(block)) WHERE id > 10",
    "without its structure": "UPDATE highlight_index_data SET block = x'00' WHERE id = 10",
    "of before": "DELETE FROM highlight_index_docsize",
    "emptied": "DELETE FROM highlight_index_data WHERE id > 10",
}


def marked(library: Library) -> None:
    article_id = id_of(library, BRIDGE.title)
    for words, note in (("The council agreed.", "ask the clerk"), ("Nobody objected.", "")):
        library.highlight(article_id, *passage(library, article_id, words), note=note)


def damaged(library: Library, how: str) -> None:
    marked(library)
    with written_beside(library.path) as connection:
        connection.execute(how)


def find(library: Library, words: str) -> int:
    return len(library.highlight_ids(parse_query(words, NOW, subject=HIGHLIGHTS)))


@pytest.mark.parametrize("how", DAMAGE.values(), ids=DAMAGE)
def test_it_finds_all_again_and_says_so_once(tmp_path: Path, how: str) -> None:
    library = a_library(tmp_path, (BRIDGE,))
    damaged(library, how)
    assert find(library, "note:clerk") == 1
    assert library.complaint() == INDEX_MENDED and library.complaint() == ""
    assert (find(library, "council"), find(library, "objected")) == (1, 1)
    assert len(library.highlights(Query())) == 2
    marked(library)
    assert library.complaint() == ""
    library.close()
    again = Library(library.path)
    assert find(again, "note:clerk") == 1 and again.complaint() == ""
    again.close()


def test_a_sound_one_is_left_alone(tmp_path: Path) -> None:
    library = a_library(tmp_path, (BRIDGE,))
    marked(library)
    before = library.version()
    assert find(library, "note:clerk") == 1 and library.complaint() == ""
    assert library.version() == before
    library.close()


async def test_the_app_tells_it(tmp_path: Path) -> None:
    def prepare(library: Library) -> None:
        damaged(library, DAMAGE["zeroed"])

    async with on_stage(tmp_path, (BRIDGE,), size=WIDE, prepare=prepare) as stage:
        await stage.press("Q", "/")
        page = await stage.over(HighlightsPage)
        await stage.write("note:clerk")
        assert page.rows.count == 1
        await stage.until(lambda: stage.shows("was damaged and is made anew;"))
