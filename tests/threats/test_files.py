"""Threats of files: what is written stays in its folder, whole, and means what was said.

- paths in titles and outlets: test_exports_stay_in_their_folder, export/test_file_name
- links that lead out of the folder: export/test_managed_file
- another feed that names the same address: test_stories_of_one_address_have_files_of_their_own
- names of devices, names too long, names that clash: test_exports_stay_in_their_folder,
  export/test_file_name
- YAML in titles, authors and tags: test_front_matter_is_what_was_said, export/test_front_matter
- Markdown and HTML in titles, quotes and notes: test_markdown_is_only_words, export/test_escape
- our own markers in what others say: test_markdown_is_only_words, export/test_markdown
- half-written files: export/test_managed_file, storage/test_backup
- a library that cannot be written: test_a_library_that_cannot_be_written, cli/test_main
- files in other folders: test_a_refresh_writes_into_its_folder_only
"""

import re
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tests.cli.conftest import CommandLine
from tests.export.rendered import body, headings, kinds, properties
from tests.fake_web import FakeWeb, feed
from tests.threats.siege import rss

PATHS = (
    "../../../canary",
    "..\\..\\canary",
    "/etc/cron.d/canary",
    "~/.ssh/authorized_keys",
    "C:\\canary",
    "..",
    ".",
    ".bashrc",
    "con",
    "NUL.md",
    "a/b/c",
    "x" * 900,
    "漢" * 300,
    "   ",
    "trailing. . .",
    "Same",
    "same",
    "SAME",
    "Same.",
)
PROPERTIES = (
    "title: x\n---\ninjected: true",
    "--- \ninjected: true",
    '"]\ninjected: [true',
    "'\"\\ # no comment",
    "!!python/object/apply:os.system ['touch canary']",
    "*alias &anchor {{x}} {a: b}",
    "yes",
    "1e3",
    "2026-11-24",
    "null",
    "@ ` % |",
    "é: \u0085 \u2028",
)
MARKDOWN = (
    "# Heading",
    "[link](javascript:alert(1))",
    "![picture](http://h.example/track.png)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- newsreader:end -->",
    "<!-- newsreader:begin x -->",
    "```\ncode",
    "~~~",
    "- item",
    "> quotation",
    "| a | b |",
    "**bold** _em_ `code` ~~gone~~",
    "[[Obsidian]] #tag ^block %%comment%% ==mark==",
    "$x$ &lt;b&gt; &amp;#60;",
    "***",
    "1. one",
    "<http://h.example/>",
)


def followed(shelf: CommandLine, web: FakeWeb, words: tuple[str, ...]) -> dict[int, str]:
    """Follow a feed with these words in every place; return its titles by number of article."""
    items = "".join(
        f"<item><title>{escape(one)}</title><guid>{n}</guid><author>{escape(one)}</author>"
        f"<source url='https://h.example/'>{escape(one)}</source>"
        f"<category>{escape(one)}</category><link>https://h.example/{n}</link>"
        f"<description>{escape(escape(f'“{one} is what we say,” {one} said.'))}</description>"
        f"</item>"
        for n, one in enumerate(words)
    )
    web.answers["/feed"] = feed(rss().replace("</channel>", items + "</channel>"))
    shelf.feed(web.url("/feed"))
    assert shelf.run("refresh").err == ""
    return {one["id"]: one["title"] for one in shelf.run("list", "--json").json["articles"]}


def exported(shelf: CommandLine, numbers: list[int]) -> list[Path]:
    """Export articles, twice; return their files in order."""
    folder = shelf.data.parent / "out"
    for _ in range(2):
        result = shelf.run("export", *numbers, "--output", folder)
        assert (result.status, result.err) == (0, "")
        paths = [Path(line[11:]) for line in result.out.splitlines()]
    return paths


def test_exports_stay_in_their_folder(shelf: CommandLine, web: FakeWeb) -> None:
    numbers = list(followed(shelf, web, PATHS))
    before = set(shelf.data.parent.rglob("*"))
    paths = exported(shelf, numbers)
    folder = shelf.data.parent / "out"
    assert len({path.as_posix().casefold() for path in paths}) == len(PATHS)
    for path in paths:
        assert path.resolve().is_relative_to(folder.resolve())
        assert len(path.relative_to(folder).parts) == 2
        assert all(len(part.encode()) <= 255 for part in path.parts)
    after = set(shelf.data.parent.rglob("*"))
    assert all(path.is_relative_to(folder) for path in after - before)


def test_stories_of_one_address_have_files_of_their_own(shelf: CommandLine) -> None:
    address = "https://harbour.example/bridge"
    for feed_url, words in (("https://a.example/", "True"), ("https://b.example/", "Forged")):
        number = shelf.feed(feed_url, words)
        text = f"{words} words. “{words} is what I say,” said Jane Roe."
        shelf.save(number, "The bridge", text, key=words, url=address)
    paths = exported(shelf, [1, 2])
    assert paths[0] != paths[1]
    for path, words in zip(paths, ("True", "Forged"), strict=True):
        assert f"{words} is what I say" in path.read_text("utf-8")
    again = shelf.run("export", 2, 1, "--output", shelf.data.parent / "out")
    assert [line.split()[0] for line in again.out.splitlines()] == ["unchanged"] * 2


def test_front_matter_is_what_was_said(shelf: CommandLine, web: FakeWeb) -> None:
    titles = followed(shelf, web, PROPERTIES)
    for path, title in zip(exported(shelf, list(titles)), titles.values(), strict=True):
        header = properties(path.read_text("utf-8"))
        assert header["title"] == title
        assert "injected" not in header
        assert all(isinstance(one, str) for one in header["tags"] or ())  # type: ignore[attr-defined]


def test_markdown_is_only_words(shelf: CommandLine, web: FakeWeb) -> None:
    titles = followed(shelf, web, MARKDOWN)
    for path, title in zip(exported(shelf, list(titles)), titles.values(), strict=True):
        text = path.read_text("utf-8")
        assert headings(text)[0] == title
        found = kinds(body(text))
        assert {"image", "fence", "code_block", "code_inline", "table_open"}.isdisjoint(found)
        assert len(re.findall("^<!-- newsreader:begin", text, re.MULTILINE)) == 1
        assert len(re.findall("^<!-- newsreader:end", text, re.MULTILINE)) == 1
        shown = body(text).replace("\\<", "").splitlines()
        html = [line for line in shown if re.search(r"<[a-z!/]", line)]
        assert [one for one in html if not one.startswith("<!-- ")] == []


def test_a_refresh_writes_into_its_folder_only(shelf: CommandLine, web: FakeWeb) -> None:
    followed(shelf, web, PATHS)
    written = {path.name for path in shelf.data.parent.iterdir()}
    assert written == {"config.toml", "data", "working"}
    assert all(path.is_relative_to(shelf.data) for path in shelf.data.rglob("*") if path.is_file())


@pytest.mark.skipif(
    "sys.platform == 'win32' or os.geteuid() == 0", reason="who is root may write everywhere"
)
def test_a_library_that_cannot_be_written(shelf: CommandLine, web: FakeWeb) -> None:
    followed(shelf, web, ("One",))
    files = [shelf.data, *shelf.data.rglob("*")]
    modes = {path: path.stat().st_mode for path in files}
    for path in files:
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        for arguments in (("refresh",), ("mark", "read", 1), ("remove", 1)):
            result = shelf.run(*arguments)
            assert result.status == 1 and result.err.count("\n") == 1
            assert result.err.startswith("newsreader: The ")
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    assert shelf.run("show", 1).status == 0
