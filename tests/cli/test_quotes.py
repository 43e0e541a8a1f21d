"""quotes: of an article, a file, a stream and the whole library."""

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newsreader.cli.text_output import quote_line
from newsreader.domain.quoting.quote import Quote
from tests.cli.conftest import BRIDGE, CommandLine

TypeIn = Callable[[bytes], None]
KEYS = [
    *("id", "article_id", "start", "end", "text", "struck", "speaker", "role", "cue"),
    *("confidence", "certainty", "inferred", "kind"),
]
WORDS = "We will rebuild the bridge,"


def test_quotes_of_an_article_are_lines_of_who_and_what(shelf: CommandLine) -> None:
    result = shelf.run("quotes", 1)
    assert result.status == 0
    (line,) = result.out.splitlines()
    assert "Jane Roe" in line and line.endswith(f": “{WORDS}”")


def test_quotes_json_has_exactly_the_keys_of_the_contract(shelf: CommandLine) -> None:
    record = shelf.run("quotes", 1, "--json").json
    assert list(record) == ["schema", "quotes"]
    (quote,) = record["quotes"]
    assert list(quote) == KEYS
    assert quote["article_id"] == 1 and isinstance(quote["id"], int)
    assert BRIDGE[quote["start"] : quote["end"]] == quote["text"] == WORDS


def test_quotes_of_the_whole_library_stand_under_their_headlines(shelf: CommandLine) -> None:
    lines = shelf.run("quotes").out.splitlines()
    assert lines[0].endswith("Council votes to rebuild the bridge · Harbour Gazette · 5h")
    assert WORDS in lines[1]
    assert [one["article_id"] for one in shelf.run("quotes", "--json").json["quotes"]] == [1]


def test_quotes_of_a_plain_file_count_in_exactly_its_text(
    shelf: CommandLine, tmp_path: Path
) -> None:
    text = f"\tA tab, then\r\n\r\n{BRIDGE}"
    path = tmp_path / "story.txt"
    path.write_bytes(text.encode())
    (quote,) = shelf.run("quotes", path, "--json").json["quotes"]
    assert text[quote["start"] : quote["end"]] == WORDS
    assert quote["id"] is None and quote["article_id"] is None


def test_quotes_of_stdin(shelf: CommandLine, type_in: TypeIn) -> None:
    type_in(BRIDGE.encode())
    assert WORDS in shelf.run("quotes", "-").out


@pytest.mark.parametrize("frame", ["{}", "<!doctype html><html><body><article>{}</article></body>"])
def test_quotes_of_html_leave_the_markup_out(
    shelf: CommandLine, type_in: TypeIn, frame: str
) -> None:
    body = "".join(f"<p>{part}</p>" for part in BRIDGE.split("\n\n"))
    type_in(frame.format(body).encode())
    result = shelf.run("quotes", "-", "--json")
    assert [quote["text"] for quote in result.json["quotes"]] == [WORDS]


def test_a_file_that_is_not_there_fails_with_one_line(shelf: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "absent.txt"
    result = shelf.run("quotes", path)
    assert result.status == 1
    assert result.err == f"newsreader: {path} cannot be read: No such file or directory.\n"


def test_jsonl_answers_each_line_with_offsets_into_the_given_text(
    shelf: CommandLine, type_in: TypeIn
) -> None:
    texts = {"a": BRIDGE, "7": "No quotes here.", "ü": "\tTab \u202e\r\n\n" + BRIDGE}
    type_in(
        "\n".join(json.dumps({"id": id_, "text": text}) for id_, text in texts.items()).encode()
    )
    result = shelf.run("quotes", "--jsonl")
    records = [json.loads(line) for line in result.out.splitlines()]
    assert result.status == 0
    assert [record["id"] for record in records] == list(texts)
    assert [len(record["quotes"]) for record in records] == [1, 0, 1]
    for record in records:
        assert list(record) == ["id", "quotes"]
        for quote in record["quotes"]:
            assert [key for key in quote if key != "parts"] == (
                "start end text speaker cue confidence certainty".split()
            )
            assert texts[record["id"]][quote["start"] : quote["end"]] == quote["text"] == WORDS


def test_jsonl_keeps_an_id_that_is_a_number(shelf: CommandLine, type_in: TypeIn) -> None:
    type_in(b'{"id": 7, "text": "", "lang": "de", "title": "x"}\n\n')
    assert json.loads(shelf.run("quotes", "--jsonl", "-").out) == {"id": 7, "quotes": []}


def test_jsonl_reads_a_file(shelf: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"id": 1, "text": BRIDGE}))
    assert json.loads(shelf.run("quotes", "--jsonl", path).out)["id"] == 1


def test_bad_lines_are_told_of_and_the_rest_goes_on(shelf: CommandLine, type_in: TypeIn) -> None:
    type_in(b'nonsense\n{"id": 1}\n[]\n{"id": 2, "text": 3}\n{"id": 3, "text": "fine"}\n\xff\n')
    result = shelf.run("quotes", "--jsonl")
    assert result.status == 1
    assert [json.loads(line)["id"] for line in result.out.splitlines()] == [3]
    assert [line.split()[2] for line in result.err.splitlines()[:-1]] == ["1", "2", "3", "4", "6"]
    assert result.err.splitlines()[-1] == "newsreader: 5 lines were passed over."


@pytest.mark.parametrize(
    ("more", "who"),
    [
        ({}, "unknown"),
        ({"speaker": "Jane Roe", "confidence": 0.2}, "unknown"),
        ({"speaker": "Jane Roe", "confidence": 0.5, "inferred": True}, "probably Jane Roe"),
        ({"speaker": "Jane Roe", "confidence": 0.9, "inferred": True}, "Jane Roe (inferred)"),
        ({"speaker": "Jane Roe", "confidence": 0.9, "role": "mayor"}, "Jane Roe, mayor"),
    ],
)
def test_a_guess_is_not_shown_as_a_fact(more: dict[str, Any], who: str) -> None:
    assert quote_line(Quote(0, 3, "Yes", **more)) == f"{who}: “Yes”"


# Speakers across the library


@pytest.fixture
def town(shelf: CommandLine) -> CommandLine:
    """The shelf with two stories more: what Roe said before, and somebody else."""
    feed = shelf.feed("https://example.org/feed.xml")
    shelf.save(
        feed,
        "School stays",
        "“The school stays open,” Jane Roe said. “It does not,” Tom Brandt said.",
        key="school",
        hours=50,
    )
    return shelf


def test_what_a_speaker_said_comes_newest_first_under_headlines(town: CommandLine) -> None:
    lines = town.run("quotes", "--speaker", "jane ROE").out.splitlines()
    assert [line.split(" · ")[0].strip() for line in lines if " · " in line] == [
        "1  Council votes to rebuild the bridge",
        "3  School stays",
    ]
    assert [line for line in lines if "Brandt" in line] == []
    assert town.run("quotes", "--speaker", "Roe").out.splitlines() == lines


def test_what_a_speaker_said_as_json_has_the_keys_of_the_contract(town: CommandLine) -> None:
    record = town.run("quotes", "--speaker", "Jane Roe", "--about", "school", "--json").json
    assert list(record) == ["schema", "quotes"]
    (quote,) = record["quotes"]
    assert list(quote) == KEYS
    assert (quote["article_id"], quote["speaker"]) == (3, "Jane Roe")


@pytest.mark.parametrize(
    ("options", "articles"),
    [
        (("--about", "rebuild"), [1]),
        (("--about", "open sch"), [3]),
        (("--about", "open rebuild"), []),
        (("--since", "1d"), [1]),
        (("--since", "2000-01-01"), [1, 3, 3]),
        (("--speaker", "Tom Brandt", "--since", "1d"), []),
    ],
)
def test_quotes_are_chosen_by_words_and_date(
    town: CommandLine, options: tuple[str, ...], articles: list[int]
) -> None:
    result = town.run("quotes", *options, "--json")
    assert [one["article_id"] for one in result.json["quotes"]] == articles
    if not articles:
        assert "Nothing found" in town.run("quotes", *options).err


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("speaker:roe", [(1, "We will rebuild the bridge,"), (3, "The school stays open,")]),
        ('speaker:"Jane Roe" quote:rebuild since:1d', [(1, "We will rebuild the bridge,")]),
        ("quote:rebuild or speaker:tom sort:-date", [
            (3, "It does not,"), (1, "We will rebuild the bridge,")]),
        ("quote:/^it/", [(3, "It does not,")]),
        ("title:school", [(3, "The school stays open,"), (3, "It does not,")]),
        ("-speaker:roe", []),
    ],
)  # fmt: skip
def test_a_query_chooses_the_quotes_it_asks_for_in_its_articles(
    town: CommandLine, query: str, said: list[tuple[int, str]]
) -> None:
    result = town.run("quotes", "--query", query, "--json")
    assert [(one["article_id"], one["text"]) for one in result.json["quotes"]] == said
    lines = town.run("quotes", "--query", query)
    assert all(words in lines.out for _, words in said)
    assert ("Nothing found." in lines.err) is not bool(said)


def test_a_query_for_nobody_is_pointed_at(town: CommandLine) -> None:
    result = town.run("quotes", "--query", "speaker:row")
    assert result.status == 2
    assert result.err.splitlines()[1:] == ["  speaker:row", "  ^^^^^^^^^^^"]
    result = town.run("quotes", "speaker:roe")
    assert (result.status, "A query stands behind --query." in result.err) == (2, True)


def test_somebody_who_is_not_quoted_is_told_of(town: CommandLine) -> None:
    result = town.run("quotes", "--speaker", "Ann Shaw")
    assert (result.status, result.err) == (
        1,
        "newsreader: Nobody is quoted who is called “Ann Shaw”.\n",
    )


def test_people_are_listed_with_what_is_known_of_them(town: CommandLine) -> None:
    assert [line.split()[:3] for line in town.run("quotes", "--people").out.splitlines()] == [
        ["2", "Jane", "Roe"],
        ["1", "Tom", "Brandt"],
    ]
    (record,) = town.run("quotes", "--people", "roe", "--json").json["speakers"]
    assert list(record) == "name role aliases quotes articles first last certainty kind".split()
    assert (record["name"], record["quotes"], record["articles"]) == ("Jane Roe", 2, 2)
    assert "Nobody found" in town.run("quotes", "--people", "shaw").err


@pytest.mark.parametrize(
    "wrong",
    [
        ("1", "--speaker", "Roe"),
        ("--jsonl", "--about", "x"),
        ("1", "--people", "x"),
        ("--people", "x", "--since", "1d"),
        ("--query", "roe", "--since", "1d"),
        ("1", "--query", "roe"),
        ("--since", "soon"),
    ],
)
def test_what_makes_no_sense_together_is_wrong_usage(
    shelf: CommandLine, wrong: tuple[str, ...]
) -> None:
    assert shelf.run("quotes", *wrong).status == 2


def test_corrections_are_counted_and_exported(shelf: CommandLine) -> None:
    assert shelf.run("quotes", "--corrections").err == "Nothing was corrected.\n"
    with closing(shelf.open()) as library:
        first, *_ = library.opened(1).quotes
        library.correct_speaker(1, first, "Ann Shaw")
        library.merge_speakers("Ms Roe", "Jane Roe")
        library.merge_speakers("Tom B.", "Tom Brandt")
        library.split_speakers("Tom B.")
    told = shelf.run("quotes", "--corrections").out.splitlines()
    assert told[0].split() == ["1", "Jane", "Roe", "→", "Ann", "Shaw"]
    assert told[1].split() == ["joined", "Ms", "Roe", "→", "Jane", "Roe"]
    record = shelf.run("quotes", "--corrections", "--json").json
    (one,) = record["corrections"]
    assert (one["words"], one["found"], one["speaker"]) == (WORDS, "Jane Roe", "Ann Shaw")
    assert WORDS in one["paragraph"] and one["prefix"]
    assert one["language"] == "en"
    (joined,) = record["joined"]  # a name that was parted again is not told
    assert (joined["name"], joined["into"]) == ("Ms Roe", "Jane Roe")
    assert record["times"] == [
        {"found": "Jane Roe", "speaker": "Ann Shaw", "is_quote": True, "times": 1}
    ]
    assert shelf.run("quotes", "--corrections", "--people").status == 2
