"""Doubtful quotes of texts in which hardly anybody speaks."""

from newsreader.quotes.engine import candidates, find_quotes

TERMS = """\
It was one of those “the first captain set it up that way” sorts of ships, and Harbour Rust had it.

Sailors have the “we will mend it when it breaks again” kind of ship, and Harbour Rust has those.

Nobody has a “my boat is better than yours” sort of pier like the pier of Harbour Rust in winter.
"""


def test_titles_and_terms_are_left_out_where_nobody_speaks() -> None:
    assert len(list(candidates(TERMS, "en"))) >= 3
    assert find_quotes(TERMS, "en") == ()


def test_the_same_stay_where_somebody_speaks() -> None:
    said = "“The old bridge will never open again,” Jane Roe said."
    text = "\n".join([said, "“We were told last night,” said Tomas Brandt.", said, said, TERMS])
    left = {quote.text for quote in find_quotes(text, "en")}
    assert left == {one.quote.text for one in candidates(text, "en")}
    assert "my boat is better than yours" in left


def test_a_single_quotation_of_somebody_unnamed_stays() -> None:
    (quote,) = find_quotes("“I will not go,” he said.", "en")
    assert (quote.text, quote.speaker) == ("I will not go,", "")


def test_a_whole_sentence_in_marks_stays_where_nobody_speaks() -> None:
    text = TERMS + "\n“The old bridge will never open again. We were told of it last night.”\n"
    assert [quote.text for quote in find_quotes(text, "en")] == [
        "The old bridge will never open again. We were told of it last night."
    ]


def test_strings_and_commands_are_no_quotations() -> None:
    text = (
        "Jane Roe writes in print(“the ferry has left the harbour”), says Brandt, and “sail -> "
        "port” is what Brandt wrote next to class=“the widest of them all”."
    )
    assert list(candidates(text, "en")) == []
