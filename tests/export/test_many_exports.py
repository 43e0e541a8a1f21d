"""Exports and a reader's edits in any order: no word of the reader is lost, nothing doubles."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.export.managed_block import block_ids, find_blocks
from newsreader.export.markdown import export_article, render
from tests.export.samples import highlight, opened

WORDS = ("After nine hours", "We will rebuild the bridge,", "Tom Brandt", "he said")

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write a line"), st.integers(0, 60)),
        st.tuples(st.just("lose a line"), st.integers(0, 60)),
        st.tuples(st.just("highlight"), st.integers(0, 3)),
        st.tuples(st.just("unhighlight"), st.integers(0, 3)),
        st.tuples(st.just("note"), st.integers(0, 3)),
        st.tuples(st.just("export"), st.just(0)),
        st.tuples(st.just("refresh"), st.just(0)),
    ),
    max_size=25,
)


def write_line(path: Path, at: int, line: str) -> None:
    """Put a line of the reader's after line ``at`` of the body."""
    lines = path.read_text(encoding="utf-8").splitlines()
    body = lines.index("---", lines.index("---") + 1) + 1 if lines.count("---") > 1 else 0
    at = min(body + at, len(lines))
    path.write_text("\n".join([*lines[:at], line, *lines[at:]]), encoding="utf-8")


def lose_line(path: Path, at: int) -> None:
    """Take out line ``at`` unless the reader wrote it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    at = min(at, len(lines) - 1)
    if not lines[at].startswith("mine "):
        path.write_text("\n".join([*lines[:at], *lines[at + 1 :]]) + "\n", encoding="utf-8")


@settings(deadline=None)  # files are written
@given(STEPS)
def test_nothing_of_the_readers_is_lost_whatever_happens(steps: list[tuple[str, int]]) -> None:
    marks = {0: highlight(WORDS[0], 1)}
    mine: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        path = export_article(opened(*marks.values()), directory).path
        for step, number in [*steps, ("export", 0)]:
            if step == "write a line":
                mine.append(f"mine {len(mine)}.")
                write_line(path, number, mine[-1])
            elif step == "lose a line":
                lose_line(path, number)
            elif step == "highlight":
                marks.setdefault(number, highlight(WORDS[number], number + 1))
            elif step == "unhighlight":
                marks.pop(number, None)
            elif step == "note" and number in marks:
                marks[number] = replace(marks[number], note=f"thought {len(mine)}")
            elif step in ("export", "refresh"):
                story = opened(*marks.values())
                force = step == "refresh"
                done = export_article(story, directory, force=force)
                text = done.path.read_text(encoding="utf-8")
                assert done.path == path
                assert set(mine) <= set(text.splitlines())
                assert {mark.block_id for mark in marks.values()} <= block_ids(text)
                blocks = find_blocks(text)
                assert sum(not block.edited for block in blocks) <= 1
                if force:
                    assert [block.edited for block in blocks] == [False]
                    fresh = render(story)
                    (new,) = find_blocks(fresh)
                    assert fresh[new.start : new.end] in text
                export_article(story, directory, force=force)
                assert path.read_text(encoding="utf-8") == text
