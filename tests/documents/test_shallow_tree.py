import pytest
from lxml import etree

from newsreader.documents.shallow_tree import DEEPEST, parse_tree

LINE = "<p>The <a href='/ferry'>ferry</a> was late, and <b>nobody</b> minded.</p>"


def depth(markup: str) -> int:
    return max(len(list(one.iterancestors())) for one in parse_tree(markup).iter())


def below(tag: str, times: int, inside: str) -> list[str]:
    """Return what stands in the body as ``inside`` is put into so many elements."""
    tree = parse_tree(f"<html><body>{f'<{tag}>' * times}{inside}</body></html>")
    return [f"{one.tag} {' '.join(one.text_content().split())}" for one in tree.iter("p", "h2")]


def test_a_page_of_usual_depth_is_as_libxml2_has_it() -> None:
    page = "<html><body><div><b><i>One</i> two<div>three</div></b> four</div></body></html>"
    assert etree.tostring(parse_tree(page), encoding="unicode", method="html") == page


@pytest.mark.parametrize(
    "tag", "s font span b a div section article blockquote ul li table td center x-box".split()
)
@pytest.mark.parametrize("times", [DEEPEST + 1, 3_000, 50_000])
def test_what_is_nested_deeper_keeps_its_text_and_its_links(tag: str, times: int) -> None:
    tree = parse_tree(f"<html><body>{f'<{tag}>' * times}{LINE * 2}</body></html>")
    said = [one.text_content() for one in tree.iter("p", "li") if one.find("a") is not None]
    assert said == ["The ferry was late, and nobody minded."] * 2
    assert [one.get("href") for one in tree.iter("a") if one.text] == ["/ferry"] * 2
    assert max(len(list(one.iterancestors())) for one in tree.iter()) <= 2 * DEEPEST + 2


def test_a_tag_of_each_paragraph_that_is_never_closed_parts_them_still() -> None:
    lines = "".join(f"<p><font><b>Line {number}." for number in range(300))
    assert below("div", 1, lines) == [f"p Line {number}." for number in range(300)]


def test_text_beside_blocks_is_a_paragraph() -> None:
    lines = "".join(f"<div>Line {number}." for number in range(300))
    assert below("div", 1, lines) == [f"p Line {number}." for number in range(300)]


def test_text_behind_a_block_that_stands_too_deep_is_not_joined_to_it() -> None:
    inside = "One.<div>Two.</div>Three.<h2>Four</h2><p>Five <i>six</i></p>"
    assert below("div", 200, inside) == ["p One.", "p Two.", "p Three.", "h2 Four", "p Five six"]


def test_what_is_no_text_stays_none() -> None:
    inside = "<script>run()</script><style>p {}</style><p>Seen.</p>"
    assert below("div", 200, inside) == ["p Seen."]
    tree = parse_tree(f"<html><head><title>Boat</title></head><body>{'<div>' * 200}{inside}")
    assert tree.findtext(".//title") == "Boat"
    assert tree.findtext(".//script") == "run()"
