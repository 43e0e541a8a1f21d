from hypothesis import given
from hypothesis import strategies as st

from newsreader.export.managed_block import (
    block_ids,
    find_blocks,
    wrap_block,
)


def test_what_was_marked_is_found_unedited() -> None:
    text = "before\n" + wrap_block("content\n") + "after\n"
    (block,) = find_blocks(text)
    assert text[block.start : block.end] == wrap_block("content\n")
    assert not block.edited


def test_one_changed_letter_is_an_edit() -> None:
    (block,) = find_blocks(wrap_block("content\n").replace("content", "contents"))
    assert block.edited


def test_changed_line_ends_are_no_edit() -> None:
    (block,) = find_blocks(wrap_block("one\ntwo\n").replace("\n", "\r\n"))
    assert not block.edited


def test_a_marker_without_its_partner_makes_no_block() -> None:
    begin, content, _, end = wrap_block("content\n").splitlines(keepends=True)
    assert find_blocks(begin + content) == ()
    assert find_blocks(content + end) == ()


def test_a_block_that_lost_its_end_does_not_swallow_the_next_one() -> None:
    begin, content, *_ = wrap_block("first\n").splitlines(keepends=True)
    text = begin + content + "mine\n" + wrap_block("second\n")
    (block,) = find_blocks(text)
    assert text[block.start :] == wrap_block("second\n")


def test_a_marker_inside_a_line_is_text() -> None:
    assert find_blocks("> " + wrap_block("content\n").replace("\n", "\n> ")) == ()


def test_ids_are_read_at_the_ends_of_lines_only() -> None:
    text = "^nr-1a\n- words ^nq-2b\r\nsee ^nr-3c here\n![[file#^nr-4d]]\n^other\n"
    assert block_ids(text) == {"nr-1a", "nq-2b"}


CONTENT = st.text(alphabet=st.sampled_from("ab \n#>-^<!"), max_size=40).filter(
    lambda text: "<!--" not in text
)


@given(before=CONTENT, content=CONTENT, after=CONTENT, edit=CONTENT, at=st.integers(0, 40))
def test_a_block_is_found_in_any_text_and_every_edit_is_seen(
    before: str, content: str, after: str, edit: str, at: int
) -> None:
    written = wrap_block(content)
    text = f"{before}\n{written}{after}"
    (block,) = find_blocks(text)
    assert (text[block.start : block.end], block.edited) == (written, False)
    at = min(at, len(content))
    changed = content[:at] + edit + content[at:]
    begin, rest = written.split("\n", 1)
    new = f"{before}\n{begin}\n{changed}{rest.removeprefix(content)}{after}"
    (edited,) = find_blocks(new)
    # Blank lines at the edges are what editors change.
    assert edited.edited == (changed.strip("\n") != content.strip("\n"))
