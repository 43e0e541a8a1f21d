from datetime import UTC, datetime

import pytest

from newsreader.domain.article import Article


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (100, 1), (345, 2), (460, 2), (2_300, 10), (100_000, 435)]
)
def test_reading_takes_a_minute_for_230_words_and_never_none(words: int, minutes: int) -> None:
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    assert Article(1, 1, "", "", "", "", "", moment, words=words).minutes == minutes
