import re
from datetime import UTC, datetime, timedelta

from newsreader.domain.highlights.highlight import Highlight, in_quotation_marks
from newsreader.domain.ids import uuid7


def test_a_passage_with_a_speaker_is_a_quote() -> None:
    assert Highlight("1", 1, 0, 1, "x", speaker="Jane Roe").is_quote
    assert not Highlight("1", 1, 0, 1, "x").is_quote


def test_the_block_of_an_export_has_an_id_that_obsidian_takes() -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    ids = {
        Highlight(uuid7(now + timedelta(milliseconds=n % 3)), 1, 0, 1, "x").block_id
        for n in range(300)
    }
    assert len(ids) == 300, "those made in the same moment have ids of their own"
    assert all(re.fullmatch(r"[A-Za-z0-9-]+", one) for one in ids)


def test_words_have_quotation_marks_once() -> None:
    assert in_quotation_marks("We stay") == "“We stay”"
    for marked in ("“We stay,” she said", "„Wir bleiben“", "« Nous restons »", '"We stay"'):
        assert in_quotation_marks(marked) == marked
    assert in_quotation_marks("") == "“”"
