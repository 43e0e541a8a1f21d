"""Accents as they were meant, addresses as seen from where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.fetcher.repair import rebase, repair, resolve


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("plain", "plain"),
        ("Flüchtling", "Flüchtling"),
        ("FlÃ¼chtling", "Flüchtling"),
        ("FlÃ¼chtling – ж", "FlÃ¼chtling – ж"),
        ("\x93Ferry\x94 \x81", "“Ferry” \x81"),
        ("ж \x85", "ж …"),
    ],
)
def test_accents_are_mended(written: str, meant: str) -> None:
    assert repair(written) == meant


@given(st.text(st.characters(min_codepoint=0x100)))
def test_what_is_no_latin_1_stays(text: str) -> None:
    assert repair(text) == text


@pytest.mark.parametrize(
    ("base", "address", "absolute"),
    [
        ("", "/1", "/1"),
        ("https://h.example/a/", "1", "https://h.example/a/1"),
        ("https://h.example/a/", "https:////h.example/1", "https://h.example/1"),
        ("https://h.example/", "https://[", ""),
    ],
)
def test_addresses(base: str, address: str, absolute: str) -> None:
    assert resolve(base, address) == absolute


def test_a_base_is_never_one_that_could_run_something() -> None:
    assert rebase("https://h.example/a/", "b/") == "https://h.example/a/b/"
    assert rebase("https://h.example/", "javascript:alert(1)") == "https://h.example/"
    assert rebase("", "/a/") == "/a/"
