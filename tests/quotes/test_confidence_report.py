"""The report of what the confidence is worth counts what becomes of each quote of the gold."""

import pytest

from assets.confidence_report import print_confusion, print_groups, print_plots
from assets.train_confidence import judge

TEXT = (
    "“The bridge is safe for lorries,” said Jane Roe, the mayor of Harbour.\n\n"
    "“It will not last another winter,” said Tom Brandt, an engineer.\n\n"
    "Nobody wanted to hear it."
)


def gold(words: str, speaker: str, kind: str) -> dict[str, object]:
    start = TEXT.index(words)
    end = start + len(words)
    return {"start": start, "end": end, "text": words, "speaker": speaker, "speaker_class": kind}


def test_each_quote_of_the_gold_counts_once_in_its_class(
    capsys: pytest.CaptureFixture[str],
) -> None:
    article = {
        "id": "1",
        "text": TEXT,
        "quotes": [
            gold("The bridge is safe for lorries,", "Jane Roe", "name"),
            gold("Nobody wanted to hear it.", "Tom Brandt", "none"),
        ],
    }
    print_confusion([article], judge)
    header, *lines = capsys.readouterr().out.strip().splitlines()
    assert header.split()[:4] == ["class", "of", "speaker", "n"]
    rows = {line[:16].strip(): [int(one) for one in line[16:].split()] for line in lines}
    assert rows == {
        "(no quotation)": [1, 0, 1, 0, 0, 0, 0],
        "name": [1, 1, 0, 0, 0, 0, 0],
        "none": [1, 0, 0, 0, 0, 0, 1],
    }


def test_a_language_has_a_plot_where_it_has_enough(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [("en", (True, 0.95))] * 40 + [("de", (False, 0.55))]
    print_plots(rows)
    told = capsys.readouterr().out
    assert told.count("said  right") == 2 and "\nde" not in told
    assert "0.9–1.0   0.95   1.00  ██" in told and told.count("|") == 3
    print_groups("language", rows)
    assert "de                               1" in capsys.readouterr().out
