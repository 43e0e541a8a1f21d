"""list, show, search and mark, on a real library."""

import shlex

import pytest

from newsreader.domain.boilerplate import (
    RemovedBlock,
    StoryCleanup,
    StoryFingerprints,
)
from newsreader.domain.document import Document
from newsreader.storage import boilerplate
from newsreader.storage.safety.opening import open_library
from tests.cli.conftest import BRIDGE, CommandLine

PROMOTION = "All tides and ferries in your pocket, every day."
ARTICLE_KEYS = (
    "id feed_id feed outlet title url author published seen language read bookmarked "
    "later saved muted muted_by changed tags story"
).split()
HOSTILE = "Fed [stays] calm [/b] \x1b[31m\x9b2J\x07 \u202etxt\r\nnext"


def test_list_prints_number_headline_outlet_and_age_newest_first(shelf: CommandLine) -> None:
    result = shelf.run("list")
    assert result.status == 0
    assert result.out.splitlines() == [
        "     2 ●  Ferry strike · Harbour Gazette · 2h",
        "     1 ●  Council votes to rebuild the bridge · Harbour Gazette · 5h",
    ]


def test_list_of_an_empty_library_says_how_to_begin(empty: CommandLine) -> None:
    result = empty.run("list")
    assert (result.status, result.out) == (0, "")
    assert "newsreader add" in result.err


def test_list_takes_a_query_and_a_limit(shelf: CommandLine) -> None:
    assert [one["id"] for one in shelf.run("list", "bridge", "--json").json["articles"]] == [1]
    assert [one["id"] for one in shelf.run("list", "--limit", 1, "--json").json["articles"]] == [2]
    every = shelf.run("list", "--json").json
    assert shelf.run("list", "--limit", 10**30, "--json").json == every
    assert shelf.run("list", "nowhere").err == "Nothing found.\n"


def test_list_json_has_exactly_the_keys_of_the_contract(shelf: CommandLine) -> None:
    record = shelf.run("list", "--json").json
    assert list(record) == ["schema", "articles"]
    assert record["schema"] == 1
    assert [list(article) for article in record["articles"]] == [[*ARTICLE_KEYS, "copies"]] * 2
    newest = record["articles"][0]
    assert newest["published"].endswith("Z") and "T" in newest["published"]
    assert newest["read"] is False and newest["bookmarked"] is False and newest["tags"] == []


def test_a_query_that_cannot_be_understood_is_wrong_usage(shelf: CommandLine) -> None:
    for command in ("list", "search", "highlights"):
        result = shelf.run(command, "bridge  is:unred")
        assert result.status == 2
        sentence, *pointing = result.err.splitlines()
        assert sentence.startswith("newsreader: ") and "did you mean “is:unread”?" in sentence
        assert pointing == ["  bridge  is:unred", "          ^^^^^^^^"]
    refused = shelf.run("list", "--json", "is:unred")
    assert (refused.status, refused.err.count("\n")) == (2, 1)


def test_a_name_that_nothing_has_is_wrong_usage_and_the_nearest_is_named(
    shelf: CommandLine,
) -> None:
    for command in ("list", "search", "highlights"):
        result = shelf.run(command, "bridge", "feed:Harbor_Gazete")
        assert (result.status, result.out) == (2, ""), command
        assert result.err.splitlines() == [
            "newsreader: No feed and no outlet has “Harbor_Gazete” in its name; did you mean "
            '“feed:"Harbour Gazette"”?',
            "  bridge feed:Harbor_Gazete",
            "         ^^^^^^^^^^^^^^^^^^",
        ]
    made = shelf.run("view", "add", "Soon", "tag:soon")
    assert made.status == 0
    assert made.err == "newsreader: Nothing is tagged “soon”.\n"
    ruled = shelf.run("rules", "add", "speaker:Nobody", "--do", "read")
    assert ruled.status == 0
    assert "Nobody is quoted who is called “Nobody”." in ruled.err


def test_show_sets_headline_byline_text_and_quotes(shelf: CommandLine) -> None:
    result = shelf.run("show", 1)
    lines = result.out.splitlines()
    assert result.status == 0
    assert lines[0] == "Council votes to rebuild the bridge"
    assert lines[1].startswith("Ann Reporter · Harbour Gazette · ")
    assert "WHO SAID WHAT" in lines
    assert any("Jane Roe" in line and "We will rebuild" in line for line in lines)
    assert max(map(len, lines)) <= 72


def test_show_keeps_to_the_width_of_the_settings(shelf: CommandLine) -> None:
    shelf.config.write_text("[look]\nwidth = 40\n")
    assert max(map(len, shelf.run("show", 1).out.splitlines())) <= 40


def test_show_json_adds_text_quotes_and_highlights(shelf: CommandLine) -> None:
    library = shelf.open()
    library.highlight(1, 0, 5, note="why")
    library.close()
    record = shelf.run("show", 1, "--json").json
    assert list(record) == ["schema", "article"]
    assert list(record["article"]) == [
        *ARTICLE_KEYS,
        *("text", "struck", "links", "enclosures", "found_through"),
        *("quotes", "retellings", "highlights"),
    ]
    assert record["article"]["text"] == BRIDGE
    quote = record["article"]["quotes"][0]
    assert BRIDGE[quote["start"] : quote["end"]] == quote["text"]
    assert record["article"]["highlights"][0]["note"] == "why"


def test_show_prints_highlights_with_their_notes(shelf: CommandLine) -> None:
    library = shelf.open()
    library.highlight(1, 0, 5, note="first line\nsecond", speaker="Jane Roe", role="mayor")
    library.close()
    lines = shelf.run("show", 1).out.splitlines()
    assert lines[lines.index("HIGHLIGHTS") :] == [
        "HIGHLIGHTS",
        "",
        "“After”",
        "  — Jane Roe, mayor",
        "  first line",
        "  second",
    ]


@pytest.mark.parametrize(
    ("confidence", "shown", "certainty"),
    [
        (0.9, "Jane Roe, mayor", "sure"),
        (0.5, "probably Jane Roe, mayor", "probable"),
        (0.1, "unknown", "unknown"),
    ],
)
def test_a_guessed_speaker_of_a_highlight_is_told_as_a_guess(
    shelf: CommandLine, confidence: float, shown: str, certainty: str
) -> None:
    library = shelf.open()
    library.highlight(1, 0, 5, speaker="Jane Roe", role="mayor", confidence=confidence)
    library.close()
    for command in (("show", 1), ("highlights",)):
        assert f"  — {shown}" in shelf.run(*command).out.splitlines()
    highlights = shelf.run("highlights", "--json").json["highlights"]
    assert shelf.run("show", 1, "--json").json["article"]["highlights"] == highlights
    (one,) = highlights
    assert (one["confidence"], one["certainty"]) == (confidence, certainty)


@pytest.mark.parametrize("command", [("show", 99), ("quotes", 99), ("export", 99)])
def test_an_article_that_is_not_there_fails_with_one_line(
    shelf: CommandLine, command: tuple[object, ...]
) -> None:
    result = shelf.run(*map(str, command))
    assert (result.status, result.out) == (1, "")
    assert result.err == "newsreader: There is no article 99.\n"


def test_search_ranks_and_shows_the_words_around(shelf: CommandLine) -> None:
    result = shelf.run("search", "pier")
    first, *snippet = result.out.splitlines()
    assert "Council votes" in first
    assert "northern pier" in " ".join(snippet)
    assert "\ue000" not in result.out


def test_search_json_and_nothing_found(shelf: CommandLine) -> None:
    (record,) = shelf.run("search", "pier or debate", "--json").json["articles"]
    excerpt = record["excerpt"]
    assert [excerpt["text"][slice(*mark)] for mark in excerpt["marks"]] == ["debate", "pier"]
    assert "  " not in excerpt["text"]
    assert (record["id"], record["copies"]) == (1, [])
    state = shelf.run("search", "is:unread", "--limit", 1)
    assert state.out.count("\n") == 1  # nothing was looked for in the text
    result = shelf.run("search", "zeppelin")
    assert (result.status, result.out, result.err) == (0, "", "Nothing found.\n")


def test_search_without_words_is_wrong_usage(shelf: CommandLine) -> None:
    assert shelf.run("search").status == 2


def test_marks_are_set_and_taken_away(shelf: CommandLine) -> None:
    def article() -> dict[str, object]:
        found: dict[str, object] = shelf.run("show", 1, "--json").json["article"]
        return found

    assert shelf.run("mark", "read", 1).status == 0
    assert article()["read"] is True
    shelf.run("mark", "unread", 1)
    assert article()["read"] is False
    shelf.run("mark", "bookmark", 1, 2)
    assert article()["bookmarked"] is True
    assert "●★" in shelf.run("list").out
    shelf.run("mark", "unbookmark", 1)
    assert article()["bookmarked"] is False
    shelf.run("mark", "tag", "later", 1)
    shelf.run("mark", "tag", "bridges", 1)
    assert article()["tags"] == ["bridges", "later"]
    shelf.run("mark", "untag", "later", 1)
    assert article()["tags"] == ["bridges"]
    shelf.run("mark", "tag", "two words, #third", 1)
    assert article()["tags"] == ["bridges", "third", "two words"]
    assert len(shelf.run("list", 'tag:"two words"').out.splitlines()) == 1
    shelf.run("mark", "untag", "two words, third", 1)
    assert article()["tags"] == ["bridges"]


def test_marking_changes_nothing_where_one_article_is_missing(shelf: CommandLine) -> None:
    assert shelf.run("mark", "read", 1, 99).status == 1
    assert shelf.run("list", "is:read", "--json").json["articles"] == []


@pytest.mark.parametrize(
    "arguments",
    ["mark read", "mark read one", "mark tag ' ' 1", "mark x"],
)
def test_wrong_marks_are_wrong_usage(shelf: CommandLine, arguments: str) -> None:
    result = shelf.run(*shlex.split(arguments))
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("newsreader: ") and result.err.count("\n") == 1


def test_nothing_from_outside_reaches_the_terminal_raw(empty: CommandLine) -> None:
    feed = empty.feed("https://example.org/feed", HOSTILE)
    text = f"{HOSTILE}\n\n“{HOSTILE}” said {HOSTILE}."
    number = empty.save(feed, HOSTILE, text, author=HOSTILE)
    for command in ("list", f"show {number}", f"quotes {number}", "search calm", "feeds"):
        result = empty.run(*command.split())
        assert result.status == 0
        assert "Fed [stays] calm [/b]" in result.out
        for character in "\x1b\x9b\x07\r\u202e":
            assert character not in result.out + result.err
    assert len(empty.run("list").out.splitlines()) == 1


def test_json_is_plain_ascii(empty: CommandLine) -> None:
    feed = empty.feed("https://example.org/feed", "Zürich")
    empty.save(feed, "“Ja” \u202e \x9b", "Text.")
    result = empty.run("list", "--json")
    assert result.out.isascii() and "\x1b" not in result.out
    assert result.json["articles"][0]["feed"] == "Zürich"


def test_show_furniture_sets_in_what_was_left_out(shelf: CommandLine) -> None:
    alone = Document.from_plain(PROMOTION)
    learned = StoryCleanup(
        "example.org", StoryFingerprints("example.org/story", (7,)), (RemovedBlock(1, 7, alone),)
    )
    database = open_library(shelf.database).database
    boilerplate.keep(database, 1, learned)
    database.close()
    first, *rest = BRIDGE.split("\n\n")
    assert PROMOTION not in shelf.run("show", 1).out
    assert PROMOTION in shelf.run("show", 1, "--furniture").out
    record = shelf.run("show", 1, "--furniture", "--json").json["article"]
    assert record["text"] == "\n\n".join([first, PROMOTION, *rest])
    (quote,) = record["quotes"]
    assert record["text"][quote["start"] : quote["end"]] == quote["text"]
    assert shelf.run("show", 2, "--furniture").out == shelf.run("show", 2).out


WIRE = (
    "The harbour board closed the eastern quay on Tuesday after divers found that the old piles "
    "had rotted below the water line, and the fishing fleet was moved behind the mill.\n\n"
    "“We close the quay for the whole of the winter, and nobody likes it,” said Ann Shaw, who "
    "chairs the board. The market will open an hour later until spring."
)
CUT = WIRE.replace(
    ", and nobody likes it,” said Ann Shaw, who chairs the board", ",” said Ann Shaw"
)


def test_a_story_of_several_outlets_is_one_line_until_it_is_unfolded(empty: CommandLine) -> None:
    for number, text in enumerate((CUT, WIRE), 1):
        site = f"https://outlet{number}.example"
        feed = empty.feed(f"{site}/feed", f"Outlet {number}")
        empty.save(feed, f"Quay {number}", text, url=f"{site}/quay", hours=5)
    full, short = 2, 1
    assert empty.run("list").out.splitlines() == [
        f"{full:>6} ●  Quay 2 · Outlet 2 · 2 outlets · 5h"
    ]
    (record,) = empty.run("list", "--json").json["articles"]
    assert [one["id"] for one in record["copies"]] == [full, short]
    assert len(empty.run("list", "--unfolded").out.splitlines()) == 2
    (record,) = empty.run("search", "quay", "--json").json["articles"]
    assert [one["id"] for one in record["copies"]] == [full, short]
    assert empty.run("search", "quay").out.count("2 outlets") == 1
    assert empty.run("search", "quay", "--unfolded").out.count("2 outlets") == 2
    assert "Outlet 1, cut to 10 of 14 words: “…” said Ann Shaw." in empty.run("show", full).out
    (told,) = empty.run("show", full, "--json").json["article"]["retellings"]
    assert (told["article_id"], told["outlet"]) == (short, "Outlet 1")
    empty.run("mark", "read", full)
    assert empty.run("list", "is:unread").out == ""
    empty.run("mark", "unread", short)
    assert len(empty.run("list", "is:unread", "--unfolded").out.splitlines()) == 2
