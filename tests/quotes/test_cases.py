"""The checklist of what a quotation can look like, African papers, and patterns by language."""

import json
from pathlib import Path
from typing import Any

import pytest

from newsreader.domain.quoting.quote import Quote
from newsreader.quotes.engine import find_quotes

CASES: list[dict[str, Any]] = [
    json.loads(line)
    for file in (
        "cases.jsonl",
        "african.jsonl",
        "wild.jsonl",
        "news.jsonl",
        "languages.jsonl",
        "press.jsonl",
    )
    for line in Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines()
]

EDGES = " \u00a0\u202f.,;:!?…。"

NOT_YET: dict[str, str] = {
    "african/et-marathon": "a given name that is also a title is left out of the full name",
}
"""Cases by their id that are known to fail, and why; one that passes must go."""


def _bare(text: str) -> str:
    return text.strip(EDGES)


def _said(text: str, quotes: tuple[Quote, ...]) -> list[tuple[str, str]]:
    return [
        (_bare(line), quote.speaker)
        for quote in quotes
        for start, end in quote.pieces
        for line in text[start:end].splitlines()
        if _bare(line)
    ]


def _check(case: dict[str, Any]) -> None:
    said = dict(_said(case["text"], find_quotes(case["text"], case["lang"])))
    for wanted in case["quotes"]:
        words = _bare(wanted["text"])
        assert words in said, f"not found: {words}"
        names = [wanted["speaker"] or "", *wanted["aliases"]]
        if wanted["speaker"]:
            assert said[words].lower() in [name.lower() for name in names]
    unwanted = {_bare(quote["text"]) for quote in case["not_quotes"] if not quote.get("optional")}
    assert not unwanted & said.keys()


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    if case["id"] in NOT_YET:
        with pytest.raises(AssertionError):
            _check(case)
    else:
        _check(case)
