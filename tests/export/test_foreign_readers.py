"""What is exported is read back by programs that have never heard of newsreader."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import citeproc
import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from pyld import jsonld

from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import clean_line, clean_text
from newsreader.domain.document import Block, BlockKind, Document, Span, SpanKind
from newsreader.domain.found_through import FoundThrough
from newsreader.domain.highlights.highlight import AnchorState
from newsreader.export.bibtex_entry import write_bibtex
from newsreader.export.csl_json import write_csl
from newsreader.export.forms import FORMS, CollectionForm
from newsreader.export.readwise_csv import COLUMNS, write_readwise
from newsreader.export.story_page import write_story
from newsreader.export.web_annotations import CONTEXT as CONTEXT_URL
from newsreader.export.web_annotations import TERMS, write_annotations
from tests.export.annotation_context import CONTEXT, OA
from tests.export.samples import article, highlight, marked, opened

UNDATED = opened(id=8, url="", author="", outlet="Coast Daily", dated=False, title="Ferry & pier")
HOSTILE = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=st.sampled_from("aé日 \n\"',;{}\\%$#&_~^<>=+-@[]|"), max_size=30),
)


def hostile(words: str, title: str, note: str, tag: str) -> OpenArticle:
    """Return a story with texts that forms may stumble over."""
    mark = highlight(words, 1, note=note, tags=(tag,), speaker="Jane Roe", confidence=0.5)
    return opened(mark, title=title, outlet=title)


# CSV


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_readwise_gets_every_highlight_with_its_source() -> None:
    found = rows(write_readwise([marked()]))
    assert [row["Highlight"] for row in found] == [one.text for one in marked().highlights]
    assert tuple(found[0]) == COLUMNS
    assert found[0]["Note"] == "— unknown\nSaid at the *meeting*; check the minutes."
    assert found[1] == {
        "Highlight": "the cost at $41 million [without] the ramps",
        "Title": article().title,
        "Author": "Ann Reporter, Bo Writer",
        "URL": article().url,
        "Note": ".money",
        "Location": "3",
        "Date": "2026-11-22 09:32:00",
    }
    assert (found[2]["Location"], write_readwise([])) == ("", ",".join(COLUMNS) + "\r\n")


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_any_text_comes_back_from_csv(words: str, title: str, note: str, tag: str) -> None:
    (row,) = rows(write_readwise([hostile(words, title, note, tag)]))
    # Readers of CSV drop blanks at the ends.
    assert row["Highlight"].removeprefix(" ") == clean_text(words).removeprefix(" ")
    assert row["Title"].removeprefix(" ") == (clean_line(title) or "Untitled")
    assert row["Note"].endswith(clean_text(note)) and "probably Jane Roe" in row["Note"]
    assert not any(value.startswith(("=", "+", "-", "@")) for value in row.values())


# JSON-LD


def expanded(text: str) -> list[Any]:
    """Return what a processor of JSON-LD makes of a text, without the network."""

    def load(url: str, options: object) -> dict[str, object]:
        assert url == CONTEXT_URL
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXT}}

    found = jsonld.expand(json.loads(text), {"documentLoader": load})
    assert isinstance(found, list)
    return found


def annotations(text: str) -> list[dict[str, Any]]:
    (collection,) = expanded(text)
    (page,) = collection["https://www.w3.org/ns/activitystreams#first"]
    (items,) = page["https://www.w3.org/ns/activitystreams#items"]
    return list(items["@list"])


def value(node: dict[str, Any], name: str) -> Any:
    (found,) = node[OA + name]
    return found.get("@value", found.get("@id"))


def terms(record: object) -> int:
    """Return how many keys there are in a record, contexts left out."""
    if isinstance(record, dict):
        kept = {key: inner for key, inner in record.items() if key != "@context"}
        return len(kept) + sum(map(terms, kept.values()))
    return sum(map(terms, record)) if isinstance(record, list) else 0


def test_annotations_have_selectors_state_and_bodies() -> None:
    found = annotations(write_annotations([marked()]))
    said, cost, gone = found
    assert said["@id"] == f"urn:uuid:{marked().highlights[0].id}"
    assert said["@type"] == [f"{OA}Annotation"]
    assert value(said, "motivatedBy") == f"{OA}commenting"
    assert value(cost, "motivatedBy") == f"{OA}highlighting"
    (target,) = cost[f"{OA}hasTarget"]
    assert value(target, "hasSource") == article().url
    assert value(target[f"{OA}hasState"][0], "sourceDate") == "2026-11-22T09:32:00Z"
    quote, place = target[f"{OA}hasSelector"]
    assert quote["@type"] == [f"{OA}TextQuoteSelector"]
    assert value(quote, "exact") == marked().highlights[1].text
    text = marked().document.text
    assert text[value(place, "start") : value(place, "end")] == value(quote, "exact")
    (body,) = cost[f"{OA}hasBody"]
    assert value(body, "hasPurpose") == f"{OA}tagging"
    assert gone[f"{TERMS}state"] == [{"@value": "orphan"}]
    (selector,) = gone[f"{OA}hasTarget"][0][f"{OA}hasSelector"]
    assert selector["@type"] == [f"{OA}TextQuoteSelector"]


def test_no_term_of_an_annotation_is_lost_in_expansion() -> None:
    text = write_annotations([marked()])
    assert terms(expanded(text)) >= terms(json.loads(text))
    assert "first" not in json.loads(write_annotations([]))


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_any_text_comes_back_from_annotations(words: str, title: str, note: str, tag: str) -> None:
    (found,) = annotations(write_annotations([hostile(words, title, note, tag)]))
    quote = found[f"{OA}hasTarget"][0][f"{OA}hasSelector"][0]
    assert value(quote, "exact") == words
    assert found.get(f"{TERMS}attribution") == [{"@value": "probably Jane Roe"}]


# CSL and BibTeX


def bibliography(text: str) -> list[str]:
    """Return the references that a program for citations makes of CSL-JSON."""
    items = json.loads(text)
    source = CiteProcJSON(items)
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    made = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    for item in items:
        made.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    return [str(one) for one in made.bibliography()]


def test_csl_makes_references() -> None:
    first, second = sorted(bibliography(write_csl([marked(), UNDATED])), key=len, reverse=True)
    assert "Reporter, A. and Writer, B." in first and "2026" in first
    assert "The Harbour Gazette" in first and article().url in first
    assert "Ferry" in second and "2026" not in second
    items = json.loads(write_csl([marked(), UNDATED]))
    assert [sorted({"author", "issued", "URL"} & {*item}) for item in items] == [
        ["URL", "author", "issued"],
        [],
    ]
    assert "“We will rebuild the bridge,”, paragraph 2\nSaid at the *meeting*" in items[0]["annote"]
    assert "Jane Roe" not in items[0]["annote"]  # nobody sure


def entries(text: str) -> dict[str, dict[str, str]]:
    """Return the entries of BibTeX, with what TeX prints for their values."""
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    return {
        entry.key: {field.key: str(field.value) for field in entry.fields}
        for entry in library.entries
    }


def test_bibtex_has_an_entry_for_each_story() -> None:
    found = entries(write_bibtex([marked(), marked(), UNDATED]))
    assert list(found) == ["reporter2026council", "reporter2026councilb", "coastdailyndferry"]
    assert found["reporter2026council"] == {
        "author": "Reporter, Ann and Writer, Bo",
        "title": article().title,
        "journal": "The Harbour Gazette",
        "date": "2026-11-20",
        "year": "2026",
        "month": "nov",
        "url": article().url,
        "urldate": "2026-11-22",
    }
    undated = found["coastdailyndferry"]
    assert undated == {"title": "Ferry & pier", "journal": "Coast Daily", "urldate": "2026-11-22"}
    assert write_bibtex([]) == ""


PLAIN = st.text(alphabet=st.sampled_from("aé “”'.,:;?!()%$#&_"), min_size=1, max_size=30)


@given(PLAIN, HOSTILE)
def test_any_text_comes_back_from_bibtex_and_csl(title: str, outlet: str) -> None:
    story = opened(title=f"T{title}", outlet=outlet)
    (entry,) = entries(write_bibtex([story])).values()
    assert entry["title"].split() == clean_line(f"T{title}").split()
    (item,) = json.loads(write_csl([story]))
    assert item.get("container-title", "") == clean_line(outlet or "Gazette front page")


def test_the_way_to_a_page_stands_in_notes_and_on_the_page() -> None:
    way = (
        FoundThrough(3, "Port & pier", "Coast Daily", "https://coast.example/port"),
        FoundThrough(2, "The harbour", "", ""),
    )
    story = replace(marked(), trail=way)
    told = (
        "Found through “Port & pier”, Coast Daily, https://coast.example/port; "
        "that found through “The harbour”"
    )
    (item,) = json.loads(write_csl([story]))
    assert item["note"] == told and bibliography(write_csl([story]))
    (entry,) = entries(write_bibtex([story])).values()
    assert entry["note"] == told.replace("“", "“")
    page = html.document_fromstring(write_story(story))
    assert told in page.find_class("facts")[0].text_content()


def test_a_passage_that_quotes_somebody_is_no_quote_of_theirs() -> None:
    quoting = highlight("“Now,” Roe said.", 1, speaker="Jane Roe", confidence=0.9, quoting=True)
    (row,) = rows(write_readwise([opened(quoting)]))
    assert row["Note"].startswith("quotes Jane Roe")
    (item,) = json.loads(write_csl([opened(quoting)]))
    assert "Jane Roe" not in item["annote"]
    (found,) = annotations(write_annotations([opened(quoting)]))
    assert found[f"{TERMS}attribution"] == [{"@value": "quotes Jane Roe"}]


# HTML


def test_a_page_is_the_whole_story_with_its_marks() -> None:
    page = html.document_fromstring(write_story(marked()))
    assert page.findtext(".//h1") == article().title
    text = "\n\n".join(one.text_content() for one in page.iterfind(".//article/*"))
    assert all(part in text for part in marked().document.text.split("\n\n"))
    marks = {one.get("id"): one.text_content() for one in page.iter("mark")}
    assert marks == {one.block_id: one.text for one in marked().highlights[:2]}
    notes = [one.text_content() for one in page.iter("aside")]
    assert "check the minutes" in notes[0] and "No longer in the article" in notes[1]
    assert not list(page.iter("script", "img", "link", "iframe"))


def test_spans_and_marks_may_overlap_on_a_page() -> None:
    text = "One bold link here.\n\n  code < 1\n\nName | Age\nJo   |  ·"
    kinds = (BlockKind.PARAGRAPH, BlockKind.CODE, BlockKind.TABLE)
    starts = (0, text.index("  code"), text.index("Name"))
    ends = (19, text.index("\n\nName"), len(text))
    blocks = tuple(Block(*one) for one in zip(kinds, starts, ends, strict=True))
    spans = (Span(SpanKind.STRONG, 4, 13), Span(SpanKind.LINK, 9, 18, "javascript:alert(1)"))
    mark = highlight("x", start=0, end=11, text=text[:11], note="<b>&")
    page = html.document_fromstring(
        write_story(OpenArticle(article(), Document(text, blocks, spans), (), (mark,)))
    )
    assert page.find(".//article/p[2]").text_content() == "One bold link here."
    assert "".join(one.text_content() for one in page.iter("strong")) == "bold link"
    assert "".join(one.text_content() for one in page.iter("mark")) == "One bold li"
    assert page.findtext(".//pre") == "  code < 1"
    assert [one.text_content() for one in page.iter("td")] == ["Name", "Age", "Jo", ""]
    assert "javascript" not in html.tostring(page, encoding="unicode")
    assert page.find(".//aside").text_content().endswith("<b>&")


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_no_text_makes_markup_on_a_page(words: str, title: str, note: str, tag: str) -> None:
    story = hostile("After nine hours", title, note, tag)
    gone = highlight(words, 2, state=AnchorState.ORPHAN)
    page = html.document_fromstring(
        write_story(replace(story, highlights=(*story.highlights, gone)))
    )
    assert page.findtext(".//h1") == (clean_line(title) or "Untitled")
    tags = {one.tag for one in page.iter() if isinstance(one.tag, str)}
    assert tags <= {"html", "head", "meta", "title", "style", "body", "article", "h1", "h2", "p",
                    "br", "a", "mark", "aside", "q"}  # fmt: skip


# Files


@pytest.mark.parametrize("form", [one for one in FORMS.values() if isinstance(one, CollectionForm)])
def test_one_file_is_written_and_left_alone_once_it_is_edited(
    form: CollectionForm, tmp_path: Path
) -> None:
    def export(*stories: OpenArticle, force: bool = False) -> Sequence[str]:
        (done,) = form.export(stories, tmp_path, force=force)
        return (done.outcome, done.message)

    (path,) = (one.path for one in form.export([marked()], tmp_path))
    assert path.name == f"newsreader-{form.name}{form.suffix}"
    assert path.read_bytes().decode() == form.render([marked()])
    assert export(marked()) == ("unchanged", "")
    assert export(marked(), replace(UNDATED, highlights=marked().highlights)) == ("written", "")
    path.write_text("mine", encoding="utf-8")
    assert export(marked())[0] == "kept"
    assert path.read_text(encoding="utf-8") == "mine"
    outcome, message = export(marked(), force=True)
    assert outcome == "written" and " (yours)" in message
    assert path.with_stem(f"{path.stem} (yours)").read_text(encoding="utf-8") == "mine"
    assert export(marked()) == ("unchanged", "")
