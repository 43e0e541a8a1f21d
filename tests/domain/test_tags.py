import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.clean import clean_line
from newsreader.domain.tags import TAG_LIMIT, read_tags, write_tags

STORED = st.text(max_size=30).map(lambda text: clean_line(text, TAG_LIMIT)).filter(bool)


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("later", ("later",)),
        ("iron bridge, #later,later ,", ("iron bridge", "later")),
        ('"a, b", "say ""yes""", "#x"', ("#x", "a, b", 'say "yes"')),
        ('five "inch" nails', ('five "inch" nails',)),
        (" , #, \n", ()),
    ],
)
def test_commas_stand_between_tags(line: str, tags: tuple[str, ...]) -> None:
    assert read_tags(line) == tags


@given(st.sets(STORED, max_size=5))
def test_what_is_shown_reads_back_to_the_same_tags(tags: set[str]) -> None:
    assert read_tags(write_tags(sorted(tags))) == tuple(sorted(tags))
