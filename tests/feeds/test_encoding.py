"""Bytes to text: BOM, UTF-8, declarations, and nothing an XML parser could trip over."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.feeds.encoding import (
    decode_text,
    decode_xml,
    plain_xml,
)

TEXT = "Zürich – “naïve” café, 12 €"


def declared(encoding: str, text: str = TEXT, codec: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="{encoding}"?><t>{text}</t>'.encode(codec or encoding)


@given(st.text())
def test_utf8_is_never_mistaken(text: str) -> None:
    body = text.encode("utf-8", "replace")
    if not body.startswith((b"\xef\xbb\xbf", b"<\0", b"\0<", b"\xff\xfe", b"\0\0\xfe\xff")):
        assert decode_text(body, "iso-8859-1") == body.decode()


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (TEXT.encode(), "iso-8859-1"),
        (declared("iso-8859-1", codec="utf-8"), "iso-8859-1"),
        (declared("utf-16", codec="utf-8"), ""),
        (declared("windows-1252"), "utf-8"),
        (declared("iso-8859-1", codec="cp1252"), ""),
        (TEXT.encode("cp1252"), "ISO-8859-1"),
        (TEXT.encode("cp1252"), ""),
        (TEXT.encode("cp1252"), "no-such-charset"),
        (declared("utf-8", codec="cp1252"), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "windows-1252"),
        (TEXT.encode("utf-16"), ""),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-8"),
        (TEXT.encode("utf-32"), ""),
        (("<t>" + TEXT).encode("utf-16-le"), ""),
        (("<t>" + TEXT).encode("utf-16-be"), ""),
    ],
)
def test_the_text_comes_out_right(body: bytes, charset: str) -> None:
    assert TEXT in decode_text(body, charset)


@pytest.mark.parametrize(
    ("encoding", "codec", "text"),
    [
        ("gb2312", "gb18030", "新闻镕"),
        ("windows-1251", "cp1251", "Новости дня"),
        ("Shift_JIS", "cp932", "①ニュース"),
        ("euc-kr", "cp949", "뉴스"),
        ("koi8-r", "koi8-r", "Новости"),
    ],
)
def test_labels_mean_what_they_mean_in_practice(encoding: str, codec: str, text: str) -> None:
    assert text in decode_text(declared(encoding, text, codec))
    assert decode_text(text.encode(codec), encoding) == text


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    body = "naïve “words” ".encode() * 50 + b"\xff"
    assert decode_text(body) == "naïve “words” " * 50 + "\ufffd"


@pytest.mark.parametrize("label", ["punycode", "undefined", "unicode_escape", "utf-7", "base64"])
def test_codecs_that_are_not_for_documents_are_not_used(label: str) -> None:
    assert decode_text(rb"\x1b[31m \u001b caf" + b"\xe9", label) == r"\x1b[31m \u001b café"
    assert "é" in decode_text(declared(label, "caf\xe9", "latin-1"))


@pytest.mark.parametrize("before", ["\n\n", "\ufeff \n", "<b>Warning</b>: something odd<br />\n"])
def test_what_stands_before_the_document_goes(before: str) -> None:
    text = decode_xml((before + "<?xml version='1.0'?><rss/>").encode())
    assert text.startswith("<?xml version='1.0' encoding='utf-8'?><rss/>")


def test_an_html_page_that_mentions_a_feed_stays_a_page() -> None:
    assert decode_xml(b"<!DOCTYPE html><html><body><rss></body>").startswith("<!DOCTYPE html>")


def test_forbidden_characters_and_references_go() -> None:
    text = decode_xml(b"<t>a\x00b\x1bc&#27;d&#xD800;e&#99999999999;f&#x1F600;g&#8217;h&#0;</t>")
    assert text == "<t>abcd\ufffde\ufffdf&#x1F600;g&#8217;h</t>"


def test_long_entities_are_not_declared_any_more() -> None:
    short, long = '<!ENTITY nbsp "&#160;">', f'<!ENTITY big "{"x" * 5_000}">'
    text = decode_xml(f"<!DOCTYPE rss [{short}{long}]><rss>&nbsp;&big;</rss>".encode())
    assert text == f"<!DOCTYPE rss [{short}]><rss>&nbsp;&big;</rss>"


@pytest.mark.parametrize("label", ["cp037", "cp500", "ibm1140"])
def test_mainframes_are_understood(label: str) -> None:
    assert "<t>Zürich</t>" in decode_text(declared(label, "Zürich"))


@pytest.mark.parametrize("before", ["", "\ufeff", "\r\n "])
def test_what_needs_no_mending_is_taken_as_it_is(before: str) -> None:
    document = b"<t>&#8217; &#x1F600; &#10; &amp;#1;</t>"
    assert plain_xml(before.encode() + document) == document
    assert decode_xml(before.encode() + document).encode() == document


@pytest.mark.parametrize(
    "reference", ["&#0;", "&#27;", "&#x1b;", "&#xD800;", "&#55296;", "&#xFFFE;", "&#99999999999;"]
)
def test_what_needs_mending_is_not_taken_as_it_is(reference: str) -> None:
    assert plain_xml(f"<t><![CDATA[{reference}]]></t>".encode()) == b""


@pytest.mark.parametrize(
    "body", [b"", b"words", b"\0<rss/>", b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>"]
)
def test_what_is_no_plain_xml_is_not_taken_as_it_is(body: bytes) -> None:
    assert plain_xml(body) == b""


@given(st.integers(0, 0x120000))
def test_no_reference_that_decode_xml_would_mend_is_passed_over(number: int) -> None:
    for written in (f"<t>&#{number};</t>", f"<t>&#x{number:x};</t>", f"<t>&#000{number};</t>"):
        if decode_xml(written.encode()) != written:
            assert not plain_xml(written.encode())
