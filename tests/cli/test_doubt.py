"""Wherever a speaker is named it is said how sure that is, and what no person is."""

import json
import re
from pathlib import Path

import pytest

from newsreader.domain.quoting.quote import Quote, SpeakerKind
from newsreader.quotes.engine import FINDER_VERSION
from newsreader.storage.quotes import put_quotes
from newsreader.storage.safety.opening import open_library
from tests.builders import Story, save
from tests.cli.conftest import CommandLine

SURE, PROBABLE, UNKNOWN = "Jane Roe", "Tom Brandt", "Edith Marl"
WATER, REPORT, CROWD = "Harbour Water", "Flood Report", "Harbour Residents"
SAID = (
    ("The bridge is safe for lorries", SURE, "mayor", 0.97, SpeakerKind.PERSON),
    ("It will not last the winter", PROBABLE, "engineer", 0.5, SpeakerKind.PERSON),
    ("Somebody should close it tonight", UNKNOWN, "teacher", 0.2, SpeakerKind.PERSON),
    ("We are looking into the matter", WATER, "", 0.95, SpeakerKind.ORGANISATION),
    ("The pier is unsafe above four metres", REPORT, "", 0.95, SpeakerKind.DOCUMENT),
    ("Where were you in the spring", CROWD, "", 0.6, SpeakerKind.GROUP),
)
FORMS = ("markdown", "org", "logseq", "html", "readwise", "annotations")
TEMPLATES = ("obsidian", "logseq", "org", "plain")


@pytest.fixture
def town(empty: CommandLine) -> CommandLine:
    """A library with one story that names nobody outside its quotes, all of them highlighted."""
    story = Story("Six voices", "\n\n".join(f"“{words},” one heard." for words, *_ in SAID))
    text = story.document.text
    quotes = []
    for words, speaker, role, sure, kind in SAID:
        at = text.index(words)
        place = (at, at + len(words), words)
        quotes.append(Quote(*place, speaker, role, confidence=sure, inferred=True, kind=kind))
    database = open_library(empty.database, durable=False).database
    article_id = save(database, story)
    with database.transaction():
        put_quotes(database, article_id, quotes, text, FINDER_VERSION)
    database.close()
    library = empty.open()
    for one in library.opened(article_id).quotes:
        library.highlight(
            article_id,
            one.start,
            one.end,
            speaker=one.speaker,
            role=one.role,
            confidence=one.confidence,
        )
    library.close()
    return empty


@pytest.mark.parametrize(
    "command",
    [
        "quotes 1",
        "quotes",
        "quotes --people",
        "quotes --about winter",
        "quotes --query quote:winter",
        "speakers",
        "speakers --csv",
        "show 1",
        "highlights",
        *(
            f"export {form} --stdout 1"
            for form in ("markdown", "org", "logseq", "readwise", "html")
        ),
        "export annotations --stdout 1",
        *(
            f"export --template {name} --stdout 1"
            for name in ("obsidian", "logseq", "org", "plain")
        ),
    ],
)
def test_nobody_is_named_as_a_fact_who_is_not(town: CommandLine, command: str) -> None:
    told = town.run(*command.split())
    assert told.status == 0
    assert "Marl" not in told.out and "marl" not in told.out and "teacher" not in told.out
    for found in re.finditer(r"(?i)tom.brandt", told.out):
        line = told.out[: found.end()].rpartition("\n")[2] + told.out[found.end() :].split("\n")[0]
        assert "probab" in line, line
    if "Brandt" in told.out and "csv" not in command:
        assert "probably Jane" not in told.out and "probably **Jane" not in told.out


@pytest.mark.parametrize("command", ["quotes 1", "highlights", "speakers", "quotes --people"])
def test_json_says_how_sure_each_speaker_is(town: CommandLine, command: str) -> None:
    (records,) = (
        value
        for key, value in town.run(*command.split(), "--json").json.items()
        if key in ("quotes", "highlights", "speakers")
    )
    sure = {one.get("speaker") or one["name"]: one["certainty"] for one in records}
    assert (sure[SURE], sure[PROBABLE]) == ("sure", "probable")
    assert sure.get(UNKNOWN, "unknown") == "unknown"


@pytest.mark.parametrize("command", ["quotes 1", "show 1", "quotes --people"])
def test_what_is_no_person_is_called_what_it_is(town: CommandLine, command: str) -> None:
    lines = town.run(*command.split()).out.splitlines()
    for name, kind in ((WATER, "organisation"), (REPORT, "document"), (CROWD, "group")):
        assert any(name in line and kind in line for line in lines), name
    assert not any(SURE in line and "person" in line for line in lines)


def test_exports_call_what_is_no_person_what_it_is(town: CommandLine, tmp_path: Path) -> None:
    told = town.run("export", "--stdout", 1).out
    assert f"**{WATER}**, organisation" in told
    assert f"probably **{CROWD}**, group" in told
    streamed = json.loads(town.run("show", 1, "--as", "json").out)
    assert {one["speaker"]: one["certainty"] for one in streamed["quotes"]}[CROWD] == "probable"
