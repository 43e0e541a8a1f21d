import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import html

from newsreader.export.escape import NOTHING
from newsreader.export.user_note import guard_note
from tests.export.rendered import github, quotations


@pytest.mark.parametrize(
    "line", ["<!-- newsreader:end -->", "  <!-- newsreader:begin 12ab -->", "<!-- newsreader:end"]
)
def test_a_marker_in_a_note_is_escaped_and_nothing_else(line: str) -> None:
    note = f"before *this*\n{line}\nafter [[that]]"
    marker = line.replace("<", "\\<")
    assert guard_note(note) == f"before *this*\n{marker}\nafter [[that]]"


@pytest.mark.parametrize(
    "note", ["```\nopen", "~~~~ python\nopen\n~~~", "  ```\n`", "```\n<!-- %%"]
)
def test_an_open_fence_is_closed(note: str) -> None:
    assert quotations(guard_note(note) + "\n\n> quoted") == ["quoted"]
    assert guard_note(note).startswith(note)


@pytest.mark.parametrize(
    ("note", "guarded"),
    [
        ("<!-- open", "&lt;!-- open"),
        ("see <!-- x", "see &lt;!-- x"),
        ("text\n  <!-- one\n```", "text\n  &lt;!-- one\n```\n```"),
        ("<?", "&lt;?"),
        ("<PRE>\n\n</script>", "&lt;PRE>\n\n&lt;/script>"),
        (" <script\n\na", " &lt;script\n\na"),
        ("<div hidden", "&lt;div hidden"),
        ("<!-- a --> <div hidden>", "<!-- a --> &lt;div hidden>"),
        ("<details><summary>x</summary>", "&lt;details><summary>x</summary>"),
        ("<b><div></b>", "<b>&lt;div></b>"),
        ("50 %% sure", "50 \\%\\% sure"),
        ("%%a%% and %%", "%%a%% and \\%\\%"),
        ("it costs $$", "it costs \\$\\$"),
        ("<p>\n```\n<table>", "<p>\n\n```\n<table>\n```"),
        ("<p>\\<div hidden>", "<p>\\&lt;div hidden>"),
        ("`<div>\n\n` <i>", "`&lt;div>\n\n` &lt;i>"),
    ],
)
def test_what_a_note_leaves_open_is_shown(note: str, guarded: str) -> None:
    assert guard_note(note) == guarded


@pytest.mark.parametrize(
    "note",
    [
        "plain",
        "```\nclosed <div>\n```",
        "a `code <div> %% $$` span",
        "<!-- closed --> text",
        "<!-- closed\n-->",
        "```\n<!--\n```",
        "    - list",
        "<details>\n\n```\n</details>\n```\n\n</details>",
        "<ul><li>one<li>two</ul><br>",
        "%%mine%% $$x$$ \\%% <https://a.example/> <a@b.example>",
        "1 < 2 and <3",
        "<p>one",
    ],
)
def test_a_finished_note_is_left_as_it_is(note: str) -> None:
    assert guard_note(note) == note


PIECES = st.sampled_from(
    ["<div>", "</div>", "<div hidden>", "<details>", "</details>", "<summary>", "</b>", "<b>",
     "<!--", "-->", "<script>", "</script>", "<style", ">", "<textarea>", "<title>", "</title>",
     "`", "```", "\n```\n", "\n  ```\n", "~~~", "\n", "\n\n", "<?", "?>", "<![CDATA[", "]]>",
     "<!x", "%%", "$$", "a", " ", "<li>", "<p>", "<ul>", "</ul>", "<table>", "- ", "> ", "    ",
     "\\", "<br/>", "<div/>", "<a href='", '"', "<https://a.example>", "<svg/>"]
)  # fmt: skip
HIDING = {"details", "script", "style", "textarea", "title", "table"}


@given(st.lists(PIECES, max_size=10).map("".join))
def test_no_note_hides_what_follows(note: str) -> None:
    guarded = guard_note(note)
    assert guard_note(guarded) == guarded
    assume(NOTHING not in guarded)  # which ``github`` leaves out
    assert "quoted after" in quotations(f"{guarded}\n\n> quoted after")
    page = html.document_fromstring(f"<body>{github(guarded + chr(10) * 2 + '> quoted after')}")
    found = [one for one in page.iter("blockquote") if "quoted after" in one.text_content()]
    assert found
    around = [one.tag for one in found[-1].iterancestors()]
    assert not {"details", "script", "style", "textarea", "title", "b", "table"} & {*around}
    assert all("hidden" not in one.attrib for one in found[-1].iterancestors())
