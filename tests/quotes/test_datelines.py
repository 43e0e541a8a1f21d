"""Where a report was written is not who speaks in it."""

import pytest

from newsreader.quotes.engine import find_quotes
from newsreader.quotes.text.datelines import find_dateline

SAID = "“We have waited three weeks for this and we are grateful.”"


@pytest.mark.parametrize(
    "dateline",
    [
        "PORT HARBOUR, Nov 3 (Harbour Agency) - ",
        "PORT HARBOUR — ",
        "Harbour (AFP) – ",
        "HARBOUR, Mass., Oct. 4 (UPI) — ",
        "Hafen (Deutschland), 17.02.2026 – ",
        "Hafen (dpa/lno) - ",
        "PORTO, 3 novembre 2026 (AFP) - ",
        "Porto, 12 nov - (ANSA) - ",
        "Harbour (Coast News Agency) — ",
    ],
)
def test_a_dateline_is_found_and_nobody_in_it_speaks(dateline: str) -> None:
    text = f"The ferry sails\n{dateline}Fighting stopped near the border.\n{SAID}"
    start, end = find_dateline(text)
    assert text[start:end] == dateline
    (quote,) = find_quotes(text, "en")
    assert quote.speaker == ""


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe — who was there — left.",
        "Jane Roe (Labour) — The mayor left.",
        "Jane Roe, 46 — The mayor left.",
        "The Harbour-Bridge is closed.",
        "HARBOUR. The bridge is closed.",
        "",
        "A story. " * 300 + "\nHARBOUR — The bridge is closed.",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert find_dateline(text) == (0, 0)


def test_a_name_in_a_dateline_may_speak_elsewhere() -> None:
    text = f"WASHINGTON — The bridge is closed.\n{SAID} said Washington, who lives there."
    (quote,) = find_quotes(text, "en")
    assert quote.speaker == "Washington"


@pytest.mark.parametrize("piece", ["A b ", "A (b) ", "A(b)", "A-", "Aa (bb) - ", "A,\n"])
def test_odd_texts_cost_little(piece: str) -> None:
    assert find_dateline(piece * 20_000) == (0, 0)
