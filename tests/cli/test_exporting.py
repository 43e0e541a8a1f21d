"""The options of export, with a real library and real files."""

from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.cli.exporting import watch
from newsreader.domain.errors import ExportError
from newsreader.export.templates import find_template
from tests.cli.conftest import BRIDGE, NOW, CommandLine

TODAY = f"{NOW.astimezone():%Y-%m-%d}.md"


@pytest.fixture
def marked(shelf: CommandLine) -> CommandLine:
    """The shelf with a highlight in article 1 and a bookmark on article 2."""
    library = shelf.open()
    library.highlight(1, 0, 36, note="Who paid?")
    library.close()
    shelf.run("mark", "bookmark", 2)
    return shelf


def exports(shelf: CommandLine) -> list[Path]:
    return sorted(path for path in (shelf.data / "exports").rglob("*") if path.suffix == ".md")


def test_a_template_is_printed_and_used(marked: CommandLine, tmp_path: Path) -> None:
    source = find_template("obsidian").source
    assert marked.run("export", "--print-template").out.rstrip() == source.rstrip()
    printed = marked.run("export", "--print-template", "org").out
    mine = tmp_path / "mine.org.j2"
    mine.write_text(printed.replace("#+title:", "#+title: Mine:"), encoding="utf-8")
    text = marked.run("export", "--template", mine, "--stdout", 1).out
    assert text.startswith("#+title: Mine: Council votes")
    assert marked.run("export", "--template", "obsidian", 1).out.startswith("written ")
    (path,) = exports(marked)
    assert "> [!quote] yellow" in path.read_text(encoding="utf-8")
    mine.write_text("{{ article.titel }}", encoding="utf-8")
    failed = marked.run("export", "--template", mine, 1)
    assert (failed.status, failed.err.count("\n")) == (1, 1)
    assert f"Template {mine}, line 1: " in failed.err


def test_org_and_logseq_are_forms_beside_the_notes(marked: CommandLine) -> None:
    marked.run("export", 1)
    for form, suffix in (("org", ".org"), ("logseq", ".logseq.md")):
        out = marked.run("export", form, 1).out
        assert out.startswith("written ") and out.endswith(f"{suffix}\n")


def test_one_note_holds_all_stories_and_what_is_written_around_stays(marked: CommandLine) -> None:
    first = marked.run("export", "--single-file").out
    (path,) = exports(marked)
    assert path.name == "Highlights.md" and str(path) in first
    text = path.read_text(encoding="utf-8")
    assert "## Council votes" in text and "### Highlights" in text and "## Ferry strike" in text
    path.write_text(text + "\nMine.\n", encoding="utf-8")
    path = path.rename(path.with_name("Renamed.md"))
    library = marked.open()
    library.highlight(1, 40, 60)
    library.close()
    assert marked.run("export", "--single-file").out == f"written    {path}\n"
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\nMine.\n") and text.count("## Council votes") == 1
    assert marked.run("export", "--single-file").out.startswith("unchanged")


def test_a_day_has_a_note_beside_what_the_user_wrote_in_it(marked: CommandLine) -> None:
    diary = marked.data / "exports" / TODAY
    diary.parent.mkdir()
    diary.write_text("Rain.\n", encoding="utf-8")
    assert marked.run("export", "--daily").out == f"written    {diary}\n"
    text = diary.read_text(encoding="utf-8")
    assert text.startswith("Rain.\n") and "Who paid?" in text and "newsreader-" not in text
    assert "Ferry strike" not in text
    library = marked.open()
    library.remove_highlight(library.opened(1).highlights[0])
    library.close()
    marked.run("export", "--daily")
    assert diary.read_text(encoding="utf-8").strip() == "Rain."
    diary.unlink()
    # A bookmark is still there, of which a diary has nothing.
    assert marked.run("export", "--daily").err == (
        "Nothing is highlighted, so nothing was written.\n"
    )


def test_since_leaves_out_what_was_marked_before(marked: CommandLine) -> None:
    later = f"{NOW + timedelta(days=2):%Y-%m-%d}"
    nothing = marked.run("export", "--since", later)
    assert nothing.out == ""
    assert nothing.err == "Nothing was marked since then, so nothing was written.\n"
    assert marked.run("export", "readwise", "--since", "1d", "--stdout").out.count("\n") == 2
    assert marked.run("export", "--since", "soon").status == 2
    assert BRIDGE[:36] in marked.run("export", "--since", "1d", "--single-file", "--stdout").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("--daily", "--single-file"),
        ("--template", "org", "--daily"),
        ("org", "--daily"),
        ("--watch", "--stdout"),
    ],
)
def test_options_that_exclude_each_other_are_wrong_usage(
    shelf: CommandLine, arguments: tuple[str, ...]
) -> None:
    assert shelf.run("export", *arguments).status == 2


def test_what_changes_is_exported_once_it_has_changed(marked: CommandLine) -> None:
    library, other = marked.open(), marked.open()
    waits, exported = 0, list[int]()

    def export() -> None:
        exported.append(waits)
        if len(exported) == 1:
            raise ExportError("The disk is full.")

    def wait() -> None:
        nonlocal waits
        waits += 1
        if waits in (2, 3, 6):
            other.bookmark(1, wanted=waits != 3)
        if waits == 9:
            raise KeyboardInterrupt

    watch(library, export, wait)
    assert exported == [4, 7]
    library.close()
    other.close()


@pytest.fixture
def several(marked: CommandLine) -> CommandLine:
    """The shelf with two highlights in article 1, of which one is green, and one in article 2."""
    library = marked.open()
    library.highlight(1, 60, 80, colour="green", note="Green note")
    library.highlight(2, 0, 10, note="Second story")
    library.close()
    return marked


def test_what_a_query_for_highlights_finds_goes_into_a_note_of_its_own(
    several: CommandLine,
) -> None:
    several.run("export")
    before = {path: path.read_text(encoding="utf-8") for path in exports(several)}
    assert len(before) == 2
    out = several.run("export", "--highlights", "colour:green").out
    (path,) = (one for one in exports(several) if one not in before)
    assert out == f"written    {path}\n" and path.name.startswith("Highlights colour green ~")
    text = path.read_text(encoding="utf-8")
    assert "# Highlights: colour:green" in text and "Green note" in text
    assert "Who paid?" not in text and "Second story" not in text
    assert {one: one.read_text(encoding="utf-8") for one in before} == before, "all is still there"
    path.write_text(text + "\nMine.\n", encoding="utf-8")
    library = several.open()
    library.highlight(2, 20, 30, colour="green", note="Another")
    library.close()
    several.run("export", "--highlights", "colour:green")
    text = path.read_text(encoding="utf-8")
    assert "Another" in text and text.endswith("Mine.\n")
    several.run("export", "--highlights", "note:paid")
    assert len(exports(several)) == 4
    assert several.run("export", "--highlights", "colour:red").err == (
        "No highlight has this, so nothing was written.\n"
    )


def test_other_forms_of_what_a_query_for_highlights_finds(several: CommandLine) -> None:
    several.run("export", "readwise")
    whole = several.data / "exports" / "newsreader-readwise.csv"
    before = whole.read_text(encoding="utf-8")
    out = several.run("export", "readwise", "--highlights", "colour:green", "--json").json
    (path,) = (Path(one["path"]) for one in out["files"])
    assert path.parent == whole.parent and path != whole and path.suffix == ".csv"
    rows = path.read_text(encoding="utf-8")
    assert "Green note" in rows and "Who paid?" not in rows and "Second story" not in rows
    assert whole.read_text(encoding="utf-8") == before
    printed = several.run("export", "annotations", "--highlights", "note:second", "--stdout").out
    assert "Second story" in printed and "Green note" not in printed
    printed = several.run("export", "org", "--highlights", "colour:green", "--stdout").out
    assert "Green note" in printed and "Who paid?" not in printed
    for words in (
        ("org", "--highlights", "x"),
        ("--highlights", "x", 1),
        ("--highlights", "x", "--query", "y"),
        ("--highlights", "x", "--daily"),
        ("opml", "--highlights", "x"),
        ("--highlights", "colour:nope"),
    ):
        refused = several.run("export", *words)
        assert refused.status == 2 and "newsreader" in refused.err, words
