"""What the library knows of the pages of articles that may be excerpts."""

from contextlib import closing
from pathlib import Path

from newsreader.domain.article import ExcerptState
from newsreader.storage.full_text_queue import record_page_failure
from newsreader.storage.safety.opening import open_library
from tests.builders import NOW, Story, a_library, id_of


def test_what_is_known_of_the_page_of_an_excerpt_is_shown(tmp_path: Path) -> None:
    whole = "The council met on the bridge. " * 60
    stories = (Story("Short", "It was late …"), Story("Whole", whole), Story("Odd", "It was late."))
    library = a_library(tmp_path, stories)
    short, long, odd = (library.opened(id_of(library, one.title)) for one in stories)
    assert short.excerpt == ExcerptState(sure=True) and long.excerpt is None
    assert odd.excerpt == ExcerptState(sure=False)
    with closing(open_library(library.path).database) as database:
        record_page_failure(database, short.article.id, NOW, "The server is down.")
    assert library.reopened(short).excerpt == ExcerptState(True, NOW, "The server is down.")
    assert library.reopened(long) is long
    library.close()
