from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.anchoring.text_differences import differences

OLD = "The vote was on Thursday.\n\nWork begins in May, the mayor said, if money is found.\n\nEnd."
WORDS = st.lists(
    st.sampled_from(["bridge", "ferry", "桥", "mayor", "12", "said\n\nthe", "May"]), max_size=30
)


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [
        (old[one.start : one.end], new[one.new_start : one.new_end])
        for one in differences(old, new)
    ]


def test_words_that_went_and_came_are_told_in_order() -> None:
    new = "Updated.\n\nThe vote was on Friday.\n\nWork begins in May, the mayor said.\n\nEnd."
    assert told(OLD, new) == [("", "Updated"), ("Thursday", "Friday"), ("if money is found", "")]


def test_typography_and_paragraphs_are_no_difference() -> None:
    assert told('He said: "No." – And left.', "He said: “No.”\n\n- and left.") == []
    assert told(OLD, OLD) == []


def test_near_differences_are_one() -> None:
    assert told("one two three four five six", "one 2 three 4 five six") == [
        ("two three four", "2 three 4")
    ]


@given(WORDS, WORDS)
def test_what_is_told_makes_one_text_of_the_other(old: list[str], new: list[str]) -> None:
    one, other = " ".join(old), " ".join(new)
    found = differences(one, other)
    kept, came, at, to = "", "", 0, 0
    for part in found:
        assert at <= part.start <= part.end <= len(one)
        assert to <= part.new_start <= part.new_end <= len(other)
        kept += one[at : part.start]
        came += other[to : part.new_start]
        at, to = part.end, part.new_end
    kept, came = kept + one[at:], came + other[to:]
    assert kept.split() == came.split()
