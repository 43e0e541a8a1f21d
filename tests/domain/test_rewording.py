"""When a text has other words than before, and when it only looks otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.anchoring.rewording import is_reworded
from newsreader.domain.document import Block, BlockKind, Document

BRIDGE = "The council voted to “rebuild” the bridge.\n\nWork begins in spring."
PARAGRAPHS = st.lists(
    st.lists(
        st.sampled_from(("Iron", "bridge", "école", "東京", "12")), min_size=1, max_size=3
    ).map(" ".join),
    max_size=5,
)


@pytest.mark.parametrize(
    ("after", "reworded"),
    [
        (BRIDGE, False),
        ('The Council voted to "rebuild" the bridge — work\n\nbegins in Spring', False),
        (BRIDGE.replace("spring", "autumn"), True),
        (f"{BRIDGE}\n\nThe mayor resigned.", True),
        ("Work begins in spring.\n\nThe council voted to rebuild the bridge.", True),
        (f"{BRIDGE}\n\nRead our newsletter.", False),
        ("", True),
    ],
)
def test_only_words_and_their_order_count(after: str, reworded: bool) -> None:
    before, now = Document.from_plain(BRIDGE), Document.from_plain(after)
    left_out = ("Read our newsletter!",)
    assert is_reworded(before, now, left_out) is reworded
    assert is_reworded(now, before, left_out) is reworded


def test_pictures_do_not_count() -> None:
    text = "The bridge\n\nA picture of it"
    blocks = (Block(BlockKind.PARAGRAPH, 0, 10), Block(BlockKind.IMAGE, 12, 27))
    assert not is_reworded(Document(text, blocks), Document.from_plain("The bridge"))


@given(PARAGRAPHS, PARAGRAPHS, st.data())
def test_boilerplate_may_be_left_out_of_either(
    text: list[str], site: list[str], data: st.DataObject
) -> None:
    """A paragraph that is left out of one counts in neither."""
    mixed = data.draw(st.permutations([*enumerate(text), *((-1, one) for one in site)]))
    kept = [one for one in mixed if one[0] < 0]
    in_order = iter(enumerate(text))
    whole = [one[1] if one[0] < 0 else next(in_order)[1] for one in mixed]
    cleaned = Document.from_plain("\n\n".join(text))
    assert not is_reworded(Document.from_plain("\n\n".join(whole)), cleaned, [b for _, b in kept])
