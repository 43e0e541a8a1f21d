from hypothesis import assume, given
from hypothesis import strategies as st

from newsreader.documents.similarity import FuzzySimilarity
from newsreader.domain.anchor import context, locate, reanchor
from newsreader.domain.highlight import CONTEXT, AnchorState, Highlight

ALIKE = FuzzySimilarity()
STORY = (
    "After nine hours of debate the council voted on Thursday to rebuild the bridge.\n\n"
    "“We will rebuild the bridge, and we won’t close the school to pay for it,” Mayor Jane Roe "
    "said – to much applause.\n\n"
    "Engineers had warned in May that the northern pier would not stand another winter.\n\n"
    "Work begins in spring. The mayor said: “Work begins in spring.” Nobody laughed."
)
WORDS = st.text(st.sampled_from("xyz ,.\n"), max_size=80)


def marked(words: str, text: str = STORY, nth: int = 0) -> Highlight:
    """Return a highlight on the ``nth`` place where ``words`` stand."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return on(text, start, start + len(words))


def on(text: str, start: int, end: int) -> Highlight:
    prefix, suffix = context(text, start, end)
    return Highlight("one", 1, start, end, text[start:end], prefix, suffix)


def find(highlight: Highlight, text: str) -> tuple[str, AnchorState]:
    start, end, state = locate(highlight, text, ALIKE)
    return text[start:end], state


@given(st.data(), WORDS, WORDS)
def test_a_passage_is_found_again_when_text_comes_before_and_after_it(
    data: st.DataObject, before: str, after: str
) -> None:
    start = data.draw(st.integers(0, len(STORY) - 2))
    end = data.draw(st.integers(start + 1, len(STORY)))
    highlight = on(STORY, start, end)
    assume(STORY.count(highlight.text) == 1 and highlight.text not in before + after)
    changed = before + STORY + after
    at, to, state = locate(highlight, changed, ALIKE)
    assert changed[at:to] == highlight.text
    assert state is (AnchorState.MOVED if before else AnchorState.OK)
    if len(highlight.text) > 1:  # a lone letter may also stand where the change meets the story
        assert at == start + len(before)


@given(
    st.text(st.characters(blacklist_categories=())),
    st.text(st.characters(blacklist_categories=())),
    st.integers(-5, 500),
    st.integers(-5, 500),
)
def test_no_text_and_no_highlight_makes_it_fail(
    passage: str, text: str, start: int, end: int
) -> None:
    highlight = Highlight("one", 1, start, end, passage, passage[:3], passage[-3:])
    at, to, state = locate(highlight, text, ALIKE)
    if state is AnchorState.ORPHAN:
        assert (at, to) == (start, end)
    elif passage:
        assert 0 <= at < to <= len(text)


@given(st.data())
def test_typography_is_no_change(data: st.DataObject) -> None:
    plain = {"“": '"«„', "”": '"»', "’": "'‘", "–": "-—", " ": ("\u00a0", "  ", "\n", "\u202f")}
    passage = "“We will rebuild the bridge, and we won’t close the school to pay for it,” Mayor"
    changed = "".join(
        data.draw(st.sampled_from((letter, *plain[letter]))) if letter in plain else letter
        for letter in STORY
    )
    words, state = find(marked(passage), changed)
    assert state in (AnchorState.OK, AnchorState.MOVED)
    assert words.split()[1:][-1] == "Mayor"
    assert [w.strip("“”\"«»„,’'‘") for w in words.split()][:4] == ["We", "will", "rebuild", "the"]
    assert len(words.split()) == len(passage.split())


def test_an_edited_passage_is_found_and_said_to_be_edited() -> None:
    highlight = marked("Engineers had warned in May that the northern pier would not stand")
    changed = STORY.replace("warned in May", "warned in June").replace("northern", "southern")
    words, state = find(highlight, changed)
    assert state is AnchorState.FUZZY
    assert words == "Engineers had warned in June that the southern pier would not stand"


def test_a_long_passage_that_was_edited_is_found_by_its_ends() -> None:
    long = " ".join(f"Paragraph {n} tells of day {n * 7} in Harbour." for n in range(400))
    start, end = long.index("Paragraph 40 "), long.index(" Paragraph 350 ")
    passage, highlight = long[start:end], on(long, start, end)
    changed = "Once upon a time. " + long.replace("day 707 ", "the day after, ")
    words, state = find(highlight, changed)
    assert state is AnchorState.FUZZY
    assert words == passage.replace("day 707 ", "the day after, ")
    assert find(highlight, "Nothing of that kind at all. " * 5_000)[1] is AnchorState.ORPHAN


def test_of_two_places_the_one_with_the_same_surroundings_is_meant() -> None:
    for nth in (0, 1):
        highlight = marked("Work begins in spring.", nth=nth)
        changed = "A correction was added.\n\n" + STORY
        start, _, state = locate(highlight, changed, ALIKE)
        assert start == highlight.start + len("A correction was added.\n\n")
        assert state is AnchorState.MOVED


def test_of_two_places_alike_the_nearer_one_is_meant() -> None:
    highlight = on("a mark b", 2, 6)
    text = "x mark y" + "." * 50 + "x mark y"
    assert locate(highlight, text, ALIKE)[0] == 2
    far = Highlight("one", 1, 50, 54, "mark")
    assert locate(far, text, ALIKE)[0] == text.rindex("mark")


def test_a_passage_that_is_gone_is_an_orphan_and_keeps_its_place() -> None:
    highlight = marked("the northern pier would not stand another winter")
    for text in ("", "Another story altogether, about cheese.", STORY[:80]):
        assert locate(highlight, text, ALIKE) == (
            highlight.start,
            highlight.end,
            AnchorState.ORPHAN,
        )


def test_a_passage_whose_words_mean_something_else_now_is_not_guessed() -> None:
    highlight = marked("Work begins in spring.")
    changed = "The weather was fine. Play ends in autumn. " * 20
    assert locate(highlight, changed, ALIKE)[2] is AnchorState.ORPHAN


def test_an_orphan_is_found_when_its_words_come_back() -> None:
    highlight = marked("northern pier")
    lost = reanchor(highlight, "nothing", "hash-1", ALIKE)
    assert lost.state is AnchorState.ORPHAN
    back = reanchor(lost, "New: " + STORY, "hash-2", ALIKE)
    assert back.state is AnchorState.MOVED
    assert ("New: " + STORY)[back.start : back.end] == "northern pier"


def test_only_the_place_changes_never_the_words_or_the_note() -> None:
    highlight = marked("northern pier")
    moved = reanchor(highlight, "New: " + STORY, "hash", ALIKE)
    assert moved == Highlight(
        "one",
        1,
        highlight.start + 5,
        highlight.end + 5,
        "northern pier",
        highlight.prefix,
        highlight.suffix,
        text_hash="hash",
        state=AnchorState.MOVED,
    )


@given(st.integers(0, len(STORY)), st.integers(0, 200))
def test_the_context_is_what_stands_around(start: int, length: int) -> None:
    end = min(len(STORY), start + length)
    prefix, suffix = context(STORY, start, end)
    assert STORY[:start].endswith(prefix) and STORY[end:].startswith(suffix)
    assert len(prefix) == min(CONTEXT, start)
    assert len(suffix) == min(CONTEXT, len(STORY) - end)
