import pytest

from newsreader.domain.excerpt import BEGINNING, SHORT, is_excerpt, trails_off

WORDS = "word " * SHORT


@pytest.mark.parametrize(
    "body",
    [
        "",
        "   ",
        "A short sentence that ends well.",
        WORDS + "and then…",
        WORDS + "and then...",
        WORDS + "and then […]",
        WORDS + "and then [...] ",
        WORDS + "Read more",
        WORDS + "Continue reading →",
        WORDS + "Weiterlesen",
    ],
)
def test_beginnings(body: str) -> None:
    assert is_excerpt(body)


@pytest.mark.parametrize(
    "body", [WORDS + "the end.", "word " * BEGINNING + "…", WORDS + "he paused … and went on."]
)
def test_whole_stories(body: str) -> None:
    assert not is_excerpt(body)


def test_a_body_that_is_only_the_summary_is_a_story_when_it_ends_like_one() -> None:
    assert is_excerpt(WORDS + "and", summary=WORDS + "and")
    assert not is_excerpt(WORDS + "end.", summary=WORDS + "end.")
    assert not is_excerpt(WORDS + "and more", summary=WORDS)


@pytest.mark.parametrize("filler", ["…" * 300_000, "…" + " " * 300_000, "read more " * 60])
def test_a_hostile_body_takes_no_time_to_speak_of(filler: str) -> None:
    assert not is_excerpt(WORDS + filler + "x")


def test_trailing_off_is_told_from_ending() -> None:
    assert trails_off("Rain is expected by… ")
    assert trails_off("Rain. Read more")
    assert not trails_off("Rain is expected by noon.")
    assert not trails_off("")
