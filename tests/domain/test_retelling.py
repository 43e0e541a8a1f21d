"""How another outlet cut and introduced the quotes of a story."""

from newsreader.domain.document import Document
from newsreader.domain.quoting.quote import Quote
from newsreader.domain.quoting.retelling import Telling, retell
from tests.builders import Story


def quotes(text: str, *words: str) -> tuple[Quote, ...]:
    return Story("", text, tuple((one, "") for one in words)).quotes


LONG = "We close the quay for the whole of the winter, and nobody likes it"
CUT = "We close the quay for the whole of the winter"
OWN = f"The board met. “{LONG},” the chair said. “Not again,” said a fisher."


def contains(one: str, other: str) -> bool:
    return one in other or other in one


def test_each_quote_is_told_as_each_outlet_has_it() -> None:
    other = f"It rained. On Tuesday Ann Shaw, who chairs the board, said: “{CUT}.” Nobody clapped."
    same = f"A fisher, asked about it: “Not again.” “{LONG},” the chair told us."
    tellings = [
        Telling(7, "Coast Daily", Document.from_plain(other), quotes(other, CUT)),
        Telling(8, "Post", Document.from_plain(same), quotes(same, "Not again", LONG)),
    ]
    own = quotes(OWN, LONG, "Not again")
    (cut, whole), (gone, again) = retell(own, tellings, contains)
    assert (cut.words, cut.whole, whole.whole) == (CUT, False, True)
    assert cut.in_short(own[0]) == (
        "Coast Daily, cut to 10 of 14 words: On Tuesday Ann Shaw, who chairs the board, said: “….”"
    )
    assert whole.in_short(own[0]) == "Post: “…,” the chair told us."
    assert gone.in_short(own[1]) == "Coast Daily: left out"
    assert again.in_short(own[1]) == "Post: A fisher, asked about it: “….”"


def test_a_few_words_of_a_quote_are_the_quote_cut_and_not_left_out() -> None:
    def said(*pieces: tuple[str, str]) -> tuple[Document, tuple[Quote, ...]]:
        text = " ".join(f"“{words},” {speaker} said." for words, speaker in pieces)
        return Document.from_plain(text), Story("", text, pieces).quotes

    whole = "The first cars will cross before winter"
    _, own = said((whole, "Jane Roe"))
    other = said(
        ("first cars", "Jane Roe"), ("The first cars", "Tom Brandt"), ("winter", "Jane Roe")
    )
    post = said(("The first cars will cross", "Tom Brandt"), ("Not again", "Jane Roe"))
    none = said(("The first cars", "Tom Brandt"), ("winter", "Jane Roe"), ("Not again", "Jane Roe"))
    tellings = [Telling(place, "Post", *one) for place, one in enumerate((other, post, none))]
    ((few, four, gone),) = retell(own, tellings, lambda *_: False)
    assert few.in_short(own[0]) == "Post, cut to 2 of 7 words: “…,” Jane Roe said."
    assert four.words == "The first cars will cross"
    assert gone.in_short(own[0]) == "Post: left out"
