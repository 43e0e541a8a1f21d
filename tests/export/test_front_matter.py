import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.clean import clean_line
from newsreader.export.front_matter import Value, compose, read_key, update, yaml_string
from newsreader.export.yaml_subset import understands
from tests.export.rendered import properties

OURS: dict[str, Value] = {
    "title": '"New title"',
    "author": ('"Ann"', '"Bo"'),
    "tags": ('"newsreader"', '"bridge"'),
    "newsreader-id": '"0123456789ab"',
}


def updated(header: str, fields: dict[str, Value] | None = None) -> str:
    """Return the header's lines after an update, without the ``---`` lines."""
    text = update(f"---\n{header}---\nbody\n", OURS if fields is None else fields)
    assert text.endswith("---\nbody\n")
    return text.removeprefix("---\n").removesuffix("---\nbody\n")


@given(st.text(max_size=80))
def test_every_string_is_read_back_by_yaml_and_by_json(text: str) -> None:
    line = clean_line(text)
    assert yaml.safe_load(f"key: {yaml_string(line)}") == {"key": line}
    assert json.loads(yaml_string(line)) == line


@pytest.mark.parametrize(
    "text", ["no", "12e345", "2026-11-20", 'a: "b" # c', "\\", "null", "- x", "\ufffe\x7f\u2028"]
)
def test_strings_that_yaml_likes_to_misread_stay_strings(text: str) -> None:
    assert yaml.safe_load(f"[{yaml_string(text)}]") == [text]


def test_a_new_header_loads_as_it_was_meant() -> None:
    assert properties(compose(OURS) + "body") == {
        "title": "New title",
        "author": ["Ann", "Bo"],
        "tags": ["newsreader", "bridge"],
        "newsreader-id": "0123456789ab",
    }


def test_updating_a_new_header_changes_nothing() -> None:
    text = compose(OURS) + "body\n"
    assert update(text, OURS) == text


def test_other_keys_their_order_and_comments_stay() -> None:
    header = (
        "# my properties\n"
        "status: read   # soon\n"
        'title: "Old title"  # as printed\n'
        "\n"
        "rating: 5\n"
        "aliases:\n- one\n# between\n- 'two'\n"
        "author:\n  - Somebody\n"
        "tags: [politics, 'bridge']\n"
        "newsreader-id: 0123456789ab\n"
    )
    assert updated(header) == (
        "# my properties\n"
        "status: read   # soon\n"
        'title: "New title"  # as printed\n'
        "\n"
        "rating: 5\n"
        "aliases:\n- one\n# between\n- 'two'\n"
        'author:\n  - "Ann"\n  - "Bo"\n'
        "tags: [politics, 'bridge', \"newsreader\"]\n"
        "newsreader-id: 0123456789ab\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags:\n", 'tags:\n  - "newsreader"\n  - "bridge"\n'),
        ("tags: []\n", 'tags: ["newsreader", "bridge"]\n'),
        ("tags:\n- mine\n", 'tags:\n- mine\n- "newsreader"\n- "bridge"\n'),
        ("tags:\n    - Bridge # !\n", 'tags:\n    - Bridge # !\n    - "newsreader"\n'),
        ("tags: mine, bridge\n", 'tags:\n  - mine\n  - bridge\n  - "newsreader"\n'),
        ("tags: '#bridge'\n", "tags:\n  - '#bridge'\n  - \"newsreader\"\n"),
        ("tags: [bridge, newsreader, x]\n", "tags: [bridge, newsreader, x]\n"),
    ],
)
def test_tags_are_united_in_the_form_they_are_in(before: str, after: str) -> None:
    assert updated(before, {"tags": OURS["tags"]}) == after


def test_a_key_that_was_taken_out_is_put_at_the_end() -> None:
    assert updated("mine: 1\n", {"title": '"T"'}) == 'mine: 1\ntitle: "T"\n'


def test_windows_line_ends_stay() -> None:
    text = "---\r\nmine: 1\r\ntitle: old\r\n---\r\nbody\r\n"
    assert update(text, {"title": '"T"'}) == '---\r\nmine: 1\r\ntitle: "T"\r\n---\r\nbody\r\n'


def test_nested_properties_of_others_stay() -> None:
    header = "place:\n  name: Harbour\n  near:\n    - sea\n  why: |\n    two\n      lines\n"
    assert updated(header + "title: old\n", {"title": '"T"'}) == header + 'title: "T"\n'


@pytest.mark.parametrize("tags", ["tags:\n  key: a\n", "tags: |\n  a\n", "tags:\n- key: a\n"])
def test_tags_that_are_no_list_of_words_stay(tags: str) -> None:
    assert updated(f"{tags}title: old\n", {"title": '"T"', "tags": OURS["tags"]}) == (
        f'{tags}title: "T"\n'
    )


@pytest.mark.parametrize(
    "header",
    [
        'title: "open\n',
        "title: a: b\n",
        "title: old\ntitle: twice\n",
        "title: old\n\tmine: 1\n",
        "just words\n",
        "title: old\nmine: [a, b\n",
        "title: old\nmine: @x\n",
        "title: old\n  - x\n",
        "title: old\nlist:\n  - a\n - b\n",
        "title: &anchor old\n",
        "- title\n",
        "title: old\nmine: |\n   deep\n  shallow\n",
        "title: old\r\nmine: 1\n",
        "title: old\n" + "".join(f"{' ' * depth}a:\n" for depth in range(3000)),
    ],
)
def test_a_header_that_is_not_surely_yaml_is_not_touched(header: str) -> None:
    text = f"---\n{header}---\nbody\n"
    assert update(text, OURS) == text


@pytest.mark.parametrize("text", ["", "body\n", "---\nnever closed\n", "\n---\na: 1\n---\n"])
def test_a_file_without_a_header_is_not_touched(text: str) -> None:
    assert update(text, OURS) == text


PIECES = st.sampled_from(
    ["a", "b c", ":", ": ", " #", "#", "- ", "-", '"', "'", "[", "]", ",", "\n", "\n  ", "\n- ",
     "key:", "tags:", "title: ", "|", ">", "\\", "{", "}", "&", "é", "%", "\n    ", "1", "''"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
def test_what_is_understood_is_yaml_and_keeps_the_values_of_others(header: str) -> None:
    if not understands(header.split("\n")):
        return
    before = yaml.load(header, Loader=yaml.BaseLoader) or {}
    after = yaml.load(updated(header + "\n"), Loader=yaml.BaseLoader)
    assert isinstance(before, dict)
    assert {key: value for key, value in after.items() if key not in OURS} == {
        key: value for key, value in before.items() if key not in OURS
    }
    assert (after["title"], after["author"]) == ("New title", ["Ann", "Bo"])
    tags = before.get("tags", [])
    if isinstance(tags, str) or all(isinstance(tag, str) for tag in tags):
        assert {"newsreader", "bridge"} <= {str(tag).removeprefix("#") for tag in after["tags"]}
    else:
        assert after["tags"] == tags
    again = updated(header + "\n")
    assert updated(again) == again


def test_a_key_is_read_from_a_broken_header_too() -> None:
    head = '---\ntitle: "open\nnewsreader-id: "0123"  # keep\n---\n'
    assert read_key(head, "newsreader-id") == "0123"
    assert read_key("---\na: 1\n---\nnewsreader-id: no\n", "newsreader-id") == ""
    assert read_key("newsreader-id: no\n", "newsreader-id") == ""
