import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.document import Block, BlockKind, Document
from newsreader.domain.sentences import text_units

PROSE = st.text(st.sampled_from("ab AB 1.!?…”“\"')(\n。！」؟-—"))


def cut(text: str) -> list[str]:
    document = Document.from_plain(text)
    return [document.text[start:end] for start, end in text_units(document)]


@given(PROSE)
def test_units_cover_everything_but_white_space_in_order(text: str) -> None:
    document = Document.from_plain(text)
    at, covered = 0, ""
    for start, end in text_units(document):
        assert at <= start < end
        assert document.text[at:start].strip() == ""
        covered += document.text[start:end]
        at = end
    assert "".join(covered.split()) == "".join(text.split())


@given(PROSE)
def test_no_unit_leaves_its_block_or_has_white_space_around_it(text: str) -> None:
    document = Document.from_plain(text)
    for start, end in text_units(document):
        block = document.blocks[document.block_at(start)]
        assert block.start <= start < end <= block.end
        assert document.text[start:end] == document.text[start:end].strip()


@pytest.mark.parametrize(
    "sentences",
    [
        ["It rained.", "The ferry left.", "Nobody saw it!", "Why?"],
        ["“We will rebuild it.”", "She left."],
        ['He said "no more."', "Then he left."],
        ["She asked (twice.)", "“Why?” he asked.", "1,200 people left."],
        ["Mayor Jane Roe met Mr. Brandt and Dr. Ito at 5 p.m. on Friday.", "They talked."],
        ["William J. Barber of the U.S. Senate spoke.", "It was late."],
        ["It cost 3.5 million.", "The bill (approx. 2 million) was paid."],
        ["He waited… and waited.", "Nothing came."],
        ["Das kam z.B. in Köln vor.", "Danach war es vorbei."],
        ["« Nous partons. »", "Elle est partie."],
        ["¿Quién fue?", "¡Nadie!", "Y ya."],
        ["他说：“我们走吧。”", "然后他走了！", "谁知道？"],
        ["彼は「行こう。」", "と言った。", "雨だ。"],
        ["هل وصلت العبارة؟", "نعم، وصلت."],
        ["क्या हुआ?", "कुछ नहीं हुआ।", "सब ठीक है।"],
        ["No end mark at all"],
        ["She met\nMr. Brandt.", "They talked."],
        ["A line\nbroken by the page.", "The next."],
    ],
)
def test_sentences_of_many_kinds(sentences: list[str]) -> None:
    spaced = not any("\u3000" <= letter <= "\u9fff" for letter in sentences[0])
    assert cut((" " if spaced else "").join(sentences)) == sentences


def test_a_heading_and_a_paragraph_are_never_one_unit() -> None:
    assert cut("The bridge\n\nIt was rebuilt.") == ["The bridge", "It was rebuilt."]


def test_code_tables_and_pictures_are_taken_whole_and_rules_not_at_all() -> None:
    text = "a. B\n\nc. D\n\nE. f. G\n\n\n\n"
    blocks = (
        Block(BlockKind.CODE, 0, 4),
        Block(BlockKind.TABLE, 6, 10),
        Block(BlockKind.IMAGE, 12, 19),
        Block(BlockKind.RULE, 21, 21),
        Block(BlockKind.IMAGE, 23, 23),
    )
    assert text_units(Document(text, blocks)) == ((0, 4), (6, 10), (12, 19))


@pytest.mark.parametrize(
    "hostile",
    ["." * 200_000 + "x", "e.g. " * 40_000 + "x", "“" * 200_000, ". " * 100_000, ".)" * 100_000],
    ids=["points", "abbreviations", "marks", "spaced points", "closings"],
)
def test_a_hostile_text_is_cut_in_time_that_grows_with_its_length(hostile: str) -> None:
    # With a quadratic rule each of these takes minutes.
    assert "".join(cut(hostile)).replace(" ", "") == hostile.replace(" ", "")
