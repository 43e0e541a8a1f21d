"""Which articles are the same story, measured on labelled pairs, and what a sketch is made of."""

from collections import Counter

import pytest

from newsreader.domain.document import Document
from newsreader.domain.same_story import KEPT, likeness, sketch
from newsreader.domain.same_story import StorySketch as Sketch
from tests.same_stories import Draft, pairs, paragraphs, quotes_in

A_KIND = 40
"""How many pairs of each kind are compared."""


def sketch_of(draft: Draft) -> Sketch:
    document = paragraphs(draft)
    return sketch(draft[0], document, quotes_in(document))


def test_copies_are_found_and_own_reports_stay_apart() -> None:
    grouped, of_kind, labels = Counter[str](), Counter[str](), {}
    for pair in pairs(A_KIND):
        one, other = sketch_of(pair.one), sketch_of(pair.other)
        is_found = bool(set(one.keys) & set(other.keys)) and likeness(one, other) > 0
        assert likeness(one, other) == likeness(other, one)
        grouped[pair.kind] += is_found
        of_kind[pair.kind] += 1
        labels[pair.kind] = pair.same
    right = sum(grouped[kind] for kind, same in labels.items() if same)
    wrong = sum(grouped[kind] for kind, same in labels.items() if not same)
    assert right / (right + wrong) >= 0.99, grouped
    assert right / sum(of_kind[kind] for kind, same in labels.items() if same) >= 0.95, grouped


TEXT = (
    "The harbour board closed the eastern quay on Tuesday after divers found that the old piles "
    "had rotted below the water line, and moved the fishing fleet to the basin behind the mill."
)
UNSPACED = (
    "港湾局は火曜日、東の岸壁を閉鎖した。水面の下で古い杭が腐っていることを潜水士が見つけたためだ。"
    "漁船は工場の裏の泊地に移された。"
)


@pytest.mark.parametrize(
    ("title", "text", "other_title", "other", "same"),
    [
        ("Quay closed to all ships", TEXT, "Piles rotted below the quay", TEXT, True),
        ("Quay closed", "It was closed.", "Quay shut", "It was closed.", False),
        (
            "The eastern quay is closed",
            " ".join(TEXT.split()[:12]),
            "The Eastern Quay is Closed",
            TEXT,
            True,
        ),
        ("The eastern quay is closed", "", "The eastern quay is closed", "", False),
        ("港の岸壁を閉鎖", UNSPACED, "岸壁閉鎖、杭に腐食", UNSPACED, True),
    ],
    ids=["same text", "too short", "excerpt under the same headline", "no text", "unspaced"],
)
def test_headlines_count_where_texts_are_short(
    title: str, text: str, other_title: str, other: str, same: bool
) -> None:
    assert (likeness(sketch_of((title, [text])), sketch_of((other_title, [other]))) > 0) is same


def test_other_numbers_make_another_story() -> None:
    text = "{} boats of {} were moved, {} of them by night, " + TEXT
    one = sketch("Quay", Document.from_plain(text.format(31, 44, 12)))
    other = sketch("Quay", Document.from_plain(text.format(28, 47, 19)))
    corrected = sketch("Quay", Document.from_plain(text.format(31, 44, 13)))
    assert likeness(one, other) == 0
    assert likeness(one, corrected) > 0


def test_a_long_text_has_a_bounded_sketch_and_is_found_again_in_part() -> None:
    words = [f"word{number}" for number in range(30_000)]
    long = sketch("Long", Document.from_plain(" ".join(words)))
    half = sketch("Half", Document.from_plain(" ".join(words[:12_000])))
    assert len(long.prints) <= KEPT
    assert len(long.keys) < 40
    assert likeness(long, half) > 0.9
