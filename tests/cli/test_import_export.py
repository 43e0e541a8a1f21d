"""highlights, export and import, with real files."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import BRIDGE, CommandLine

TypeIn = Callable[[bytes], None]
HIGHLIGHT_KEYS = (
    "id article_id start end text colour note tags speaker confidence certainty inferred quotes "
    "verification checked_against checked_on created state"
).split()
OPML = b"""<?xml version="1.0"?><opml version="2.0"><body><outline text="Near">
<outline text="Gazette" type="rss" xmlUrl="https://example.org/gazette.xml"/>
<outline text="Evil" type="rss" xmlUrl="exec:rm -rf /"/></outline>
<outline text="Courier" xmlUrl="https://example.org/courier.xml"/></body></opml>"""


@pytest.fixture
def marked(shelf: CommandLine) -> CommandLine:
    """The shelf with a highlight in article 1."""
    library = shelf.open()
    library.highlight(1, 0, 36, note="Who paid?", speaker="Jane Roe", role="mayor")
    library.close()
    return shelf


def test_highlights_print_passage_speaker_note_and_source(marked: CommandLine) -> None:
    (record,) = marked.run("highlights", "--json").json["highlights"]
    assert marked.run("highlights").out.splitlines() == [
        f"“{BRIDGE[:36]}”",
        "  — Jane Roe, mayor",
        "  Who paid?",
        f"  nr-{record['id'][-12:]}",
        "  1 · Council votes to rebuild the bridge · Harbour Gazette · 5h",
        "",
    ]


def test_highlights_json_has_exactly_the_keys_of_the_contract(marked: CommandLine) -> None:
    record = marked.run("highlights", "--json").json
    assert list(record) == ["schema", "highlights"]
    (highlight,) = record["highlights"]
    assert list(highlight) == HIGHLIGHT_KEYS
    assert BRIDGE[highlight["start"] : highlight["end"]] == highlight["text"]
    assert highlight["created"].endswith("Z") and highlight["state"] == "ok"


def test_highlights_take_a_query(marked: CommandLine) -> None:
    assert marked.run("highlights", "ferry", "--json").json["highlights"] == []
    assert marked.run("highlights", "ferry").err == "Nothing is highlighted.\n"
    for asked, found in (
        ("bridge", 1),  # in the headline
        ("nine hours", 1),
        ("paid -colour:green", 1),
        ("speaker:roe state:ok colour:yellow note:who", 1),
        ("outlet:gazette (ferry OR debate)", 1),
        ("note:debate", 0),
        ("state:lost", 0),
    ):
        answer = marked.run("highlights", asked, "--json").json
        assert len(answer["highlights"]) == found, asked
    wrong = marked.run("highlights", "bridge state:gone")
    assert wrong.status == 2 and "^^^^^^^^^^" in wrong.err and "there are ok, moved" in wrong.err


def test_export_writes_marked_articles_and_repeats_without_harm(
    marked: CommandLine, tmp_path: Path
) -> None:
    marked.run("mark", "bookmark", 2)
    first = marked.run("export", "--output", tmp_path / "notes")
    files = sorted((tmp_path / "notes").rglob("*.md"))
    assert first.status == 0
    assert [line.split()[0] for line in first.out.splitlines()] == ["written", "written"]
    assert all(str(file) in first.out for file in files) and len(files) == 2
    before = [file.read_bytes() for file in files]
    second = marked.run("export", "markdown", "--output", tmp_path / "notes")
    assert [line.split()[0] for line in second.out.splitlines()] == ["unchanged", "unchanged"]
    assert [file.read_bytes() for file in files] == before


def test_an_export_tells_of_edits_copies_and_failures_and_goes_on(
    marked: CommandLine, tmp_path: Path
) -> None:
    marked.run("mark", "bookmark", 2)
    notes = tmp_path / "notes"
    marked.run("export", "--output", notes)
    bridge, ferry = sorted(notes.rglob("*.md"), key=lambda path: "Ferry" in path.name)
    bridge.write_text(bridge.read_text(encoding="utf-8").replace("Who paid", "WHO paid"), "utf-8")
    bridge.with_name(f"{bridge.stem} 2.md").write_bytes(bridge.read_bytes())
    ferry.write_bytes(ferry.read_bytes() + b"\xff")
    told = marked.run("export", "--output", notes)
    assert (told.status, told.err.count("\n")) == (1, 3)
    assert sorted(line.split()[0] for line in told.out.splitlines()) == ["kept", "passed"]
    assert "--force" in told.err and "a copy of" in told.err and "not UTF-8" in told.err
    again = marked.run("export", "--output", notes, "--force", 1)
    assert again.status == 0 and again.out.startswith("written ")
    assert all(note in bridge.read_text(encoding="utf-8") for note in ("Who paid", "WHO paid"))


def test_export_of_chosen_articles_goes_where_the_settings_say(
    marked: CommandLine, tmp_path: Path
) -> None:
    marked.config.write_text('[export]\ndirectory = "notes"\n')
    assert marked.run("export", 2).status == 0
    (file,) = (tmp_path / "notes").rglob("*.md")
    assert "Ferry strike" in file.read_text(encoding="utf-8")


def test_export_goes_beside_the_library_by_default(marked: CommandLine) -> None:
    marked.run("export", 1)
    assert len(list((marked.data / "exports").rglob("*.md"))) == 1


def test_export_to_stdout_writes_no_file(marked: CommandLine) -> None:
    result = marked.run("export", "--stdout")
    assert "# Council votes to rebuild the bridge" in result.out
    assert "Who paid?" in result.out
    assert not (marked.data / "exports").exists()


def test_export_of_what_a_query_finds(shelf: CommandLine) -> None:
    printed = shelf.run("export", "--stdout", "--query", "title:ferry since:1d")
    assert [line for line in printed.out.splitlines() if line.startswith("# ")] == [
        "# Ferry strike"
    ]
    written = shelf.run("export", "--query", "quote:bridge")
    assert written.out.startswith("written") and written.out.count("\n") == 1
    nothing = shelf.run("export", "--query", "zeppelin")
    assert (nothing.status, nothing.out) == (0, "")
    assert nothing.err == "Nothing found, so nothing was written.\n"
    assert shelf.run("export", "--query", "tag:zz").status == 2
    assert "behind --query" in shelf.run("export", "title:ferry").err


def test_other_forms_are_one_file_for_all(marked: CommandLine) -> None:
    marked.run("mark", "bookmark", 2)
    printed = marked.run("export", "bibtex", "--stdout").out
    assert printed.count("@article{") == 2
    written = marked.run("export", "bibtex").out
    assert written == f"written    {marked.data / 'exports' / 'newsreader-bibtex.bib'}\n"
    assert (marked.data / "exports" / "newsreader-bibtex.bib").read_text("utf-8") == printed
    assert marked.run("export", "readwise", 1, "--stdout").out.splitlines()[1].startswith("After")
    assert marked.run("export", "csl", "--query", "zeppelin").out == ""


def test_export_of_nothing_says_so(shelf: CommandLine) -> None:
    result = shelf.run("export")
    assert (result.status, result.out) == (0, "")
    assert "nothing was written" in result.err


def test_an_export_that_cannot_be_written_fails_with_one_line(
    marked: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    for form in ("markdown", "opml"):
        result = marked.run("export", form, "--output", tmp_path / "file" / "below")
        assert result.status == 1
        assert result.err.startswith("newsreader: ") and result.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [("pdf",), ("opml", "1"), ("markdown", "x"), ("opml", "--query", "x"), ("1", "--query", "x")],
)
def test_wrong_exports_are_wrong_usage(shelf: CommandLine, arguments: tuple[str, ...]) -> None:
    assert shelf.run("export", *arguments).status == 2


def test_feeds_go_out_as_opml_and_come_in_again(
    empty: CommandLine, tmp_path: Path, type_in: TypeIn
) -> None:
    type_in(OPML)
    result = empty.run("import", "opml", "-")
    assert result.status == 0
    assert result.out == "Added 2 feeds; 0 known already.\n"
    assert "1 feed refused, not addresses of the web: “exec:rm -rf /”." in result.err
    known = empty.run("feeds", "--json").json["feeds"]
    assert [(feed["folder"], feed["title"]) for feed in known] == [
        ("", "Courier"),
        ("Near", "Gazette"),
    ]
    exported = empty.run("export", "opml", "--output", tmp_path).out.split()[-1]
    assert empty.run("export", "opml", "--stdout").out == Path(exported).read_text(encoding="utf-8")
    assert empty.run("import", "opml", exported).out == "Added 0 feeds; 2 known already.\n"


def test_an_import_knows_the_kind_of_its_file_and_names_what_it_passes_over(
    empty: CommandLine, type_in: TypeIn
) -> None:
    type_in(b'https://h.example/rss ships "~My own"\nexec:a\nquery:b:c\nfilter:d\nexec:e\n')
    result = empty.run("import", "-")
    assert result.out == "Added 1 feed; 0 known already.\n"
    assert "4 passed over" in result.err and "“exec:a”, “query:b:c”" in result.err
    assert "and 1 more" in result.err
    (feed,) = empty.run("feeds", "--json").json["feeds"]
    assert (feed["title"], feed["folder"]) == ("My own", "ships")


@pytest.mark.parametrize("arguments", [(), ("opmll", "-"), ("opml", "a", "b")])
def test_wrong_imports_are_wrong_usage(empty: CommandLine, arguments: tuple[str, ...]) -> None:
    result = empty.run("import", *arguments)
    assert result.status == 2
    assert "Did you mean “opml”?" in result.err or "opmll" not in arguments


def test_a_form_that_is_none_is_told_with_those_there_are(shelf: CommandLine) -> None:
    result = shelf.run("export", "opmll")
    assert result.status == 2
    assert "Did you mean “opml”? There are: markdown, org, logseq, " in result.err


@pytest.mark.parametrize("body", [b"", b"hello", b"<html></html>"])
def test_what_is_no_opml_is_refused_with_one_line(
    empty: CommandLine, type_in: TypeIn, body: bytes
) -> None:
    type_in(body)
    result = empty.run("import", "opml", "-")
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith("newsreader: ") and result.err.count("\n") == 1


def test_a_title_of_the_users_own_survives_a_round_trip(shelf: CommandLine, tmp_path: Path) -> None:
    shelf.run("rename", 1, 'My "own" <name> & more')
    shelf.run("export", "opml", "--output", tmp_path)
    shutil.rmtree(shelf.data)
    (file,) = tmp_path.glob("*.opml")
    shelf.run("import", "opml", file)
    feeds = shelf.run("feeds", "--json").json["feeds"]
    assert 'My "own" <name> & more' in [feed["title"] for feed in feeds]
    shelf.run("rename", feeds[0]["id"], "")
    assert 'My "own" <name> & more' not in shelf.run("feeds").out


def test_all_categories_of_a_feed_survive_a_round_trip(
    empty: CommandLine, type_in: TypeIn, tmp_path: Path
) -> None:
    outline = "<outline xmlUrl='http://127.0.0.1:1/f' category='/News/Coast,sea & sand, /Older'/>"
    type_in(f"<opml><body>{outline.replace('&', '&amp;')}</body></opml>".encode())
    empty.run("import", "opml", "-")
    empty.run("export", "opml", "--output", tmp_path)
    (file,) = tmp_path.glob("*.opml")
    assert 'category="/News/Coast,sea &amp; sand,/Older"' in file.read_text()


def test_dates_ask_when_a_passage_was_highlighted(marked: CommandLine) -> None:
    def found(*query: str) -> int:
        return len(marked.run("highlights", *query, "--json").json["highlights"])

    made = marked.run("highlights", "--json").json["highlights"][0]["created"]
    assert (found("since:1h"), found(f"until:{made}"), found(f"since:{made}")) == (1, 0, 1)
    assert (found(f"on:{made[:10]}"), found("on:2020-01-01"), found("until:2h")) == (1, 0, 0)


def test_a_story_without_a_date_is_never_told_as_published_when_it_was_seen(
    shelf: CommandLine,
) -> None:
    number = shelf.save(1, "Undated", BRIDGE, key="undated", hours=None)
    article = shelf.run("show", number, "--json").json["article"]
    assert article["published"] is None and article["seen"].endswith("Z")
    text = shelf.run("export", "--stdout", number).out
    assert 'published: "n.d."' in text and f"seen: {article['seen'][:10]}" in text
    assert ", n.d. (seen " in text
    assert "undated, first seen " in shelf.run("show", number).out
    shelf.save(1, "Undated", BRIDGE, key="undated", hours=2)
    assert shelf.run("show", number, "--json").json["article"]["published"] is not None
    assert "n.d." not in shelf.run("export", "--stdout", number).out


def test_reanchor_answers_each_line_by_where_its_passages_are(
    shelf: CommandLine, type_in: TypeIn
) -> None:
    old = "The council voted on Thursday.\n\nIt rained in May, all day.\n\nNobody came."
    new = "UPDATED 14:05\n\nThe council voted on Thursday.\n\nIt rained in June, all day."
    marked = [old.index(words) for words in ("The council", "It rained", "Nobody")]
    asked = {
        "id": "one",
        "old": old,
        "new": new,
        "highlights": [{"start": at, "end": at + 12} for at in marked],
    }
    same = {"id": 2, "old": "ab", "new": "ab", "highlights": [{"start": 0, "end": 2}]}
    type_in(f"{json.dumps(asked)}\n\n{json.dumps(same)}\n".encode())
    answers = [json.loads(line) for line in shelf.run("highlights", "--reanchor").out.splitlines()]
    assert answers == [
        {
            "id": "one",
            "highlights": [
                {"start": 15, "end": 27, "state": "moved"},
                {"start": 47, "end": 59, "state": "moved"},
                {"start": None, "end": None, "state": "orphan"},
            ],
        },
        {"id": 2, "highlights": [{"start": 0, "end": 2, "state": "ok"}]},
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("nonsense", "Line 1 is no JSON"),
        ("[]", "Line 1 is no object."),
        ('{"old": "a"}', "Line 1: “new” is no text."),
        ('{"old": "a", "new": "a"}', "Line 1: “highlights” is no list."),
        (
            '{"old": "a", "new": "a", "highlights": [{"start": 0, "end": 2}]}',
            "Line 1: start and end of a highlight must lie within “old”.",
        ),
    ],
)
def test_reanchor_names_the_line_that_makes_no_sense(
    shelf: CommandLine, type_in: TypeIn, line: str, reason: str
) -> None:
    type_in(line.encode())
    result = shelf.run("highlights", "--reanchor")
    assert result.status == 1 and reason in result.err
