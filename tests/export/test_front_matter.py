import json

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.domain.clean import clean_line
from newsreader.export.front_matter import (
    WRITTEN,
    Value,
    compose,
    is_foreign,
    read_key,
    update,
    yaml_string,
)
from newsreader.export.yaml_subset import understands
from tests.export.rendered import properties

OURS: dict[str, Value] = {
    "title": '"New title"',
    "author": ('"Ann"', '"Bo"'),
    "tags": ('"newsreader"', '"bridge"'),
    "newsreader-id": '"0123456789ab"',
}


def record(fields: dict[str, Value]) -> str:
    """Return the line of the header that says what was written."""
    (line,) = [line for line in compose(fields).splitlines() if line.startswith(WRITTEN)]
    return line + "\n"


def updated(
    header: str, fields: dict[str, Value] | None = None, before: dict[str, Value] | None = None
) -> str:
    """Return the header's lines after an update, without the ``---`` lines and the record.

    With ``before`` newsreader wrote that last; without it nothing is known of that.
    """
    fields = OURS if fields is None else fields
    known = "" if before is None else record(before)
    text = update(f"---\n{header}{known}---\nbody\n", fields)
    assert text.endswith("---\nbody\n")
    return text.removeprefix("---\n").removesuffix("---\nbody\n").replace(record(fields), "")


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
    before: dict[str, Value] = {"title": "Old title", "author": ("Somebody",), "tags": ()}
    assert updated(header, before=before) == (
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


def test_a_new_key_is_put_at_the_end_and_one_that_the_user_took_out_stays_out() -> None:
    assert updated("mine: 1\n", {"title": '"T"'}) == 'mine: 1\ntitle: "T"\n'
    assert updated("mine: 1\n", {"title": '"T"'}, before={}) == 'mine: 1\ntitle: "T"\n'
    assert updated("mine: 1\n", {"title": '"T"'}, before={"title": "S"}) == "mine: 1\n"
    ids: dict[str, Value] = {"newsreader-id": '"0"'}
    assert updated("mine: 1\n", ids, before=ids) == 'mine: 1\nnewsreader-id: "0"\n'


LINKED: dict[str, Value] = {"title": '"Old"', "author": ('"Ann"', '"Bo"')}


@pytest.mark.parametrize(
    "author",
    [
        'author:\n  - "[[Ann]]"\n  - "[[Bo]]"\n',
        "author:\n  - [[Ann]]\n  - [[Bo]]\n",
        "author: [[Ann]]\n",
        "author: [[Ann], [Bo, Co]]\n",
        "author: Ann and Bo\n",
        "author: |\n  Ann\n  Bo\n",
        "author:\n",
    ],
)
def test_what_the_user_made_of_a_value_stays(author: str) -> None:
    mine = f"{author}title: Old\n"
    expected = f'{author}title: "New title"\n'
    fields = {key: OURS[key] for key in LINKED}
    assert updated(mine, fields, before=LINKED) == expected
    assert updated(mine, {"title": '"X"', "author": ('"Z"',)}, before=fields) == mine
    assert updated(f"{author}title: Mine\n", fields, before=LINKED) == f"{author}title: Mine\n"


def test_another_spelling_of_what_was_written_is_no_change_of_the_user() -> None:
    other = "author: [Ann, 'Bo']  # them\ntitle: 'Old'\n"
    fields: dict[str, Value] = {"title": '"New"', "author": ('"Cy"',)}
    assert updated(other, fields, before=LINKED) == ('author:  # them\n  - "Cy"\ntitle: "New"\n')


def test_a_value_that_is_no_more_goes_unless_the_user_changed_it() -> None:
    before: dict[str, Value] = {"seen": "2026-11-20", "outlet": '"Gazette"'}
    header = "seen: 2026-11-20\noutlet: Mine\n"
    assert updated(header, {}, before=before) == "outlet: Mine\n"
    assert updated(header, {}) == header


def test_without_a_record_only_moments_are_brought_up_to_date() -> None:
    fields: dict[str, Value] = {"title": '"New"', "updated": "2026-11-22T10:02:41Z"}
    assert updated("title: Old\nupdated: 2026-11-20T10:02:41Z\n", fields) == (
        "title: Old\nupdated: 2026-11-22T10:02:41Z\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags: [newsreader, old, mine]\n", 'tags: [newsreader, mine, "bridge"]\n'),
        ("tags:\n- mine\n- old # x\n# y\n- newsreader\n",
         'tags:\n- mine\n# y\n- newsreader\n- "bridge"\n'),
        ("tags: [old]\n", 'tags: ["bridge"]\n'),
        ("tags: old\n", 'tags:\n  - "bridge"\n'),
        ("tags:\n- Bridge\n", "tags:\n- Bridge\n"),
        ("tags: [[old]]\n", "tags: [[old]]\n"),
    ],
)  # fmt: skip
def test_a_tag_taken_away_goes_and_one_that_the_user_took_out_stays_out(
    before: str, after: str
) -> None:
    written: dict[str, Value] = {"tags": ('"newsreader"', '"old"')}
    assert updated(before, {"tags": OURS["tags"]}, before=written) == after


def test_windows_line_ends_stay() -> None:
    text = compose({"title": '"Old"'}).replace("Old", "S").replace("\n", "\r\n") + "body\r\n"
    old = update(text, {"title": '"S"'})
    assert '\r\ntitle: "S"\r\n' in old
    new = update(old, {"title": '"T"'})
    assert '\r\ntitle: "T"\r\n' in new and new.count("\n") == new.count("\r\n")


def test_nested_properties_of_others_stay() -> None:
    header = "place:\n  name: Harbour\n  near:\n    - sea\n  why: |\n    two\n      lines\n"
    before: dict[str, Value] = {"title": "old"}
    assert updated(header + "title: old\n", {"title": '"T"'}, before) == header + 'title: "T"\n'


@pytest.mark.parametrize("tags", ["tags:\n  key: a\n", "tags: |\n  a\n", "tags:\n- key: a\n"])
def test_tags_that_are_no_list_of_words_stay(tags: str) -> None:
    assert updated(f"{tags}mine: 1\n", {"tags": OURS["tags"]}) == f"{tags}mine: 1\n"


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
    assert is_foreign(text)


@pytest.mark.parametrize("text", ["", "body\n", "---\nnever closed\n", "\n---\na: 1\n---\n"])
def test_a_file_without_a_header_is_not_touched(text: str) -> None:
    assert update(text, OURS) == text
    assert is_foreign(text) == text.startswith("---")
    assert not is_foreign(compose(OURS))


PIECES = st.sampled_from(
    ["a", "b c", ":", ": ", " #", "#", "- ", "-", '"', "'", "[", "]", ",", "\n", "\n  ", "\n- ",
     "key:", "tags:", "title: ", "|", ">", "\\", "{", "}", "&", "é", "%", "\n    ", "1", "''"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
@example("tags:\n    key:")
def test_what_is_understood_is_yaml_and_keeps_the_values_of_others(header: str) -> None:
    if not understands(header.split("\n")):
        return
    before = yaml.load(header, Loader=yaml.BaseLoader) or {}
    after = yaml.load(updated(header + "\n"), Loader=yaml.BaseLoader)
    assert isinstance(before, dict)
    assert {key: value for key, value in after.items() if key not in OURS} == {
        key: value for key, value in before.items() if key not in OURS
    }
    assert after["title"] == before.get("title", "New title")
    assert after["author"] == before.get("author", ["Ann", "Bo"])
    tags = before.get("tags", [])
    # A mapping is no list of tags: it stays as it is.
    if isinstance(tags, str) or (
        isinstance(tags, list) and all(isinstance(tag, str) for tag in tags)
    ):
        assert {"newsreader", "bridge"} <= {str(tag).removeprefix("#") for tag in after["tags"]}
    else:
        assert after["tags"] == tags
    again = updated(header + "\n")
    assert updated(again) == again


VALUES = st.dictionaries(
    st.sampled_from(["title", "author", "outlet", "tags"]),
    st.lists(
        st.sampled_from(["Ann", "[[Bo]]", "a: b", "no", "#x", "é “q”", "- c"]),
        min_size=1,
        max_size=3,
    ),
)


def _as_fields(values: dict[str, list[str]]) -> dict[str, Value]:
    """Return what newsreader would write of ``values``: lists, and titles and outlets in one."""
    plain = {"title", "outlet"}
    return {
        key: yaml_string(" ".join(items)) if key in plain else tuple(map(yaml_string, items))
        for key, items in values.items()
    }


def _listed(value: object) -> object:
    """Return a scalar as a list of one: that is no change of a value but of its spelling."""
    return value if isinstance(value, list) else [value]


@given(old=VALUES, new=VALUES, mine=VALUES, taken_out=st.sets(st.sampled_from(sorted(OURS))))
def test_another_program_may_rewrite_the_header_and_its_changes_stay(
    old: dict[str, list[str]],
    new: dict[str, list[str]],
    mine: dict[str, list[str]],
    taken_out: set[str],
) -> None:
    written = yaml.load(compose(_as_fields(old)).strip("-\n"), Loader=yaml.BaseLoader)
    edited = {key: value for key, value in {**written, **mine}.items() if key not in taken_out}
    dumped = yaml.safe_dump(edited, allow_unicode=True, sort_keys=False, width=10**6)
    text = update(f"---\n{dumped}---\nbody\n", _as_fields(new))
    assert not is_foreign(text)
    after = yaml.load(text.removesuffix("---\nbody\n").strip("-\n"), Loader=yaml.BaseLoader)
    wanted = yaml.load(compose(_as_fields(new)).strip("-\n"), Loader=yaml.BaseLoader)
    for key in {"title", "author", "outlet"}:
        if key in edited and _listed(edited[key]) == _listed(written.get(key)):
            assert _listed(after.get(key)) == _listed(wanted.get(key))
        elif key in edited:
            assert after[key] == edited[key]
        elif key in written:
            assert key not in after
        else:
            assert after.get(key) == wanted.get(key)
    assert update(text, _as_fields(new)) == text


def test_a_key_is_read_from_a_broken_header_too() -> None:
    head = '---\ntitle: "open\nnewsreader-id: "0123"  # keep\n---\n'
    assert read_key(head, "newsreader-id") == "0123"
    assert read_key("---\na: 1\n---\nnewsreader-id: no\n", "newsreader-id") == ""
    assert read_key("newsreader-id: no\n", "newsreader-id") == ""
