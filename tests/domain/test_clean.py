import unicodedata
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.domain.clean import (
    TITLE_LIMIT,
    URL_LIMIT,
    clean_line,
    clean_text,
    clean_url,
    shown_url,
)

ANY = st.text(st.characters(blacklist_categories=()))
"""Any code points at all, lone surrogates too."""
NASTY = st.text(
    st.sampled_from(
        "a e\u0301\r\n\t\x00\x1b[\x9b\u200b\u200d\u202e\u2066\ufeff\u00ad\ud800\U000e0041"
    )
)
"""What an attacker, or a broken feed, writes."""
ADDRESSES = st.one_of(
    ANY,
    st.builds(
        "{}{}{}/{}".format,
        st.sampled_from(("http://", "HTTPS://", "//", "http:", "javascript:", "mailto:")),
        st.sampled_from(("", "me@", "me:secret@", "é:ü@")),
        st.one_of(
            st.sampled_from(
                ("news.example", "Österreich.example", "[::1]", "[", "a]b", "a\\b@c", "a:99999")
            ),
            ANY,
        ),
        ANY,
    ),
)


@given(st.one_of(ANY, NASTY))
@example("\r\x00\n")
@example("e\u200b\u0301")
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(st.one_of(ANY, NASTY))
def test_nothing_that_a_terminal_obeys_survives(text: str) -> None:
    for letter in clean_text(text):
        category = unicodedata.category(letter)
        assert letter == "\n" or category not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(letter) not in (
            *("LRE", "RLE", "LRO", "RLO", "PDF"),
            *("LRI", "RLI", "FSI", "PDI"),
        )


@given(ANY)
def test_text_comes_out_composed_and_encodable(text: str) -> None:
    assert unicodedata.is_normalized("NFC", clean_text(text))
    clean_text(text).encode("utf-8")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("one\r\ntwo\rthree\u2028four\x85five\x0csix", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("a\tb", "a    b"),
        ("\x1b[2Jwiped", "[2Jwiped"),
        ("\x9b31mred", "31mred"),
        ("in\u00advis\u200bi\ufeffble", "invisible"),
        ("\u202egnp.exe", "gnp.exe"),
        ("half a \ud83d", "half a \ufffd"),
        ("e\u0301", "é"),
        ("old format \u206a\u206f marks", "old format  marks"),
    ],
)
def test_each_kind_of_unwanted_character(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@pytest.mark.parametrize(
    "text", ["👩\u200d🚀", "می\u200cخواهم", "क्\u200dष", "❤\ufe0f", "אב\u200f!"]
)
def test_joiners_and_what_scripts_need_stay(text: str) -> None:
    assert clean_text(text) == text


@given(st.one_of(ANY, NASTY), st.integers(1, 50))
def test_a_line_is_one_line_within_its_limit(text: str, limit: int) -> None:
    line = clean_line(text, limit)
    assert len(line) <= limit
    assert "\n" not in line and "  " not in line
    assert line == line.strip()


@given(st.one_of(ANY, NASTY), st.integers(1, 50))
@example("Cafe\u0301 \u0958", 6)
def test_a_line_is_the_same_however_it_is_laid_out(text: str, limit: int) -> None:
    text = text[: limit * 4 - 2]
    assert clean_line(text, limit) == clean_line(f"\n{text}\n", limit)


def test_a_line_that_is_too_long_says_so() -> None:
    line = clean_line("word " * 1_000)
    assert len(line) <= TITLE_LIMIT
    assert line.endswith("word…")


@given(ADDRESSES, st.booleans())
@example("http://a\u212a.example/", False)
@example("http://EXÄMPLE.example/", False)
@example("http://host/%zz%é", False)
def test_cleaning_an_address_twice_changes_nothing(url: str, mail: bool) -> None:
    assert clean_url(clean_url(url, mail=mail), mail=mail) == clean_url(url, mail=mail)


@given(ADDRESSES)
def test_an_address_is_plain_ascii_on_the_web_or_nothing(url: str) -> None:
    cleaned = clean_url(url)
    if cleaned:
        assert cleaned.isascii() and cleaned.isprintable()
        assert not set(cleaned) & set(' "<>\\^`{|}')
        assert urlsplit(cleaned).scheme in ("http", "https")
        assert urlsplit(cleaned).hostname
        assert len(cleaned) <= URL_LIMIT


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        ("https://news.example/a?b=c#d", "https://news.example/a?b=c#d"),
        ("  HTTP://news.example/a b\n", "http://news.example/a%20b"),
        ("https://news.example/wrap\r\n   ped\tby", "https://news.example/wrappedby"),
        (
            "https://news.example/my site?q=two words",
            "https://news.example/my%20site?q=two%20words",
        ),
        ("https://news.example/brücke?q=ü", "https://news.example/br%C3%BCcke?q=%C3%BC"),
        ("https://Brücke.example/", "https://xn--brcke-lva.example/"),
        ("https://me@Brücke.example:8080/", "https://me@xn--brcke-lva.example:8080/"),
        ("https://straße.example/a", "https://xn--strae-oqa.example/a"),
        ("https://βόλος.example/", "https://xn--nxasmm1c.example/"),
        ("https://نامه\u200cای.example/", "https://xn--mgba3gch31f060k.example/"),
        ("https://i❤.example/", "https://xn--i-7iq.example/"),
        ("https://a_b.example/p", "https://a_b.example/p"),
        ("https://ex。example/p", "https://ex.example/p"),
        ("https://news.example/%20", "https://news.example/%20"),
        ("https://news.example:8443/feed", "https://news.example:8443/feed"),
        ("https://news.example:65535/", "https://news.example:65535/"),
        ("http://[::1]:8000/feed", "http://[::1]:8000/feed"),
        ('https://news.example/"><b>', "https://news.example/%22%3E%3Cb%3E"),
        ("https://news.example/\x1b]0;x\x07", "https://news.example/]0;x"),
    ],
)
def test_addresses_that_pass(url: str, cleaned: str) -> None:
    assert clean_url(url) == cleaned


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//news.example/a",
        "news.example",
        "http:///a",
        "http://two words.example/",
        "http://[::1/a",
        "http://news.example:port/",
        "http://news.example:99999/",
        "https://news.example/" + "a" * URL_LIMIT,
        "mailto:jane@news.example",
    ],
)
def test_addresses_that_do_not(url: str) -> None:
    assert clean_url(url) == ""


def test_mail_passes_where_it_is_asked_for() -> None:
    assert clean_url("mailto:jane@news.example", mail=True) == "mailto:jane@news.example"
    assert clean_url("mailto:nobody", mail=True) == ""


def test_a_shown_address_has_no_password() -> None:
    assert shown_url("https://me:secret@news.example/a") == "https://news.example/a"
    assert shown_url("not an address") == ""


def test_what_is_no_character_goes() -> None:
    assert clean_text("a\ufffeb\uffff") == "ab"
