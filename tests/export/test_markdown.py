import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import clean_line
from newsreader.domain.found_through import FoundThrough
from newsreader.domain.highlights.highlight import Highlight
from newsreader.export.escape import paragraphs
from newsreader.export.file_name import story_id
from newsreader.export.managed_block import find_blocks, wrap_block
from newsreader.export.managed_text import KEPT_BELOW
from newsreader.export.markdown import export_article, export_articles, render
from tests.export.rendered import body, headings, items, properties, quotations
from tests.export.samples import article, document, highlight, marked, opened

EDIT = ("It was never built", "It was NEVER built")


def exported(directory: Path) -> Path:
    """Return the one file that is in the export folder."""
    (path,) = directory.rglob("*.md")
    return path


def change(path: Path, old: str, new: str) -> None:
    """Change the file as its reader would."""
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


def with_another(story: OpenArticle) -> OpenArticle:
    """Return the story with one more highlight."""
    more = highlight("After nine hours", 4, note="new")
    return replace(story, highlights=(*story.highlights, more))


def test_a_file_has_everything_in_its_place() -> None:
    text = render(marked())
    assert properties(text) == {
        "title": "Council votes 7–5 to rebuild “Iron Bridge”: what it costs",
        "source": "https://gazette.example/2026/11/20/bridge",
        "author": ["Ann Reporter", "Bo Writer"],
        "outlet": "The Harbour Gazette",
        "published": article().published.date(),
        "created": article().bookmarked,
        "updated": marked().highlights[-1].created,
        "tags": ["newsreader", "infrastructure"],
        "newsreader-id": story_id(article()),
        "newsreader-schema": 1,
    }
    assert headings(text) == [
        "Council votes 7–5 to rebuild “Iron Bridge”: what it costs",
        "Quotes",
        "Highlights",
        "No longer in the article",
        "Who said what",
    ]
    assert quotations(text) == [mark.text for mark in marked().highlights]
    assert "Ann Reporter, Bo Writer, *The Harbour Gazette*, 20 November 2026 · [original](" in text


TEXTS = st.one_of(
    st.text(max_size=50),
    st.text(
        alphabet=st.sampled_from("a1. \n\\`*_[]<>#|~=$^%&;-+:'\"{}!é<!-- newsreader:end -->"),
        max_size=50,
    ),
    st.sampled_from(
        [
            "---\nnewsreader-id: x",
            "<!-- newsreader:end -->",
            "^nr-000000000001",
            'a: "b" # c',
            "~~~",
        ]
    ),
)


@given(title=TEXTS, author=TEXTS, outlet=TEXTS, words=TEXTS, note=TEXTS, tag=TEXTS, speaker=TEXTS)
def test_hostile_words_come_back_as_they_were(
    title: str, author: str, outlet: str, words: str, note: str, tag: str, speaker: str
) -> None:
    first = highlight(words, 1, note=note, tags=(tag,), speaker=speaker, role=author)
    last = highlight("The last words", 2)
    story = opened(first, last, title=title, author=author, outlet=outlet, tags=(tag,))
    text = render(story)
    loaded = properties(text)
    assert loaded["title"] == clean_line(title)
    assert loaded.get("outlet", "") == clean_line(outlet or "Gazette front page")
    names = [name for part in author.split(",") if (name := clean_line(part))]
    assert loaded.get("author", []) == names
    assert loaded["newsreader-id"] == story_id(story.article)
    plain = "\n\n".join("\n".join(lines) for lines in paragraphs(words))
    shown = quotations(body(text))
    assert plain in shown
    assert "The last words" in shown
    (block,) = find_blocks(text)
    assert not block.edited
    assert text[block.start : block.end].count("^nr-000000000002\n") == 1


def test_the_way_to_a_page_is_cited() -> None:
    way = (
        FoundThrough(3, 'The "ferry": a\nreport', "Coast Daily", "https://coast.example/ferry"),
        FoundThrough(2, "The harbour", "", ""),
    )
    text = render(replace(opened(), trail=way))
    assert properties(text)["found-through"] == [
        'The "ferry": a report, https://coast.example/ferry',
        "The harbour",
    ]


def test_a_second_export_does_not_touch_the_file(tmp_path: Path) -> None:
    first = export_article(marked(), tmp_path)
    before = first.path.stat()
    second = export_article(marked(), tmp_path)
    assert (first.outcome, second.outcome) == ("written", "unchanged")
    assert second.path == first.path
    after = first.path.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert first.path.read_bytes().decode() == render(marked())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(title=TEXTS, words=TEXTS, note=TEXTS)
def test_a_second_export_is_byte_identical(
    tmp_path: Path, title: str, words: str, note: str
) -> None:
    story = opened(highlight(words, 1, note=note), title=title)
    path = export_article(story, tmp_path).path
    before = path.read_bytes()
    assert export_article(story, tmp_path).outcome == "unchanged"
    assert path.read_bytes() == before
    path.unlink()


def test_what_stands_around_the_block_is_the_readers(tmp_path: Path) -> None:
    path = export_article(marked(), tmp_path).path
    change(path, "# Council votes", "Mine above.\n\n# Council votes")
    with path.open("a", encoding="utf-8") as file:
        file.write("\nMine below, without a line end")
    again = export_article(with_another(marked()), tmp_path)
    text = path.read_text(encoding="utf-8")
    assert (again.path, again.outcome) == (path, "written")
    assert "Mine above.\n\n# Council votes" in text
    assert text.endswith("\nMine below, without a line end")
    assert "After nine hours" in text
    assert len(find_blocks(text)) == 1


def test_a_deleted_highlight_leaves_an_unedited_block(tmp_path: Path) -> None:
    path = export_article(marked(), tmp_path).path
    less = replace(marked(), highlights=marked().highlights[1:])
    assert export_article(less, tmp_path).outcome == "written"
    assert "check the minutes" not in path.read_text(encoding="utf-8")


def test_an_edited_block_is_left_alone_and_only_new_highlights_are_added(tmp_path: Path) -> None:
    path = export_article(marked(), tmp_path).path
    change(path, *EDIT)
    whole = path.read_text(encoding="utf-8")
    edited = body(whole)
    kept = export_article(marked(), tmp_path)
    assert kept.outcome == "kept"
    assert "edited by hand" in kept.message
    assert path.read_text(encoding="utf-8") == whole

    added = export_article(with_another(marked()), tmp_path)
    text = path.read_text(encoding="utf-8")
    assert added.outcome == "kept"
    assert body(text).startswith(edited)
    new = body(text).removeprefix(edited)
    assert quotations(new) == ["After nine hours"]
    assert headings(new) == ["Highlights"]

    export_article(with_another(marked()), tmp_path)
    assert path.read_text(encoding="utf-8") == text


def test_the_added_block_follows_its_highlights(tmp_path: Path) -> None:
    path = export_article(marked(), tmp_path).path
    change(path, *EDIT)
    story = with_another(marked())
    export_article(story, tmp_path)
    *others, new = story.highlights
    renoted = replace(story, highlights=(*others, replace(new, note="thought again")))
    export_article(renoted, tmp_path)
    text = path.read_text(encoding="utf-8")
    assert text.count("thought again") == 1
    assert text.count("After nine hours") == 1
    export_article(marked(), tmp_path)
    assert "After nine hours" not in path.read_text(encoding="utf-8")


def test_an_edit_taken_back_makes_one_block_again(tmp_path: Path) -> None:
    path = export_article(marked(), tmp_path).path
    change(path, *EDIT)
    export_article(with_another(marked()), tmp_path)
    change(path, *reversed(EDIT))
    assert export_article(with_another(marked()), tmp_path).outcome == "written"
    text = path.read_text(encoding="utf-8")
    assert len(find_blocks(text)) == 1
    assert text.count("After nine hours") == 1


def test_a_highlight_taken_out_by_hand_comes_back_once_in_a_new_block(tmp_path: Path) -> None:
    path = export_article(marked(), tmp_path).path
    change(path, "^nr-000000000002\n", "")
    export_article(marked(), tmp_path)
    export_article(marked(), tmp_path)
    assert path.read_text(encoding="utf-8").count("^nr-000000000002\n") == 1


def test_a_file_without_markers_is_appended_to_once(tmp_path: Path) -> None:
    path = export_article(marked(), tmp_path).path
    path.write_text(
        "".join(
            line
            for line in path.read_text(encoding="utf-8").splitlines(keepends=True)
            if not line.startswith("<!--")
        ).rstrip(),
        encoding="utf-8",
    )
    before = path.read_text(encoding="utf-8")
    first = export_article(marked(), tmp_path)
    text = path.read_text(encoding="utf-8")
    assert first.outcome == "kept"
    assert "markers" in first.message
    assert text.startswith(before + "\n\n<!-- newsreader:begin")
    assert export_article(marked(), tmp_path).outcome == "unchanged"


def test_properties_are_updated_and_those_of_the_reader_kept(tmp_path: Path) -> None:
    path = export_article(marked(), tmp_path).path
    change(path, "tags:\n", "status: read # soon\ntags:\n  - mine\n")
    export_article(replace(marked(), article=article(title="Corrected: title")), tmp_path)
    text = path.read_text(encoding="utf-8")
    assert "status: read # soon\n" in text
    assert properties(text)["title"] == "Corrected: title"
    assert properties(text)["tags"] == ["mine", "newsreader", "infrastructure"]
    assert exported(tmp_path) == path


def test_above_the_block_nothing_is_touched_when_the_properties_are_broken(tmp_path: Path) -> None:
    path = export_article(marked(), tmp_path).path
    change(path, "outlet: ", 'mine: "open\noutlet: ')
    before = path.read_text(encoding="utf-8").split("<!--")[0]
    corrected = replace(with_another(marked()), article=article(title="Corrected"))
    assert export_article(corrected, tmp_path).path == path
    text = path.read_text(encoding="utf-8")
    assert text.split("<!--")[0] == before
    assert "After nine hours" in text


def test_windows_line_ends_are_kept(tmp_path: Path) -> None:
    path = export_article(marked(), tmp_path).path
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert export_article(marked(), tmp_path).outcome == "unchanged"
    assert export_article(with_another(marked()), tmp_path).outcome == "written"
    content = path.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")


@pytest.mark.parametrize("place", ["renamed.md", "deep/er/Moved Note.MD"])
def test_the_file_may_be_renamed_and_moved(tmp_path: Path, place: str) -> None:
    path = export_article(marked(), tmp_path).path
    moved = tmp_path / place
    moved.parent.mkdir(parents=True, exist_ok=True)
    path.rename(moved)
    again = export_article(with_another(marked()), tmp_path)
    assert (again.path, again.outcome) == (moved, "written")
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == [moved]


def test_stories_of_one_title_have_files_of_their_own(tmp_path: Path) -> None:
    stories = [opened(url=f"https://gazette.example/{number}") for number in range(5)]
    results = list(export_articles(stories, tmp_path))
    assert len({str(result.path).casefold() for result in results}) == 5
    assert {result.outcome for result in export_articles(stories, tmp_path)} == {"unchanged"}


def test_twins_do_not_take_turns_in_one_file(tmp_path: Path) -> None:
    stories = [opened(id=8), marked(), opened(highlight("It was", 5), id=9)]
    for _ in range(2):
        list(export_articles(stories, tmp_path))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.md")}
    assert len(before) == 3
    assert {result.outcome for result in export_articles(stories, tmp_path)} == {"unchanged"}
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.md")} == before


def test_a_restored_library_goes_on_in_the_old_file(tmp_path: Path) -> None:
    path = export_article(marked(), tmp_path).path
    restored = replace(with_another(marked()), article=article(id=70))
    assert export_article(restored, tmp_path).path == path
    assert properties(path.read_text(encoding="utf-8"))["newsreader-id"] == story_id(article(id=70))
    assert exported(tmp_path) == path


def test_a_story_without_highlights_says_who_said_what() -> None:
    text = render(opened())
    assert headings(text)[1:] == ["Who said what"]
    assert len(items(body(text))) == 3


def test_a_story_with_nothing_in_it_says_so() -> None:
    text = render(OpenArticle(article(), document(), (), ()))
    assert "*Nothing is highlighted in this story, and nobody is quoted.*" in text


def test_a_highlight_without_a_speaker_is_no_quote() -> None:
    text = render(opened(highlight("After nine hours")))
    assert "Quotes" not in headings(text)


def test_no_password_reaches_the_file() -> None:
    text = render(opened(url="https://ann:secret@gazette.example/a"))
    assert "secret" not in text
    assert "https://gazette.example/a" in text


def test_a_file_that_is_not_text_is_left_alone(tmp_path: Path) -> None:
    path = export_article(marked(), tmp_path).path
    content = path.read_bytes() + b"\xff\xfe"
    path.write_bytes(content)
    other = opened(url="https://gazette.example/other")
    failed, written = export_articles([with_another(marked()), other], tmp_path)
    assert (failed.outcome, failed.path, written.outcome) == ("failed", path, "written")
    assert "not UTF-8" in failed.message
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "copy",
    ["{} 2.md", "{} (1).md", "{} (Jane's conflicted copy 2026-11-22).md", "{} copy.md",
     "{}.sync-conflict-20261122-101010-ABCDEF1.md", "{}_conflict-20261122-101010.md"],
)  # fmt: skip
@pytest.mark.parametrize("renamed", ["", "My note", "zz"])
def test_a_copy_never_wins_and_is_told(tmp_path: Path, copy: str, renamed: str) -> None:
    path = export_article(marked(), tmp_path).path
    if renamed:
        path = path.rename(path.with_name(f"{renamed}.md"))
    twin = path.with_name(copy.format(path.stem))
    content = path.read_bytes()
    twin.write_bytes(content)
    done, passed = export_articles([with_another(marked())], tmp_path)
    assert (done.outcome, done.path) == ("written", path)
    assert (passed.outcome, passed.path) == ("passed by", twin)
    assert f"a copy of “{path.name}”" in passed.message
    assert twin.read_bytes() == content
    path.unlink()
    (alone,) = export_articles([with_another(marked())], tmp_path)
    assert alone.path == twin


def test_a_copy_does_not_win_over_a_file_that_lost_its_header(tmp_path: Path) -> None:
    path = export_article(marked(), tmp_path).path
    twin = path.with_name(f"{path.stem} (conflicted copy).md")
    twin.write_bytes(path.read_bytes())
    path.write_text("mine\n", encoding="utf-8")
    done, passed = export_articles([marked()], tmp_path)
    assert (done.path, passed.path) == (path, twin)
    assert path.read_text(encoding="utf-8").startswith("mine\n")


def test_an_edited_block_is_refreshed_on_request_and_kept_below(tmp_path: Path) -> None:
    path = export_article(marked(), tmp_path).path
    change(path, *EDIT)
    (before,) = find_blocks(path.read_text(encoding="utf-8"))
    mine = path.read_text(encoding="utf-8")[before.start : before.end].split("\n", 1)[1]
    mine = mine.rsplit("<!--", 1)[0]
    assert "--force" in export_article(with_another(marked()), tmp_path).message
    done = export_article(with_another(marked()), tmp_path, force=True)
    text = path.read_text(encoding="utf-8")
    assert (done.outcome, done.message) == ("written", "")
    (block,) = find_blocks(text)
    assert not block.edited
    fresh = render(with_another(marked()))
    (new,) = find_blocks(fresh)
    assert text[block.start : block.end] == fresh[new.start : new.end]
    assert mine in text[block.end :] and KEPT_BELOW in text[block.end :]
    assert export_article(with_another(marked()), tmp_path, force=True).outcome == "unchanged"


def test_properties_that_are_not_understood_are_told(tmp_path: Path) -> None:
    path = export_article(marked(), tmp_path).path
    change(path, "outlet: ", "mine: {a: 1}\noutlet: ")
    done = export_article(with_another(marked()), tmp_path)
    assert (done.outcome, "not understood" in done.message) == ("kept", True)
    assert "After nine hours" in path.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_stops_nothing(tmp_path: Path) -> None:
    foreign = tmp_path / "a.md"
    foreign.write_text("secret", encoding="utf-8")
    foreign.chmod(0)
    done, passed = export_articles([marked()], tmp_path)
    assert (done.outcome, passed.outcome, passed.path) == ("written", "passed by", foreign)


def test_a_note_cannot_end_the_block(tmp_path: Path) -> None:
    evil = marked().highlights[0]
    forged: Highlight = replace(evil, note="x\n<!-- newsreader:end -->\n" + wrap_block("forged\n"))
    story = replace(marked(), highlights=(forged,))
    path = export_article(story, tmp_path).path
    assert len(find_blocks(path.read_text(encoding="utf-8"))) == 1
    assert export_article(story, tmp_path).outcome == "unchanged"
