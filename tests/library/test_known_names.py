"""A query for a name that nothing has is an error, which names the nearest one."""

from collections.abc import Iterator

import pytest

from newsreader.domain.query import UnknownName, parse_query
from newsreader.domain.rules import Rule
from newsreader.library import Library
from tests.builders import NOW, STORIES, Story, a_library, asking

WIRE = Story("Drought", feed="Wire", outlet="Savanna Post")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Two feeds of the builders and one that carries others, a folder, a rule, a joined name."""
    opened = a_library(tmp_path_factory.mktemp("library"), (*STORIES, WIRE))
    opened.make_folder("World/Africa")
    opened.add_rule(Rule("budget", "mute", "Budget watch"))
    opened.merge_speakers("Mayor Roe", "Jane Roe")
    yield opened
    opened.close()


def unknown(library: Library, query: str, *, typing: bool = False) -> str:
    """Return what is said of a name in a query, and the part that is pointed at."""
    names = library.known_names(lambda: ("Watch of the file",))
    try:
        asked = parse_query(query, NOW, typing=typing, names=names)
    except UnknownName as error:
        return f"{error} [{query[error.start : error.end]}]"
    return f"unfinished: {asked.unfinished}" if asked.unfinished else ""


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("bridge feed:Gazete", "No feed and no outlet has “Gazete” in its name; did you mean "
            "“feed:\"The Harbour Gazette\"”? [feed:Gazete]"),
        ("feed:savana", "No feed and no outlet has “savana” in its name; did you mean "
            "“feed:\"Savanna Post\"”? [feed:savana]"),
        ("OUTLET:\"coast dayly\"", "No outlet has “coast dayly” in its name; did you mean "
            "“outlet:\"Coast Daily\"”? [OUTLET:\"coast dayly\"]"),
        ("folder:afrca", "There is no folder “afrca”; did you mean “folder:World/Africa”? "
            "[folder:afrca]"),
        ("(a or -tag:latre)", "Nothing is tagged “latre”; did you mean “tag:later”? [tag:latre]"),
        ("tag:zeppelin", "Nothing is tagged “zeppelin”. [tag:zeppelin]"),
        ("rule:buget", "No rule is called “buget”; did you mean “rule:\"Budget watch\"”? "
            "[rule:buget]"),
        ("speaker:\"Jane Rowe\" quote:x", "Nobody is quoted who is called “Jane Rowe”; did you "
            "mean “speaker:\"Jane Roe\"”? [speaker:\"Jane Rowe\"]"),
    ],
)  # fmt: skip
def test_what_nothing_has_is_pointed_at_with_the_nearest(
    library: Library, query: str, said: str
) -> None:
    assert unknown(library, query) == said


@pytest.mark.parametrize(
    "query",
    [
        "feed:gaz outlet:savanna feed:post outlet:daily",
        "folder:world folder:AFRICA folder:World/Africa",
        'tag:LATER rule:"budget watch" rule:"watch of the file"',
        'speaker:roe speaker:"mayor roe" speaker:bran* -speaker:tom',
        "feed:/nothing/ speaker:/nobody/ author:nobody url:nothing",
    ],
)
def test_what_a_name_has_in_it_is_asked(library: Library, query: str) -> None:
    assert unknown(library, query) == ""


def test_the_beginning_of_a_name_is_left_out_while_it_is_typed(library: Library) -> None:
    for query in ("folder:Afr", "tag:la", "rule:bud", "speaker:jan", 'speaker:"jane r'):
        assert unknown(library, query, typing=True).startswith("unfinished: "), query
    assert unknown(library, "folder:Afr ", typing=True).startswith("There is no folder")
    assert unknown(library, "folder:Afr") == (
        "There is no folder “Afr”; did you mean “folder:World/Africa”? [folder:Afr]"
    )
    assert unknown(library, "folder:zz", typing=True) == "There is no folder “zz”. [folder:zz]"


def test_a_query_that_is_kept_is_only_warned_of(library: Library) -> None:
    assert library.unknown_name("tag:latre bridge").startswith("Nothing is tagged")
    assert library.unknown_name("tag:later bridge") == ""
    made = library.add_view("Soon", "tag:latre")
    assert library.count_views([made]) == {made.id: 0}
    assert list(library.listing(asking("tag:latre")).ids) == []
