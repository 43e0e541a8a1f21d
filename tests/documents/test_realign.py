import pytest

from newsreader.documents.blocks import read_html
from newsreader.documents.realign import restore
from newsreader.domain.document import BlockKind, Document, SpanKind

BASE = "https://paper.example/"


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def restored(chosen: str, page: str, *summaries: str) -> Document:
    return restore(read_html(chosen), read_html(page, BASE), summaries)


def test_links_emphasis_and_spaces_come_back() -> None:
    page = "<p><span>N</span>ew <b>piers</b> rise <a href='/p'>in Harbour</a>, at last.</p>"
    document = restored("<p>N ew piers rise in Harbour , at last.</p>", page)
    assert document.text == "New piers rise in Harbour, at last."
    assert [span.kind for span in document.spans] == [SpanKind.STRONG, SpanKind.LINK]
    assert document.spans[1].href == BASE + "p"


def test_numbering_comes_back() -> None:
    document = restored("<ul><li>one<li>two</ul>", "<ol start=4><li>one<li>two</ol>")
    assert [block.marker for block in document.blocks] == ["4.", "5."]


def test_a_broken_paragraph_is_made_whole() -> None:
    whole = "The council voted on Thursday to rebuild the bridge, which nobody had expected."
    pieces = "<p>The council voted on Thursday</p><p>to rebuild the bridge,</p><p>which nobody</p>"
    assert texts(restored(pieces, f"<p>Above.</p><p>{whole}</p><p>Below.</p>")) == [whole]


def test_a_part_that_was_chosen_on_purpose_stays_a_part() -> None:
    chosen = "The council voted on Thursday."
    page = f"<p>{chosen} {'Subscribe to read on, it is cheap. ' * 5}</p>"
    assert texts(restored(f"<p>{chosen}</p>", page)) == [chosen]


def test_what_the_page_does_not_have_stays_as_it_was_chosen() -> None:
    assert texts(restored("<p>Only in the data of a script.</p>", "<p>Something</p>")) == [
        "Only in the data of a script."
    ]


def test_lines_that_occur_twice_keep_their_order() -> None:
    page = "<h2>Results</h2><p>a</p><p><i>Results</i></p><p>b</p>"
    document = restored("<h2>Results</h2><p>a</p><p>Results</p><p>b</p>", page)
    kinds = [block.kind for block in document.blocks]
    assert texts(document) == ["Results", "a", "Results", "b"]
    assert kinds == [BlockKind.HEADING, *[BlockKind.PARAGRAPH] * 3]
    assert len(document.spans) == 1


def test_a_heading_is_not_taken_for_the_description_of_a_picture() -> None:
    page = "<img src=a.jpg alt='The pier of Harbour'><p>text</p>"
    document = restored("<h3>The pier of Harbour</h3><p>text</p>", page)
    assert document.blocks[0].kind is BlockKind.HEADING


class TestStandfirst:
    FIRST = "What the vote of Thursday means for the town"
    TEXT = "The council voted on Thursday to rebuild the bridge, which few had expected of it."
    PAGE = f"<h1>Headline</h1><p>Menu</p><div>{FIRST}</div><p>{TEXT}</p>"

    def test_the_description_above_the_text_is_its_standfirst(self) -> None:
        assert texts(restored(f"<p>{self.TEXT}</p>", self.PAGE, self.FIRST)) == [
            self.FIRST,
            self.TEXT,
        ]

    def test_a_description_that_was_cut_off_is_known_by_its_beginning(self) -> None:
        summary = self.FIRST[:-6] + "…"
        assert texts(restored(f"<p>{self.TEXT}</p>", self.PAGE, summary))[0] == self.FIRST

    @pytest.mark.parametrize("place", ["Harbour. ", "HARBOUR (Gazette) – ", "(Gazette)"])
    def test_the_place_in_front_of_it_is_no_part_of_the_description(self, place: str) -> None:
        page = self.PAGE.replace(self.FIRST, f"<b>{place}</b>{self.FIRST}")
        shown = texts(restored(f"<p>{self.TEXT}</p>", page, self.FIRST))
        assert shown == [f"{place}{self.FIRST}", self.TEXT]

    def test_a_paragraph_that_ends_like_the_description_is_none(self) -> None:
        page = self.PAGE.replace(self.FIRST, f"Subscribe and read every day about {self.FIRST}")
        assert texts(restored(f"<p>{self.TEXT}</p>", page, self.FIRST)) == [self.TEXT]

    def test_it_stands_above_all_that_is_below_it(self) -> None:
        page = self.PAGE.replace(f"<p>{self.TEXT}", f"<p>Not so fast.</p><p>{self.TEXT}")
        shown = texts(restored(f"<p>Not so fast.</p><p>{self.TEXT}</p>", page, self.FIRST))
        assert shown == [self.FIRST, "Not so fast.", self.TEXT]

    def test_it_is_not_set_twice(self) -> None:
        chosen = f"<p>{self.FIRST}</p><p>{self.TEXT}</p>"
        assert texts(restored(chosen, self.PAGE, self.FIRST)) == [self.FIRST, self.TEXT]

    def test_a_description_that_is_not_on_the_page_is_not_set(self) -> None:
        other = "A description that only search engines see, of the vote"
        assert texts(restored(f"<p>{self.TEXT}</p>", self.PAGE, other)) == [self.TEXT]
