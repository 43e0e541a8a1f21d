"""Accents as they were meant, addresses as seen from where they stand."""

from xml.parsers import expat

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from newsreader.feeds.expat.xml_repair import (
    may_be_broken,
    rebase,
    repair,
    resolve,
)


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


PIECES = st.sampled_from(
    ["a", "Ã", "¼", "Â", "é", "©", "ж", "\x93", "&#195;", "&#188;", "&#xC3;", "&#XbC;", "&#0147;",
     "&#x93;", "&#8217;", "&amp;", "<!-- -->", "<i/>", "<![CDATA[Ã]]>", "<![CDATA[¼]]>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=6).map("".join))
@example("Ã<!-- -->¼")
@example("<![CDATA[Ã]]>¼")
@example("Ã&#188;")
def test_a_document_tells_whether_any_of_its_texts_may_be_broken(content: str) -> None:
    document = f"<title>{content}</title>".encode()
    assume(not may_be_broken(document))
    pieces: list[str] = []
    parser = expat.ParserCreate()
    parser.CharacterDataHandler = pieces.append
    parser.Parse(document, True)
    text = "".join(pieces)
    assert repair(text) == text


def test_most_documents_have_nothing_to_be_mended() -> None:
    assert not may_be_broken("<p>»Flüchtling« &#8217; &#38; – ж</p>".encode())


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
