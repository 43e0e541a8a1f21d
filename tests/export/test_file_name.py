import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.export.file_name import NAME_LIMIT, file_name, folder_name, story_id, story_key
from tests.export.samples import article

FORBIDDEN = set('<>:"/\\|?*#^[]%\x00\n\r\t')


def test_the_name_is_date_title_and_id() -> None:
    name = file_name(article())
    assert (
        name == f"2026-11-20 Council votes 7–5 to rebuild Iron Bridge what it costs ~{short()}.md"
    )


def short() -> str:
    return story_key(article())[:6]


@given(st.text(max_size=300))
def test_every_title_makes_a_name_that_every_system_can_hold(title: str) -> None:
    name = file_name(article(title=title))
    assert len(name.encode()) <= NAME_LIMIT
    assert not FORBIDDEN & set(name)
    assert name == unicodedata.normalize("NFC", name)
    assert name.startswith("2026-11-20 ")
    assert name.endswith(f" ~{short()}.md")


@given(st.text(max_size=300))
def test_every_outlet_makes_a_folder_that_every_system_can_hold(outlet: str) -> None:
    name = folder_name(outlet)
    assert 0 < len(name.encode()) <= NAME_LIMIT
    assert not FORBIDDEN & set(name)
    assert name[0] not in ". "
    assert name[-1] not in ". "


@pytest.mark.parametrize("outlet", ["CON", "nul", "Com1", "aux.txt", "LPT9"])
def test_names_of_devices_are_not_used(outlet: str) -> None:
    assert folder_name(outlet) == f"{outlet}_"


@pytest.mark.parametrize("outlet", ["", "..", "../..", "///", "\u202e"])
def test_an_outlet_without_letters_has_a_folder_too(outlet: str) -> None:
    assert folder_name(outlet) == "Unknown outlet"


def test_a_path_in_an_outlet_makes_one_folder() -> None:
    assert folder_name("../../etc/passwd") == "etc passwd"


def test_a_long_title_is_cut_between_characters() -> None:
    # One letter with two marks is one character to its reader and five bytes to the disk.
    letter = "q\u0323\u0307"
    stem = file_name(article(title=letter * 60)).removeprefix("2026-11-20 ").split(" ~")[0]
    assert stem == letter * (len(stem) // 3)


def test_titles_that_differ_only_in_marks_have_names_of_their_own() -> None:
    one = article(title="Vote: what now?", url="https://gazette.example/1")
    two = article(title="Vote – what now!", url="https://gazette.example/2")
    assert file_name(one).casefold() != file_name(two).casefold()


def test_the_id_comes_from_the_address_alone() -> None:
    later = article(
        id=99, feed="Renamed", title="Corrected", published=datetime(2027, 1, 1, tzinfo=UTC)
    )
    assert story_key(later) == story_key(article())
    assert story_key(article(url="https://gazette.example/other")) != story_key(article())


def test_articles_of_one_address_are_told_apart_by_number() -> None:
    assert story_id(article()) == f"{story_key(article())}-7"
    assert file_name(article(), numbered=True).endswith(f"~{short()}-7.md")


def test_a_story_without_an_address_is_known_by_its_number() -> None:
    assert story_key(article(url="", feed="Renamed")) == story_key(article(url=""))
    assert story_key(article(url="", id=8)) != story_key(article(url=""))
