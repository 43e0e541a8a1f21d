"""Tables as text: columns that stay columns, and cells that are found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.document import Document, Span, SpanKind
from newsreader.domain.table_text import (
    EMPTY,
    WIDEST,
    cell_width,
    find_rows,
    is_headed,
    write_table,
)

WORDS = st.text(st.sampled_from("ab 1漢é"), max_size=9).map(lambda one: " ".join(one.split()))
TABLES = st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=5)


@given(TABLES, st.booleans(), st.sampled_from(["", "Before.\n\n"]))
def test_every_cell_is_found_where_it_was_written(
    rows: list[list[str]], headed: bool, before: str
) -> None:
    table = write_table(rows, headed=headed)
    text = before + table.text
    found = find_rows(text, len(before), len(text))
    assert [[text[one.start : one.end] for one in row] for row in found] == [
        [words or EMPTY for words in row] for row in rows
    ]
    starts = tuple(tuple(one.start - len(before) for one in row) for row in found)
    assert starts == table.starts
    assert table.text[0] != " " and table.text[-1] != " "


@given(TABLES, st.booleans())
def test_columns_begin_or_end_at_the_same_cell(rows: list[list[str]], headed: bool) -> None:
    lines = write_table(rows, headed=headed).text.split("\n")
    edges = [[cell_width(one) for one in line.split(" | ")][:-1] for line in lines]
    longest = max(edges, key=len)
    assert all(one == longest[: len(one)] for one in edges)
    assert max(map(cell_width, lines)) <= WIDEST


def test_columns_of_numbers_stand_to_the_right() -> None:
    rows = [
        ["Town", "People", "Change", "Seat"],
        ["Port", "1,204", "+3.5 %", "7 of 9"],
        ["Bay", "98", "–", "12"],
    ]
    assert write_table(rows, headed=True).text.splitlines() == [
        "Town | People | Change | Seat",
        "Port |  1,204 | +3.5 % | 7 of 9",
        "Bay  |     98 |      – | 12",
    ]
    assert "1,204  | " in write_table(rows, headed=False).text  # as “People” is no number


def test_numbers_in_the_first_column_do_not_begin_the_text_with_a_space() -> None:
    assert write_table([["9", "a"], ["10", "b"]], headed=False).text == "9  | a\n10 | b"
    assert write_table([["#", "a"], ["9", "b"], ["10", "c"]], headed=True).text == (
        "#  | a\n 9 | b\n10 | c"
    )


@pytest.mark.parametrize(
    "number", ["7", "-7", "−1.5", "1 204", "12 %", "€3.50", "3,50 €", "USD 4", "(12)", "5 km", "٣"]
)
def test_what_a_number_is(number: str) -> None:
    assert write_table([["a", number], ["b", "100 000 000"]], headed=False).text.startswith("a |  ")


@pytest.mark.parametrize("words", ["seven", "7 of 9", "A4", "12 monkeys", "2 + 2"])
def test_what_no_number_is(words: str) -> None:
    assert write_table([["a", words], ["b", "100 000 000"]], headed=False).text.startswith(
        f"a | {words}\n"
    )


def test_a_table_has_a_head_where_only_its_first_row_is_strong() -> None:
    text = write_table([["", "Cost"], ["Piers", "22"]], headed=True).text
    rows = find_rows(text, 0, len(text))

    def strong(*numbers: int) -> tuple[Span, ...]:
        return tuple(
            Span(SpanKind.STRONG, one.start, one.end)
            for number in numbers
            for one in rows[number]
            if text[one.start : one.end] != EMPTY
        )

    assert is_headed(Document(text, (), strong(0)), rows)
    assert not is_headed(Document(text, (), strong(1)), rows)
    assert not is_headed(Document(text, (), strong(0, 1)), rows)
    assert not is_headed(Document(text), rows)
