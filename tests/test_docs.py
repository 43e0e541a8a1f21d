"""The documents keep their promises: generated parts, commands, links and files are right."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assets.man_pages import PAGES
from assets.write_docs import DOCS, PARTS, with_parts
from newsreader import __version__
from newsreader.child_process import command
from newsreader.cli.main import newsreader
from newsreader.domain import errors
from newsreader.domain.query import Query, parse_query
from newsreader.domain.query.fields import ARTICLES, Subject
from newsreader.domain.query.highlight_fields import HIGHLIGHTS
from newsreader.settings.declarations import TABLES
from newsreader.settings.reading import read_settings
from newsreader.tui.actions import COMMANDS as SCREEN_COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
PAGES_OF_DOCS = {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")}
DOCUMENTS = [
    path.relative_to(ROOT)
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob(".github/**/*.md"), *DOCS.glob("*.md")])
]


@pytest.mark.parametrize("name", PARTS)
def test_the_generated_parts_are_up_to_date(name: str) -> None:
    assert with_parts(name, PAGES_OF_DOCS[name]) == PAGES_OF_DOCS[name]


def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    build = command("-m", "mkdocs", "build", "--strict", "--quiet")
    settings = ["--config-file", str(DOCS.parent / "mkdocs.yml"), "--site-dir", str(tmp_path)]
    built = subprocess.run([*build, *settings], capture_output=True, text=True)
    assert (built.returncode, built.stderr) == (0, "")
    page = (tmp_path / "first-morning" / "index.html").read_text(encoding="utf-8")
    assert not re.findall(r'(?:src|href)="(?:https?:)?//[^"]*\.(?:js|css|woff2?)', page)


def test_every_page_is_led_to_and_stands_in_the_site() -> None:
    site = (DOCS.parent / "mkdocs.yml").read_text(encoding="utf-8")
    for name in PAGES_OF_DOCS.keys() - {"index.md"}:
        assert f"assets/docs/{name}" in README and f"- {name}" in site


def test_settings_that_are_shown_can_be_used() -> None:
    commands = [one.id for one in SCREEN_COMMANDS]
    blocks = [
        block
        for text in PAGES_OF_DOCS.values()
        for block in re.findall(r"^```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    ]
    assert len(blocks) > 5
    for block in blocks:
        assert read_settings(block, Path("config.toml"), commands).warnings == ()


def test_hooks_that_are_shown_do_what_they_say(tmp_path: Path) -> None:
    told: dict[str, Any] = {
        "on_new": {
            "articles": [
                {
                    "url": "https://news.example/1",
                    "quotes": [
                        {"text": "Yes.", "speaker": "Jane Roe", "certainty": "sure"},
                        {"text": "No.", "speaker": "Tomas Brandt", "certainty": "probable"},
                    ],
                }
            ]
        },
        "on_highlight": {
            "change": "made",
            "article": {"url": "https://news.example/1"},
            "highlight": {"text": "Yes."},
        },
        "after_refresh": {"new": 3, "failed": 1},
    }
    written = {
        "on_new": ("quotes.tsv", "Jane Roe\tYes.\thttps://news.example/1\n"),
        "on_highlight": ("highlights.log", "made https://news.example/1 Yes.\n"),
        "after_refresh": ("news-count", "3 new, 1 failed\n"),
    }
    shown = re.findall(
        r"^<!-- hook: (\w+) -->\n\n```python\n(.*?)^```",
        PAGES_OF_DOCS["hooks.md"],
        re.MULTILINE | re.DOTALL,
    )
    assert [name for name, _ in shown] == list(told)
    for name, program in shown:
        subprocess.run(
            [sys.executable, "-c", program],
            input=json.dumps(told[name]),
            text=True,
            env={**os.environ, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path)},
            check=True,
        )
        file, content = written[name]
        assert (tmp_path / file).read_text(encoding="utf-8") == content


@pytest.mark.parametrize("name", PAGES)
def test_the_manual_pages_are_well_formed(name: str, tmp_path: Path) -> None:
    page = tmp_path / name
    page.write_text(PAGES[name](), encoding="utf-8")
    for checker in (
        ["mandoc", "-T", "lint", "-W", "warning"],
        ["groff", "-man", "-ww", "-K", "utf8", "-z"],
    ):
        if shutil.which(checker[0]):
            checked = subprocess.run([*checker, str(page)], capture_output=True, text=True)
            assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")


def test_the_manual_tells_of_each_command_setting_key_and_condition() -> None:
    commands, settings, keys, queries = (write() for write in PAGES.values())
    for shown in newsreader.commands.values():
        assert re.search(rf"^\.SS newsreader {shown.name}\b", commands, re.MULTILINE)
    for name, table in TABLES.items():
        assert f"[{name}]" in settings and all(key in settings for key in table)
    for one in SCREEN_COMMANDS:
        assert f"[{one.id}]" in keys
    for field in (*ARTICLES.fields, *HIGHLIGHTS.fields):
        assert f"{field.name}:" in queries


def test_the_two_commands_come_first() -> None:
    commands = [line.strip() for line in README.splitlines() if line.startswith("    ")][:2]
    assert commands == [
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/newsreader",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/pytest",
    ]


@pytest.mark.parametrize("path", DOCUMENTS, ids=str)
def test_every_local_link_leads_somewhere(path: Path) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    assert [target for target in targets if not (ROOT / path.parent / target).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=str)
def test_every_file_that_is_named_exists(path: Path) -> None:
    """Who moves a file says its new name in the document, too."""
    text = (ROOT / path).read_text(encoding="utf-8")
    named = re.findall(r"`((?:newsreader|tests|assets|\.ci|\.github)/[\w./-]+)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_description_of_the_package_needs_no_file_beside_it() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    hook = settings["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]
    assert hook["fragments"] == [{"path": "README.md"}]
    text = README
    for one in hook["substitutions"]:
        text = re.sub(one["pattern"], one["replacement"], text)
    assert re.findall(r"\]\((?!https?:|#)[^)]*\)", text) == []
    assert "CONTRIBUTING has the commands" in text
    assert len(text) > 0.8 * len(README)


def test_every_command_in_an_example_exists() -> None:
    examples = [
        found
        for text in (README, *PAGES_OF_DOCS.values())
        for block in (text, *re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
        for found in re.findall(
            r"^    newsreader (.+)$" if block is text else r"^newsreader ([a-z].+)$",
            block,
            re.MULTILINE,
        )
    ]
    assert len(examples) > 15
    for example in examples:
        words = shlex.split(re.split(r"\s[<>#|]", example)[0])
        with newsreader.make_context("newsreader", []) as context:
            command = newsreader.commands[words[0]]
            command.make_context(words[0], words[1:], parent=context)


def test_every_exit_status_is_explained() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    statuses = {kind.exit_status for kind in kinds if issubclass(kind, errors.NewsreaderError)}
    told = {
        int(found)
        for found in re.findall(r"^\| (\d+) \|", PAGES_OF_DOCS["scripts.md"], re.MULTILINE)
    }
    assert told == statuses | {0, 2, 130}


def test_the_changelog_tells_of_this_version() -> None:
    assert "## [Unreleased]" in CHANGELOG
    assert f"## [{__version__}]" in CHANGELOG
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dynamic"] == [
        "version",
        "readme",
    ]


SHOWN_IN = {"Write": 0, "Condition": 2, "State": 0, "Order": 0, "There": 1}
"""The tables of queries by their first heading, and the column with queries."""


def test_every_query_that_is_shown_is_understood() -> None:
    section = PAGES_OF_DOCS["queries.md"]
    queries: list[tuple[str, Subject]] = []
    column, subject = 0, ARTICLES
    for line in section.splitlines():
        if line.startswith("## "):
            subject = HIGHLIGHTS if line.endswith(" for highlights") else ARTICLES
        elif line.startswith("| "):
            cells = re.split(r"(?<!\\) \| ", line.strip().strip("|").strip())
            column = SHOWN_IN.get(cells[0], column)
            shown = re.findall(r"`([^`]+)`", cells[column].replace("\\|", "|"))
            queries += [(one, subject) for one in shown]
    assert len(queries) > 60 and queries[-1][1] is HIGHLIGHTS
    for query, subject in queries:
        if query != "or":  # the word itself is explained
            now = datetime(2026, 11, 20, tzinfo=UTC)
            assert parse_query(query, now, subject=subject) != Query(), query
