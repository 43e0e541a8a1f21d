import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from newsreader.documents.block_traits import FAR, TRAITS, measured_blocks
from newsreader.documents.blocks import read_html
from newsreader.documents.story_trees import likelihood
from newsreader.documents.unlikely_blocks import without_unlikely

STORY = [
    "The ferry between Harbour and the islands sails again on Monday, the harbour office said.",
    "The crews had stopped work over the length of their shifts, which had grown since the spring.",
    "Fishermen who carried people across in their own boats will be thanked at a feast, it said.",
    "The first boat leaves at six in the morning and takes only post and goods, said Jane Roe.",
]
COMMENT = "I have always said that the boats of this town are too small for all of us, says Tom."
PAGE = (
    "<html><body><header><nav><ul><li><a href='/'>Home</a></li></ul></nav></header><main><article>"
    + "".join(f"<p>{one}</p>" for one in STORY)
    + f"</article><section class='comments'><ul><li><div><p>{COMMENT}</p></div></li></ul></section>"
    "</main></body></html>"
)


def measures(markup: str, text: str, summaries: tuple[str, ...] = ()) -> dict[str, float]:
    key = text.replace(" ", "")
    found = measured_blocks(html.document_fromstring(markup), summaries)
    return next(dict(zip(TRAITS, one.traits, strict=True)) for one in found if one.key == key)


def test_blocks_are_measured_by_what_they_are_and_where_they_stand() -> None:
    first = measures(PAGE, STORY[0], (STORY[0],))
    assert first["paragraph"] and first["sentence"] and first["in_article"] and first["summary"]
    assert first["share_parent"] == pytest.approx(0.8, abs=0.05)
    assert (first["prose_before"], first["linked"], first["in_main"]) == (0, 0, True)
    comment = measures(PAGE, COMMENT)
    assert comment["in_comments"] and comment["in_list"] and not comment["in_article"]
    assert (comment["below_main"], comment["in_main"]) == (FAR, False)
    assert measures(PAGE, "Home")["linked"] == 1


def test_what_is_far_from_the_story_is_less_likely_and_dropped() -> None:
    blocks = measured_blocks(html.document_fromstring(PAGE), ())
    likely = {block.key: likelihood(block.traits) for block in blocks}
    assert likely[COMMENT.replace(" ", "")] < min(likely[one.replace(" ", "")] for one in STORY)
    whole = read_html("".join(f"<p>{one}</p>" for one in (*STORY, COMMENT)))
    assert without_unlikely(whole, blocks, "").text == "\n\n".join(STORY)
    assert without_unlikely(whole, blocks, COMMENT) is whole, "the feed has it"


def test_most_of_a_story_is_never_dropped() -> None:
    blocks = measured_blocks(html.document_fromstring(PAGE), ())
    alone = read_html(f"<p>{COMMENT}</p>")
    assert without_unlikely(alone, blocks, "") is alone


@given(st.text("<>/ abp=.div'", max_size=200))
def test_any_page_can_be_measured(markup: str) -> None:
    for block in measured_blocks(html.document_fromstring(f"<div>{markup}x"), ()):
        assert len(block.traits) == len(TRAITS) and 0 <= likelihood(block.traits) <= 1


@pytest.mark.parametrize(
    ("hostile", "blocks"),
    [("<div>" * 200 + "x", 1), ("<p>x" * 4_000, 4_000), ("<p>x" * 6_000, 0)],
)
def test_a_page_is_measured_however_it_is_made_unless_it_is_endless(
    hostile: str, blocks: int
) -> None:
    parser = html.HTMLParser(huge_tree=True)
    tree = html.document_fromstring(f"<body>{hostile}", parser=parser)
    assert len(measured_blocks(tree, ())) == blocks
