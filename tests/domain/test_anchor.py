from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newsreader.domain.anchoring.anchor import carried, context
from newsreader.domain.highlights.highlight import CONTEXT, AnchorState

STORY = (
    "After nine hours of debate the council voted on Thursday to rebuild the bridge.\n\n"
    "“We will rebuild the bridge, and we won’t close the school to pay for it,” Mayor Jane Roe "
    "said – to much applause.\n\n"
    "Engineers had warned in May that the northern pier would not stand another winter.\n\n"
    "Work begins in spring. The mayor said: “Work begins in spring.” Nobody laughed."
)
SENTENCES = {
    "en": ["The ferry sailed at noon on Monday.", "Nobody had read the report.", "It rained."],
    "de": ["Die Fähre fuhr am Montag um zwölf.", "Niemand kannte den Bericht.", "Es regnete."],
    "zh": ["渡轮星期一中午起航。", "没有人读过这份报告。", "下雨了，大桥仍然开放。"],
    "ja": ["フェリーは月曜の正午に出航した。", "誰も報告書を読まなかった。", "雨が降っていた。"],
    "th": ["เรือข้ามฟากออกเดินทางตอนเที่ยงวัน", "ไม่มีใครอ่านรายงานฉบับนี้", "ฝนตกหนักตลอดคืน"],
    "ar": ["أبحرت العبّارة ظهر الإثنين.", "لم يقرأ أحد التقرير.", "هطل المطر."],
    "he": ["המעבורת הפליגה ביום שני בצהריים.", "איש לא קרא את הדוח.", "ירד גשם."],
}
ANYTHING = st.text(st.characters(blacklist_categories=()), max_size=60)


def find(words: str, text: str, story: str = STORY, nth: int = 0) -> tuple[str, AnchorState]:
    """Return what stands where the ``nth`` place of ``words`` was carried to, and its state."""
    start = -1
    for _ in range(nth + 1):
        start = story.index(words, start + 1)
    (place,) = carried(story, text, [(start, start + len(words))])
    return text[place.start : place.end], place.state


@st.composite
def stories(draw: st.DrawFn) -> list[list[str]]:
    """Return paragraphs of different sentences in one language, without marks at their ends."""
    parts = SENTENCES[draw(st.sampled_from(sorted(SENTENCES)))]
    numbers = draw(st.lists(st.integers(0, 10**6), min_size=4, max_size=12, unique=True))
    glue = "" if parts is SENTENCES["zh"] or parts is SENTENCES["ja"] else " "
    sentences = [f"{number:07}{glue}{parts[number % len(parts)]}" for number in numbers]
    cut = draw(st.lists(st.integers(1, len(sentences) - 1), max_size=4, unique=True))
    edges = [0, *sorted(cut), len(sentences)]
    return [sentences[a:b] for a, b in pairwise(edges)]


def joined(paragraphs: list[list[str]]) -> str:
    return "\n\n".join(" ".join(one) for one in paragraphs if one)


@pytest.mark.parametrize("passage", ["。\n\n钟响了", "钟响了。\n\n“", "?”\n\nThe bell"])
def test_signs_beyond_the_edge_of_a_paragraph_belong_to_the_passage(passage: str) -> None:
    text = "渡轮起航。\n\n钟响了。\n\n“谁来？”\n\n“Who rang?”\n\nThe bell rang."
    start = text.index(passage)
    (place,) = carried(text, f"{text}\n\nMore soon.", [(start, start + len(passage))])
    assert (place.start, place.end) == (start, start + len(passage))


@given(st.data(), stories())
def test_in_the_same_text_every_passage_is_where_it_was(
    data: st.DataObject, paragraphs: list[list[str]]
) -> None:
    text = joined(paragraphs)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (place,) = carried(text, text, [(start, end)])
    assert (place.start, place.end, place.state) == (start, end, AnchorState.OK)
    # Also where the texts must be aligned, because something comes behind them.
    (place,) = carried(text, f"{text}\n\nMore soon.", [(start, end)])
    assume(text[start:end].strip(" \n"))
    assert f"{text}\n\nMore soon."[place.start : place.end].strip() == text[start:end].strip()


@given(st.data(), stories(), st.lists(st.sampled_from(["Q1", "Update", "次の", "ثمّ"]), max_size=5))
def test_paragraphs_put_in_elsewhere_leave_every_passage_its_words(
    data: st.DataObject, paragraphs: list[list[str]], news: list[str]
) -> None:
    old = joined(paragraphs)
    changed = list(paragraphs)
    for number, one in enumerate(news):
        at = data.draw(st.integers(0, len(changed)))
        changed.insert(at, [f"{one} paragraph {number} was written since."])
    new = joined(changed)
    sentences = [one for part in paragraphs for one in part]
    ranges = [(old.index(one), old.index(one) + len(one)) for one in sentences]
    for sentence, place in zip(sentences, carried(old, new, ranges), strict=True):
        assert new[place.start : place.end] == sentence
        assert place.state in (AnchorState.OK, AnchorState.MOVED)


@given(st.data(), stories())
def test_a_passage_that_is_taken_out_is_an_orphan_and_the_others_stay(
    data: st.DataObject, paragraphs: list[list[str]]
) -> None:
    sentences = [one for part in paragraphs for one in part]
    gone = data.draw(st.sampled_from(sentences))
    old = joined(paragraphs)
    new = joined([[one for one in part if one != gone] for part in paragraphs])
    ranges = [(old.index(one), old.index(one) + len(one)) for one in sentences]
    for sentence, place in zip(sentences, carried(old, new, ranges), strict=True):
        if sentence == gone:
            assert place.state is AnchorState.ORPHAN
        else:
            assert new[place.start : place.end] == sentence


@given(ANYTHING, ANYTHING, st.integers(-5, 70), st.integers(-5, 70))
def test_no_text_and_no_range_makes_it_fail(old: str, new: str, start: int, end: int) -> None:
    (place,) = carried(old, new, [(start, end)])
    if place.state is AnchorState.ORPHAN:
        assert (place.start, place.end) == (start, end)
    else:
        assert 0 <= place.start < place.end <= len(new)
    if place.state is AnchorState.OK:
        assert new[place.start : place.end] == old[start:end]


@given(st.data())
def test_typography_is_no_change(data: st.DataObject) -> None:
    plain = {"“": '"«„', "”": '"»', "’": "'‘", "–": "-—", " ": ("\u00a0", "  ", "\u202f")}
    passage = "“We will rebuild the bridge, and we won’t close the school to pay for it,” Mayor"
    changed = "".join(
        data.draw(st.sampled_from((letter, *plain[letter]))) if letter in plain else letter
        for letter in STORY
    )
    words, state = find(passage, changed)
    assert state in (AnchorState.OK, AnchorState.MOVED)
    assert words.split()[-1] == "Mayor" and words[0] in '“"«„'
    assert len(words.split()) == len(passage.split())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("He waited ... and waited.", "He waited … and waited."),
        ("the official file", "the oﬃcial ﬁle"),
        ("价格是３０，没有人知道", "价格是30,没有人知道"),
        ("أعلن الإتحاد أنّ الخطة", "اعلن الاتحاد ان الخطة"),
    ],
)
def test_forms_of_letters_and_signs_are_typography(old: str, new: str) -> None:
    around = "Before it something stands.\n\n{}\n\nAnd after it as well."
    words, state = find(old, "New. " + around.format(new), around.format(old))
    assert (words, state) == (new, AnchorState.MOVED)


def test_an_edited_passage_is_found_and_said_to_be_edited() -> None:
    changed = STORY.replace("warned in May", "warned in June").replace("northern", "southern")
    assert find("Engineers had warned in May that the northern pier would not stand", changed) == (
        "Engineers had warned in June that the southern pier would not stand",
        AnchorState.CHANGED,
    )


def test_a_long_passage_that_was_edited_is_found_whole() -> None:
    long = " ".join(f"Paragraph {n} tells of day {n * 7} in Harbour." for n in range(400))
    passage = long[long.index("Paragraph 40 ") : long.index(" Paragraph 350 ")]
    changed = "Once upon a time. " + long.replace("day 707 ", "the day after, ")
    edited = passage.replace("day 707 ", "the day after, ")
    assert find(passage, changed, long) == (edited, AnchorState.CHANGED)
    other = "Nothing of that kind at all. " * 5_000
    assert find(passage, other, long)[1] is AnchorState.ORPHAN


def test_a_correction_that_quotes_the_old_words_does_not_get_the_mark() -> None:
    passage = "Engineers had warned in May that the northern pier would not stand another winter."
    edited = passage.replace("May", "June")
    note = f"Correction: An earlier version said: “{passage}” That was wrong."
    for changed in (f"{STORY}\n\n{note}", f"{note}\n\n{STORY}"):
        at = changed.index(passage)
        if at < changed.index("Correction"):
            changed = changed.replace(passage, edited, 1)
        else:
            head, tail = changed[: at + len(passage)], changed[at + len(passage) :]
            changed = head + tail.replace(passage, edited)
        assert find(passage, changed) == (edited, AnchorState.CHANGED)
    gone = STORY.replace(passage + "\n\n", "")
    for changed in (f"{gone}\n\n{note}", f"{note}\n\n{gone}"):
        assert find(passage, changed)[1] is AnchorState.ORPHAN
    assert find(passage, f"{passage}\n\n{gone}")[1] is AnchorState.MOVED


def test_a_pull_quote_of_the_words_does_not_get_the_mark() -> None:
    passage = "Engineers had warned in May that the northern pier would not stand another winter."
    edited = passage.replace("warned", "said")
    changed = f"{passage}\n\n" + STORY.replace(passage, edited)
    assert find(passage, changed) == (edited, AnchorState.CHANGED)


def test_of_two_places_each_stays_its_own() -> None:
    new = "A correction was added.\n\n" + STORY
    for nth in (0, 1):
        start = [at for at in range(len(STORY)) if STORY.startswith("Work begins", at)][nth]
        (place,) = carried(STORY, new, [(start, start + 11)])
        assert place.start == start + len("A correction was added.\n\n")
        assert place.state is AnchorState.MOVED
    without = STORY.replace("Work begins in spring. ", "", 1)
    assert find("Work begins in spring", without, nth=0)[1] is AnchorState.ORPHAN
    assert find("Work begins in spring", without, nth=1)[0] == "Work begins in spring"


def test_rows_that_are_alike_are_told_apart_by_their_names() -> None:
    rows = {
        name: f"{name}: {n} gold, {n + 3} silver, {2 * n} bronze"
        for n, name in enumerate(["Austria", "Chile", "Egypt", "Kenya", "Peru", "Togo"], 4)
    }
    old = "\n\n".join(rows.values())
    later = {name: row.replace("1", "7").replace("8", "2") for name, row in rows.items()}
    for name, row in rows.items():
        assert find(row, "\n\n".join(reversed(rows.values())), old)[0] == row
        assert find(row, "\n\n".join(later.values()), old)[0] == later[name]
        fewer = [other for key, other in later.items() if key != name]
        assert find(row, "\n\n".join(fewer), old)[1] is AnchorState.ORPHAN


def test_a_passage_without_words_stays_between_the_same_words() -> None:
    assert find("– ", "New. " + STORY)[0].strip() == "–"
    assert find(" – ", STORY.replace(" –", ","))[1] is AnchorState.ORPHAN


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b " * 6_000, "b a " * 6_000),
        ("a " * 12_000, "a " * 9_000 + "b"),
        (" ".join(map(str, range(9_000))), " ".join(map(str, range(9_000, 0, -1)))),
        ("的" * 12_000, "的" * 8_000 + "了"),
        ("x\n\n" * 5_000, "y\n\nx\n\n" * 2_500),
    ],
    ids=["two words", "one word", "backwards", "one ideograph", "one-word paragraphs"],
)
def test_texts_that_repeat_themselves_end_in_good_time(old: str, new: str) -> None:
    (place,) = carried(old, new, [(10, 40)])
    assert place.state is AnchorState.ORPHAN or 0 <= place.start < place.end <= len(new)


@given(st.integers(0, len(STORY)), st.integers(0, 200))
def test_the_context_is_what_stands_around(start: int, length: int) -> None:
    end = min(len(STORY), start + length)
    prefix, suffix = context(STORY, start, end)
    assert STORY[:start].endswith(prefix) and STORY[end:].startswith(suffix)
    assert len(prefix) == min(CONTEXT, start)
    assert len(suffix) == min(CONTEXT, len(STORY) - end)
