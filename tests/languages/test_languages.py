"""A language is one file: its tables can be read alone, and all of the program reads them."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import newsreader
from newsreader.languages import all_lines, all_words, codes, table

PACKAGE = Path(newsreader.__file__).parent
FOLDER = PACKAGE / "languages"
SHARED = ("sentences", "dates", "names", "grammar", "boilerplate", "paywall")
"""The tables whose words count in texts of all languages."""
ENGLISH = (FOLDER / "en.toml").read_text(encoding="utf-8")


def whole(code: str) -> dict[str, object]:
    return tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", codes())
def test_a_table_read_alone_is_the_table_of_the_whole_file(code: str) -> None:
    complete = whole(code)
    tables = {name for name, value in complete.items() if isinstance(value, dict)}
    assert {name: table(code, name) for name in tables} == {name: complete[name] for name in tables}
    assert table(code, "") == {name: complete[name] for name in complete.keys() - tables}
    assert table(code, "none") == {}


@pytest.mark.parametrize("code", codes())
def test_a_file_has_a_name_and_only_the_keys_of_the_english_one(code: str) -> None:
    complete = whole(code)
    tables = {name for name, value in complete.items() if isinstance(value, dict)}
    assert complete.keys() - tables <= {"name", "script", "script_share"} and complete["name"]
    assert tables <= {*SHARED, "quotes", "uncased"}
    for name in tables.intersection(SHARED):
        assert table(code, name).keys() <= table("en", name).keys()


KEYS = [(name, key) for name in SHARED for key in table("en", name)]


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_a_key_is_explained_in_the_english_file_and_read_by_the_program(
    name: str, key: str
) -> None:
    lines = ENGLISH.splitlines()
    place = next(n for n, line in enumerate(lines) if line.startswith(f"{key} = "))
    assert lines[place - 1].startswith("# ")
    source = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    assert re.search(rf"[\"']{key}[\"']", source)


@pytest.mark.parametrize("key", sorted({*table("en", "boilerplate"), *table("en", "paywall")}))
def test_every_line_of_patterns_is_a_regular_expression(key: str) -> None:
    for name in ("boilerplate", "paywall"):
        for line in all_lines(name, key):
            assert re.compile(line)


def test_a_year_has_twelve_months_in_every_language() -> None:
    given = [table(code, "dates")["months"] for code in codes() if table(code, "dates")]
    assert len(given) > 10
    assert {len(months.strip().splitlines()) for months in given} == {12}


def test_the_words_of_all_languages_count_together() -> None:
    assert {"mayor", "herr", "señora"} <= all_words("names", "titles")
    assert all_words("names", "nothing") == frozenset()


NEW = """
name = "Harbourish"
script = '[\\u10a0-\\u10ff]'
script_share = 0.25
[sentences]
abbreviations = "harb"
read_more = "sail on"
[dates]
months = "\\nunu\\ndua\\ntri\\nkvar\\nkvin\\nses\\nsep\\nok\\nnau\\ndek\\ndekunu\\ndekdua\\n"
[names]
titles = "kapitan"
by = "fro"
[boilerplate]
labels = "ahoy besides"
[paywall]
subscribers_only = 'only for the crew'
[quotes]
cues = "dixit"
"""
QUESTIONS = """
import json
from datetime import UTC, datetime
from lxml import etree
from newsreader.documents.blocks import read_html
from newsreader.documents.boilerplate import drop_boilerplate
from newsreader.documents.metadata import read_metadata
from newsreader.documents.paywall import find_paywall
from newsreader.domain.document import Document
from newsreader.domain.excerpt import trails_off
from newsreader.domain.sentences import text_units
from newsreader.domain.quoting.speaker import is_short_for
from newsreader.feeds.dates import read_date
from newsreader.quotes.engine import find_quotes
from newsreader.quotes.language_loading import known_languages
from newsreader.quotes.language_choice import guess_language

story = "<p>" + "The council has voted to rebuild the bridge. " * 9 + "</p>"
page = etree.HTML("<meta name=author content='Fro Jane Roe'>")
date = read_date("7 kvin 2026", datetime(2026, 11, 20, tzinfo=UTC))
(quote,) = find_quotes('Jane Roe dixit "the bridge will open in the spring."', "xx")
print(json.dumps({
    "sentences": len(text_units(Document.from_plain("The harb. Roe sank. It rained."))),
    "excerpt": trails_off("The bridge is closed. Sail on"),
    "date": date.month if date else None,
    "name": is_short_for("Kapitan Roe", "Jane Roe"),
    "author": read_metadata(page).author,
    "boilerplate": "Ahoy" in drop_boilerplate(read_html(f"{story}<p>Ahoy besides</p>{story}")).text,
    "paywall": bool(find_paywall(Document.from_plain("Only for the crew"), "", titles=(),
                                 url="https://h.example/1", source="", closed=False)),
    "quotes": [quote.speaker, quote.cue, "xx" in known_languages()],
    "script": guess_language("\\u10d0\\u10d1\\u10d2 \\u10d3\\u10d4"),
}))
"""


def test_a_new_language_is_one_file(tmp_path: Path) -> None:
    def answers() -> dict[str, object]:
        done = subprocess.run(
            [sys.executable, "-c", QUESTIONS],
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
        )
        known: dict[str, object] = json.loads(done.stdout)
        return known

    shutil.copytree(PACKAGE, tmp_path / "newsreader")
    (tmp_path / "newsreader" / "languages" / "xx.toml").write_text(NEW, encoding="utf-8")
    assert answers() == {
        "sentences": 2,
        "excerpt": True,
        "date": 5,
        "name": True,
        "author": "Jane Roe",
        "boilerplate": False,
        "paywall": True,
        "quotes": ["Jane Roe", "dixit", True],
        "script": "xx",
    }
