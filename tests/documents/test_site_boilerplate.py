"""What recurs in many stories of a site is its boilerplate, and nothing else is."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.documents.blocks import read_html
from newsreader.documents.boilerplate import drop_boilerplate
from newsreader.documents.site_boilerplate import (
    RecurringBlocks,
    count_recurring,
    fingerprints,
    merge_removed,
    offset_with,
    offset_without,
    put_back,
    remove_recurring,
)
from newsreader.domain.boilerplate import RemovedBlock, StoryFingerprints
from newsreader.domain.document import Document

PROMOTION = "<div><p>Harbour in your pocket: all the tides and ferries, every day</p></div>"
NOTE = (
    "<p>Twelve people in a former net loft write this paper, and the town has read it at "
    "breakfast since the first ferry came.</p>"
)
SECOND_NOTE = "<p>Letters reach us at the net loft, also by pigeon if the wind is right.</p>"


def own(number: int, count: int = 4) -> list[str]:
    """Return paragraphs that no other story has."""
    word = "alder birch cedar elder hazel larch maple poplar rowan willow".split()[number % 10]
    tens = "one two three four five six seven eight nine ten".split()[number // 10]
    return [
        f"<p>Chapter {part} of what the {word} {tens} told the council about the pier.</p>"
        for part in "alpha beta gamma delta epsilon zeta".split()[:count]
    ]


def story(number: int, *more: str, before: str = "") -> Document:
    first, *rest = own(number)
    return read_html("".join([first, before, *rest, *more]))


def prints(*documents: Document) -> list[StoryFingerprints]:
    return [
        StoryFingerprints(f"harbour.example/{n}", fingerprints(one))
        for n, one in enumerate(documents)
    ]


def habits(*documents: Document) -> RecurringBlocks:
    return count_recurring(prints(*documents))


def left(document: Document, known: RecurringBlocks, marked: Sequence[str] = ()) -> list[str]:
    return [one.document.text for one in remove_recurring(document, known, marked)[1]]


def paragraphs(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def test_a_promotion_and_two_notes_go_when_three_stories_have_them() -> None:
    stories = [story(n, NOTE, SECOND_NOTE, before=PROMOTION) for n in range(3)]
    assert drop_boilerplate(stories[2]).text == stories[2].text, "no general rule knows them"
    assert remove_recurring(stories[1], habits(*stories[:2]))[1] == (), "two may be chance"
    document, left_out = remove_recurring(stories[2], habits(*stories))
    assert paragraphs(document) == paragraphs(story(2))
    assert [one.index for one in left_out] == [1, 5, 6]
    assert put_back(document, left_out).shape() == stories[2].shape()


def test_links_and_structure_of_what_stays_count_anew() -> None:
    stories = [story(n, before=NOTE) for n in range(3)]
    linked = read_html(NOTE + "<p>The <a href='https://a.example/'>old pier</a> stays up.</p>")
    document, _ = remove_recurring(linked, habits(*stories))
    (span,) = document.spans
    assert document.text[span.start : span.end] == "old pier"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://harbour.example/1", "https://harbour.example/1"),
        ("https://harbour.example/1", "https://harbour.example/1-updated"),
    ],
)
def test_versions_of_one_story_are_one_story(first: str, second: str) -> None:
    old, new = story(1, NOTE), story(1, NOTE, "<p>The council meets again at noon.</p>")
    other = story(2, NOTE)
    seen = [
        StoryFingerprints(first, fingerprints(old)),
        StoryFingerprints(second, fingerprints(new)),
    ]
    assert (
        left(
            other,
            count_recurring(
                [*seen, StoryFingerprints("https://harbour.example/2", fingerprints(other))]
            ),
        )
        == []
    )


def test_short_stories_under_a_long_note_are_no_versions() -> None:
    stories = [read_html("".join(own(n, 2)) + NOTE) for n in range(3)]
    assert left(stories[0], habits(*stories)) == [read_html(NOTE).text]


def test_case_and_spaces_make_no_difference() -> None:
    call = "<p>The Harbour  {0} comes to your door at breakfast.</p>"
    stories = [story(n, call.format(name)) for n, name in enumerate(["Letter", "LETTER", "letter"])]
    assert len(left(stories[1], habits(*stories))) == 1


def test_figures_do() -> None:
    report = "<p>The boats carried {0} people and {1} sheep to the northern bank today.</p>"
    stories = [story(n, report.format(40 + n, 7)) for n in range(3)]
    assert left(stories[1], habits(*stories)) == []
    stories = [story(n, report.format(40, 7)) for n in range(3)]
    assert len(left(stories[1], habits(*stories))) == 1


def test_what_is_in_few_stories_stays() -> None:
    background = "<p>The northern pier has been closed since the flood of two winters ago.</p>"
    stories = [story(n, background if n < 3 else "") for n in range(16)]
    assert left(stories[0], habits(*stories[:15])) != []
    assert left(stories[0], habits(*stories)) == []


def test_links_to_other_stories_need_fewer() -> None:
    link = "<p><a href='https://harbour.example/tides'>When the tide comes and goes</a></p>"
    stories = [story(n, link if n < 3 else "") for n in range(60)]
    assert len(left(stories[0], habits(*stories))) == 1


@pytest.mark.parametrize(
    "said",
    [
        "<p>“We will rebuild the bridge, whatever it costs,” Jane Roe said.</p>",
        "<p>The boats carried 40 people to the northern bank.</p>",
        "<blockquote>The sea is wide.</blockquote><p>From the Song of the Old Pier.</p>",
        "<blockquote>We will rebuild the bridge, whatever it costs.</blockquote>",
    ],
)
def test_words_and_figures_must_be_in_most_stories(said: str) -> None:
    stories = [story(n, said if n < 4 else "") for n in range(8)]
    assert left(stories[0], habits(*stories)) == []
    assert len(left(stories[0], habits(*stories[:7]))) == len(read_html(said).blocks)


def test_short_lines_headings_and_signatures_stay() -> None:
    line = (
        "<p>HARBOUR, Coast</p><h2>What we know so far today</h2>"
        "<p><b>What it means for the town</b></p><p>— Ann Reporter, The Harbour Gazette</p>"
    )
    stories = [story(n, before=line) for n in range(5)]
    assert left(stories[0], habits(*stories)) == []


def test_a_heading_goes_with_all_that_is_below_it() -> None:
    box = f"<h2>About</h2>{NOTE}"
    stories = [story(n, box) for n in range(3)]
    assert left(stories[0], habits(*stories)) == ["About", read_html(NOTE).text]
    partly = story(0, box + "<p>What was said of the pier here is new.</p>")
    assert left(partly, habits(partly, *stories[1:])) == [read_html(NOTE).text]


def test_a_line_like_a_heading_goes_only_where_it_recurs_too() -> None:
    caption = "<p>The old pier in the fog</p>"
    stories = [story(n, caption if n == 0 else "", NOTE) for n in range(3)]
    assert left(stories[0], habits(*stories)) == [read_html(NOTE).text]
    stories = [story(n, caption, NOTE) for n in range(3)]
    assert left(stories[0], habits(*stories)) == [caption[3:-4], NOTE[3:-4]]
    stories = [story(n, before=caption) for n in range(3)]
    assert left(stories[0], habits(*stories)) == []


def test_a_rule_that_parts_nothing_any_more_goes_too() -> None:
    stories = [story(n, "<hr>", NOTE) for n in range(3)]
    document, left_out = remove_recurring(stories[0], habits(*stories))
    assert document.shape() == story(0).shape()
    assert put_back(document, left_out).shape() == stories[0].shape()


def test_an_item_that_many_lists_share_belongs_to_each() -> None:
    salt = "<li>Salt and pepper to taste</li>"
    fish = ("<li>Trout from the northern lake</li>", "<li>Eel from the old pier</li>", "")
    recipes = [story(n, f"<ul>{fish[n]}{salt}</ul>") for n in range(2)]
    assert left(recipes[0], habits(*recipes, story(2, f"<ul>{salt}</ul>"))) == []
    same = [story(n, f"<ul>{fish[0]}{salt}</ul>") for n in range(3)]
    assert len(left(same[0], habits(*same))) == 2


def test_texts_without_parted_words_are_known_too() -> None:
    note = "<p>この記事についてのご意見は編集部までお寄せください。</p>"
    stories = [story(n, note) for n in range(3)]
    assert len(left(stories[0], habits(*stories))) == 1


@pytest.mark.parametrize(
    "marked", ["in a former net loft", "pier.\n\nTwelve people in a former net loft", NOTE[3:-4]]
)
def test_what_the_reader_marked_stays(marked: str) -> None:
    stories = [story(n, NOTE, SECOND_NOTE) for n in range(3)]
    assert left(stories[0], habits(*stories), [marked]) == [read_html(SECOND_NOTE).text]


def test_a_text_of_nothing_but_boilerplate_stays() -> None:
    stories = [story(n, NOTE) for n in range(3)]
    assert remove_recurring(read_html(NOTE), habits(*stories))[1] == ()


def test_boilerplate_learned_in_two_steps_keeps_its_places() -> None:
    stories = [story(n, NOTE, SECOND_NOTE, before=PROMOTION) for n in range(6)]
    late = [story(n + 10, before=PROMOTION) for n in range(3)]
    whole = stories[0]
    once, first = remove_recurring(whole, habits(*late, *[story(n + 20) for n in range(3)]))
    twice, second = remove_recurring(once, habits(*stories))
    assert [len(first), len(second)] == [1, 2]
    assert put_back(twice, merge_removed(first, second)).shape() == whole.shape()


PIECES = st.sampled_from(
    [PROMOTION, NOTE, SECOND_NOTE, "<hr>", "<h2>About the paper</h2>", "<p>Short line</p>", *own(5)]
)


@given(st.lists(PIECES, max_size=12), st.lists(PIECES, max_size=4))
def test_what_was_left_out_can_be_put_back(html: list[str], shared: list[str]) -> None:
    whole = read_html("".join(html))
    known = habits(*(story(n, *shared, NOTE) for n in range(3)))
    document, left_out = remove_recurring(whole, known)
    assert put_back(document, left_out).shape() == whole.shape()
    assert put_back(document, left_out).text == whole.text
    again, more = remove_recurring(document, known)
    assert put_back(again, merge_removed(left_out, more)).shape() == whole.shape()


def test_the_gap_before_boilerplate_goes_with_the_block_before_it() -> None:
    whole = read_html("".join([*own(5), NOTE, PROMOTION]))
    document, left_out = remove_recurring(whole, habits(*(story(n, NOTE) for n in range(3))))
    assert len(left_out) == 1
    for offset in range(len(document.text)):
        back = offset_with(document, left_out, offset)
        assert whole.text[back] == document.text[offset]
        assert offset_without(whole, left_out, back) == offset


@given(st.lists(PIECES, max_size=12), st.data())
def test_offsets_move_there_and_back(html: list[str], data: st.DataObject) -> None:
    whole = read_html("".join(html))
    document, left_out = remove_recurring(whole, habits(*(story(n, NOTE) for n in range(3))))
    offset = data.draw(st.integers(0, max(0, len(document.text) - 1)))
    back = offset_with(document, left_out, offset)
    assert whole.text[back : back + 1] == document.text[offset : offset + 1]
    assert offset_without(whole, left_out, back) == offset
    gone = data.draw(st.integers(0, len(whole.text)))
    assert 0 <= offset_without(whole, left_out, gone) <= len(document.text) + 2


@given(st.text(), st.text())
def test_fingerprints_are_small_positive_numbers(one: str, other: str) -> None:
    assert all(0 < n < 2**60 for n in fingerprints(Document.from_plain(f"{one}\n\n{other}")))


def test_what_was_left_out_carries_its_fingerprint() -> None:
    stories = [story(n, NOTE) for n in range(3)]
    (one,) = remove_recurring(stories[0], habits(*stories))[1]
    assert isinstance(one, RemovedBlock)
    assert fingerprints(stories[0])[-1] == one.fingerprint
