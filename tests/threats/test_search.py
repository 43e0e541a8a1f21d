"""Threats of the search: what is typed is words, whatever they mean to SQLite.

- operators of FTS5: test_operators_are_words, storage/test_search
- wild cards of LIKE: test_wild_cards_are_letters
- SQL in any place of a query: test_sql_is_words
- queries without end: test_the_longest_query, storage/test_search
- the same, typed on the screen: test_what_is_typed_on_the_screen, tui/test_search
- the same, about what people said: storage/test_quote_search
"""

from pathlib import Path

import pytest

from tests.builders import STORIES, Story
from tests.cli.conftest import CommandLine
from tests.tui.stage import on_stage

OPERATORS = (
    "AND", "OR", "NOT", "NEAR", "NEAR(bridge ferry, 2)", "bridge OR ferry", "bridge AND", "NOT x",
    "title:bridge", "title : bridge", "{title text}: bridge", "^bridge", "bri*", "*", "bridge*",
    "bridge + ferry", "(", ")", "()", "(bridge", '"', '""', '"bridge', 'bri"dge', "'", "''", ":",
    "-", "--", "-bridge", "- bridge", "^", "+", "{", "}", "[", "]", "\\", "/", "%", "_", ".", ",",
    ";", "@", "#", "?", "!", "~", "&", "|", "<", ">", "=", "`", "$", "\0", "\x1b[2J", "\ud800x",
    "x\0y", "𝕏", "é", "\u202e", "NEAR/2", "rank", "rowid:1", "article_index", "bm25(x)",
)  # fmt: skip
SQL = (
    "'; DROP TABLE article; --",
    '" UNION SELECT url FROM feed --',
    "1) OR (1=1",
    "x' OR '1'='1",
    "/* */ x",
    "?1 :name @x $y",
)
PLACES = ("", "feed:", "author:", "tag:", "is:", "since:", "until:", "folder:", "-", "nowhere:")


@pytest.mark.parametrize("asked", OPERATORS, ids=ascii)
def test_operators_are_words(stocked: CommandLine, asked: str) -> None:
    for command in ("search", "list"):
        result = stocked.run(command, "--", asked)
        assert result.status in (0, 2), result.err
        assert result.err.count("\n") in (0, 1, 3) and "Traceback" not in result.err


@pytest.mark.parametrize("asked", SQL)
def test_sql_is_words(stocked: CommandLine, asked: str) -> None:
    for place in PLACES:
        for command in ("search", "list", "highlights"):
            result = stocked.run(command, "--", place + asked)
            assert result.status in (0, 2), result.err
            assert "http" not in result.out, "no address that was not asked for"
        assert stocked.run("quotes", "--", place + asked).status in (0, 1, 2)
        assert stocked.run("remove", "--", place + asked).status == 1
    assert len(stocked.run("list", "--json").json["articles"]) == 3


def test_wild_cards_are_letters(stocked: CommandLine) -> None:
    def found(query: str) -> list[str]:
        return [one["title"] for one in stocked.run("list", "--json", query).json["articles"]]

    assert len(found("feed:Gazette")) == 2
    for query in ("author:%", "author:a%c"):
        assert found(query) == [], query
    for query in ("feed:_", "feed:G%e", "feed:\\%", "tag:%", "tag:_"):
        assert stocked.run("list", query).status == 2, f"{query} is a name that nothing has"
    for query in ("feed:%", "feed:100%", "author:_", "author:a_b\\c"):
        assert found(query) == ["Percent"], query


def test_the_longest_query(stocked: CommandLine) -> None:
    for asked in ("bridge " * 10_000, "x" * 100_000, "-a " * 5_000, "(" * 20_000, '"' * 9_999):
        result = stocked.run("search", "--", asked)
        assert result.status in (0, 1, 2)
        assert result.err.count("\n") in (0, 1, 3) and len(result.err) < 1_000


async def test_what_is_typed_on_the_screen(tmp_path: Path) -> None:
    async with on_stage(tmp_path, (*STORIES, Story("NEAR(the bridge)"))) as stage:
        for asked in OPERATORS[::4]:
            await stage.press("/")
            await stage.write(asked)
            assert stage.app.is_running
            await stage.press("escape", "escape")
        await stage.press("/")
        await stage.write("NEAR(the")
        await stage.until(lambda: stage.titles == ["NEAR(the bridge)"])


@pytest.fixture
def stocked(shelf: CommandLine) -> CommandLine:
    """A shelf with three articles of two feeds."""
    gazette = shelf.feed("https://example.org/feed", "Harbour Gazette")
    percent = shelf.feed("https://example.net/feed", "100% news")
    shelf.save(gazette, "Bridge", "The bridge is to be rebuilt.", author="Ann")
    shelf.save(gazette, "Ferry", "The ferry sails.", author="Ann")
    shelf.save(percent, "Percent", "All of it.", author="a_b\\c")
    return shelf
