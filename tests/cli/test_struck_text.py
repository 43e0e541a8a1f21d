"""What a publisher has struck out is never told as what stands, wherever it is told."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from newsreader.documents.blocks import read_html
from newsreader.domain.document import Document
from newsreader.domain.query import Query
from newsreader.domain.quoting.quote import Quote
from newsreader.quotes.engine import find_quotes_in
from tests.builders import Story, bring, passage
from tests.cli.conftest import CommandLine

HTML = (
    "<p>Mayor Jane Roe said: “We will <s>not</s> close the school to pay for the bridge.”</p>"
    "<p><del>“It is over,” Tom Brandt said.</del> Work begins in <strike>late <b>spring</b>"
    "</strike> autumn, as the <a href='https://a.example/'>plan</a> says.</p>"
)
SAID = "We will ~~not~~ close the school to pay for the bridge."


@dataclass(frozen=True)
class Amended(Story):
    """A story of whose text something was struck out."""

    @property
    def document(self) -> Document:
        return read_html(HTML)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        return find_quotes_in(self.document, "en", self.title)


@pytest.fixture
def amended(empty: CommandLine) -> CommandLine:
    bring(empty.data / "newsreader.db", Amended("Roe on the school"))
    return empty


def test_a_story_is_shown_with_signs_around_what_is_struck(amended: CommandLine) -> None:
    told = " ".join(amended.run("show", 1).out.split())
    assert SAID in told
    assert "~~“It is over,” Tom Brandt said.~~ Work begins in ~~late spring~~ autumn" in told
    assert "the plan[1] says" in told
    assert told.count("It is over") == 1, "what is struck as a whole is no quote"
    record = amended.run("show", 1, "--json").json["article"]
    assert [record["text"][slice(*one)] for one in record["struck"]] == [
        "~~not~~",
        "~~“It is over,” Tom Brandt said.~~",
        "~~late spring~~",
    ]


def test_a_quote_is_told_with_what_is_struck_in_it(amended: CommandLine) -> None:
    assert SAID in amended.run("quotes").out
    assert SAID in amended.run("quotes", "--speaker", "Jane Roe").out
    (quote,) = amended.run("quotes", 1, "--json").json["quotes"]
    text = amended.run("show", 1, "--json").json["article"]["text"]
    assert [text[slice(*one)] for one in quote["struck"]] == ["~~not~~"]
    assert not amended.run("quotes", "--speaker", "Tom Brandt").out


def test_a_hit_of_a_search_has_signs_around_what_is_struck(amended: CommandLine) -> None:
    found = amended.run("search", "spring").out
    assert "Work begins in ~~late spring~~ autumn" in " ".join(found.split())
    (hit,) = amended.run("search", "spring", "--json").json["articles"]
    (mark,) = hit["excerpt"]["marks"]
    assert hit["excerpt"]["text"][slice(*mark)] == "spring"


@pytest.mark.parametrize(
    ("form", "said", "work"),
    [
        ("text", SAID, "begins in ~~late spring~~ autumn"),
        ("markdown", SAID, "begins in ~~late **spring**~~ autumn"),
        (
            "html",
            SAID.replace("~~not~~", "<s>not</s>"),
            "begins in <s>late </s><strong><s>spring</s></strong> autumn",
        ),
    ],
)
def test_the_whole_text_has_it_struck(
    amended: CommandLine, form: str, said: str, work: str
) -> None:
    written = amended.run("show", 1, "--as", form).out
    assert said in written
    assert work in written or form == "html"
    assert "Work begins in spring" not in written


def test_highlights_are_listed_with_it_struck(amended: CommandLine) -> None:
    library = amended.open()
    start, end = passage(library, 1, "begins in ~~late spring~~ autumn")
    library.highlight(1, start, end)
    library.close()
    told = "“begins in ~~late spring~~ autumn”"
    for command in ("show 1", "highlights", "export readwise --stdout", "export markdown --stdout"):
        assert told.strip("“”") in " ".join(amended.run(*command.split()).out.split()), command
    library = amended.open()
    (hit,) = library.highlight_hits([one.id for one in library.highlights(Query())])
    library.close()
    assert hit.marked_text == told.strip("“”")


def test_notes_have_it_struck(amended: CommandLine, tmp_path: Path) -> None:
    amended.run("mark", "bookmark", 1)
    note = amended.run("export", "markdown", "--stdout", 1).out
    assert f"“{SAID}”" in note
    assert "It is over" not in note
