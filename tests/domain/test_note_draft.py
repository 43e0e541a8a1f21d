"""Notes that are being written, as they are remembered."""

from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.highlights.note_draft import NoteDraft, read_drafts, write_drafts

DRAFTS = st.lists(st.builds(NoteDraft, st.integers(), st.text(), st.text(), st.text()))


@given(DRAFTS)
def test_what_was_written_is_read_again(drafts: list[NoteDraft]) -> None:
    assert read_drafts(write_drafts(drafts)) == drafts


@given(st.text() | st.sampled_from(['{"a":1}', '[1,[2,"","",""],[true,"","",""]]', "[[]", "null"]))
def test_what_is_garbled_is_left_out(kept: str) -> None:
    assert all(type(one.article_id) is int for one in read_drafts(kept))
