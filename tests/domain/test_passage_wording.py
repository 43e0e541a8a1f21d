"""How the words of a passage changed, in short."""

import pytest

from newsreader.domain.anchoring.passage_wording import reworded_in_short

OLD = "Engineers had warned in May that the northern pier was moving."


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (OLD.replace("May", "June"), "“May” → “June”"),
        (OLD.replace("northern ", ""), "without “northern”"),
        (OLD.replace("warned", "often warned"), "“often” is new"),
        (
            OLD.replace("May", "June").replace("was moving", "had moved"),
            "“May” → “June”; “was moving” → “had moved”",
        ),
        (OLD.replace("May", "May\n").replace("’", "'"), f"it was “{OLD}”"),
        ("Somebody had often said in June that a pier is gone, whatever.", f"it was “{OLD}”"),
    ],
)
def test_the_words_that_went_and_came_are_told_or_all_where_they_are_many(
    new: str, told: str
) -> None:
    assert reworded_in_short(OLD, new) == told
