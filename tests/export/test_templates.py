"""Templates write what they are told, in a sandbox; the built-in ones are read by others."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from LogseqMarkdownParser import LogseqPage, parse_text
from orgparse import loads

from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import clean_text
from newsreader.domain.errors import ExportError
from newsreader.domain.found_through import FoundThrough
from newsreader.export.file_name import story_id
from newsreader.export.org_text import GAP, org_text
from newsreader.export.template_forms import template_form
from newsreader.export.templates import BUILT_IN, Template, find_template, render_template
from tests.export.rendered import body, headings, items, properties, quotations
from tests.export.samples import article, highlight, marked, opened

HOSTILE = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=st.sampled_from('aé1 \n*/_=~+#|:-[]<>{}()\\$^@%."'), max_size=30),
)


def written(source: str) -> str:
    return render_template(Template("mine.j2", source), marked())


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_template_of_a_name_renders_everything_twice_alike(name: str) -> None:
    text = render_template(find_template(name), marked())
    assert text == render_template(find_template(name), marked())
    assert "Ann Reporter" in text and "Words that are gone" in text
    assert render_template(find_template(name), opened(url="", author="", dated=False))


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("a\n{{ article.titel }}", "line 2: 'dict object' has no attribute 'titel'."),
        ("a\nb {% for x in %}", "line 2: Expected an expression, got 'end of statement block'."),
        (
            "{{ ''.__class__ }}",
            "line 1: access to attribute '__class__' of 'str' object is unsafe.",
        ),
        ("x\n\n{{ 1 / 0 }}", "line 3: division by zero."),
        ("{{ article.title | nope }}", "line 1: No filter named 'nope'."),
        ("{% include '/etc/passwd' %}", "line 1: no loader for this environment specified."),
        ("{{ missing | md }}", "line 1: 'missing' is undefined."),
    ],
)
def test_an_error_is_one_line_with_file_and_line(source: str, told: str) -> None:
    with pytest.raises(ExportError) as raised:
        written(source)
    assert str(raised.value) == f"Template mine.j2, {told}"


def test_a_template_cannot_change_what_it_is_given() -> None:
    with pytest.raises(ExportError, match="line 1"):
        written("{{ article.update({'title': 'x'}) }}")


def test_values_are_those_of_the_story() -> None:
    assert written("{{ citation.apa }}").startswith(
        "Reporter, A., & Writer, B. (2026, November 20)"
    )
    assert written("{{ article.published | date('%d.%m.%Y') }}") == "20.11.2026\n"
    assert written("{{ highlights | map(attribute='state') | join(' ') }}") == "ok ok orphan\n"
    said = written("{% for one in speakers %}{{ one.speaker or '?' }};{% endfor %}")
    assert said == "Jane Roe;probably Tom Brandt;?;\n"


def test_a_file_of_the_user_is_a_template(tmp_path: Path) -> None:
    path = tmp_path / "mine.org.j2"
    path.write_text("{{ article.title }}", encoding="utf-8")
    assert find_template(str(path)).suffix == ".org"
    assert find_template(str(path.rename(tmp_path / "mine.j2"))).suffix == ".md"
    with pytest.raises(ExportError, match="obsidian, logseq, org, plain"):
        find_template(str(tmp_path / "none.j2"))


# Obsidian: a note that the user may write in


def test_a_note_by_a_template_is_updated_like_any_other(tmp_path: Path) -> None:
    form = template_form(find_template("obsidian"))
    (done,) = form.export([marked()], tmp_path)
    text = done.path.read_text(encoding="utf-8")
    assert text == form.render(marked())
    assert properties(text)["author"] == ["[[Ann Reporter]]", "[[Bo Writer]]"]
    assert properties(text)["newsreader-id"] == story_id(article())
    assert [one.split("\n", 1)[1] for one in quotations(body(text))] == [
        one.text for one in marked().highlights
    ]
    assert headings(text) == ["Who said what"] and len(items(body(text))) == 3
    (again,) = form.export([marked()], tmp_path)
    assert again.outcome == "unchanged"
    done.path.write_text(text.replace("gone", "GONE") + "\nMine.\n", encoding="utf-8")
    more = replace(marked(), highlights=(*marked().highlights, highlight("After nine hours", 4)))
    (kept,) = form.export([more], tmp_path)
    now = done.path.read_text(encoding="utf-8")
    assert kept.outcome == "kept" and "GONE" in now and "\nMine.\n" in now
    assert now.count("After nine hours") == 1 and now.count("We will rebuild") == 2


def test_properties_of_a_template_that_are_none_are_told(tmp_path: Path) -> None:
    form = template_form(Template("mine.j2", "---\na: {b: 1}\n---\ntext"))
    with pytest.raises(ExportError, match=r"Template mine\.j2: its properties are not understood"):
        list(form.export([marked()], tmp_path))


# Org


def test_org_has_a_heading_for_each_passage() -> None:
    root = loads(render_template(find_template("org"), marked()))
    assert [node.heading for node in root.children] == [
        "We will rebuild the bridge,",
        f"the cost at {GAP}$41 million [without] the ramps",
        "Words that are gone",
        "Who said what",
    ]
    first, _, gone, said = root.children
    assert first.properties["CUSTOM_ID"] == marked().highlights[0].block_id
    assert gone.properties["STATE"] == "orphan"
    assert "#+begin_quote\nWe will rebuild the bridge,\n#+end_quote" in first.body
    assert [node.heading for node in said.children] == [
        "Jane Roe",
        "probably Tom Brandt",
        "Unknown speaker",
    ]
    assert root.get_file_property("title") == article().title


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_makes_headings_or_drawers_in_org(words: str, title: str, note: str) -> None:
    story = opened(highlight(words or "x", 1, note=note), title=title)
    root = loads(render_template(find_template("org"), story))
    assert len(root.children) == 2
    assert root.children[0].properties["COLOUR"] == "yellow"
    shown = root.children[0].body.replace(GAP, "").split("#+begin_quote\n", 1)[1]
    lines = [line.rstrip() for line in clean_text(words or "x").split("\n")]
    assert shown.startswith("\n".join(lines).strip("\n"))


@given(HOSTILE)
def test_escaping_for_org_only_adds_gaps(text: str) -> None:
    lines = [line.rstrip() for line in clean_text(text).split("\n")]
    assert org_text(text).replace(GAP, "") == "\n".join(lines).strip("\n")
    assert not any(line.startswith("*") for line in org_text(text).split("\n"))


# Logseq: bullets


@given(HOSTILE, HOSTILE)
def test_logseq_has_one_block_for_each_passage(words: str, note: str) -> None:
    story = opened(highlight(words or "x", 1, note=note), highlight("The last words", 2))
    text = render_template(find_template("logseq"), story)
    blocks = [line for line in text.split("\n") if line.startswith("- ")]
    assert len(blocks) == 3 and blocks[1] == "- > The last words"
    assert all(line[:1] in "-\t " for line in text.split("\n\n", 1)[1].split("\n"))
    assert "id:: 01936f2a-7c4e-7000-8000-000000000001" in text


def page_of(story: OpenArticle) -> LogseqPage:
    """Return the export of a story as a reader of Logseq's files sees it."""
    return parse_text(render_template(find_template("logseq"), story))


def test_a_reader_of_logseq_finds_properties_and_blocks() -> None:
    way = (FoundThrough(3, "Port report", "Coast Daily", "https://coast.example/port"),)
    page = page_of(replace(marked(), trail=way))
    assert dict(page.page_properties) == {
        "title": article().title,
        "source": article().url,
        "author": "[[Ann Reporter]], [[Bo Writer]]",
        "published": "2026-11-20",
        "found-through": "Found through “Port report”, Coast Daily",
        "tags": "[[newsreader]], [[infrastructure]]",
    }
    said, note, cost, gone, source = page.blocks
    ids = [dict(one.properties).get("id") for one in page.blocks]
    assert ids == [
        *(marked().highlights[0].id, None, marked().highlights[1].id, marked().highlights[2].id),
        None,
    ]
    assert dict(cost.properties)["tags"] == "[[money]]"
    assert dict(cost.properties)["paragraph"] == "3"
    assert "Words that are gone" in gone.content and "Ann Reporter" in source.content
    assert "check the minutes" in note.content
    assert note.indentation_level > said.indentation_level == cost.indentation_level


@given(HOSTILE, HOSTILE)
def test_a_reader_of_logseq_finds_the_properties_of_any_passage(words: str, note: str) -> None:
    first, last = highlight(words or "x", 1, note=note), highlight("The last words", 2)
    page = page_of(opened(first, last))
    known = [dict(one.properties) for one in page.blocks]
    assert [one["id"] for one in known if "id" in one] == [first.id, last.id]
    assert dict(page.page_properties)["title"] == article().title


# Whom a passage quotes


def test_a_passage_that_quotes_somebody_is_no_quote_in_any_template() -> None:
    quoting = highlight("“Now,” Roe said.", 1, speaker="Jane Roe", confidence=0.5, quoting=True)
    story = opened(quoting)
    assert "(quotes probably Jane Roe)" in render_template(find_template("plain"), story)
    (block, _) = page_of(story).blocks
    assert dict(block.properties)["quotes"] == "probably Jane Roe"
    (org, *_) = loads(render_template(find_template("org"), story)).children
    assert org.properties["QUOTES"] == "probably Jane Roe" and "SPEAKER" not in org.properties
    obsidian = render_template(find_template("obsidian"), story)
    assert "> [!quote] yellow · quotes probably Jane Roe\n" in obsidian


def test_the_way_to_a_page_stands_in_every_template() -> None:
    way = (
        FoundThrough(3, "Port * report", "Coast Daily", "https://coast.example/port"),
        FoundThrough(2, "The harbour", "", ""),
    )
    told = "Found through “Port * report”, Coast Daily; that found "
    for name in BUILT_IN:
        text = render_template(find_template(name), replace(marked(), trail=way))
        plain = text.replace("\\", "").replace(GAP, "")
        assert f"{told}through “The harbour”" in plain, name
