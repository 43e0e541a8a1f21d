import pytest
from lxml import html

from newsreader.documents.blocks import read_html
from newsreader.documents.math_text import write_formulas

FORMULAS = [
    ("<mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>", "E=mc²"),
    ("<msub><mi>x</mi><mn>1</mn></msub><mo>,</mo><mi>y</mi>", "x₁, y"),
    (
        "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>"
        "<mo>≤</mo><msqrt><mi>x</mi></msqrt>",
        "(a+b)/2≤√x",
    ),
    ("<mi>sin</mi><mo>\u2061</mo><mi>x</mi>", "sin x"),
    (
        "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>"
        "<msub><mi>a</mi><mi>i</mi></msub>",
        "∑_(i=1)ⁿa_i",
    ),
    ("<msup><mi>e</mi><mrow><mo>-</mo><mi>x</mi></mrow></msup>", "e^(-x)"),
    ("<mover><mi>v</mi><mo>→</mo></mover>", "v\u20d7"),
    ("<mroot><mn>8</mn><mn>3</mn></mroot>", "³√8"),
    (
        "<semantics><msup><mi>x</mi><mn>2</mn></msup>"
        "<annotation encoding='application/x-tex'>x^2</annotation></semantics>",
        "x²",
    ),
    ("<semantics><annotation encoding='application/x-tex'>x^2</annotation></semantics>", "x^2"),
]


@pytest.mark.parametrize(("formula", "text"), FORMULAS)
def test_a_formula_is_a_line_of_text(formula: str, text: str) -> None:
    assert read_html(f"<p>So <math>{formula}</math> holds.").text == f"So {text} holds."


@pytest.mark.parametrize(("formula", "text"), FORMULAS)
def test_a_page_has_the_same_text(formula: str, text: str) -> None:
    tree = html.document_fromstring(f"<p>So <math>{formula}</math> <b>holds</b>.")
    write_formulas(tree)
    assert tree.text_content() == f"So {text} holds."


def test_the_words_for_a_formula_stand_in_for_one_that_draws_nothing() -> None:
    assert read_html("<p>So <math alttext='x^2'></math> holds.").text == "So x^2 holds."


@pytest.mark.parametrize("tag", ["math", "mrow", "msup"])
def test_formulas_however_deep_keep_their_text(tag: str) -> None:
    document = read_html("<p>a <math>" + f"<{tag}>" * 5_000 + "x</math><p>b")
    assert "x" in document.text
