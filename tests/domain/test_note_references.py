"""From a reference to its note and back."""

from newsreader.documents.blocks import read_html
from newsreader.domain.note_references import other_end, place_of_link

BASE = "https://news.example/story"
PAGE = (
    '<p>First words. A claim.<sup id="r1"><a href="#n1">1</a></sup></p>'
    '<p>Another claim.<a href="#n2">[2]</a> And <a href="/away">away</a>.</p>'
    '<ol><li id="n1">The source. <a href="#r1">↩</a></li><li id="n2">No way back.</li></ol>'
)
DOCUMENT = read_html(PAGE, BASE)
TEXT = DOCUMENT.text


def place(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_a_reference_leads_to_its_note_and_the_note_back_to_it() -> None:
    assert place_of_link(DOCUMENT, f"{BASE}#n1") == TEXT.index("The source.")
    assert place_of_link(DOCUMENT, f"{BASE}#r1") == TEXT.index("¹")
    assert other_end(DOCUMENT, *place("A claim.¹")) == TEXT.index("The source.")
    assert other_end(DOCUMENT, *place("The source.")) == TEXT.index("¹")
    assert other_end(DOCUMENT, *place("↩")) == TEXT.index("¹")


def test_a_note_without_a_link_leads_to_what_refers_to_it() -> None:
    assert other_end(DOCUMENT, *place("Another claim.[2]")) == TEXT.index("No way back.")
    assert other_end(DOCUMENT, *place("No way")) == TEXT.index("[2]")


def test_links_that_lead_out_are_no_notes() -> None:
    assert place_of_link(DOCUMENT, "https://news.example/away") is None
    assert other_end(DOCUMENT, *place("away")) is None
    assert other_end(DOCUMENT, *place("First words.")) is None
