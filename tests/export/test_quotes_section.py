from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.article import OpenArticle
from newsreader.domain.document import Document
from newsreader.domain.highlights.highlight import AnchorState
from newsreader.domain.quoting.quote import Quote
from newsreader.export.escape import paragraphs
from newsreader.export.quotes_section import quote_ids, write_quotes
from tests.export.rendered import items
from tests.export.samples import article, document, highlight, opened, quotes


def spoken(text: str, *pieces: tuple[str, str]) -> OpenArticle:
    """Return a story in which each piece is said by the speaker beside it."""
    found, at = [], 0
    for words, speaker in pieces:
        at = text.index(words, at)
        found.append(Quote(at, at + len(words), words, speaker, confidence=1.0))
        at += len(words)
    return OpenArticle(article(), Document.from_plain(text), tuple(found), ())


def test_every_quote_stands_in_order_under_its_speaker() -> None:
    lines = "\n".join(write_quotes(opened())).splitlines()
    assert [line.split(" ^")[0] for line in lines] == [
        "## Who said what",
        "— **Jane Roe**, mayor of Harbour",
        "- “We will rebuild the bridge,” “And we will not close the school.” · paragraph 2",
        "— probably **Tom Brandt**, engineer",
        "- “It was never built for lorries,” · paragraph 4",
        "— unknown speaker",
        "- “Nobody asked the ferry,” · paragraph 5",
    ]


def test_a_run_of_one_speaker_is_one_group() -> None:
    story = spoken("one two three", ("one", "Ann"), ("two", "Ann"), ("three", "Bo"))
    parts = write_quotes(story)
    assert [part for part in parts if part.startswith("—")] == ["— **Ann**", "— **Bo**"]
    assert [len(items(part)) for part in parts if part.startswith("-")] == [2, 1]


def test_highlighted_quotes_are_marked_as_such() -> None:
    marked = highlight("And we will not close")
    (first, *others) = [
        line for part in write_quotes(opened(marked)) for line in part.splitlines() if "^" in line
    ]
    assert "· highlighted ^nq-" in first
    assert not any("highlighted" in line for line in others)
    orphan = replace(marked, state=AnchorState.ORPHAN)
    assert "· highlighted" not in "\n".join(write_quotes(opened(orphan)))


def test_a_highlight_of_the_attribution_is_none_of_the_quote() -> None:
    assert "· highlighted" not in "\n".join(write_quotes(opened(highlight("Mayor Jane Roe"))))


def test_a_quote_over_paragraphs_is_one_item() -> None:
    story = spoken("It began.\n\n1. It ended.", ("It began.\n\n1. It ended.", "Ann"))
    part = write_quotes(story)[-1]
    assert items(part) == ["“It began."]
    assert part.startswith("- “It began.\n\n  1\\. It ended.” · paragraph 1 ^nq-")


@given(st.text(alphabet=st.sampled_from('ab1. \\`*_[]<>#|~=$^%&;-+!"é\n'), min_size=1, max_size=40))
def test_hostile_words_are_listed_as_they_were_said(text: str) -> None:
    said = paragraphs(text)
    if said:
        story = spoken(text, (text, "Ann"))
        first = " ".join(said[0])
        (shown, *_) = items(write_quotes(story)[-1])
        assert shown.startswith(f"“{' '.join(first.split())}")


def test_ids_come_from_the_words_and_tell_repeated_ones_apart() -> None:
    story = spoken("no yes no", ("no", "Ann"), ("yes", "Ann"), ("no", "Bo"))
    first, second, third = quote_ids(story.document, story.quotes)
    assert len({first, second, third}) == 3
    moved = spoken("Much later: no", ("no", "Somebody"))
    assert list(quote_ids(moved.document, moved.quotes)) == [first]


def test_a_story_without_quotes_has_no_such_section() -> None:
    assert write_quotes(OpenArticle(article(), document(), (), ())) == []
    assert len(list(quote_ids(document(), quotes()))) == 3
